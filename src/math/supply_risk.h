/*
 * supply_risk.h
 *	  Supply risk and import dependence.
 *
 * Functions that return bool return false where the result is undefined (SQL
 * NULL).
 */
#ifndef RAREEARTH_SUPPLY_RISK_H
#define RAREEARTH_SUPPLY_RISK_H

#include <stdbool.h>

#include "math/concentration.h"

/*
 * Inputs of the revised methodology of the EU (Blengini et al. 2017).  The
 * caller has checked them: reliance and recycling are in 0..1, the others are
 * finite and not negative.
 */
typedef struct SupplyRiskInput
{
	bool		has_global;
	double		hhi_global;		/* governance-weighted, global supply */
	bool		has_eu;
	double		hhi_eu;			/* governance-weighted, EU sourcing */
	double		import_reliance;
	double		eol_rir;
	double		si_sr;
} SupplyRiskInput;

/* The three customs indicators of SWD(2021) 352; NULL where not has. */
typedef struct EuDependency
{
	bool		has_cdi1;
	double		cdi1;
	bool		has_cdi2;
	double		cdi2;
	bool		has_cdi3;
	double		cdi3;
	bool		dependent;
} EuDependency;

/* What the supply left covers; NULL where not has. */
typedef struct SupplyCover
{
	bool		has_all;
	double		all;			/* of all demand */
	bool		has_rest;
	double		rest;			/* of the demand of the others */
	bool		has_hhi;
	double		hhi;			/* of the suppliers left */
} SupplyCover;

/*
 * Sum of share^2 * weight * t; trade is NULL for t = 1 everywhere.  A weight
 * or t of NaN is a missing one, and makes the result undefined.
 */
extern bool SupplyRiskHhi(const Market *m, const double *weight,
						  const double *trade, double *result);

extern bool SupplyRiskEu(const SupplyRiskInput *in, double *result);

/* Net imports over apparent consumption, 0..1; undefined without any. */
extern bool ImportReliance(double production, double imports, double exports,
						   double stock_build, double *result);

/*
 * suppliers: imports from outside the EU by country, possibly none; unknown:
 * those whose country is not known.
 */
extern void EuDependencyIndicators(const Market *suppliers, double unknown,
								   double intra_imports, double exports,
								   EuDependency *result);

/*
 * Geopolitical supply risk: the hhi of world production times the weighted
 * part of imports in all supply.  A weight of NaN is a missing one.
 */
extern bool GeoPolRisk(double production_hhi, const Market *imports,
					   const double *weight, double domestic_production,
					   double *result);

/*
 * left: suppliers that are not removed, possibly none; unknown: supply whose
 * origin is not known, which stays; demand: all of it, and that of the others,
 * NULL when it is not known.
 */
extern void SupplyWithout(const Market *left, double unknown,
						  const double *demand, SupplyCover *result);

#endif							/* RAREEARTH_SUPPLY_RISK_H */
