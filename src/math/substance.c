/*
 * substance.c
 *	  Elements, chemical formulas, and what they hold of rare earths.
 *
 * A formula is read by recursive descent into the number of atoms of each
 * element:
 *
 *	  formula := part { ("*" | "·") part }
 *	  part    := [count] group { group }
 *	  group   := (element | "(" group { group } ")" |
 *				  "[" group { group } "]") [count]
 *
 * Spaces may stand anywhere between these.  A point is refused: "LaCl3.7H2O"
 * can be read in two ways.
 */
#include <string.h>

#include "math/substance.h"

/* By atomic number; elements without a standard weight are left out. */
static const Element elements[] = {
	{"H", 1.008, 0, 0},
	{"He", 4.002602, 0, 0},
	{"Li", 6.94, 0, 0},
	{"Be", 9.0121831, 0, 0},
	{"B", 10.81, 0, 0},
	{"C", 12.011, 0, 0},
	{"N", 14.007, 0, 0},
	{"O", 15.999, 0, 0},
	{"F", 18.998403162, 0, 0},
	{"Ne", 20.1797, 0, 0},
	{"Na", 22.98976928, 0, 0},
	{"Mg", 24.305, 0, 0},
	{"Al", 26.9815384, 0, 0},
	{"Si", 28.085, 0, 0},
	{"P", 30.973761998, 0, 0},
	{"S", 32.06, 0, 0},
	{"Cl", 35.45, 0, 0},
	{"Ar", 39.95, 0, 0},
	{"K", 39.0983, 0, 0},
	{"Ca", 40.078, 0, 0},
	{"Sc", 44.955907, 2, 3},
	{"Ti", 47.867, 0, 0},
	{"V", 50.9415, 0, 0},
	{"Cr", 51.9961, 0, 0},
	{"Mn", 54.938043, 0, 0},
	{"Fe", 55.845, 0, 0},
	{"Co", 58.933194, 0, 0},
	{"Ni", 58.6934, 0, 0},
	{"Cu", 63.546, 0, 0},
	{"Zn", 65.38, 0, 0},
	{"Ga", 69.723, 0, 0},
	{"Ge", 72.630, 0, 0},
	{"As", 74.921595, 0, 0},
	{"Se", 78.971, 0, 0},
	{"Br", 79.904, 0, 0},
	{"Kr", 83.798, 0, 0},
	{"Rb", 85.4678, 0, 0},
	{"Sr", 87.62, 0, 0},
	{"Y", 88.905838, 2, 3},
	{"Zr", 91.224, 0, 0},
	{"Nb", 92.90637, 0, 0},
	{"Mo", 95.95, 0, 0},
	{"Ru", 101.07, 0, 0},
	{"Rh", 102.90549, 0, 0},
	{"Pd", 106.42, 0, 0},
	{"Ag", 107.8682, 0, 0},
	{"Cd", 112.414, 0, 0},
	{"In", 114.818, 0, 0},
	{"Sn", 118.710, 0, 0},
	{"Sb", 121.760, 0, 0},
	{"Te", 127.60, 0, 0},
	{"I", 126.90447, 0, 0},
	{"Xe", 131.293, 0, 0},
	{"Cs", 132.90545196, 0, 0},
	{"Ba", 137.327, 0, 0},
	{"La", 138.90547, 2, 3},
	{"Ce", 140.116, 1, 2},
	{"Pr", 140.90766, 6, 11},
	{"Nd", 144.242, 2, 3},
	{"Pm", 145, 2, 3},			/* mass number: no stable isotope */
	{"Sm", 150.36, 2, 3},
	{"Eu", 151.964, 2, 3},
	{"Gd", 157.25, 2, 3},
	{"Tb", 158.925354, 4, 7},
	{"Dy", 162.500, 2, 3},
	{"Ho", 164.930329, 2, 3},
	{"Er", 167.259, 2, 3},
	{"Tm", 168.934219, 2, 3},
	{"Yb", 173.045, 2, 3},
	{"Lu", 174.9668, 2, 3},
	{"Hf", 178.486, 0, 0},
	{"Ta", 180.94788, 0, 0},
	{"W", 183.84, 0, 0},
	{"Re", 186.207, 0, 0},
	{"Os", 190.23, 0, 0},
	{"Ir", 192.217, 0, 0},
	{"Pt", 195.084, 0, 0},
	{"Au", 196.966570, 0, 0},
	{"Hg", 200.592, 0, 0},
	{"Tl", 204.38, 0, 0},
	{"Pb", 207.2, 0, 0},
	{"Bi", 208.98040, 0, 0},
	{"Th", 232.0377, 0, 0},
	{"Pa", 231.03588, 0, 0},
	{"U", 238.02891, 0, 0},
};

#define ELEMENTS	((int) (sizeof(elements) / sizeof(elements[0])))

/* Atoms of each element, in the order of elements. */
typedef struct Atoms
{
	double		number[ELEMENTS];
} Atoms;

/* A formula, how far it has been read, and the first mistake. */
typedef struct FormulaReader
{
	const char *start;
	const char *at;
	SubstanceError error;
	int			length;			/* of the mistake */
} FormulaReader;

/* The element of a symbol, which need not end there; NULL when unknown. */
const Element *
ElementFind(const char *symbol, int length)
{
	for (int i = 0; i < ELEMENTS; i++)
		if ((int) strlen(elements[i].symbol) == length &&
			memcmp(elements[i].symbol, symbol, length) == 0)
			return &elements[i];
	return NULL;
}

/* Mass of the oxide per mass of the metal; 0 when not a rare earth. */
double
ElementOxideFactor(const Element *element)
{
	double		metal = element->oxide_metal * element->weight;
	double		oxygen = element->oxide_oxygen * ElementFind("O", 1)->weight;

	return metal == 0 ? 0 : (metal + oxygen) / metal;
}

/* Notes a mistake at the place reached; only the first counts. */
static bool
FormulaFail(FormulaReader *reader, SubstanceError error, int length)
{
	if (reader->error == SUBSTANCE_OK)
	{
		reader->error = error;
		reader->length = length;
	}
	return false;
}

/* The next byte that is no space. */
static char
FormulaPeek(FormulaReader *reader)
{
	while (*reader->at == ' ')
		reader->at++;
	return *reader->at;
}

static bool
IsDigit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
IsUpper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
IsLower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Reads a count, 1 when there is none. */
static bool
FormulaCount(FormulaReader *reader, double *count)
{
	const char *end;
	long		number = 0;

	*count = 1;
	if (!IsDigit(FormulaPeek(reader)))
		return true;
	for (end = reader->at; IsDigit(*end); end++)
		if (number <= SUBSTANCE_MAX_COUNT)
			number = number * 10 + (*end - '0');
	if (number == 0 || number > SUBSTANCE_MAX_COUNT)
		return FormulaFail(reader, SUBSTANCE_COUNT, (int) (end - reader->at));
	reader->at = end;
	*count = (double) number;
	return true;
}

static bool FormulaGroups(FormulaReader *reader, Atoms *atoms, int depth);

/* Reads an element with its count. */
static bool
FormulaElement(FormulaReader *reader, Atoms *atoms)
{
	const Element *element;
	double		count;
	int			length = 1;

	while (IsLower(reader->at[length]))
		length++;
	element = ElementFind(reader->at, length);
	if (element == NULL)
		return FormulaFail(reader, SUBSTANCE_UNKNOWN_ELEMENT, length);
	reader->at += length;
	if (!FormulaCount(reader, &count))
		return false;
	atoms->number[element - elements] += count;
	return true;
}

/* Reads what stands in brackets, with its count. */
static bool
FormulaBrackets(FormulaReader *reader, Atoms *atoms, int depth)
{
	char		close = *reader->at == '(' ? ')' : ']';
	Atoms		inner;
	double		count;

	memset(&inner, 0, sizeof(inner));
	if (depth == SUBSTANCE_MAX_DEPTH)
		return FormulaFail(reader, SUBSTANCE_TOO_DEEP, 1);
	reader->at++;
	if (!FormulaGroups(reader, &inner, depth + 1))
		return false;
	if (FormulaPeek(reader) == '\0')
		return FormulaFail(reader, SUBSTANCE_UNCLOSED, 0);
	if (*reader->at != close)
		return FormulaFail(reader, SUBSTANCE_UNEXPECTED, 1);
	reader->at++;
	if (!FormulaCount(reader, &count))
		return false;
	for (int i = 0; i < ELEMENTS; i++)
		atoms->number[i] += count * inner.number[i];
	return true;
}

/* Reads one group or more. */
static bool
FormulaGroups(FormulaReader *reader, Atoms *atoms, int depth)
{
	for (int groups = 0;; groups++)
	{
		char		c = FormulaPeek(reader);

		if (IsUpper(c))
		{
			if (!FormulaElement(reader, atoms))
				return false;
		}
		else if (c == '(' || c == '[')
		{
			if (!FormulaBrackets(reader, atoms, depth))
				return false;
		}
		else if (c == '.' || c == ',')
			return FormulaFail(reader, SUBSTANCE_POINT, 1);
		else if (groups > 0)
			return true;
		else if (c == '\0')
			return FormulaFail(reader, depth > 0 ? SUBSTANCE_UNCLOSED :
							   SUBSTANCE_EMPTY, 0);
		else
			return FormulaFail(reader, SUBSTANCE_UNEXPECTED, 1);
	}
}

/* Steps over what joins two parts, "*" or the middle dot of UTF-8. */
static bool
FormulaJoin(FormulaReader *reader)
{
	FormulaPeek(reader);
	if (*reader->at == '*')
		reader->at++;
	else if (strncmp(reader->at, "\xC2\xB7", 2) == 0)
		reader->at += 2;
	else
		return false;
	return true;
}

/* Reads a whole formula. */
static bool
FormulaRead(FormulaReader *reader, Atoms *atoms)
{
	memset(atoms, 0, sizeof(Atoms));
	do
	{
		Atoms		part;
		double		count;

		memset(&part, 0, sizeof(part));
		if (!FormulaCount(reader, &count) ||
			!FormulaGroups(reader, &part, 0))
			return false;
		for (int i = 0; i < ELEMENTS; i++)
			atoms->number[i] += count * part.number[i];
	} while (FormulaJoin(reader));
	if (*reader->at != '\0')
		return FormulaFail(reader, SUBSTANCE_UNEXPECTED, 1);
	return true;
}

/* Reads a formula into masses; false, with the place, when it has a mistake. */
bool
SubstanceRead(const char *formula, Substance *substance)
{
	FormulaReader reader = {formula, formula, SUBSTANCE_OK, 0};
	Atoms		atoms;

	memset(substance, 0, sizeof(Substance));
	if (!FormulaRead(&reader, &atoms))
	{
		substance->error = reader.error;
		substance->position = (int) (reader.at - reader.start);
		substance->length = reader.length;
		return false;
	}
	for (int i = 0; i < ELEMENTS; i++)
	{
		double		mass = atoms.number[i] * elements[i].weight;

		substance->mass += mass;
		if (elements[i].oxide_metal > 0)
		{
			substance->metal += mass;
			substance->oxide += mass * ElementOxideFactor(&elements[i]);
		}
	}
	return true;
}

/* The mass of one element in a formula that SubstanceRead accepts. */
bool
SubstanceMassOf(const char *formula, const Element *element, double *part,
				double *whole)
{
	FormulaReader reader = {formula, formula, SUBSTANCE_OK, 0};
	Atoms		atoms;

	if (!FormulaRead(&reader, &atoms))
		return false;
	*part = atoms.number[element - elements] * element->weight;
	*whole = 0;
	for (int i = 0; i < ELEMENTS; i++)
		*whole += atoms.number[i] * elements[i].weight;
	return true;
}
