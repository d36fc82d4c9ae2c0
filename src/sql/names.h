/*
 * names.h
 *	  Arrays of names and numbers that callers pass; finding names.
 */
#ifndef RAREEARTH_NAMES_H
#define RAREEARTH_NAMES_H

#include "rareearth.h"

#include "keyed/view.h"

/* Names in the order of bytes, with their places in the array, no NULLs. */
typedef struct NameEntry
{
	const char *name;
	int			place;
} NameEntry;

typedef struct Names
{
	int			n;
	NameEntry  *entry;
} Names;

/* Who owns whom, in the order of entities; owners end their chain. */
typedef struct OwnerPair
{
	const char *entity;
	const char *owner;
} OwnerPair;

typedef struct Owners
{
	int			n;
	OwnerPair  *pair;
	Names		names;			/* of the owners */
} Owners;

extern int	NamesFromArray(Datum array, const SumsView *view, char ***names);
extern int	NumbersFromArray(Datum array, const char *what, double **numbers);
extern void NamesCheckLengths(const char *what, int n, const char *other,
							  int nother);
extern void NamesOpen(Names *names, char **array, int n);
extern const NameEntry *NamesFind(const Names *names, const char *name);
extern void OwnersOpen(Owners *owners, char **entity, char **owner, int n,
					   bool alone);
extern const char *OwnersFind(const Owners *owners, const char *entity);
extern const char *OwnersMerging(const Owners *owners, const char *entity);

#endif							/* RAREEARTH_NAMES_H */
