-- Title, notes; then year, HHI and share of the largest exporter, least and most with what the extract lacks.
CREATE TEMP VIEW markets AS SELECT year, shares_agg(exporter, value_usd) AS m FROM trade_data.magnet_trade GROUP BY year;
SELECT format('Magnet exports became as concentrated as among %s equal exporters in %s, from %s in %s', round(effective_firms(b.m)::numeric, 1), b.year, round(effective_firms(a.m)::numeric, 1), a.year)
FROM (SELECT * FROM markets ORDER BY year LIMIT 1) a, (SELECT * FROM markets ORDER BY year DESC LIMIT 1) b;
SELECT format('Metal permanent magnets, HS 850511, exporters by value. HHI: sum of squared shares, 1 is a monopoly. The largest is %s from %s on.', (array_agg(entity ORDER BY year DESC))[1],
              min(year) FILTER (WHERE year > last_other)) FROM (SELECT year, entity, coalesce(max(year) FILTER (WHERE entity <> 'CN') OVER (), 0) AS last_other FROM markets, top(m, 1)) AS x;
SELECT 'Source: CEPII, BACI V202601; an extract, the flows it lacks are small (docs/consolidation.md). By year.';
SELECT year, i.hhi, i.cr1 FROM markets, market_indices(m) i ORDER BY year;
