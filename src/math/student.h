/*
 * student.h
 *	  Student's t, for limits and tests.  See student.c.
 */
#ifndef RAREEARTH_STUDENT_H
#define RAREEARTH_STUDENT_H

extern double StudentTail(double t, double df);
extern double StudentQuantile(double p, double df);

#endif							/* RAREEARTH_STUDENT_H */
