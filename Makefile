# rareearth: a PGXS extension. Build with "make PG_CONFIG=/path/to/pg_config".

EXTENSION = rareearth
EXTVERSION = $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" rareearth.control)

MODULE_big = rareearth
OBJS = $(patsubst %.c,%.o,$(wildcard src/*.c))
HEADERS_SRC = $(wildcard src/*.h)

# The install script is its parts, in name order.
INSTALL_PARTS = $(sort $(wildcard install/*.sql))
INSTALL_SCRIPT = rareearth--$(EXTVERSION).sql
DATA_built = $(INSTALL_SCRIPT)
DATA = $(wildcard upgrade/*.sql)

TESTS = $(sort $(wildcard sql/*.sql))
REGRESS = $(patsubst sql/%.sql,%,$(TESTS))
REGRESS_OPTS = --load-extension=rareearth
TAP_TESTS = 1
EXTRA_CLEAN = $(INSTALL_SCRIPT)

# Floating point is part of the contract: no contraction into fused operations.
PG_CFLAGS = -ffp-contract=off

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

$(INSTALL_SCRIPT): $(INSTALL_PARTS)
	cat $^ > $@

$(OBJS): $(HEADERS_SRC)

# One bitcode file per source would only serve JIT inlining, which these long loops do not need.
override with_llvm = no
