-- Title, notes; then part of the exporters, part of the exports they hold.
CREATE TEMP VIEW market AS SELECT shares_agg(exporter, value_usd) AS m FROM trade_data.magnet_trade WHERE year = 2024;
SELECT format('%s of %s exporters make 90 %% of the magnets in world trade', count(*) FILTER (WHERE before < 0.9), count(*))
FROM (SELECT sum(share) OVER (ORDER BY share DESC, entity) - share AS before FROM market, entities(m)) x;
SELECT format('Lorenz curve of exporters by value, 2024: smallest first. Gini coefficient %s; dotted: all equal.', round(gini(m)::numeric, 2)) FROM market;
SELECT 'Metal permanent magnets, HS 850511. Source: CEPII, BACI V202601, an extract.';
SELECT row_number() OVER by_size / count(*) OVER ()::float8, sum(share) OVER by_size FROM market, entities(m) WINDOW by_size AS (ORDER BY share, entity);
