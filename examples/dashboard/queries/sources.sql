SELECT view_name, product, source FROM trade_bi.sources ORDER BY view_name, source, product
