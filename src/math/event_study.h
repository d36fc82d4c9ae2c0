/*
 * event_study.h
 *	  Share prices: market model, abnormal returns, divergence, rebound.
 *
 * Returns that come in are finite.  This file knows nothing of PostgreSQL.
 */
#ifndef RAREEARTH_EVENT_STUDY_H
#define RAREEARTH_EVENT_STUDY_H

#include <stdbool.h>

#include "math/series_window.h"

/* Fewer returns than this leave no degree of freedom. */
#define MARKET_MODEL_LEAST	3

/* stock = alpha + beta * market, by least squares over n returns. */
typedef struct MarketModel
{
	int			n;
	double		alpha;
	double		beta;
	double		sigma;			/* of the residuals, n - 2 degrees of freedom */
	double		r_squared;
	bool		has_r_squared;	/* false for a stock that never moved */
	double		market_mean;
	double		market_sxx;		/* sum of squares around the mean */
} MarketModel;

/* What the stock did in an event window beyond what the market explains. */
typedef struct AbnormalReturns
{
	int			n;				/* 0: nothing else is known */
	double		car;			/* cumulative abnormal return */
	double		se_simple;		/* as if alpha and beta were known */
	double		se_exact;		/* with their estimation error */
} AbnormalReturns;

/*
 * The mean over shares of their cumulative abnormal returns, with three tests;
 * each has an error, and so a test, where it can be told.
 */
typedef struct MeanAbnormal
{
	int			n;				/* shares; 0: nothing else is known */
	int			positive;		/* of them with a return above zero */
	double		car;
	bool		has_z;
	double		se;				/* from the errors of the shares */
	double		z;
	double		p;
	bool		has_cross;
	double		cross_se;		/* from how far the shares differ */
	double		cross_t;
	double		cross_p;
	bool		has_standardized;
	double		standardized;	/* mean of car / se */
	double		standardized_t;
	double		standardized_p;
	double		sign_p;
} MeanAbnormal;

/* Changes in logarithms; the fundamental's is there when it has one. */
typedef struct Divergence
{
	double		price;
	double		fundamental;
	double		rerating;
	bool		has_fundamental;	/* and rerating */
} Divergence;

typedef struct PriceRebound
{
	bool		has_prices;
	bool		has_fall;		/* has peak, trough and rebound */
	double		max_drawdown;
	int64_t		peak;			/* period indexes */
	int64_t		trough;
	int64_t		latest;
	double		peak_price;
	double		trough_price;
	double		latest_price;
	double		rebound;		/* part of the fall regained */
} PriceRebound;

extern bool MarketModelFit(const double *stock, const double *market, int n,
						   MarketModel *model);
extern double MarketModelExpected(const MarketModel *model, double market);
extern double MarketModelAbnormal(const MarketModel *model, double stock,
								  double market);
extern void MarketModelEvent(const MarketModel *model, const double *stock,
							 const double *market, int n,
							 AbnormalReturns *abnormal);
extern void MeanAbnormalMeasure(double *car, const double *se, int n,
								MeanAbnormal *mean);
extern double LogChange(double before, double after);
extern void DivergenceMeasure(double price_before, double price_after,
							  double fundamental_before,
							  double fundamental_after, Divergence *d);
extern bool PriceReboundMeasure(const SeriesWindow *window, PriceRebound *r,
								int64_t *error_period);

#endif							/* RAREEARTH_EVENT_STUDY_H */
