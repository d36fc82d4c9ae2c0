/*
 * concentration.h
 *	  Indices of concentration of one market, and the change between two.
 *
 * Plain arithmetic without PostgreSQL.  A Market lists what its n entities
 * sell; the invariants are
 *
 *	1. every value is finite and greater than zero (zero totals were dropped,
 *	   negative ones refused);
 *	2. total is the exact sum of what the values were before each was rounded
 *	   to a double, itself rounded once, and finite;
 *	3. n = 0 is an empty market: every index of it is undefined.
 *
 * Functions that return bool return false, and leave *result alone, where the
 * index is undefined (SQL NULL).  Shares are fractions of 1 and squares are of
 * shares, so values near 1e-300 and 1e300 do no harm; a scale such as 10000 is
 * the caller's.
 *
 * No result depends on the order of the entities, to the last bit.  Indices
 * that need no ranks add their terms exactly (fsum.h).  Indices that need them
 * are marked "sorted": their values must be in descending order, as
 * ConcentrationSort leaves them, and that order is the order of summation.
 */
#ifndef RAREEARTH_CONCENTRATION_H
#define RAREEARTH_CONCENTRATION_H

#include <stdbool.h>

/* The largest k that ConcentrationRatio takes from an unsorted market. */
#define CONCENTRATION_MAX_TOP	32

typedef struct Market
{
	int			n;
	const double *value;
	double		total;
} Market;

/*
 * Every index of one market.  relative_entropy and gini_unbiased are
 * undefined, and NaN here, when num_entities is 1; nothing else is ever NaN.
 */
typedef struct MarketReport
{
	double		hhi;
	double		hhi_normalized;
	double		effective_firms;
	double		cr1;
	double		cr4;
	double		shannon_entropy;	/* nats */
	int			num_entities;
	double		total;
	double		relative_entropy;
	double		theil;
	double		rosenbluth;
	double		horvath;
	double		gini;
	double		gini_unbiased;
	double		dominance_kwoka;
	double		dominance_garcia_alba;
	double		dominance_threshold;	/* for gamma = 1 */
} MarketReport;

/* Sorts values greater than zero into descending order, in place. */
extern void ConcentrationSort(double *v, int n);

/* Indices that take the entities in any order. */
extern bool ConcentrationHhi(const Market *m, double *result);
extern bool ConcentrationHhiNormalized(const Market *m, double *result);
extern bool ConcentrationEffectiveFirms(const Market *m, double *result);
extern bool ConcentrationEntropy(const Market *m, double *result);
extern bool ConcentrationRelativeEntropy(const Market *m, double *result);
extern bool ConcentrationTheil(const Market *m, double *result);
extern bool ConcentrationHill(const Market *m, double alpha, double *result);
extern bool ConcentrationGarciaAlba(const Market *m, double *result);
extern bool ConcentrationDominanceThreshold(const Market *m, double gamma,
											double *result);
extern bool ConcentrationRatio(const Market *m, int k, double *result);

/* Indices that take them in descending order. */
extern bool ConcentrationRatioSorted(const Market *sorted, int k,
									 double *result);
extern bool ConcentrationRosenbluth(const Market *sorted, double *result);
extern bool ConcentrationHorvath(const Market *sorted, double *result);
extern bool ConcentrationGini(const Market *sorted, double *result);
extern bool ConcentrationGiniUnbiased(const Market *sorted, double *result);
extern bool ConcentrationKwoka(const Market *sorted, double *result);
extern bool ConcentrationReport(const Market *sorted, MarketReport *report);

#endif							/* RAREEARTH_CONCENTRATION_H */
