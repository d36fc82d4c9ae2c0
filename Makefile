# rareearth: a PGXS extension. Build with "make PG_CONFIG=/path/to/pg_config".

# Another directory can be built in: make -f /path/to/Makefile.
HERE := $(dir $(firstword $(MAKEFILE_LIST)))
sources = $(patsubst $(HERE)%,%,$(sort $(wildcard $(addprefix $(HERE),$(1)))))

EXTENSION = rareearth
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(HERE)rareearth.control)

MODULE_big = rareearth
OBJS = $(patsubst %.c,%.o,$(call sources,src/*.c src/*/*.c))
SOURCE_HEADERS = $(call sources,src/*.h src/*/*.h)
ifeq ($(OBJS),)
$(error no source is found in $(HERE)src)
endif
$(shell mkdir -p $(sort $(dir $(OBJS))))

# The install script is its parts, and what install/assemble makes of a template and of the table of aggregates.
INSTALL_PARTS = $(call sources,install/*)
EXTENSION_SCRIPT = rareearth--$(EXTVERSION).sql
DATA_built = $(EXTENSION_SCRIPT)
DATA = $(call sources,upgrade/*.sql)

TESTS = $(call sources,sql/*.sql)
REGRESS = $(patsubst sql/%.sql,%,$(TESTS))
REGRESS_OPTS = --load-extension=rareearth --encoding=UTF8 --no-locale
TAP_TESTS ?= 1
EXTRA_CLEAN = $(EXTENSION_SCRIPT) $(EXTENSION_SCRIPT).part

# Floating point is part of the contract: no contraction into fused operations.
# 32-bit x86 has it with SSE2 alone.
PG_CFLAGS = -ffp-contract=off -fvisibility=hidden \
	$(if $(filter i386-% i486-% i586-% i686-%,$(shell $(CC) -dumpmachine)),-msse2 -mfpmath=sse)
PG_CPPFLAGS = -I$(HERE)src -DEXTVERSION='"$(EXTVERSION)"'

# Bitcode would only serve inlining by the JIT, from which long loops gain nothing.
override with_llvm = no

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

$(EXTENSION_SCRIPT): $(INSTALL_PARTS)
	sh $(HERE)install/assemble > $@.part
	mv $@.part $@

$(OBJS): $(SOURCE_HEADERS)
src/module.o: rareearth.control
