/* askg-voice-page.h: which devices are heard and heard from, who understands, who speaks, and how. Main thread.
 *
 * Signals: "test" (gboolean on): the level is to move, or no longer; "play": a sound is wanted from the loudspeaker;
 * "keys": the keys are; "voice" (const char *language, const char *voice): chosen for that language. */
#pragma once

#include <adwaita.h>

#include "ui/preferences/askg-choice-row.h"

G_BEGIN_DECLS

/* Rows whose choices come from elsewhere. */
typedef enum
{
  ASKG_VOICE_MICROPHONE,
  ASKG_VOICE_LOUDSPEAKER,
  ASKG_VOICE_RECOGNISER,
  ASKG_VOICE_SPEAKER,
  ASKG_VOICE_N_CHOICES
} AskgVoiceChoice;

#define ASKG_TYPE_VOICE_PAGE (askg_voice_page_get_type ())
G_DECLARE_FINAL_TYPE (AskgVoicePage, askg_voice_page, ASKG, VOICE_PAGE, AdwPreferencesPage)

void           askg_voice_page_bind       (AskgVoicePage   *self,
                                           GSettings       *settings);
AskgChoiceRow *askg_voice_page_get_row    (AskgVoicePage   *self,
                                           AskgVoiceChoice  choice);
void           askg_voice_page_set_test   (AskgVoicePage   *self,
                                           gboolean         on,
                                           const char      *words);
void           askg_voice_page_push_level (AskgVoicePage   *self,
                                           float            dbfs);
void           askg_voice_page_set_play   (AskgVoicePage   *self,
                                           gboolean         on,
                                           const char      *words);
void           askg_voice_page_set_key    (AskgVoicePage   *self,
                                           const char      *words);
void           askg_voice_page_set_wake   (AskgVoicePage   *self,
                                           const char      *words,
                                           gboolean         can);
AskgChoiceRow *askg_voice_page_add_language (AskgVoicePage *self,
                                           const char      *language,
                                           const char      *name,
                                           const char      *weakness);

G_END_DECLS
