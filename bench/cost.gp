# Cost per row against the size of groups, from grid.csv: groups, firms per group,
# milliseconds of sum(), of hhi by bigint, of hhi by text, over
# a million rows.
set terminal svg size 900,440 font "sans,12" background rgb "white"
set output picture
set datafile separator ","
set logscale xy
set format x "10^{%L}"
set xrange [0.7:2e6]
set yrange [50:4000]
set grid ytics lc rgb "#dddddd"
set xlabel "firms in each group"
set ylabel "nanoseconds a row"
set key top right
groups = "1 10 480 10000 1000000"
names = "'1 group' '10 groups' '480 groups' '10,000 groups' '1,000,000 groups'"
colour(i) = word("#1f5f99 #c07020 #2f8f4f #8040a0 #b03030", i)
set multiplot layout 1,3 title "One pass over a million rows: cost a row"
do for [column = 3:5] {
  set title word("'sum()' 'hhi, bigint firm' 'hhi, text firm'", column - 2)
  if (column > 3) { unset ylabel }
  if (column > 3) { unset key }
  plot for [i = 1:5] data using ($1 == word(groups, i) + 0 ? $2 : NaN):(column(column)) with linespoints pt 7 ps 0.5 lw 2 \
    lc rgb colour(i) title word(names, i)
}
unset multiplot
