/* askg-transcript.h: the turns of a conversation, top to bottom. Main thread.
 *
 * As high as what it holds, up to a limit; then it scrolls, and follows the answer only
 * while its question is in view. */
#pragma once

#include "ui/overlay/askg-turn-view.h"

G_BEGIN_DECLS

#define ASKG_TYPE_TRANSCRIPT (askg_transcript_get_type ())
G_DECLARE_FINAL_TYPE (AskgTranscript, askg_transcript, ASKG, TRANSCRIPT, GtkWidget)

void          askg_transcript_set_conversation (AskgTranscript   *self,
                                                AskgConversation *conversation);
void          askg_transcript_fit              (AskgTranscript   *self,
                                                int               width,
                                                int               most_height);
void          askg_transcript_measure_anew     (AskgTranscript   *self,
                                                GtkWidget        *top);
AskgSpeech   *askg_transcript_get_speech       (AskgTranscript   *self);
AskgTurnView *askg_transcript_get_last         (AskgTranscript   *self);
void          askg_transcript_show_turn        (AskgTranscript   *self,
                                                gint64            id);
void          askg_transcript_scroll_pages     (AskgTranscript   *self,
                                                int               n_pages);
void          askg_transcript_set_again_menu   (AskgTranscript   *self,
                                                GMenuModel       *menu);

G_END_DECLS
