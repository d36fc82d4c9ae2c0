/*
 * supply_risk.c
 *	  Supply risk and import dependence.
 *
 * Sources: World Bank, Worldwide Governance Indicators; Blengini et al. 2017
 * (JRC) for the supply risk of the EU's lists of 2017, 2020 and 2023; European
 * Commission SWD(2021) 352 for the customs indicators; Koyamparambath et al.
 * 2024 for GeoPolRisk.
 */
#include <math.h>
#include <stddef.h>

#include "math/fsum.h"
#include "math/supply_risk.h"

/* Hhi with each square weighted by governance and by trade barriers. */
bool
SupplyRiskHhi(const Market *m, const double *weight, const double *trade,
			  double *result)
{
	FSum		sum;

	if (m->n == 0)
		return false;
	FSumInit(&sum);
	for (int i = 0; i < m->n; i++)
	{
		double		share = m->value[i] / m->total;
		double		t = trade ? trade[i] : 1;

		if (isnan(weight[i]) || isnan(t))
			return false;
		FSumAdd(&sum, share * share * (weight[i] * t));
	}
	*result = FSumValue(&sum);
	return true;
}

/*
 * Supply risk.  Half of import reliance is the weight of the global mix; with
 * only one mix known, that one counts alone.
 */
bool
SupplyRiskEu(const SupplyRiskInput *in, double *result)
{
	double		global = in->import_reliance / 2;
	double		mix;

	if (in->has_global && in->has_eu)
		mix = in->hhi_global * global + in->hhi_eu * (1 - global);
	else if (in->has_global)
		mix = in->hhi_global;
	else if (in->has_eu)
		mix = in->hhi_eu;
	else
		return false;
	*result = mix * (1 - in->eol_rir) * in->si_sr;
	return true;
}

/*
 * Net imports, and what was drawn from stocks, over apparent consumption: the
 * net import reliance of the USGS, 1 - production / consumption.
 */
bool
ImportReliance(double production, double imports, double exports,
			   double stock_build, double *result)
{
	FSum		foreign;		/* what production does not supply */
	double		apparent;
	double		reliance;

	FSumInit(&foreign);
	FSumAdd(&foreign, imports);
	FSumAdd(&foreign, -exports);
	FSumAdd(&foreign, -stock_build);
	reliance = FSumValue(&foreign);
	FSumAdd(&foreign, production);
	apparent = FSumValue(&foreign);
	*result = apparent;
	if (!isfinite(apparent))
		return true;			/* the caller refuses it */
	reliance /= apparent;
	*result = reliance < 0 ? 0 : reliance > 1 ? 1 : reliance;
	return apparent > 0;
}

/* Concentration, importance and replaceability of imports into the EU. */
void
EuDependencyIndicators(const Market *suppliers, double unknown,
					   double intra_imports, double exports,
					   EuDependency *result)
{
	double		extra = unknown + (suppliers->n > 0 ? suppliers->total : 0);

	result->has_cdi1 = ConcentrationHhi(suppliers, &result->cdi1);
	result->has_cdi2 = extra + intra_imports > 0;
	if (result->has_cdi2)
		result->cdi2 = extra / (extra + intra_imports);
	result->has_cdi3 = exports > 0;
	if (result->has_cdi3)
		result->cdi3 = extra / exports;
	result->dependent = result->has_cdi1 && result->cdi1 > 0.4 &&
		result->has_cdi2 && result->cdi2 > 0.5 &&
		result->has_cdi3 && result->cdi3 > 1;
}

/* Concentration of production times the risk in the supply of one country. */
bool
GeoPolRisk(double production_hhi, const Market *imports,
		   const double *weight, double domestic_production, double *result)
{
	double		supply = domestic_production +
		(imports->n > 0 ? imports->total : 0);
	FSum		risk;

	if (!(supply > 0))
		return false;
	FSumInit(&risk);
	for (int i = 0; i < imports->n; i++)
	{
		if (isnan(weight[i]))
			return false;
		FSumAdd(&risk, imports->value[i] / supply * weight[i]);
	}
	*result = production_hhi * FSumValue(&risk);
	return true;
}

/* How far supply goes without some suppliers. */
void
SupplyWithout(const Market *left, double unknown, const double *demand,
			  SupplyCover *result)
{
	double		supply = unknown + (left->n > 0 ? left->total : 0);

	result->has_all = demand != NULL && demand[0] > 0;
	if (result->has_all)
		result->all = supply / demand[0];
	result->has_rest = demand != NULL && demand[1] > 0;
	if (result->has_rest)
		result->rest = supply / demand[1];
	/* the shares of whom nobody knows are not known */
	result->has_hhi = unknown == 0 && ConcentrationHhi(left, &result->hhi);
}
