set datafile separator ","
set xdata time
set timefmt "%Y-%m-%d"
set format x "%b\n%Y"
set title "Scenarios: inventory of Zhong Ke San Huan if its exports had followed all magnet exports, million CNY"
set key bottom left Left reverse
set grid ytics lc rgb "#dddddd"
set arrow from graph 0, first 2663.55 to graph 1, first 2663.55 nohead dt 2 lc rgb "#555555"
set label "end of 2024" at graph 0.88, first 2690 tc rgb "#555555"
plot data using 1:2 with linespoints pt 7 ps 0.7 lw 2 lc rgb "#b03030" title "production as before", \
     data using 1:4 with linespoints pt 5 ps 0.7 lw 2 lc rgb "#c07020" title "output cut 15 %, and EV demand 20 % lower", \
     data using 1:3 with linespoints pt 9 ps 0.7 lw 2 lc rgb "#1f5f99" title "output cut 15 %"
