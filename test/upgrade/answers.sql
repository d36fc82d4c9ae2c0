-- What a database that fill.sql made must answer for ever: bytes, text, answers, order, and that indexes find their rows.
\set ON_ERROR_STOP on
\pset tuples_only on
\pset format unaligned
SELECT md5(string_agg(concat_ws('|', k, market_shares_send(m), market_shares_send(b), market_shares_send(d), trade_series_send(s), trade_series_send(combined),
  trade_series_send(levels), trade_series_send(trading), spells_send(w), spells_send(intervals), spells_send(entries), trade_vintages_send(v),
  markets_send(many), trade_panel_send(panel)), '' ORDER BY k)) AS bytes FROM kept;
SELECT md5(string_agg(concat_ws('|', k, m, b, d, s, combined, levels, trading, w, intervals, entries, v, many, panel, several, composite, options), '' ORDER BY k)) AS text FROM kept;
SELECT md5(string_agg(concat_ws('|', k, (report).hhi, (report).num_entities, (recovered).status, (recovered).depth, (recovered).recovered_on, h, last_day), '' ORDER BY k)) AS reports
FROM kept;
SELECT md5(string_agg(concat_ws('|', k, median_duration(intervals), median_duration(entries), num_releases(v), (SELECT count(*) FROM market_rows(many)), (SELECT count(*) FROM panel_rows(panel))), '' ORDER BY k)) AS later
FROM kept;
SELECT md5(string_agg(asked::text, '' ORDER BY k)) AS view FROM asked;
SELECT md5(string_agg(concat_ws('|', quarter, m, s, w), '' ORDER BY quarter)) AS matview FROM yearly;
SELECT md5(string_agg(k::text, ',' ORDER BY m)), md5(string_agg(k::text, ',' ORDER BY s, k)), md5(string_agg(k::text, ',' ORDER BY w, k)) FROM kept;
SELECT md5(string_agg(market_shares_hash(m) || ':' || trade_series_hash_extended(s, 7), ',' ORDER BY k)) AS hashes FROM kept;
SELECT md5(string_agg(merged(m, m)::text, '' ORDER BY k)), own_rollup(m) = rollup(m) FROM kept;
SELECT tableoid::regclass::text, count(*), sum(k) FROM by_hash GROUP BY 1 ORDER BY 1;
SELECT tableoid::regclass::text, count(*), sum(k) FROM by_range GROUP BY 1 ORDER BY 1;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SELECT count(*) FROM kept a JOIN kept b ON a.m = b.m AND a.h = b.h;
SELECT bool_and((SELECT k FROM kept b WHERE b.m = a.m) = a.k) AND bool_and((SELECT min(k) FROM kept b WHERE b.s = a.s AND b.k = a.k) = a.k) AND bool_and((SELECT b.k FROM by_hash b WHERE b.m = a.m) = a.k)
FROM kept a WHERE k <= 40;
SELECT count(*) FROM kept WHERE hhi(m) BETWEEN 0.05 AND 0.3;
-- The summary that keeps itself, and goes on keeping: one night more, which is taken back.
SELECT md5(string_agg(concat_ws('|', period, number, market_shares_send(shares), trade_series_send(series)), '' ORDER BY period, number)) AS monthly FROM monthly;
SELECT summary, source, last_periods, last_error, queued, set_aside FROM rareearth_jobs.job_status;
SELECT alert, key, change, before, after FROM rareearth_jobs.alert_log ORDER BY id;
SELECT period, key, problem FROM rareearth_jobs.check_summary('monthly');
BEGIN;
INSERT INTO shipments SELECT 5000 + i, 'newest', i, '2022-05-06', 1e6 FROM generate_series(1, 9) i;
SELECT * FROM rareearth_jobs.run();
SELECT alert, key, change, before, after FROM rareearth_jobs.alert_log WHERE known_at >= now() ORDER BY id;
SELECT period, key, problem FROM rareearth_jobs.check_summary('monthly');
ROLLBACK;
