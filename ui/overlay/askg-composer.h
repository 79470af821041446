/* askg-composer.h: where a question is put together: chips, entry, attach, Ask or Stop.
 * Main thread. Shows one AskgDraft and changes nothing else. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-draft.h"

G_BEGIN_DECLS

#define ASKG_TYPE_COMPOSER (askg_composer_get_type ())
G_DECLARE_FINAL_TYPE (AskgComposer, askg_composer, ASKG, COMPOSER, GtkWidget)

void     askg_composer_set_draft     (AskgComposer *self,
                                      AskgDraft    *draft);
void     askg_composer_set_follow_up (AskgComposer *self,
                                      gboolean      follow_up);
void     askg_composer_set_asking    (AskgComposer *self,
                                      gboolean      asking);
void     askg_composer_set_recalled  (AskgComposer *self,
                                      GPtrArray    *recalled);
void     askg_composer_set_by_voice  (AskgComposer *self,
                                      gboolean      by_voice);
void     askg_composer_set_waits     (AskgComposer *self,
                                      const char   *sentence);
void     askg_composer_set_talk      (AskgComposer *self,
                                      const char   *words);
void     askg_composer_focus         (AskgComposer *self);
void     askg_composer_insert        (AskgComposer *self,
                                      const char   *text);

G_END_DECLS
