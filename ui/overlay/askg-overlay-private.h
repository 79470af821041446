/* askg-overlay-private.h: shared by the files that make up the overlay. */
#pragma once

#include "ui/debug/askg-debug-host.h"
#include "ui/overlay/askg-composer.h"
#include "ui/overlay/askg-facts-chip.h"
#include "ui/overlay/askg-heard-row.h"
#include "ui/overlay/askg-intake.h"
#include "ui/overlay/askg-overlay.h"
#include "ui/overlay/askg-transcript.h"

G_BEGIN_DECLS

struct _AskgOverlay
{
  AdwWindow         parent_instance;

  /* Template children */
  GtkWidget        *column;
  GtkWidget        *strip;
  GtkWidget        *hat;
  GtkLabel         *title;
  GtkToggleButton  *stay_button;
  AskgTranscript   *transcript;
  AskgHeardRow     *heard;
  AskgNotice       *notice;
  AskgFactsChip    *facts_chip;
  AskgComposer     *composer;
  AskgVoiceBar     *voice_bar;
  AskgStartPage    *start_page;
  GtkWidget        *engine_dot;
  GtkLabel         *engine_name;
  GtkLabel         *engine_state;
  AskgEngineMenu   *engine_menu;
  GtkWidget        *leaves;
  GtkImage         *leaves_icon;
  GtkLabel         *leaves_label;
  GtkMenuButton    *engine_button;
  GtkMenuButton    *menu_button;
  GtkLabel         *said;

  /* Owned */
  AskgDraft        *draft;
  AskgConversation *conversation;
  GSignalGroup     *conversation_signals;
  GSignalGroup     *answer_signals; /* of the last turn */
  AskgOverlayHost  *host;
  AskgIntake       *intake;
  AskgOtherEngines *others;
  char             *place;         /* (nullable): that questions go to */
  char             *draft_line;    /* (nullable): what would go to another machine, in a line */
  char             *sent;          /* (nullable): what went to another machine last, in a line */

  AskgOfferedPatch *patch;         /* (nullable) weak: the one that was shown last */
  GtkWidget        *failure_card;  /* (nullable) weak: the same, or the one that was pressed */
  char             *voice_title;   /* (nullable): while it is talked, who hears */

  gint64            deleted_id;        /* what Undo brings back; 0 for nothing */
  guint             deleted_timer_id;
  guint             count_id;          /* while an engine asks to wait */
  int               natural_height;    /* what the content last asked for at its width */
  int               shown_height;      /* what it last got */
  gint64            asks_until_us;     /* monotonic: to get the one from the other; 0: it is as it is */
  gint64            asked_at_us;       /* the last time */
  gboolean          awaits_height;     /* that was asked for: every frame is drawn */
  gboolean          hint_wanted;       /* that the panel may be covered; once */
  gboolean          can_set_up;        /* "set-up" is heard */
  gboolean          shows_sent;        /* the foot tells @sent: the next question goes where that went */
};

enum
{
  ASKG_OVERLAY_ASK,
  ASKG_OVERLAY_STOP,
  ASKG_OVERLAY_RETRY,
  ASKG_OVERLAY_ATTACH,
  ASKG_OVERLAY_NEW,
  ASKG_OVERLAY_OPEN_CONVERSATION,
  ASKG_OVERLAY_DELETE_CONVERSATION,
  ASKG_OVERLAY_UNDO_DELETE,
  ASKG_OVERLAY_OPEN_HISTORY,
  ASKG_OVERLAY_LINK_ACTIVATED,
  ASKG_OVERLAY_DISMISSED,
  ASKG_OVERLAY_HINT_GIVEN,
  ASKG_OVERLAY_FILES_GIVEN,
  ASKG_OVERLAY_PICTURE_GIVEN,
  ASKG_OVERLAY_PASTE,
  ASKG_OVERLAY_GO_ON,
  ASKG_OVERLAY_BRANCH,
  ASKG_OVERLAY_SMALLER,
  ASKG_OVERLAY_SET_UP,
  ASKG_OVERLAY_SHOW_SENT,
  ASKG_OVERLAY_OPEN_TURN,
  ASKG_OVERLAY_LEAVE_OUT,
  ASKG_OVERLAY_REMEMBER,
  ASKG_OVERLAY_UNDO_REMEMBER,
  ASKG_OVERLAY_KEEP_FOLD,
  ASKG_OVERLAY_TALK,
  ASKG_OVERLAY_PATCH, ASKG_OVERLAY_FAILURE, ASKG_OVERLAY_ASK_FAILURE, ASKG_OVERLAY_INCLUDE_OUTSIDE, ASKG_OVERLAY_RUN_AGAIN, ASKG_OVERLAY_OPEN_PLACE, ASKG_OVERLAY_OPEN_MENTION,
  ASKG_OVERLAY_N_SIGNALS,
};

extern guint askg_overlay_signals[ASKG_OVERLAY_N_SIGNALS];

/* askg-overlay-actions.c */
void        askg_overlay_install_signals (AskgOverlayClass *klass);
void        askg_overlay_install_actions (GtkWidgetClass   *widget_class);
void        askg_overlay_update_actions  (AskgOverlay      *self);
void        askg_overlay_retry_with      (AskgOverlay      *self,
                                          guint             turn,
                                          const char       *engine_id);
void        askg_overlay_go_on           (AskgOverlay      *self,
                                          guint             turn);
void        askg_overlay_take_back       (AskgOverlay      *self,
                                          guint             turn);

/* askg-overlay-answer.c */
void        askg_overlay_watch_answer    (AskgOverlay      *self);
void        askg_overlay_last_answer_changed (AskgOverlay  *self);

/* askg-overlay-debug.c */
void        askg_overlay_debug_host_init (AskgDebugHostInterface *iface);
void        askg_overlay_install_debug   (GtkWidgetClass   *widget_class);

/* askg-overlay-facts.c */
void        askg_overlay_install_facts   (GtkWidgetClass   *widget_class);

/* askg-overlay-memory.c */
void        askg_overlay_open_turn_action (GtkWidget      *widget,
                                          const char       *action_name,
                                          GVariant         *parameter);
void        askg_overlay_leave_out_action (GtkWidget      *widget,
                                          const char       *action_name,
                                          GVariant         *parameter);

/* askg-overlay-parts.c, askg-overlay-show.c */
void        askg_overlay_bind_callbacks  (GtkWidgetClass   *widget_class);
void        askg_overlay_watch_intake    (AskgOverlay      *self);
void        askg_overlay_explain_place   (AskgOverlay      *self);

/* askg-overlay-voice.c */
void        askg_overlay_install_voice   (GtkWidgetClass   *widget_class);
void        askg_overlay_leave_voice     (AskgOverlay      *self);

/* askg-overlay.c */
void        askg_overlay_update_title    (AskgOverlay      *self);
AskgAnswer *askg_overlay_get_last_answer (AskgOverlay      *self);
gboolean    askg_overlay_is_asking       (AskgOverlay      *self);

G_END_DECLS
