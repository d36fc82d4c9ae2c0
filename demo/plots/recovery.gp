set xdata time
set timefmt "%Y-%m-%d"
set format x "%b\n%Y"
set xrange ["2023-12-15":"2026-05-01"]
set yrange [0:7000]
set ylabel "tonnes a month"
set arrow from "2025-04-04", graph 0 to "2025-04-04", graph 0.97 nohead dt 2 lc rgb red
set label "licences, 4 April 2025" at "2025-04-12", graph 0.97 tc rgb red
set label "mean of 2024" at "2024-07-05", 4550 tc rgb grey
plot data skip 3 using 1:4 with lines lw 1 dt 3 lc rgb grey, \
     data skip 3 using 1:8 with lines lw 1 lc rgb blue, \
     data skip 3 using 1:2 with points pt 7 ps 0.8 lc rgb blue, \
     data skip 3 using 1:3 with points pt 7 ps 0.8 lc rgb "white", \
     data skip 3 using 1:3 with points pt 6 ps 0.8 lw 1.5 lc rgb blue, \
     data skip 3 using 1:5:7 with labels left offset 1, 0 tc rgb red, \
     data skip 3 using 1:6:7 with labels left offset 0.6, -0.9 tc rgb green
