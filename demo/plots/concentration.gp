set yrange [0:0.8]
set ylabel "part, 0 to 1"
set label "share of the largest exporter" at graph 0.5, first 0.64 tc rgb orange
set label "HHI" at first 2018.2, first 0.25 tc rgb blue
plot data skip 3 using 1:3 with linespoints pt 5 ps 0.7 lw 1.5 lc rgb orange, \
     data skip 3 using 1:2 with linespoints pt 7 ps 0.7 lw 1.5 lc rgb blue
