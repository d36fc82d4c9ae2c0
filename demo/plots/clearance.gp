set xlabel "tailor-made part of the stock, percent"
set ylabel "months"
set yrange [0:12]
set label "exports at 75 % of normal" at graph 0.3, first 8.6 tc rgb red
set label "exports as normal" at graph 0.72, first 3.6 tc rgb blue
plot data skip 3 using 1:2 with lines lw 2 lc rgb red, data skip 3 using 1:3 with lines lw 2 lc rgb blue
