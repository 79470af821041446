/* askg-desk-sending.c: main thread. */
#include "app/askg-desk-sending.h"

#include "app/askg-desk-overlay-private.h"
#include "ui/overlay/askg-preview-text.h"
#include "ui/overlay/askg-send-preview.h"

/* One request that waits; owned by its window. */
typedef struct
{
  AskgDeskOverlay *desk;    /* owned */
  AskgGate        *gate;    /* owned */
  AskgSendPreview *preview; /* borrowed */
  gulong           withdrawn_handler;
  guint            ticket;
} Asking;

static void
asking_free (gpointer data,
             GClosure *closure)
{
  Asking *asking = data;

  g_signal_handler_disconnect (asking->gate, asking->withdrawn_handler);
  g_clear_object (&asking->gate);
  g_clear_object (&asking->desk);
  g_free (asking);
}

static void
replied_cb (AskgSendPreview *preview,
            int              reply,
            Asking          *asking)
{
  askg_gate_reply_with (asking->gate, asking->ticket, (AskgGateReply) reply, askg_send_preview_get_outbound (preview));
}

/* The keyboard goes back to where the question was asked: not earlier, as window managers give it to nothing
 * else while a modal window is there. */
static void
unmap_cb (AskgSendPreview *preview,
          AskgDeskOverlay *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->overlay)))
    askg_overlay_summon (self->overlay, NULL);
}

/* The answer was stopped: there is nothing to agree to any more. */
static void
withdrawn_cb (AskgGate *gate,
              guint     ticket,
              Asking   *asking)
{
  if (ticket == asking->ticket)
    gtk_window_close (GTK_WINDOW (asking->preview));
}

static void
ask_cb (AskgGate     *gate,
        AskgOutbound *outbound,
        guint         ticket,
        gpointer      user_data)
{
  AskgDeskOverlay *self = user_data;
  GtkWindow *over = gtk_widget_get_visible (GTK_WIDGET (self->overlay)) ? GTK_WINDOW (self->overlay) : NULL;
  /* What is always shown has nothing to be remembered, nor has what may be sent already. */
  const gboolean is_first = !askg_gate_has_agreed (gate, outbound) && askg_outbound_get_show (outbound) != ASKG_SHOW_ALWAYS;
  Asking *asking = g_new0 (Asking, 1);

  asking->desk = g_object_ref (self);
  asking->gate = g_object_ref (gate);
  asking->ticket = ticket;
  asking->preview = askg_send_preview_new (over, outbound, is_first ? ASKG_PREVIEWED_FIRST : ASKG_PREVIEWED_AGAIN);
  gtk_window_set_application (GTK_WINDOW (asking->preview), self->application);
  asking->withdrawn_handler = g_signal_connect (gate, "withdrawn", G_CALLBACK (withdrawn_cb), asking);
  g_signal_connect_data (asking->preview, "replied", G_CALLBACK (replied_cb), asking, asking_free, G_CONNECT_DEFAULT);
  g_signal_connect_object (asking->preview, "unmap", G_CALLBACK (unmap_cb), self, G_CONNECT_AFTER);
  gtk_window_present (GTK_WINDOW (asking->preview));
}

/* -- What was sent --------------------------------------------------------- */

/* Of a question that is asked in the overlay or elsewhere: the last one, as long as the program runs. */
static void
let_through_cb (AskgGate        *gate,
                AskgOutbound    *outbound,
                AskgDeskOverlay *self)
{
  g_autofree char *line = askg_preview_dup_line (outbound);

  g_clear_pointer (&self->sent, askg_outbound_unref);
  self->sent = askg_outbound_ref (outbound);
  askg_overlay_set_sent (self->overlay, line);
}

static void
show_sent_cb (AskgOverlay     *overlay,
              AskgDeskOverlay *self)
{
  AskgSendPreview *preview;

  if (askg_desk_rehearsal_show (self->rehearsal) || self->sent == NULL)
    return;
  preview = askg_send_preview_new (GTK_WINDOW (overlay), self->sent, ASKG_PREVIEWED_SENT);
  g_signal_connect_object (preview, "unmap", G_CALLBACK (unmap_cb), self, G_CONNECT_AFTER);
  gtk_window_present (GTK_WINDOW (preview));
}

/* What is from memory is a part of what would be sent. */
static void
recall_changed_cb (gpointer user_data)
{
  AskgDeskOverlay *self = user_data;

  if (self->rehearsal != NULL)
    askg_desk_rehearsal_again (self->rehearsal);
}

/* From here on the engines are there, and with them the gate. */
void
askg_desk_sending_history_opened (AskgDeskOverlay *self)
{
  AskgEngineRoom *room = askg_session_get_engine_room (self->session, NULL);

  if (room == NULL)
    return;
  askg_gate_set_asker (askg_engine_room_get_gate (room), ask_cb, self);
  g_signal_connect_object (askg_engine_room_get_gate (room), "let-through", G_CALLBACK (let_through_cb), self,
                           G_CONNECT_DEFAULT);
  self->recall = askg_desk_recall_new (self->session, self->overlay, recall_changed_cb, self);
  self->filler = askg_meaning_filler_new (self->session);
  self->rehearsal = askg_desk_rehearsal_new (self->session, self->overlay, self->recall);
  g_signal_connect_swapped (room, "default-changed", G_CALLBACK (askg_desk_recall_again), self->recall);
  g_signal_connect_swapped (room, "default-changed", G_CALLBACK (askg_desk_rehearsal_again), self->rehearsal);
  g_signal_connect (self->overlay, "show-sent", G_CALLBACK (show_sent_cb), self);
}

/* The session, and with it the gate, may outlive the windows. */
void
askg_desk_sending_end (AskgDeskOverlay *self)
{
  AskgEngineRoom *room = askg_session_peek_engine_room (self->session);

  if (room != NULL)
    {
      askg_gate_set_asker (askg_engine_room_get_gate (room), NULL, NULL);
      g_signal_handlers_disconnect_by_data (room, self->rehearsal);
      g_signal_handlers_disconnect_by_data (room, self->recall);
    }
  g_clear_pointer (&self->rehearsal, askg_desk_rehearsal_free);
  g_clear_pointer (&self->recall, askg_desk_recall_free);
  g_clear_pointer (&self->filler, askg_meaning_filler_free);
}
