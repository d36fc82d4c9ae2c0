set xdata time
set timefmt "%Y-%m-%d"
set format x "%b\n%Y"
set xrange ["2023-12-15":"2026-01-20"]
set yrange [0:8500]
set ylabel "tonnes a month"
set arrow from "2025-04-04", graph 0 to "2025-04-04", graph 0.97 nohead dt 2 lc rgb red
set label "licences, 4 April 2025" at "2025-03-28", graph 0.95 right tc rgb red
of(k, column) = ($1 == k) ? column : NaN
set label "magnets" at "2025-06-10", 1700 tc rgb blue
set label "rare earths" at "2025-06-20", 7800 tc rgb green
plot data skip 3 using 2:(of(1, $5)):(of(1, $6)) with filledcurves fs transparent solid 0.15 noborder fc rgb blue, \
     data skip 3 using 2:(of(2, $5)):(of(2, $6)) with filledcurves fs transparent solid 0.12 noborder fc rgb green, \
     data skip 3 using 2:(of(2, $3)) with linespoints pt 5 ps 0.7 lw 1 lc rgb green, \
     data skip 3 using 2:(of(1, $3)) with linespoints pt 7 ps 0.8 lw 1.5 lc rgb blue
