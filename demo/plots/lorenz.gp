set xlabel "part of the exporters, smallest first"
set ylabel "part of the exports they hold"
set xrange [0:1]
set yrange [0:1]
set size ratio 0.62
plot x with lines dt 3 lc rgb grey, data skip 3 using 1:2 with lines lw 2 lc rgb blue
