/*
 * series_facts.c
 *	  What a source filed for a span of days, and when: reading facts from a
 *	  state, and choosing among those filed again.
 */
#include "rareearth.h"

#include "port/pg_bswap.h"

#include "sql/argument.h"
#include "series/series.h"
#include "series/series_facts.h"

#define FACT_KEY_SIZE	20		/* start, end, filed, value */

/* The day on which a fact was filed, in an argument that may be missing. */
DateADT
SeriesFactFiled(FunctionCallInfo fcinfo, int arg)
{
	if (PG_NARGS() <= arg || PG_ARGISNULL(arg))
		return DATEVAL_NOBEGIN;
	CalendarCheckDate(PG_GETARG_DATEADT(arg), "filed");
	return PG_GETARG_DATEADT(arg);
}

/* Writes a day, and returns the place behind it. */
static inline char *
FactPutDay(char *at, DateADT day)
{
	uint32		bytes = pg_hton32((uint32) day);

	memcpy(at, &bytes, sizeof(bytes));
	return at + sizeof(bytes);
}

static inline DateADT
FactDay(const char *at)
{
	uint32		bytes;

	memcpy(&bytes, at, sizeof(bytes));
	return (DateADT) pg_ntoh32(bytes);
}

/* Adds a fact to a state; one that is there already changes nothing. */
KeyedSums *
SeriesFactAdd(KeyedSums *sums, const SeriesFact *fact)
{
	double		value = fact->value + 0.0;	/* no negative zero */
	uint64		bits;
	char		key[FACT_KEY_SIZE];
	char	   *at = FactPutDay(FactPutDay(FactPutDay(key, fact->start),
										   fact->end), fact->filed);

	memcpy(&bits, &value, sizeof(bits));
	bits = pg_hton64(bits);
	memcpy(at, &bits, sizeof(bits));
	return SumsAddBytes(sums, key, FACT_KEY_SIZE, 0);
}

/* The fact in a key. */
static SeriesFact
FactRead(const char *key)
{
	SeriesFact	fact = {.start = FactDay(key), .end = FactDay(key + 4),
	.filed = FactDay(key + 8)};
	uint64		bits;

	memcpy(&bits, key + 12, sizeof(bits));
	bits = pg_ntoh64(bits);
	memcpy(&fact.value, &bits, sizeof(fact.value));
	return fact;
}

/* The facts of a state. */
SeriesFact *
SeriesFactsRead(const SumsView *view)
{
	SeriesFact *facts = palloc_array(SeriesFact, view->n);

	for (uint32 i = 0; i < view->n; i++)
		facts[i] = FactRead(view->key[i]);
	return facts;
}

/* Are these the keys of facts? */
bool
FactsKeysAreValid(const SumsView *view, const void *params)
{
	for (uint32 i = 0; i < view->n; i++)
	{
		SeriesFact	fact;

		if (view->keylen[i] != FACT_KEY_SIZE || view->hi[i] != 0)
			return false;
		fact = FactRead(view->key[i]);
		if (!IS_VALID_DATE(fact.start) || !IS_VALID_DATE(fact.end) ||
			fact.end < fact.start || !isfinite(fact.value) ||
			(fact.filed != DATEVAL_NOBEGIN && !IS_VALID_DATE(fact.filed)))
			return false;
	}
	return true;
}

/* The days of key i. */
char *
FactsKeyText(const SumsView *view, uint32 i)
{
	SeriesFact	fact = FactRead(view->key[i]);

	return psprintf("%s/%s", CalendarDateText(fact.start),
					CalendarDateText(fact.end));
}

/* Orders facts by what they are told for, then by when they were filed. */
static int
CompareFacts(const void *a, const void *b)
{
	const SeriesFact *x = (const SeriesFact *) a;
	const SeriesFact *y = (const SeriesFact *) b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	if (x->filed != y->filed)
		return x->filed < y->filed ? -1 : 1;
	return (x->value > y->value) - (x->value < y->value);
}

/* Reports two facts of which none was filed last. */
pg_noreturn static void
FactsDifferError(const SeriesFact *a, const SeriesFact *b, const char *what,
				 Calendar calendar)
{
	bool		known = a->filed != DATEVAL_NOBEGIN;

	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("period has more than one %s", what),
			 errdetail("%s has %.15g and %.15g%s%s.",
					   SeriesSpanText(a->key, calendar), a->value, b->value,
					   known ? ", both filed on " : "",
					   known ? CalendarDateText(a->filed) : ""),
			 errhint("Give the day on which each was filed, behind snap: the one filed last counts. Add the parts of a total up before.")));
}

/*
 * Keeps of all facts told for the same key the one filed last; returns how many
 * there are, by key.
 */
uint32
SeriesFactsChoose(SeriesFact *facts, uint32 n, const char *what,
				  Calendar calendar)
{
	uint32		kept = 0;

	qsort(facts, n, sizeof(SeriesFact), CompareFacts);
	for (uint32 i = 0; i < n; i++)
	{
		if (i + 1 < n && facts[i].key == facts[i + 1].key)
			continue;
		if (i > 0 && facts[i - 1].key == facts[i].key &&
			facts[i - 1].filed == facts[i].filed &&
			facts[i - 1].value != facts[i].value)
			FactsDifferError(&facts[i - 1], &facts[i], what, calendar);
		facts[kept++] = facts[i];
	}
	return kept;
}
