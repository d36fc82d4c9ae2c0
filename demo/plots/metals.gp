of(product) = (strcol(1) eq product) ? $3 : NaN
set multiplot
eval hide_words
set yrange [0:2.4]
set xrange [-13:32]
set xtics -12, 12, 30
set tmargin at screen 0.80
set bmargin at screen 0.26
set arrow 1 from 0, 0 to 0, 2.2 nohead dt 2 lc rgb red
array name[3] = ["gallium", "germanium", "antimony"]
do for [i=1:3] {
  set lmargin at screen 0.085 + (i - 1) * 0.305
  set rmargin at screen 0.085 + (i - 1) * 0.305 + 0.28
  set title name[i] font ",13" tc rgb blue offset 0, -0.5
  if (i == 1) { set ylabel "part of the year before"; set format y "%.1f" } else { unset ylabel; set format y "" }
  if (i == 2) { set xlabel "months since licences were required" } else { unset xlabel }
  if (i == 3) { eval show_words }
  plot 0.9 with lines lw 1 dt 3 lc rgb grey, data skip 3 using 2:(of(name[i])) with points pt 7 ps 0.8 lc rgb blue
}
unset multiplot
