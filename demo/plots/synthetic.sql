-- Title, notes; then year, imports of the United States, their synthetic control, in million dollars.
CREATE TEMP VIEW buyers AS
SELECT importer, series_agg(make_date(year, 1, 1), value_usd / 1e6, 'year') AS s, avg(value_usd) FILTER (WHERE year BETWEEN 2015 AND 2017) AS size
FROM trade_data.magnet_trade WHERE exporter = 'CN' GROUP BY importer HAVING count(*) = 23;
CREATE TEMP VIEW asked AS
SELECT us.s AS treated, array_agg(d.importer ORDER BY d.importer) AS names, array_agg(d.s ORDER BY d.importer) AS donors
FROM buyers us, buyers d WHERE us.importer = 'US' AND d.importer <> 'US' AND d.size > 3e7 GROUP BY us.s;
SELECT format('US tariffs of 2018 did not lower imports of Chinese magnets: p = %s', round(r.p_value::numeric, 2)) FROM asked, synthetic_control(treated, names, donors, '2019-01-01', k => 16) r;
SELECT format('Metal permanent magnets, HS6 850511, million dollars. Synthetic: a mix of %s of %s other buyers, fitted to 2003 to 2018.', r.donors_used, cardinality(names)) FROM asked, synthetic_control(treated, names, donors, '2019-01-01', k => 16) r;
SELECT 'Source: CEPII BACI (data/README.md). Grey: two root mean squares of what the mix leaves before 2019, on either side.';
SELECT extract(year FROM p.period), p.value, p.synthetic, greatest(p.synthetic - 2 * r.pre_rmspe, 0), p.synthetic + 2 * r.pre_rmspe
FROM asked, synthetic_control(treated, names, donors, '2019-01-01', k => 16) r, synthetic_path(treated, names, donors, '2019-01-01', k => 16) p;
