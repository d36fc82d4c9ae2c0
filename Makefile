# rareearth: a PGXS extension. Build with "make PG_CONFIG=/path/to/pg_config".

EXTENSION = rareearth
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" rareearth.control)

MODULE_big = rareearth
OBJS = $(patsubst %.c,%.o,$(wildcard src/*.c src/*/*.c))
SOURCE_HEADERS = $(wildcard src/*.h src/*/*.h)

# The install script is its parts, and what install/assemble makes of a template and of the table of aggregates.
INSTALL_PARTS = $(sort $(wildcard install/*))
EXTENSION_SCRIPT = rareearth--$(EXTVERSION).sql
DATA_built = $(EXTENSION_SCRIPT)
DATA = $(wildcard upgrade/*.sql)

TESTS = $(sort $(wildcard sql/*.sql))
REGRESS = $(patsubst sql/%.sql,%,$(TESTS))
REGRESS_OPTS = --load-extension=rareearth
TAP_TESTS = 1
EXTRA_CLEAN = $(EXTENSION_SCRIPT) $(EXTENSION_SCRIPT).part

# Floating point is part of the contract: no contraction into fused operations.
PG_CFLAGS = -ffp-contract=off -fvisibility=hidden
PG_CPPFLAGS = -I$(CURDIR)/src -DEXTVERSION='"$(EXTVERSION)"'

# Bitcode would only serve inlining by the JIT, from which long loops gain nothing.
override with_llvm = no

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

$(EXTENSION_SCRIPT): $(INSTALL_PARTS)
	sh install/assemble > $@.part
	mv $@.part $@

$(OBJS): $(SOURCE_HEADERS)
src/module.o: rareearth.control
