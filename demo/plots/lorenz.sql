SELECT row_number() OVER by_size / count(*) OVER ()::float8, sum(share) OVER by_size
FROM (SELECT shares_agg(exporter, value_usd) AS m FROM trade_data.magnet_trade WHERE year = 2024) x, entities(m)
WINDOW by_size AS (ORDER BY share);
