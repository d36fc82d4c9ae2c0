\echo Bytes of a state: one row; then per entity for a million, names aside.
\pset format unaligned
\pset tuples_only on
SELECT 'one row, bigint: ' || pg_column_size(shares_agg_trans(NULL, 1::bigint, 1));
SELECT 'one row, text: ' || pg_column_size(shares_agg_trans(NULL, 'company 1'::text, 1));
CREATE AGGREGATE pg_temp.state(bigint, double precision) (SFUNC = shares_agg_trans, STYPE = keyed_sums);
CREATE AGGREGATE pg_temp.state(text, double precision) (SFUNC = shares_agg_trans, STYPE = keyed_sums);
SELECT 'a million bigint entities, bytes each: ' || round(pg_column_size(pg_temp.state(i, 1.0))::numeric / 1e6, 1) FROM generate_series(1, 1000000) i;
SELECT 'a million text entities, bytes each beyond the name: ' ||
  round((pg_column_size(pg_temp.state('company ' || i, 1.0)) - sum(length('company ' || i)))::numeric / 1e6, 1) FROM generate_series(1, 1000000) i;
