/* askg-desk-waking.c: main thread. */
#include "app/askg-desk-waking.h"

#include <glib/gi18n-lib.h>

#include "app/askg-desk-voice.h"
#include "app/askg-waking.h"

struct _AskgDeskWaking
{
  GObject      parent_instance;

  /* Owned */
  AskgOverlay *overlay;
  AskgTalking *talking; /* (nullable): once it may wait */
  AskgWaking  *waking;  /* (nullable): the same */

  gboolean     others_listen;
  gboolean     is_locked; /* nobody is there, or nobody sees that it listens */
};

enum { WOKEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgDeskWaking, askg_desk_waking, G_TYPE_OBJECT)

/* That it cannot wait is told once: the person believes that it does. */
static void
changed_cb (AskgDeskWaking *self)
{
  const AskgWakingState state = askg_waking_get_state (self->waking);
  g_autofree char *sentence = askg_waking_dup_sentence (self->waking);

  askg_overlay_set_waits (self->overlay, state == ASKG_WAKING_WAITING ? sentence : NULL);
  if (state == ASKG_WAKING_FAILED || state == ASKG_WAKING_DEAF)
    askg_overlay_show_notice (self->overlay, ASKG_NOTICE_INFO, _("The wake word is not waited for"), sentence, NULL, NULL, NULL, NULL);
}

static gboolean
is_not_to_wait (AskgDeskWaking *self)
{
  return self->is_locked || self->others_listen || askg_talking_is_begun (self->talking);
}

/* What is held goes on when nobody needs the microphone any more, and the other way round. */
static void
decide (AskgDeskWaking *self)
{
  const AskgWakingState state = askg_waking_get_state (self->waking);

  if (is_not_to_wait (self) && (state == ASKG_WAKING_WAITING || state == ASKG_WAKING_DEAF))
    askg_waking_hold (self->waking);
  else if (!is_not_to_wait (self) && state == ASKG_WAKING_HELD)
    askg_waking_go_on (self->waking);
}

static void
woken_cb (AskgDeskWaking *self)
{
  g_signal_emit (self, signals[WOKEN], 0);
  decide (self); /* perhaps nobody could talk */
}

static void
askg_desk_waking_dispose (GObject *object)
{
  AskgDeskWaking *self = ASKG_DESK_WAKING (object);

  if (self->waking != NULL)
    g_signal_handlers_disconnect_by_data (self->waking, self);
  g_clear_object (&self->waking);
  g_clear_object (&self->talking);
  g_clear_object (&self->overlay);

  G_OBJECT_CLASS (askg_desk_waking_parent_class)->dispose (object);
}

static void
askg_desk_waking_class_init (AskgDeskWakingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_desk_waking_dispose;

  signals[WOKEN] = g_signal_new ("woken", ASKG_TYPE_DESK_WAKING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_desk_waking_init (AskgDeskWaking *self)
{
}

/* Nothing is waited for before askg_desk_waking_begin(). */
AskgDeskWaking *
askg_desk_waking_new (AskgOverlay *overlay)
{
  AskgDeskWaking *self = g_object_new (ASKG_TYPE_DESK_WAKING, NULL);

  self->overlay = g_object_ref (overlay);

  return self;
}

/* @talking: the one there is
 * @settings: say whether it waits, and for what */
void
askg_desk_waking_begin (AskgDeskWaking *self,
                        AskgTalking    *talking,
                        GSettings      *settings)
{
  g_autofree char *microphone = askg_desk_voice_dup_device (settings, "voice-microphone");

  g_return_if_fail (ASKG_IS_DESK_WAKING (self));
  g_return_if_fail (self->waking == NULL);

  self->talking = g_object_ref (talking);
  self->waking = askg_waking_new (microphone);
  g_signal_connect_object (talking, "notify::state", G_CALLBACK (decide), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (talking, "ended", G_CALLBACK (decide), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->waking, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->waking, "woken", G_CALLBACK (woken_cb), self, G_CONNECT_SWAPPED);
  askg_waking_follow (self->waking, settings);
}

/* Somebody else of this program opens the microphone, or has closed it. */
void
askg_desk_waking_let_others (AskgDeskWaking *self,
                             gboolean        are_listening)
{
  g_return_if_fail (ASKG_IS_DESK_WAKING (self));

  self->others_listen = are_listening;
  if (self->waking != NULL)
    decide (self);
}

/* The session is, or is not any more. */
void
askg_desk_waking_set_locked (AskgDeskWaking *self,
                             gboolean        is_locked)
{
  g_return_if_fail (ASKG_IS_DESK_WAKING (self));

  self->is_locked = is_locked;
  if (self->waking != NULL)
    decide (self);
}

/* Returns: (transfer full) (nullable): what it does, for the person; %NULL before it may wait */
char *
askg_desk_waking_dup_sentence (AskgDeskWaking *self)
{
  g_return_val_if_fail (ASKG_IS_DESK_WAKING (self), NULL);

  return self->waking != NULL ? askg_waking_dup_sentence (self->waking) : NULL;
}
