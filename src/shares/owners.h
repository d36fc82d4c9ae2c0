/*
 * owners.h
 *	  Who owns whom, as callers say it in JSON.
 */
#ifndef RAREEARTH_OWNERS_H
#define RAREEARTH_OWNERS_H

#include "sql/names.h"

/* An entity and the owner at the end of its chain. */
typedef struct OwnerPair
{
	const char *entity;
	const char *owner;
} OwnerPair;

/* In the order of entities, each once, none its own owner. */
typedef struct Owners
{
	int			n;
	int			room;
	OwnerPair  *pair;
	Names		names;			/* of the owners */
} Owners;

extern void OwnersOpen(Owners *owners, Jsonb *json, const SumsView *view);
extern const char *OwnersFind(const Owners *owners, const char *entity);
extern const char *OwnersMerging(const Owners *owners, const char *entity);

#endif							/* RAREEARTH_OWNERS_H */
