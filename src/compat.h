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

/* 16 brought soft errors of input functions; before, every error is hard. */
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#else
#define ereturn(context, dummy, ...) \
	do { (void) (context); ereport(ERROR, __VA_ARGS__); return dummy; } while (0)
#endif

/* 18 lets a module tell its name and version. */
#if PG_VERSION_NUM >= 180000
#define RAREEARTH_MODULE_MAGIC(modname, modversion) \
	PG_MODULE_MAGIC_EXT(.name = modname, .version = modversion)
#else
#define RAREEARTH_MODULE_MAGIC(modname, modversion) PG_MODULE_MAGIC
#endif

#endif							/* RAREEARTH_COMPAT_H */
