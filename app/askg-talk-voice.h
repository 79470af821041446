/* askg-talk-voice.h: one reply aloud: clauses by a speaker, or the engine's own sound, into the player; and how much of it
 * was heard. Main thread. */
#pragma once

#include "capture/audio/askg-reply-player.h"
#include "engine/local/askg-speaker.h"
#include "engine/voice/askg-heard-span.h"

G_BEGIN_DECLS

/* What was heard of a reply. */
typedef struct
{
  gsize    n_bytes;   /* of its transcript, to the end of a word; of its text, where it spoke itself */
  gint64   n_samples;
  gint64   n_ms;
  gboolean is_own;    /* the engine's own voice */
} AskgTalkHeard;

#define ASKG_TYPE_TALK_VOICE (askg_talk_voice_get_type ())
G_DECLARE_FINAL_TYPE (AskgTalkVoice, askg_talk_voice, ASKG, TALK_VOICE, GObject)

AskgTalkVoice *askg_talk_voice_new       (AskgReplyPlayer  *player,
                                          AskgSpeaker      *speaker);
void           askg_talk_voice_say       (AskgTalkVoice    *self,
                                          const char       *delta);
void           askg_talk_voice_play      (AskgTalkVoice    *self,
                                          guint             rate_hz,
                                          GBytes           *samples,
                                          gsize             n_text);
void           askg_talk_voice_end       (AskgTalkVoice    *self);
void           askg_talk_voice_cut       (AskgTalkVoice    *self,
                                          AskgTalkHeard    *out_heard);
void           askg_talk_voice_find_lit  (AskgTalkVoice    *self,
                                          AskgHeardWord    *out_word);
gboolean       askg_talk_voice_plays_here (AskgTalkVoice   *self);

G_END_DECLS
