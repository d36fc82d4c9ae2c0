/*
 * student.h
 *	  Student's t, for limits.  See student.c.
 */
#ifndef RAREEARTH_STUDENT_H
#define RAREEARTH_STUDENT_H

extern double StudentQuantile(double p, double df);

#endif							/* RAREEARTH_STUDENT_H */
