# rareearth: a PGXS extension. Build with "make PG_CONFIG=/path/to/pg_config".

# Another directory can be built in: make -f /path/to/Makefile.
HERE := $(dir $(firstword $(MAKEFILE_LIST)))
sources = $(patsubst $(HERE)%,%,$(sort $(wildcard $(addprefix $(HERE),$(1)))))

EXTENSION = rareearth rareearth_jobs
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(HERE)rareearth.control)

MODULE_big = rareearth
OBJS = $(patsubst %.c,%.o,$(call sources,src/*.c src/*/*.c))
SOURCE_HEADERS = $(call sources,src/*.h src/*/*.h)
ifeq ($(OBJS),)
$(error no source is found in $(HERE)src)
endif
$(shell mkdir -p $(sort $(dir $(OBJS))))

# The install scripts: parts, and what install/assemble makes of a template and of the table of aggregates.
INSTALL_PARTS = $(call sources,install/* jobs/*)
INSTALL_SCRIPTS = $(EXTENSION:=--$(EXTVERSION).sql)
DATA_built = $(INSTALL_SCRIPTS)

# Scripts of versions before, frozen, and what leads from one to the next.  A
# version under way, 1.1-dev, takes the script that will lead to 1.1.
RELEASE := $(EXTVERSION:-dev=)
UPGRADES = $(filter-out %--$(RELEASE).sql,$(call sources,upgrade/*.sql))
UPGRADES_HERE = $(patsubst %--$(RELEASE).sql,%--$(EXTVERSION).sql,$(notdir $(call sources,upgrade/*--*--$(RELEASE).sql)))
DATA = $(UPGRADES)
DATA_built += $(UPGRADES_HERE)

TESTS = $(call sources,sql/*.sql)
REGRESS = $(patsubst sql/%.sql,%,$(TESTS))
REGRESS_OPTS = --load-extension=rareearth --encoding=UTF8 --no-locale
TAP_TESTS ?= 1
EXTRA_CLEAN = $(DATA_built) $(INSTALL_SCRIPTS:=.part)

# Floating point is part of the contract: no contraction into fused operations.
# 32-bit x86 has it with SSE2 alone.  Names of directories stay out of the
# library, so that it is the same wherever it is built.
PG_CFLAGS = -ffp-contract=off -fvisibility=hidden \
	-ffile-prefix-map=$(CURDIR)=. -ffile-prefix-map=$(HERE)= \
	$(if $(filter i386-% i486-% i586-% i686-%,$(shell $(CC) -dumpmachine)),-msse2 -mfpmath=sse)
PG_CPPFLAGS = -I$(HERE)src -DEXTVERSION='"$(EXTVERSION)"'

# No bitcode, whatever the server was built with: PGXS makes it without the
# options above, and what the JIT inlines of it would be fused on processors
# that can, with other bits in the answer.
override with_llvm = no

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
ifeq ($(PGXS),)
$(error PG_CONFIG=$(PG_CONFIG) does not tell where PGXS is: install the development files of the server)
endif
include $(PGXS)
ifneq ($(filter 7.% 8.% 9.% 10 11 12 13 14,$(MAJORVERSION)),)
$(error rareearth needs PostgreSQL 15 or later, $(PG_CONFIG) is of $(MAJORVERSION))
endif

$(INSTALL_SCRIPTS): %--$(EXTVERSION).sql: $(INSTALL_PARTS) $(call sources,upgrade/*) $(call sources,*.control)
	sh $(HERE)install/assemble $* > $@.part
	sh $(HERE)upgrade/check $* $(EXTVERSION) $@.part
	mv $@.part $@

$(UPGRADES_HERE): %--$(EXTVERSION).sql: upgrade/%--$(RELEASE).sql
	cp $< $@

$(OBJS): $(SOURCE_HEADERS)
src/module.o: rareearth.control

# What PGXN takes: the last commit as a zip.
DISTVERSION = $(shell sed -n '/^  "version"/s/.*: "\(.*\)".*/\1/p' $(HERE)META.json)
.PHONY: dist
dist:
	mkdir -p $(HERE)dist
	cd $(HERE) && git archive --format=zip --prefix=rareearth-$(DISTVERSION)/ -o dist/rareearth-$(DISTVERSION).zip HEAD
