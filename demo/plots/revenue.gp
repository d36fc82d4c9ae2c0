set datafile separator ","
set datafile missing ""
set title "Revenue of listed magnet producers, 2022 = 100"
set key outside right Left reverse
set xrange [2019.8:2025.2]
set xtics 1
set yrange [20:120]
set grid lc rgb "#dddddd"
array name[8] = ["Zhong Ke San Huan", "Galaxy Magnets", "Earth-Panda", "Innuovo", "JL MAG", "Ningbo Yunsheng", "Zhenghai Magnetic", "Zhongke Magnetic"]
plot for [i=1:8] data using 1:i+1 with linespoints pt 7 ps 0.6 lw 2 title name[i]
