/*
 * guideline.h
 *	  Thresholds of merger guidelines, and which of them a merger meets.
 */
#ifndef RAREEARTH_GUIDELINE_H
#define RAREEARTH_GUIDELINE_H

#include <stdbool.h>

/* No threshold: met by anything. */
#define GUIDELINE_ANY	(-1.0)

/*
 * One rule: its label holds where every threshold is met.  Within a regime the
 * first rule that is met decides, and the last has no thresholds.
 */
typedef struct GuidelineRule
{
	const char *regime;
	int			rule;			/* 1, 2 ... within the regime */
	double		after_at_least;	/* hhi after the merger, in points */
	double		after_above;
	double		delta_at_least; /* its change, in points */
	double		delta_above;
	double		share_above;	/* share of the merged firm, 0..1 */
	const char *label;
	const char *source;
} GuidelineRule;

extern const GuidelineRule guideline_rules[];
extern const int guideline_rule_count;

/* The rule that decides, or NULL for a regime that is not there. */
extern const GuidelineRule *GuidelineScreen(const char *regime, double after,
											double delta, bool has_share,
											double share);

#endif							/* RAREEARTH_GUIDELINE_H */
