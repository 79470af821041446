/* askg-overlay-show.c: what the program tells the overlay. Main thread. */
#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "ui/overlay/askg-overlay-fit-private.h"
#include "ui/overlay/askg-overlay-private.h"

/* How long a deleted conversation can be brought back. */
#define UNDO_MS (10 * 1000)

/**
 * askg_overlay_get_draft:
 *
 * Returns: (transfer none): the question being composed
 */
AskgDraft *
askg_overlay_get_draft (AskgOverlay *self)
{
  g_return_val_if_fail (ASKG_IS_OVERLAY (self), NULL);

  return self->draft;
}

/**
 * askg_overlay_get_conversation:
 *
 * Returns: (transfer none)
 */
AskgConversation *
askg_overlay_get_conversation (AskgOverlay *self)
{
  g_return_val_if_fail (ASKG_IS_OVERLAY (self), NULL);

  return self->conversation;
}

/**
 * askg_overlay_set_recents:
 * @summaries: (element-type AskgConversationSummary): newest first
 */
void
askg_overlay_set_recents (AskgOverlay *self,
                          GPtrArray   *summaries)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  askg_start_page_set_recents (self->start_page, summaries, g_get_real_time ());
}

/* (transfer full) */
static char *
dup_place_words (AskgOverlay *self)
{
  return self->place != NULL ? g_strdup_printf (_("What you ask goes to %s, with what you attach to it"), self->place)
                             : g_strdup (_("Nothing of a question or an answer leaves this machine"));
}

/* Where what is asked goes, or what went there; both are in the tooltip. */
static void
show_place (AskgOverlay *self)
{
  const gboolean tells_sent = self->sent != NULL && self->shows_sent;
  g_autofree char *goes = self->draft_line != NULL ? g_strdup (self->draft_line)
                          : tells_sent          ? g_strdup (self->sent)
                          : self->place != NULL ? g_strdup_printf (_("Goes to %s"), self->place)
                                                : g_strdup (_("Stays on this machine"));
  g_autofree char *place = dup_place_words (self);
  g_autofree char *sent = self->sent != NULL ? g_strdup_printf (_("Sent: %s. Show it (Ctrl+Shift+P)"), self->sent) : NULL;
  g_autofree char *draft = self->draft_line != NULL
                             ? g_strdup_printf (_("Would be sent: %s. Show it (Ctrl+Shift+P)"), self->draft_line) : NULL;
  g_autofree char *whole = draft != NULL  ? g_strdup (draft)
                           : tells_sent   ? g_strdup (sent)
                           : sent != NULL ? g_strdup_printf ("%s\n%s", place, sent)
                                          : g_strdup (place);

  gtk_label_set_text (self->leaves_label, goes);
  gtk_image_set_from_icon_name (self->leaves_icon,
                                self->place != NULL || tells_sent ? "network-transmit-symbolic" : "channel-secure-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->leaves), GTK_ACCESSIBLE_PROPERTY_LABEL, goes,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, whole, -1);
  gtk_widget_set_tooltip_text (self->leaves, whole);
}

/* While there is nothing to be shown, a press says so. */
void
askg_overlay_explain_place (AskgOverlay *self)
{
  g_autofree char *whole = dup_place_words (self);

  askg_overlay_show_notice (self, ASKG_NOTICE_INFO, _("Nothing was sent yet"), whole, NULL, NULL, NULL, NULL);
}

/**
 * askg_overlay_set_draft_line:
 * @line: (nullable): what would go to another machine if the question were asked now; %NULL while nobody knows
 */
void
askg_overlay_set_draft_line (AskgOverlay *self,
                             const char  *line)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  if (g_strcmp0 (line, self->draft_line) == 0)
    return;
  g_free (self->draft_line);
  self->draft_line = g_strdup (line);
  show_place (self);
}

/**
 * askg_overlay_set_sent:
 * @line: (nullable): what went to another machine last, with its size and the host
 *
 * The foot says it until questions go elsewhere; it can be opened after that, too.
 */
void
askg_overlay_set_sent (AskgOverlay *self,
                       const char  *line)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  g_free (self->sent);
  self->sent = g_strdup (line);
  self->shows_sent = TRUE;
  show_place (self);
}

/**
 * askg_overlay_set_engine:
 * @name: for people
 * @state: (nullable): a word or two, such as "no model"; a dot is never alone with bad news
 * @place: (nullable): the host that questions go to; %NULL when they stay on this machine
 */
void
askg_overlay_set_engine (AskgOverlay *self,
                         const char  *name,
                         const char  *state,
                         AskgDot      dot,
                         const char  *place)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  askg_dot_apply (self->engine_dot, dot);
  gtk_label_set_text (self->engine_name, name);
  gtk_label_set_text (self->engine_state, state != NULL ? state : "");
  gtk_widget_set_visible (GTK_WIDGET (self->engine_state), state != NULL);
  if (g_strcmp0 (place, self->place) != 0)
    {
      self->shows_sent = FALSE;
      g_free (self->place);
      self->place = g_strdup (place);
    }
  show_place (self);
}

/**
 * askg_overlay_get_engine_menu:
 *
 * Returns: (transfer none): to be given the engines, and to hear which one is chosen
 */
AskgEngineMenu *
askg_overlay_get_engine_menu (AskgOverlay *self)
{
  g_return_val_if_fail (ASKG_IS_OVERLAY (self), NULL);

  return self->engine_menu;
}

/* See askg_offer_tile_set_state(). */
void
askg_overlay_set_offer_state (AskgOverlay *self,
                              AskgOffer    offer,
                              gboolean     can,
                              const char  *detail,
                              const char  *preview)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  askg_start_page_set_offer (self->start_page, offer, can, detail, preview);
}

void
askg_overlay_set_menu (AskgOverlay *self,
                       GMenuModel  *menu)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  gtk_menu_button_set_menu_model (self->menu_button, menu);
}

/* See askg_notice_show(). */
void
askg_overlay_show_notice (AskgOverlay    *self,
                          AskgNoticeKind  kind,
                          const char     *title,
                          const char     *body,
                          const char     *first_label,
                          const char     *first_action,
                          const char     *second_label,
                          const char     *second_action)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  g_clear_handle_id (&self->deleted_timer_id, g_source_remove);
  askg_notice_show (self->notice, kind, title, body, first_label, first_action, second_label, second_action);
}

/**
 * askg_overlay_show_error:
 * @title: what failed, in a few words
 * @error: (nullable): its message says why, and what to do
 *
 * An engine that says what it cannot answer has not failed: that is not shown in red.
 */
void
askg_overlay_show_error (AskgOverlay  *self,
                         const char   *title,
                         const GError *error)
{
  const gboolean is_honest = g_error_matches (error, ASKG_ERROR, ASKG_ERROR_NEEDS_MODEL) ||
                             g_error_matches (error, ASKG_ERROR, ASKG_ERROR_NO_TEXT);

  askg_overlay_show_notice (self, is_honest ? ASKG_NOTICE_INFO : ASKG_NOTICE_FAILED, title, error != NULL ? error->message : NULL,
                            NULL, NULL, NULL, NULL);
}

static void
undo_has_passed (gpointer user_data)
{
  AskgOverlay *self = user_data;

  self->deleted_timer_id = 0;
  self->deleted_id = 0;
  askg_notice_put_away (self->notice);
}

/**
 * askg_overlay_show_deleted:
 * @title: of the conversation that is gone
 *
 * Offers to bring it back, for ten seconds: "undo-delete" is then emitted.
 */
void
askg_overlay_show_deleted (AskgOverlay *self,
                           gint64       conversation_id,
                           const char  *title)
{
  g_autofree char *words = g_strdup_printf (_("Deleted “%s”"), title);

  askg_overlay_show_notice (self, ASKG_NOTICE_INFO, words, NULL, _("Undo"), "overlay.undo-delete", NULL, NULL);
  self->deleted_id = conversation_id;
  self->deleted_timer_id = g_timeout_add_once (UNDO_MS, undo_has_passed, self);
}

void
askg_overlay_put_notice_away (AskgOverlay *self)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  askg_notice_put_away (self->notice);
}

/**
 * askg_overlay_get_host:
 *
 * Returns: (transfer none): what keeps it above
 */
AskgOverlayHost *
askg_overlay_get_host (AskgOverlay *self)
{
  g_return_val_if_fail (ASKG_IS_OVERLAY (self), NULL);

  return self->host;
}

/* Whether to say, the next time it is summoned, that other windows may cover the panel, where
 * they may. "hint-given" is then emitted: once is enough for a person. */
void
askg_overlay_set_hint_wanted (AskgOverlay *self,
                              gboolean     wanted)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  self->hint_wanted = wanted;
}

static void
give_hint (AskgOverlay *self)
{
  if (!self->hint_wanted || askg_overlay_host_get_level (self->host) != ASKG_OVERLAY_MAY_BE_COVERED ||
      gtk_widget_get_visible (GTK_WIDGET (self->notice)))
    return;

  self->hint_wanted = FALSE;
  askg_overlay_show_notice (self, ASKG_NOTICE_INFO, _("Other windows may cover this one"),
                            askg_overlay_host_describe (self->host), NULL, NULL, NULL, NULL);
  g_signal_emit (self, askg_overlay_signals[ASKG_OVERLAY_HINT_GIVEN], 0);
}

/**
 * askg_overlay_summon:
 * @beside: (nullable): what it is about, in logical desktop coordinates
 *
 * Shows the panel with the caret in its entry, or the focus on the bar that stands there.
 */
void
askg_overlay_summon (AskgOverlay    *self,
                     const AskgRect *beside)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  give_hint (self);
  askg_overlay_fit (self);
  askg_overlay_host_summon (self->host, beside);
  if (askg_overlay_is_by_voice (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->voice_bar));
  else
    askg_composer_focus (self->composer);
}

/* Hides it. The draft and an answer on its way stay as they are. */
void
askg_overlay_dismiss (AskgOverlay *self)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, askg_overlay_signals[ASKG_OVERLAY_DISMISSED], 0);
}

/* The overlay stays above other windows; @window, which it opened, is above the overlay. */
void
askg_overlay_present_above (AskgOverlay *self,
                            GtkWindow   *window)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  gtk_window_set_transient_for (window, gtk_widget_get_visible (GTK_WIDGET (self)) ? GTK_WINDOW (self) : NULL);
  gtk_window_present (window);
}
