set datafile separator ","
set title "Metal permanent magnets, 2024: shares of exporters"
set size square
set xlabel "part of the exporters, smallest first"
set ylabel "part of the exports they hold"
set key top left
set xrange [0:1]
set yrange [0:1]
set grid lc rgb "#dddddd"
plot x with lines dt 3 lc rgb "#555555" title "all equal", \
     data using 1:2 with lines lw 2 lc rgb "#1f5f99" title "Lorenz curve"
