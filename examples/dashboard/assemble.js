// Puts the answers of the queries (DIRECTORY/NAME.json), the chart library, the
// cards and the page's own script and style into page.html.
const fs = require('fs');
const path = require('path');

const directory = process.argv[2];
const figures = {};
for (const file of fs.readdirSync(directory).sort())
	figures[path.basename(file, '.json')] = JSON.parse(fs.readFileSync(path.join(directory, file), 'utf8'));

const parts = {
	STYLE: fs.readFileSync('page.css', 'utf8'),
	LIBRARY: fs.readFileSync('node_modules/echarts/dist/echarts.min.js', 'utf8'),
	FIGURES: JSON.stringify(figures),
	CARDS: fs.readFileSync('cards.js', 'utf8'),
	PAGE: fs.readFileSync('page.js', 'utf8'),
};

// Nothing inside may end the script element that holds it.
process.stdout.write(fs.readFileSync('page.html', 'utf8')
	.replace(/\/\*([A-Z]+)\*\//g, (mark, name) => parts[name].replace(/<(?=\/script|!--)/gi, '\\x3c')));
