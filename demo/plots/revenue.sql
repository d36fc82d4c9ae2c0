-- Revenue of each firm, 2022 = 100: year, then one column a firm in the order of their names.
WITH firm AS (
  SELECT company, rebase(series_agg(fiscal_period_end, revenue, 'year'), '2022-12-31') AS s
  FROM trade_data.filings WHERE period_type = 'annual' AND company NOT IN ('Baotou INST Magnetic', 'Baotou Tianhe Magnetics') GROUP BY company)
SELECT year, max(v) FILTER (WHERE company LIKE '%San Huan'), max(v) FILTER (WHERE company LIKE 'Chengdu%'), max(v) FILTER (WHERE company LIKE 'Earth%'), max(v) FILTER (WHERE company LIKE 'Innuovo%'),
       max(v) FILTER (WHERE company LIKE 'JL%'), max(v) FILTER (WHERE company LIKE 'Ningbo%'), max(v) FILTER (WHERE company LIKE 'Yantai%'), max(v) FILTER (WHERE company LIKE 'Zhejiang%')
FROM firm, generate_series(2020, 2025) year, LATERAL (SELECT value_at(s, make_date(year, 12, 31)) AS v) x GROUP BY year ORDER BY year;
