set yrange [0:100]
set ylabel "China's share, percent"
set label "the quoted 90" at graph 0.02, first 92.5 tc rgb grey
set label "of mine production" at first 2017.6, first 80 tc rgb orange
set label "of magnet exports" at first 2016.6, first 44 tc rgb blue
plot 90 with lines dt 3 lc rgb grey, \
     data skip 3 using 1:2 with linespoints pt 5 ps 0.7 lw 1.5 lc rgb orange, \
     data skip 3 using 1:3 with linespoints pt 7 ps 0.7 lw 1.5 lc rgb blue
