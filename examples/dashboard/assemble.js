// Puts the figures, the chart library and the charts into page.html.
const fs = require('fs');

const parts = {
	LIBRARY: fs.readFileSync('node_modules/echarts/dist/echarts.min.js', 'utf8'),
	FIGURES: JSON.stringify(JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))),
	CHARTS: fs.readFileSync('charts.js', 'utf8'),
};
const page = fs.readFileSync('page.html', 'utf8');

// Nothing inside may end the script element that holds it.
process.stdout.write(page.replace(/\/\*([A-Z]+)\*\//g, (mark, name) => parts[name].replace(/<(?=\/script|!--)/gi, '\\x3c')));
