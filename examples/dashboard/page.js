// The page around the cards: headline, filters, charts that follow their cards,
// tables, CSV, keyboard.  What a card shows is in cards.js.
const make = (tag, properties = {}, ...children) => {
	const element = Object.assign(document.createElement(tag), properties);
	element.append(...children);
	return element;
};
const rowsOf = name => (figures[name] || {}).rows || [];
const reports = rowsOf('status').sort((a, b) => a.shock < b.shock ? 1 : -1);

// What is chosen: products (all when none is), and a country.
const choice = { products: new Set(), country: '' };

// What cards draw with.
const page = {
	products: [...new Set([...reports, ...rowsOf('recovery'), ...rowsOf('partners')].map(r => r.product))],
	tone: name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim(),
	color: i => page.tone('c' + ((i < 0 ? 5 : i) % 6 + 1)),
	// Tooltips are markup: what comes from the database is escaped.
	tip: text => p => p.data && p.data.row ? echarts.format.encodeHTML(text(p.data.row)) : '',
	axis: (name, { axisLabel, ...more } = {}) => ({ type: 'value', name, nameLocation: 'middle', nameGap: 26, min: 0, nameTextStyle: { color: page.tone('quiet') },
		axisLabel: { color: page.tone('quiet'), hideOverlap: true, ...axisLabel }, axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: page.tone('grid') } }, ...more }),
	// Its name stands above it, where no label is.
	upward: (name, more) => page.axis(name, { nameLocation: 'end', nameGap: 9, nameTextStyle: { color: page.tone('quiet'), align: 'left', padding: [0, 0, 0, -26] }, ...more }),
	rows: name => rowsOf(name),
	dates: () => page.axis('', { type: 'time', min: undefined, splitNumber: 4, splitLine: { show: false }, axisLine: { show: true, lineStyle: { color: page.tone('line') } } }),
	names: list => ({ type: 'category', inverse: true, data: list, axisTick: { show: false }, axisLine: { lineStyle: { color: page.tone('line') } },
		axisLabel: { color: page.tone('text'), width: 150, overflow: 'truncate' } }),

	// A line through what is known, and hollow marks, off the line, for what is
	// known only with others.  The end of the line carries its label.
	marked(rows, { color, x, y, tip, end, lines = [], step, area, dots = true, start, lift = 0, room = 56 }) {
		const spread = r => r.basis === 'spread';
		const item = (r, shown) => ({ value: [x(r), shown ? y(r) : null], row: r });
		let known = rows.map(r => item(r, !spread(r)));
		while (known.length && last(known).value[1] === null) known = known.slice(0, -1);
		const tooltip = { formatter: page.tip(tip) };
		const labelled = start ? 0 : known.length - 1;
		const series = [{
			type: 'line', color, data: known, room, tooltip, connectNulls: false, symbol: 'circle', symbolSize: dots ? 5 : 2, showAllSymbol: true, showSymbol: dots,
			lineStyle: { width: 2 }, step: step ? 'end' : false, areaStyle: area ? { opacity: 0.12 } : undefined,
			markLine: lines.length ? { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: page.tone('none'), type: 'dashed' }, data: lines } : undefined,
		}];
		if (end && known.length)
			known[labelled] = { ...known[labelled], symbol: 'circle', symbolSize: 6, label: { show: true, position: start ? 'top' : 'right', offset: [0, lift], color, fontWeight: 600, lineHeight: 14, formatter: end(known[labelled].row) } };
		if (end && known.length && !dots)
			series.push({ type: 'scatter', color, data: [known[labelled]], room, symbolSize: 6, tooltip });
		const hollow = rows.filter(r => spread(r) && y(r) !== null).map(r => item(r, true));
		if (hollow.length)
			series.push({ type: 'scatter', color, data: hollow, symbolSize: 8, itemStyle: { color: page.tone('card'), borderColor: color, borderWidth: 1.5 },
				tooltip: { formatter: p => page.tip(tip)(p) + ' (known only by the sum with other months)' } });
		return series;
	},

	// How far to move labels of values so that they stand apart, in pixels of a
	// chart that is 230 high from 0 to most.
	apart(values, most, need = 32) {
		const places = values.map((value, i) => ({ i, at: -value / most * 230 })).sort((a, b) => a.at - b.at);
		// What moves one pair apart may bring the next together: a few rounds.
		for (let round = 0; round < 20; round++)
			for (let n = 1; n < places.length; n++) {
				const miss = places[n - 1].at + need - places[n].at;
				if (miss > 0) { places[n - 1].at -= miss / 2; places[n].at += miss / 2; }
			}
		return values.map((value, i) => places.find(p => p.i === i).at + value / most * 230);
	},

	// The room between two curves.
	band(rows, x, low, high, color, step) {
		const stairs = f => rows.flatMap((r, i) => step && i ? [[x(r), f(rows[i - 1])], [x(r), f(r)]] : [[x(r), f(r)]]);
		const outline = [...stairs(high), ...stairs(low).reverse()];
		return { type: 'custom', silent: true, z: 1, data: [0], tooltip: { show: false },
			renderItem: (params, api) => ({ type: 'polygon', shape: { points: outline.map(p => api.coord(p)) }, style: { fill: color, opacity: 0.14 } }) };
	},
};

// A chart follows its place, whatever made that wider or narrower.
const drawn = new Map();
const follow = new ResizeObserver(entries => entries.forEach(({ target }) => drawn.get(target) && drawn.get(target).resize()));

function chart(panel) {
	const place = make('div', { className: 'chart', tabIndex: 0 });
	place.style.height = (panel.height || 210) + 'px';
	place.setAttribute('role', 'img');
	place.setAttribute('aria-label', panel.label);
	const { option } = panel;
	const room = Math.max(16, ...option.series.map(s => s.room || 0));
	requestAnimationFrame(() => {
		if (!place.isConnected) return;
		const instance = echarts.init(place, null, { renderer: 'svg', useDirtyRect: false });
		drawn.set(place, instance);
		instance.setOption({
			animation: false, useUTC: true,
			textStyle: { fontFamily: 'system-ui, sans-serif' },
			...option,
			grid: { containLabel: true, left: 22, right: room, top: option.yAxis.name ? 28 : 14, bottom: option.xAxis.name ? 22 : 4, ...option.grid },
			tooltip: { trigger: 'item', confine: true, backgroundColor: page.tone('card'), borderColor: page.tone('line'), textStyle: { color: page.tone('text') },
				extraCssText: 'max-width: 300px; white-space: normal', ...option.tooltip },
		});
		follow.observe(place);
	});
	place.addEventListener('keydown', event => step(event, place));
	return place;
}

// Arrow keys go from mark to mark, which is shown and said.
function step(event, place) {
	const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
	const instance = drawn.get(place);
	if (!move || !instance) return;
	event.preventDefault();
	const marks = instance.getOption().series.flatMap((s, seriesIndex) => s.type === 'custom' || s.silent ? [] : s.data.flatMap((d, dataIndex) =>
		d && d.row && (!Array.isArray(d.value) || d.value[1] !== null) ? [{ seriesIndex, dataIndex }] : []));
	if (!marks.length) return;
	place.mark = place.mark === undefined ? (move > 0 ? 0 : marks.length - 1) : (place.mark + move + marks.length) % marks.length;
	instance.dispatchAction({ type: 'showTip', ...marks[place.mark] });
	const tip = place.querySelector(':scope > div:last-child');
	document.getElementById('said').textContent = tip ? tip.textContent : '';
}

function table(rows) {
	const names = Object.keys(rows[0]);
	const cell = value => typeof value === 'number' ? make('td', { className: 'number', textContent: Number.isInteger(value) ? value : Number(value.toPrecision(6)) })
		: make('td', { textContent: value === null ? '' : value });
	return make('table', {},
		make('thead', {}, make('tr', {}, ...names.map(name => make('th', { scope: 'col', textContent: name })))),
		make('tbody', {}, ...rows.map(row => make('tr', {}, ...names.map(name => cell(row[name]))))));
}

function csv(rows) {
	const cell = value => value === null ? '' : /[",\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : value;
	return [Object.keys(rows[0]), ...rows.map(Object.values)].map(line => line.map(cell).join(',')).join('\r\n') + '\r\n';
}

function save(name, rows) {
	const link = make('a', { download: name + '.csv', href: URL.createObjectURL(new Blob([csv(rows)], { type: 'text/csv' })) });
	link.click();
	URL.revokeObjectURL(link.href);
}

function chosen(rows, card) {
	return rows.filter(row => (!choice.products.size || !page.products.includes(row.product) || choice.products.has(row.product)) &&
		(!choice.country || !card.byCountry || country(row.partner) === choice.country));
}

// The answer of a card: what to draw, or why there is nothing.
function answer(name, card) {
	const { rows, error } = figures[name] || { error: 'this page was built without it' };
	if (error) return { message: `This query failed: ${error}` };
	if (!rows.length) return { message: 'No figures: the query gives no row.' };
	const left = chosen(rows, card);
	if (!left.length) return { message: 'No figures for this choice.' };
	try {
		return { rows: left, ...card.draw(left, page) };
	} catch (error) {
		return { rows: left, message: `These figures cannot be drawn: ${error.message}` };
	}
}

function show(section, name, card) {
	const open = section.querySelector('details[open]') !== null;
	section.querySelectorAll('.chart').forEach(place => { follow.unobserve(place); if (drawn.has(place)) drawn.get(place).dispose(); drawn.delete(place); });
	const { rows, title, note, panels, message } = answer(name, card);
	const heading = make('h2', { id: name + '-title', textContent: title || { recovery: 'Recovery' }[name] || name[0].toUpperCase() + name.slice(1) });
	const parts = [heading];
	if (message) parts.push(make('p', { className: 'message', textContent: message }));
	else {
		const grid = make('div', { className: 'panels' }, ...panels.map(panel => {
			const label = `${panel.name || title}. ${note} The table below has every figure.`;
			return make('figure', { className: 'panel' }, ...(panel.name ? [make('h3', { textContent: panel.name })] : []), ...(panel.note ? [make('p', { className: 'note', textContent: panel.note })] : []), chart({ ...panel, label }));
		}));
		if (card.panel) grid.style.setProperty('--panel', card.panel + 'px');
		parts.push(make('p', { className: 'note', textContent: note }), grid);
	}
	if (rows) {
		const details = make('details', { open }, make('summary', { textContent: `Table, ${counted(rows.length, 'row')}` }));
		const holder = make('div', { className: 'table', tabIndex: 0 }, table(rows));
		holder.setAttribute('role', 'region');
		holder.setAttribute('aria-label', `Figures: ${heading.textContent}`);
		details.append(holder);
		parts.push(details);
		const sources = rowsOf('sources').filter(s => card.views.includes(s.view_name) && (s.product === null || rows.some(r => r.product === s.product))).map(s => s.source);
		parts.push(make('footer', {}, make('p', { textContent: `${sources.length ? `Source: ${[...new Set(sources)].join('; ')}. ` : ''}Views: ${card.views.map(v => 'trade_bi.' + v).join(', ')}.` }),
			make('button', { type: 'button', textContent: 'CSV', title: 'Save this table', onclick: () => save(name, rows) })));
	}
	section.replaceChildren(...parts);
}

function headline() {
	const strip = document.getElementById('status');
	const { error } = figures.status || { error: 'this page was built without it' };
	if (error || !reports.length)
		return strip.replaceChildren(make('p', { className: 'message', textContent: error ? `The headline's query failed: ${error}` : 'No product has a total to report.' }));
	strip.replaceChildren(...reports.filter(r => !choice.products.size || choice.products.has(r.product)).map(r => make('article', { className: r.status },
		make('h2', { textContent: r.product }),
		make('p', { className: 'share', textContent: r.latest_ratio === null ? 'not known' : percent(r.latest_ratio) }),
		make('p', { textContent: r.latest_ratio === null ? standing(r) : `of baseline in ${period(r.latest_period, r.frequency)}: ${standing(r)}` }),
		make('p', { className: 'quiet', textContent: `${r.latest_value === null ? '' : amount(r.latest_value, r.unit) + '. '}${r.depth > 0 && r.trough ? `Least ${percent(1 - r.depth)} in ${period(r.trough, r.frequency)}. ` : ''}Control: ${r.control}, ${shortDay(r.shock)}.` }))));
}

// JSON of a row as words: "status recovered, relapsed false".
const said = json => json === null ? '' : Object.entries(JSON.parse(json)).map(([name, value]) => `${name} ${value === null ? 'not known' : value}`).join(', ');

// What alerts found, and figures that were told anew.
function changes() {
	const alerts = rowsOf('alerts').map(r => `${shortDay(r.known_on)}, ${r.alert}: ${Object.values(JSON.parse(r.row_key)).map(v => v ?? 'without name').join(', ')}: `
		+ (r.change === 'changed' ? `${said(r.before)}; now ${said(r.after)}` : `${r.change === 'new' ? 'new' : 'no longer'}${said(r.after ?? r.before) ? ': ' + said(r.after ?? r.before) : ''}`));
	const revisions = rowsOf('revisions').map(r => `${shortDay(r.known_on)}, revised: ${r.product}, ${country(r.partner)}, ${period(r.period, r.frequency)}: ${figure(r.value_before)} to ${figure(r.value_after)} ${r.unit}`);
	const lines = [...alerts, ...revisions];
	document.getElementById('changes').replaceChildren(...(lines.length ? [make('h2', { textContent: 'What changed last' }), make('ul', {}, ...lines.map(textContent => make('li', { textContent })))] : []));
}

function render() {
	headline();
	changes();
	for (const [name, card] of Object.entries(cards)) show(document.getElementById(name), name, card);
	document.querySelectorAll('#products button').forEach(button => button.setAttribute('aria-pressed', String(choice.products.has(button.textContent))));
}

// --- Once: what does not change with a choice.

const newest = reports.map(r => r.latest_period).filter(Boolean).sort().pop();
document.getElementById('asof').textContent = `Public customs figures and filings${newest ? ` until ${period(newest, reports.find(r => r.latest_period === newest).frequency)}` : ''}: how deep exports fell, whether they are back, what piled up, who holds supply, how long it takes.`;
document.body.append(make('p', { id: 'said', hidden: false }));
Object.assign(document.getElementById('said').style, { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', margin: 0 });
document.getElementById('said').setAttribute('aria-live', 'polite');
for (const [name, card] of Object.entries(cards)) {
	const section = make('section', { id: name, className: card.wide ? 'card wide' : 'card' });
	section.setAttribute('aria-labelledby', name + '-title');
	document.querySelector('main').append(section);
}
document.getElementById('products').append(...page.products.map(product => make('button', { type: 'button', textContent: product, onclick() {
	if (!choice.products.delete(product)) choice.products.add(product);
	render();
} })));
const countries = [...new Set(Object.entries(cards).filter(([, card]) => card.byCountry).flatMap(([name]) => rowsOf(name).map(r => country(r.partner))))].sort((a, b) => a.localeCompare(b, 'en'));
document.getElementById('country').append(make('option', { value: '', textContent: 'all' }), ...countries.map(name => make('option', { value: name, textContent: name })));
document.getElementById('country').addEventListener('change', event => { choice.country = event.target.value; render(); });
document.getElementById('filters').addEventListener('reset', () => { choice.products.clear(); choice.country = ''; render(); });
document.getElementById('filters').addEventListener('submit', event => event.preventDefault());
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', render);
// Paper is narrower than the window.
addEventListener('beforeprint', () => drawn.forEach((instance, place) => instance.resize({ width: Math.min(place.clientWidth, 330 + 350 * !place.closest('.card.wide')) })));
addEventListener('afterprint', () => drawn.forEach(instance => instance.resize()));
render();
