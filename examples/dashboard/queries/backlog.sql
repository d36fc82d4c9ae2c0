SELECT size, basis, day, open_licences, open_tonnes FROM trade_bi.licence_backlog ORDER BY size, day
