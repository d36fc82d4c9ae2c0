set xlabel "part of the market that the listed ones hold, percent"
set ylabel "HHI, points"
set yrange [0:6500]
set xrange [20:100]
set label "nothing known of the others" at 38, 2000 front tc rgb orange
set label "none larger than the smallest listed" at 62, 480 front tc rgb blue
plot data skip 3 using 1:2:3 with filledcurves fs solid 0.2 noborder lc rgb orange, \
     data skip 3 using 1:2:4 with filledcurves fs solid 0.8 noborder lc rgb blue
