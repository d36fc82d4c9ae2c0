set xrange [2019.5:2025.5]
set yrange [20:125]
set xtics 2020, 2, 2025
names = system("tail -n +4 '".data."' | cut -d, -f1 | sort -u | tr ' ' '_' | tr '\\n' ' '")
of(name) = (strcol(1) eq name) ? $3 : NaN
undash(name) = system("printf %s '".name."' | tr _ ' '")
n = words(names)
set multiplot
eval hide_words
do for [i=1:n] {
  column = (i - 1) % 4
  line = (i - 1) / 4
  set lmargin at screen 0.06 + column * 0.235
  set rmargin at screen 0.06 + column * 0.235 + 0.2
  set tmargin at screen 0.84 - line * 0.34
  set bmargin at screen 0.84 - line * 0.34 - 0.22
  set title undash(word(names, i)) font ",11" tc rgb blue offset 0, -0.6
  if (column == 0) { set format y "%g" } else { set format y "" }
  if (i == n) { eval show_words }
  plot 100 with lines dt 3 lc rgb grey, data skip 3 using 2:(of(undash(word(names, i)))) with linespoints pt 7 ps 0.6 lw 1.5 lc rgb blue
}
unset multiplot
