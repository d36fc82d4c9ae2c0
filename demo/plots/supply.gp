set datafile separator ","
set datafile missing ""
set title "China's share, percent"
set key bottom right
set yrange [0:100]
set grid lc rgb "#dddddd"
plot 90 with lines dt 3 lc rgb "#555555" title "the quoted 90", \
     data using 1:2 with linespoints pt 7 ps 0.7 lw 2 lc rgb "#c07020" title "of mine production (tonnes, BGS)", \
     data using 1:3 with linespoints pt 5 ps 0.7 lw 2 lc rgb "#1f5f99" title "of magnet exports (USD, BACI)"
