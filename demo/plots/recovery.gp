set datafile separator ","
set datafile missing ""
set xdata time
set timefmt "%Y-%m-%d"
set format x "%b\n%Y"
set title "China: exports of rare-earth magnets, tonnes a month"
set key bottom left
set xrange ["2023-12-15":"2026-04-15"]
set yrange [0:7000]
set grid ytics lc rgb "#dddddd"
set arrow from "2025-04-04", graph 0 to "2025-04-04", graph 1 nohead dt 2 lc rgb "#b03030"
set label "licences, 4 April 2025" at "2025-04-12", graph 0.95 tc rgb "#b03030"
plot data using 1:3 with lines lw 1 dt 3 lc rgb "#555555" title "baseline: mean of 2024", \
     data using 1:2 with linespoints pt 7 ps 0.5 lw 2 lc rgb "#1f5f99" title "exports (flat stretches: known by their sum only)", \
     data using 1:4 with points pt 9 ps 1.8 lc rgb "#b03030" title "trough", \
     data using 1:5 with points pt 5 ps 1.5 lc rgb "#2a8a4a" title "recovery"
