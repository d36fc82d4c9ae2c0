set xdata time
set timefmt "%Y-%m-%d"
set format x "%b\n%Y"
set xrange ["2024-12-20":"2026-06-10"]
set yrange [0:140]
set ylabel "mean of 2024 = 100"
set arrow from "2025-04-04", graph 0 to "2025-04-04", graph 0.97 nohead dt 2 lc rgb red
set label "licences" at "2025-04-08", graph 0.97 tc rgb red
set arrow from "2025-06-27", graph 0 to "2025-06-27", graph 0.97 nohead dt 2 lc rgb green
set label "deal" at "2025-07-01", graph 0.97 tc rgb green
middle = 14 * 86400
w(partner) = (strcol(2) eq partner) ? $4 : NaN
plot 100 with lines lw 1 dt 3 lc rgb grey, \
     data index 1 using 3:(w("United States")):3:5:(0):(w("United States")) with boxxyerror fs transparent solid 0.15 border fc rgb orange, \
     data index 1 using 3:(w("World")):3:5:(0):(w("World")) with boxxyerror fs transparent solid 0.12 border fc rgb blue, \
     data index 0 skip 3 using (timecolumn(3) + middle):(w("World")) with linespoints pt 7 ps 0.8 lw 1.5 lc rgb blue, \
     data index 0 skip 3 using (timecolumn(3) + middle):(w("United States")) with linespoints pt 5 ps 0.8 lw 1.5 lc rgb orange, \
     data index 0 skip 3 using (timecolumn(3) + middle):(w("World")):5 with labels left offset 1, 0 tc rgb blue, \
     data index 0 skip 3 using (timecolumn(3) + middle):(w("United States")):5 with labels left offset 1, 0 tc rgb orange, \
     data index 1 using (timecolumn(3) + 3 * 86400):($4 - 5):6 with labels left font ",9" tc rgb "#444444"
