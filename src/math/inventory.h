/*
 * inventory.h
 *	  Stocks and flows: days, turnover, cover, clearance, path, projection.
 *
 * Stocks, flows and prices that come in are finite and not negative, shares
 * lie between 0 and 1: whoever calls sees to that.  A function that returns
 * bool returns false where the answer is not defined.  This file knows
 * nothing of PostgreSQL.
 */
#ifndef RAREEARTH_INVENTORY_H
#define RAREEARTH_INVENTORY_H

#include <stdbool.h>
#include <stdint.h>

/* Which stock stands for a period. */
typedef enum InventoryMethod
{
	INVENTORY_AVERAGE,			/* mean of opening and closing */
	INVENTORY_CLOSING,
	INVENTORY_OPENING
} InventoryMethod;

#define INVENTORY_METHOD_COUNT	3

/* What growth is measured from. */
typedef enum InventoryBase
{
	INVENTORY_ONE_YEAR,			/* a year before, or lag periods */
	INVENTORY_TWO_YEAR			/* the mean of one and two years before */
} InventoryBase;

#define INVENTORY_BASE_COUNT	2

/* One accounting period; what is not known is not there. */
typedef struct InventoryPeriod
{
	double		opening;
	double		closing;
	double		cost_of_sales;
	double		days;			/* above zero */
	bool		has_opening;
	bool		has_closing;
	bool		has_cost;
} InventoryPeriod;

/*
 * Demand by period, and what InventoryDemandOpen makes of it in arrays that
 * the caller supplies: sums that two components hold exactly.  Each covers the
 * periods from one on until one was not seen, or its demand does not fit.
 */
typedef struct InventoryDemand
{
	int			n;
	const double *value;		/* not negative */
	const bool *seen;
	double	   *sum;			/* with that of this period; its rest */
	double	   *rest;
	int		   *end;			/* the period behind the last of this sum */
} InventoryDemand;

/* A stock of which a part is tailor-made, and its flows per period. */
typedef struct ClearanceInput
{
	double		stock;
	double		exports;
	double		domestic_sales;
	double		production;
	double		tailored_share; /* of the stock */
	double		tailored_export_share;	/* most of exports that is tailored */
	double		tailored_production_share;
	double		target;			/* stock to be left over */
} ClearanceInput;

/* What holds the clearance up. */
typedef enum ClearanceLimit
{
	CLEARANCE_NONE,				/* nothing to clear */
	CLEARANCE_TAILORED,
	CLEARANCE_STANDARD,
	CLEARANCE_BOTH
} ClearanceLimit;

/* Times in periods; one that is never reached is not there. */
typedef struct Clearance
{
	double		tailored_stock;
	double		standard_stock;
	double		tailored_time;
	double		standard_time;
	double		time;			/* the later of both */
	double		pooled_time;	/* if every good could go anywhere */
	bool		has_tailored_time;
	bool		has_standard_time;
	bool		has_time;
	bool		has_pooled_time;
	ClearanceLimit limit;
} Clearance;

/* The assumptions of a projection; flows are per month. */
typedef struct ProjectionInput
{
	double		stock;
	double		production;
	double		imports;
	double		domestic_demand;
	double		exports;		/* at level 1 */
	int			months;
	double		production_cut; /* of all but small firms */
	double		small_share;	/* of production */
	double		small_cut;
	double		domestic_growth;	/* a month, above -1 */
	double		ev_share;		/* of domestic demand */
	double		ev_cut;
	double		ev_growth;		/* a month, above -1 */
	double		export_start;	/* level in the first month */
	double		export_regain;	/* level regained a month */
	double		export_ceiling;
	const double *export_path;	/* levels that replace the three above */
	int			npath;
	double		tailored_share;
	double		tailored_export_share;
	double		tailored_production_share;
} ProjectionInput;

typedef struct ProjectionMonth
{
	int			month;			/* 1 is the first */
	double		export_level;
	double		opening;
	double		production;
	double		imports;
	double		exports;
	double		domestic_sales;
	double		unmet;			/* demand the stock could not serve */
	double		stock;			/* at the end */
	double		tailored_stock;
	double		standard_stock;
} ProjectionMonth;

extern bool InventoryMethodFromName(const char *name, InventoryMethod *method);
extern const char *ClearanceLimitName(ClearanceLimit limit);

extern bool InventoryDays(const InventoryPeriod *period,
						  InventoryMethod method, double *days);
extern bool InventoryTurnover(const InventoryPeriod *period,
							  InventoryMethod method, double annual_days,
							  double *turnover);
extern bool InventoryBaseFromName(const char *name, InventoryBase *base);
extern bool InventoryGrowth(double before, double after, double *growth);
extern void InventoryDemandOpen(InventoryDemand *demand);
extern bool InventoryForwardCover(double stock, const InventoryDemand *demand,
								  int from, double *periods);
extern void InventoryClearance(const ClearanceInput *input, Clearance *c);
extern void ProjectionFirst(const ProjectionInput *input,
							ProjectionMonth *month);
extern void ProjectionNext(const ProjectionInput *input,
						   ProjectionMonth *month);

/* A stock that is used up by demand, with what arrives. */
typedef struct Stockout
{
	int			period;			/* the first that cannot be served, from 1; 0 for
								 * none */
	double		unmet;			/* in it */
	double		fill_rate;		/* served / demanded, of all periods */
	double		lowest;			/* stock, at the start or the end of a period */
	bool		has_fill_rate;
} Stockout;

extern void InventoryStockout(double stock, const double *arrivals, int n,
							  double demand, Stockout *result);

#endif							/* RAREEARTH_INVENTORY_H */
