set xlabel "exports fall by, percent"
set ylabel "percent of revenue"
set yrange [0:60]
set xrange [0:100]
set arrow from 75, graph 0 to 75, graph 1 nohead dt 2 lc rgb red
set label "May 2025" at 76, graph 0.05 tc rgb red
set label "18 to 50 % exported" at 55, 19 tc rgb blue
set label "59 % exported" at 60, 44 tc rgb orange
plot data skip 3 using 1:2:3 with filledcurves fs solid 0.25 noborder lc rgb blue, \
     data skip 3 using 1:4 with lines lw 2 dt 3 lc rgb orange
