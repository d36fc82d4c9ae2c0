set datafile separator ","
set xdata time
set timefmt "%Y-%m-%d"
set format x "%Y"
set title "JL MAG: inventory, million CNY"
set key top left Left reverse
set yrange [0:*]
set grid ytics lc rgb "#dddddd"
plot data using 1:3 with filledcurves y1=0 fs solid 0.25 noborder lc rgb "#c07020" title "build-up, not cleared", \
     data using 1:2:4 with filledcurves fs solid 0.8 noborder lc rgb "#b03030" title "drawdown", \
     data using 1:2 with linespoints pt 7 ps 0.7 lw 2 lc rgb "#333333" title "closing stock"
