set datafile separator ","
set title "Metal permanent magnets (HS 850511): concentration of exporters"
set key top left
set yrange [0:0.8]
set grid ytics lc rgb "#dddddd"
plot data using 1:2 with linespoints pt 7 ps 0.7 lw 2 lc rgb "#1f5f99" title "HHI", \
     data using 1:3 with linespoints pt 5 ps 0.7 lw 2 lc rgb "#c07020" title "share of the largest exporter"
