set terminal pngcairo size 900,420 font "sans,10"
set output picture
set datafile separator ","
set xdata time
set timefmt "%Y-%m-%d"
set format x "%b\n%Y"
set title "China: exports of rare-earth magnets, tonnes a month"
set key bottom left
set yrange [0:*]
set grid ytics lc rgb "#dddddd"
set arrow from "2025-04-04", graph 0 to "2025-04-04", graph 1 nohead dt 2 lc rgb "#b03030"
set label "licences, 4 April 2025" at "2025-04-10", graph 0.06 tc rgb "#b03030"
plot data using 1:3 with lines lw 1 dt 3 lc rgb "#555555" title "mean of 2024", \
     data using 1:2 with linespoints pt 7 ps 0.7 lw 2 lc rgb "#1f5f99" title "exports (2024 in part spread over unseen months)"
