/*
 * fuzz.c
 *	  libFuzzer inside a server of one process: bytes of its choice for what
 *	  the library takes from outside, from disk and from other states.
 *
 * The library is built with the sanitizers, this file beside it, and what it
 * allocates is malloc's (memory.c).  The server is the ordinary one, so that
 * numbers, dates, JSON, encodings and the catalog are what users meet.
 *
 *	  postgres --single ... <<< "SELECT fuzz('recv', '{-max_total_time=60}')"
 *
 * An input ends the process, so that libFuzzer keeps it, where a sanitizer or an
 * assertion does, an error is an internal one (XX000), a number in an answer is
 * not finite, or a law of the target breaks.  Targets:
 *
 *	recv	  bytes that are received: what is accepted is sent as it came, and
 *			  its text form reads back as the same bytes
 *	text	  the same of text forms
 *	stored	  bytes as they lie on disk, before every function of their type; the
 *			  order of names in them is believed, so without assertions
 *	rollup	  values rolled up: in any order the same
 *	combine	  received states combined: in any order the same; then every
 *			  function that takes a state
 *	calendar  dates to periods and back
 *
 * Functions come from the catalog, by the views of fuzz.sql, and the other
 * arguments from the table "odd" (odd.sql).
 */
#include "rareearth.h"

#include <math.h>

#include "access/htup_details.h"
#include "access/xact.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/regproc.h"
#include "utils/resowner.h"
#include "utils/typcache.h"

#include "sql/calendar.h"

#define MOST_ARGUMENTS	24
#define MOST_VALUES		400		/* of a type, of the table odd */

extern int	LLVMFuzzerRunDriver(int *argc, char ***argv,
								int (*run) (const uint8 *data, size_t size));

/* A type of ours that has a binary form. */
typedef struct TypeOfOurs
{
	Oid			type;
	FmgrInfo	in;
	FmgrInfo	out;
	FmgrInfo	recv;
	FmgrInfo	send;
	FmgrInfo	combine;		/* of a state */
	bool		is_state;
	Oid			param;
} TypeOfOurs;

/* What another argument may be. */
typedef struct Pool
{
	Oid			type;
	int			n;
	NullableDatum value[MOST_VALUES];
} Pool;

/* A function in C, the first of whose arguments of our types is at "given". */
typedef struct Asked
{
	FmgrInfo	function;
	Oid			result;
	int			given;
	Oid			type;
	int			narguments;
	Pool	   *pool[MOST_ARGUMENTS];
} Asked;

/* A rollup, by its type. */
typedef struct Rollup
{
	Oid			type;
	FmgrInfo	transition;
	FmgrInfo	final;
} Rollup;

/* Bytes that are left of an input. */
typedef struct Input
{
	const uint8 *at;
	size_t		left;
} Input;

static TypeOfOurs *types;
static int	ntypes;
static Asked *asked;
static int	nasked;
static Rollup *rollups;
static int	nrollups;
static MemoryContext scratch;
static void (*target) (Input *in);

/* Ends the process for libFuzzer to keep the input. */
static void
Broken(const char *what, const char *detail)
{
	fprintf(stderr, "BROKEN: %s: %s\n", what, detail);
	abort();
}

static uint8
TakeByte(Input *in)
{
	if (in->left == 0)
		return 0;
	in->left--;
	return *in->at++;
}

static uint32
TakeInt(Input *in)
{
	uint32		x = TakeByte(in);

	x = x << 8 | TakeByte(in);
	x = x << 8 | TakeByte(in);
	return x << 8 | TakeByte(in);
}

/* The next n bytes, or what is left. */
static Input
TakePart(Input *in, size_t n)
{
	Input		part = {in->at, Min(n, in->left)};

	in->at += part.left;
	in->left -= part.left;
	return part;
}

/* --- calls --- */

/* Calls a function as a query would that runs it once. */
static Datum
Call(const FmgrInfo *function, int n, const NullableDatum *argument,
	 ReturnSetInfo *set, bool *isnull)
{
	LOCAL_FCINFO(fcinfo, MOST_ARGUMENTS);
	FmgrInfo   *once = palloc(sizeof(FmgrInfo));
	Datum		result;

	*isnull = true;
	for (int i = 0; i < n && function->fn_strict; i++)
		if (argument[i].isnull)
			return (Datum) 0;
	*once = *function;
	once->fn_extra = NULL;
	once->fn_mcxt = CurrentMemoryContext;
	InitFunctionCallInfoData(*fcinfo, once, n, C_COLLATION_OID, NULL,
							 (Node *) set);
	memcpy(fcinfo->args, argument, n * sizeof(NullableDatum));
	result = FunctionCallInvoke(fcinfo);
	*isnull = fcinfo->isnull;
	return result;
}

static Datum
Call1(const FmgrInfo *function, Datum a)
{
	NullableDatum argument[] = {{a, false}};
	bool		isnull;

	return Call(function, 1, argument, NULL, &isnull);
}

/* The value that an input is received as. */
static Datum
Receive(const TypeOfOurs *type, Input part)
{
	StringInfo	buf = makeStringInfo();
	NullableDatum argument[3] = {{PointerGetDatum(buf), false},
		{ObjectIdGetDatum(type->param), false}, {Int32GetDatum(-1), false}};
	bool		isnull;

	/* the server ends what it received with a zero byte */
	buf->data = palloc(part.left + 1);
	memcpy(buf->data, part.at, part.left);
	buf->data[part.left] = '\0';
	buf->len = (int) part.left;
	buf->maxlen = (int) part.left + 1;
	return Call(&type->recv, 3, argument, NULL, &isnull);
}

static Datum
Read(const TypeOfOurs *type, const char *text)
{
	NullableDatum argument[3] = {{CStringGetDatum(text), false},
		{ObjectIdGetDatum(type->param), false}, {Int32GetDatum(-1), false}};
	bool		isnull;

	return Call(&type->in, 3, argument, NULL, &isnull);
}

/* The same bytes as if they lay on disk. */
static Datum
Stored(Input part)
{
	struct varlena *value = palloc(VARHDRSZ + part.left);

	SET_VARSIZE(value, VARHDRSZ + part.left);
	memcpy(VARDATA(value), part.at, part.left);
	return PointerGetDatum(value);
}

/* --- laws --- */

static bool
SameBytes(Datum a, Datum b)
{
	struct varlena *x = (struct varlena *) DatumGetPointer(a);
	struct varlena *y = (struct varlena *) DatumGetPointer(b);

	return VARSIZE(x) == VARSIZE(y) && memcmp(x, y, VARSIZE(x)) == 0;
}

/* The text form of a value that was accepted reads back as the same bytes. */
static void
LawOfText(const TypeOfOurs *type, Datum value)
{
	Datum		sent = Call1(&type->send, value);
	char	   *text = DatumGetCString(Call1(&type->out, value));
	Datum		again = Read(type, text);

	if (!SameBytes(Call1(&type->send, again), sent))
		Broken("the text form is another value", text);
}

static void CheckFinite(Oid type, Datum value);

static void
CheckRow(HeapTuple tuple, TupleDesc desc)
{
	for (int i = 1; i <= desc->natts; i++)
	{
		bool		isnull;
		Datum		value = heap_getattr(tuple, i, desc, &isnull);

		if (!isnull)
			CheckFinite(TupleDescAttr(desc, i - 1)->atttypid, value);
	}
}

/* Numbers of an answer are finite. */
static void
CheckFinite(Oid type, Datum value)
{
	if (type == FLOAT8OID)
	{
		if (!isfinite(DatumGetFloat8(value)))
			Broken("a number is not finite", psprintf("%g", DatumGetFloat8(value)));
	}
	else if (type_is_rowtype(type))
	{
		HeapTupleHeader header = DatumGetHeapTupleHeader(value);
		TupleDesc	desc = lookup_rowtype_tupdesc(HeapTupleHeaderGetTypeId(header),
												  HeapTupleHeaderGetTypMod(header));
		HeapTupleData tuple = {.t_len = HeapTupleHeaderGetDatumLength(header), .t_data = header};

		CheckRow(&tuple, desc);
		ReleaseTupleDesc(desc);
	}
}

/* Asks a function, one of its arguments given and the others of choice. */
static void
AskWith(const Asked *a, Input *in, Datum value)
{
	NullableDatum argument[MOST_ARGUMENTS];
	ReturnSetInfo set = {.type = T_ReturnSetInfo, .allowedModes = SFRM_Materialize};
	bool		isnull;
	Datum		answer;

	for (int i = 0; i < a->narguments; i++)
	{
		uint32		choice = (uint32) TakeByte(in) << 8 | TakeByte(in);

		argument[i].value = value;
		argument[i].isnull = false;
		if (i != a->given && a->pool[i]->n > 0)
			argument[i] = a->pool[i]->value[choice % a->pool[i]->n];
	}
	set.econtext = CreateStandaloneExprContext();
	answer = Call(&a->function, a->narguments, argument, &set, &isnull);
	if (!isnull && !a->function.fn_retset)
		CheckFinite(a->result, answer);
	if (set.setResult != NULL)
	{
		TupleTableSlot *slot = MakeSingleTupleTableSlot(set.setDesc, &TTSOpsMinimalTuple);
		bool		should_free;

		while (tuplestore_gettupleslot(set.setResult, true, false, slot))
			CheckRow(ExecFetchSlotHeapTuple(slot, true, &should_free), set.setDesc);
		tuplestore_end(set.setResult);
	}
	FreeExprContext(set.econtext, true);
}

/* --- targets --- */

static void
TargetRecv(Input *in)
{
	const TypeOfOurs *type = &types[TakeByte(in) % ntypes];
	Datum		value = Receive(type, *in);
	Datum		sent = Call1(&type->send, value);

	/* of a state of numbers any encoding is taken, and ours is sent */
	if (type->is_state)
	{
		Input		again = {(uint8 *) VARDATA(sent), VARSIZE(sent) - VARHDRSZ};

		if (!SameBytes(Call1(&type->send, Receive(type, again)), sent))
			Broken("what is sent is received as something else", format_type_be(type->type));
	}
	else if (!SameBytes(sent, Stored(*in)))
		Broken("what is received is not what is sent", format_type_be(type->type));
	LawOfText(type, value);
}

static void
TargetText(Input *in)
{
	const TypeOfOurs *type = &types[TakeByte(in) % ntypes];
	char	   *text = palloc(in->left + 1);

	memcpy(text, in->at, in->left);
	text[in->left] = '\0';
	if (pg_verify_mbstr(GetDatabaseEncoding(), text, strlen(text), true))
		LawOfText(type, Read(type, text));
}

/* The function of choice, of those that take this type. */
static const Asked *
AskedOf(Oid type, uint32 choice)
{
	for (int i = 0; i < nasked; i++)
	{
		const Asked *a = &asked[(choice + i) % nasked];

		if (a->type == type)
			return a;
	}
	return NULL;
}

static const TypeOfOurs *
TypeOf(Oid type)
{
	const TypeOfOurs *found = types;

	while (found->type != type)
		found++;
	return found;
}

static void
TargetStored(Input *in)
{
	const Asked *a = &asked[TakeInt(in) % nasked];
	Input		rest = TakePart(in, 2 * a->narguments);

	if (!TypeOf(a->type)->is_state)
		AskWith(a, &rest, Stored(*in));
}

static void
TargetRollup(Input *in)
{
	const Rollup *r = &rollups[TakeByte(in) % nrollups];
	NullableDatum argument[2] = {{0, true}, {0, false}};
	Datum		value[4];
	Datum		sent[2];
	uint8		how = TakeByte(in);
	int			n = 1 + how % 4;
	const TypeOfOurs *type = TypeOf(r->type);
	bool		isnull;

	for (int i = 0; i < n; i++)
	{
		Input		part = TakePart(in, i < n - 1 ? TakeInt(in) % 4096 : in->left);

		value[i] = Receive(type, part);
	}
	for (int round = 0; round < 2; round++)
	{
		argument[0].isnull = true;
		for (int i = 0; i < n; i++)
		{
			argument[1].value = value[round == 0 ? i : n - 1 - i];
			argument[0].value = Call(&r->transition, 2, argument, NULL, &isnull);
			argument[0].isnull = isnull;
		}
		sent[round] = Call1(&type->send, Call(&r->final, 1, argument, NULL, &isnull));
	}
	if (!SameBytes(sent[0], sent[1]))
		Broken("the order of a rollup can be seen", format_type_be(r->type));
}

static void
TargetCombine(Input *in)
{
	const TypeOfOurs *type = &types[TakeByte(in) % ntypes];
	const Asked *a = AskedOf(type->type, TakeInt(in));
	Input		rest;
	Input		part;
	NullableDatum argument[2] = {{0, false}, {0, false}};
	NullableDatum swapped[2];
	bool		isnull;
	Datum		both;

	if (!type->is_state)
		return;
	rest = TakePart(in, 2 * a->narguments);
	part = TakePart(in, TakeInt(in) % 4096);
	swapped[1].value = argument[0].value = Receive(type, part);
	swapped[0].value = argument[1].value = Receive(type, *in);
	swapped[0].isnull = swapped[1].isnull = false;
	both = Call(&type->combine, 2, argument, NULL, &isnull);
	if (!SameBytes(Call1(&type->send, both), Call1(&type->send, Call(&type->combine, 2, swapped, NULL, &isnull))))
		Broken("the order of combining can be seen", format_type_be(type->type));
	AskWith(a, &rest, both);
}

static void
TargetCalendar(Input *in)
{
	Calendar	calendar = {(Frequency) (1 + TakeByte(in) % (FREQUENCY_TRADING_DAY - 1)), 1};
	uint8		month = TakeByte(in);
	DateADT		date = (DateADT) TakeInt(in);
	int64		index;
	int64		days[2];

	if (FrequencyHasYears(calendar.frequency))
		calendar.year_start = 1 + month % 12;
	if (!IS_VALID_DATE(date))
		return;
	index = CalendarIndex(date, calendar);
	if (CalendarDate(index, calendar) > date)
		Broken("a period starts after a date in it", CalendarDateText(date));
	if (CalendarIndexIsValid(index + 1, calendar) && CalendarDate(index + 1, calendar) <= date)
		Broken("the next period starts before a date", CalendarDateText(date));
	if (CalendarIndexIsValid(index, calendar) && CalendarIndex(CalendarDate(index, calendar), calendar) != index)
		Broken("a period does not hold its first day", CalendarDateText(date));
	days[0] = date;
	days[1] = (int64) date + TakeInt(in) % 100000;
	if (days[1] >= DATE_END_JULIAN - POSTGRES_EPOCH_JDATE)
		return;
	index = CalendarIndex((DateADT) days[1], calendar);
	CalendarIndexSorted(days, 2, calendar);
	if (days[0] != CalendarIndex(date, calendar) || days[1] != index)
		Broken("many dates are not what each is", CalendarDateText(date));
}

static const struct
{
	const char *name;
	void		(*run) (Input *in);
}			targets[] = {
	{"recv", TargetRecv},
	{"text", TargetText},
	{"stored", TargetStored},
	{"rollup", TargetRollup},
	{"combine", TargetCombine},
	{"calendar", TargetCalendar}
};

/* --- what libFuzzer calls --- */

static int
Run(const uint8 *data, size_t size)
{
	Input		in = {data, size};
	MemoryContext outer = MemoryContextSwitchTo(scratch);
	ResourceOwner owner = CurrentResourceOwner;

	CurrentResourceOwner = ResourceOwnerCreate(owner, "input");
	PG_TRY();
	{
		target(&in);
	}
	PG_CATCH();
	{
		ErrorData  *error;

		MemoryContextSwitchTo(scratch);
		error = CopyErrorData();
		FlushErrorState();
		if (error->sqlerrcode == ERRCODE_INTERNAL_ERROR)
			Broken("an internal error", error->message);
	}
	PG_END_TRY();
	ResourceOwnerRelease(CurrentResourceOwner, RESOURCE_RELEASE_BEFORE_LOCKS, false, false);
	ResourceOwnerRelease(CurrentResourceOwner, RESOURCE_RELEASE_LOCKS, false, false);
	ResourceOwnerRelease(CurrentResourceOwner, RESOURCE_RELEASE_AFTER_LOCKS, false, false);
	ResourceOwnerDelete(CurrentResourceOwner);
	CurrentResourceOwner = owner;
	MemoryContextSwitchTo(outer);
	MemoryContextReset(scratch);
	return 0;
}

static Oid
ColumnOid(int row, int column)
{
	bool		isnull;

	return DatumGetObjectId(SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column, &isnull));
}

/* A query of the catalog; returns the number of rows. */
static int
Ask(const char *query)
{
	if (SPI_execute(query, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "no answer: %s", query);
	return (int) SPI_processed;
}

static void
FindTypes(void)
{
	ntypes = Ask("SELECT oid, typinput, typoutput, typreceive, typsend, is_state, coalesce(combine, 0::oid) FROM fuzz_type ORDER BY number");
	types = MemoryContextAllocZero(TopMemoryContext, ntypes * sizeof(TypeOfOurs));
	for (int i = 0; i < ntypes; i++)
	{
		types[i].type = ColumnOid(i, 1);
		fmgr_info_cxt(ColumnOid(i, 2), &types[i].in, TopMemoryContext);
		fmgr_info_cxt(ColumnOid(i, 3), &types[i].out, TopMemoryContext);
		fmgr_info_cxt(ColumnOid(i, 4), &types[i].recv, TopMemoryContext);
		fmgr_info_cxt(ColumnOid(i, 5), &types[i].send, TopMemoryContext);
		types[i].param = types[i].type;
		types[i].is_state = DatumGetBool(ColumnOid(i, 6));
		if (types[i].is_state)
			fmgr_info_cxt(ColumnOid(i, 7), &types[i].combine, TopMemoryContext);
	}
}

/* The odd values of a type; forged bytes are left to the targets. */
static Pool *
PoolOf(Oid type)
{
	static List *pools = NIL;
	Pool	   *pool;
	ListCell   *lc;
	MemoryContext outer;
	Oid			in;
	Oid			param;
	int			n;

	foreach(lc, pools)
	{
		pool = lfirst(lc);
		if (pool->type == type)
			return pool;
	}
	n = Ask(psprintf("SELECT value, value = 'NULL' FROM odd WHERE type = %s AND value !~ 'bytea'",
					 quote_literal_cstr(format_type_be(type))));
	outer = MemoryContextSwitchTo(TopMemoryContext);
	pool = palloc0(sizeof(Pool));
	pool->type = type;
	getTypeInputInfo(type, &in, &param);
	for (int i = 0; i < n && pool->n < MOST_VALUES; i++)
	{
		NullableDatum *value = &pool->value[pool->n++];

		value->isnull = strcmp(SPI_getvalue(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 2), "t") == 0;
		if (!value->isnull)
		{
			/* as a literal is read */
			char	   *literal = SPI_getvalue(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 1);
			SPITupleTable *table = SPI_tuptable;
			bool		isnull;

			MemoryContextSwitchTo(outer);
			Ask(psprintf("SELECT (%s)::text::cstring", literal));
			literal = DatumGetCString(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
			MemoryContextSwitchTo(TopMemoryContext);
			value->value = OidInputFunctionCall(in, literal, param, -1);
			SPI_tuptable = table;
		}
	}
	pools = lappend(pools, pool);
	MemoryContextSwitchTo(outer);
	return pool;
}

static void
FindFunctions(void)
{
	SPITupleTable *table;

	nasked = Ask("SELECT oid, prorettype, given, type FROM fuzz_function ORDER BY number");
	table = SPI_tuptable;
	asked = MemoryContextAllocZero(TopMemoryContext, nasked * sizeof(Asked));
	for (int i = 0; i < nasked; i++)
	{
		Asked	   *a = &asked[i];
		Oid		   *argument;

		SPI_tuptable = table;
		fmgr_info_cxt(ColumnOid(i, 1), &a->function, TopMemoryContext);
		a->result = ColumnOid(i, 2);
		a->given = (int) ColumnOid(i, 3);
		a->type = ColumnOid(i, 4);
		(void) get_func_signature(a->function.fn_oid, &argument, &a->narguments);
		if (a->narguments > MOST_ARGUMENTS)
			elog(ERROR, "%s has too many arguments", format_procedure(a->function.fn_oid));
		for (int n = 0; n < a->narguments; n++)
			a->pool[n] = PoolOf(argument[n]);
	}
}

static void
FindRollups(void)
{
	nrollups = Ask("SELECT type, transition, final FROM fuzz_rollup ORDER BY number");
	rollups = MemoryContextAllocZero(TopMemoryContext, nrollups * sizeof(Rollup));
	for (int i = 0; i < nrollups; i++)
	{
		rollups[i].type = ColumnOid(i, 1);
		fmgr_info_cxt(ColumnOid(i, 2), &rollups[i].transition, TopMemoryContext);
		fmgr_info_cxt(ColumnOid(i, 3), &rollups[i].final, TopMemoryContext);
	}
}

/* fuzz(target text, options text[]): runs libFuzzer, which ends the process. */
PG_FUNCTION_INFO_V1(fuzz);
Datum
fuzz(PG_FUNCTION_ARGS)
{
	char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(0));
	ArrayType  *options = PG_GETARG_ARRAYTYPE_P(1);
	Datum	   *option;
	int			n;
	char	  **argv;

	for (size_t i = 0; i < lengthof(targets); i++)
		if (strcmp(targets[i].name, name) == 0)
			target = targets[i].run;
	if (target == NULL)
		elog(ERROR, "no such target: %s", name);
	SPI_connect();
	FindTypes();
	FindFunctions();
	FindRollups();
	SPI_finish();
	deconstruct_array(options, TEXTOID, -1, false, TYPALIGN_INT, &option, NULL, &n);
	argv = MemoryContextAlloc(TopMemoryContext, (n + 2) * sizeof(char *));
	argv[0] = "fuzz";
	for (int i = 0; i < n; i++)
		argv[i + 1] = TextDatumGetCString(option[i]);
	argv[++n] = NULL;
	scratch = AllocSetContextCreate(TopMemoryContext, "input", ALLOCSET_DEFAULT_SIZES);
	LLVMFuzzerRunDriver(&n, &argv, Run);
	PG_RETURN_VOID();
}
