/*
 * series_prices.c
 *	  Questions about share prices: returns, market model, divergence from a
 *	  fundamental, rebound.
 *
 * A return is a change between successive observations, whatever the days
 * between them: exchanges close, and their holidays are no gaps.  Two series
 * are first reduced to the periods that both have, so that their returns are
 * over the same time.
 */
#include "rareearth.h"

#include "miscadmin.h"

#include "sql/argument.h"
#include "math/event_study.h"
#include "math/near.h"
#include "sql/result.h"
#include "series/series_join.h"
#include "keyed/wire.h"

#define ESTIMATION_MOST		1000000

/* How a return follows from two prices. */
typedef enum ReturnMethod
{
	RETURN_LOG,
	RETURN_SIMPLE,
	RETURN_GIVEN				/* the series holds returns already */
} ReturnMethod;

/* The method named by a text argument, one of the first "allowed" words. */
static ReturnMethod
ReturnMethodArgument(FunctionCallInfo fcinfo, int arg, int allowed)
{
	static const char *const names[] = {"log", "simple", "given"};
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(arg));

	for (int i = 0; i < allowed; i++)
		if (strcmp(word, names[i]) == 0)
			return (ReturnMethod) i;
	ArgumentWordError("returns", word, allowed == 3 ?
					  "log, simple or given" : "log or simple");
}

/* The return between two prices above zero. */
static double
ReturnBetween(double before, double after, ReturnMethod method)
{
	if (method == RETURN_LOG)
		return LogChange(before, after);
	return LevelsNear(before, after) ? 0 : ResultNumber(after / before - 1);
}

/* price_returns(prices, returns) */
PG_FUNCTION_INFO_V1(series_price_returns);
Datum
series_price_returns(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"prices"};
	ReturnMethod method = ReturnMethodArgument(fcinfo, 1, 2);
	SeriesJoin	join;
	const SumsView *view = &join.view[0];
	SumsView	answer;
	KeyedSums  *sums;

	SeriesJoinOpen(&join, fcinfo, 0, names, 1);
	SeriesJoinRequireMeasure(&join, 0, MEASURES_PRICED);
	SeriesJoinCheck(&join, 0, ARGUMENT_POSITIVE);
	/* logarithms of prices change by what adds up, prices by a ratio */
	sums = SeriesCreate(SeriesMeasured(view->meaning, method == RETURN_LOG ?
									   MEASURE_CHANGE : MEASURE_LEVEL));
	for (uint32 i = 1; i < view->n; i++)
		sums = SumsAddNumber(sums, view->number[i],
							 ReturnBetween(view->hi[i - 1], view->hi[i],
										   method));
	SeriesViewOpen(&answer, PointerGetDatum(sums));
	PG_RETURN_POINTER(WireWrite(&answer));
}

/* Returns of a stock and the market side by side, and where the windows lie. */
typedef struct EventStudy
{
	SeriesJoin	join;
	int			n;
	int		   *slot;
	double	   *stock;
	double	   *market;
	int			estimation_from;	/* the model is fitted from here */
	int			estimation_until;	/* up to, not including, here */
	int			event_from;
	int			event_until;	/* not included */
	bool		too_few;		/* returns before the event: no model */
	MarketModel model;
} EventStudy;

/* Collects the returns over the periods that both series have. */
static void
EventStudyReturns(EventStudy *study, ReturnMethod method)
{
	const SeriesWindow *stock = &study->join.window[0];
	const SeriesWindow *market = &study->join.window[1];
	int			before = -1;

	study->slot = palloc_array(int, study->join.n);
	study->stock = palloc_array(double, study->join.n);
	study->market = palloc_array(double, study->join.n);
	for (int i = 0; i < study->join.n; i++)
	{
		if (!stock->seen[i] || !market->seen[i])
			continue;
		if (method == RETURN_GIVEN)
		{
			study->stock[study->n] = stock->value[i];
			study->market[study->n] = market->value[i];
			study->slot[study->n++] = i;
		}
		else if (before >= 0)
		{
			study->stock[study->n] = ReturnBetween(stock->value[before],
												   stock->value[i], method);
			study->market[study->n] = ReturnBetween(market->value[before],
													market->value[i], method);
			study->slot[study->n++] = i;
		}
		before = i;
	}
}

/* Finds the returns of the event, in the span of arguments 2 and 3. */
static void
EventStudyFindEvent(EventStudy *study, FunctionCallInfo fcinfo)
{
	const SeriesJoin *join = &study->join;
	int64		since;
	int64		until;

	SeriesSinceUntil(fcinfo, 2, &join->periods, &since, &until);
	while (study->event_from < study->n &&
		   join->first + study->slot[study->event_from] < since)
		study->event_from++;
	study->event_until = study->n;
	while (study->event_until > study->event_from &&
		   join->first + study->slot[study->event_until - 1] > until)
		study->event_until--;
}

/*
 * Fits the model to so many returns that end gap returns before the event.  A
 * share that was listed too late for that is told, so that it does not stop
 * the others; a market that never moved stops them all.
 */
static void
EventStudyFit(EventStudy *study, int estimation, int gap)
{
	study->estimation_until = study->event_from - gap;
	study->estimation_from = study->estimation_until - estimation;
	study->too_few = study->estimation_from < 0;
	if (study->too_few)
		return;
	if (!MarketModelFit(study->stock + study->estimation_from,
						study->market + study->estimation_from, estimation,
						&study->model))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("market must move in the estimation window"),
				 errdetail("All %d returns are %.15g.", estimation,
						   study->market[study->estimation_from])));
}

/*
 * Opens (stock, market, since, until, estimation, gap, returns):
 * finds the windows and fits the model.  The estimation window ends before
 * the event window begins, so no event can be in it.  An event on a day
 * without trade begins with the first return after it.
 */
static bool
EventStudyOpen(EventStudy *study, FunctionCallInfo fcinfo)
{
	static const char *const names[] = {"stock", "market"};
	ReturnMethod method;
	int			estimation;
	int			gap;

	memset(study, 0, sizeof(*study));
	for (int i = 0; i < 7; i++)
		if (i != 3 && PG_ARGISNULL(i))
			return false;
	estimation = ArgumentCount(fcinfo, 4, "estimation", MARKET_MODEL_LEAST,
							   ESTIMATION_MOST);
	gap = ArgumentCount(fcinfo, 5, "gap", 0, ESTIMATION_MOST);
	method = ReturnMethodArgument(fcinfo, 6, 3);
	SeriesJoinOpen(&study->join, fcinfo, 0, names, 2);
	for (int i = 0; i < 2 && method != RETURN_GIVEN; i++)
	{
		SeriesJoinRequireMeasure(&study->join, i, MEASURES_PRICED);
		SeriesJoinCheck(&study->join, i, ARGUMENT_POSITIVE);
	}
	EventStudyReturns(study, method);
	EventStudyFindEvent(study, fcinfo);
	EventStudyFit(study, estimation, gap);
	return true;
}

/* Adds the first or last day of the estimation window. */
static void
EventStudyAddDate(const EventStudy *study, int i, ResultRow *row)
{
	ResultAddDate(row, !study->too_few, study->too_few ? 0 :
				  SeriesJoinDate(&study->join, study->slot[i]));
}

/* market_model(...): alpha, beta, sigma and the cumulative abnormal return */
PG_FUNCTION_INFO_V1(series_market_model);
Datum
series_market_model(PG_FUNCTION_ARGS)
{
	EventStudy	study;
	const MarketModel *m = &study.model;
	AbnormalReturns a = {0};
	int			event_n;
	bool		fitted;
	ResultRow	row = {0};

	if (!EventStudyOpen(&study, fcinfo))
		PG_RETURN_NULL();
	fitted = !study.too_few;
	event_n = study.event_until - study.event_from;
	if (fitted)
		MarketModelEvent(m, study.stock + study.event_from,
						 study.market + study.event_from, event_n, &a);
	ResultAddNumber(&row, fitted, m->alpha);
	ResultAddNumber(&row, fitted, m->beta);
	ResultAddNumber(&row, fitted, m->sigma);
	ResultAddNumber(&row, m->has_r_squared, m->r_squared);
	EventStudyAddDate(&study, study.estimation_from, &row);
	EventStudyAddDate(&study, study.estimation_until - 1, &row);
	ResultAddInteger(&row, true,
					 fitted ? m->n : Max(study.estimation_until, 0));
	ResultAddInteger(&row, true, event_n);
	ResultAddNumber(&row, a.n > 0, a.car);
	ResultAddNumber(&row, a.n > 0, a.se_simple);
	ResultAddNumber(&row, a.n > 0, a.se_exact);
	ResultAddNumber(&row, a.n > 0 && a.se_simple > 0, a.car / a.se_simple);
	ResultAddNumber(&row, a.n > 0 && a.se_exact > 0, a.car / a.se_exact);
	ResultAddWord(&row, true, !fitted ? "too_few_returns" :
				  a.n > 0 ? "estimated" : "no_event_returns");
	return ResultReturn(fcinfo, &row);
}

/* abnormal_returns(...): rows of the estimation window, gap and event */
PG_FUNCTION_INFO_V1(series_abnormal_returns);
Datum
series_abnormal_returns(PG_FUNCTION_ARGS)
{
	EventStudy	study;
	FSum		cumulative;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	if (!EventStudyOpen(&study, fcinfo) || study.too_few)
		return (Datum) 0;
	FSumInit(&cumulative);
	for (int i = study.estimation_from; i < study.event_until; i++)
	{
		double		expected = MarketModelExpected(&study.model,
												   study.market[i]);
		double		abnormal = MarketModelAbnormal(&study.model,
												   study.stock[i],
												   study.market[i]);
		bool		event = i >= study.event_from;

		CHECK_FOR_INTERRUPTS();
		if (event)
			FSumAdd(&cumulative, abnormal);
		ResultAddDate(&row, true, SeriesJoinDate(&study.join, study.slot[i]));
		ResultAddWord(&row, true, event ? "event" :
					  i < study.estimation_until ? "estimation" : "gap");
		ResultAddNumber(&row, true, study.stock[i]);
		ResultAddNumber(&row, true, study.market[i]);
		ResultAddNumber(&row, true, expected);
		ResultAddNumber(&row, true, abnormal);
		ResultAddNumber(&row, event, FSumValue(&cumulative));
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/*
 * Reads (cars, errors), the pairs of which both are known, side by side;
 * returns how many.
 */
static int
MeanAbnormalRead(FunctionCallInfo fcinfo, double **car, double **se,
				 int *skipped)
{
	bool	   *has_car;
	bool	   *has_se;
	int			n = ArgumentNumbers(fcinfo, 0, "cars", ARGUMENT_ANY, car,
									&has_car);
	int			nerrors = ArgumentNumbers(fcinfo, 1, "errors",
										  ARGUMENT_NOT_NEGATIVE, se, &has_se);
	int			kept = 0;

	if (n != nerrors)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cars and errors must be of the same length"),
				 errdetail("There are %d cars and %d errors.", n, nerrors),
				 errhint("Write array_agg(m.car), array_agg(m.se_exact) over the same rows.")));
	for (int i = 0; i < n; i++)
	{
		if (!has_car[i] || !has_se[i])
			continue;
		(*car)[kept] = (*car)[i];
		(*se)[kept++] = (*se)[i];
	}
	*skipped = n - kept;
	return kept;
}

/* mean_abnormal_return(cars, errors) */
PG_FUNCTION_INFO_V1(series_mean_abnormal_return);
Datum
series_mean_abnormal_return(PG_FUNCTION_ARGS)
{
	double	   *car;
	double	   *se;
	int			skipped;
	int			n = MeanAbnormalRead(fcinfo, &car, &se, &skipped);
	MeanAbnormal m;
	ResultRow	row = {0};

	MeanAbnormalMeasure(car, se, n, &m);
	ResultAddInteger(&row, true, m.n);
	ResultAddInteger(&row, true, skipped);
	ResultAddNumber(&row, n > 0, m.car);
	ResultAddNumber(&row, n > 0, m.se);
	ResultAddNumber(&row, m.has_z, m.z);
	ResultAddNumber(&row, m.has_z, m.p);
	ResultAddNumber(&row, m.has_cross, m.cross_se);
	ResultAddNumber(&row, m.has_cross, m.cross_t);
	ResultAddNumber(&row, m.has_cross, m.cross_p);
	ResultAddNumber(&row, m.has_standardized, m.standardized);
	ResultAddNumber(&row, m.has_standardized, m.standardized_t);
	ResultAddNumber(&row, m.has_standardized, m.standardized_p);
	ResultAddInteger(&row, true, m.positive);
	ResultAddNumber(&row, n > 0, m.sign_p);
	return ResultReturn(fcinfo, &row);
}

/* Price and fundamental from a period on. */
typedef struct DivergenceQuestion
{
	SeriesJoin	join;
	int			since;			/* slot; both have a value there */
} DivergenceQuestion;

/* Do both series have a value in a slot? */
static bool
DivergenceBoth(const DivergenceQuestion *q, int64 slot)
{
	return slot >= 0 && slot < q->join.n && q->join.window[0].seen[slot] &&
		q->join.window[1].seen[slot];
}

/*
 * Opens (price, fundamental, since); false without a common start.  On a day
 * without trade that is the last trading day before.
 */
static bool
DivergenceOpen(DivergenceQuestion *q, FunctionCallInfo fcinfo)
{
	static const char *const names[] = {"price", "fundamental"};
	DateADT		date = SeriesDateArgument(fcinfo, 2, "since");
	int64		since;

	SeriesJoinOpen(&q->join, fcinfo, 0, names, 2);
	SeriesJoinKeepCommon(&q->join);
	for (int i = 0; i < 2; i++)
		SeriesJoinRequireMeasure(&q->join, i, MEASURES_PRICED);
	SeriesJoinCheck(&q->join, 0, ARGUMENT_POSITIVE);
	if (!SeriesPeriodAsOf(&q->join.periods, date, &since) ||
		!DivergenceBoth(q, since - q->join.first))
		return false;
	q->since = (int) (since - q->join.first);
	return true;
}

/* Fills in the columns of one period after the start; both have a value. */
static void
DivergenceAdd(const DivergenceQuestion *q, int slot, ResultRow *row)
{
	const double *price = q->join.window[0].value;
	const double *fundamental = q->join.window[1].value;
	Divergence	d;

	DivergenceMeasure(price[q->since], price[slot], fundamental[q->since],
					  fundamental[slot], &d);
	ResultAddDate(row, true, SeriesJoinDate(&q->join, slot));
	ResultAddNumber(row, true, d.price);
	ResultAddNumber(row, d.has_fundamental, d.fundamental);
	ResultAddNumber(row, d.has_fundamental, d.rerating);
}

/* The last slot up to "until" that both series have; there is "since". */
static int
DivergenceLast(const DivergenceQuestion *q, int64 until)
{
	int			slot = q->join.n - 1;

	if (until < q->join.first + slot)
		slot = (int) (until - q->join.first);
	while (slot > q->since && !DivergenceBoth(q, slot))
		slot--;
	return slot;
}

/* divergence(price, fundamental, since, until) */
PG_FUNCTION_INFO_V1(series_divergence);
Datum
series_divergence(PG_FUNCTION_ARGS)
{
	DivergenceQuestion q;
	int64		since;
	int64		until;
	ResultRow	row = {0};

	for (int i = 0; i < 3; i++)
		if (PG_ARGISNULL(i))
			PG_RETURN_NULL();
	if (!DivergenceOpen(&q, fcinfo))
		PG_RETURN_NULL();
	SeriesSinceUntil(fcinfo, 2, &q.join.periods, &since, &until);
	ResultAddDate(&row, true, SeriesJoinDate(&q.join, q.since));
	DivergenceAdd(&q, DivergenceLast(&q, until), &row);
	return ResultReturn(fcinfo, &row);
}

/* divergence_path(price, fundamental, since): rows to plot */
PG_FUNCTION_INFO_V1(series_divergence_path);
Datum
series_divergence_path(PG_FUNCTION_ARGS)
{
	DivergenceQuestion q;
	ResultRow	row = {0};

	InitMaterializedSRF(fcinfo, 0);
	if (!DivergenceOpen(&q, fcinfo))
		return (Datum) 0;
	for (int i = q.since; i < q.join.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!DivergenceBoth(&q, i))
			continue;
		DivergenceAdd(&q, i, &row);
		ResultStore(fcinfo, &row);
	}
	return (Datum) 0;
}

/* Adds the first day of a period. */
static void
PriceAddPeriod(ResultRow *row, bool known, const SeriesJoin *join,
			   int64 period)
{
	ResultAddDate(row, known,
				  known ? SeriesPeriodDate(&join->periods, period) : 0);
}

/* price_rebound(prices) */
PG_FUNCTION_INFO_V1(series_price_rebound);
Datum
series_price_rebound(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"prices"};
	SeriesJoin	join;
	PriceRebound r;
	int64_t		period = 0;
	ResultRow	row = {0};

	SeriesJoinOpen(&join, fcinfo, 0, names, 1);
	SeriesJoinRequireMeasure(&join, 0, MEASURES_PRICED);
	SeriesJoinCheck(&join, 0, ARGUMENT_NOT_NEGATIVE);
	if (join.n == 0 ||
		!PriceReboundMeasure(&join.window[0], &r, &period))
		PG_RETURN_NULL();
	ResultAddNumber(&row, true, r.max_drawdown);
	PriceAddPeriod(&row, r.has_fall, &join, r.peak);
	ResultAddNumber(&row, r.has_fall, r.peak_price);
	PriceAddPeriod(&row, r.has_fall, &join, r.trough);
	ResultAddNumber(&row, r.has_fall, r.trough_price);
	PriceAddPeriod(&row, true, &join, r.latest);
	ResultAddNumber(&row, true, r.latest_price);
	ResultAddNumber(&row, r.has_fall, r.rebound);
	return ResultReturn(fcinfo, &row);
}
