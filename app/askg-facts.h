/* askg-facts.h: what a person asked Askglass to remember, as a list of AskgFact in the order it is told in. Written by
 * nobody but the person. Main thread. */
#pragma once

#include "engine/memory/askg-store-facts.h"

G_BEGIN_DECLS

#define ASKG_TYPE_FACTS (askg_facts_get_type ())
G_DECLARE_FINAL_TYPE (AskgFacts, askg_facts, ASKG, FACTS, GObject)

AskgFacts *askg_facts_new           (AskgStore           *store,
                                     GSettings           *settings);
guint      askg_facts_get_n_told    (AskgFacts           *self);
char     **askg_facts_dup_told      (AskgFacts           *self);
void       askg_facts_load_async    (AskgFacts           *self,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
void       askg_facts_keep_async    (AskgFacts           *self,
                                     const char          *text,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
void       askg_facts_put_back_async (AskgFacts          *self,
                                     AskgFact            *fact,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
void       askg_facts_forget_async  (AskgFacts           *self,
                                     gint64               id,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
gboolean   askg_facts_change_finish (AskgFacts           *self,
                                     GAsyncResult        *result,
                                     GError             **error);

G_END_DECLS
