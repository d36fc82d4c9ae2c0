// One entry a chart: rows of a query, a title that is the answer, the options
// of the chart library.  Titles are made of the figures: they change with them.
const blue = '#1f5fa8', orange = '#d9730d', green = '#2e8b57', red = '#b3263e', grey = '#7a8594', violet = '#7b4fa3';

const percent = x => Math.round(x * 100) + ' %';
const number = (x, digits = 0) => x.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const by = (rows, key) => rows.reduce((groups, row) => ({ ...groups, [row[key]]: [...(groups[row[key]] || []), row] }), {});
const sum = (rows, key) => rows.reduce((total, row) => total + row[key], 0);
const last = rows => rows[rows.length - 1];
const named = list => list.length < 2 ? list.join('') : list.slice(0, -1).join(', ') + ' and ' + last(list);

const axis = (name, more = {}) => ({ name, nameLocation: 'middle', nameGap: 28, nameTextStyle: { color: '#55606e' }, axisLabel: { color: '#55606e' }, splitLine: { lineStyle: { color: '#e8ebee' } }, ...more });
const yAxis = (name, more = {}) => axis(name, { type: 'value', nameGap: 46, ...more });
const line = (name, color, data, more = {}) => ({ name, type: 'line', color, data, symbol: 'circle', symbolSize: 6, showAllSymbol: true, lineStyle: { width: 2 }, itemStyle: { color }, ...more });
const dots = { showSymbol: false };
const at = (value, label) => ({ silent: true, symbol: 'none', lineStyle: { color: grey, type: 'dashed' }, label: { formatter: label, position: 'insideEndTop', color: grey }, data: [value] });

const charts = {
	recovery(rows) {
		const colors = { magnets: blue, 'rare earths': green, gallium: violet, germanium: red, antimony: orange };
		const products = Object.entries(by(rows, 'product'));
		const back = products.filter(([, r]) => r[0].status === 'recovered').sort((a, b) => a[1][0].time_to_recovery - b[1][0].time_to_recovery);
		const out = products.filter(([, r]) => r[0].status === 'censored');
		return {
			title: `Back at 90 %: ${named(back.map(([name, r], i) => `${name} after ${r[0].time_to_recovery}${i ? '' : ' months'}`))}; not yet: ${named(out.map(([name]) => name))}`,
			note: 'exports of China to the world, against the mean of the twelve months before control (magnets: of 2024)',
			xAxis: axis('months since control', { type: 'value', min: -6, max: 24, interval: 6, splitLine: { show: false } }),
			yAxis: yAxis('% of baseline', { min: 0, axisLine: { onZero: false } }),
			legend: {},
			series: products.map(([name, r], i) => line(name, colors[name] || grey, r.map(p => [p.month, p.ratio === null ? null : p.ratio * 100]),
				i ? {} : { markLine: at({ yAxis: 100 }, 'baseline') })),
		};
	},
	concentration(rows) {
		const colors = { 'magnet exports': blue, 'mine production': orange };
		const markets = Object.entries(by(rows, 'market'));
		return {
			title: markets.map(([name, r]) => `${name}: HHI ${number(r[0].hhi, 2)} in ${r[0].year}, ${number(last(r).hhi, 2)} in ${last(r).year}`).join('; '),
			note: 'by country; 1 is a single supplier',
			xAxis: axis('year', { type: 'value', min: 'dataMin', max: 'dataMax', axisLabel: { formatter: String }, splitLine: { show: false } }),
			yAxis: yAxis('HHI, 0 to 1', { min: 0, max: 1 }),
			legend: {},
			series: markets.map(([name, r]) => line(name, colors[name] || grey, r.map(p => [p.year, p.hhi]))),
		};
	},
	inventory(rows) {
		const { company, change, starts, running } = rows[0];
		return {
			title: `${company.split(' Rare')[0]} built up ${number(change)} million CNY of stock since ${starts.slice(0, 4)}${running ? ', not cleared yet' : ', cleared since'}`,
			note: 'closing inventory; only the quarters with a mark are known',
			xAxis: axis('quarter', { type: 'time', splitLine: { show: false } }),
			yAxis: yAxis('million CNY', { min: 0 }),
			series: [line(company, blue, rows.map(r => [r.period, r.level]), { areaStyle: { opacity: 0.12 } })],
		};
	},
	exposure(rows) {
		return {
			title: `A fall of ${percent(rows[0].fall)} for a year would cost ${number(sum(rows, 'at_risk_low'))} to ${number(sum(rows, 'at_risk_high'))} million CNY of revenue`,
			note: `${rows.length} listed producers, ${rows[0].year}; a bar is the range where exports are not told (18 to 50 % of revenue), a line where they are`,
			grid: { left: 190, right: 30, top: 14, bottom: 44 },
			xAxis: axis('revenue at risk, million CNY', { type: 'value' }),
			yAxis: { type: 'category', data: rows.map(r => r.company.split(' (')[0]), axisTick: { show: false } },
			series: [
				{ type: 'bar', stack: 'range', silent: true, itemStyle: { color: 'transparent' }, data: rows.map(r => r.at_risk_low) },
				{ name: 'range', type: 'bar', stack: 'range', barWidth: 14, barMinHeight: 4, data: rows.map(r => ({ value: r.at_risk_high - r.at_risk_low, itemStyle: { color: r.basis === 'reported' ? red : blue } })) },
			],
			tooltip: { formatter: p => `${rows[p.dataIndex].company}<br>${number(rows[p.dataIndex].at_risk_low)} to ${number(rows[p.dataIndex].at_risk_high)} million CNY<br>${rows[p.dataIndex].basis}` },
		};
	},
	bounds(rows) {
		const half = rows.find(r => r.listed_share === 0.5);
		return {
			title: `If the listed producers are half of the market, its HHI lies between ${number(half.lower, 2)} and ${number(half.upper, 2)}`,
			note: `${rows[0].year}; the private producers may be many or one`,
			xAxis: axis('assumed part of the market that is listed, %', { type: 'value', min: 30, max: 100, splitLine: { show: false } }),
			yAxis: yAxis('HHI, 0 to 1', { min: 0 }),
			legend: {},
			series: [line('greatest', red, rows.map(r => [r.listed_share * 100, r.upper])), line('least', blue, rows.map(r => [r.listed_share * 100, r.lower]))],
		};
	},
	waiting(rows) {
		const colors = { 'large importers': blue, 'small importers': orange };
		const groups = Object.entries(by(rows, 'population'));
		return {
			title: `Half were back after ${named(groups.map(([name, r]) => `${r[0].median} years (${name})`))}`.replace(' 1 years', ' 1 year'),
			note: 'imports of metal magnets after the recession of 2009, by importing country; those not back yet are counted',
			xAxis: axis('years since 2009', { type: 'value', splitLine: { show: false } }),
			yAxis: yAxis('not back yet, %', { min: 0, max: 100 }),
			legend: {},
			series: groups.map(([name, r]) => line(name, colors[name] || grey, r.map(p => [p.duration, p.waiting_share * 100]), { step: 'end' })),
		};
	},
	importers(rows) {
		const back = rows.filter(r => r.time_to_recovery !== null || r.status === 'not_affected');
		const colors = { recovered: blue, censored: red, not_affected: green };
		const worst = rows.reduce((a, b) => a.depth > b.depth ? a : b);
		return {
			title: `${back.length} of the ${rows.length} largest importers are back; ${worst.partner} fell deepest, by ${percent(worst.depth)}`,
			note: 'imports of metal magnets in 2009 and after, against 2008; largest first; years to recovery above the bar, green never fell below 90 %',
			xAxis: axis('importer', { type: 'category', data: rows.map(r => r.partner), splitLine: { show: false } }),
			yAxis: yAxis('deepest fall, %', { min: 0 }),
			series: [{ type: 'bar', barWidth: '60%', data: rows.map(r => ({ value: (r.depth || 0) * 100, itemStyle: { color: colors[r.status] || grey } })),
				label: { show: true, position: 'top', formatter: p => rows[p.dataIndex].time_to_recovery ?? (rows[p.dataIndex].status === 'not_affected' ? 'no fall' : 'not back') } }],
		};
	},
	backlog(rows) {
		const colors = { large: blue, small: orange };
		const sizes = Object.entries(by(rows, 'size'));
		const peak = r => r.reduce((a, b) => b.open_licences > a.open_licences ? b : a);
		return {
			title: `Made-up register: ${named(sizes.map(([name, r]) => `${number(last(r).open_licences)} licences of ${name} firms still open (peak ${number(peak(r).open_licences)})`))}`,
			note: `open licences by day until ${last(rows).day}; no register is public, these figures are arithmetic`,
			xAxis: axis('day', { type: 'time', splitLine: { show: false } }),
			yAxis: yAxis('open licences', { min: 0 }),
			legend: {},
			series: sizes.map(([name, r]) => line(`${name} firms`, colors[name] || grey, r.map(p => [p.day, p.open_licences]), { ...dots, step: 'end' })),
		};
	},
};

for (const [name, chart] of Object.entries(charts)) {
	const { title, note, ...options } = chart(figures[name]);
	const section = document.querySelector('main').appendChild(document.createElement('section'));
	section.id = name;
	section.append(Object.assign(document.createElement('h2'), { textContent: title[0].toUpperCase() + title.slice(1) }), Object.assign(document.createElement('p'), { textContent: note }));
	const place = section.appendChild(Object.assign(document.createElement('div'), { className: 'chart' }));
	const drawn = echarts.init(place, null, { renderer: 'svg' });
	drawn.setOption({
		animation: false,
		textStyle: { fontFamily: 'system-ui, sans-serif' },
		grid: { left: 64, right: 24, top: options.legend ? 36 : 14, bottom: 44 },
		...options,
		legend: options.legend && { top: 4, right: 10, icon: 'roundRect', itemHeight: 4 },
		tooltip: { trigger: 'item', ...options.tooltip },
	});
	addEventListener('resize', () => drawn.resize());
}
