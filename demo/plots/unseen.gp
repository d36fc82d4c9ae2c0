set datafile separator ","
set title "Importers whose imports fell in 2009, not yet back at their level of 2008, if only odd years were known"
set key top right
set xlabel "years"
set yrange [0:1]
set xrange [0:14]
set grid ytics lc rgb "#dddddd"
set style fill solid 0.35 noborder
plot data using (strcol(1) eq "band" ? ($2 + $3) / 2 : NaN):(($4 + $5) / 2):2:3:5:4 with boxxyerror lc rgb "#1f5f99" title "odd years: falls somewhere in here", \
     data using (strcol(1) eq "flat" ? $2 : NaN):4:($3 - $2):(0) with vectors nohead lw 3 lc rgb "#1f5f99" notitle, \
     data using (strcol(1) eq "band" ? $3 : NaN):5 with points pt 7 ps 0.5 lc rgb "#1f5f99" title "odd years: known", \
     data using (strcol(1) eq "exact" ? $2 : NaN):4 with steps lw 2 dt 2 lc rgb "#c07020" title "odd years, taken as if exact", \
     data using (strcol(1) eq "all" ? $2 : NaN):4 with steps lw 2 lc rgb "#444444" title "every year"
