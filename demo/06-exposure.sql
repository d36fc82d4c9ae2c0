-- How exposed is the sector if exports fall by 75 %?  Two of nine listed firms
-- told their exports for 2024: share of revenue exported if the others are like
-- them, least and most if not; revenue at risk of the two, and at the most, in
-- million CNY.
SELECT firms, round(coverage::numeric, 2) AS coverage, round(weighted::numeric, 3) AS export_share,
       round(weighted_low::numeric, 3) AS least, round(weighted_high::numeric, 3) AS most,
       round(at_risk) AS at_risk, round(at_risk_high) AS at_risk_most
FROM (SELECT (weighted_exposure(company, revenue, export_revenue, 0.75)).*
      FROM trade_data.filings WHERE period_type = 'annual' AND fiscal_period_end = '2024-12-31') e;
