set datafile separator ","
set datafile missing ""
set title "MADE-UP register of licences: part of the applications still waiting"
set xlabel "days since the application"
set key top right
set yrange [0:1.05]
set grid lc rgb "#dddddd"
plot data using 1:3 with steps lw 2 lc rgb "#c07020" title "small applicants", \
     data using 1:2 with steps lw 2 lc rgb "#1f5f99" title "large applicants"
