set datafile separator ","
set datafile missing ""
set title "Months to clear a stock, by its tailor-made part (customers who take a tenth of exports)"
set xlabel "tailor-made part of the stock, percent"
set ylabel "months"
set key top left Left reverse
set yrange [0:12]
set grid lc rgb "#dddddd"
plot data using 1:2 with lines lw 2 lc rgb "#b03030" title "exports at 75 % of normal", \
     data using 1:3 with lines lw 2 lc rgb "#1f5f99" title "exports as normal"
