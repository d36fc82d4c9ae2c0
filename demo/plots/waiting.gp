set datafile separator ","
set title "Magnet imports after 2009: importers not yet back at their level of 2008"
set key top right
set xlabel "years"
set yrange [0:1]
set xrange [0:15]
set grid ytics lc rgb "#dddddd"
plot data using 2:(strcol(1) eq "small" ? $4 : NaN) with steps lw 1 dt 3 lc rgb "#1f5f99" notitle, \
     data using 2:(strcol(1) eq "small" ? $5 : NaN) with steps lw 1 dt 3 lc rgb "#1f5f99" title "95 percent limits", \
     data using 2:(strcol(1) eq "small" ? $3 : NaN) with steps lw 2 lc rgb "#1f5f99" title "small importers (imports below 10 million USD in 2008)", \
     data using 2:(strcol(1) eq "large" ? $4 : NaN) with steps lw 1 dt 3 lc rgb "#c07020" notitle, \
     data using 2:(strcol(1) eq "large" ? $5 : NaN) with steps lw 1 dt 3 lc rgb "#c07020" notitle, \
     data using 2:(strcol(1) eq "large" ? $3 : NaN) with steps lw 2 lc rgb "#c07020" title "large importers"
