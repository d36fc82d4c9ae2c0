set datafile separator ","
set datafile missing ""
set xdata time
set timefmt "%Y-%m-%d"
set format x "%b\n%Y"
set title "China: magnet exports, mean of 2024 = 100 (flat stretches: known by their sum only)"
set key bottom right
set yrange [0:140]
set grid ytics lc rgb "#dddddd"
set arrow from "2025-04-04", graph 0 to "2025-04-04", graph 1 nohead dt 2 lc rgb "#b03030"
set label "licences" at "2025-04-08", graph 0.95 tc rgb "#b03030"
set arrow from "2025-06-27", graph 0 to "2025-06-27", graph 1 nohead dt 2 lc rgb "#2a8a4a"
set label "deal" at "2025-07-01", graph 0.95 tc rgb "#2a8a4a"
plot 100 with lines lw 1 dt 3 lc rgb "#555555" notitle, \
     data using 1:2 with linespoints pt 7 ps 0.6 lw 2 lc rgb "#1f5f99" title "world", \
     data using 1:3 with linespoints pt 5 ps 0.6 lw 2 lc rgb "#c07020" title "United States"
