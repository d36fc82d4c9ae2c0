set datafile separator ","
set title "China: exports after licences, as a part of the mean of the year before"
set xlabel "months since licences were required; points are the months that were published"
set key top left
set yrange [0:2.4]
set xrange [-12:29]
set grid ytics lc rgb "#dddddd"
set arrow from 0, 0 to 0, 1.8 nohead dt 2 lc rgb "#b03030"
of(product) = (strcol(2) eq product) ? $3 : NaN
plot 0.9 with lines lw 1 dt 3 lc rgb "#555555" title "threshold 0.9", \
     data using ($1/30.44):(of("gallium")) with points pt 7 ps 1 lc rgb "#1f5f99" title "gallium", \
     data using ($1/30.44):(of("germanium")) with points pt 5 ps 1 lc rgb "#c07020" title "germanium", \
     data using ($1/30.44):(of("antimony")) with points pt 9 ps 1.2 lc rgb "#2a8a4a" title "antimony"
