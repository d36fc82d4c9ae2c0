set xdata time
set timefmt "%Y-%m-%d"
set format x "%b\n%Y"
set xrange ["2025-04-15":"2026-03-20"]
set yrange [2050:3050]
set ylabel "million CNY"
set arrow from graph 0, first 2663.55 to graph 1, first 2663.55 nohead dt 3 lc rgb grey
set label "end of 2024" at graph 0.66, first 2690 tc rgb grey
name(i, text) = ($0 == 8) ? text : ""
plot data skip 3 using 1:2 with linespoints pt 6 ps 0.8 lw 1.5 lc rgb red, \
     data skip 3 using 1:4 with linespoints pt 4 ps 0.8 lw 1.5 lc rgb orange, \
     data skip 3 using 1:3 with linespoints pt 8 ps 0.9 lw 1.5 lc rgb blue, \
     data skip 3 using 1:2:(name(1, "output as before")) with labels left offset 1, 0 tc rgb red, \
     data skip 3 using 1:4:(name(1, "15 % less, EV demand −20 %")) with labels left offset 1, 0.4 tc rgb orange, \
     data skip 3 using 1:3:(name(1, "output 15 % less")) with labels left offset 1, -0.4 tc rgb blue
