-- A night: what a desk's table got since yesterday, and who is told.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS rareearth_jobs;
CREATE SCHEMA IF NOT EXISTS night;
SELECT rareearth_jobs.drop_summary(summary::text) FROM rareearth_jobs.summary WHERE summary::text LIKE 'night.%';
SELECT rareearth_jobs.drop_alert(alert) FROM rareearth_jobs.alert;
DELETE FROM rareearth_jobs.alert_log;
DROP TABLE IF EXISTS night.customs;
RESET client_min_messages;

-- What was published until the middle of June 2025.
CREATE TABLE night.customs AS
SELECT month, 'magnets' AS product, tonnes FROM trade_data.magnet_months WHERE month < '2025-06-01'
UNION ALL
SELECT month, 'rare earths', tonnes FROM trade_data.rare_earth_exports WHERE month < '2025-06-01';

-- One line keeps a summary of it, four tell when something happens.
CALL rareearth_jobs.create_summary('night.monthly', 'night.customs', 'month', 'month', '{product}', 'series_agg(month, tonnes, ''month'') AS series');
SELECT rareearth_jobs.create_alert('low', condition => 'below', summary => 'night.monthly', options => '{"shock": "2025-04-04", "threshold": 0.5}') AS low_now,
       rareearth_jobs.create_alert('back', condition => 'recovered', summary => 'night.monthly', options => '{"shock": "2025-04-04"}') AS asked,
       rareearth_jobs.create_alert('revised', condition => 'revised', summary => 'night.monthly', options => '{"tolerance": 0.02}') AS figures;

-- June and July come in, May is corrected by 5 percent, a month is withdrawn.
INSERT INTO night.customs
SELECT month, 'magnets', tonnes FROM trade_data.magnet_months WHERE month IN ('2025-06-01', '2025-07-01')
UNION ALL
SELECT month, 'rare earths', tonnes FROM trade_data.rare_earth_exports WHERE month IN ('2025-06-01', '2025-07-01');
UPDATE night.customs SET tonnes = tonnes * 1.05 WHERE product = 'magnets' AND month = '2025-05-01';
DELETE FROM night.customs WHERE product = 'rare earths' AND month = '2024-11-01';

-- What a job calls, by pg_cron: SELECT rareearth_jobs.schedule('0 6 * * *').
SELECT * FROM rareearth_jobs.run();
SELECT alert, key, change, before, after FROM rareearth_jobs.alert_log ORDER BY id;
-- A second run has nothing to say, and the summary has the bits of its rows.
SELECT sum(done) AS changes FROM rareearth_jobs.run();
SELECT count(*) AS differences FROM rareearth_jobs.check_summary('night.monthly');
