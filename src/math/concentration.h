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
 * The indices without a parameter, in the order of market_report.
 *
 * INDEX(name, function, sorted): the column, which is a function of SQL too,
 * and the function here that tells it; sorted says that it asks for a market in
 * descending order.  COLUMN is the same of a column alone, whose function of
 * SQL has parameters.  install/indices.list has them in the same order.
 */
#define CONCENTRATION_REPORT(COLUMN, INDEX) \
	COLUMN(hhi, ConcentrationHhi, false) \
	INDEX(hhi_normalized, ConcentrationHhiNormalized, false) \
	INDEX(effective_firms, ConcentrationEffectiveFirms, false) \
	COLUMN(cr1, ConcentrationLargest, true) \
	COLUMN(cr4, ConcentrationFourLargest, true) \
	COLUMN(shannon_entropy, ConcentrationEntropy, false) \
	INDEX(relative_entropy, ConcentrationRelativeEntropy, false) \
	INDEX(theil, ConcentrationTheil, false) \
	INDEX(rosenbluth, ConcentrationRosenbluth, true) \
	INDEX(horvath, ConcentrationHorvath, true) \
	COLUMN(gini, ConcentrationGini, true) \
	COLUMN(gini_unbiased, ConcentrationGiniUnbiased, true) \
	INDEX(dominance_kwoka, ConcentrationKwoka, true) \
	INDEX(dominance_garcia_alba, ConcentrationGarciaAlba, false) \
	COLUMN(dominance_threshold, ConcentrationThreshold, false)

#define CONCENTRATION_DECLARE(name, function, sorted) \
	extern bool function(const Market *m, double *result);
CONCENTRATION_REPORT(CONCENTRATION_DECLARE, CONCENTRATION_DECLARE)

/* All of them; NaN where one is undefined, and nowhere else. */
#define CONCENTRATION_MEMBER(name, function, sorted)	double name;
typedef struct MarketReport
{
	CONCENTRATION_REPORT(CONCENTRATION_MEMBER, CONCENTRATION_MEMBER)
} MarketReport;

/* Sorts values greater than zero into descending order, in place. */
extern void ConcentrationSort(double *v, int n);

/* Indices with a parameter. */
extern bool ConcentrationHill(const Market *m, double alpha, double *result);
extern bool ConcentrationDominanceThreshold(const Market *m, double gamma,
											double *result);
extern bool ConcentrationRatio(const Market *m, int k, double *result);
extern bool ConcentrationRatioSorted(const Market *sorted, int k,
									 double *result);

extern void ConcentrationReport(const Market *sorted, MarketReport *report);

#endif							/* RAREEARTH_CONCENTRATION_H */
