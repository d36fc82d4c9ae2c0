set datafile separator ","
set title "Nine listed magnet producers, 2024: what the HHI of the market can be"
set xlabel "part of the market that the nine hold"
set ylabel "HHI, points"
set key top right
set yrange [0:6500]
set grid lc rgb "#dddddd"
set style fill solid 0.25 noborder
plot data using 1:2:3 with filledcurves lc rgb "#c07020" title "nothing known of the others", \
     data using 1:2:4 with filledcurves fs solid 0.7 lc rgb "#1f5f99" title "none is larger than the smallest listed one"
