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
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/expandeddatum.h"
#include "utils/memutils.h"

#include "keyed/agg.h"
#include "keyed/sums_table.h"
#include "keyed/view.h"
#include "keyed/wire.h"

/* Parameters travel as they lie in memory, so the format tells their order. */
#ifdef WORDS_BIGENDIAN
#define STATE_FORMAT	2
#else
#define STATE_FORMAT	1
#endif

#define STATE_HEADER	10		/* bytes before the parameters */

#define AGG_LOOKUP_SHARE	16	/* entries for each key that is looked up */

/* A state given as an argument, known to be one. */
KeyedSums *
AggStateArgument(FunctionCallInfo fcinfo, int arg)
{
	KeyedSums  *sums = SumsOfDatum(PG_GETARG_DATUM(arg));

	if (!IsState(sums))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("argument %d is not an aggregate state", arg + 1)));
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

/*
 * Opens a view of argument 0, a state of this kind, for its final function;
 * returns the parameters.
 */
const void *
AggOpen(SumsView *view, FunctionCallInfo fcinfo, uint8 kind, int options)
{
	KeyedSums  *sums = AggStateArgument(fcinfo, 0);

	if (sums->kind != kind)
		StateMismatch(StateKinds[kind].name, sums);
	ViewOpenState(view, sums, options);
	return SumsParams(sums);
}

/*
 * A large state that a transition function has made, as the executor takes it
 * over: below the context of the aggregate.  Elsewhere it is copied.
 */
Datum
AggHandOver(FunctionCallInfo fcinfo, KeyedSums *sums)
{
	MemoryContext parent;

	if (AggCheckCallContext(fcinfo, &parent) != AGG_CONTEXT_AGGREGATE)
		return PointerGetDatum(sums);
	return SumsHandOver(sums, parent);
}

/* Combines two states; the combine function of every aggregate. */
PG_FUNCTION_INFO_V1(sums_combine);
Datum
sums_combine(PG_FUNCTION_ARGS)
{
	KeyedSums  *other;
	StateSpec	spec;

	if (PG_ARGISNULL(1))
		return AggSkip(fcinfo);
	other = AggStateArgument(fcinfo, 1);
	if (PG_ARGISNULL(0))
	{
		if (!SumsIsDense(other))
			PG_RETURN_DATUM(PG_GETARG_DATUM(1));
		/* a copy, at once in the form that others are added to */
		return AggReturn(fcinfo, SumsReshape(other, SumsTableShape(other)));
	}
	spec = SumsSpecOf(other);
	return AggReturn(fcinfo, SumsMerge(AggStateFor(fcinfo, spec), other, NULL));
}

/* Do two components hold all sums, as runs are added? */
static inline bool
AggInRuns(const SumsView *view)
{
	return view->nresiduals == 0 || view->residuals[0].entry == SUMS_NO_ENTRY;
}

/* Adds the sum of rows without a key, whose residuals start at cursor. */
static KeyedSums *
AggAddNulls(KeyedSums *sums, const SumsView *view, uint32 cursor)
{
	for (; cursor < view->nresiduals; cursor++)
		sums = SumsAddNull(sums, view->residuals[cursor].value);
	if (view->has_null)
		SumsMarkNull(sums);
	return sums;
}

/*
 * Adds all of a stored value to a state.  Two that are much alike in size are
 * merged; a small value looks its keys up.
 */
static KeyedSums *
AggAddView(KeyedSums *given, const SumsView *view)
{
	KeyedSums  *sums = given;
	uint32		cursor = 0;
	double		parts[FSUM_MAX_PARTS];

	CHECK_FOR_INTERRUPTS();
	if (AggInRuns(view) && view->n >= sums->nentries / AGG_LOOKUP_SHARE &&
		SumsIsMergeable(sums))
	{
		SumsRun		run = {view->number, view->key, view->keylen, view->hi, view->lo,
		view->n};

		if (view->n > 0)
			sums = SumsMergeRun(sums, &run);
		return AggAddNulls(sums, view, 0);
	}
	for (uint32 i = 0; i < view->n; i++)
	{
		KeyedSums  *old = sums;
		int			nparts = ViewParts(view, i, &cursor, parts);

		CHECK_FOR_INTERRUPTS();
		sums = SumsAddKey(sums, view->bytes ? 0 : view->number[i],
						  view->bytes ? view->key[i] : NULL,
						  view->bytes ? view->keylen[i] : 0, parts, nparts);
		SumsForget(old, sums, given);
	}
	return AggAddNulls(sums, view, cursor);
}

/* Opens a stored value that is to become a state of a kind. */
static StateSpec
AggOpenStored(SumsView *view, Datum value, uint8 kind)
{
	StateSpec	spec = {.kind = kind};

	ViewOpen(view, value, StateKinds[kind].noun, VIEW_SORTED);
#ifdef USE_ASSERT_CHECKING
	/* assertions hold states to the order of names that reading believes */
	if (view->bytes)
		WireCheckOrder(view, false);
#endif
	spec.bytes = view->bytes;
	spec.meaning = view->meaning;
	return spec;
}

/* The transition function of rollup over values that states of a kind become. */
Datum
AggRollup(FunctionCallInfo fcinfo, uint8 kind)
{
	StateSpec	spec;
	SumsView	view;

	if (PG_ARGISNULL(1))
		return AggSkip(fcinfo);
	spec = AggOpenStored(&view, PG_GETARG_DATUM(1), kind);
	return AggReturn(fcinfo, AggAddView(AggStateFor(fcinfo, spec), &view));
}

/* Refuses a stored value that cannot be added to a state. */
void
AggCheckStored(const KeyedSums *sums, Datum value, uint8 kind)
{
	SumsView	view;
	StateSpec	spec = AggOpenStored(&view, value, kind);

	if (AggDiffers(sums, spec))
		StateRefuse(sums, spec);
}

/* Adds a stored value to a state of its kind that is ours, NULL for none. */
KeyedSums *
AggAddStored(KeyedSums *sums, Datum value, uint8 kind)
{
	SumsView	view;
	StateSpec	spec = AggOpenStored(&view, value, kind);

	if (sums == NULL)
		return AggAddView(SumsCreate(spec), &view);
	if (AggDiffers(sums, spec))
		StateRefuse(sums, spec);
	return AggAddView(sums, &view);
}

/* The meaning in the value of a state: what is to be found are days. */
static ValueMeaning
StateValueMeaning(const StateKind *kind, ValueMeaning meaning)
{
	if (NounHasPeriods(kind->noun) && meaning.unit == FREQUENCY_UNSET)
		meaning.unit = FREQUENCY_DAY;
	return meaning;
}

/* Writes a state: format, kind, meaning, encoding, parameters, canonical value. */
static bytea *
StateWrite(KeyedSums *sums)
{
	StringInfoData buf;
	SumsView	view;
	struct varlena *value;

	ViewOpenState(&view, sums, VIEW_SORTED);
	view.meaning = StateValueMeaning(KindOf(sums), sums->meaning);
	value = WireWrite(&view);
	/* as pq_begintypsend, at once of the size that it takes */
	buf.maxlen = (int) (VARSIZE(value) + STATE_HEADER + sums->paramsize + 1);
	buf.data = palloc(buf.maxlen);
	buf.len = VARHDRSZ;
	buf.cursor = 0;
	pq_sendbyte(&buf, STATE_FORMAT);
	pq_sendbyte(&buf, sums->kind);
	pq_sendbytes(&buf, (const char *) &sums->meaning, sizeof(ValueMeaning));
	pq_sendbyte(&buf, GetDatabaseEncoding());
	pq_sendbyte(&buf, 0);
	pq_sendint16(&buf, sums->paramsize);
	pq_sendbytes(&buf, SumsParams(sums), sums->paramsize);
	pq_sendbytes(&buf, VARDATA(value), VARSIZE(value) - VARHDRSZ);
	pfree(value);
	return pq_endtypsend(&buf);
}

/* Reports bytes that are no state. */
pg_noreturn static void
StateError(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid external \"%s\" value", "keyed_sums"),
			 errdetail_internal("%s", detail)));
}

/* Makes sure that the announced bytes are there. */
static void
StateNeed(StringInfo buf, uint32 bytes, const char *what)
{
	uint32		left = buf->len - buf->cursor;

	if (bytes > left)
		StateError(psprintf("%s need %u bytes, but only %u follow.", what,
							bytes, left));
}

/* Reads the parameters of a kind and checks them. */
static const void *
StateReadParams(StringInfo buf, const StateKind *kind)
{
	uint32		size = pq_getmsgint(buf, 2);
	void	   *params;

	if (size != kind->paramsize)
		StateError(psprintf("A state of %s has %u bytes of parameters, found %u.",
							kind->name, kind->paramsize, size));
	StateNeed(buf, size, "Parameters");
	/* aligned, as those in a state are */
	params = palloc(size);
	memcpy(params, pq_getmsgbytes(buf, (int) size), size);
	if (kind->params_valid != NULL && !kind->params_valid(params))
		StateError(psprintf("Its parameters are not those of %s.", kind->name));
	return params;
}

/* Are the keys of a state from outside those that its kind can have? */
static bool
StateKeysAreValid(const SumsView *view, const StateKind *kind,
				  const void *params)
{
	if (kind->keys != KEY_EITHER && view->bytes != (kind->keys == KEY_BYTES))
		return false;
	return kind->keys_valid == NULL || kind->keys_valid(view, params);
}

/*
 * Reads the encoding of byte keys.  They stay as they are: a state goes from
 * one process to another of a cluster whose databases have one encoding.
 */
static int
StateReadEncoding(StringInfo buf)
{
	int			encoding = pq_getmsgbyte(buf);
	int			reserved = pq_getmsgbyte(buf);

	if (reserved != 0)
		StateError(psprintf("Byte 7 is %d, expected 0.", reserved));
	return encoding;
}

/* Refuses names of another encoding than that of this database. */
static void
StateCheckEncoding(int encoding)
{
	if (encoding != GetDatabaseEncoding())
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("aggregate states do not pass between databases of different encodings"),
				 errdetail("The state was made in encoding %s, this database has %s.",
						   PG_VALID_ENCODING(encoding) ? pg_encoding_to_char(encoding) : "unknown",
						   GetDatabaseEncodingName()),
				 errhint("Send summaries, such as market_shares, in place of states.")));
}

/* Reads what StateWrite wrote. */
static KeyedSums *
StateRead(StringInfo buf)
{
	int			format;
	int			number;
	StateSpec	spec = {0};
	const StateKind *kind;
	ValueMeaning meaning;
	SumsView	view;
	int			encoding;
	int			len;

	StateNeed(buf, STATE_HEADER, "Headers");
	format = pq_getmsgbyte(buf);
	number = pq_getmsgbyte(buf);
	if (format != STATE_FORMAT || number == 0 || number >= StateKindCount)
		StateError(psprintf("Format is %d, expected %d; kind is %d.", format,
							STATE_FORMAT, number));
	kind = &StateKinds[number];
	spec.kind = (uint8) number;
	memcpy(&spec.meaning, pq_getmsgbytes(buf, sizeof(ValueMeaning)),
		   sizeof(ValueMeaning));
	encoding = StateReadEncoding(buf);
	spec.params = StateReadParams(buf, kind);
	len = buf->len - buf->cursor;
	(void) WireCheck(&view, pq_getmsgbytes(buf, len), len, kind->noun);
	meaning = StateValueMeaning(kind, spec.meaning);
	if (memcmp(&meaning, &view.meaning, sizeof(meaning)) != 0 ||
		view.extra != 0)
		StateError("Its meaning is not that of the value in it.");
	view.meaning = spec.meaning;
	if (view.bytes)
		StateCheckEncoding(encoding);
	if (!StateKeysAreValid(&view, kind, spec.params))
		StateError(psprintf("Its keys are not those of %s.", kind->name));
	spec.bytes = view.bytes;
	return AggAddView(SumsCreate(spec), &view);
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

/*
 * The text form of a state: the base64 form of its bytes, in one line, which a
 * third is shorter than hexadecimal digits.  Servers that read text get it.
 */
char *
StateTextOut(bytea *bytes)
{
	Datum		encoded = DirectFunctionCall2(binary_encode,
											  PointerGetDatum(bytes),
											  CStringGetTextDatum("base64"));
	char	   *line = TextDatumGetCString(encoded);
	char	   *end = line;

	for (const char *c = line; *c != '\0'; c++)
		if (*c != '\n')
			*end++ = *c;
	*end = '\0';
	return line;
}

/*
 * Reads that form, and that of hexadecimal digits, which begins with the 0 of
 * a format below 16 as the other never does.
 */
void
StateTextIn(StringInfo buf, char *line)
{
	const char *encoding = line[0] == '0' ? "hex" : "base64";
	bytea	   *bytes = DatumGetByteaPP(DirectFunctionCall2(binary_decode,
															CStringGetTextDatum(line),
															CStringGetTextDatum(encoding)));

	initStringInfo(buf);
	appendBinaryStringInfo(buf, VARDATA_ANY(bytes), VARSIZE_ANY_EXHDR(bytes));
}

PG_FUNCTION_INFO_V1(sums_out);
Datum
sums_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(StateTextOut(StateWrite(AggStateArgument(fcinfo, 0))));
}

PG_FUNCTION_INFO_V1(sums_in);
Datum
sums_in(PG_FUNCTION_ARGS)
{
	StringInfoData buf;

	StateTextIn(&buf, PG_GETARG_CSTRING(0));
	PG_RETURN_POINTER(StateRead(&buf));
}
