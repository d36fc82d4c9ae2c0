set xlabel "days since the application"
set ylabel "part still waiting"
set yrange [0:1.05]
set label "small applicants" at 82, 0.55 tc rgb orange
set label "large applicants" at 55, 0.28 tc rgb blue
plot data skip 3 using 1:3 with steps lw 2 lc rgb orange, data skip 3 using 1:2 with steps lw 2 lc rgb blue
