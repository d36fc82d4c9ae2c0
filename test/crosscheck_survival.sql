-- The same questions as crosscheck_survival.R, answered here, beside its answers.
SET client_min_messages = error;
CREATE TABLE peer (sample int, question text, duration float8, value float8);
\set copy '\\copy peer FROM ' :'peer' ' WITH (FORMAT csv, HEADER true, NULL ''NA'')'
:copy
CREATE TABLE sample_spells AS
SELECT sample, spells_agg(duration, outcome > 0, nullif(outcome, 0)) AS s, 0.7 * max(duration) AS tau FROM crosscheck_rows GROUP BY sample;

CREATE TABLE sample_known AS
SELECT sample, spells_agg(not_before, not_after) AS known, (SELECT late_spells_agg(entered, duration, outcome > 0) FROM crosscheck_rows r WHERE r.sample = x.sample AND duration > 0) AS late FROM crosscheck_rows x GROUP BY sample;
CREATE TABLE sample_strata AS
SELECT sample, stratum, name, spells_agg(duration, outcome > 0) AS s, spells_agg(duration, outcome > 0) FILTER (WHERE duration > 0) AS above, late_spells_agg(entered, duration, outcome > 0) FILTER (WHERE duration > 0) AS late
FROM crosscheck_rows GROUP BY sample, stratum, name;

CREATE TABLE ours AS
WITH kinds AS (SELECT limits, level, limits || ' ' || level AS kind FROM unnest('{plain,log,log-log}'::text[]) limits, unnest('{0.95,0.8}'::float8[]) level),
curves AS (SELECT sample, kind, c.* FROM sample_spells, kinds, LATERAL survival(s, level, limits) c),
quantiles AS (SELECT sample, word || ' ' || kind AS question, part, value FROM sample_spells, kinds, (VALUES ('median', 0.5), ('quantile', 0.37)) w(word, fraction),
  LATERAL quantile_duration(s, fraction, level, limits) q, LATERAL (VALUES ('', q.duration), ('lower', q.lower), ('upper', q.upper)) v(part, value)),
tests AS (SELECT sample, logrank(name, duration, outcome > 0) AS l, bool_or(outcome > 0) AND count(DISTINCT name) > 1 AS asked FROM crosscheck_rows GROUP BY sample)
SELECT sample, part || ' ' || kind AS question, duration, value FROM curves, LATERAL (VALUES ('lower', lower), ('upper', upper)) v(part, value) WHERE value IS NOT NULL
UNION ALL
SELECT sample, question, duration, value FROM curves, LATERAL (VALUES ('at_risk', at_risk), ('events', events), ('censored', censored), ('survival', surviving), ('std_err', std_err)) v(question, value) WHERE kind = 'log 0.95' AND value IS NOT NULL
UNION ALL
SELECT sample, regexp_replace(question, '^(\w+)', '\1' || CASE part WHEN '' THEN '' ELSE ' ' || part END), 0, value FROM quantiles
UNION ALL
SELECT sample, question, duration, value FROM sample_spells, LATERAL survival(s) h, LATERAL (VALUES ('hazard', hazard), ('hazard std_err', hazard_std_err)) v(question, value)
UNION ALL
SELECT sample, question, 0, value FROM sample_spells, LATERAL restricted_mean(s, tau) m, LATERAL (VALUES ('restricted_mean', mean), ('restricted_mean std_err', std_err)) v(question, value)
UNION ALL
SELECT sample, 'incidence ' || outcome || part, duration, value FROM sample_spells, unnest('{1,2}'::int[]) outcome, LATERAL cumulative_incidence(s, outcome) c, LATERAL (VALUES ('', c.incidence), (' std_err', c.std_err)) v(part, value)
UNION ALL
SELECT sample, question, 0, value FROM tests, LATERAL (VALUES ('logrank chi_square', (l).chi_square), ('logrank p_value', (l).p_value)) v(question, value) WHERE asked
UNION ALL
SELECT sample, 'entry ' || question, duration, value FROM sample_known, LATERAL survival(late) c, LATERAL (VALUES ('at_risk', at_risk), ('survival', surviving), ('std_err', std_err)) v(question, value) WHERE value IS NOT NULL
UNION ALL
SELECT sample, question || ' ' || ties || ' ' || kind, 0, value FROM (SELECT sample, ties, kind, hazard_ratio(stratum, name = 'g0', t, ties, 0.95) AS h
    FROM sample_strata, unnest('{efron,breslow}'::text[]) ties, LATERAL (VALUES ('', above), ('entry', late)) k(kind, t) GROUP BY sample, ties, kind) x,
  LATERAL (VALUES ('hazard_ratio', (h).log_ratio), ('hazard_ratio std_err', (h).std_err)) v(question, value) WHERE value IS NOT NULL
UNION ALL
SELECT sample, 'logrank strata rho ' || rho, 0, (logrank_stratified(stratum, name, s, rho)).chi_square FROM sample_strata, unnest('{0,0.5,1}'::float8[]) rho GROUP BY sample, rho
UNION ALL
SELECT sample, 'npmle likelihood', 0, log_likelihood FROM sample_known, LATERAL npmle_fit(known)
UNION ALL
SELECT sample, 'interval2 likelihood', 0, log_likelihood FROM sample_known, LATERAL npmle_fit(known)
UNION ALL
SELECT sample, 'npmle survival', e, survival_at(known, e) FROM sample_known, LATERAL (SELECT DISTINCT e FROM crosscheck_rows r, LATERAL (VALUES (not_before), (not_after)) v(e) WHERE r.sample = sample_known.sample AND e IS NOT NULL) ends
UNION ALL
SELECT sample, 'logrank expected ' || g.name, 0, g.expected FROM tests,
  LATERAL (SELECT array_agg(name ORDER BY name) AS names, array_agg(s ORDER BY name) AS groups FROM (SELECT name, spells_agg(duration, outcome > 0, nullif(outcome, 0)) AS s FROM crosscheck_rows r WHERE r.sample = tests.sample GROUP BY name) x) y,
  LATERAL logrank_groups(names, groups) g WHERE asked;

-- A value that R gives must be there; durations of R may differ in the last digits.
CREATE TABLE compared AS
SELECT p.sample, p.question, p.value AS peer, o.value AS ours, o.question IS NOT NULL AS found,
       CASE WHEN p.value IS NULL AND o.value IS NULL THEN 0 ELSE abs(o.value - p.value) / greatest(1, abs(p.value)) END AS difference
FROM (SELECT *, row_number() OVER (PARTITION BY sample, question ORDER BY duration DESC) AS place FROM peer) p
LEFT JOIN (SELECT *, row_number() OVER (PARTITION BY sample, question ORDER BY duration DESC) AS place FROM ours) o USING (sample, question, place);

-- What R iterates agrees to 1e-8, the rest to 1e-12.  R's own estimate from intervals stops early: it must not be better.
ALTER TABLE compared ADD allowed float8;
UPDATE compared SET allowed = CASE WHEN question ~ '^(hazard_ratio|npmle)' THEN 1e-8 ELSE 1e-12 END;
UPDATE compared SET allowed = CASE WHEN ours > peer - 1e-9 * greatest(1, abs(peer)) THEN 'Infinity'::float8 ELSE 0 END WHERE question = 'interval2 likelihood';

SELECT regexp_replace(question, ' (0\.\d+|g\d)$', '') AS question, count(*) AS values, count(*) FILTER (WHERE NOT found OR difference IS NULL) AS missing, max(difference) AS largest_difference, min(allowed) AS allowed
FROM compared GROUP BY 1 ORDER BY 1;
SELECT count(DISTINCT sample) AS samples, count(*) AS values, count(*) FILTER (WHERE NOT found OR difference IS NULL OR difference > allowed) AS failed,
       max(difference) FILTER (WHERE allowed = 1e-12) AS largest_difference, max(difference) FILTER (WHERE allowed = 1e-8) AS largest_of_iterated FROM compared;
SELECT * FROM compared WHERE NOT found OR difference IS NULL OR difference > allowed ORDER BY sample, question LIMIT 20;
SELECT 1 / (count(*) = 0)::int AS "1 when all agree" FROM compared WHERE NOT found OR difference IS NULL OR difference > allowed;
