/*
 * inventory.c
 *	  Stocks and flows: days, turnover, cover, clearance, path, projection.
 *
 * A stock with a tailor-made part clears at two speeds.  The tailored part
 * leaves by exports alone, which take it before other goods, as far as
 * tailored_export_share of them allows.  The standard part leaves by domestic
 * sales and by the rest of exports.  Without a tailored part this is one
 * stock with one net outflow.  A target is made up as the stock is.  Clearance
 * answers for constant flows in closed form; a projection walks month by
 * month, with flows that change.
 *
 * This file knows nothing of PostgreSQL.
 */
#include <math.h>
#include <string.h>

#include "math/fsum.h"
#include "math/inventory.h"
#include "math/near.h"

#define Least(a, b)		((a) < (b) ? (a) : (b))
#define Greatest(a, b)	((a) > (b) ? (a) : (b))

/* The SQL word for a method. */
static const char *
InventoryMethodName(InventoryMethod method)
{
	static const char *const names[INVENTORY_METHOD_COUNT] = {
		"average", "closing", "opening"
	};

	return names[method];
}

/* Finds the method with this SQL word; false if there is none. */
bool
InventoryMethodFromName(const char *name, InventoryMethod *method)
{
	for (int i = 0; i < INVENTORY_METHOD_COUNT; i++)
		if (strcmp(name, InventoryMethodName((InventoryMethod) i)) == 0)
		{
			*method = (InventoryMethod) i;
			return true;
		}
	return false;
}

/* The SQL word for what holds a clearance up. */
const char *
ClearanceLimitName(ClearanceLimit limit)
{
	static const char *const names[] = {
		"none", "tailored", "standard", "both"
	};

	return names[limit];
}

/* The stock that stands for a period. */
static bool
InventoryHeld(const InventoryPeriod *period, InventoryMethod method,
			  double *held)
{
	switch (method)
	{
		case INVENTORY_OPENING:
			*held = period->opening;
			return period->has_opening;
		case INVENTORY_CLOSING:
			*held = period->closing;
			return period->has_closing;
		case INVENTORY_AVERAGE:
			/* halves first: their sum cannot leave the range of double */
			*held = period->opening / 2 + period->closing / 2;
			return period->has_opening && period->has_closing;
	}
	return false;
}

/* Days that the stock would last at the period's cost of sales. */
bool
InventoryDays(const InventoryPeriod *period, InventoryMethod method,
			  double *days)
{
	double		held;

	if (!InventoryHeld(period, method, &held) || !period->has_cost ||
		period->cost_of_sales == 0)
		return false;
	*days = held / period->cost_of_sales * period->days;
	return true;
}

/* How often the stock is sold in a year. */
bool
InventoryTurnover(const InventoryPeriod *period, InventoryMethod method,
				  double annual_days, double *turnover)
{
	double		held;

	if (!InventoryHeld(period, method, &held) || !period->has_cost ||
		held == 0)
		return false;
	*turnover = period->cost_of_sales / held * (annual_days / period->days);
	return true;
}

/* Finds the base with this SQL word; false if there is none. */
bool
InventoryBaseFromName(const char *name, InventoryBase *base)
{
	static const char *const names[INVENTORY_BASE_COUNT] = {
		"one_year", "two_year"
	};

	for (int i = 0; i < INVENTORY_BASE_COUNT; i++)
		if (strcmp(name, names[i]) == 0)
		{
			*base = (InventoryBase) i;
			return true;
		}
	return false;
}

/* The change as a part of what was before. */
bool
InventoryGrowth(double before, double after, double *growth)
{
	if (before == 0)
		return false;
	*growth = (after - before) / before;
	return true;
}

/*
 * Adds a demand to a sum of two components; false, and nothing is added, where
 * they do not hold it.
 */
static bool
DemandAdd(double *sum, double *rest, double demand)
{
	double		s = *sum;
	double		r = *rest;
	double		left = FSumTwoSum(&s, demand);

	if (!isfinite(s) || FSumTwoSum(&r, left) != 0)
		return false;
	*sum = s;
	*rest = r;
	return true;
}

/* Fills in the arrays. */
void
InventoryDemandOpen(InventoryDemand *d)
{
	double		sum = 0;
	double		rest = 0;
	int			end = d->n;

	for (int i = 0; i < d->n; i++)
	{
		bool		seen = d->seen[i];
		bool		first = !seen || !DemandAdd(&sum, &rest, d->value[i]);

		if (first)
		{
			sum = seen ? d->value[i] : 0;
			rest = 0;
		}
		d->sum[i] = sum;
		d->rest[i] = rest;
		d->end[i] = first;
	}
	for (int i = d->n - 1; i >= 0; i--)
	{
		bool		first = d->end[i] != 0;

		d->end[i] = end;
		if (first)
			end = i;
	}
}

/* Demand in the periods [from, to), which one sum covers. */
static double
DemandBetween(const InventoryDemand *d, int from, int to)
{
	double		sum = d->sum[to - 1];
	double		rest = FSumTwoSum(&sum, -d->sum[from]);

	rest += FSumTwoSum(&sum, d->value[from]);
	return sum + (rest + (d->rest[to - 1] - d->rest[from]));
}

/* How far a stock lasts from a period on, at most to the end of its sum. */
static int
DemandCovered(const InventoryDemand *d, double stock, int from)
{
	int			covered = from; /* the stock lasts to here */
	int			end = d->end[from];
	int			beyond;			/* and not to here, if at all */
	int			step = 1;

	/* most stocks last for few periods: look near, then ever further */
	for (; step <= end - covered &&
		 LevelAtLeast(stock, DemandBetween(d, from, covered + step)); step *= 2)
		covered += step;
	beyond = step <= end - covered ? covered + step : end + 1;
	while (beyond - covered > 1)
	{
		int			middle = covered + (beyond - covered) / 2;

		if (LevelAtLeast(stock, DemandBetween(d, from, middle)))
			covered = middle;
		else
			beyond = middle;
	}
	return covered;
}

/*
 * The periods of demand that a stock covers, from one on.  Returns true if the
 * stock runs out within what is known of demand, or with it; false means "at
 * least".  A period without demand counts in full; one that was not seen ends
 * what is known.
 */
bool
InventoryForwardCover(double stock, const InventoryDemand *d, int from,
					  double *periods)
{
	int			at = from;

	while (at < d->n && d->seen[at])
	{
		int			covered = DemandCovered(d, stock, at);

		if (covered > at)
			stock = LevelDifference(stock, DemandBetween(d, at, covered));
		if (covered < d->end[at])
		{
			*periods = covered - from + stock / d->value[covered];
			return true;
		}
		at = covered;
	}
	*periods = at - from;
	return stock == 0;
}

/* Periods until a stock is down to its target at constant flows. */
static bool
InventoryClearanceTime(double stock, double outflow, double inflow,
					   double target, double *periods)
{
	*periods = 0;
	if (LevelAtLeast(target, stock))
		return true;
	/* flows that balance clear nothing */
	if (LevelAtLeast(inflow, outflow))
		return false;
	*periods = (stock - target) / (outflow - inflow);
	return true;
}

/*
 * When the standard part of a stock is cleared: before the tailored part is,
 * while exports are taken up by that; or after, when exports take of tailored
 * goods no more than is made.
 */
static bool
ClearanceStandardTime(const ClearanceInput *input, const Clearance *c,
					  double *time)
{
	double		tailored_in = input->production *
		input->tailored_production_share;
	double		outflow = input->domestic_sales + input->exports;
	double		tailored_out = input->exports * input->tailored_export_share;
	double		target = input->target * (1 - input->tailored_share);
	double		left;

	if (InventoryClearanceTime(c->standard_stock, outflow - tailored_out,
							   input->production - tailored_in, target,
							   time) &&
		(!c->has_tailored_time || !TimeAfter(*time, c->tailored_time)))
		return true;
	if (!c->has_tailored_time)
		return false;
	left = c->standard_stock - c->tailored_time *
		((outflow - tailored_out) - (input->production - tailored_in));
	if (!InventoryClearanceTime(left,
								outflow - Least(tailored_in, tailored_out),
								input->production - tailored_in, target,
								time))
		return false;
	*time += c->tailored_time;
	return true;
}

/* The clearance of a stock with a tailor-made part, at constant flows. */
void
InventoryClearance(const ClearanceInput *input, Clearance *c)
{
	bool		standard_last;

	memset(c, 0, sizeof(*c));
	c->tailored_stock = input->stock * input->tailored_share;
	c->standard_stock = input->stock - c->tailored_stock;
	c->has_tailored_time =
		InventoryClearanceTime(c->tailored_stock,
							   input->exports * input->tailored_export_share,
							   input->production *
							   input->tailored_production_share,
							   input->target * input->tailored_share,
							   &c->tailored_time);
	c->has_standard_time = ClearanceStandardTime(input, c, &c->standard_time);
	c->has_pooled_time =
		InventoryClearanceTime(input->stock,
							   input->exports + input->domestic_sales,
							   input->production, input->target,
							   &c->pooled_time);
	c->has_time = c->has_tailored_time && c->has_standard_time;
	if (c->has_time)
		c->time = Greatest(c->tailored_time, c->standard_time);

	standard_last = !c->has_standard_time ||
		(c->has_tailored_time && c->standard_time >= c->tailored_time);
	if (c->has_time && c->time == 0)
		c->limit = CLEARANCE_NONE;
	else if (c->has_tailored_time != c->has_standard_time ||
			 (c->has_time && !TimesNear(c->tailored_time, c->standard_time)))
		c->limit = standard_last ? CLEARANCE_STANDARD : CLEARANCE_TAILORED;
	else
		c->limit = CLEARANCE_BOTH;
}

/* The part of normal exports that goes out in a month. */
static double
ProjectionExportLevel(const ProjectionInput *input, int month)
{
	double		level;

	if (input->npath > 0)
		return input->export_path[Least(month, input->npath) - 1];
	level = input->export_start + input->export_regain * (month - 1);
	return Greatest(0, Least(level, input->export_ceiling));
}

/* Fills in the flows of a month and the stock at its end. */
static void
ProjectionWalk(const ProjectionInput *input, ProjectionMonth *m)
{
	double		tailored_in;
	double		tailored_out;
	double		available;
	double		domestic;
	double		exports;
	double		demand;

	m->opening = m->stock;
	m->export_level = ProjectionExportLevel(input, m->month);
	m->production = input->production *
		(input->small_share * (1 - input->small_cut) +
		 (1 - input->small_share) * (1 - input->production_cut));
	m->imports = input->imports;
	exports = input->exports * m->export_level;
	domestic = input->domestic_demand *
		((1 - input->ev_share) * pow(1 + input->domestic_growth, m->month - 1) +
		 input->ev_share * (1 - input->ev_cut) *
		 pow(1 + input->ev_growth, m->month - 1));

	tailored_in = m->production * input->tailored_production_share;
	tailored_out = Least(m->tailored_stock + tailored_in,
						 exports * input->tailored_export_share);
	exports -= tailored_out;

	/* what is short is short for all buyers of standard goods alike */
	available = m->standard_stock + (m->production - tailored_in) + m->imports;
	demand = domestic + exports;
	m->unmet = Greatest(0, LevelDifference(demand, available));
	if (m->unmet > 0)
	{
		domestic *= available / demand;
		exports *= available / demand;
	}
	m->domestic_sales = domestic;
	m->exports = tailored_out + exports;
	m->tailored_stock += tailored_in - tailored_out;
	m->standard_stock = m->unmet > 0 ? 0 : LevelDifference(available, demand);
	m->stock = m->tailored_stock + m->standard_stock;
}

/* Projects the first month. */
void
ProjectionFirst(const ProjectionInput *input, ProjectionMonth *month)
{
	memset(month, 0, sizeof(*month));
	month->month = 1;
	month->stock = input->stock;
	month->tailored_stock = input->stock * input->tailored_share;
	month->standard_stock = input->stock - month->tailored_stock;
	ProjectionWalk(input, month);
}

/* Projects the month after the one given. */
void
ProjectionNext(const ProjectionInput *input, ProjectionMonth *month)
{
	month->month++;
	ProjectionWalk(input, month);
}

/*
 * Serves a demand from a stock and what arrives, period by period; what cannot
 * be served is lost, not carried over.
 */
void
InventoryStockout(double stock, const double *arrivals, int n, double demand,
				  Stockout *result)
{
	FSum		left;
	FSum		served;

	*result = (Stockout)
	{
		.lowest = stock,.has_fill_rate = n > 0
	};
	FSumInit(&left);
	FSumInit(&served);
	FSumAdd(&left, stock);
	for (int i = 0; i < n; i++)
	{
		double		there;

		FSumAdd(&left, arrivals[i]);
		there = FSumValue(&left);
		if (LevelAtLeast(there, demand))
		{
			FSumAdd(&left, -demand);
			FSumAdd(&served, demand);
		}
		else
		{
			if (result->period == 0)
			{
				result->period = i + 1;
				result->unmet = demand - there;
			}
			FSumAdd(&served, there);
			FSumInit(&left);
		}
		there = LevelOfSum(FSumValue(&left), demand);
		result->lowest = fmin(result->lowest, there);
	}
	if (n > 0)
		result->fill_rate = fmin(FSumValue(&served) / demand / n, 1);
}
