/*
 * math.c
 *	  The arithmetic of src/math alone, without a server: known numbers, and
 *	  laws over random input.
 *
 *	  cc -std=gnu99 -ffp-contract=off -Isrc test/math.c src/math/[a-z]*.c -lm
 *	  ./a.out [seed [inputs]]
 *
 * With clang's -DLIBFUZZER -fsanitize=fuzzer,address the same laws are driven by
 * libFuzzer.  A law that breaks ends the program.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "math/algebra.h"
#include "math/backlog.h"
#include "math/bounds.h"
#include "math/change.h"
#include "math/concentration.h"
#include "math/drawdown.h"
#include "math/event_study.h"
#include "math/fsum.h"
#include "math/geks.h"
#include "math/hazard.h"
#include "math/hhi_range.h"
#include "math/inventory.h"
#include "math/margins.h"
#include "math/merger.h"
#include "math/npmle.h"
#include "math/price_index.h"
#include "math/recovery.h"
#include "math/relationship.h"
#include "math/revisions.h"
#include "math/shock.h"
#include "math/simplex.h"
#include "math/substance.h"
#include "math/supply_risk.h"
#include "math/survival.h"
#include "math/unit_value.h"

#define MOST	64				/* values of one random input */

static int	failures = 0;
static int	claims = 0;

/* A number that must be known up to rounding. */
static void
Claim(const char *what, double got, double want)
{
	claims++;
	if (fabs(got - want) <= 1e-12 * fmax(1, fabs(want)))
		return;
	failures++;
	printf("%s: got %.17g, want %.17g\n", what, got, want);
}

/* A law: what does not hold ends the program, so that a fuzzer notices. */
#define LAW(condition) \
	do { \
		if (!(condition)) \
		{ \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
			abort(); \
		} \
	} while (0)

/* --- known numbers --- */

static double
SumOf(const double *values, int n)
{
	FSum		sum;

	FSumInit(&sum);
	for (int i = 0; i < n; i++)
		FSumAdd(&sum, values[i]);
	return FSumValue(&sum);
}

static void
ClaimSums(void)
{
	const double cancel[] = {1e16, 1, -1e16, 1e300, -1e300};
	const double tenths[] = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
	const double tie[] = {1, 0x1p-53, 0x1p-120};

	Claim("what cancels leaves what is small", SumOf(cancel, 5), 1);
	Claim("ten tenths", SumOf(tenths, 10), 1);
	Claim("a tie is broken by what lies below", SumOf(tie, 3) == 1 + 0x1p-52, 1);
}

static void
ClaimMarkets(void)
{
	const double value[] = {50, 30, 20};
	const int	group[] = {1, 1};
	const Market m = {3, value, 100};
	const Market listed = {2, value, 80};
	const MergerGroups merging = {2, group, value + 1};
	const BoundsFringe nothing = {0};
	const double before[] = {0.5, 0.5};
	const double after[] = {0.6, 0.4};
	const int	owner[] = {1, 2};
	const MarketChange change = {2, owner, before, after};
	MarketReport report;
	MergerEffect effect;
	HhiBounds	bounds;
	HhiChange	parts;
	double		x;

	ConcentrationReport(&m, &report);
	Claim("hhi", report.hhi, 0.38);
	Claim("effective firms", report.effective_firms, 1 / 0.38);
	Claim("cr1", report.cr1, 0.5);
	Claim("entropy", report.shannon_entropy, 1.0296530140645737);
	Claim("gini", report.gini, 0.2);
	Claim("rosenbluth", report.rosenbluth, 1 / 2.4);
	Claim("horvath", report.horvath, 0.725);
	Claim("hill number", ConcentrationHill(&m, 2, &x) ? x : -1, 1 / 0.38);
	Claim("merger", MergerDelta(&m, &merging, &effect), true);
	Claim("its delta", effect.delta, 0.12);
	Claim("its merged share", effect.merged_share, 0.5);
	Claim("bounds", HhiBoundsKnown(&listed, 100, &nothing, &bounds), BOUNDS_OK);
	Claim("lower bound", bounds.lower, 0.34);
	Claim("upper bound", bounds.upper, 0.38);
	Claim("coverage", bounds.coverage, 0.8);
	Claim("instability", ChangeInstability(&change, &x) ? x : -1, 0.2);
	Claim("change", ChangeDecompose(&change, &parts) ? parts.delta : -1, 0.02);
}

static void
ClaimSeries(void)
{
	const double value[] = {100, 100, 100, 50, 60, 100};
	const bool	seen[] = {true, true, true, true, true, true};
	const SeriesWindow window = {0, 6, value, seen, 12};
	double		used[6],
				baseline[6],
				ratio[6];
	bool		used_seen[6],
				has_baseline[6],
				has_ratio[6];
	const RecoveryArrays arrays = {used, used_seen, baseline, has_baseline, ratio, has_ratio};
	const int64_t day[] = {0, 3};
	const double level[] = {2, 1};
	const Backlog backlog = {2, day, level};
	const RecoveryParams params = {.baseline = RECOVERY_MEAN,.k = 3,.sustain = 1,.years = 1,.threshold = 1,.shock = 3};
	RecoveryReport report;
	DrawdownSummary falls;
	PriceRebound rebound;
	BacklogSummary open;
	int64_t		period;

	Claim("recovery", RecoveryCompute(&window, &params, &arrays, &report), RECOVERY_OK);
	Claim("recovered", report.status, RECOVERY_RECOVERED);
	Claim("depth", report.depth, 0.5);
	Claim("time to recovery", report.time_to_recovery, 2);
	Claim("loss in baselines", report.loss_baseline_periods, 0.9);
	Claim("drawdown", DrawdownSummarize(&window, SERIES_GAPS_MISSING, &falls, &period), DRAWDOWN_OK);
	Claim("deepest", falls.max_drawdown, 0.5);
	Claim("rebound", PriceReboundMeasure(&window, &rebound, &period) ? rebound.rebound : -1, 1);
	BacklogSummarize(&backlog, 0, 4, &open);
	Claim("mean backlog", open.mean, 1.6);
	Claim("closing backlog", open.closing, 1);
}

static void
ClaimInventories(void)
{
	InventoryPeriod period = {100, 200, 300, 30, true, true, true};
	const ClearanceInput input = {.stock = 100,.exports = 30,.production = 10};
	Clearance	clearance;
	double		x;

	InventoryClearance(&input, &clearance);
	Claim("days of inventory", InventoryDays(&period, INVENTORY_AVERAGE, &x) ? x : -1, 15);
	Claim("turnover", InventoryTurnover(&period, INVENTORY_AVERAGE, 360, &x) ? x : -1, 24);
	Claim("clearance", clearance.has_time ? clearance.time : -1, 5);
}

static void
ClaimPrices(void)
{
	const PriceItem item[] = {
		{{true, true}, {1, 1.1}, {10, 8}},
		{{true, true}, {2, 1.8}, {5, 6}}
	};
	const double market[] = {-0.02, 0.01, 0.03, 0.00};
	double		stock[4];
	double		term[PRICE_SUMS];
	double		sum[PRICE_SUMS] = {0};
	MarketModel model;
	double		x;

	for (int i = 0; i < 2; i++)
	{
		PriceItemTerms(&item[i], term);
		for (int s = 0; s < PRICE_SUMS; s++)
			sum[s] += term[s];
	}
	Claim("laspeyres", PriceIndex(sum, PRICE_OF_PRICES, PRICE_LASPEYRES, &x) ? x : -1, 1);
	Claim("paasche", PriceIndex(sum, PRICE_OF_PRICES, PRICE_PAASCHE, &x) ? x : -1, 0.98);
	Claim("fisher", PriceIndex(sum, PRICE_OF_PRICES, PRICE_FISHER, &x) ? x : -1, sqrt(0.98));
	for (int i = 0; i < 4; i++)
		stock[i] = 0.01 + 2 * market[i];
	Claim("market model", MarketModelFit(stock, market, 4, &model), true);
	Claim("alpha", model.alpha, 0.01);
	Claim("beta", model.beta, 2);
}

/* Room for an estimate from so few spells. */
static void
IntervalRoom(Npmle *fit, NpmleSpell *spells, int n)
{
	static NpmleEnd ends[2 * MOST];
	static NpmleCell cells[MOST];
	static double room[NPMLE_ROOM(MOST)];

	memset(fit, 0, sizeof(*fit));
	fit->spells = spells;
	fit->nspells = n;
	fit->ends = ends;
	fit->cells = cells;
	fit->room = room;
}

/* Of (0,1], (0,3], (1,3] and (2,inf) a third lies in (0,1], the rest in (2,3]. */
static void
ClaimIntervals(void)
{
	NpmleSpell	spells[] = {
		{.left = 0,.right = 1,.weight = 1}, {.left = 0,.right = 3,.weight = 1},
		{.left = 1,.right = 3,.weight = 1}, {.left = 2,.right = INFINITY,.weight = 1}
	};
	Npmle		fit;
	NpmleState	state;

	IntervalRoom(&fit, spells, 4);
	NpmleStart(&fit);
	while ((state = NpmleImprove(&fit)) == NPMLE_RUNNING)
		;
	Claim("estimate from intervals", state, NPMLE_DONE);
	Claim("cells", fit.n, 2);
	Claim("first mass", fit.mass[0], 1.0 / 3);
	Claim("second mass", fit.mass[1], 2.0 / 3);
	Claim("log likelihood", fit.log_likelihood, -1.9095425048844388);
}

/* Two ends in a, one in b between them. */
static void
ClaimHazards(void)
{
	const HazardStep one[] = {{2, 2, 1, 0}, {1, 2, 0, 1}, {1, 1, 1, 0}};
	const HazardStep none[] = {{2, 2, 1, 0}, {1, 2, 1, 0}};
	HazardRatio ratio;

	/* 2 - 2r/(r + 1) - r/(r + 2) = 0 at r = (1 + sqrt 17)/2 */
	Claim("hazard ratio", HazardRatioOf(one, 3, HAZARD_EFRON, NULL, &ratio), true);
	Claim("logarithm of it", ratio.log_ratio, log((1 + sqrt(17)) / 2));
	Claim("no finite ratio", HazardRatioOf(none, 2, HAZARD_EFRON, NULL, &ratio), false);
}

static void
ClaimMargins(void)
{
	const MarginEntity entity[] = {
		{{600, 150}, {10, 2}, {0, 0}}, {{400, 440}, {8, 8}, {0, 0}},
		{{200, 0}, {5, 0}, {0, 0}}, {{0, 300}, {0, 6}, {0, 0}}
	};
	const double part[] = {300, -200, 130, -540, 0};
	MarginSums	sums;
	Margins		margins;

	MarginsInit(&sums);
	for (int i = 0; i < 4; i++)
		MarginsAdd(&sums, &entity[i]);
	Claim("margins", MarginsOf(&sums, &margins), true);
	Claim("change", margins.change, -310);
	for (int i = 0; i < MARGIN_PARTS; i++)
		Claim("part of the change", margins.part[i], part[i]);
	Claim("midpoint growth", margins.change / margins.mean, -310 / 1045.0);
}

static void
ClaimRanges(void)
{
	ValueRange	range[] = {{3000, 5000}, {1800, 3000}, {2000, 2000}, {800, 1000}};
	ValueRange	alike[40];
	double		scratch[80];
	HhiRange	r;

	Claim("ranges", HhiRangeOf(range, 4, scratch, &r) && r.upper_exact, true);
	Claim("least hhi of ranges", r.lower, 0.28);
	Claim("greatest hhi of ranges", r.upper, 0.35677083333333333);
	for (int i = 0; i < 40; i++)
		alike[i] = (ValueRange) {1, 3};
	Claim("ranges alike", HhiRangeOf(alike, 40, scratch, &r) && r.upper_exact, true);
	Claim("none of them apart", r.lower, 1.0 / 40);
	Claim("ten of them high", r.upper, 120.0 / 3600);
}

static void
ClaimUnitValues(void)
{
	static const double unit_value[] = {0.05, 48, 49, 50, 51, 52, 53};
	UnitValue	value[7];
	UnitValueScreen screen;
	UnitValueScore score;

	for (int i = 0; i < 7; i++)
		value[i] = (UnitValue) {unit_value[i], 1, 0, 0};
	Claim("unit values", UnitValuesScreen(value, 7, 7, &screen), true);
	Claim("median unit value", screen.median, 50);
	Claim("their spread", screen.mad, log(52 / 50.0));
	Claim("suspects", screen.suspects, 1);
	score = UnitValueScoreOf(0.05, screen.median, screen.mad);
	Claim("score", score.z, log(0.001) / (1.4826 * log(52 / 50.0)));
	Claim("likely factor", score.has_factor ? score.factor : -1, 1000);
}

static void
ClaimRevisions(void)
{
	const double value[] = {100, 102, 110, 108, 95, 99, 120, 125};
	const double settling[] = {0, 20, 99, 150, 102, 100};
	const int32_t days[] = {30, 480, 31, 450, 30, 420, 31, 390};
	const int	start[] = {0, 2, 4, 6, 8};
	const Releases releases = {4, start, value, days};
	double		work[8];
	RevisionStats s;

	RevisionStatsFind(&releases, 0, 0.2, work, &s);
	Claim("bias", s.bias, 2.25);
	Claim("mean absolute revision", s.mean_absolute, 3.25);
	Claim("standard deviation of revisions", s.std_dev, sqrt(28.75 / 3));
	Claim("days until figures settle", s.settled_median, 30.5);
	Claim("the fifth release settles", ReleaseSettled(settling, 6, 0.2), 4);
}

static void
ClaimOthers(void)
{
	SurvivalStep steps[] = {	/* Freireich et al. 1963, weeks in remission */
		{.duration = 6,.events = 3,.censored = 1}, {.duration = 7,.events = 1},
		{.duration = 9,.censored = 1}, {.duration = 10,.events = 1,.censored = 14}
	};
	Substance	magnet;
	double		x;

	SurvivalCurve(steps, 4, 0.95, SURVIVAL_LIMITS_LOG);
	Claim("survival after 6", steps[0].survival, 18.0 / 21);
	Claim("survival after 10", steps[3].survival, 18.0 / 21 * 16 / 17 * 14 / 15);
	Claim("chi square", SurvivalChiSquareTail(3.841458820694124, 1), 0.05);
	Claim("magnet", SubstanceRead("Nd2Fe14B", &magnet), true);
	Claim("its mass", magnet.mass, 2 * 144.242 + 14 * 55.845 + 10.81);
	Claim("its metal", magnet.metal, 2 * 144.242);
	Claim("import reliance", ImportReliance(100, 60, 10, 0, &x) ? x : -1, 1.0 / 3);
	Claim("reliance on stock", ImportReliance(0, 50, 0, -50, &x) ? x : -1, 1);
}

/* --- laws over random input --- */

typedef struct Input
{
	const uint8_t *byte;
	size_t		left;
} Input;

static int
TakeByte(Input *in)
{
	if (in->left == 0)
		return 0;
	in->left--;
	return *in->byte++;
}

/* Any finite double, or a round one, which makes ties and zeros. */
static double
TakeNumber(Input *in)
{
	int			kind = TakeByte(in);
	double		x;
	uint8_t		bytes[sizeof(double)];

	if (kind % 2 == 0)
		return kind / 2 - 20;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t) TakeByte(in);
	memcpy(&x, bytes, sizeof(x));
	return isfinite(x) ? x : 0;
}

/* A value of trade: above zero, not beyond 1e12, with ties. */
static double
TakeValue(Input *in)
{
	int			kind = TakeByte(in);

	return kind % 3 == 0 ? 10 : exp(kind * 27.6 / 255);
}

/* Fills a window of n slots; every ninth is a hole, every tenth a zero. */
static void
TakeWindow(Input *in, SeriesWindow *window, double *value, bool *seen)
{
	window->first = TakeByte(in);
	window->n = TakeByte(in) % MOST;
	window->value = value;
	window->seen = seen;
	window->periods_per_year = 12;
	for (int i = 0; i < window->n; i++)
	{
		int			kind = TakeByte(in);

		seen[i] = kind % 9 != 0;
		value[i] = kind % 10 == 0 ? 0 : TakeValue(in);
	}
}

/* Any order and any split give the same components. */
static void
LawsOfSums(Input *in)
{
	double		value[MOST];
	double		forth[FSUM_MAX_PARTS],
				back[FSUM_MAX_PARTS],
				again[FSUM_MAX_PARTS];
	FSum		a,
				b,
				c;
	int			n = TakeByte(in) % MOST;
	int			parts;

	FSumInit(&a);
	FSumInit(&b);
	FSumInit(&c);
	for (int i = 0; i < n; i++)
		value[i] = TakeNumber(in) * 0x1p-8; /* so that no sum leaves the range */
	for (int i = 0; i < n; i++)
	{
		FSumAdd(&a, value[i]);
		FSumAdd(&b, value[n - 1 - i]);
	}
	parts = FSumCanonical(&a, forth);
	LAW(parts <= FSUM_MAX_PARTS);
	LAW(FSumCanonical(&b, back) == parts);
	LAW(memcmp(forth, back, parts * sizeof(double)) == 0);
	LAW(FSumValue(&a) == (parts > 0 ? forth[0] : 0));
	for (int i = 0; i < parts; i++)
		FSumAdd(&c, forth[i]);
	LAW(FSumCanonical(&c, again) == parts);
	LAW(memcmp(forth, again, parts * sizeof(double)) == 0);
	FSumInit(&c);
	FSumAddArray(&c, value, n);
	LAW(FSumCanonical(&c, again) == parts);
	LAW(memcmp(forth, again, parts * sizeof(double)) == 0);
}

/* What the report says of an index is what its function says, to the bit. */
#define LAW_OF_INDEX(name, function, sorted) \
	LAW(function(&m, &x) ? x == r.name : isnan(r.name));

/* Indices keep their range and agree; bounds hold what they bound. */
static void
LawsOfMarkets(Input *in)
{
	double		value[MOST];
	Market		m = {1 + TakeByte(in) % (MOST - 1), value, 0};
	Market		listed;
	BoundsFringe fringe = {0};
	HhiBounds	bounds;
	MarketReport r;
	double		x;

	for (int i = 0; i < m.n; i++)
		value[i] = TakeValue(in);
	ConcentrationSort(value, m.n);
	for (int i = 1; i < m.n; i++)
		LAW(value[i - 1] >= value[i]);
	m.total = SumOf(value, m.n);
	ConcentrationReport(&m, &r);
	CONCENTRATION_REPORT(LAW_OF_INDEX, LAW_OF_INDEX)
	LAW(r.hhi >= 1.0 / m.n * (1 - 1e-14) && r.hhi <= 1);
	LAW(r.gini >= -1e-14 && r.gini < 1);
	LAW(r.cr1 <= r.cr4 && r.cr4 <= 1 + 1e-15);
	LAW(fabs(r.theil + r.shannon_entropy - log(m.n)) < 1e-13);
	listed = m;
	listed.n = TakeByte(in) % (m.n + 1);
	fringe.has_count = TakeByte(in) % 2 == 0;
	fringe.count = m.n - listed.n;
	fringe.has_max = listed.n < m.n && TakeByte(in) % 2 == 0;
	fringe.max = listed.n < m.n ? value[listed.n] : 0;
	fringe.min = TakeByte(in) % 2 == 0 && listed.n < m.n ? value[m.n - 1] : 0;
	LAW(HhiBoundsKnown(&listed, m.total, &fringe, &bounds) == BOUNDS_OK);
	LAW(bounds.lower <= r.hhi + 1e-12 && r.hhi <= bounds.upper + 1e-12);
}

/* A report keeps to its definitions; a path has a phase for every slot. */
static void
LawsOfRecovery(Input *in)
{
	double		value[MOST],
				used[MOST],
				baseline[MOST],
				ratio[MOST];
	bool		seen[MOST],
				used_seen[MOST],
				has_baseline[MOST],
				has_ratio[MOST];
	const RecoveryArrays arrays = {used, used_seen, baseline, has_baseline, ratio, has_ratio};
	RecoveryPhase phase[MOST];
	RecoveryParams params = {.years = 1};
	RecoveryReport r;
	SeriesWindow window;

	TakeWindow(in, &window, value, seen);
	params.shock = window.first + TakeByte(in) % MOST;
	params.baseline = (RecoveryBaseline) (TakeByte(in) % RECOVERY_BASELINE_COUNT);
	params.k = 1 + TakeByte(in) % 15;
	params.gap = TakeByte(in) % 4;
	params.threshold = (1 + TakeByte(in)) / 256.0;
	params.sustain = 1 + TakeByte(in) % 4;
	params.gaps = (SeriesGaps) (TakeByte(in) % SERIES_GAPS_COUNT);
	params.pool_jan_feb = TakeByte(in) % 2 == 0;
	if (RecoveryCompute(&window, &params, &arrays, &r) != RECOVERY_OK)
		return;
	LAW(r.has_recovery == (r.status == RECOVERY_RECOVERED));
	LAW(r.has_censored_after == (r.status == RECOVERY_CENSORED));
	LAW(!r.has_depth || (isfinite(r.depth) && r.trough >= params.shock));
	LAW(!r.has_recovery || (r.time_to_recovery >= 0 && r.recovery >= params.shock));
	RecoveryPath(&window, &params, &arrays, &r, phase);
	for (int i = 0; i < window.n; i++)
		LAW(phase[i] >= RECOVERY_BEFORE && phase[i] < RECOVERY_PHASE_COUNT);
}

/* Masses add up to one, and meet the conditions of the optimum. */
static void
LawsOfIntervals(Input *in)
{
	NpmleSpell	spells[MOST];
	Npmle		fit;
	NpmleState	state;
	double		total = 0;
	int			n = 1 + TakeByte(in) % (MOST - 1);

	memset(spells, 0, sizeof(spells));
	for (int i = 0; i < n; i++)
	{
		int			kind = TakeByte(in) % 4;

		spells[i].left = TakeByte(in) % 16;
		spells[i].right = kind == 0 ? INFINITY : spells[i].left + (kind == 1 ? 0 : 1 + TakeByte(in) % 8);
		spells[i].closed = kind == 1 || (kind == 2 && spells[i].left == 0);
		spells[i].weight = 1 + TakeByte(in) % 3;
	}
	IntervalRoom(&fit, spells, n);
	NpmleStart(&fit);
	while ((state = NpmleImprove(&fit)) == NPMLE_RUNNING)
		;
	LAW(state == NPMLE_DONE && fit.violation <= NPMLE_TOLERANCE);
	for (int j = 0; j < fit.n; j++)
	{
		LAW(fit.mass[j] >= 0 && fit.excess[j] <= NPMLE_TOLERANCE);
		LAW(fit.mass[j] == 0 || fit.excess[j] >= -NPMLE_TOLERANCE);
		LAW(j == 0 || fit.cells[j].left >= fit.cells[j - 1].right);
		total += fit.mass[j];
	}
	LAW(fabs(total - 1) < 1e-12);
}

/* The other way round a ratio is one over it; there is one only where both end. */
static void
LawsOfHazards(Input *in)
{
	HazardStep	steps[MOST];
	HazardStep	turned[MOST];
	HazardRatio ratio;
	HazardRatio back;
	HazardTies	ties = (HazardTies) (TakeByte(in) % HAZARD_TIES_COUNT);
	int			n = TakeByte(in) % MOST;
	double		a = 0;
	double		b = 0;

	for (int i = n - 1; i >= 0; i--)
	{
		steps[i].events_a = TakeByte(in) % 3;
		steps[i].events_b = TakeByte(in) % 3;
		steps[i].risk_a = a += steps[i].events_a + TakeByte(in) % 3;
		steps[i].risk_b = b += steps[i].events_b + TakeByte(in) % 3;
		turned[i] = (HazardStep) {steps[i].risk_b, steps[i].risk_a, steps[i].events_b, steps[i].events_a};
	}
	if (!HazardRatioOf(steps, n, ties, NULL, &ratio))
	{
		LAW(!HazardRatioOf(turned, n, ties, NULL, &back));
		return;
	}
	LAW(HazardRatioOf(turned, n, ties, NULL, &back));
	LAW(fabs(ratio.log_ratio + back.log_ratio) < 1e-9 && ratio.std_err > 0);
}

/* Spells of trade come in order, and breaks between them are longer than the gap. */
static void
LawsOfRelationships(Input *in)
{
	double		value[MOST];
	bool		seen[MOST];
	SeriesWindow window;
	TradeSpell	spells[MOST];
	int			gap;
	int			n;

	TakeWindow(in, &window, value, seen);
	gap = TakeByte(in) % 4;
	for (int i = 0; i < window.n; i++)
		value[i] = TakeByte(in) % 3 == 0 ? 0 : value[i];
	n = window.n == 0 ? 0 : RelationshipSpells(&window, 0, window.n - 1, gap, 0, spells);
	for (int i = 0; i < n; i++)
	{
		int			end = spells[i].start + spells[i].periods;

		LAW(spells[i].periods > 0 && end <= window.n);
		LAW(spells[i].ended == (end < window.n));
		LAW(spells[i].left_censored == (spells[i].start == 0));
		LAW(i == 0 || spells[i].start - (spells[i - 1].start + spells[i - 1].periods) > gap);
	}
}

static void
CheckEpisode(const DrawdownEpisode *e, void *last)
{
	LAW(e->start >= *(int64_t *) last && e->turn > e->start);
	LAW(e->size > 0 && (!e->closed || e->end > e->turn));
	*(int64_t *) last = e->turn;
}

/* Falls come in order, and the deepest is one of them. */
static void
LawsOfDrawdowns(Input *in)
{
	double		value[MOST],
				answer[MOST];
	bool		seen[MOST],
				known[MOST],
				restart[MOST];
	SeriesSlots out = {answer, known};
	SeriesWindow window;
	DrawdownSummary s;
	int64_t		last = INT64_MIN,
				period;

	TakeWindow(in, &window, value, seen);
	LAW(DrawdownWalk(&window, SERIES_GAPS_MISSING, DRAWDOWN_FALL, CheckEpisode, &last, &period) == DRAWDOWN_OK);
	LAW(DrawdownSummarize(&window, SERIES_GAPS_MISSING, &s, &period) == DRAWDOWN_OK);
	LAW(!s.has_levels || (s.max_drawdown >= 0 && s.max_drawdown <= 1));
	LAW(!s.has_levels || (s.pain_index <= s.ulcer_index * (1 + 1e-14) && s.ulcer_index <= s.max_drawdown * (1 + 1e-14)));
	AlgebraGrowth(&window, 1 + TakeByte(in) % 12, &out);
	for (int i = 0; i < window.n; i++)
		LAW(!known[i] || (seen[i] && isfinite(answer[i])));
	AlgebraMovingMean(&window, 1 + TakeByte(in) % 12, 1, &out);
	for (int i = 0; i < window.n; i++)
		LAW(!known[i] || (answer[i] >= 0 && isfinite(answer[i])));
	AlgebraCumulative(&window, TakeByte(in) % 2 == 0, TakeByte(in) % 12, known, restart);
}

/* Survival falls from 1 to 0 inside its limits. */
static void
LawsOfSurvival(Input *in)
{
	SurvivalStep steps[MOST];
	int			n = TakeByte(in) % MOST;
	SurvivalLimits limits = (SurvivalLimits) (TakeByte(in) % SURVIVAL_LIMITS_COUNT);

	memset(steps, 0, sizeof(steps));
	for (int i = 0; i < n; i++)
	{
		steps[i].duration = (i > 0 ? steps[i - 1].duration : 0) + 1 + TakeByte(in);
		steps[i].events = TakeByte(in) % 5;
		steps[i].censored = TakeByte(in) % 5 + (steps[i].events == 0);
	}
	SurvivalCurve(steps, n, 0.95, limits);
	for (int i = 0; i < n; i++)
	{
		double		before = i > 0 ? steps[i - 1].survival : 1;

		LAW(steps[i].survival >= 0 && steps[i].survival <= before);
		LAW(!steps[i].has_limits || (steps[i].lower <= steps[i].survival * (1 + 1e-14) &&
									 steps[i].upper >= steps[i].survival * (1 - 1e-14)));
	}
	(void) SurvivalQuantileOf(steps, n, 0.5);
}

/* Weights are a simplex, meet the conditions of an optimum, and no point is nearer. */
static void
LawsOfSimplex(Input *in)
{
	static double path[13 * 16];
	static SimplexPair product[13 * 13],
				matrix[13 * 13];
	static double factor[13 * 13];
	SimplexPaths paths = {2 + TakeByte(in) % 12, 1 + TakeByte(in) % 16, path, product, matrix, factor};
	SimplexFit	fit;
	double		sum = 0;
	double		distance = 0;

	for (int i = 0; i < paths.n; i++)
		for (int t = 0; t < paths.length; t++)
			/* some donors are those before them */
			path[i * paths.length + t] = i > 1 && TakeByte(in) < 2 && t == 0 ? path[(i - 1) * paths.length + t] :
				1 + TakeByte(in) / 256.0;
	if (paths.n > 3)
		memcpy(path + 3 * paths.length, path + 2 * paths.length, (size_t) paths.length * sizeof(double));
	LAW(SimplexOpen(&paths));
	LAW(SimplexFitTo(&paths, 0, NULL, &fit));
	LAW(fit.slack == 0);
	LAW(fit.weight[0] == 0);
	for (int i = 0; i < paths.n; i++)
	{
		LAW(fit.weight[i] >= 0);
		sum += fit.weight[i];
	}
	LAW(fabs(sum - 1) < 1e-14);
	LAW(paths.n <= 3 || fit.weight[2] == fit.weight[3]);
	for (int j = 0; j < paths.n; j++)
	{
		double		other = 0;
		double		step = TakeByte(in) / 256.0;

		distance = 0;
		for (int t = 0; t < paths.length; t++)
		{
			double		mix = -path[t];

			for (int i = 1; i < paths.n; i++)
				mix += fit.weight[i] * path[i * paths.length + t];
			distance += mix * mix;
			/* on the way to another donor it is not nearer */
			mix += j == 0 ? 0 : step * (path[j * paths.length + t] - path[t] - mix);
			other += mix * mix;
		}
		LAW(distance <= other + 1e-10);
	}
}

/* Shocks follow each other, and end where they are back. */
static void
LawsOfShocks(Input *in)
{
	double		value[MOST],
				room[3 * MOST];
	bool		seen[MOST];
	ShockParams params = {1 + TakeByte(in) % 8, 1 + TakeByte(in) % 3, 1 + TakeByte(in) % 8,
		(ShockDirection) (TakeByte(in) % SHOCK_DIRECTION_COUNT), TakeByte(in) / 64.0, TakeByte(in) / 512.0,
	(1 + TakeByte(in)) / 200.0};
	SeriesWindow window;
	ShockScan	scan;
	Shock		shock;
	int			last = -1;

	TakeWindow(in, &window, value, seen);
	ShockScanStart(&scan, &window, &params, room);
	while (ShockScanNext(&scan, &shock) == SHOCK_FOUND)
	{
		LAW(shock.start > last && shock.trough >= shock.start && shock.trough < shock.start + shock.periods);
		LAW(shock.start + shock.periods <= window.n);
		LAW(!shock.recovered || shock.recovery == shock.start + shock.periods);
		LAW(isfinite(shock.depth) && shock.depth >= params.min_fall * (1 - 1e-9) && shock.loss >= 0);
		LAW(shock.baseline > 0);
		last = shock.recovered ? shock.recovery : window.n;
	}
	LAW(scan.nratios <= scan.ncalm && scan.ncalm <= scan.periods);
}

/* A formula is refused with a place in it, or has a mass. */
static void
LawsOfSubstances(Input *in)
{
	static const char *const token[] = {
		"Nd", "Fe", "B", "La", "O", "Xx", "N", "d", "(", ")", "2", "14", "0", "999999", ".", "*", "7", " ", "\xc3\xa9"
	};
	char		formula[8 * MOST + 1] = "";
	int			n = TakeByte(in) % MOST;
	Substance	s;

	for (int i = 0; i < n; i++)
		strcat(formula, token[TakeByte(in) % (sizeof(token) / sizeof(token[0]))]);
	if (SubstanceRead(formula, &s))
	{
		LAW(isfinite(s.mass) && s.mass > 0);
		LAW(s.metal >= 0 && s.metal <= s.mass * (1 + 1e-14));
	}
	else
		LAW(s.error != SUBSTANCE_OK && s.position >= 0 && s.position + s.length <= (int) strlen(formula));
}

/* Revisions lie between the least and the greatest; the last release settles. */
static void
LawsOfRevisions(Input *in)
{
	double		value[MOST],
				work[2 * MOST];
	int32_t		days[MOST];
	int			start[MOST + 1];
	Releases	releases = {0, start, value, days};
	RevisionStats s;
	int			n = TakeByte(in) % MOST;
	double		within = TakeByte(in) / 64.0;

	for (int i = 0; i < n; i++)
	{
		if (i == 0 || TakeByte(in) % 4 == 0)
			start[releases.n++] = i;
		value[i] = TakeValue(in);
		days[i] = i;
	}
	start[releases.n] = n;
	RevisionStatsFind(&releases, TakeByte(in) % 4, within, work, &s);
	LAW(s.periods <= releases.n && s.revised <= s.periods);
	LAW(fabs(s.bias) <= s.mean_absolute * (1 + 1e-14));
	LAW(s.least <= s.greatest && s.mean_absolute <= fmax(fabs(s.least), fabs(s.greatest)) * (1 + 1e-14));
	LAW(s.has_std_dev == (s.periods > 1) && s.settled_median <= s.settled_max);
	for (int i = 0; i < releases.n; i++)
	{
		int			count = start[i + 1] - start[i];
		int			settled = ReleaseSettled(value + start[i], count, within);

		LAW(settled >= 0 && settled < count);
		LAW(ReleaseSettled(value + start[i], count, 2 * within) <= settled);
	}
}

/* The parts of a change add up to it to the last bit; backwards signs turn. */
static void
LawsOfMargins(Input *in)
{
	int			n = TakeByte(in) % 24;
	MarginSums	sums;
	MarginSums	back;
	Margins		forth;
	Margins		turned;
	double		size;
	double		added = 0;

	MarginsInit(&sums);
	MarginsInit(&back);
	for (int i = 0; i < n; i++)
	{
		MarginEntity entity = {{0, 0}, {0, 0}, {0, 0}};
		MarginEntity other = entity;
		int			kind = TakeByte(in);

		for (int t = 0; t < 2; t++)
			if (kind >> t & 1)
			{
				entity.value[t] = TakeValue(in);
				entity.quantity[t] = kind >> t & 4 ? TakeValue(in) : 0;
				entity.unweighed[t] = kind >> t & 16 ? TakeValue(in) : 0;
			}
		for (int t = 0; t < 2; t++)
		{
			other.value[t] = entity.value[1 - t];
			other.quantity[t] = entity.quantity[1 - t];
			other.unweighed[t] = entity.unweighed[1 - t];
		}
		MarginsAdd(&sums, &entity);
		MarginsAdd(&back, &other);
	}
	if (!MarginsOf(&sums, &forth))
		return;
	LAW(MarginsOf(&back, &turned));
	size = forth.mean;
	for (int i = 0; i < MARGIN_PARTS; i++)
	{
		added += forth.part[i];
		size += fabs(forth.part[i]);
	}
	LAW(added == forth.change);
	LAW(fabs(forth.change - (forth.after - forth.before)) <= 1e-15 * size);
	LAW(fabs(forth.change) <= 2 * forth.mean + 1e-15 * size);
	LAW(fabs(forth.part[MARGIN_PRICE] + turned.part[MARGIN_PRICE]) <= 1e-12 * size);
	LAW(forth.part[MARGIN_ENTRY] == -turned.part[MARGIN_EXIT]);
}

/* The hhi of ranges, each low or high as the bits of a number say, or in between. */
static double
HhiOfEnds(const ValueRange *range, int n, int ends, double between)
{
	double		sum = 0;
	double		squares = 0;

	for (int i = 0; i < n; i++)
	{
		double		v = between >= 0 ? range[i].low + between * (range[i].high - range[i].low) :
		ends >> i & 1 ? range[i].high : range[i].low;

		sum += v;
		squares += v * v;
	}
	return sum > 0 ? squares / sum / sum : 0;
}

/* No market within the ranges is below the least hhi, none above the greatest, and one is there. */
static void
LawsOfRanges(Input *in)
{
	ValueRange	range[10];
	ValueRange	sorted[10];
	double		scratch[20];
	double		most = 0;
	int			n = 1 + TakeByte(in) % 10;
	HhiRange	r;
	HhiRange	again;

	for (int i = 0; i < n; i++)
	{
		int			kind = TakeByte(in);
		double		a = kind % 5 == 0 ? 0 : 1 + TakeByte(in) % (kind % 2 == 0 ? 8 : 250);
		double		b = kind % 7 == 0 ? 0 : TakeByte(in) % 100;

		range[i] = (ValueRange) {a, a + b};
		sorted[n - 1 - i] = range[i];
	}
	if (!HhiRangeOf(range, n, scratch, &r))
		return;
	for (int ends = 0; ends < 1 << n; ends++)
		most = fmax(most, HhiOfEnds(range, n, ends, -1));
	LAW(r.upper_exact && fabs(r.upper - most) <= 1e-13);
	LAW(r.lower >= (1 - 1e-14) / n && r.lower <= r.upper);
	for (int i = 0; i <= 8; i++)
		LAW(HhiOfEnds(range, n, 0, i / 8.0) == 0 || HhiOfEnds(range, n, 0, i / 8.0) >= r.lower * (1 - 1e-13));
	LAW(HhiRangeOf(sorted, n, scratch, &again));
	LAW(again.lower == r.lower && again.upper == r.upper);
}

/* An index over a third period is that of both steps, and back it is the opposite. */
static void
LawsOfGeks(Input *in)
{
	enum
	{
		N = 6
	};
	double		pair[N * N];
	double		published[N];
	bool		whole = TakeByte(in) % 2 == 0;

	for (int i = 0; i < N; i++)
	{
		pair[i * N + i] = 0;
		published[i] = TakeByte(in) / 50.0;
		for (int j = i + 1; j < N; j++)
		{
			double		x = TakeByte(in) / 100.0 - 1;

			if (!whole && TakeByte(in) % 4 == 0)
				x = NAN;
			pair[i * N + j] = x;
			pair[j * N + i] = -x;
		}
	}
	for (int i = 0; i < N; i++)
		for (int j = 0; j < N; j++)
		{
			double		there = GeksBetween(pair, N, i, j);
			double		back = GeksBetween(pair, N, j, i);

			LAW(isnan(there) == isnan(back) && (isnan(there) || fabs(there + back) < 1e-14));
			for (int k = 0; whole && k < N; k++)
				LAW(fabs(GeksBetween(pair, N, i, k) + GeksBetween(pair, N, k, j) - there) < 1e-14);
		}
	/* what follows the window is linked alike by any splice */
	for (int i = 0; whole && i < N; i++)
		published[i] = 1 + GeksBetween(pair, N, 0, i);
	for (int s = 0; whole && s < SPLICES; s++)
		LAW(fabs(GeksLink((GeksSplice) s, published, pair, N) - published[N - 1]) < 1e-14);
}

/* A row many times is as many rows; the unit does not matter, and does what it should. */
static void
LawsOfUnitValues(Input *in)
{
	UnitValue	once[2 * MOST];
	UnitValue	many[MOST];
	UnitValueScreen a;
	UnitValueScreen b;
	int			n = 1 + TakeByte(in) % (MOST / 4);
	int			rows = 0;
	double		log_value = 0;

	for (int i = 0; i < n; i++)
	{
		int			times = 1 + TakeByte(in) % 4;

		log_value += TakeByte(in) / 100.0;
		many[i] = (UnitValue) {exp(log_value), times, 0, 0};
		for (int j = 0; j < times; j++)
			once[rows++] = (UnitValue) {exp(log_value) * 1000, 1, 0, 0};
	}
	LAW(UnitValuesScreen(many, n, rows, &a) == (rows >= UNIT_VALUE_LEAST));
	LAW(UnitValuesScreen(once, rows, rows, &b) == (rows >= UNIT_VALUE_LEAST));
	if (rows < UNIT_VALUE_LEAST)
		return;
	LAW(fabs(b.median / a.median - 1000) < 1e-9 && fabs(a.mad - b.mad) < 1e-12);
	LAW(a.suspects <= rows / 2 && a.mad >= 0);
	LAW(UnitValueScoreOf(a.median * 1.1e-3, a.median, a.mad).factor > 999);
	LAW(!UnitValueScoreOf(a.median * 1.1, a.median, a.mad).has_factor);
}

/* What libFuzzer calls: the first byte chooses the laws. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static void (*const laws[]) (Input *) = {
		LawsOfIntervals, LawsOfHazards, LawsOfRelationships,
		LawsOfSums, LawsOfMarkets, LawsOfRecovery, LawsOfDrawdowns,
		LawsOfSurvival, LawsOfSubstances, LawsOfMargins, LawsOfRanges,
		LawsOfGeks, LawsOfUnitValues, LawsOfRevisions, LawsOfSimplex, LawsOfShocks
	};
	Input		in = {data, size};

	laws[(size_t) TakeByte(&in) % (sizeof(laws) / sizeof(laws[0]))] (&in);
	return 0;
}

#ifndef LIBFUZZER
/* xorshift64*: the same inputs everywhere. */
static uint64_t
NextRandom(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * UINT64_C(2685821657736338717);
}

int
main(int argc, char **argv)
{
	uint64_t	seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 20250404;
	long		inputs = argc > 2 ? strtol(argv[2], NULL, 10) : 20000;
	uint64_t	state = seed * 2 + 1;

	ClaimSums();
	ClaimMarkets();
	ClaimSeries();
	ClaimHazards();
	ClaimIntervals();
	ClaimInventories();
	ClaimPrices();
	ClaimMargins();
	ClaimUnitValues();
	ClaimRanges();
	ClaimRevisions();
	ClaimOthers();
	for (long i = 0; i < inputs; i++)
	{
		uint8_t		data[10 * MOST];

		for (size_t j = 0; j < sizeof(data); j++)
			data[j] = (uint8_t) (NextRandom(&state) >> 56);
		LLVMFuzzerTestOneInput(data, sizeof(data));
	}
	printf("%d claims, %d of them false; %ld inputs of seed %llu\n", claims, failures, inputs, (unsigned long long) seed);
	return failures > 0;
}
#endif
