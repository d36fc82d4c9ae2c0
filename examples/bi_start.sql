-- The schemas of bi_schema.sql and own.sql, anew, and the table of shocks.
-- Included by these two.

DROP SCHEMA IF EXISTS trade_bi, trade_summaries CASCADE;
CREATE SCHEMA trade_summaries;
COMMENT ON SCHEMA trade_summaries IS 'Inputs and stored summaries behind trade_bi; no dashboard needs to open it.';
CREATE SCHEMA trade_bi;
COMMENT ON SCHEMA trade_bi IS 'Views for dashboards: plain columns, one row for each thing a chart needs.';

CREATE TABLE trade_summaries.shocks (product text, shock date, title text NOT NULL,
  k int NOT NULL, gap int NOT NULL DEFAULT 0, threshold float8 NOT NULL DEFAULT 0.9, gaps text NOT NULL DEFAULT 'missing',
  observed_from date, observed_until date, question text, partners text, large_from float8, PRIMARY KEY (product, shock));
COMMENT ON TABLE trade_summaries.shocks IS 'Input: the shocks of each product, and the options of recovery that belong to them.';
COMMENT ON COLUMN trade_summaries.shocks.question IS 'what the partners wait for: then they are cases of the view waiting; NULL for a product that is one case itself';
COMMENT ON COLUMN trade_summaries.shocks.partners IS 'what the partners are, in words';
COMMENT ON COLUMN trade_summaries.shocks.large_from IS 'what a partner had before the shock to be large, in the unit of the product; NULL does not tell large from small';

CREATE TABLE trade_summaries.sources (view_name text NOT NULL, product text, source text NOT NULL, UNIQUE NULLS NOT DISTINCT (view_name, product, source));
COMMENT ON TABLE trade_summaries.sources IS 'Input: where the figures of a view of trade_bi are from, in words that a chart can carry; no product where it holds for all.';
