set xlabel "years"
set ylabel "part of importers not yet back"
set yrange [0:1]
set xrange [0:15]
set label "small" at 3.1, 0.48 tc rgb blue
set label "large" at 5.2, 0.07 tc rgb orange
of(size, value) = strcol(1) eq size ? value : NaN
plot data skip 3 using 2:(of("small", $4)) with steps lw 1 dt 3 lc rgb blue, \
     data skip 3 using 2:(of("small", $5)) with steps lw 1 dt 3 lc rgb blue, \
     data skip 3 using 2:(of("small", $3)) with steps lw 2 lc rgb blue, \
     data skip 3 using 2:(of("large", $4)) with steps lw 1 dt 3 lc rgb orange, \
     data skip 3 using 2:(of("large", $5)) with steps lw 1 dt 3 lc rgb orange, \
     data skip 3 using 2:(of("large", $3)) with steps lw 2 lc rgb orange
