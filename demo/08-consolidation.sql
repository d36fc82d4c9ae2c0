-- How concentrated are the listed magnet producers, if they were the market?
SELECT round(hhi(m, 10000)) AS hhi, round(effective_firms(m)::numeric, 1) AS effective, round(concentration_ratio(m)::numeric, 3) AS cr4,
       round(gini(m)::numeric, 3) AS gini, round(relative_entropy(m)::numeric, 3) AS evenness, num_entities(m) AS firms
FROM (SELECT shares_agg(company, revenue) AS m FROM trade_data.filings WHERE period_type = 'annual' AND fiscal_period_end = '2024-12-31') x;

-- They are not: some 200 firms make magnets.  What can the HHI be, for each part of the market that the nine may hold?
-- A count of the others hardly helps; knowing that none of them is larger than the smallest listed one does.
SELECT listed, round(a.lower) AS least, round(a.upper) AS greatest, round(b.upper) AS "greatest, 191 others", round(c.upper) AS "greatest, none above the smallest"
FROM (SELECT shares_agg(company, revenue) AS m FROM trade_data.filings WHERE period_type = 'annual' AND fiscal_period_end = '2024-12-31') x,
     unnest(ARRAY[0.9, 0.7, 0.5, 0.3]) AS listed,
     hhi_bounds(m, market_total => total(m) / listed, scale => 10000) a,
     hhi_bounds(m, market_total => total(m) / listed, fringe_count => 191, scale => 10000) b,
     hhi_bounds(m, market_total => total(m) / listed, known_are_largest => true, scale => 10000) c
ORDER BY listed DESC;

-- Could two of them merge?  What guidelines would say, if the nine were the market.
SELECT regime, round(pre) AS hhi, round(delta) AS delta, round(post) AS after, merger_screen(post, delta, merged_share, regime)
FROM (SELECT shares_agg(company, revenue) AS m FROM trade_data.filings WHERE period_type = 'annual' AND fiscal_period_end = '2024-12-31') x,
     merger_effect(m, ARRAY['Ningbo Yunsheng', 'Yantai Zhenghai Magnetic'], scale => 10000),
     (SELECT DISTINCT regime FROM merger_guidelines()) g ORDER BY regime;

-- Mining quotas: four groups in 2023, two in 2024.  What the change in the HHI is made of, if the second group took over the two small ones.
SELECT round(hhi_before) AS before, round(hhi_after) AS after, round(total) AS change, round(merger) AS merger, round(share_shift) AS share_shift
FROM (SELECT shares_agg(group_name, mining_total) FILTER (WHERE year = 2023) AS a, shares_agg(group_name, mining_total) FILTER (WHERE year = 2024) AS b
      FROM trade_data.quotas WHERE batch = 'first' AND group_name <> 'All groups') x,
     consolidation(a, b, ARRAY['Xiamen Tungsten', 'Guangdong Rare Earth'], ARRAY['China Rare Earth Group', 'China Rare Earth Group'], scale => 10000);

-- China's share, by stage.
SELECT year, stage, round(share::numeric, 3) AS china, repeat('█', round(share * 60)::int) AS " "
FROM (SELECT year, 'mined' AS stage, share_of(shares_agg(country, tonnes), 'China') AS share FROM trade_data.mine_production WHERE series = 'BGS WMS' AND year IN (2003, 2013, 2023) GROUP BY year
      UNION ALL
      SELECT year, 'magnets exported', share_of(shares_agg(exporter, value_usd), 'CN') FROM trade_data.magnet_trade WHERE year IN (2003, 2013, 2023) GROUP BY year) x
ORDER BY stage DESC, year;
