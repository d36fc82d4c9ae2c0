/*
 * columns.h
 *	  Plain arrays over the keys of a value: components and totals.
 */
#ifndef RAREEARTH_COLUMNS_H
#define RAREEARTH_COLUMNS_H

#include "rareearth.h"
#include "math/fsum.h"
#include "keyed/sums.h"

/* A name, at its place among others; see groups.h. */
typedef struct KeyName
{
	const char *bytes;
	uint32		len;
	uint32		hash;
} KeyName;

/*
 * Plain arrays over the keys of a value.  From a stored value the keys come
 * in order; from a state in order of arrival, unless sorted ones were asked
 * for.  Component c of key i beyond the second stands in the residuals.
 */
typedef struct SumsView
{
	Noun		noun;
	bool		bytes;			/* keys are byte strings */
	bool		has_null;		/* rows with a NULL key were seen */
	ValueMeaning meaning;
	uint8		extra;			/* of a stored value: what its keys hold */
	uint32		n;
	double	   *hi;				/* canonical: the correctly rounded sums */
	double	   *lo;				/* NULL when no key has a second component */
	int64	   *number;			/* number keys, else NULL */
	const char **key;			/* byte keys and their lengths, else NULL */
	uint32	   *keylen;
	uint32		nresiduals;		/* by key, larger first; SUMS_NO_ENTRY last */
	SumsResidual *residuals;
	const KeyName *names;		/* while numbers are places of names, else NULL */
} SumsView;

extern void ViewAddKey(FSum *sum, const SumsView *view, uint32 i, double sign);
extern double ViewDifference(const SumsView *a, uint32 i, const SumsView *b,
							 uint32 j);
extern double ViewTotal(const SumsView *view);
extern double ViewNullTotal(const SumsView *view);
extern int	ViewParts(const SumsView *view, uint32 i, uint32 *cursor,
					  double *parts);

#endif							/* RAREEARTH_COLUMNS_H */
