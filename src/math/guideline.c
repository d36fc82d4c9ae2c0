/*
 * guideline.c
 *	  Thresholds of merger guidelines, and which of them a merger meets.
 *
 * The thresholds are data: SQL shows this table as merger_guidelines().
 */
#include <string.h>

#include "math/guideline.h"
#include "math/near.h"

#define ANY GUIDELINE_ANY

#define US2023	"US DOJ and FTC, Merger Guidelines 2023, Guideline 1"
#define US2010	"US DOJ and FTC, Horizontal Merger Guidelines 2010, section 5.3"
#define US1992	"US DOJ and FTC, Horizontal Merger Guidelines 1992, section 1.51"
#define EU2004	"EU Horizontal Merger Guidelines, OJ C 31, 5.2.2004, points 19 and 20"

/* regime, rule, after >=, after >, delta >=, delta >, share >, label, source */
const GuidelineRule guideline_rules[] = {
	{"us2023", 1, ANY, 1800, ANY, 100, ANY, "presumed_unlawful", US2023},
	{"us2023", 2, ANY, ANY, ANY, 100, 0.3, "presumed_unlawful", US2023},
	{"us2023", 3, ANY, ANY, ANY, ANY, ANY, "no_presumption", US2023},

	{"us2010", 1, ANY, 2500, ANY, 200, ANY, "presumed", US2010},
	{"us2010", 2, ANY, 2500, 100, ANY, ANY, "concern", US2010},
	{"us2010", 3, 1500, ANY, ANY, 100, ANY, "concern", US2010},
	{"us2010", 4, ANY, ANY, ANY, ANY, ANY, "unlikely", US2010},

	{"us1992", 1, ANY, 1800, ANY, 100, ANY, "presumed", US1992},
	{"us1992", 2, ANY, 1800, ANY, 50, ANY, "concern", US1992},
	{"us1992", 3, 1000, ANY, ANY, 100, ANY, "concern", US1992},
	{"us1992", 4, ANY, ANY, ANY, ANY, ANY, "unlikely", US1992},

	{"eu2004", 1, ANY, 2000, 150, ANY, ANY, "review", EU2004},
	{"eu2004", 2, 1000, ANY, 250, ANY, ANY, "review", EU2004},
	{"eu2004", 3, ANY, ANY, ANY, ANY, ANY, "unlikely", EU2004},
};

const int	guideline_rule_count =
	sizeof(guideline_rules) / sizeof(guideline_rules[0]);

static bool
AtLeast(double value, double threshold)
{
	return threshold == ANY || LevelAtLeast(value, threshold);
}

static bool
Above(double value, double threshold)
{
	return threshold == ANY || LevelAbove(value, threshold);
}

/* Whether a merger meets every threshold of a rule. */
static bool
RuleMet(const GuidelineRule *rule, double after, double delta, bool has_share,
		double share)
{
	return AtLeast(after, rule->after_at_least) &&
		Above(after, rule->after_above) &&
		AtLeast(delta, rule->delta_at_least) &&
		Above(delta, rule->delta_above) &&
		(rule->share_above == ANY ||
		 (has_share && Above(share, rule->share_above)));
}

/* The first rule of the regime that is met. */
const GuidelineRule *
GuidelineScreen(const char *regime, double after, double delta, bool has_share,
				double share)
{
	for (int i = 0; i < guideline_rule_count; i++)
		if (strcmp(guideline_rules[i].regime, regime) == 0 &&
			RuleMet(&guideline_rules[i], after, delta, has_share, share))
			return &guideline_rules[i];
	return NULL;
}
