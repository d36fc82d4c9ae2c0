-- Properties of the indices of market_shares over random markets.  Every query counts what breaks the property: 0.
-- RAREEARTH_ROUNDS and RAREEARTH_SEED ask for more of them, and for others.
\set rounds 1
\getenv rounds RAREEARTH_ROUNDS
\set seed 20250404
\getenv seed RAREEARTH_SEED
SELECT 2500 * :rounds AS markets \gset
SELECT setseed(:seed / 1073741824.0);

-- 2,500 markets of 1 to 12 firms, skewed, with ties; in each some firms are hidden.
CREATE TEMP TABLE firm AS
SELECT g AS market, 'f' || i AS firm, CASE WHEN random() < 0.2 THEN 10 ELSE exp(6 * random()) END AS v, random() < hide AS hidden
FROM (SELECT g, 1 + floor(12 * random())::int AS n, random() AS hide FROM generate_series(1, :markets) g) x, LATERAL generate_series(1, n) i;
CREATE TEMP TABLE market AS
SELECT market, shares_agg(firm, v) AS truth, shares_agg(CASE WHEN NOT hidden THEN firm END, v) AS seen,
       sum(v) AS total, count(*) FILTER (WHERE hidden) AS n, coalesce(sum(v) FILTER (WHERE hidden), 0) AS mass,
       max(v) FILTER (WHERE hidden) AS largest, min(v) FILTER (WHERE hidden) AS smallest
FROM firm GROUP BY market;
ANALYZE market;
SELECT count(*) = :markets AS all_there, count(*) FILTER (WHERE n > 0) > 0.8 * :markets AS most_are_partly_hidden,
       count(*) FILTER (WHERE n > 0 AND num_entities(seen) > 0) > 0.5 * :markets AS and_partly_seen
FROM market;

-- What is known of the hidden firms: every choice of count, cap and floor; caps and floors exact or loose.
CREATE TEMP TABLE bounds AS
SELECT market, truth, seen, total, n, mass, k.*, hhi(truth) AS h, b.*
FROM market,
     LATERAL (SELECT CASE WHEN c THEN n END AS known_count, CASE WHEN a THEN largest * loose END AS cap,
              CASE WHEN f THEN smallest / loose ELSE 0 END AS floor
                      FROM (VALUES (true), (false)) x(c), (VALUES (true), (false)) y(a), (VALUES (true), (false)) z(f),
                           (VALUES (1::float8), (1.7)) l(loose)) k,
     LATERAL hhi_bounds(seen, fringe_count => known_count, fringe_max => cap, fringe_min => floor) b;
SELECT count(*) = 16 * :markets AS all_answered, count(*) FILTER (WHERE (h BETWEEN lower - 1e-12 AND upper + 1e-12) IS NOT TRUE) AS outside,
       count(*) FILTER (WHERE abs(coverage - (total - mass) / total) > 1e-12) AS coverage_wrong
FROM bounds;

-- Knowing more never widens the bounds.
SELECT count(*) FILTER (WHERE b.lower < a.lower - 1e-12 OR b.upper > a.upper + 1e-12) AS widened
FROM bounds a JOIN bounds b USING (market)
WHERE (a.known_count IS NULL OR a.known_count = b.known_count) AND (a.cap IS NULL OR a.cap >= b.cap) AND a.floor <= b.floor;

-- Where the flag says so, a market reaches the bound: build it, check that it fits what is known, and ask its hhi.
CREATE TEMP TABLE fringe AS
SELECT market, row_number() OVER () AS id, seen, mass, lower, upper, lower_attained, upper_attained, floor AS a, c, least_n,
       coalesce(known_count, CASE WHEN floor > 0 THEN floor(mass / floor * (1 + 1e-12)) END) AS most_n, known_count
FROM (SELECT *, least(coalesce(cap, mass), mass) AS c,
      coalesce(known_count, ceil(mass / least(coalesce(cap, mass), mass) * (1 - 1e-12))) AS least_n FROM bounds WHERE n > 0) x;
CREATE TEMP TABLE reached AS
SELECT f.id, hhi(keep_entities(f.seen, ARRAY(SELECT entity FROM entities(f.seen)), 'dropped') + low.m) AS low_hhi, low.fits AS low_fits,
       f.lower, f.lower_attained
FROM (SELECT * FROM fringe WHERE market <= 0.1 * :markets AND lower_attained) f,
     LATERAL (SELECT shares_agg('hidden ' || i, mass / most_n) AS m, mass / most_n BETWEEN a * (1 - 1e-9) AND c * (1 + 1e-9) AS fits
              FROM generate_series(1, most_n::int) i) low;
SELECT count(*) > 0.1 * :markets AS enough, count(*) FILTER (WHERE low_fits IS NOT TRUE) AS unfit,
       count(*) FILTER (WHERE (abs(low_hhi - lower) < 1e-12) IS NOT TRUE) AS not_reached
FROM reached;
-- k firms at the cap, one between, the others at the floor.
CREATE TEMP TABLE reached_high AS
SELECT f.id, f.upper, hhi(keep_entities(f.seen, ARRAY(SELECT entity FROM entities(f.seen)), 'dropped') + high.m) AS high_hhi,
       high.total AS high_total, f.mass, high.least >= f.a * (1 - 1e-9) AND high.most <= f.c * (1 + 1e-9) AS fits
FROM (SELECT *, CASE WHEN c > a THEN least(floor((mass - least_n * a) / (c - a) * (1 + 1e-12)), least_n) ELSE least_n END AS k FROM fringe
      WHERE market <= 0.1 * :markets AND upper_attained) f,
     LATERAL (SELECT shares_agg('hidden ' || i, v) AS m, sum(v) AS total, min(v) AS least, max(v) AS most
              FROM (SELECT i, CASE WHEN i <= k THEN c WHEN i = k + 1 THEN mass - k * c - (least_n - k - 1) * a ELSE a END AS v
                    FROM generate_series(1, least_n::int) i) v WHERE v > 1e-9) high;
SELECT count(*) > 0.1 * :markets AS enough, count(*) FILTER (WHERE (abs(high_total - mass) < 1e-9 * mass) IS NOT TRUE) AS unequal,
       count(*) FILTER (WHERE fits IS NOT TRUE) AS unfit, count(*) FILTER (WHERE (abs(high_hhi - upper) < 1e-11) IS NOT TRUE) AS not_reached
       FROM reached_high;
-- Where it says not: the mass in 2,000 pieces comes near from above, and in more pieces nearer.
SELECT count(*) > 0.02 * :markets AS enough,
       count(*) FILTER (WHERE NOT (pieces > lower AND abs((pieces - lower) * 2000 / (mass / total) ^ 2 - 1) < 1e-6)) AS not_a_limit
FROM (SELECT lower, mass, total, hhi(keep_entities(seen, ARRAY(SELECT entity
      FROM entities(seen)), 'dropped') + shares_agg('hidden ' || i, mass / 2000)) AS pieces
      FROM (SELECT DISTINCT market, lower, mass, total, seen FROM bounds
            WHERE NOT lower_attained AND market <= 0.04 * :markets AND total / mass < 100) b, generate_series(1, 2000) i
            GROUP BY market, lower, mass, total, seen) x;
SELECT count(*) AS wrong_flag FROM bounds WHERE lower_attained <> (n = 0 OR known_count IS NOT NULL OR floor > 0);

-- Bounds from the concentration ratio alone.
CREATE TEMP TABLE ratio AS
SELECT market, k, known.n, least(concentration_ratio(truth, k), 1) AS c, hhi(truth) AS h, b.*
FROM market, LATERAL (SELECT num_entities(truth) AS firms) f, generate_series(1, 4) k, LATERAL (VALUES (NULL::bigint), (firms)) known(n),
     LATERAL hhi_bounds_from_ratio(k, least(concentration_ratio(truth, k), 1), known.n) b WHERE k <= firms;
SELECT count(*) > 6 * :markets AS enough, count(*) FILTER (WHERE (h BETWEEN lower - 1e-12 AND upper + 1e-12) IS NOT TRUE) AS outside FROM ratio;
-- The upper one is the hhi of a market: the first has what k - 1 firms of size t leave of c, the rest comes in firms of size t.
SELECT count(*) > 0.1 * :markets AS enough, count(*) FILTER (WHERE abs(best - upper) > 1e-11) AS not_reached
FROM (SELECT r.market, r.k, r.n, r.upper, max(hhi(m)) AS best
      FROM ratio r, LATERAL (VALUES (c / k), ((1 - c) / ceil(k * (1 - c) / c * (1 - 1e-12))), (CASE WHEN n > k THEN (1 - c) / (n - k) END)) s(t),
           LATERAL (SELECT floor((1 - c) / t * (1 + 1e-12)) AS j) full_firms,
           LATERAL (SELECT shares_agg(i::text, CASE WHEN i = 1 THEN c - (k - 1) * t WHEN i <= k + j THEN t ELSE greatest(1 - c - j * t,
                 0) END) AS m FROM generate_series(1, k + j::int + 1) i) x
      WHERE market <= 0.1 * :markets AND upper_attained AND c < 1 - 1e-9 AND t BETWEEN 1e-9 AND c / k * (1 + 1e-12)
           AND abs(concentration_ratio(m, k) - c) < 1e-9 AND (n IS NULL OR (SELECT count(*) FROM entities(m) WHERE share >= 1e-9) <= n)
      GROUP BY 1, 2, 3, 4) x;

-- The parts of a change add up; each is what its name says.  Owners: firms join firms of a higher number, or new groups.
CREATE TEMP TABLE change AS
SELECT a.market, a.truth AS before, b.truth AS after, o.owners
FROM market a JOIN market b ON b.market = a.market % :markets + 1,
     LATERAL (SELECT coalesce(jsonb_object_agg('f' || i,
                                               CASE WHEN (a.market + i) % 5 = 0 THEN 'new group' ELSE 'f' || i + 1 + (a.market % 3) END),
                                                    '{}') AS owners
              FROM generate_series(1, 12) i WHERE (a.market * 7 + i * 13) % 11 < a.market % 6) o;
SELECT count(*) = :markets AS all_there, count(*) FILTER (WHERE owners <> '{}') > 0.5 * :markets AS most_with_mergers,
       count(*) FILTER (WHERE abs(c.delta - (merger + exit + entry + displacement + share_shift)) > 1e-15) AS not_additive,
       count(*) FILTER (WHERE abs(c.delta - (c.hhi_after - c.hhi_before)) > 2.3e-16) AS not_the_change,
       count(*) FILTER (WHERE c.hhi_before <> hhi(before)) AS before_wrong,
       count(*) FILTER (WHERE abs(c.hhi_after - hhi(merge_entities(after, owners))) > 1e-15) AS after_wrong,
       count(*) FILTER (WHERE abs(merger - e.delta) > 1e-15) AS merger_wrong,
       count(*) FILTER (WHERE abs(e.hhi_after - hhi(merge_entities(before, owners))) > 1e-15) AS merge_differs,
       count(*) FILTER (WHERE merger < 0 OR exit > 0 OR entry < 0) AS sign_wrong
FROM change, consolidation(before, after, owners) c, merger_effect(before, owners) e \gx
SELECT count(*) FILTER (WHERE abs(x.turned + c.delta) > 1e-15 OR abs(x.exits + c.entry) > 1e-15) AS not_reversible
FROM change, consolidation(before, after) c, LATERAL (SELECT delta AS turned, exit AS exits FROM consolidation(after, before)) x;
SELECT count(*) FILTER (WHERE abs(i - instability(before, after)) > 1e-15 OR abs(exits - c.exit) > 1e-15
                        OR abs(entries - c.entry) > 1e-15) AS rows_differ
FROM change, consolidation(before, after) c,
     LATERAL (SELECT sum(abs(share_change)) AS i, coalesce(-sum(share_before ^ 2) FILTER (WHERE status = 'exit'), 0) AS exits,
              coalesce(sum(share_after ^ 2) FILTER (WHERE status = 'entrant'), 0) AS entries FROM entity_changes(before, after)) e;

-- Entities that are numbers give the same answers.
CREATE TEMP TABLE numbered AS SELECT market, shares_agg(substr(firm, 2)::bigint - 6, v) AS m FROM firm GROUP BY market;
SELECT count(*) FILTER (WHERE c::text <> d::text) AS change,
       count(*) FILTER (WHERE instability(t.before, t.after) <> instability(a.m, b.m)) AS instability,
       count(*) FILTER (WHERE hhi(t.before + t.after) <> hhi(a.m + b.m)
                        OR hhi(keep_entities(t.before, ARRAY(SELECT entity FROM entities(t.before)
                              WHERE share >= 0.1))) IS DISTINCT FROM hhi(keep_entities(a.m, ARRAY(SELECT entity FROM entities(a.m)
                                    WHERE share >= 0.1)))) AS new_values
FROM change t JOIN numbered a USING (market) JOIN numbered b ON b.market = a.market % :markets + 1,
     LATERAL (SELECT coalesce(jsonb_object_agg(substr(f, 2)::int - 6, CASE WHEN o LIKE 'f%' THEN substr(o, 2)::int - 6 ELSE 99 END),
                              '{}') AS owners FROM jsonb_each_text(t.owners) u(f, o)) n,
     consolidation(t.before, t.after, t.owners) c, consolidation(a.m, b.m, n.owners) d;

-- Scale, names, zero entities and unattributed rows are not seen by any index.
CREATE FUNCTION pg_temp.indices(m market_shares) RETURNS jsonb LANGUAGE sql AS
  $$ SELECT to_jsonb(market_indices(m)) - '{total,coverage}'::text[] $$;
SELECT count(*) FILTER (WHERE pg_temp.indices(truth * 1024) <> pg_temp.indices(truth)) AS scale,
       count(*) FILTER (WHERE pg_temp.indices(renamed) <> pg_temp.indices(truth)) AS names,
       count(*) FILTER (WHERE pg_temp.indices(merge_entities(truth + '{"type": "market_shares", "entity": "text", "totals": {"zero": 0, "nil": 0}}',
                                                     '{"f1": ["nil", "zero", "nobody"]}')) <> pg_temp.indices(truth)) AS zeros,
       count(*) FILTER (WHERE pg_temp.indices(truth + '{"type": "market_shares", "entity": "text", "totals": {}, "unattributed": 7}')
                              <> pg_temp.indices(truth)) AS unattributed
FROM (SELECT market, truth, shares_agg(reverse(entity) || market, value) AS renamed FROM market, entities(truth) GROUP BY 1, 2) x;

-- A column of the report that is a function is what the function answers, to the bit.
CREATE FUNCTION pg_temp.asked(function text, m market_shares) RETURNS float8 LANGUAGE plpgsql SET max_parallel_workers_per_gather = 0 AS
  $$ DECLARE answer float8; BEGIN EXECUTE format('SELECT %I($1)', function) INTO answer USING m; RETURN answer; END $$;
SELECT count(DISTINCT key) > 12 AS enough, count(*) FILTER (WHERE pg_temp.asked(key, truth) IS DISTINCT FROM value::float8) AS differ
FROM (SELECT truth FROM market UNION ALL SELECT shares_agg('a'::text, 5)) x, jsonb_each_text(to_jsonb(market_indices(truth)))
WHERE key IN (SELECT proname FROM pg_proc WHERE proargtypes[0] = 'market_shares'::regtype);
SELECT count(*) FILTER (WHERE abs(p.hhi - q.hhi) > 1e-15 OR abs(p.gini - q.gini) > 1e-14 OR abs(p.theil - q.theil) > 1e-14) AS times_three
FROM market, market_indices(truth) p, market_indices(truth * 3) q;

-- Values near the ends of float8 neither underflow nor overflow in bounds, mergers and changes.
SELECT f, count(*) FILTER (WHERE abs(a.lower - b.lower) > 1e-14 OR abs(a.upper - b.upper) > 1e-14 OR a.coverage <> b.coverage) AS bounds,
       count(*) FILTER (WHERE abs(c.merger - d.merger) > 1e-14 OR abs(c.displacement - d.displacement) > 1e-14
                        OR abs(c.share_shift - d.share_shift) > 1e-14) AS change,
       count(*) FILTER (WHERE abs(e.hhi_after - g.hhi_after) > 1e-14) AS merger
FROM change JOIN market USING (market), unnest(ARRAY[2.0::float8 ^ -980, 2.0::float8 ^ 1000]) f,
     hhi_bounds(seen, fringe_max => total) a, hhi_bounds(seen * f, fringe_max => total * f) b,
     consolidation(before, after, owners) c, consolidation(before * f, after * f, owners) d,
     merger_effect(before, owners) e, merger_effect(before * f, owners) g WHERE market <= 0.2 * :markets GROUP BY f ORDER BY f;

-- Schur order: what a smaller firm gives to a larger one never lowers concentration.
CREATE TEMP TABLE transfer AS
SELECT m.market, m.truth AS before, m.truth + shares_agg(firm, CASE WHEN large THEN given ELSE -given END) AS after
FROM market m JOIN LATERAL (SELECT entity, value, row_number() OVER (ORDER BY hashtext(entity || market)) AS r FROM entities(truth)) a ON a.r = 1
     JOIN LATERAL (SELECT entity, value, row_number() OVER (ORDER BY hashtext(entity || market)) AS r FROM entities(truth)) b ON b.r = 2,
     LATERAL (SELECT least(a.value, b.value) * ((m.market % 4 + 1) / 4.0) AS given) g,
     LATERAL (VALUES (CASE WHEN a.value >= b.value THEN a.entity ELSE b.entity END, true),
              (CASE WHEN a.value >= b.value THEN b.entity ELSE a.entity END, false)) d(firm, large)
GROUP BY m.market, m.truth;
SELECT count(*) > 0.8 * :markets AS enough, count(*) FILTER (WHERE q.num_entities < p.num_entities) > 0.1 * :markets AS some_leave,
       count(*) FILTER (WHERE q.hhi < p.hhi - 1e-14) AS hhi, count(*) FILTER (WHERE q.cr1 < p.cr1 - 1e-14 OR q.cr4 < p.cr4 - 1e-14) AS ratios,
       count(*) FILTER (WHERE q.shannon_entropy > p.shannon_entropy + 1e-13) AS entropy,
            count(*) FILTER (WHERE q.rosenbluth < p.rosenbluth - 1e-13) AS rosenbluth,
       count(*) FILTER (WHERE q.num_entities = p.num_entities
                        AND (q.hhi_normalized < p.hhi_normalized - 1e-13 OR q.theil < p.theil - 1e-13 OR q.gini < p.gini - 1e-13
                             OR q.relative_entropy > p.relative_entropy + 1e-13)) AS at_equal_number,
       count(*) FILTER (WHERE hill_number(after, 0.5) > hill_number(before, 0.5) * (1 + 1e-13)
                        OR hill_number(after, 3) > hill_number(before, 3) * (1 + 1e-13)) AS hill
FROM transfer, market_indices(before) p, market_indices(after) q \gx

-- Hill numbers fall with their order, from the number of firms to one over the largest share; equal firms make them all n.
SELECT count(*) FILTER (WHERE h0 < h05 * (1 - 1e-14) OR h05 < h1 * (1 - 1e-14) OR h1 < h2 * (1 - 1e-14) OR h2 < h9 * (1 - 1e-14)
                        OR h9 < top * (1 - 1e-14)) AS rising,
       count(*) FILTER (WHERE h0 <> num_entities(truth) OR abs(h2 * hhi(truth) - 1) > 1e-14 OR abs(ln(h1) - shannon_entropy(truth)) > 1e-14
                        OR abs(top * concentration_ratio(truth, 1) - 1) > 1e-14) AS unlike
FROM (SELECT truth, hill_number(truth, 0) AS h0, hill_number(truth, 0.5) AS h05, hill_number(truth, 1) AS h1, hill_number(truth, 2) AS h2,
      hill_number(truth, 9) AS h9, hill_number(truth, 'Infinity') AS top FROM market) x;

-- Known relations: Hall-Tideman is 1/(n(1 - G)), Theil is ln n - entropy, every index lies in its range.
SELECT count(*) FILTER (WHERE abs(rosenbluth * num_entities * (1 - gini) - 1) > 1e-12) AS hall_tideman,
       count(*) FILTER (WHERE abs(theil + shannon_entropy - ln(num_entities)) > 1e-14) AS theil,
       count(*) FILTER (WHERE hhi < 1.0 / num_entities - 1e-15 OR hhi > 1 OR hhi_normalized NOT BETWEEN -1e-15 AND 1
                        OR gini NOT BETWEEN -1e-14 AND 1 - 1.0 / num_entities + 1e-15 OR horvath NOT BETWEEN cr1 AND 1
                             OR dominance_kwoka NOT BETWEEN 0 AND 1
                               OR dominance_garcia_alba NOT BETWEEN 1.0 / num_entities - 1e-15 AND 1
                                    OR rosenbluth NOT BETWEEN 1.0 / num_entities - 1e-14 AND 1 + 1e-14) AS out_of_range
FROM market, market_indices(truth);

-- Common owners: each its own owner gives the hhi, one owner of all gives 1, a holding more never lowers it below the hhi.
SELECT count(*) FILTER (WHERE a.modified_hhi <> hhi(truth)) AS alone, count(*) FILTER (WHERE abs(b.modified_hhi - 1) > 1e-14) AS one_owner,
       count(*) FILTER (WHERE c.modified_hhi < hhi(truth)) AS below
FROM market, LATERAL (SELECT jsonb_object_agg(entity, jsonb_build_object(entity, 0.5)) AS own, jsonb_object_agg(entity, jsonb '{"all": 0.5}') AS one,
                             jsonb_object_agg(entity, jsonb_build_object('owner ' || hashtext(entity) % 3, 0.5)) AS several FROM entities(truth)) f,
     mhhi(truth, own) a, mhhi(truth, one) b, mhhi(truth, several) c;
