-- Numbers that only rounding tells apart are the same number: one rule for times, one for levels.
SET extra_float_digits = 0;
SET datestyle = ISO;
CREATE TEMP TABLE claims (n serial, claim text, got text, want text);

-- Times, by the rule that R's survival calls timefix: 0.3 and 0.1 + 0.2 tie.
CREATE TEMP TABLE waits AS SELECT * FROM (VALUES ('a', 1::float8), ('a', 2), ('a', sqrt(2::float8)^2), ('b', 2), ('b', sqrt(2::float8)^2), ('b', 3)) v(g, t);
CREATE TEMP TABLE groups AS SELECT g, spells_agg(t, true) AS s FROM waits GROUP BY g;
CREATE TEMP TABLE mixed AS SELECT spells_agg(t, e) AS s FROM (VALUES (0.3::float8, false), (0.1::float8 + 0.2, true), (1, true)) v(t, e);
CREATE TEMP TABLE tenths AS SELECT spells_agg(k * 0.1::float8, true) AS ended, spells_agg(k * 0.1::float8, false) AS running FROM generate_series(1, 3) k;
-- Ages on two dates, in years, whose differences are 51, 61, 71 and 81 days.
CREATE TEMP TABLE ages AS SELECT spells_agg((e - date '1973-03-10') / 365.25::float8 - (s - date '1973-03-10') / 365.25::float8, true) AS s
  FROM (SELECT date '1998-09-13' + i AS s, date '1998-12-03' + ((i - 1) % 10 + 1) AS e FROM generate_series(1, 40) i) z;

INSERT INTO claims (claim, got, want) SELECT 'logrank', round(chi_square::numeric, 5) || ' ' || round(p_value::numeric, 4), '1.65306 0.1985' FROM (SELECT (logrank(g, t, true)).* FROM waits) l;
INSERT INTO claims (claim, got, want) SELECT 'logrank of spells by group', round(chi_square::numeric, 5), 1.65306 FROM (SELECT (logrank(g, s)).* FROM groups) l;
INSERT INTO claims (claim, got, want) SELECT 'logrank of an array', round(chi_square::numeric, 5), 1.65306 FROM (SELECT array_agg(s) AS s FROM groups) x, logrank(VARIADIC s);
INSERT INTO claims (claim, got, want) SELECT 'logrank_groups', array_agg(round(expected::numeric, 5) ORDER BY name), '{2.10000,3.90000}' FROM (SELECT array_agg(g) AS g, array_agg(s) AS s FROM groups) x, logrank_groups(g, s);
INSERT INTO claims (claim, got, want) SELECT 'median_duration', median_duration(s), 1 FROM mixed;
INSERT INTO claims (claim, got, want) SELECT 'median_duration of rows', median_duration(t, e), 1 FROM (VALUES (0.3::float8, false), (0.1::float8 + 0.2, true), (1, true)) v(t, e);
INSERT INTO claims (claim, got, want) SELECT 'quantile_duration, a third', duration, 0.65 FROM mixed, quantile_duration(s, 1.0 / 3);
INSERT INTO claims (claim, got, want) SELECT 'restricted_mean to 1', round(mean::numeric, 6), 0.766667 FROM mixed, restricted_mean(s, 1);
INSERT INTO claims (claim, got, want) SELECT 'restricted_mean to the last duration', mean, 0.3 FROM (SELECT spells_agg(0.3, false) AS s) x, restricted_mean(s, 0.1::float8 + 0.2);
INSERT INTO claims (claim, got, want) SELECT 'survival: duration, at risk, ended, running', array_agg(ARRAY[duration, at_risk, events, censored] ORDER BY duration), '{{0.3,3,1,1},{1,1,1,0}}' FROM mixed, survival(s);
INSERT INTO claims (claim, got, want) SELECT 'survival: hazard of ages', count(*) || ' ' || round(max(hazard)::numeric, 6), '4 2.083333' FROM ages, survival(s);
INSERT INTO claims (claim, got, want) SELECT 'survival_at', round(survival_at(s, 0.3)::numeric, 6), 0.700000 FROM (SELECT spells_agg(k * 0.1::float8, true) AS s FROM generate_series(1, 10) k) x;
INSERT INTO claims (claim, got, want) SELECT 'survival_at the last duration', survival_at(s, 0.1::float8 + 0.2), 1 FROM (SELECT spells_agg(0.3, false) AS s) x;
INSERT INTO claims (claim, got, want) SELECT 'cumulative_incidence beside another end', array_agg(duration || ' ' || round(incidence::numeric, 6) ORDER BY duration), '{"0.3 0.333333","1 0.666667"}'
  FROM (SELECT spells_agg(t, true, o) AS s FROM (VALUES (0.3::float8, 2), (0.1::float8 + 0.2, 1), (1, 1)) v(t, o)) x, cumulative_incidence(s, 1);
INSERT INTO claims (claim, got, want) SELECT 'pending_age: none over 0.3', over_limit, 0 FROM tenths, pending_age(running, 0.3);
INSERT INTO claims (claim, got, want) SELECT 'durations', array_agg(ARRAY[duration, outcome, count] ORDER BY duration, outcome), '{{0.3,0,1},{0.3,1,1},{1,1,1}}' FROM mixed, durations(s);
INSERT INTO claims (claim, got, want) SELECT 'stored spells keep both', s = spells_agg, false FROM mixed, (SELECT spells_agg(t, e) FROM (VALUES (0.3, false), (0.3, true), (1, true)) v(t, e)) x;
-- What differs is told apart: an hour in years, a day after a century, short spells beside a long one.
INSERT INTO claims (claim, got, want) SELECT 'apart', count(*), 7 FROM (SELECT spells_agg(t, true) AS s FROM unnest('{1,1.0001,2,3,36500,36501,1e12}'::float8[]) t) x, durations(s);

-- Levels: back at 3, which is 3.3 / 1.1 but for the last bit.
CREATE TEMP TABLE level AS SELECT levels_agg(d, v, 'month') AS s, levels_agg(d, 6 - v, 'month') AS up, series_agg(d, v, 'month') AS flow
  FROM (VALUES (date '2024-01-01', 3.0::float8), ('2024-02-01', 2.5), ('2024-03-01', 3.3::float8 / 1.1), ('2024-04-01', 2.9)) t(d, v);
INSERT INTO claims (claim, got, want) SELECT 'drawdowns', array_agg(concat_ws(' ', peak, trough, recovered_on) ORDER BY peak), '{"2024-01-01 2024-02-01 2024-03-01","2024-03-01 2024-04-01"}' FROM level, drawdowns(s);
INSERT INTO claims (claim, got, want) SELECT 'buildups', array_agg(concat_ws(' ', trough, peak, cleared_on) ORDER BY trough), '{"2024-01-01 2024-02-01 2024-03-01","2024-03-01 2024-04-01"}' FROM level, buildups(up);
INSERT INTO claims (claim, got, want) SELECT 'drawdown: episodes, under water', episodes || ' ' || underwater_share, '2 0.5' FROM level, drawdown(s);
INSERT INTO claims (claim, got, want) SELECT 'drawdown: the first of equal falls', trough, '2024-02-01'
  FROM (SELECT levels_agg(d, v, 'month') AS s FROM (VALUES (date '2024-01-01', 3.0::float8), ('2024-02-01', 2.5), ('2024-03-01', 3.3::float8 / 1.1), ('2024-04-01', 2.5 - 4e-16)) t(d, v)) x, drawdown(s);
INSERT INTO claims (claim, got, want) SELECT 'price_rebound', rebound, 1 FROM level, price_rebound(slice(s, until => '2024-03-01'));
INSERT INTO claims (claim, got, want) SELECT 'recovery', concat_ws(' ', status, recovered_on, rebound_ratio, cumulative_loss), 'recovered 2024-03-01 0.8 0.5' FROM level, recovery(flow, '2024-02-01', recovery_options(k => 1));
INSERT INTO claims (claim, got, want) SELECT 'recovery: no loss', concat_ws(' ', status, depth, cumulative_loss), 'not_affected 0 0'
  FROM (SELECT series_agg(d, v, 'month') AS s FROM (VALUES (date '2024-01-01', 3.0::float8), ('2024-02-01', 3.3::float8 / 1.1)) t(d, v)) x, recovery(s, '2024-02-01', recovery_options(k => 1));
INSERT INTO claims (claim, got, want) SELECT 'stock_cover: used up by 0.1 and 0.7', cover || ' ' || exhausted, '2 true'
  FROM (SELECT levels_agg(date '2024-01-01', 0.8, 'month') AS s, series_agg(d, v, 'month') AS f FROM (VALUES (date '2024-02-01', 0.1), ('2024-03-01', 0.7)) t(d, v)) x, stock_cover(s, f);
INSERT INTO claims (claim, got, want) SELECT 'stock_cover: 0.3 lasts for 0.1 and 0.2', cover || ' ' || exhausted, '2 true'
  FROM (SELECT levels_agg(date '2024-01-01', 0.3, 'month') AS s, series_agg(d, v, 'month') AS f FROM (VALUES (date '2024-02-01', 0.1), ('2024-03-01', 0.2), ('2024-04-01', 1)) t(d, v)) x, stock_cover(s, f);
INSERT INTO claims (claim, got, want) SELECT 'stock_path: 0.3 less 0.1 less 0.2', string_agg(stock || ' ' || p.status, ', ' ORDER BY period), '0.2 ok, 0 ok'
  FROM (SELECT series_agg(d, v, 'month') AS f FROM (VALUES (date '2024-02-01', 0.1), ('2024-03-01', 0.2)) t(d, v)) x, stock_path(0.3, exports => f) p;
INSERT INTO claims (claim, got, want) SELECT 'clearance: nothing above the target', clearance_time || ' ' || limited_by, '0 none' FROM clearance(0.1::float8 + 0.2, 1, 0, 0, target => 0.3);
INSERT INTO claims (claim, got, want) SELECT 'clearance: flows that balance', clearance_time, NULL FROM clearance(100, 0, 0.1::float8 + 0.2, 0.3);
INSERT INTO claims (claim, got, want) SELECT 'clearance: both at one time', limited_by, 'both' FROM clearance(0.3::float8, 0.1, 0.2, 0, tailored_share => 1.0 / 3);
INSERT INTO claims (claim, got, want) SELECT 'inventory_projection: all demand met', unmet || ' ' || closing, '0 0' FROM inventory_projection(0.3, 0, 0.1::float8 + 0.2, 0, months => 1);
INSERT INTO claims (claim, got, want) SELECT 'divergence: as the fundamental', rerating, 0
  FROM (SELECT levels_agg(d, p, 'month') AS price, levels_agg(d, f, 'month') AS fundamental FROM (VALUES (date '2024-01-01', 3.0::float8, 10.0::float8), ('2024-02-01', 3.3, 11)) t(d, p, f)) x, divergence(price, fundamental, '2024-01-01');
INSERT INTO claims (claim, got, want) SELECT 'price_returns: no change', total(price_returns(s)), 0 FROM (SELECT levels_agg(d, v, 'day') AS s FROM (VALUES (date '2024-01-01', 3.0::float8), ('2024-01-02', 3.3::float8 / 1.1)) t(d, v)) x;
INSERT INTO claims (claim, got, want) SELECT 'market_model: a stock that is twice the market', concat_ws(' ', round(beta::numeric, 9), sigma, r_squared, car, t_exact), '2.000000000 0 1 0'
  FROM (SELECT series_agg(d, 2 * r, 'day') AS stock, series_agg(d, r, 'day') AS market FROM (SELECT date '2024-01-01' + i AS d, 0.1::float8 * ((i * 7) % 5) - 0.01 AS r FROM generate_series(0, 30) i) z) x, market_model(stock, market, '2024-01-26', estimation => 20, returns => 'given');
INSERT INTO claims (claim, got, want) SELECT 'top: totals that tie, by name', string_agg(concat_ws(' ', rank, entity, tied), ', ' ORDER BY rank, entity), '1 a 2, 1 b 2, 3 c 1'
  FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('a', 0.3), ('b', 0.1), ('b', 0.2), ('c', 0.1)) t(e, v)) x, top(m, 3);
INSERT INTO claims (claim, got, want) SELECT 'hhi_bounds: a total that rounding exceeds', upper IS NOT NULL, true FROM (SELECT shares_agg(e, v) AS m FROM (VALUES ('a', 0.1), ('b', 0.2)) t(e, v)) x, hhi_bounds(m, market_total => 0.3);
INSERT INTO claims (claim, got, want) SELECT 'weighted_exposure: all is exported', (weighted_exposure('a', 0.3, v)).weighted > 0, true FROM (VALUES (0.1::float8 + 0.2)) t(v);
INSERT INTO claims (claim, got, want) SELECT 'backlog_steps: 0.1 and 0.2 come, 0.3 goes', backlog_at(trade_series '{"type":"trade_series","frequency":"day","measure":"change","totals":{"2024-01-01":0.1,"2024-01-02":0.2,"2024-01-03":-0.3}}', '2024-01-03'), 0;
INSERT INTO claims (claim, got, want) SELECT 'backlog_stats: the first day of a peak', peak_date, '2024-01-02'
  FROM backlog_stats(trade_series '{"type":"trade_series","frequency":"day","measure":"change","totals":{"2024-01-01":0.1,"2024-01-02":0.2,"2024-01-03":-0.3,"2024-01-04":0.30000000000000004}}', '2024-01-01', '2024-01-05');
INSERT INTO claims (claim, got, want) SELECT 'reconcile_agg: 0.1 and 0.2 are 0.3', array_agg(value ORDER BY period), '{0.1,0.2}'
  FROM (SELECT reconcile_agg(a, b, v, 'month') AS s FROM (VALUES (date '2024-01-01', date '2024-01-01', 0.1::float8), ('2024-02-01', '2024-02-01', 0.2), ('2024-01-01', '2024-02-01', 0.3)) t(a, b, v)) x, observations(s);
INSERT INTO claims (claim, got, want) SELECT 'from_year_to_date: stands still', array_agg(value ORDER BY period), '{0.3,0,0}'
  FROM (SELECT levels_agg(d, v, 'month') AS s FROM (VALUES (date '2024-01-01', 0.3::float8), ('2024-02-01', 0.1::float8 + 0.2), ('2024-03-01', 0.3)) t(d, v)) x, observations(from_year_to_date(s));
INSERT INTO claims (claim, got, want) SELECT 'export_share: all', export_share(0.1::float8 + 0.2, 0.3), 1;
SELECT claim, got, want, got IS NOT DISTINCT FROM want AS holds FROM claims ORDER BY n;

-- A market that only rounding moves does not move.
SELECT market_model(s, m, '2024-01-26', estimation => 20) FROM (SELECT levels_agg(date '2024-01-01' + i, 100 + (i * 7) % 5, 'day') AS s, levels_agg(date '2024-01-01' + i, 1.001::float8 ^ i, 'day') AS m FROM generate_series(0, 30) i) x;
