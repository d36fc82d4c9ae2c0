// Opens the page in a headless Chromium that can reach no network, at the widths
// of a phone, a laptop and a wide screen, and looks at what a reader would see.
//   node look.js PAGE BROKEN-PAGE WHAT-WAS-ASKED.json [SCREENSHOTS]
// Prints a line of TAP for each claim.  BROKEN-PAGE was built from a database in
// which one query fails and one gives no row.
const fs = require('fs');
const { chromium } = require(process.env.DASHBOARD + '/node_modules/playwright-core');
const axe = fs.readFileSync(process.env.DASHBOARD + '/node_modules/axe-core/axe.min.js', 'utf8');

const [page, broken, asked, pictures] = process.argv.slice(2);
const figures = JSON.parse(fs.readFileSync(asked, 'utf8'));
const rows = name => figures[name].rows;

let count = 0;
function ok(holds, claim, found) {
	console.log(`${holds ? 'ok' : 'not ok'} ${++count} - ${claim}`);
	if (!holds) console.log('# ' + JSON.stringify(found));
}
const is = (got, wanted, claim) => ok(JSON.stringify(got) === JSON.stringify(wanted), claim, { got, wanted });
const like = (text, pattern, claim) => ok(pattern.test(text), claim, text);

// In the page: what stands where.
const places = () => {
	const box = e => { const { left, top, right, bottom } = e.getBoundingClientRect(); return { name: e.id || e.className, left, top, right, bottom }; };
	const boxes = [...document.querySelectorAll('.card, #status article, #filters')].map(box);
	const overlap = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
	const charts = [...document.querySelectorAll('.chart')].map(e => ({ name: e.closest('.card').id, chart: box(e), card: box(e.closest('.card')), svg: e.querySelector('svg') && box(e.querySelector('svg')),
		texts: [...e.querySelectorAll('svg text')].map(t => ({ ...box(t), name: t.textContent })) }));
	const out = (a, b) => a.left < b.left - 1 || a.right > b.right + 1 || a.top < b.top - 1 || a.bottom > b.bottom + 1;
	return {
		scrolls: document.documentElement.scrollWidth > innerWidth,
		overlaps: boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b => overlap(a, b)).map(b => a.name + ' ' + b.name)),
		charts: charts.length,
		undrawn: charts.filter(c => !c.svg).map(c => c.name),
		outside: charts.filter(c => c.svg && (out(c.svg, c.card) || Math.abs((c.svg.right - c.svg.left) - (c.chart.right - c.chart.left)) > 1)).map(c => c.name),
		cut: charts.flatMap(c => c.texts.filter(t => t.name && out(t, c.chart)).map(t => `${c.name}: ${t.name}`)),
		narrow: charts.filter(c => c.chart.right - c.chart.left < 150).map(c => c.name),
		errors: document.getElementById('errors').textContent,
	};
};
// The marks of a card's charts: centres of its circles, one list a chart.
const marks = card => [...document.querySelectorAll(`#${card} .chart`)].map(chart => [...chart.querySelectorAll('svg path[transform^=matrix]')]
	.filter(p => /^M1 0A1 1/.test(p.getAttribute('d')))
	.map(p => { const m = p.transform.baseVal.consolidate().matrix; return { x: m.e, y: m.f, hollow: p.getAttribute('stroke') !== null && p.getAttribute('stroke') !== 'none' }; }));

// Places are linear in figures, whatever the scale.
function linear(claim, at, values) {
	const order = values.map((v, i) => i).sort((a, b) => values[a] - values[b]);
	const [low, high] = [order[0], order[order.length - 1]];
	const slope = (at[high] - at[low]) / (values[high] - values[low]);
	const off = values.filter((v, i) => Math.abs(at[low] + slope * (v - values[low]) - at[i]) > 0.6);
	ok(at.length === values.length && Math.abs(at[high] - at[low]) > 20 && off.length === 0, claim, { at: at.slice(0, 5), off: off.slice(0, 5), marks: at.length, figures: values.length });
}

async function open(browser, file, width, height, more = {}) {
	const view = await (await browser.newContext({ viewport: { width, height }, offline: true, ...more })).newPage();
	view.failures = [];
	view.on('pageerror', error => view.failures.push(error.message));
	view.on('request', request => { if (!/^(file|data|blob):/.test(request.url())) view.failures.push('asks for ' + request.url()); });
	await view.goto('file://' + file);
	await view.waitForFunction(() => [...document.querySelectorAll('.chart')].every(e => e.querySelector('svg')));
	return view;
}
const text = (view, selector) => view.locator(selector).first().innerText();
const titles = view => view.locator('.card > h2').allInnerTexts();

async function widths(browser) {
	for (const [width, height] of [[390, 844], [1366, 768], [2560, 1440]]) {
		const view = await open(browser, page, width, height);
		const seen = await view.evaluate(places);
		is(view.failures, [], `${width}: no script fails, nothing is asked of a network`);
		is(seen.errors, '', `${width}: no error is shown`);
		is([seen.scrolls, seen.overlaps], [false, []], `${width}: nothing scrolls sideways, no card stands on another`);
		is([seen.undrawn, seen.outside, seen.narrow], [[], [], []], `${width}: each of ${seen.charts} charts is drawn, as wide as its place, in its card`);
		is(seen.cut, [], `${width}: no text of a chart is cut off`);
		if (pictures) await view.screenshot({ path: `${pictures}/dashboard-${width}.png`, fullPage: true });
		await view.close();
	}
}

async function figuresAreThere(view) {
	for (const title of await titles(view)) {
		like(title, /\d/, `the title tells a figure: ${title}`);
		ok(!/NaN|undefined|\bnull\b|Infinity/.test(title), 'and no broken one', title);
	}
	ok(!/NaN|undefined|Infinity/.test(await view.evaluate(() => document.querySelector('main').innerHTML)), 'no place, mark or text is broken');
	is(await view.locator('#status article h2').allInnerTexts(), rows('status').sort((a, b) => a.shock < b.shock ? 1 : -1).map(r => r.product[0].toUpperCase() + r.product.slice(1)), 'a headline for each product');
	for (const [name, columns] of [['recovery', ['since', 'ratio']], ['concentration', ['year', 'hhi']], ['inventory', [null, 'level']], ['waiting', ['duration', 'waiting_share']]]) {
		const panels = await view.evaluate(marks, name);
		const asked = rows(name).filter(r => r[columns[1]] !== null);
		is(panels.flat().length, asked.length, `${name}: a mark for each figure`);
		if (name !== 'concentration' && name !== 'waiting') continue;
		linear(`${name}: across, each mark is where its figure belongs`, panels.flat().map(m => m.x), asked.map(r => r[columns[0]]));
		linear(`${name}: up, too`, panels.flat().map(m => m.y), asked.map(r => r[columns[1]]));
	}
	const recovery = await view.evaluate(marks, 'recovery');
	const shown = [...new Set(rows('recovery').map(r => r.product + r.shock))].map(key => rows('recovery').filter(r => r.product + r.shock === key && r.ratio !== null));
	shown.forEach((r, i) => {
		const known = r.filter(x => x.basis !== 'spread');
		linear(`recovery of ${r[0].product}: up`, recovery[i].filter(m => !m.hollow).map(m => m.y), known.map(x => x.ratio));
		is(recovery[i].filter(m => m.hollow).length, r.length - known.length, `recovery of ${r[0].product}: as many hollow marks as months that are spread`);
	});
}

async function reader(browser) {
	const view = await open(browser, page, 1366, 900, { acceptDownloads: true });
	await figuresAreThere(view);

	const lines = await view.locator('#changes li').allInnerTexts();
	is([lines[0], lines.length], ['Aug 21, 2025, back: magnets: status censored; now status recovered', 1 + rows('revisions').length], 'what alerts found is told, and what was revised');
	const told = rows('revisions')[0];
	like(lines[1], new RegExp(`revised: ${told.product}, .* to ${told.value_after.toLocaleString('en', { maximumFractionDigits: 3 })} `), 'from what to what');

	// A pointer on a mark.
	const nth = [...new Set(rows('recovery').map(r => r.product + r.shock))].findIndex(key => key.startsWith('magnets'));
	const chart = view.locator('#recovery .chart').nth(nth);
	await chart.scrollIntoViewIfNeeded();
	const box = await chart.boundingBox();
	const known = rows('recovery').filter(r => r.product === 'magnets' && r.ratio !== null && r.basis !== 'spread');
	const lowest = known.reduce((a, b) => b.ratio < a.ratio ? b : a);
	const mark = (await view.evaluate(marks, 'recovery'))[nth].filter(m => !m.hollow)[known.indexOf(lowest)];
	await view.mouse.move(box.x + mark.x, box.y + mark.y);
	await view.waitForTimeout(300);
	const tip = await chart.evaluate(e => e.querySelector(':scope > div:last-child').innerText);
	like(tip, new RegExp(`^May 2025: ${Math.round(lowest.ratio * 100)} % of baseline, ${Math.round(lowest.value).toLocaleString('en')} t$`), 'a mark tells month, value and unit');

	// The keyboard.
	await view.locator('#concentration .chart').focus();
	await view.keyboard.press('ArrowRight');
	const [one, two] = rows('concentration');
	like(await view.locator('#said').innerText(), new RegExp(`^${one.year}, ${one.market}: HHI ${one.hhi.toFixed(3)}`), 'an arrow key shows and says the first mark');
	await view.keyboard.press('ArrowRight');
	like(await view.locator('#said').innerText(), new RegExp(`^${two.year}, ${two.market}: `), 'and the next');

	// Tables and CSV.
	const tables = await view.evaluate(() => [...document.querySelectorAll('.card')].map(c => c.querySelectorAll('tbody tr').length));
	is(tables.filter(n => n === 0), [], 'a table for each card');
	const [download] = await Promise.all([view.waitForEvent('download'), view.locator('#importers footer button').click()]);
	const csv = fs.readFileSync(await download.path(), 'utf8').trimEnd().split('\r\n');
	is([download.suggestedFilename(), csv[0], csv.length - 1], ['importers.csv', Object.keys(rows('importers')[0]).join(','), rows('importers').length], 'the CSV has every column and row');
	like(csv[1], new RegExp(`^"metal magnets, all exporters",${rows('importers')[0].partner},USD,year,`), 'quoted where it must be');

	// Filters.
	const before = await titles(view);
	await view.locator('#products button', { hasText: 'germanium' }).click();
	is(await view.locator('#recovery h3').allInnerTexts(), [`Germanium: not back after ${rows('status').find(r => r.product === 'germanium').censored_after} months`], 'a product chosen: its panel alone');
	like(await text(view, '#recovery > h2'), /^not yet: germanium/i, 'and a title that is still true');
	is(await view.locator('#status article').count(), 1, 'and its headline');
	await view.locator('button[type=reset]').click();
	await view.locator('#country').selectOption('United States');
	is(await view.locator('#partners h3').allInnerTexts(), ['Magnets to United States'], 'a country chosen: its panel alone');
	const us = rows('importers').find(r => r.partner === 'US');
	like(await text(view, '#importers > h2'), new RegExp(`^United States fell by ${Math.round(us.depth * 100)} %: back after 1 year$`), 'a code is found by the name of its country');
	await view.locator('#products button', { hasText: 'gallium' }).click();
	is(await text(view, '#partners .message'), 'No figures for this choice.', 'nothing left is told');
	await view.locator('button[type=reset]').click();
	is(await titles(view), before, 'and everything comes back');

	// Charts follow their cards, without an event of the window.
	await view.evaluate(() => { document.body.style.width = '700px'; });
	await view.waitForTimeout(300);
	is((await view.evaluate(places)).outside, [], 'charts follow a card that becomes narrower');
	await view.close();
}

async function accessible(browser) {
	for (const colorScheme of ['light', 'dark']) {
		const view = await open(browser, page, 1366, 900, { colorScheme });
		await view.evaluate(axe);
		const { violations } = await view.evaluate(() => axe.run());
		is(violations.filter(v => ['serious', 'critical'].includes(v.impact)).map(v => [v.id, v.nodes[0].html.slice(0, 120)]), [], `axe-core finds nothing serious, ${colorScheme}`);
		const [card, ink] = await view.evaluate(() => [getComputedStyle(document.querySelector('.card')).backgroundColor, getComputedStyle(document.body).color]);
		is([card, ink], colorScheme === 'light' ? ['rgb(255, 255, 255)', 'rgb(27, 36, 48)'] : ['rgb(27, 33, 42)', 'rgb(232, 236, 241)'], `colours are ${colorScheme}`);
		if (pictures && colorScheme === 'dark') await view.screenshot({ path: `${pictures}/dashboard-dark.png`, fullPage: true });
		await view.close();
	}
	const view = await open(browser, page, 1366, 900);
	await view.pdf({ path: pictures ? `${pictures}/dashboard.pdf` : undefined, format: 'A4' });
	await view.emulateMedia({ media: 'print' });
	is(await view.evaluate(() => [...document.querySelectorAll('#filters, .card button, details')].filter(e => e.offsetParent !== null).length), 0, 'paper has no buttons');
	await view.close();
}

async function withoutFigures(browser) {
	const whole = await open(browser, page, 1366, 900);
	const view = await open(browser, broken, 1366, 900);
	like(await text(view, '#backlog .message'), /^This query failed: .*relation "trade_bi\.licence_backlog" does not exist/, 'a query that fails says so in its card');
	like(await text(view, '#inventory .message'), /^No figures: the query gives no row\.$/, 'a query without a row, too');
	is([view.failures, await text(view, '#errors').catch(() => '')], [[], ''], 'nothing else breaks');
	is(await view.locator('.chart').count(), await whole.locator('.chart').count() - 3, 'all other charts are there');
	await view.close();
}

(async () => {
	const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--host-resolver-rules=MAP * ~NOTFOUND'] });
	try {
		await widths(browser);
		await reader(browser);
		await accessible(browser);
		await withoutFigures(browser);
	} finally {
		await browser.close();
	}
	console.log(`1..${count}`);
})().catch(error => { console.log(`not ok ${++count} - ${error.message.split('\n')[0]}`); console.log(`1..${count}`); process.exitCode = 1; });
