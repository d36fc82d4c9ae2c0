-- How concentrated are the nine listed magnet producers, if they were the
-- market?  The HHI is in points here, 10000 is a monopoly.
CREATE TEMP TABLE listed AS
SELECT shares_agg(company, revenue) AS m FROM trade_data.filings
WHERE period_type = 'annual' AND fiscal_period_end = '2024-12-31';

SELECT num_entities(m) AS firms, round(hhi(m, 10000)) AS hhi,
       round(effective_firms(m)::numeric, 1) AS effective,
       round(concentration_ratio(m)::numeric, 2) AS four_largest, round(gini(m)::numeric, 2) AS gini
FROM listed;

-- They are not: some 200 firms make magnets.  What can the HHI be, for each part
-- of the market that the nine may hold?  Counting the others hardly helps;
-- knowing that none is larger than the smallest listed one does.
SELECT part AS nine_hold, round(a.lower) AS least, round(a.upper) AS greatest, round(b.upper) AS "191 others",
       round(c.upper) AS "others small"
FROM listed, unnest(ARRAY[0.9, 0.7, 0.5, 0.3]) AS part,
     hhi_bounds(m, market_total => total(m) / part, scale => 10000) a,
     hhi_bounds(m, market_total => total(m) / part, fringe_count => 191, scale => 10000) b,
     hhi_bounds(m, market_total => total(m) / part, known_are_largest => true, scale => 10000) c
ORDER BY part DESC;

-- Could two of them merge?  What merger guidelines would say, if the nine were
-- the market: delta is what the merger adds to the HHI.
SELECT regime, round(hhi_before) AS hhi, round(delta) AS delta, round(hhi_after) AS after,
       merger_screen(hhi_after, delta, merged_share, regime)
FROM listed, merger_effect(m, '["Ningbo Yunsheng", "Yantai Zhenghai Magnetic"]', scale => 10000),
     (SELECT DISTINCT regime FROM merger_guidelines()) g ORDER BY regime;

-- Mining quotas: four groups in 2023, two in 2024.  What the change in the HHI is
-- made of, if the second group took over the two small ones: the merger itself,
-- and what the survivors won from each other.
SELECT round(hhi_before) AS before, round(hhi_after) AS after, round(delta) AS change, round(merger) AS merger,
       round(share_shift) AS share_shift
FROM (SELECT shares_agg(group_name, mining_total) FILTER (WHERE year = 2023) AS a,
             shares_agg(group_name, mining_total) FILTER (WHERE year = 2024) AS b
      FROM trade_data.quotas WHERE batch = 'first' AND group_name <> 'All groups') x,
     consolidation(a, b, '{"China Rare Earth Group": ["Xiamen Tungsten", "Guangdong Rare Earth"]}', scale => 10000);
