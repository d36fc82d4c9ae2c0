set xrange [2002.5:2025.5]
set yrange [0:600]
set ylabel "million dollars a year"
set arrow from 2018.5, graph 0 to 2018.5, graph 0.97 nohead dt 2 lc rgb red
set label "tariffs" at 2018.3, graph 0.95 right tc rgb red
set label "synthetic" at 2020.3, 175 tc rgb grey
set label "United States" at 2021.2, 550 right tc rgb blue
plot data skip 3 using 1:4:5 with filledcurves fs transparent solid 0.25 noborder fc rgb grey, \
     data skip 3 using 1:3 with lines lw 1.5 dt 2 lc rgb "#444444", \
     data skip 3 using 1:2 with linespoints pt 7 ps 0.8 lw 1.5 lc rgb blue
