/* askg-desk-by-voice.c: main thread. */
#include "app/askg-desk-by-voice.h"

/* Nothing is heard where nobody could see the light; who talks sees to that themselves. */
static void
orders_lock_changed_cb (AskgDeskLock   *lock,
                        gboolean        is_locked,
                        AskgDeskOrders *orders)
{
  if (is_locked)
    askg_desk_orders_end (orders);
}

static void
waking_lock_changed_cb (AskgDeskLock   *lock,
                        gboolean        is_locked,
                        AskgDeskWaking *waking)
{
  askg_desk_waking_set_locked (waking, is_locked);
}

/* @settings: (nullable) */
void
askg_desk_by_voice_init (AskgDeskByVoice *self,
                         GtkApplication  *application,
                         AskgDeskOverlay *overlay,
                         AskgDeskKeys    *keys,
                         AskgSession     *session,
                         GSettings       *settings)
{
  AskgOverlay *window = askg_desk_overlay_get_window (overlay);

  self->orders = askg_desk_orders_new (overlay, session, settings);
  self->talk = askg_desk_talk_new (window, keys, settings);
  self->waking = askg_desk_waking_new (window);
  self->interpret = askg_desk_interpret_new (application, window, settings);
  g_signal_connect_object (self->waking, "woken", G_CALLBACK (askg_desk_talk_converse), self->talk, G_CONNECT_SWAPPED);
  g_signal_connect_object (askg_desk_overlay_get_lock (overlay), "changed", G_CALLBACK (orders_lock_changed_cb), self->orders,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (askg_desk_overlay_get_lock (overlay), "changed", G_CALLBACK (waking_lock_changed_cb), self->waking,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->orders, "changed", G_CALLBACK (askg_desk_waking_let_others), self->waking, G_CONNECT_SWAPPED);
}

/* @talking: the one there is; from now on it can be talked
 * @settings: (nullable) */
void
askg_desk_by_voice_set_talking (AskgDeskByVoice *self,
                                AskgTalking     *talking,
                                GSettings       *settings)
{
  askg_desk_talk_set_talking (self->talk, talking);
  askg_desk_orders_set_talking (self->orders, talking);
  askg_desk_interpret_set_talking (self->interpret, talking);
  if (settings != NULL)
    askg_desk_waking_begin (self->waking, talking, settings);
}

void
askg_desk_by_voice_clear (AskgDeskByVoice *self)
{
  g_clear_object (&self->interpret);
  g_clear_object (&self->waking);
  g_clear_object (&self->talk);
  g_clear_object (&self->orders);
}
