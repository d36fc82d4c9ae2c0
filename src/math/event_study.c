/*
 * event_study.c
 *	  Share prices: market model, abnormal returns, divergence, rebound.
 *
 * The market model and its tests are those of MacKinlay 1997, section 4.  The
 * abnormal return of an event period is the stock's return less alpha + beta
 * times the market's.  With L returns behind the model and X* the rows
 * (1, market) of the event window, the abnormal returns have the covariance
 * sigma^2 (I + X* (X'X)^-1 X*'); summed over n periods that is
 *
 *		sigma^2 (n + n^2 / L + (sum of (market - mean))^2 / Sxx),
 *
 * of which the first term alone is the simple variance.
 *
 * This file knows nothing of PostgreSQL.
 */
#include <math.h>
#include <string.h>

#include "math/drawdown.h"
#include "math/event_study.h"
#include "math/fsum.h"
#include "math/near.h"
#include "math/student.h"

#define SIGN_TEST_EXACT		1000	/* shares */

static double
Mean(const double *x, int n)
{
	FSum		sum;

	FSumInit(&sum);
	for (int i = 0; i < n; i++)
		FSumAdd(&sum, x[i]);
	return FSumValue(&sum) / n;
}

/* The sum of products of deviations from two means. */
static double
Covariation(const double *x, double xmean, const double *y, double ymean,
			int n)
{
	FSum		sum;

	FSumInit(&sum);
	for (int i = 0; i < n; i++)
		FSumAdd(&sum, (x[i] - xmean) * (y[i] - ymean));
	return FSumValue(&sum);
}

/* Are all returns the same?  Their deviations would be rounding errors. */
static bool
IsConstant(const double *x, int n)
{
	for (int i = 1; i < n; i++)
		if (!RatiosNear(x[i], x[0]))
			return false;
	return true;
}

/* Fits the model; false for too few returns or a market that never moved. */
bool
MarketModelFit(const double *stock, const double *market, int n,
			   MarketModel *model)
{
	double		stock_mean;
	double		syy;
	FSum		squares;

	memset(model, 0, sizeof(*model));
	if (n < MARKET_MODEL_LEAST || IsConstant(market, n))
		return false;
	model->n = n;
	model->market_mean = Mean(market, n);
	stock_mean = Mean(stock, n);
	model->market_sxx = Covariation(market, model->market_mean, market,
									model->market_mean, n);
	model->beta = Covariation(market, model->market_mean, stock, stock_mean,
							  n) / model->market_sxx;
	model->alpha = stock_mean - model->beta * model->market_mean;
	FSumInit(&squares);
	for (int i = 0; i < n; i++)
	{
		double		residual = MarketModelAbnormal(model, stock[i], market[i]);

		FSumAdd(&squares, residual * residual);
	}
	model->sigma = sqrt(FSumValue(&squares) / (n - 2));
	syy = Covariation(stock, stock_mean, stock, stock_mean, n);
	model->has_r_squared = !IsConstant(stock, n);
	if (model->has_r_squared)
		model->r_squared = 1 - FSumValue(&squares) / syy;
	return true;
}

/* The return the model expects in a period. */
double
MarketModelExpected(const MarketModel *model, double market)
{
	return model->alpha + model->beta * market;
}

/* The return beyond what the model expects; zero but for rounding is zero. */
double
MarketModelAbnormal(const MarketModel *model, double stock, double market)
{
	double		expected = MarketModelExpected(model, market);

	return RatiosNear(stock, expected) ? 0 : stock - expected;
}

/* Adds the abnormal returns of an event window up. */
void
MarketModelEvent(const MarketModel *model, const double *stock,
				 const double *market, int n, AbnormalReturns *abnormal)
{
	FSum		car;
	FSum		deviation;
	double		off;

	memset(abnormal, 0, sizeof(*abnormal));
	abnormal->n = n;
	if (n == 0)
		return;
	FSumInit(&car);
	FSumInit(&deviation);
	for (int i = 0; i < n; i++)
	{
		FSumAdd(&car, MarketModelAbnormal(model, stock[i], market[i]));
		FSumAdd(&deviation, market[i] - model->market_mean);
	}
	off = FSumValue(&deviation);
	abnormal->car = FSumValue(&car);
	abnormal->se_simple = model->sigma * sqrt(n);
	abnormal->se_exact = model->sigma *
		sqrt(n + (double) n * n / model->n + off * off / model->market_sxx);
}

/* Mean and standard error of numbers, from how far they differ. */
static bool
MeanWithError(const double *x, int n, double *mean, double *se)
{
	*mean = Mean(x, n);
	if (n < 2 || IsConstant(x, n))
		return false;
	*se = sqrt(Covariation(x, *mean, x, *mean, n) / (n - 1) / n);
	return *se > 0;
}

/*
 * Probability that of n fair coins as few or as many, or fewer or more, show
 * heads as k do: the sign test, both sides.
 */
static double
SignProbability(int k, int n)
{
	int			least = k < n - k ? k : n - k;
	double		ways = 1;
	double		p = 0;

	for (int i = 0; i <= least; i++)
	{
		/* exact while doubles hold the numbers of ways, then by logarithms */
		if (n > SIGN_TEST_EXACT)
			ways = exp(lgamma(n + 1.0) - lgamma(i + 1.0) -
					   lgamma(n - i + 1.0) - (n - 1) * log(2));
		else if (i > 0)
			ways = ways * (n - i + 1) / i;
		p += ways;
	}
	if (n <= SIGN_TEST_EXACT)
		p = ldexp(p, 1 - n);
	return p < 1 ? p : 1;
}

/*
 * The mean of cumulative abnormal returns over n shares; se is the error of
 * each.  Three tests: by these errors, as if shares were independent (MacKinlay
 * 1997, section 4); by how far the shares differ (Brown and Warner 1985); and
 * by how far the returns in units of their errors differ, which an event that
 * raises the variance does not mislead (Boehmer, Musumeci and Poulsen 1991).
 * car is changed to these.
 */
void
MeanAbnormalMeasure(double *car, const double *se, int n, MeanAbnormal *mean)
{
	FSum		variance;
	double		error;
	int			moved = 0;
	bool		all_have_se = true;

	memset(mean, 0, sizeof(*mean));
	mean->n = n;
	if (n == 0)
		return;
	FSumInit(&variance);
	for (int i = 0; i < n; i++)
	{
		FSumAdd(&variance, se[i] * se[i]);
		all_have_se &= se[i] > 0;
		mean->positive += car[i] > 0;
		moved += car[i] != 0;
	}
	mean->has_cross = MeanWithError(car, n, &mean->car, &mean->cross_se);
	if (mean->has_cross)
	{
		mean->cross_t = mean->car / mean->cross_se;
		mean->cross_p = 2 * StudentTail(fabs(mean->cross_t), n - 1);
	}
	mean->se = sqrt(FSumValue(&variance)) / n;
	mean->has_z = mean->se > 0;
	if (mean->has_z)
	{
		mean->z = mean->car / mean->se;
		mean->p = erfc(fabs(mean->z) / sqrt(2));
	}
	mean->sign_p = SignProbability(mean->positive, moved);
	if (!all_have_se)
		return;
	for (int i = 0; i < n; i++)
		car[i] /= se[i];
	mean->has_standardized = MeanWithError(car, n, &mean->standardized, &error);
	if (mean->has_standardized)
	{
		mean->standardized_t = mean->standardized / error;
		mean->standardized_p = 2 * StudentTail(fabs(mean->standardized_t), n - 1);
	}
}

/* The change of a positive number, in logarithms. */
double
LogChange(double before, double after)
{
	if (LevelsNear(before, after))
		return 0;
	/* near 1 the difference is exact; far off, the ratio could overflow */
	if (after > before / 2 && after < before * 2)
		return log1p((after - before) / before);
	return log(after) - log(before);
}

/* Price against fundamental; both prices are above zero. */
void
DivergenceMeasure(double price_before, double price_after,
				  double fundamental_before, double fundamental_after,
				  Divergence *d)
{
	memset(d, 0, sizeof(*d));
	d->price = LogChange(price_before, price_after);
	d->has_fundamental = fundamental_before > 0 && fundamental_after > 0;
	if (d->has_fundamental)
	{
		d->fundamental = LogChange(fundamental_before, fundamental_after);
		d->rerating = RatiosNear(d->price, d->fundamental) ? 0 :
			d->price - d->fundamental;
	}
}

/*
 * The deepest fall of a price and how much of it the latest price regained;
 * false for a negative price, whose period is told.
 */
bool
PriceReboundMeasure(const SeriesWindow *window, PriceRebound *r,
					int64_t *error_period)
{
	DrawdownSummary s;
	int			lo;
	int			hi;

	memset(r, 0, sizeof(*r));
	if (DrawdownSummarize(window, SERIES_GAPS_MISSING, &s,
						  error_period) != DRAWDOWN_OK)
		return false;
	r->has_prices = SeriesWindowSpan(window, &lo, &hi);
	if (!r->has_prices)
		return true;
	r->max_drawdown = s.max_drawdown;
	r->latest = window->first + hi;
	r->latest_price = window->value[hi];
	r->has_fall = s.has_deepest;
	if (r->has_fall)
	{
		r->peak = s.deepest.start;
		r->trough = s.deepest.turn;
		r->peak_price = s.deepest.start_value;
		r->trough_price = s.deepest.turn_value;
		r->rebound = LevelsNear(r->latest_price, r->peak_price) ? 1 :
			LevelDifference(r->latest_price, r->trough_price) /
			(r->peak_price - r->trough_price);
	}
	return true;
}
