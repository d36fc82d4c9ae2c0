// One entry a card: the query whose rows it takes, the views these are from, and
// draw(rows, page), which gives a title that is the answer, a note, and panels
// with options of the chart library.  Titles are made of the figures: they
// change with them, and with the choice of products and country.
const percent = x => Math.round(x * 100) + ' %';
const number = (x, digits = 0) => x.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const amount = (x, unit) => `${number(x, Math.abs(x) < 10 ? 1 : 0)} ${unit}`;
const figure = x => x === null ? 'nothing' : x.toLocaleString('en', { maximumFractionDigits: 3 });
const groups = (rows, ...keys) => [...rows.reduce((all, row) => {
	const name = keys.map(key => row[key]).join('\n');
	return all.set(name, [...(all.get(name) || []), row]);
}, new Map()).values()];
const last = rows => rows[rows.length - 1];
const most = (rows, value) => rows.reduce((a, b) => value(b) > value(a) ? b : a);
const named = list => list.length < 2 ? list.join('') : list.slice(0, -1).join(', ') + ' and ' + last(list);
const counted = (n, word) => `${number(n)} ${word}${n === 1 ? '' : 's'}`;
const time = day => Date.parse(day + 'T00:00:00Z');
const told = (day, options) => new Date(time(day)).toLocaleDateString('en', { timeZone: 'UTC', ...options });
const shortDay = day => told(day, { day: 'numeric', month: 'short', year: 'numeric' });
function period(day, frequency) {
	const [year, month] = day.split('-');
	return { year, quarter: `Q${Math.ceil(month / 3)} ${year}`, month: told(day, { month: 'short', year: 'numeric' }) }[frequency] || shortDay(day);
}

// Countries come as names, or as codes of two letters.
const regions = new Intl.DisplayNames('en', { type: 'region' });
function country(name) {
	try { return /^[A-Z]{2}$/.test(name) ? regions.of(name) : name; } catch { return name; }
}

// What a report says, in words.
function standing(report) {
	const unit = report.frequency || 'period';
	switch (report.status) {
		case 'recovered': return `back after ${counted(report.time_to_recovery, unit)}`;
		case 'censored': return `not back after ${counted(report.censored_after, unit)}`;
		case 'not_affected': return 'no fall';
		case 'no_baseline': return 'no baseline';
		default: return 'nothing known since';
	}
}

const cards = {
	recovery: {
		wide: true, panel: 220, views: ['recovery_path', 'recovery'],
		draw(rows, page) {
			const all = groups(rows, 'product', 'shock');
			const products = all.map(r => ({ ...r[0], rows: r, name: all.filter(o => o[0].product === r[0].product).length > 1 ? `${r[0].product} (${r[0].shock.slice(0, 4)})` : r[0].product }));
			const back = products.filter(p => p.status === 'recovered').sort((a, b) => a.time_to_recovery - b.time_to_recovery);
			const out = products.filter(p => p.status === 'censored');
			const calm = products.filter(p => p.status === 'not_affected');
			const until = Math.ceil(Math.max(12, ...rows.map(r => r.value === null ? 0 : r.since)) / 6) * 6;
			const high = Math.ceil(Math.max(1.2, ...rows.map(r => r.ratio ?? 0)) * 2) * 50;
			return {
				title: [
					back.length ? `Back: ${named(back.map((p, i) => `${p.name} after ${i ? p.time_to_recovery : counted(p.time_to_recovery, p.frequency)}`))}` : '',
					out.length ? `not yet: ${named(out.map(p => `${p.name} (${counted(p.censored_after, p.frequency)} on)`))}` : '',
					calm.length ? `no fall: ${named(calm.map(p => p.name))}` : '',
				].filter(Boolean).join('; ') || 'Nothing is known since the controls',
				note: 'Exports to the world, month by month, in percent of what they were before; the dashed lines are the baseline and the start of control.',
				panels: products.map((p, i) => ({
					name: `${p.name}: ${standing(p)}`, note: `${p.control || 'shock'}, ${shortDay(p.shock)}`,
					option: {
						xAxis: page.axis(`${p.frequency || 'period'}s since control`, { min: -6, max: until, interval: until > 24 ? 12 : 6 }),
						yAxis: page.upward('% of baseline', { max: high }),
						series: page.marked(p.rows, { color: page.color(page.products.indexOf(p.product)), x: r => r.since, y: r => r.ratio === null ? null : r.ratio * 100,
							end: r => `${number(r.ratio * 100)} %`, lines: [{ yAxis: 100 }, { xAxis: 0 }],
							tip: r => `${period(r.period, r.frequency)}: ${number(r.ratio * 100)} % of baseline, ${amount(r.value, r.unit)}` }),
					},
				})),
			};
		},
	},
	partners: {
		wide: true, panel: 220, views: ['recovery_path', 'exports'], byCountry: true,
		draw(rows, page) {
			const known = r => r.filter(x => x.value !== null && x.period >= x.shock.slice(0, 8) + '01');
			const all = groups(rows, 'product', 'partner').sort((a, b) => known(b).length - known(a).length);
			const shown = all.filter((r, i) => i === 0 || known(r).length > 2).slice(0, 10);
			const first = known(shown[0]);
			const name = `${shown[0][0].product} to ${country(shown[0][0].partner)}`;
			const at = r => `${amount(r.value, r.unit)} in ${period(r.period, r.frequency)}`;
			const low = most(first.filter(r => r.basis !== 'spread'), r => -r.value);
			return {
				title: low.period === last(first).period ? `${name}: ${at(low)}, the least since control` : `${name}: least ${at(low)}, newest ${at(last(first))}`,
				note: `Exports by country of destination, ${named([...new Set(shown.map(r => r[0].unit))])} a month; the dashed line is the control. A month without a mark was not published.`
					+ (all.length > shown.length ? ` ${counted(all.length - shown.length, 'more country')} of few months in the table.`.replace('countrys', 'countries') : ''),
				panels: shown.map(r => ({
					name: `${r[0].product} to ${country(r[0].partner)}`,
					option: {
						xAxis: page.dates(),
						yAxis: page.upward(r[0].unit),
						series: page.marked(r, { color: page.color(page.products.indexOf(r[0].product)), x: x => time(x.period), y: x => x.value,
							end: x => number(x.value), lines: [{ xAxis: time(r[0].shock) }],
							tip: x => `${period(x.period, x.frequency)}: ${amount(x.value, x.unit)}` }),
					},
				})),
			};
		},
	},
	importers: {
		views: ['recovery'], byCountry: true,
		draw(rows, page) {
			const shown = rows.filter(r => r.depth !== null).slice(0, 15);
			const back = shown.filter(r => r.status === 'recovered'), calm = shown.filter(r => r.status === 'not_affected');
			const worst = most(shown, r => r.depth);
			const times = back.map(r => r.time_to_recovery), unit = shown[0].frequency;
			const [least, longest] = [Math.min(...times), Math.max(...times)];
			return {
				title: shown.length === 1 ? `${country(worst.partner)} fell by ${percent(worst.depth)}: ${standing(worst)}`
					: `Of the ${shown.length} largest importers ${back.length ? `${back.length} came back after ${least === longest ? '' : least + ' to '}${counted(longest, unit)}` : 'none came back'}`
						+ `${calm.length ? `, ${calm.length} did not fall` : ''}; ${country(worst.partner)} fell deepest, by ${percent(worst.depth)}`,
				note: `Deepest fall of ${named([...new Set(shown.map(r => `${r.product} after the ${r.control}`))])}, in percent of the ${unit} before; largest importer first.`,
				panels: [{
					name: '', height: 44 + 26 * shown.length,
					option: {
						grid: { left: 14, right: 130, top: 4, bottom: 34 },
						xAxis: page.axis('deepest fall, %', { max: 100, interval: 50 }),
						yAxis: page.names(shown.map(r => country(r.partner))),
						series: [{ type: 'bar', barWidth: 14, data: shown.map(r => ({ value: Math.max(r.depth, 0) * 100, row: r,
							itemStyle: { color: page.tone({ recovered: 'c1', censored: 'bad', not_affected: 'good' }[r.status] || 'none') } })),
							label: { show: true, position: 'right', color: page.tone('text'), formatter: p => `${number(p.value)} %, ${standing(p.data.row)}` } }],
						tooltip: { trigger: 'item', formatter: page.tip(r => `${country(r.partner)}: fell by ${percent(r.depth)} of ${amount(r.baseline, r.unit)}, least in ${r.trough ? period(r.trough, r.frequency) : '-'}, ${standing(r)}`) },
					},
				}],
			};
		},
	},
	concentration: {
		views: ['concentration'],
		draw(rows, page) {
			const markets = groups(rows, 'market');
			const lifts = page.apart(markets.map(r => last(r).hhi), 1, 46);
			return {
				title: markets.map(r => `${r[0].market}: HHI ${number(r[0].hhi, 2)} in ${r[0].year}, ${number(last(r).hhi, 2)} in ${last(r).year}`).join('; '),
				note: 'Concentration of supply, Herfindahl-Hirschman index: 1 is a single supplier, 0.5 is two equal ones.',
				panels: [{
					name: '', height: 300,
					option: {
						xAxis: page.axis('year', { min: 'dataMin', max: 'dataMax', axisLabel: { formatter: String, hideOverlap: true } }),
						yAxis: page.upward('HHI, 0 to 1', { max: 1 }),
						series: markets.flatMap((r, i) => page.marked(r, { color: page.color(i), x: x => x.year, y: x => x.hhi, end: x => x.market.replaceAll(' ', '\n'), lift: lifts[i], room: 92,
							tip: x => `${x.year}, ${x.market}: HHI ${number(x.hhi, 3)}, like ${number(x.effective_firms, 1)} equal suppliers; the largest holds ${percent(x.cr1)}` })),
					},
				}],
			};
		},
	},
	suppliers: {
		panel: 240, views: ['suppliers'],
		draw(rows, page) {
			const markets = groups(rows, 'market');
			return {
				title: named(markets.map(r => `${country(r[0].supplier)} holds ${percent(r[0].share)} of ${r[0].market}`)),
				note: `The largest suppliers, percent of the market by ${named([...new Set(rows.map(r => r.unit))])}.`,
				panels: markets.map((r, i) => ({
					name: `${r[0].market}, ${r[0].year}`, height: 44 + 26 * r.length,
					option: {
						grid: { left: 14, right: 48, top: 4, bottom: 34 },
						xAxis: page.axis('share, %', { max: 100, interval: 50 }),
						yAxis: page.names(r.map(x => country(x.supplier))),
						series: [{ type: 'bar', barWidth: 14, data: r.map(x => ({ value: x.share * 100, row: x, itemStyle: { color: page.color(i) } })),
							label: { show: true, position: 'right', color: page.tone('text'), formatter: p => `${number(p.value)} %` } }],
						tooltip: { trigger: 'item', formatter: page.tip(x => `${country(x.supplier)}, ${x.year}: ${percent(x.share)}, ${amount(x.value, x.unit)}`) },
					},
				})),
			};
		},
	},
	inventory: {
		panel: 230, views: ['inventories', 'inventory_episodes'],
		draw(rows, page) {
			const companies = groups(rows, 'company').slice(0, 4);
			const { company, unit, change, starts, turns, running, frequency } = companies[0][0];
			return {
				title: `${company} built up ${amount(change, unit)} of stock from ${period(starts, frequency)} to ${period(turns, frequency)}${running ? ', not cleared since' : ', cleared since'}`,
				note: 'Closing inventories. Only the quarters with a mark are known; the line between them is no figure.',
				panels: companies.map((r, i) => ({
					name: r[0].company,
					option: {
						xAxis: page.dates(),
						yAxis: page.upward(r[0].unit),
						series: page.marked(r, { color: page.color(0), x: x => time(x.period), y: x => x.level, end: x => number(x.level), area: true,
							tip: x => `${period(x.period, x.frequency)}: ${amount(x.level, x.unit)}` }),
					},
				})),
			};
		},
	},
	exposure: {
		views: ['exposure'],
		draw(rows, page) {
			const total = key => rows.reduce((sum, row) => sum + row[key], 0);
			const range = r => r.at_risk_low === r.at_risk_high ? number(r.at_risk_low) : `${number(r.at_risk_low)} to ${number(r.at_risk_high)}`;
			return {
				title: `A fall of exports by ${percent(rows[0].fall)} for a year would cost ${counted(rows.length, 'listed producer')} ${number(total('at_risk_low'))} to ${amount(total('at_risk_high'), rows[0].unit)} of revenue`,
				note: `Revenue of ${rows[0].year} at risk. A bar is a range, where exports are not told (${percent(Math.min(...rows.map(r => r.export_share_low)))} to ${percent(Math.max(...rows.map(r => r.export_share_high)))} of revenue); a narrow mark is a reported share.`,
				panels: [{
					name: '', height: 44 + 28 * rows.length,
					option: {
						grid: { left: 14, right: 96, top: 4, bottom: 34 },
						xAxis: page.axis(`revenue at risk, ${rows[0].unit}`, { splitNumber: 4 }),
						yAxis: page.names(rows.map(r => r.company.split(' (')[0])),
						series: [
							{ type: 'bar', stack: 'range', silent: true, itemStyle: { color: 'transparent' }, data: rows.map(r => r.at_risk_low) },
							{ type: 'bar', stack: 'range', barWidth: 14, barMinHeight: 4, data: rows.map(r => ({ value: r.at_risk_high - r.at_risk_low, row: r, itemStyle: { color: r.basis === 'reported' ? page.tone('c4') : page.tone('c1') } })),
								label: { show: true, position: 'right', color: page.tone('text'), formatter: p => range(p.data.row) } },
						],
						tooltip: { trigger: 'item', formatter: page.tip(r => `${r.company}: ${range(r)} ${r.unit} of ${number(r.revenue)}; ${r.basis}`) },
					},
				}],
			};
		},
	},
	bounds: {
		views: ['concentration_bounds'],
		draw(rows, page) {
			const middle = rows.find(r => r.listed_share === 0.5) || rows[Math.floor(rows.length / 2)];
			const line = (key, name, color) => page.marked(rows, { color, x: r => r.listed_share * 100, y: r => r[key], end: () => name, start: true,
				tip: r => `listed ${percent(r.listed_share)}: HHI ${number(r.lower, 3)} to ${number(r.upper, 3)}` });
			return {
				title: `If the listed producers are ${percent(middle.listed_share)} of the market, its HHI lies between ${number(middle.lower, 2)} and ${number(middle.upper, 2)}`,
				note: `Hundreds of private producers are not seen: they may be many or one. Shares of ${rows[0].year}.`,
				panels: [{
					name: '', height: 300,
					option: {
						xAxis: page.axis('assumed part of the market that is listed, %', { min: 'dataMin', max: 100 }),
						yAxis: page.upward('HHI, 0 to 1'),
						series: [...line('upper', 'greatest', page.color(3)), ...line('lower', 'least', page.color(0)),
							page.band(rows, r => r.listed_share * 100, r => r.lower, r => r.upper, page.color(0))],
					},
				}],
			};
		},
	},
	waiting: {
		views: ['waiting_curve', 'waiting'],
		draw(rows, page) {
			const populations = groups(rows, 'population');
			const unit = rows[0].unit;
			const of = page.rows('importers').find(r => r.frequency === unit);
			return {
				title: `Half were back after ${named(populations.map(r => `${r[0].median === null ? `more than ${counted(last(r).duration, unit)}` : counted(r[0].median, unit)} (${r[0].population})`))}`,
				note: `${counted(populations.reduce((n, r) => n + r[0].cases, 0), 'case')}${of ? `: importers of ${of.product} after the ${of.control}` : ''}. Those not back yet are counted. The band holds the curve with 95 %.`,
				panels: [{
					name: '', height: 300,
					option: {
						xAxis: page.axis(`${unit}s since the shock`),
						yAxis: page.upward('not back yet, %', { max: 100 }),
						series: populations.flatMap((r, i) => [
							...page.marked(r, { color: page.color(i), x: x => x.duration, y: x => x.waiting_share * 100, step: true, end: x => x.population.replace(' ', '\n'), room: 86,
								tip: x => `${x.population}: ${percent(x.waiting_share)} not back after ${counted(x.duration, unit)}${x.waiting_lower === null ? '' : ` (${percent(x.waiting_lower)} to ${percent(x.waiting_upper)})`}` }),
							page.band(r, x => x.duration, x => (x.waiting_lower ?? x.waiting_share) * 100, x => (x.waiting_upper ?? x.waiting_share) * 100, page.color(i), true)]),
					},
				}],
			};
		},
	},
	backlog: {
		views: ['licence_backlog'],
		draw(rows, page) {
			const sizes = groups(rows, 'size');
			const peak = r => most(r, x => x.open_licences).open_licences;
			return {
				title: `${rows[0].basis === 'made up' ? 'Made-up register: ' : ''}${named(sizes.map(r => `${number(last(r).open_licences)} licences of ${r[0].size} firms still open (peak ${number(peak(r))})`))}`,
				note: `Open licences by day until ${shortDay(last(rows).day)}.${rows[0].basis === 'made up' ? ' No register is public: these figures are arithmetic.' : ''}`,
				panels: [{
					name: '', height: 300,
					option: {
						xAxis: page.dates(),
						yAxis: page.upward('open licences'),
						series: sizes.flatMap((r, i) => page.marked(r, { color: page.color(i), x: x => time(x.day), y: x => x.open_licences, step: true, dots: false, end: x => `${x.size}\nfirms`, room: 52,
							tip: x => `${shortDay(x.day)}, ${x.size} firms: ${number(x.open_licences)} licences, ${number(x.open_tonnes)} t` })),
					},
				}],
			};
		},
	},
};
