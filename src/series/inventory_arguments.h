/*
 * inventory_arguments.h
 *	  Arguments that questions to numbers and to series share.
 */
#ifndef RAREEARTH_INVENTORY_ARGUMENTS_H
#define RAREEARTH_INVENTORY_ARGUMENTS_H

#include "rareearth.h"
#include "sql/calendar.h"
#include "math/inventory.h"

extern InventoryDemand DemandFromArrays(const double *value, const bool *seen,
										int n);
extern InventoryMethod InventoryMethodArgument(FunctionCallInfo fcinfo,
											   int arg);

#endif							/* RAREEARTH_INVENTORY_ARGUMENTS_H */
