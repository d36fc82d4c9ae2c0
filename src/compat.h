/*
 * compat.h
 *	  Differences between server versions; the only file that names them.
 */
#ifndef RAREEARTH_COMPAT_H
#define RAREEARTH_COMPAT_H

/* 16 moved the varlena macros out of postgres.h. */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* Ends a macro of definitions, so that its use ends with a semicolon. */
#define TAKES_THE_SEMICOLON	extern int rareearth_no_such_object

/* 18 puts the mark of what never returns before the declaration. */
#ifndef pg_noreturn
#define pg_noreturn pg_attribute_noreturn()
#endif

/*
 * Only what SQL calls is visible to other modules.  Since 16 the declarations
 * of fmgr.h see to that; before, they are made here.
 */
#if PG_VERSION_NUM < 160000
#undef PGDLLEXPORT
#define PGDLLEXPORT __attribute__((visibility("default")))
#undef PG_FUNCTION_INFO_V1
#define PG_FUNCTION_INFO_V1(name) \
	extern PGDLLEXPORT Datum name(PG_FUNCTION_ARGS); \
	extern PGDLLEXPORT const Pg_finfo_record *pg_finfo_##name(void); \
	const Pg_finfo_record * \
	pg_finfo_##name(void) \
	{ \
		static const Pg_finfo_record info = {1}; \
		return &info; \
	} \
	TAKES_THE_SEMICOLON
extern PGDLLEXPORT void _PG_init(void);
#endif

/* Numerics are laid out as numeric_digits.c reads them; a later server may change that. */
#define NUMERIC_LAYOUT_IS_KNOWN	(PG_VERSION_NUM < 200000)

/* The first releases of 15 have none of these. */
#ifndef palloc_array
#define palloc_array(type, count) ((type *) palloc(sizeof(type) * (count)))
#define palloc0_array(type, count) ((type *) palloc0(sizeof(type) * (count)))
#define repalloc_array(pointer, type, count) \
	((type *) repalloc(pointer, sizeof(type) * (count)))
#endif

/*
 * Since 16 input functions may leave an error in the context of their call
 * instead of raising it.
 */
#if PG_VERSION_NUM < 160000
#define errsave(context, ...) ereport(ERROR, __VA_ARGS__)
static inline bool
DirectInputFunctionCallSafe(PGFunction function, char *text, Oid typioparam,
							int32 typmod, struct Node *context, Datum *result)
{
	*result = DirectFunctionCall3(function, CStringGetDatum(text),
								  ObjectIdGetDatum(typioparam),
								  Int32GetDatum(typmod));
	return true;
}
#endif

/* 18 lets a module tell its name and version. */
#if PG_VERSION_NUM >= 180000
#define RAREEARTH_MODULE_MAGIC(modname, modversion) \
	PG_MODULE_MAGIC_EXT(.name = modname, .version = modversion)
#else
#define RAREEARTH_MODULE_MAGIC(modname, modversion) PG_MODULE_MAGIC
#endif

#endif							/* RAREEARTH_COMPAT_H */
