-- Title, notes; then firm, year, revenue with 2022 = 100, and its name at its last year.
CREATE TEMP VIEW firms AS
SELECT company, rebase(series_agg(fiscal_period_end, revenue, 'year'), '2022-12-31') AS s
FROM trade_data.filings WHERE period_type = 'annual' AND company NOT IN ('Baotou INST Magnetic', 'Baotou Tianhe Magnetics') GROUP BY company;
SELECT format('%s of %s listed magnet makers sold less in 2024 than in 2022', count(*) FILTER (WHERE value_at(s, '2024-12-31') < 100), count(value_at(s, '2024-12-31'))) FROM firms;
SELECT 'Revenue by year, 2022 = 100; the year ends with December. Firms without a figure of 2022 are left out.';
SELECT 'Source: company reports and their digests (data/README.md).';
SELECT split_part(replace(replace(company, 'Zhejiang ', ''), 'Yantai ', ''), ' (', 1), extract(year FROM o.period), o.value FROM firms, observations(s) o WHERE value_at(s, '2022-12-31') IS NOT NULL ORDER BY 1, 2;
