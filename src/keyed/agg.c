/*
 * agg.c
 *	  Combining, rolling up and sending aggregate states, for all nouns.
 *
 * The state of every aggregate is one type, keyed_sums, so there is one
 * combine function and one way for a state to leave the server: the
 * parameters of the call, then the canonical stored value.
 */
#include "rareearth.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"

#include "keyed/agg.h"
#include "sql/calendar.h"
#include "series/series_span.h"
#include "spells/spells.h"
#include "keyed/sums.h"
#include "keyed/view.h"
#include "keyed/wire.h"

#define STATE_FORMAT	1

#define AGG_RUN			4096	/* keys added between looks for a cancel */
#define AGG_LOOKUP_SHARE	16	/* entries for each key that is looked up */
#define AGG_SKIP_SHARE	8		/* entries for each that is skipped, at most */

/* A state given as an argument, known to be one. */
KeyedSums *
AggStateArgument(FunctionCallInfo fcinfo, int arg)
{
	KeyedSums  *sums = (KeyedSums *) PG_GETARG_POINTER(arg);

	if (!IsState(sums))
		elog(ERROR, "argument %d of function %u is not an aggregate state",
			 arg + 1, fcinfo->flinfo->fn_oid);
	return sums;
}

/*
 * Spares a final function the copy that reading a state with pending rows
 * costs.  Called as an ordinary function it may have been given a state that
 * lies in a table: then there is nothing to do.
 */
void
AggSettle(FunctionCallInfo fcinfo)
{
	if (AggCheckCallContext(fcinfo, NULL) && !PG_ARGISNULL(0))
		SumsSettle(AggStateArgument(fcinfo, 0));
}

/* Reports a value that cannot be added up. */
void
AggValueError(Noun noun, double value, const char *key)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s value must be finite", NounTypeName(noun)),
			 key == NULL ?
			 errdetail("Value of an unattributed row is %s.",
					   isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity") :
			 errdetail("Value at \"%s\" is %s.", key,
					   isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity"),
			 errhint("Filter such rows, for example with WHERE value < 'Infinity' AND value > '-Infinity'.")));
}

/* Reports a state that was built from rows of another kind. */
void
AggStateError(const KeyedSums *sums, Noun noun)
{
	if (sums->noun != (uint8) noun)
		elog(ERROR, "%s state expected, found %s state", NounTypeName(noun),
			 NounTypeName((Noun) sums->noun));
	elog(ERROR, "the state holds %s keys", SumsHasBytes(sums) ? "text" : "bigint");
}

/* Refuses to merge what does not belong together. */
static void
AggCheckAlike(const KeyedSums *sums, uint8 noun, bool bytes, ValueMeaning meaning)
{
	if (sums->noun != noun)
		elog(ERROR, "cannot combine %s with %s", NounTypeName((Noun) sums->noun),
			 NounTypeName((Noun) noun));
	if (SumsHasBytes(sums) != bytes)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot combine market_shares of text entities with market_shares of bigint entities"),
				 errhint("Build both with the same type of entity, for example shares_agg(entity::text, value).")));
	MeaningCheckAlike((Noun) noun, sums->meaning, meaning);
}

/* Combines two states; the combine function of every aggregate. */
PG_FUNCTION_INFO_V1(sums_combine);
Datum
sums_combine(PG_FUNCTION_ARGS)
{
	KeyedSums  *sums;
	KeyedSums  *other;

	if (PG_ARGISNULL(1))
		return AggReturn(fcinfo, AggOwnState(fcinfo));
	other = AggStateArgument(fcinfo, 1);
	if (PG_ARGISNULL(0))
		PG_RETURN_POINTER(other);
	sums = AggOwnState(fcinfo);
	AggCheckAlike(sums, other->noun, SumsHasBytes(other), other->meaning);
	if (!SumsHasParams(sums, SumsParams(other), other->paramsize, 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("options must be the same for all rows of a group"),
				 errhint("Add the options, or what they depend on, to GROUP BY.")));
	PG_RETURN_POINTER(SumsMerge(sums, other));
}

/* Do two components hold all sums, as runs are added? */
static inline bool
AggInRuns(const SumsView *view)
{
	return view->nresiduals == 0 || view->residuals[0].entry == SUMS_NO_ENTRY;
}

/* The keys of a view from one on, most at a time. */
static SumsRun
AggRunFrom(const SumsView *view, uint32 i, uint32 most)
{
	SumsRun		run = {.hi = view->hi + i, .n = Min(view->n - i, most)};

	if (view->lo != NULL)
		run.lo = view->lo + i;
	if (view->bytes)
	{
		run.key = view->key + i;
		run.keylen = view->keylen + i;
	}
	else
		run.number = view->number + i;
	return run;
}

/* Adds the sum of rows without a key, whose residuals start at cursor. */
static KeyedSums *
AggAddNulls(KeyedSums *sums, const SumsView *view, uint32 cursor)
{
	for (; cursor < view->nresiduals; cursor++)
		sums = SumsAddNull(sums, view->residuals[cursor].value);
	if (view->has_null)
		sums->flags |= SUMS_FLAG_NULL;
	return sums;
}

/*
 * Adds all of a stored value to a state.  Two that are much alike in size go
 * side by side in the order of their keys while these are the same, and then
 * are merged; a small value looks its keys up.
 */
static KeyedSums *
AggAddView(KeyedSums *sums, const SumsView *view)
{
	uint32		i = 0;
	uint32		next = 0;
	uint32		cursor = 0;
	double		parts[FSUM_MAX_PARTS];
	bool		in_runs = AggInRuns(view);
	bool		alike = view->n >= sums->nentries / AGG_LOOKUP_SHARE;
	bool		same = view->n >= sums->nentries - sums->nentries / AGG_SKIP_SHARE;

	while (i < view->n)
	{
		int			nparts;

		CHECK_FOR_INTERRUPTS();
		if (in_runs)
		{
			SumsRun		run = AggRunFrom(view, i, AGG_RUN);
			bool		merge = alike && SumsIsMergeable(sums);
			uint32		added = SumsAddRun(sums, &next, &run, merge && same);

			i += added;
			if (added > 0)
				continue;
			if (merge)
			{
				run = AggRunFrom(view, i, view->n);
				sums = SumsMergeRun(sums, next, &run);
				break;
			}
		}
		nparts = ViewParts(view, i, &cursor, parts);
		sums = SumsAddSorted(sums, &next, view->bytes ? 0 : view->number[i],
							 view->bytes ? view->key[i] : NULL,
							 view->bytes ? view->keylen[i] : 0, parts, nparts);
		i++;
	}
	return AggAddNulls(sums, view, cursor);
}

/* A new state that holds the content of a view. */
static KeyedSums *
AggFromView(const SumsView *view, const void *params, uint32 paramsize)
{
	KeyedSums  *sums = SumsCreate(view->noun, view->bytes, params, paramsize);

	sums->meaning = view->meaning;
	if (AggInRuns(view))
	{
		SumsRun		run = AggRunFrom(view, 0, view->n);

		return AggAddNulls(SumsFromRun(sums, &run), view, 0);
	}
	return AggAddView(sums, view);
}

/* The transition function of rollup for a noun. */
KeyedSums *
AggRollup(FunctionCallInfo fcinfo, Noun noun)
{
	KeyedSums  *sums = AggOwnState(fcinfo);
	SumsView	view;

	if (PG_ARGISNULL(1))
		return sums;
	ViewOpen(&view, PG_GETARG_DATUM(1), noun, VIEW_SORTED);
	if (sums == NULL)
		return AggFromView(&view, NULL, 0);
	AggCheckAlike(sums, noun, view.bytes, view.meaning);
	return AggAddView(sums, &view);
}

/* The meaning in the value of a state: what is to be found are days. */
static ValueMeaning
StateStoredMeaning(Noun noun, ValueMeaning meaning)
{
	if (noun == NOUN_SERIES && meaning.unit == FREQUENCY_UNSET)
		return SeriesMeaning(FREQUENCY_DAY, meaning.measure, 1);
	return meaning;
}

/* Writes a state: format, meaning, parameters, canonical value. */
static bytea *
StateWrite(KeyedSums *sums)
{
	StringInfoData buf;
	SumsView	view;
	struct varlena *value;

	ViewOpenState(&view, sums, VIEW_SORTED);
	view.meaning = StateStoredMeaning(view.noun, view.meaning);
	value = WireWrite(&view);
	pq_begintypsend(&buf);
	pq_sendbyte(&buf, STATE_FORMAT);
	pq_sendbyte(&buf, (uint8) view.noun);
	pq_sendbytes(&buf, (const char *) &sums->meaning, sizeof(ValueMeaning));
	pq_sendint32(&buf, sums->paramsize);
	pq_sendbytes(&buf, SumsParams(sums), sums->paramsize);
	pq_sendbytes(&buf, VARDATA(value), VARSIZE(value) - VARHDRSZ);
	return pq_endtypsend(&buf);
}

/* Has every day one level, and nothing else? */
static bool
LevelsAreValid(const SumsView *view)
{
	bool		valid = !view->bytes && !view->has_null && view->lo == NULL &&
		view->nresiduals == 0;

	for (uint32 i = 0; i < view->n && valid; i++)
		valid = IS_VALID_DATE(view->number[i]);
	return valid;
}

/* Are the keys of a state from outside those that its noun can have? */
static bool
StateKeysAreValid(const SumsView *view, Calendar calendar)
{
	if (view->noun == NOUN_SPELLS)
		return SpellsKeysAreValid(view);
	if (view->noun == NOUN_LEVELS)
		return LevelsAreValid(view);
	if (view->noun != NOUN_SERIES)
		return true;
	for (uint32 i = 0; i < view->n; i++)
		if (!SeriesSpanIsValid(view->number[i], calendar) ||
			(calendar.frequency == FREQUENCY_UNSET &&
			 SeriesSpanLength(view->number[i]) != 1))
			return false;
	return true;
}

/* Reads what StateWrite wrote. */
static KeyedSums *
StateRead(StringInfo buf)
{
	int			format = pq_getmsgbyte(buf);
	int			noun = pq_getmsgbyte(buf);
	ValueMeaning meaning;
	ValueMeaning stored;
	uint32		paramsize;
	const char *params;
	KeyedSums  *sums;
	SumsView	view;
	int			len;

	memcpy(&meaning, pq_getmsgbytes(buf, sizeof(meaning)), sizeof(meaning));
	paramsize = pq_getmsgint(buf, 4);
	if (format != STATE_FORMAT ||
		(noun != NOUN_SHARES && noun != NOUN_SERIES && noun != NOUN_SPELLS &&
		 noun != NOUN_LEVELS) ||
		paramsize > 1024)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid external \"%s\" value", "keyed_sums"),
				 errdetail("Format %d, noun %d, %u bytes of parameters.",
						   format, noun, paramsize)));
	params = pq_getmsgbytes(buf, (int) paramsize);
	len = buf->len - buf->cursor;
	(void) WireCheck(&view, pq_getmsgbytes(buf, len), len, (Noun) noun);
	stored = StateStoredMeaning((Noun) noun, meaning);
	if (memcmp(&stored, &view.meaning, sizeof(stored)) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid external \"%s\" value", "keyed_sums"),
				 errdetail("Its meaning is not that of the value in it.")));
	if (!StateKeysAreValid(&view, CalendarOf(meaning)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid external \"%s\" value", "keyed_sums"),
				 errdetail("Its keys are not those of %s.",
						   NounTypeName((Noun) noun))));
	sums = AggFromView(&view, params, paramsize);
	sums->meaning = meaning;
	return sums;
}

PG_FUNCTION_INFO_V1(sums_send);
Datum
sums_send(PG_FUNCTION_ARGS)
{
	PG_RETURN_BYTEA_P(StateWrite(AggStateArgument(fcinfo, 0)));
}

PG_FUNCTION_INFO_V1(sums_recv);
Datum
sums_recv(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(StateRead((StringInfo) PG_GETARG_POINTER(0)));
}

/* The text form of a state is the hexadecimal form of its bytes. */
PG_FUNCTION_INFO_V1(sums_out);
Datum
sums_out(PG_FUNCTION_ARGS)
{
	bytea	   *bytes = StateWrite(AggStateArgument(fcinfo, 0));
	Size		len = VARSIZE(bytes) - VARHDRSZ;
	char	   *hex = palloc(len * 2 + 1);

	hex[hex_encode(VARDATA(bytes), len, hex)] = '\0';
	PG_RETURN_CSTRING(hex);
}

PG_FUNCTION_INFO_V1(sums_in);
Datum
sums_in(PG_FUNCTION_ARGS)
{
	char	   *hex = PG_GETARG_CSTRING(0);
	Size		len = strlen(hex);
	StringInfoData buf;

	initStringInfo(&buf);
	enlargeStringInfo(&buf, (int) len / 2 + 1);
	buf.len = (int) hex_decode(hex, len, buf.data);
	PG_RETURN_POINTER(StateRead(&buf));
}
