/* askg-word-hearer.h: PocketSphinx, in the helper process alone. One thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AskgWordHearer AskgWordHearer;

AskgWordHearer *askg_word_hearer_new_dictation (const char     *model_folder);
AskgWordHearer *askg_word_hearer_new_grammar   (const char     *model_folder,
                                                const char     *grammar);
AskgWordHearer *askg_word_hearer_new_phrase    (const char     *model_folder,
                                                const char     *phrase,
                                                int             exponent);
gboolean        askg_word_hearer_knows         (AskgWordHearer *self,
                                                const char     *phrase);
void            askg_word_hearer_free          (AskgWordHearer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgWordHearer, askg_word_hearer_free)

char           *askg_word_hearer_hear          (AskgWordHearer *self,
                                                const gint16   *samples,
                                                gsize           n_samples);
gboolean        askg_word_hearer_watch         (AskgWordHearer *self,
                                                const gint16   *samples,
                                                gsize           n_samples);

G_END_DECLS
