/*
 * concentration.c
 *	  Indices of concentration of one market.
 *
 * Each index is a sum over entities, then a short formula on the sum.  The
 * term and the formula are written once, as small static functions, and used
 * by the function of the index and by ConcentrationReport, so that both return
 * the same bits.
 *
 * Sources: Herfindahl 1950, Hirschman 1945 (hhi); Adelman 1969 (effective
 * firms); Shannon 1948, Theil 1967 (entropy); Hill 1973, Hannah and Kay 1977
 * (hill); Rosenbluth 1955, Hall and Tideman 1967 (rosenbluth); Horvath 1970
 * (horvath); Kwoka 1977, Garcia Alba 1994, Melnik, Shy and Stenbacka 2008
 * (dominance).
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "math/concentration.h"
#include "math/fsum.h"

/* Below this many values insertion is the fastest sort. */
#define SORT_INSERTION	24
#define SORT_MAX_BUCKETS	1024

/* Terms that are added up at once. */
#define TERMS			256

/*
 * A compensated sum of terms that arrive in a fixed order (Neumaier 1974).
 * Cheaper than an FSum, and as repeatable once the order is.
 */
typedef struct SortedSum
{
	double		hi;
	double		lo;
} SortedSum;

/* Adds x to the sum. */
static inline void
SortedSumAdd(SortedSum *sum, double x)
{
	sum->lo += FSumTwoSum(&sum->hi, x);
}

/* The sum. */
static inline double
SortedSumValue(const SortedSum *sum)
{
	return sum->hi + sum->lo;
}

/* x held between low and high, where rounding may have pushed it out. */
static inline double
Clamp(double x, double low, double high)
{
	return x < low ? low : x > high ? high : x;
}

/*
 * Sorting.  The bits of a positive double, read as an integer, are ordered as
 * the double is.  A pass spreads the values over equal steps of those integers
 * between the smallest and the largest present, in place, and sorts what falls
 * together in the same way.  Steps of bits are nearly steps of the logarithm,
 * which suits trade values: one pass leaves a few values per bucket.  Each
 * pass narrows the range by at least 2^8, so eight levels sort anything and
 * the cost is linear whatever the values.
 */

/* The bits of x. */
static inline uint64_t
SortBits(double x)
{
	uint64_t	bits;

	memcpy(&bits, &x, sizeof(bits));
	return bits;
}

/* Sorts a few values into descending order. */
static void
SortInsertion(double *v, int n)
{
	for (int i = 1; i < n; i++)
	{
		double		x = v[i];
		int			j = i;

		for (; j > 0 && v[j - 1] < x; j--)
			v[j] = v[j - 1];
		v[j] = x;
	}
}

/* The shift that maps 0..width onto 0..nbuckets-1. */
static int
SortShift(uint64_t width, int nbuckets)
{
	int			shift = 0;

	while ((width >> shift) >= (uint64_t) nbuckets)
		shift++;
	return shift;
}

/* Moves every value of v into its bucket; bucket b ends before end[b]. */
static void
SortDistribute(double *v, const int *end, int *next, int nbuckets,
			   uint64_t top, int shift)
{
	for (int b = 0; b < nbuckets; b++)
	{
		while (next[b] < end[b])
		{
			double		x = v[next[b]];
			int			to = (int) ((top - SortBits(x)) >> shift);

			while (to != b)
			{
				double		other = v[next[to]];

				v[next[to]++] = x;
				x = other;
				to = (int) ((top - SortBits(x)) >> shift);
			}
			v[next[b]++] = x;
		}
	}
}

/* Sorts values greater than zero into descending order, in place. */
void
ConcentrationSort(double *v, int n)
{
	int			end[SORT_MAX_BUCKETS];
	int			next[SORT_MAX_BUCKETS];
	int			nbuckets = n < 512 ? 256 : SORT_MAX_BUCKETS;
	double		low;
	double		high;
	uint64_t	top;
	int			shift;
	int			start = 0;

	if (n <= SORT_INSERTION)
	{
		SortInsertion(v, n);
		return;
	}
	low = high = v[0];
	for (int i = 1; i < n; i++)
	{
		low = v[i] < low ? v[i] : low;
		high = v[i] > high ? v[i] : high;
	}
	if (low == high)
		return;
	top = SortBits(high);
	shift = SortShift(top - SortBits(low), nbuckets);

	memset(end, 0, sizeof(int) * nbuckets);
	for (int i = 0; i < n; i++)
		end[(top - SortBits(v[i])) >> shift]++;
	for (int b = 0; b < nbuckets; b++)
	{
		next[b] = start;
		start = end[b] += start;
	}
	SortDistribute(v, end, next, nbuckets, top, shift);

	/* With no bits left below the step, a bucket holds equal values. */
	if (shift == 0)
		return;
	start = 0;
	for (int b = 0; b < nbuckets; b++)
	{
		if (end[b] - start <= SORT_INSERTION)
			SortInsertion(v + start, end[b] - start);
		else
			ConcentrationSort(v + start, end[b] - start);
		start = end[b];
	}
}

/* Share of entity i. */
static inline double
Share(const Market *m, int i)
{
	return m->value[i] / m->total;
}

/* Term of the entropy; 0 for a share too small to be told from 0. */
static inline double
EntropyTerm(double share)
{
	return share > 0 ? -share * log(share) : 0;
}

/* Term of the Horvath index for all but the largest share. */
static inline double
HorvathTerm(double share)
{
	return share * share * (2 - share);
}

/* Hhi moved to the range 0..1; 1 for a monopoly, the limit of a duopoly. */
static double
HhiNormalized(double hhi, int n)
{
	double		least = 1.0 / n;

	if (n == 1)
		return 1;
	return Clamp((hhi - least) / (1 - least), 0, 1);
}

/* Share of the first k entities in the total; sorted. */
static double
LeadersShare(const Market *sorted, int k)
{
	FSum		sum;

	FSumInit(&sum);
	for (int i = 0; i < k; i++)
		FSumAdd(&sum, sorted->value[i]);
	return Clamp(FSumValue(&sum) / sorted->total, 0, 1);
}

/* Gini from the sum of rank times share, largest first. */
static double
GiniOfRanks(const Market *sorted, double ranks)
{
	double		n = sorted->n;

	if (sorted->value[0] == sorted->value[sorted->n - 1])
		return 0;
	return Clamp((n + 1 - 2 * ranks) / n, 0, 1 - 1 / n);
}

/* Share above which the leader dominates, from the two largest shares. */
static double
DominanceThreshold(double first, double second, double gamma)
{
	return 0.5 * (1 - gamma * (first * first - second * second));
}

/* Exact sum of the squares of the shares. */
bool
ConcentrationHhi(const Market *m, double *result)
{
	FSum		squares;

	if (m->n == 0)
		return false;
	FSumInit(&squares);
	for (int start = 0; start < m->n; start += TERMS)
	{
		double		term[TERMS];
		int			n = m->n - start < TERMS ? m->n - start : TERMS;

		for (int i = 0; i < n; i++)
		{
			double		share = Share(m, start + i);

			term[i] = share * share;
		}
		FSumAddArray(&squares, term, n);
	}
	*result = FSumValue(&squares);
	return true;
}

/* Hhi with the number of entities taken out: 0 for equals, 1 for one. */
bool
ConcentrationHhiNormalized(const Market *m, double *result)
{
	double		hhi;

	if (!ConcentrationHhi(m, &hhi))
		return false;
	*result = HhiNormalized(hhi, m->n);
	return true;
}

/* How many entities of equal size would have the same hhi. */
bool
ConcentrationEffectiveFirms(const Market *m, double *result)
{
	double		hhi;

	if (!ConcentrationHhi(m, &hhi))
		return false;
	*result = 1 / hhi;
	return true;
}

/* Shannon entropy of the shares in nats; divide by log(base) for a base. */
bool
ConcentrationEntropy(const Market *m, double *result)
{
	FSum		terms;

	if (m->n == 0)
		return false;
	FSumInit(&terms);
	for (int i = 0; i < m->n; i++)
		FSumAdd(&terms, EntropyTerm(Share(m, i)));
	/* Adding 0 turns the -0 of a monopoly into 0. */
	*result = FSumValue(&terms) + 0.0;
	return true;
}

/* Entropy over its maximum; undefined for a single entity. */
bool
ConcentrationRelativeEntropy(const Market *m, double *result)
{
	double		entropy;

	if (m->n < 2 || !ConcentrationEntropy(m, &entropy))
		return false;
	*result = Clamp(entropy / log(m->n), 0, 1);
	return true;
}

/* Theil's T: what the entropy lacks to its maximum. */
bool
ConcentrationTheil(const Market *m, double *result)
{
	double		entropy;

	if (!ConcentrationEntropy(m, &entropy))
		return false;
	*result = Clamp(log(m->n) - entropy, 0, log(m->n));
	return true;
}

/*
 * Logarithm of the Hill number for alpha near 1, where the plain formula
 * divides two vanishing numbers: sum s^alpha = 1 + sum s (s^(alpha-1) - 1).
 */
static double
HillLogNearOne(const Market *m, double alpha)
{
	FSum		excess;

	FSumInit(&excess);
	for (int i = 0; i < m->n; i++)
	{
		double		share = Share(m, i);

		if (share > 0)
			FSumAdd(&excess, share * expm1((alpha - 1) * log(share)));
	}
	return log1p(FSumValue(&excess)) / (1 - alpha);
}

/*
 * Logarithm of the Hill number for alpha away from 1.  Values are divided by
 * the largest before they are raised, so the sum is between 1 and n.
 */
static double
HillLog(const Market *m, double largest, double alpha)
{
	FSum		powers;

	FSumInit(&powers);
	for (int i = 0; i < m->n; i++)
		FSumAdd(&powers, pow(m->value[i] / largest, alpha));
	/* Written so that alpha * log(share) cannot overflow. */
	return log(FSumValue(&powers)) / (1 - alpha) +
		log(largest / m->total) * (alpha / (1 - alpha));
}

/*
 * Hill number of order alpha (Hannah-Kay numbers equivalent), alpha >= 0 or
 * infinite; undefined for alpha below 0 or NaN, which the caller refuses.
 */
bool
ConcentrationHill(const Market *m, double alpha, double *result)
{
	double		largest = 0;
	double		logarithm;

	if (m->n == 0 || !(alpha >= 0))
		return false;
	for (int i = 0; i < m->n; i++)
		largest = m->value[i] > largest ? m->value[i] : largest;

	if (alpha == 0)
		*result = m->n;
	else if (isinf(alpha))
		*result = m->total / largest;
	else
	{
		if (alpha == 1)
			ConcentrationEntropy(m, &logarithm);
		else if (fabs(alpha - 1) < 0.1)
			logarithm = HillLogNearOne(m, alpha);
		else
			logarithm = HillLog(m, largest, alpha);
		*result = Clamp(exp(logarithm), 1, m->n);
	}
	return true;
}

/* Garcia Alba's dominance: the hhi of the contributions to the hhi. */
bool
ConcentrationGarciaAlba(const Market *m, double *result)
{
	FSum		fourths;
	double		hhi;

	if (!ConcentrationHhi(m, &hhi))
		return false;
	FSumInit(&fourths);
	for (int i = 0; i < m->n; i++)
	{
		double		square = Share(m, i) * Share(m, i);

		FSumAdd(&fourths, square * square);
	}
	*result = FSumValue(&fourths) / hhi / hhi;
	return true;
}

/* Share from which the largest entity dominates; gamma is the barrier. */
bool
ConcentrationDominanceThreshold(const Market *m, double gamma, double *result)
{
	double		first = 0;
	double		second = 0;

	if (m->n == 0)
		return false;
	for (int i = 0; i < m->n; i++)
	{
		double		value = m->value[i];

		if (value > first)
		{
			second = first;
			first = value;
		}
		else if (value > second)
			second = value;
	}
	*result = DominanceThreshold(first / m->total, second / m->total, gamma);
	return true;
}

/* The same without a barrier. */
bool
ConcentrationThreshold(const Market *m, double *result)
{
	return ConcentrationDominanceThreshold(m, 1, result);
}

/*
 * Share of the k largest entities, for k from 1 to CONCENTRATION_MAX_TOP or
 * for k >= n.  Keeps the k largest so far in descending order; nearly every
 * value is smaller than the last of them and costs one comparison.
 */
bool
ConcentrationRatio(const Market *m, int k, double *result)
{
	double		top[CONCENTRATION_MAX_TOP];
	Market		leaders = {0, top, m->total};

	if (m->n == 0 || k < 1)
		return false;
	if (k >= m->n)
	{
		*result = 1;
		return true;
	}
	if (k > CONCENTRATION_MAX_TOP)
		return false;
	for (int i = 0; i < m->n; i++)
	{
		double		value = m->value[i];
		int			j;

		if (leaders.n == k && value <= top[k - 1])
			continue;
		if (leaders.n < k)
			leaders.n++;
		for (j = leaders.n - 1; j > 0 && top[j - 1] < value; j--)
			top[j] = top[j - 1];
		top[j] = value;
	}
	*result = LeadersShare(&leaders, k);
	return true;
}

/* Share of the first k entities; sorted.  k beyond n takes them all. */
bool
ConcentrationRatioSorted(const Market *sorted, int k, double *result)
{
	if (sorted->n == 0 || k < 1)
		return false;
	/* all of the total as it was given, not of its parts as rounded */
	*result = k >= sorted->n ? 1 : LeadersShare(sorted, k);
	return true;
}

/* Share of the largest entity; sorted. */
bool
ConcentrationLargest(const Market *sorted, double *result)
{
	return ConcentrationRatioSorted(sorted, 1, result);
}

/* Share of the four largest; sorted. */
bool
ConcentrationFourLargest(const Market *sorted, double *result)
{
	return ConcentrationRatioSorted(sorted, 4, result);
}

/* Sum of rank times share, the largest with rank 1; sorted. */
static double
RankSum(const Market *sorted)
{
	SortedSum	ranks = {0, 0};

	for (int i = 0; i < sorted->n; i++)
		SortedSumAdd(&ranks, (i + 1.0) * Share(sorted, i));
	return SortedSumValue(&ranks);
}

/* Rosenbluth (Hall-Tideman) index; sorted. */
bool
ConcentrationRosenbluth(const Market *sorted, double *result)
{
	if (sorted->n == 0)
		return false;
	*result = 1 / (2 * RankSum(sorted) - 1);
	return true;
}

/* Horvath's comprehensive index; sorted. */
bool
ConcentrationHorvath(const Market *sorted, double *result)
{
	SortedSum	sum = {0, 0};

	if (sorted->n == 0)
		return false;
	SortedSumAdd(&sum, Share(sorted, 0));
	for (int i = 1; i < sorted->n; i++)
		SortedSumAdd(&sum, HorvathTerm(Share(sorted, i)));
	*result = SortedSumValue(&sum);
	return true;
}

/* Gini coefficient among the entities present, at most 1 - 1/n; sorted. */
bool
ConcentrationGini(const Market *sorted, double *result)
{
	if (sorted->n == 0)
		return false;
	*result = GiniOfRanks(sorted, RankSum(sorted));
	return true;
}

/* Gini times n / (n - 1); sorted.  Undefined for a single entity. */
bool
ConcentrationGiniUnbiased(const Market *sorted, double *result)
{
	double		gini;
	double		n = sorted->n;

	if (sorted->n < 2 || !ConcentrationGini(sorted, &gini))
		return false;
	*result = gini * (n / (n - 1));
	return true;
}

/* Kwoka's dominance: squared gaps between neighbours in rank; sorted. */
bool
ConcentrationKwoka(const Market *sorted, double *result)
{
	SortedSum	gaps = {0, 0};

	if (sorted->n == 0)
		return false;
	if (sorted->n == 1)
	{
		*result = 1;
		return true;
	}
	for (int i = 1; i < sorted->n; i++)
	{
		double		gap = Share(sorted, i - 1) - Share(sorted, i);

		SortedSumAdd(&gaps, gap * gap);
	}
	*result = SortedSumValue(&gaps);
	return true;
}

/* The sums over entities that the report needs. */
typedef struct ReportSums
{
	FSum		squares;
	FSum		fourths;
	FSum		entropy;
	SortedSum	ranks;
	SortedSum	horvath;
	SortedSum	gaps;
} ReportSums;

/* Fills the sums in one pass; sorted and not empty. */
static void
ReportSumsFill(const Market *sorted, ReportSums *sums)
{
	double		before = Share(sorted, 0);

	memset(sums, 0, sizeof(*sums));
	SortedSumAdd(&sums->horvath, before);
	for (int i = 0; i < sorted->n; i++)
	{
		double		share = Share(sorted, i);
		double		square = share * share;
		double		gap = before - share;

		FSumAdd(&sums->squares, square);
		FSumAdd(&sums->fourths, square * square);
		FSumAdd(&sums->entropy, EntropyTerm(share));
		SortedSumAdd(&sums->ranks, (i + 1.0) * share);
		if (i > 0)
			SortedSumAdd(&sums->horvath, HorvathTerm(share));
		SortedSumAdd(&sums->gaps, gap * gap);
		before = share;
	}
}

/* Fills what one pass over the entities tells; sorted and not empty. */
static void
ReportFill(const Market *sorted, MarketReport *report)
{
	ReportSums	sums;
	int			n = sorted->n;
	double		most = log(n);
	double		ranks;

	ReportSumsFill(sorted, &sums);
	ranks = SortedSumValue(&sums.ranks);
	report->hhi = FSumValue(&sums.squares);
	report->hhi_normalized = HhiNormalized(report->hhi, n);
	report->effective_firms = 1 / report->hhi;
	report->shannon_entropy = FSumValue(&sums.entropy) + 0.0;
	if (n > 1)
		report->relative_entropy = Clamp(report->shannon_entropy / most, 0, 1);
	report->theil = Clamp(most - report->shannon_entropy, 0, most);
	report->rosenbluth = 1 / (2 * ranks - 1);
	report->horvath = SortedSumValue(&sums.horvath);
	report->gini = GiniOfRanks(sorted, ranks);
	if (n > 1)
		report->gini_unbiased = report->gini * (n / (n - 1.0));
	report->dominance_kwoka = n > 1 ? SortedSumValue(&sums.gaps) : 1;
	report->dominance_garcia_alba =
		FSumValue(&sums.fourths) / report->hhi / report->hhi;
	report->dominance_threshold =
		DominanceThreshold(Share(sorted, 0), n > 1 ? Share(sorted, 1) : 0, 1);
}

#define REPORT_UNDEFINED(name, function, sorted)	report->name = NAN;
#define REPORT_ASK(name, function, sorted) \
	if (isnan(report->name)) \
		(void) function(market, &report->name);

/*
 * Every index at once, bit for bit what each function returns; sorted.  What
 * the one pass does not tell is asked of its function.
 */
void
ConcentrationReport(const Market *market, MarketReport *report)
{
	CONCENTRATION_REPORT(REPORT_UNDEFINED, REPORT_UNDEFINED)
	if (market->n > 0)
		ReportFill(market, report);
	CONCENTRATION_REPORT(REPORT_ASK, REPORT_ASK)
}
