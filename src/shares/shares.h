/*
 * shares.h
 *	  A market as plain arrays, from a stored value or a state.
 */
#ifndef RAREEARTH_SHARES_H
#define RAREEARTH_SHARES_H

#include "rareearth.h"
#include "math/concentration.h"
#include "keyed/view.h"

typedef struct Shares
{
	SumsView	view;
	Market		market;			/* entities with a total above zero */
	uint32	   *key;			/* view's key of each, if asked for */
} Shares;

struct ResultRow;

#define SHARES_DESCENDING	0x100	/* values in descending order */
#define SHARES_KEYS			0x200	/* fill the key array */

extern void SharesOpen(Shares *shares, Datum datum, int options);
extern void SharesOfView(Shares *shares, int options);
extern char *SharesKeyName(const SumsView *view, uint32 i);
extern bool SharesFindKey(const SumsView *view, const char *name, uint32 *key);
extern double SharesScale(FunctionCallInfo fcinfo, int arg);
extern double SharesUnseen(const SumsView *view);
extern void SharesCheckAlike(const SumsView *a, const SumsView *b);
extern KeyedSums *SharesCreate(bool bytes);
extern KeyedSums *SharesAddParts(KeyedSums *sums, const char *name,
								 const double *parts, int nparts);
extern int	SharesNullParts(const SumsView *view, double *parts);
extern Datum SharesStore(KeyedSums *sums);

extern bool SharesConvertNames(SumsView *view,
							   char *(*convert) (const char *s, int len));
extern void SharesReport(const Shares *shares, struct ResultRow *row);

/* Its text form, as functions of SQL. */
extern PGDLLEXPORT Datum shares_in(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum shares_out(PG_FUNCTION_ARGS);

/* Of its kinds of state. */
extern bool SharesKeysAreValid(const SumsView *view, const void *params);
extern double SharesCheckScale(double scale);
extern bool SharesScaleIsValid(const void *params);
extern char *SharesScaleText(const void *params);
pg_noreturn extern void SharesKeysDiffer(void);

#endif							/* RAREEARTH_SHARES_H */
