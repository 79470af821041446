/* askg-fact.h: a sentence that a person asked Askglass to remember. Never changes once made. Any thread. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ASKG_FACT_MAX_CHARS 500

#define ASKG_TYPE_FACT (askg_fact_get_type ())
G_DECLARE_FINAL_TYPE (AskgFact, askg_fact, ASKG, FACT, GObject)

AskgFact   *askg_fact_new           (gint64      id,
                                     const char *text,
                                     gint64      kept_at_us);
gint64      askg_fact_get_id        (AskgFact   *self);
const char *askg_fact_get_text      (AskgFact   *self);
gint64      askg_fact_get_kept_at_us (AskgFact  *self);
char       *askg_fact_clean         (const char *text);

G_END_DECLS
