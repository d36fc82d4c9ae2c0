/*
 * mismatch.c
 *	  Refusing a state that is something else than what it is taken for.
 */
#include "rareearth.h"

#include "keyed/mismatch.h"

/* Reports a state of another kind than the function works on. */
void
StateMismatch(const char *expected, const KeyedSums *found)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("state of %s expected, found a state of %s", expected,
					KindOf(found)->name),
			 errhint("Combine and finish a state with the functions of the aggregate that built it.")));
}

/* Reports rows that disagree on the parameters of their group. */
pg_noreturn static void
ParamsMismatch(const StateKind *kind, const void *a, const void *b)
{
	char	   *x = kind->params_text == NULL ? NULL : kind->params_text(a);
	char	   *y = kind->params_text == NULL ? NULL : kind->params_text(b);
	bool		ascend = x != NULL && strcmp(x, y) < 0;

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s must be the same for all rows of a group", kind->params),
			 x == NULL ? 0 :
			 errdetail("One row has %s, another %s.", ascend ? x : y,
					   ascend ? y : x),
			 errhint("%s", kind->hint)));
}

/* Reports what is wrong with a state that a row cannot be added to. */
void
StateRefuse(const KeyedSums *sums, StateSpec spec)
{
	const StateKind *kind = KindOf(sums);

	if (sums->kind != spec.kind)
		StateMismatch(StateKinds[spec.kind].name, sums);
	if (SumsHasBytes(sums) != spec.bytes)
		kind->keys_differ();
	MeaningCheckAlike(kind->noun, sums->meaning, spec.meaning);
	ParamsMismatch(kind, SumsParams(sums), spec.params);
}
