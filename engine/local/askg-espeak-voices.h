/* askg-espeak-voices.h: which voice of eSpeak NG speaks what, and how fast. Pure; any thread. */
#pragma once

#include "engine/voice/askg-clause.h"

G_BEGIN_DECLS

typedef struct
{
  GHashTable *by_language; /* owned */
  char       *forced;      /* (nullable) (owned): whatever the language */
  guint       words_a_minute;
} AskgEspeakVoices;

void        askg_espeak_voices_init     (AskgEspeakVoices *self);
void        askg_espeak_voices_clear    (AskgEspeakVoices *self);
void        askg_espeak_voices_set      (AskgEspeakVoices *self,
                                         const char       *language,
                                         const char       *voice);
void        askg_espeak_voices_force    (AskgEspeakVoices *self,
                                         const char       *voice);
void        askg_espeak_voices_set_rate (AskgEspeakVoices *self,
                                         double            rate);
const char *askg_espeak_voices_find     (AskgEspeakVoices *self,
                                         const char       *language);
GBytes     *askg_espeak_voices_pack     (AskgEspeakVoices *self,
                                         const AskgClause *clause);
const char *askg_espeak_voices_tell_weakness (const char  *language);

G_END_DECLS
