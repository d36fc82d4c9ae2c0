// Reads every view of trade_bi through node-postgres and prints what came, as
// read.py does.
//   read.js HOST PORT DATABASE USER PASSWORD VIEW...
const { Client, types } = require('pg');

const [host, port, database, user, password, ...views] = process.argv.slice(2);
const names = { 16: 'boolean', 20: 'bigint', 23: 'integer', 25: 'text', 701: 'float8', 1082: 'date' };

// Without these a date is a moment, midnight where the program runs, which JSON
// writes in UTC, often on the day before; and a count is text.
const asItCame = types.getTypeParser(1082);
types.setTypeParser(1082, day => day);
types.setTypeParser(20, Number);

function written(value) {
	if (value === null) return '\\N';
	if (typeof value === 'boolean') return value ? 't' : 'f';
	return String(value);
}

// Floats by their bytes, as the type of the column says.
function field(value, column) {
	if (value === null || column.dataTypeID !== 701) return written(value);
	const bytes = Buffer.alloc(8);
	bytes.writeDoubleBE(value);
	return bytes.toString('hex');
}

(async () => {
	const client = new Client({ host, port: Number(port), database, user, password });
	await client.connect();
	process.stdout.write(`moment\x1f${JSON.stringify(asItCame('2024-01-01'))}\x1e`);
	for (const view of views) {
		const answer = await client.query({ text: `SELECT * FROM trade_bi.${view}`, rowMode: 'array' });
		const first = column => answer.rows.map(row => row[column]).find(value => value !== null);
		process.stdout.write(`view\x1f${view}\x1e`);
		process.stdout.write(answer.fields.map((f, i) => `${f.name} ${names[f.dataTypeID]} ${typeof first(i)}`).join('\x1f') + '\x1e');
		for (const row of answer.rows)
			process.stdout.write(row.map((value, i) => field(value, answer.fields[i])).join('\x1f') + '\x1e');
	}
	await client.end();
})();
