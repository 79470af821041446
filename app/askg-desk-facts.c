/* askg-desk-facts.c: main thread. In the overlay; the page of the preferences is askg-desk-facts-page.c. */
#include "app/askg-desk-facts.h"

#include <glib/gi18n-lib.h>

#include "app/askg-desk-overlay-private.h"
#include "engine/provider/askg-reader.h"
#include "ui/overlay/askg-remember-window.h"

#define LAST "askg-last-fact" /* of the overlay: what Undo takes away again */

static AskgFacts *
facts_of (AskgDeskOverlay *self)
{
  return askg_session_get_facts (self->session);
}

/* -- The chip ---------------------------------------------------------------- */

/* The reader answers from what it reads: it is told nothing. */
static gboolean
is_told_to_somebody (AskgDeskOverlay *self)
{
  AskgEngineRoom *room = askg_session_peek_engine_room (self->session);
  AskgEngine *engine = room != NULL ? askg_engines_get_default (askg_engine_room_get_engines (room)) : NULL;

  return engine != NULL && !ASKG_IS_READER (engine);
}

/* What would be sent is another now, too. */
static void
update_chip (AskgDeskOverlay *self)
{
  g_auto(GStrv) facts = is_told_to_somebody (self) ? askg_facts_dup_told (facts_of (self)) : g_new0 (char *, 1);

  askg_overlay_set_facts (self->overlay, (const char *const *) facts);
  if (self->rehearsal != NULL)
    askg_desk_rehearsal_again (self->rehearsal);
}

static void
left_out_cb (AskgDeskOverlay *self)
{
  if (self->rehearsal != NULL)
    askg_desk_rehearsal_again (self->rehearsal);
}

/* -- Remembering ------------------------------------------------------------- */

/* The last one is not the one that was meant, where it was remembered already. */
static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AskgDeskOverlay) self = user_data;
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (object));
  const guint n_before = GPOINTER_TO_UINT (g_object_steal_data (G_OBJECT (self), LAST));
  g_autoptr(AskgFact) last = g_list_model_get_item (G_LIST_MODEL (object), n > 0 ? n - 1 : 0);
  g_autoptr(GError) error = NULL;

  if (!askg_facts_change_finish (ASKG_FACTS (object), result, &error))
    askg_overlay_show_error (self->overlay, NULL, error);
  else if (n == n_before)
    askg_overlay_show_notice (self->overlay, ASKG_NOTICE_INFO, _("That is remembered already"), NULL, NULL, NULL, NULL, NULL);
  else
    {
      askg_overlay_show_notice (self->overlay, ASKG_NOTICE_INFO, _("Remembered"), askg_fact_get_text (last), _("Undo"),
                                "overlay.undo-remember", NULL, NULL);
      g_object_set_data_full (G_OBJECT (self->overlay), LAST, g_steal_pointer (&last), g_object_unref);
    }
}

static void
save_cb (AskgRememberWindow *window,
         const char         *sentence,
         AskgDeskOverlay    *self)
{
  g_object_set_data (G_OBJECT (self), LAST, GUINT_TO_POINTER (g_list_model_get_n_items (G_LIST_MODEL (facts_of (self)))));
  askg_facts_keep_async (facts_of (self), sentence, kept_cb, g_object_ref (self));
}

/* The keyboard goes back to the question: window managers give it to nothing else while a modal window is there. */
static void
unmap_cb (AskgRememberWindow *window,
          AskgDeskOverlay    *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->overlay)))
    askg_overlay_summon (self->overlay, NULL);
}

static void
remember_cb (AskgOverlay     *overlay,
             const char      *text,
             AskgDeskOverlay *self)
{
  AskgRememberWindow *window = askg_remember_window_new (GTK_WINDOW (overlay), text);

  g_signal_connect_object (window, "save", G_CALLBACK (save_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (window, "unmap", G_CALLBACK (unmap_cb), self, G_CONNECT_AFTER);
  gtk_window_present (GTK_WINDOW (window));
}

static void
forgotten_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AskgDeskOverlay) self = user_data;
  g_autoptr(GError) error = NULL;

  if (askg_facts_change_finish (ASKG_FACTS (object), result, &error))
    askg_overlay_put_notice_away (self->overlay);
  else
    askg_overlay_show_error (self->overlay, NULL, error);
}

static void
undo_remember_cb (AskgOverlay     *overlay,
                  AskgDeskOverlay *self)
{
  g_autoptr(AskgFact) last = g_object_steal_data (G_OBJECT (overlay), LAST);

  if (last != NULL)
    askg_facts_forget_async (facts_of (self), askg_fact_get_id (last), forgotten_cb, g_object_ref (self));
}

/* -- Folding ------------------------------------------------------------------ */

static void
fold_kept_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AskgDeskOverlay) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_store_change_finish (ASKG_STORE (object), result, &error))
    askg_overlay_show_error (self->overlay, NULL, error);
}

/* Of what is off the record the summary is so, too. */
static void
keep_fold_cb (AskgOverlay     *overlay,
              AskgDeskOverlay *self)
{
  AskgConversation *conversation = askg_overlay_get_conversation (overlay);

  if (self->rehearsal != NULL)
    askg_desk_rehearsal_again (self->rehearsal);
  if (!askg_conversation_is_off_record (conversation) && askg_conversation_get_id (conversation) != 0)
    askg_store_save_fold_async (askg_session_get_store (self->session), conversation, NULL, fold_kept_cb,
                                g_object_ref (self));
}

/* -- Life --------------------------------------------------------------------- */

/* From here on the engines are known. */
void
askg_desk_facts_history_opened (AskgDeskOverlay *self)
{
  AskgEngineRoom *room = askg_session_get_engine_room (self->session, NULL);

  if (room == NULL)
    return;
  g_signal_connect_object (room, "default-changed", G_CALLBACK (update_chip), self, G_CONNECT_SWAPPED);
  update_chip (self);
}

void
askg_desk_facts_connect (AskgDeskOverlay *self)
{
  g_signal_connect (self->overlay, "remember", G_CALLBACK (remember_cb), self);
  g_signal_connect (self->overlay, "undo-remember", G_CALLBACK (undo_remember_cb), self);
  g_signal_connect (self->overlay, "keep-fold", G_CALLBACK (keep_fold_cb), self);
  g_signal_connect_object (askg_overlay_get_draft (self->overlay), "notify::without-facts", G_CALLBACK (left_out_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (facts_of (self), "items-changed", G_CALLBACK (update_chip), self, G_CONNECT_SWAPPED);
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed::send-facts", G_CALLBACK (update_chip), self, G_CONNECT_SWAPPED);
}
