/* askg-schema.h: the tables and the steps that lead to them. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"

G_BEGIN_DECLS

#define ASKG_SCHEMA_APPLICATION_ID 0x41534B47 /* "ASKG" in the file's header */

/* What leads from one version to the next: SQL texts in their order, run all or none; %NULL ends them. */
typedef const char *const *AskgSchemaStep;

/* steps[n] leads from version n to n + 1. Never change one that was released. */
extern const AskgSchemaStep askg_schema_steps[];
extern const guint askg_schema_n_steps;

gboolean askg_schema_upgrade (AskgDb                *db,
                              const char            *path,
                              const AskgSchemaStep  *steps,
                              guint                  n_steps,
                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
