/* askg-wake-word.h: waits for one phrase in what it is given, in a process of its own, on this machine only. It opens no
 * microphone: see app/askg-waking.h. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ASKG_WAKE_WORD_PHRASE   "okay glass"
#define ASKG_WAKE_WORD_EXPONENT (-25)

#define ASKG_TYPE_WAKE_WORD (askg_wake_word_get_type ())
G_DECLARE_FINAL_TYPE (AskgWakeWord, askg_wake_word, ASKG, WAKE_WORD, GObject)

AskgWakeWord *askg_wake_word_new         (const char     *phrase,
                                          int             exponent);
void          askg_wake_word_set_program (AskgWakeWord   *self,
                                          const char     *helper,
                                          const char     *model_folder);
gboolean      askg_wake_word_is_there    (AskgWakeWord   *self,
                                          GError        **error);
void          askg_wake_word_begin       (AskgWakeWord   *self);
void          askg_wake_word_hear        (AskgWakeWord   *self,
                                          const gint16   *samples,
                                          gsize           n_samples);
void          askg_wake_word_end         (AskgWakeWord   *self);

char         *askg_wake_word_describe    (const char     *phrase,
                                          int             exponent);

G_END_DECLS
