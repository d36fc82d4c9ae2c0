/*
 * price_geks.c
 *	  Index numbers of many periods that do not drift (GEKS), as an aggregate.
 *
 * Every period is compared with those of the window around it.  What a
 * comparison of two periods told stands in a square of as many rows and
 * columns as the window has periods, at the remainders of their places.
 */
#include "rareearth.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/date.h"

#include "kinds.h"
#include "math/geks.h"
#include "sql/argument.h"
#include "sql/calendar.h"
#include "sql/result.h"
#include "sql/row_types.h"
#include "trade/baskets.h"
#include "trade/trade.h"

#define GEKS_WINDOW		13		/* a year and one month, unless said */

/* The parameters of a state. */
typedef struct GeksParams
{
	int32		method;			/* a PriceMethod */
	int32		window;
	int32		splice;			/* a GeksSplice */
} GeksParams;

/* What the comparison of two periods told; logarithms, NaN where undefined. */
typedef struct GeksPair
{
	double		log[PRICE_SUBJECTS];	/* from the earlier to the later */
	double		matched;
	double		coverage;		/* the smaller one of both periods */
} GeksPair;

/* What is told of a period. */
typedef struct GeksPeriod
{
	int32		day;
	Basket		basket;
	double		matched;		/* least of its comparisons */
	double		coverage;
} GeksPeriod;

/* All periods, and the comparisons of the newest ones. */
typedef struct Geks
{
	GeksParams	params;
	int			n;
	GeksPeriod *period;
	double	   *published[PRICE_SUBJECTS];	/* logarithms by period */
	int			width;			/* periods of a window */
	GeksPair   *pair;			/* width squared */
	double	   *square;			/* logarithms of a window, as geks.h takes them */
} Geks;

/* Reads a word of a list, which ends with NULL; a NULL argument is fallback. */
static int
GeksWord(FunctionCallInfo fcinfo, int arg, const char *name,
		 const char *const *word, const char *allowed, int fallback)
{
	char	   *given;

	if (PG_NARGS() <= arg || PG_ARGISNULL(arg))
		return fallback;
	given = text_to_cstring(PG_GETARG_TEXT_PP(arg));
	for (int i = 0; word[i] != NULL; i++)
		if (strcmp(given, word[i]) == 0)
			return i;
	ArgumentWordError(name, given, allowed);
}

static const char *const geks_methods[] = {"fisher", "tornqvist", NULL};
static const PriceMethod geks_method[] = {PRICE_FISHER, PRICE_TORNQVIST};
static const char *const geks_splices[] = {
	[SPLICE_MEAN] = "mean", [SPLICE_MOVEMENT] = "movement",
	[SPLICE_WINDOW] = "window", [SPLICE_HALF] = "half", [SPLICES] = NULL
};

/* Reads the parameters behind the figures of a row. */
static GeksParams
GeksArguments(FunctionCallInfo fcinfo)
{
	GeksParams	params = {.window = GEKS_WINDOW};

	params.method = geks_method[GeksWord(fcinfo, 5, "method", geks_methods,
										 "fisher or tornqvist", 1)];
	if (PG_NARGS() > 6 && !PG_ARGISNULL(6))
		params.window = ArgumentCount(fcinfo, 6, "window_size", GEKS_MIN_WINDOW,
									  GEKS_MAX_WINDOW);
	params.splice = GeksWord(fcinfo, 7, "splice", geks_splices,
							 "mean, movement, window or half", SPLICE_MEAN);
	return params;
}

/*
 * (period, item, value, quantity [, method [, window, splice]]): a NULL period
 * or value skips the row.
 */
PG_FUNCTION_INFO_V1(price_geks_trans);
Datum
price_geks_trans(PG_FUNCTION_ARGS)
{
	GeksParams	params;
	StateSpec	spec = {.kind = KIND_PRICE_GEKS, .bytes = true, .params = &params};

	if (PG_ARGISNULL(1) || PG_ARGISNULL(3))
		return AggSkip(fcinfo);
	CalendarCheckDate(PG_GETARG_DATEADT(1), "period");
	params = GeksArguments(fcinfo);
	spec.mark = (uint32) (params.window << 8 | params.method << 4 | params.splice);
	return BasketAddRow(fcinfo, spec, PG_GETARG_DATEADT(1), 2);
}

INTEGER_NAME(price_geks_trans, 2);
NUMERIC_VALUES(price_geks_trans, 3, 2);
NUMERIC_VALUES(price_geks_trans_bigint, 3, 2);

/* Are the parameters of a state those that arguments can be? */
bool
GeksParamsAreValid(const void *params)
{
	const GeksParams *geks = (const GeksParams *) params;

	return (geks->method == PRICE_FISHER || geks->method == PRICE_TORNQVIST) &&
		geks->window >= GEKS_MIN_WINDOW && geks->window <= GEKS_MAX_WINDOW &&
		geks->splice >= 0 && geks->splice < SPLICES;
}

/* Those as text. */
char *
GeksParamsText(const void *params)
{
	const GeksParams *geks = (const GeksParams *) params;

	return psprintf("%s, %d, %s",
					geks->method == PRICE_FISHER ? "fisher" : "tornqvist",
					geks->window, geks_splices[geks->splice]);
}

/* Are the keys of a state those of price_geks? */
bool
GeksKeysAreValid(const SumsView *view, const void *params)
{
	return BasketDaysAreValid(view);
}

/* Reads the periods that have a price. */
static void
GeksRead(Geks *geks, const SumsView *view)
{
	uint32		at = 0;
	int			room = 0;

	while (at < view->n)
	{
		GeksPeriod *period;

		if (geks->n == room)
		{
			room = room == 0 ? 64 : room * 2;
			geks->period = geks->period == NULL ?
				palloc_array(GeksPeriod, room) :
				repalloc_array(geks->period, GeksPeriod, room);
		}
		period = &geks->period[geks->n];
		memset(period, 0, sizeof(GeksPeriod));
		period->day = FigurePeriod(PairRead(view, at, FIGURE_SIZE));
		period->matched = period->coverage = NAN;
		at = BasketRead(&period->basket, view, at);
		geks->n += period->basket.n > 0;
	}
}

/* The comparison of two periods of one window. */
static GeksPair *
GeksPairOf(const Geks *geks, int i, int j)
{
	return &geks->pair[(i % geks->width) * geks->width + j % geks->width];
}

/* Lowers what is told of a period to one of its comparisons. */
static void
GeksLower(GeksPeriod *period, const GeksPair *pair)
{
	period->matched = fmin(period->matched, pair->matched);
	period->coverage = fmin(period->coverage, pair->coverage);
}

/* Compares two periods, the earlier one first. */
static void
GeksCompare(Geks *geks, int i, int j)
{
	GeksPair   *pair = GeksPairOf(geks, i, j);
	double		total[PRICE_SUMS];

	BasketsCompare(&geks->period[i].basket, &geks->period[j].basket, total);
	pair->matched = total[SUM_MATCHED];
	pair->coverage = NAN;
	for (int k = 0; k < 2; k++)
	{
		double		coverage;

		if (PriceCoverage(total, k, &coverage))
			pair->coverage = fmin(pair->coverage, coverage);
	}
	for (int k = 0; k < PRICE_SUBJECTS; k++)
	{
		double		index;

		pair->log[k] = NAN;
		if (PriceIndex(total, (PriceSubject) k,
					   (PriceMethod) geks->params.method, &index) && index > 0)
			pair->log[k] = log(index);
		if (isinf(pair->log[k]))
			ResultRangeError("index of prices or quantities", NULL);
	}
	GeksLower(&geks->period[j], pair);
}

/* Puts the logarithms of the window that starts at first into the square. */
static void
GeksSquare(Geks *geks, int first, int subject)
{
	int			n = geks->width;

	for (int i = 0; i < n; i++)
	{
		geks->square[i * n + i] = 0;
		for (int j = i + 1; j < n; j++)
		{
			double		log = GeksPairOf(geks, first + i, first + j)->log[subject];

			geks->square[i * n + j] = log;
			geks->square[j * n + i] = -log;
		}
	}
}

/* Publishes the first window, then period by period as the window rolls on. */
static void
GeksPublish(Geks *geks)
{
	int			n = geks->width;

	for (int j = 1; j < n; j++)
		for (int i = 0; i < j; i++)
		{
			GeksCompare(geks, i, j);
			GeksLower(&geks->period[i], GeksPairOf(geks, i, j));
		}
	for (int k = 0; k < PRICE_SUBJECTS; k++)
	{
		GeksSquare(geks, 0, k);
		for (int t = 0; t < n; t++)
			geks->published[k][t] = GeksBetween(geks->square, n, 0, t);
	}
	for (int t = n; t < geks->n; t++)
	{
		int			first = t - n + 1;

		for (int i = first; i < t; i++)
			GeksCompare(geks, i, t);
		for (int k = 0; k < PRICE_SUBJECTS; k++)
		{
			CHECK_FOR_INTERRUPTS();
			GeksSquare(geks, first, k);
			geks->published[k][t] = GeksLink((GeksSplice) geks->params.splice,
											 geks->published[k] + first,
											 geks->square, n);
		}
	}
}

/* The rows of price_geks_report, as an array. */
static Datum
GeksReport(FunctionCallInfo fcinfo, const Geks *geks)
{
	ArrayBuildState *rows = NULL;

	for (int t = 0; t < geks->n; t++)
	{
		const GeksPeriod *period = &geks->period[t];
		ResultRow	row = {0};

		ResultAddDate(&row, true, period->day);
		for (int k = 0; k < PRICE_SUBJECTS; k++)
			ResultAddNumber(&row, !isnan(geks->published[k][t]),
							exp(geks->published[k][t]));
		ResultAddCount(&row, true, period->basket.n);
		ResultAddCount(&row, !isnan(period->matched),
					   isnan(period->matched) ? 0 : (int64) period->matched);
		ResultAddNumber(&row, !isnan(period->coverage), period->coverage);
		rows = ResultCollect(fcinfo, rows, &row);
	}
	return ResultCollected(rows);
}

PG_FUNCTION_INFO_V1(price_geks_final);
Datum
price_geks_final(PG_FUNCTION_ARGS)
{
	Geks		geks = {.n = 0};
	SumsView	view;

	geks.params = *(const GeksParams *) AggOpen(&view, fcinfo, KIND_PRICE_GEKS,
												VIEW_SORTED);
	GeksRead(&geks, &view);
	if (geks.n == 0)
		PG_RETURN_NULL();
	geks.width = Min(geks.params.window, geks.n);
	geks.pair = palloc_array(GeksPair, geks.width * geks.width);
	geks.square = palloc_array(double, geks.width * geks.width);
	for (int k = 0; k < PRICE_SUBJECTS; k++)
		geks.published[k] = palloc_array(double, geks.n);
	GeksPublish(&geks);
	return GeksReport(fcinfo, &geks);
}
