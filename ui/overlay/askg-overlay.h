/* askg-overlay.h: the panel: ask, read, go on. Main thread.
 *
 * It shows a draft and a conversation and says what the person wants; it reads and writes
 * nothing itself. Kept and hidden, not destroyed: the draft survives.
 *
 * Signals: "ask"; "stop"; "retry" (guint turn, const char *engine_id, "" for the same);
 * "attach" (const char *kind: "region", "clipboard", "window", "screen", "file");
 * "open-turn" (gint64 conversation, gint64 turn), "leave-out" (gint64 turn): of what is from memory;
 * "new"; "open-conversation" (gint64 id); "delete-conversation" (gint64 id);
 * "undo-delete" (gint64 id); "open-history";
 * "link-activated" (const char *target): after the person said yes; "dismissed"; "hint-given";
 * "branch" (guint turn): a new conversation is to go on from there;
 * "go-on" (guint turn): its answer broke off or was cut; "smaller": the pictures of the draft;
 * "set-up" (const char *what: "key", "engine", "engines", "add"; const char *engine_id): see askg_overlay_set_can_set_up();
 * "talk" (const char *what): "begin" by voice, "send", "light" on or off, "fix" what keeps it from hearing, "leave";
 * "remember" (const char *text): a sentence is to be proposed; "undo-remember"; "keep-fold": the person changed that of
 * the conversation;
 * "patch" (AskgTurn *turn, AskgOfferedPatch *patch): the turn's answer shows it, perhaps again: check it, and hear what the person
 * wants done with it; "failure" (AskgTurn *turn, AskgFailureCard *card, const AskgFailure *failure): its question shows it: what is
 * remembered of it belongs there; "ask-failure" (const char *text): in the place of the one that is asked
 * about; "include-outside" (const char *text, const char *path, guint line): the same with lines of that file; "run-again": the command
 * of askg_overlay_get_failure_card(); "open-place" (const char *path, guint line): in the person's editor;
 * "show-sent": what would go to another machine, or went there last, see askg_overlay_set_sent();
 * "files-given" (GdkFileList *files); "picture-given" (GBytes *encoded, const char *mime_type):
 * to be decoded in the sandbox and attached to the draft;
 * "paste": whoever connects looks whether it may be read, and then calls askg_overlay_paste(). */
#pragma once

#include <adwaita.h>

#include "engine/model/askg-conversation.h"
#include "engine/model/askg-draft.h"
#include "ui/debug/askg-offered-patch.h"
#include "ui/overlay/askg-dot.h"
#include "ui/overlay/askg-engine-menu.h"
#include "ui/overlay/askg-notice.h"
#include "ui/overlay/askg-other-engines.h"
#include "ui/overlay/askg-overlay-host.h"
#include "ui/overlay/askg-speech.h"
#include "ui/overlay/askg-start-page.h"
#include "ui/voice/askg-voice-bar.h"

G_BEGIN_DECLS

#define ASKG_TYPE_OVERLAY (askg_overlay_get_type ())
G_DECLARE_FINAL_TYPE (AskgOverlay, askg_overlay, ASKG, OVERLAY, AdwWindow)

AskgOverlay      *askg_overlay_new              (GtkApplication   *application);
AskgDraft        *askg_overlay_get_draft        (AskgOverlay      *self);
AskgConversation *askg_overlay_get_conversation (AskgOverlay      *self);
AskgOfferedPatch *askg_overlay_get_patch       (AskgOverlay      *self);
GtkWidget        *askg_overlay_get_failure_card (AskgOverlay     *self);
void              askg_overlay_say             (AskgOverlay      *self,
                                                const char       *words);
AskgSpeech       *askg_overlay_get_speech      (AskgOverlay      *self);
void              askg_overlay_show_turn       (AskgOverlay      *self,
                                                gint64            id);
void              askg_overlay_show_found      (AskgOverlay      *self,
                                                gint64            turn,
                                                guint             attachment,
                                                GArray           *boxes);
void              askg_overlay_set_conversation (AskgOverlay      *self,
                                                 AskgConversation *conversation);
void              askg_overlay_set_recents      (AskgOverlay      *self,
                                                 GPtrArray        *summaries);
void              askg_overlay_set_engine       (AskgOverlay      *self,
                                                 const char       *name,
                                                 const char       *state,
                                                 AskgDot           dot,
                                                 const char       *place);
void              askg_overlay_set_sent         (AskgOverlay      *self,
                                                 const char       *line);
void              askg_overlay_set_draft_line   (AskgOverlay      *self,
                                                 const char       *line);
void              askg_overlay_set_recalled     (AskgOverlay      *self,
                                                 GPtrArray        *recalled);
AskgEngineMenu   *askg_overlay_get_engine_menu  (AskgOverlay      *self);
void              askg_overlay_set_others      (AskgOverlay      *self,
                                                AskgOtherEngines *others);
void              askg_overlay_show_voice      (AskgOverlay      *self,
                                                gboolean          by_voice,
                                                const char       *title);
gboolean          askg_overlay_is_by_voice     (AskgOverlay      *self);
AskgVoiceBar     *askg_overlay_get_voice_bar   (AskgOverlay      *self);
void              askg_overlay_set_heard       (AskgOverlay      *self,
                                                const char       *text);
void              askg_overlay_set_can_talk    (AskgOverlay      *self,
                                                const char       *why_not,
                                                const char       *key);
void              askg_overlay_set_waits       (AskgOverlay      *self,
                                                const char       *sentence);
void              askg_overlay_set_can_set_up  (AskgOverlay      *self,
                                                gboolean          can_set_up);
void              askg_overlay_set_offer_state  (AskgOverlay      *self,
                                                 AskgOffer         offer,
                                                 gboolean          can,
                                                 const char       *detail,
                                                 const char       *preview);
void              askg_overlay_set_menu         (AskgOverlay      *self,
                                                 GMenuModel       *menu);
void              askg_overlay_show_notice      (AskgOverlay      *self,
                                                 AskgNoticeKind    kind,
                                                 const char       *title,
                                                 const char       *body,
                                                 const char       *first_label,
                                                 const char       *first_action,
                                                 const char       *second_label,
                                                 const char       *second_action);
void              askg_overlay_show_error       (AskgOverlay      *self,
                                                 const char       *title,
                                                 const GError     *error);
void              askg_overlay_show_deleted     (AskgOverlay      *self,
                                                 gint64            conversation_id,
                                                 const char       *title);
void              askg_overlay_set_facts        (AskgOverlay      *self,
                                                 const char *const *facts);
void              askg_overlay_paste            (AskgOverlay      *self);
void              askg_overlay_put_notice_away  (AskgOverlay      *self);
void              askg_overlay_set_hint_wanted  (AskgOverlay      *self,
                                                 gboolean          wanted);
void              askg_overlay_summon           (AskgOverlay      *self,
                                                 const AskgRect   *beside);
void              askg_overlay_present_above    (AskgOverlay      *self,
                                                 GtkWindow        *window);
void              askg_overlay_dismiss          (AskgOverlay      *self);
AskgOverlayHost  *askg_overlay_get_host         (AskgOverlay      *self);

G_END_DECLS
