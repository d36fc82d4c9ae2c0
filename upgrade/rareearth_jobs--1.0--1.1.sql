-- rareearth_jobs: from 1.0 to 1.1
\echo Use "ALTER EXTENSION rareearth_jobs UPDATE" to load this file. \quit

-- What is new in the install script, with its comments, as one change after another.
