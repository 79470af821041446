/* askg-speech.h: what the overlay knows of answers being read aloud: whether they can be, which one is, and who reads.
 * Reads nothing itself. Main thread.
 *
 * Signals: "changed"; "toggle" (AskgAnswer *answer): somebody wants it read aloud, or stopped; "lit": another word is
 * heard. */
#pragma once

#include "engine/model/askg-answer.h"

G_BEGIN_DECLS

#define ASKG_TYPE_SPEECH (askg_speech_get_type ())
G_DECLARE_FINAL_TYPE (AskgSpeech, askg_speech, ASKG, SPEECH, GObject)

AskgSpeech *askg_speech_new        (void);
void        askg_speech_set_causes (AskgSpeech *self,
                                    const char *why_not_read,
                                    const char *why_not_played);
const char *askg_speech_get_cause  (AskgSpeech *self,
                                    AskgAnswer *answer);
void        askg_speech_begin      (AskgSpeech *self,
                                    AskgAnswer *answer,
                                    const char *reader);
void        askg_speech_end        (AskgSpeech *self);
AskgAnswer *askg_speech_get_answer (AskgSpeech *self);
void        askg_speech_light      (AskgSpeech *self,
                                    gsize       start_byte,
                                    gsize       end_byte);
void        askg_speech_light_spoken (AskgSpeech *self,
                                    AskgAnswer *answer,
                                    gsize       start_byte,
                                    gsize       end_byte);
gboolean    askg_speech_get_lit    (AskgSpeech *self,
                                    AskgAnswer *answer,
                                    gsize      *start_byte,
                                    gsize      *end_byte);
char       *askg_speech_dup_words  (AskgSpeech *self,
                                    AskgAnswer *answer);
void        askg_speech_toggle     (AskgSpeech *self,
                                    AskgAnswer *answer);

G_END_DECLS
