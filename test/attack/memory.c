/*
 * memory.c
 *	  What the library allocates, each piece by malloc, so that sanitizers and
 *	  valgrind see where it ends and when it is gone.
 *
 * The library is built with -Dpalloc=MallocPalloc and so on.  A piece belongs to a
 * memory context of its own kind, the child of the current one, so that it goes
 * where its parent is reset, and pfree and repalloc of the server find it.  From
 * 16 on the server takes no kinds of memory context but its own: there pieces
 * are the server's.
 */
#include "postgres.h"

#include "utils/memutils.h"

extern void *MallocPalloc(Size size);
extern void *MallocPalloc0(Size size);
extern void *MallocPallocExtended(Size size, int flags);

#if PG_VERSION_NUM < 160000

#include "nodes/memnodes.h"

typedef struct Piece
{
	struct Piece *before;
	struct Piece *behind;
	Size		size;
	MemoryContext context;		/* stands right before the memory */
} Piece;

typedef struct PieceContext
{
	MemoryContextData header;
	Piece		ends;			/* of a ring */
} PieceContext;

static inline Piece *
PieceOf(void *pointer)
{
	return (Piece *) pointer - 1;
}

static void *
PieceAlloc(MemoryContext context, Size size)
{
	PieceContext *pieces = (PieceContext *) context;
	Piece	   *piece = malloc(sizeof(Piece) + size);

	if (piece == NULL)
		return NULL;
	piece->context = context;
	piece->size = size;
	piece->before = &pieces->ends;
	piece->behind = pieces->ends.behind;
	piece->before->behind = piece->behind->before = piece;
	return piece + 1;
}

static void
PieceFree(MemoryContext context, void *pointer)
{
	Piece	   *piece = PieceOf(pointer);

	piece->before->behind = piece->behind;
	piece->behind->before = piece->before;
	free(piece);
}

static void *
PieceRealloc(MemoryContext context, void *pointer, Size size)
{
	void	   *more = PieceAlloc(context, size);

	if (more != NULL)
	{
		memcpy(more, pointer, Min(size, PieceOf(pointer)->size));
		PieceFree(context, pointer);
	}
	return more;
}

static void
PieceReset(MemoryContext context)
{
	PieceContext *pieces = (PieceContext *) context;

	while (pieces->ends.behind != &pieces->ends)
		PieceFree(context, pieces->ends.behind + 1);
}

static void
PieceDelete(MemoryContext context)
{
	PieceReset(context);
	free(context);
}

static Size
PieceSpace(MemoryContext context, void *pointer)
{
	return PieceOf(pointer)->size + sizeof(Piece);
}

static bool
PieceIsEmpty(MemoryContext context)
{
	PieceContext *pieces = (PieceContext *) context;

	return pieces->ends.behind == &pieces->ends;
}

static void
PieceStats(MemoryContext context, MemoryStatsPrintFunc print, void *passthru,
		   MemoryContextCounters *totals, bool to_stderr)
{
}

static const MemoryContextMethods piece_methods = {
	.alloc = PieceAlloc,
	.free_p = PieceFree,
	.realloc = PieceRealloc,
	.reset = PieceReset,
	.delete_context = PieceDelete,
	.get_chunk_space = PieceSpace,
	.is_empty = PieceIsEmpty,
	.stats = PieceStats
};

/* The context of pieces below the current one. */
static MemoryContext
PieceContextHere(void)
{
	MemoryContext child = CurrentMemoryContext;
	PieceContext *pieces;

	if (child->methods == &piece_methods)
		return child;
	for (child = child->firstchild; child != NULL; child = child->nextchild)
		if (child->methods == &piece_methods)
			return child;
	pieces = calloc(1, sizeof(PieceContext));
	pieces->ends.before = pieces->ends.behind = &pieces->ends;
	MemoryContextCreate(&pieces->header, T_AllocSetContext, &piece_methods,
						CurrentMemoryContext, "pieces");
	return &pieces->header;
}

#else

static MemoryContext
PieceContextHere(void)
{
	return CurrentMemoryContext;
}

#endif

void *
MallocPalloc(Size size)
{
	return MemoryContextAlloc(PieceContextHere(), size);
}

void *
MallocPalloc0(Size size)
{
	return MemoryContextAllocZero(PieceContextHere(), size);
}

void *
MallocPallocExtended(Size size, int flags)
{
	return MemoryContextAllocExtended(PieceContextHere(), size, flags);
}
