set datafile separator ","
set title "Revenue at risk by the fall of exports, export shares of 18 to 50 percent"
set xlabel "exports fall by, percent"
set ylabel "percent of revenue"
set key top left Left reverse
set yrange [0:60]
set grid lc rgb "#dddddd"
set arrow from 75, graph 0 to 75, graph 1 nohead dt 2 lc rgb "#b03030"
set label "May 2025" at 76, graph 0.05 tc rgb "#b03030"
plot data using 1:2:3 with filledcurves fs solid 0.3 noborder lc rgb "#1f5f99" title "18 to 50 %, as reported for eleven firms", \
     data using 1:4 with lines lw 2 dt 3 lc rgb "#c07020" title "59 %, Zhong Ke San Huan in the first half of 2024"
