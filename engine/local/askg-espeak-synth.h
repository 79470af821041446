/* askg-espeak-synth.h: eSpeak NG, in the one process and on the one thread that owns it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  void (*sound) (const gint16 *samples,
                 gsize         n_samples,
                 gpointer      user_data);
  void (*word)  (gsize         start_byte,
                 gsize         end_byte,
                 guint         at_sample,
                 gpointer      user_data);
} AskgEspeakHandlers;

guint    askg_espeak_synth_begin       (void);
gboolean askg_espeak_synth_set_voice   (const char *voice,
                                        const char *language);
void     askg_espeak_synth_say         (const char               *words,
                                        guint                     words_a_minute,
                                        const AskgEspeakHandlers *handlers,
                                        gpointer                  user_data);
char    *askg_espeak_synth_list_voices (void);

G_END_DECLS
