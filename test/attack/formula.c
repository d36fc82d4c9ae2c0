/*
 * formula.c
 *	  Chemical formulas of any bytes for libFuzzer: refused with a place in it,
 *	  or of a finite mass, and the same again.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "math/substance.h"

#define LAW(condition) do { if (!(condition)) abort(); } while (0)

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *formula = malloc(size + 1);
	Substance	s;
	Substance	again;

	memcpy(formula, data, size);
	formula[size] = '\0';
	if (SubstanceRead(formula, &s))
	{
		LAW(isfinite(s.mass) && s.mass > 0);
		LAW(s.metal >= 0 && s.metal <= s.mass * (1 + 1e-14));
		LAW(SubstanceRead(formula, &again) && again.mass == s.mass);
	}
	else
		LAW(s.error != SUBSTANCE_OK && s.position >= 0 &&
			s.position + s.length <= (int) strlen(formula));
	free(formula);
	return 0;
}
