/* askg-schema-v3-life.c: part of version 3: what a person makes of a conversation after it was had. */
#include "engine/memory/askg-schema-versions.h"

const char askg_schema_v3_life[] =
  "ALTER TABLE conversation ADD COLUMN uid BLOB;"             /* 16 random bytes, the same in every copy of it */
  "ALTER TABLE conversation ADD COLUMN is_named INTEGER NOT NULL DEFAULT 0;" /* by the person */
  "ALTER TABLE conversation ADD COLUMN pinned_at_us INTEGER;" /* NULL: it is not */
  "ALTER TABLE conversation ADD COLUMN branched_from_id INTEGER REFERENCES conversation ON DELETE SET NULL;"
  "ALTER TABLE conversation ADD COLUMN n_branched_turns INTEGER NOT NULL DEFAULT 0;" /* of its turns: copies */
  "UPDATE conversation SET uid = randomblob (16);"
  "CREATE UNIQUE INDEX conversation_by_uid ON conversation (uid);"
  "CREATE INDEX conversation_by_branch ON conversation (branched_from_id) WHERE branched_from_id IS NOT NULL;"
  "CREATE INDEX conversation_by_pin ON conversation (pinned_at_us) WHERE pinned_at_us IS NOT NULL;";
