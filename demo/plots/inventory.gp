set xdata time
set timefmt "%Y-%m-%d"
set format x "%Y"
set xrange ["2018-04-01":"2026-06-01"]
set yrange [0:*]
set offsets 0, 0, graph 0.1, 0
set ylabel "million CNY"
plot data skip 3 using 1:3 with filledcurves y1=0 fs solid 0.2 noborder lc rgb orange, \
     data skip 3 using 1:2:4 with filledcurves fs solid 0.8 noborder lc rgb red, \
     data skip 3 using 1:2 with linespoints pt 7 ps 0.9 lw 1.5 dt 3 lc rgb "#333333", \
     data skip 3 using 1:2:5 with labels offset 0, 1 tc rgb "#333333"
