// Runs one query in DuckDB and prints its milliseconds.
//
//   node bench/duckdb.mjs FILE THREADS QUERY
//     opens the database FILE, runs QUERY once to warm up, and times it
//   node bench/duckdb.mjs '' THREADS QUERY COMMAND
//     times COMMAND, which writes what QUERY reads, and QUERY together
//
// DUCKDB_HOME is the directory under which npm installed @duckdb/node-api.
// Starting node and loading the library is not timed.
import { execSync } from 'node:child_process';
import { createRequire } from 'node:module';

const load = createRequire(process.env.DUCKDB_HOME + '/');
const { DuckDBInstance } = load('@duckdb/node-api');
const [file, threads, query, command] = process.argv.slice(2);

const instance = await DuckDBInstance.create(file || ':memory:', { threads });
const connection = await instance.connect();
if (!command)
  await connection.runAndReadAll(query);
const start = performance.now();
if (command)
  execSync(command, { stdio: ['ignore', 'ignore', 'inherit'] });
const result = await connection.runAndReadAll(query);
const elapsed = performance.now() - start;
console.log(elapsed.toFixed(1), result.getRows()[0]?.[0]);
