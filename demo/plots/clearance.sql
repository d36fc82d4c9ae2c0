SELECT tailored_share * 100, max(clearance_time) FILTER (WHERE export_level = 0.75), max(clearance_time) FILTER (WHERE export_level = 1)
FROM clearance_scenarios(2795.36, exports => 209.7, domestic_sales => 232.2, production => 375.6, target => 2663.55,
       tailored_shares => ARRAY(SELECT i / 20.0 FROM generate_series(0, 20) i), export_levels => '{0.75,1}', tailored_export_share => 0.1)
GROUP BY tailored_share ORDER BY tailored_share;
