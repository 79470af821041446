/* askg-overlay-parts.c: what the parts of the overlay ask of it. Main thread. */
#include <glib/gi18n-lib.h>

#include "engine/model/askg-inert-text.h"
#include "ui/overlay/askg-words.h"
#include "ui/overlay/askg-overlay-private.h"
#include "ui/overlay/askg-picture-window.h"

/* -- from the parts ------------------------------------------------------ */

/* Enter in the entry while an answer runs keeps what was typed: it is asked when that ends. */
static void
composer_ask (AskgOverlay *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "overlay.ask", NULL);
}

/* Up in the empty entry: the last question, to be asked once more; the old one stays. */
static gboolean
composer_recall (AskgOverlay *self)
{
  const guint n_turns = askg_conversation_get_n_turns (self->conversation);

  if (n_turns == 0 || !askg_draft_is_empty (self->draft) || askg_overlay_is_asking (self))
    return FALSE;
  askg_draft_take_back (self->draft,
                        askg_turn_get_question (askg_conversation_get_turn (self->conversation, n_turns - 1)),
                        ASKG_DRAFT_NEW_TURN);

  return TRUE;
}

static gboolean
composer_leave_down (AskgOverlay *self)
{
  return askg_start_page_focus_recents (self->start_page);
}

/* Now that it may be read. */
void
askg_overlay_paste (AskgOverlay *self)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  askg_intake_paste (self->intake, gtk_widget_get_clipboard (GTK_WIDGET (self)));
}

static void
composer_paste (AskgOverlay *self)
{
  if (g_signal_has_handler_pending (self, askg_overlay_signals[ASKG_OVERLAY_PASTE], 0, FALSE))
    g_signal_emit (self, askg_overlay_signals[ASKG_OVERLAY_PASTE], 0);
  else
    askg_overlay_paste (self);
}

/* Window managers do not give the keyboard back to a window that is in no taskbar. */
static gboolean
picture_closes (AskgOverlay *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    askg_overlay_host_summon (self->host, NULL);

  return FALSE;
}

/* (transfer none): shown */
static AskgPictureWindow *
show_picture (AskgOverlay    *self,
              AskgAttachment *attachment,
              AskgTurn       *turn)
{
  AskgPictureWindow *window = askg_picture_window_new (GTK_WINDOW (self), attachment);
  AskgAttachment *at;

  for (guint i = 0; turn != NULL && (at = askg_conversation_find_attachment (self->conversation, turn, i)) != NULL; i++)
    if (at == attachment)
      askg_picture_window_show_places (window, askg_turn_get_answer (turn), i);
  g_signal_connect_object (window, "close-request", G_CALLBACK (picture_closes), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

/**
 * askg_overlay_show_found:
 * @turn: the id of one of the conversation that is shown
 * @attachment: which of those of its question
 * @boxes: (element-type AskgRect): where on that picture the words are that somebody searched for, in its pixels
 *
 * Shows the turn and, large, the picture. Where the picture is gone the turn alone is shown.
 */
void
askg_overlay_show_found (AskgOverlay *self,
                         gint64       turn,
                         guint        attachment,
                         GArray      *boxes)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));
  g_return_if_fail (boxes != NULL);

  askg_overlay_show_turn (self, turn);
  for (guint i = 0; i < askg_conversation_get_n_turns (self->conversation); i++)
    {
      AskgTurn *at = askg_conversation_get_turn (self->conversation, i);
      AskgQuestion *question = askg_turn_get_question (at);
      AskgAttachment *picture;

      if (askg_turn_get_id (at) != turn || attachment >= askg_question_get_n_attachments (question))
        continue;
      picture = askg_question_get_attachment (question, attachment);
      if (askg_attachment_get_frame (picture) != NULL)
        askg_picture_window_show_found (show_picture (self, picture, NULL), boxes);
    }
}

static void
composer_enlarge (AskgOverlay    *self,
                  AskgAttachment *attachment)
{
  (void) show_picture (self, attachment, NULL);
}

static void
transcript_enlarge (AskgOverlay    *self,
                    AskgAttachment *attachment,
                    AskgTurn       *turn)
{
  (void) show_picture (self, attachment, turn);
}

static void
transcript_retry (AskgOverlay *self,
                  guint        turn,
                  const char  *engine_id)
{
  if (!askg_overlay_is_asking (self))
    askg_overlay_retry_with (self, turn, engine_id);
}

static void
transcript_branch (AskgOverlay *self,
                   guint        turn)
{
  g_signal_emit (self, askg_overlay_signals[ASKG_OVERLAY_BRANCH], 0, turn);
}

static gboolean
may_be_opened (const char *target)
{
  static const char *const schemes[] = { "https", "http", "mailto" };
  g_autofree char *scheme = g_uri_parse_scheme (target);

  for (gsize i = 0; scheme != NULL && i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strcasecmp (scheme, schemes[i]) == 0)
      return TRUE;

  return FALSE;
}

/* Whoever wrote the answer chose the link: the person sees where it goes before it does. */
static void
transcript_open_link (AskgOverlay *self,
                      const char  *target)
{
  g_autofree char *shown = askg_text_make_inert (target, ASKG_INERT_SHOW_HIDDEN | ASKG_INERT_ONE_LINE);
  g_autoptr(GVariant) parameter = g_variant_ref_sink (g_variant_new_string (target));
  g_autofree char *open = g_action_print_detailed_name ("overlay.open-link", parameter);
  g_autofree char *copy = g_action_print_detailed_name ("overlay.copy-link", parameter);
  const gboolean can = may_be_opened (target);
  g_autofree char *asked = askg_words_for_link (target);

  askg_overlay_show_notice (self, ASKG_NOTICE_INFO, can ? asked : _("This link cannot be opened from here"),
                            shown, can ? _("Open") : _("Copy the address"), can ? open : copy,
                            can ? _("Copy the address") : NULL, can ? copy : NULL);
}

static void
start_page_open (AskgOverlay *self,
                 gint64       id)
{
  g_signal_emit (self, askg_overlay_signals[ASKG_OVERLAY_OPEN_CONVERSATION], 0, id);
}

static void
start_page_delete (AskgOverlay *self,
                   gint64       id)
{
  askg_composer_focus (self->composer);
  g_signal_emit (self, askg_overlay_signals[ASKG_OVERLAY_DELETE_CONVERSATION], 0, id);
}

/* -- what is pasted or dropped ------------------------------------------- */

static void
text_given (AskgOverlay *self,
            const char  *text)
{
  g_autoptr(AskgAttachment) attachment = NULL;

  if (!askg_intake_is_long (text))
    {
      askg_composer_insert (self->composer, text);
      return;
    }
  attachment = askg_attachment_new_text (ASKG_ATTACHMENT_CLIPBOARD, text, NULL);
  askg_draft_attach (self->draft, attachment);
}

static void
files_given (AskgOverlay *self,
             GdkFileList *files)
{
  g_signal_emit (self, askg_overlay_signals[ASKG_OVERLAY_FILES_GIVEN], 0, files);
}

static void
picture_given (AskgOverlay *self,
               GBytes      *encoded,
               const char  *mime_type)
{
  g_signal_emit (self, askg_overlay_signals[ASKG_OVERLAY_PICTURE_GIVEN], 0, encoded, mime_type);
}

static void
intake_failed (AskgOverlay  *self,
               const GError *error)
{
  askg_overlay_show_error (self, _("Nothing was attached"), error);
}

void
askg_overlay_bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, composer_ask);
  gtk_widget_class_bind_template_callback (widget_class, composer_recall);
  gtk_widget_class_bind_template_callback (widget_class, composer_leave_down);
  gtk_widget_class_bind_template_callback (widget_class, composer_paste);
  gtk_widget_class_bind_template_callback (widget_class, askg_composer_focus);
  gtk_widget_class_bind_template_callback (widget_class, transcript_open_link);
  gtk_widget_class_bind_template_callback (widget_class, transcript_retry);
  gtk_widget_class_bind_template_callback (widget_class, transcript_branch);
  gtk_widget_class_bind_template_callback (widget_class, askg_overlay_take_back);
  gtk_widget_class_bind_template_callback (widget_class, askg_overlay_go_on);
  gtk_widget_class_bind_template_callback (widget_class, start_page_open);
  gtk_widget_class_bind_template_callback (widget_class, start_page_delete);
  gtk_widget_class_bind_template_callback (widget_class, composer_enlarge);
  gtk_widget_class_bind_template_callback (widget_class, transcript_enlarge);
}

void
askg_overlay_watch_intake (AskgOverlay *self)
{
  self->intake = askg_intake_new ();
  g_signal_connect_object (self->intake, "text", G_CALLBACK (text_given), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->intake, "files", G_CALLBACK (files_given), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->intake, "picture", G_CALLBACK (picture_given), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->intake, "failed", G_CALLBACK (intake_failed), self, G_CONNECT_SWAPPED);
  askg_intake_accept_drops (self->intake, GTK_WIDGET (self));
}
