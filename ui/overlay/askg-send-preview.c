/* askg-send-preview.c: main thread. */
#include "ui/overlay/askg-send-preview.h"

#include <glib/gi18n-lib.h>

#include "ui/overlay/askg-bytes-view.h"
#include "ui/overlay/askg-finding-row.h"
#include "ui/overlay/askg-picture-card.h"
#include "ui/overlay/askg-preview-sound.h"
#include "ui/overlay/askg-preview-text.h"

/* The Enter that asked must not send, too. */
#define LEAST_LOOK_US (400 * G_TIME_SPAN_MILLISECOND)
/* What is hashed within a millisecond or two. */
#define QUICK_BYTES   (512 * 1024)

struct _AskgSendPreview
{
  AdwWindow       parent_instance;

  /* Template children */
  GtkWidget      *decline_button;
  GtkWidget      *send_button;
  GtkLabel       *where;
  GtkLabel       *what;
  GtkStack       *stack;
  GtkWidget      *text_frame;
  GtkTextView    *text;
  GtkWidget      *media_frame;
  GtkBox         *media;
  AskgBytesView  *bytes;
  GtkWidget      *hidden_frame;
  GtkListBox     *hidden;
  GtkWidget      *sound;
  GtkCheckButton *always;

  /* Owned */
  AskgOutbound   *outbound;   /* as it is shown, and sent */
  AskgOutbound   *first;      /* as it was when it was shown first */
  GCancellable   *cancellable; /* (nullable): of the change that is being made */

  gint64          shown_us;   /* monotonic; 0 before */
  AskgPreviewUse  use;
  gboolean        has_replied;
};

static guint replied_signal;

G_DEFINE_FINAL_TYPE (AskgSendPreview, askg_send_preview, ADW_TYPE_WINDOW)

/* -- The reply ----------------------------------------------------------------- */

static void take_back (AskgSendPreview *self);

static void
reply (AskgSendPreview *self,
       AskgGateReply    answer)
{
  if (self->has_replied)
    return;
  self->has_replied = TRUE;
  if (answer == ASKG_GATE_DECLINE)
    take_back (self);
  g_signal_emit (self, replied_signal, 0, (int) answer);
}

static void
send_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AskgSendPreview *self = ASKG_SEND_PREVIEW (widget);

  if (self->shown_us == 0 || g_get_monotonic_time () - self->shown_us < LEAST_LOOK_US)
    return;
  reply (self, gtk_check_button_get_active (self->always) ? ASKG_GATE_SEND_ALWAYS : ASKG_GATE_SEND_ONCE);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
askg_send_preview_close_request (GtkWindow *window)
{
  reply (ASKG_SEND_PREVIEW (window), ASKG_GATE_DECLINE);

  return GTK_WINDOW_CLASS (askg_send_preview_parent_class)->close_request (window);
}

/* -- What is shown --------------------------------------------------------------- */

/* As it reads; @tag: (nullable) */
static void
insert_words (GtkTextBuffer *buffer,
              const char    *bytes,
              gsize          n_bytes,
              const char    *tag)
{
  g_autofree char *words = askg_preview_dup_readable (bytes, n_bytes);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert_with_tags_by_name (buffer, &end, words, -1, "no-hyphens", tag, NULL);
}

/* With what was found in it lit. */
static void
add_text (AskgSendPreview        *self,
          const AskgCoveredPiece *piece)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  gsize n_bytes, done = 0;
  const char *bytes = g_bytes_get_data (piece->bytes, &n_bytes);

  if (gtk_text_buffer_get_char_count (buffer) > 0)
    insert_words (buffer, "\n\n", 2, NULL);
  for (guint i = 0; piece->spans != NULL && i < piece->spans->len; i++)
    {
      const AskgCoveredSpan *span = &g_array_index (piece->spans, AskgCoveredSpan, i);

      insert_words (buffer, bytes + done, span->start - done, NULL);
      insert_words (buffer, bytes + span->start, span->length, "lit");
      done = span->start + span->length;
    }
  insert_words (buffer, bytes + done, n_bytes - done, NULL);
}

static void
add_picture (AskgSendPreview *self,
             GBytes          *bytes)
{
  GtkWidget *picture = askg_picture_card_new (FALSE);

  gtk_box_append (self->media, picture);
  askg_picture_card_set_bytes (ASKG_PICTURE_CARD (picture), bytes);
}

static void
add_sound (AskgSendPreview *self,
           GBytes          *bytes)
{
  g_autofree char *words = askg_preview_dup_sound_line (bytes);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (self->media, label);
}

static void
clear_media (AskgSendPreview *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->media))) != NULL)
    gtk_box_remove (self->media, child);
}

static void
show_pieces (AskgSendPreview *self)
{
  AskgCovered *content = askg_outbound_get_content (self->outbound);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);

  gtk_text_buffer_set_text (buffer, "", 0);
  clear_media (self);
  for (guint i = 0; i < askg_outbound_get_n_pieces (self->outbound); i++)
    {
      const AskgCoveredPiece *piece = askg_covered_get_piece (content, i);

      if (piece->kind == ASKG_CONTENT_PICTURE)
        add_picture (self, piece->bytes);
      else if (piece->kind == ASKG_CONTENT_SOUND)
        add_sound (self, piece->bytes);
      else
        add_text (self, piece);
    }
  gtk_widget_set_visible (self->text_frame, gtk_text_buffer_get_char_count (buffer) > 0);
  gtk_widget_set_visible (self->media_frame, gtk_widget_get_first_child (GTK_WIDGET (self->media)) != NULL);
  gtk_widget_set_visible (self->sound, (askg_outbound_get_kinds (self->outbound) & ASKG_CONTENT_SOUND) != 0);
  askg_bytes_view_set_outbound (self->bytes, self->outbound);
}

static void
facts_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  g_task_return_pointer (task, askg_preview_dup_facts (task_data), g_free);
}

static void
facts_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  AskgSendPreview *self = ASKG_SEND_PREVIEW (object);
  g_autofree char *facts = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->outbound != NULL) /* not closed meanwhile */
    gtk_label_set_text (self->what, facts);
}

/* All of it is hashed: where it is much, the sizes and the hash come a moment later. */
static void
show_what (AskgSendPreview *self)
{
  GBytes *body = askg_outbound_get_body (self->outbound);

  if (body == NULL || g_bytes_get_size (body) <= QUICK_BYTES)
    {
      g_autofree char *facts = askg_preview_dup_facts (self->outbound);

      gtk_label_set_text (self->what, facts);
    }
  else
    {
      g_autoptr(GTask) task = g_task_new (self, NULL, facts_cb, NULL);

      g_task_set_task_data (task, askg_outbound_ref (self->outbound), (GDestroyNotify) askg_outbound_unref);
      g_task_run_in_thread (task, facts_in_thread);
    }
}

static void
show_facts (AskgSendPreview *self)
{
  const char *label = askg_origin_get_label (askg_outbound_get_origin (self->outbound));
  g_autofree char *where = g_strdup_printf (_("To %s, for %s"), label, askg_outbound_get_engine_name (self->outbound));
  g_autofree char *always = g_strdup_printf (_("Do not ask again when %s sends to %s"),
                                             askg_outbound_get_engine_name (self->outbound), label);

  gtk_label_set_text (self->where, where);
  gtk_check_button_set_label (self->always, always);
}

/* -- What was found -------------------------------------------------------------------- */

static void toggled_cb (AskgFindingRow *row, AskgSendPreview *self);

/* Its rows stay what they are, and with them the focus: what is found does not change by showing it. */
static void
show_findings (AskgSendPreview *self)
{
  AskgCovered *content = askg_outbound_get_content (self->outbound);
  const guint n = content != NULL ? askg_covered_get_n_findings (content) : 0;
  GtkListBoxRow *row;

  for (guint i = 0; i < n; i++)
    {
      const AskgFoundSecret *finding = askg_covered_get_finding (content, i);

      row = gtk_list_box_get_row_at_index (self->hidden, (int) i);
      if (row != NULL)
        {
          askg_finding_row_refresh (ASKG_FINDING_ROW (row), finding);
          continue;
        }
      gtk_list_box_append (self->hidden, askg_finding_row_new (finding, self->use != ASKG_PREVIEWED_SENT));
      row = gtk_list_box_get_row_at_index (self->hidden, (int) i);
      g_signal_connect_object (row, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_DEFAULT);
    }
  while ((row = gtk_list_box_get_row_at_index (self->hidden, (int) n)) != NULL)
    gtk_list_box_remove (self->hidden, GTK_WIDGET (row));
  gtk_widget_set_visible (self->hidden_frame, n > 0);
}

static void
show_all (AskgSendPreview *self)
{
  show_what (self);
  show_pieces (self);
  show_findings (self);
}

static void
changed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgSendPreview) self = user_data;
  g_autoptr(AskgCovered) content = askg_covered_again_finish (result, NULL);
  AskgOutbound *changed;

  if (content == NULL || self->outbound == NULL) /* a later change is under way, or it was closed */
    return;

  changed = askg_outbound_with_content (self->outbound, content);
  askg_outbound_unref (self->outbound);
  self->outbound = changed;
  g_clear_object (&self->cancellable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.send", TRUE);
  show_all (self);
}

/* The request is made anew, and nothing is sent before it is shown. */
static void
toggled_cb (AskgFindingRow  *row,
            AskgSendPreview *self)
{
  AskgCovered *content = askg_outbound_get_content (self->outbound);
  const guint index = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  if (self->cancellable != NULL)
    return; /* a second click while the first is at work */
  askg_covered_set_shown (content, index, !askg_covered_get_finding (content, index)->is_shown);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.send", FALSE);
  self->cancellable = g_cancellable_new ();
  askg_covered_again_async (content, self->cancellable, changed_cb, g_object_ref (self));
}

/* Who does not send uncovers nothing: the next question finds it as it was. */
static void
take_back (AskgSendPreview *self)
{
  AskgCovered *content = askg_outbound_get_content (self->first);

  for (guint i = 0; content != NULL && i < askg_covered_get_n_findings (content); i++)
    askg_covered_set_shown (content, i, askg_covered_get_finding (content, i)->is_shown);
}

/* -- Life -------------------------------------------------------------------------- */

static void
askg_send_preview_map (GtkWidget *widget)
{
  AskgSendPreview *self = ASKG_SEND_PREVIEW (widget);

  GTK_WIDGET_CLASS (askg_send_preview_parent_class)->map (widget);
  self->shown_us = g_get_monotonic_time ();
}

static void
askg_send_preview_dispose (GObject *object)
{
  AskgSendPreview *self = ASKG_SEND_PREVIEW (object);

  if (self->outbound != NULL)
    reply (self, ASKG_GATE_DECLINE);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->outbound, askg_outbound_unref);
  g_clear_pointer (&self->first, askg_outbound_unref);

  G_OBJECT_CLASS (askg_send_preview_parent_class)->dispose (object);
}

static void
askg_send_preview_class_init (AskgSendPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ASKG_TYPE_BYTES_VIEW);
  G_OBJECT_CLASS (klass)->dispose = askg_send_preview_dispose;
  widget_class->map = askg_send_preview_map;
  GTK_WINDOW_CLASS (klass)->close_request = askg_send_preview_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-send-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgSendPreview, decline_button);
  gtk_widget_class_bind_template_child (widget_class, AskgSendPreview, send_button);
  gtk_widget_class_bind_template_child (widget_class, AskgSendPreview, where);
  gtk_widget_class_bind_template_child (widget_class, AskgSendPreview, what);
  gtk_widget_class_bind_template_child (widget_class, AskgSendPreview, stack);
  gtk_widget_class_bind_template_child (widget_class, AskgSendPreview, text_frame);
  gtk_widget_class_bind_template_child (widget_class, AskgSendPreview, text);
  gtk_widget_class_bind_template_child (widget_class, AskgSendPreview, media_frame);
  gtk_widget_class_bind_template_child (widget_class, AskgSendPreview, media);
  gtk_widget_class_bind_template_child (widget_class, AskgSendPreview, bytes);
  gtk_widget_class_bind_template_child (widget_class, AskgSendPreview, hidden_frame);
  gtk_widget_class_bind_template_child (widget_class, AskgSendPreview, hidden);
  gtk_widget_class_bind_template_child (widget_class, AskgSendPreview, sound);
  gtk_widget_class_bind_template_child (widget_class, AskgSendPreview, always);
  gtk_widget_class_install_action (widget_class, "preview.send", NULL, send_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  replied_signal = g_signal_new ("replied", ASKG_TYPE_SEND_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
askg_send_preview_init (AskgSendPreview *self)
{
  static const GdkRGBA lit = { 0.21f, 0.52f, 0.89f, 0.28f }; /* over light and dark */
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_text_view_get_buffer (self->text);
  /* A wrapped line must not show a hyphen that is not sent. */
  gtk_text_buffer_create_tag (buffer, "no-hyphens", "insert-hyphens", FALSE, NULL);
  gtk_text_buffer_create_tag (buffer, "lit", "weight", PANGO_WEIGHT_BOLD, "background-rgba", &lit, NULL);
}

/* (transfer none): as it is shown, with what the person uncovered */
AskgOutbound *
askg_send_preview_get_outbound (AskgSendPreview *self)
{
  g_return_val_if_fail (ASKG_IS_SEND_PREVIEW (self), NULL);

  return self->outbound;
}

static void
set_use (AskgSendPreview *self,
         AskgPreviewUse   use)
{
  const gboolean asks = use == ASKG_PREVIEWED_FIRST || use == ASKG_PREVIEWED_AGAIN;

  self->use = use;
  self->has_replied = !asks;
  if (!asks)
    {
      gtk_window_set_title (GTK_WINDOW (self), use == ASKG_PREVIEWED_SENT ? _("What was sent") : _("What would be sent"));
      gtk_button_set_label (GTK_BUTTON (self->decline_button), _("Close"));
      gtk_widget_set_tooltip_text (self->decline_button, NULL);
    }
  gtk_widget_set_visible (self->send_button, asks);
  gtk_widget_set_visible (GTK_WIDGET (self->always), use == ASKG_PREVIEWED_FIRST);
}

/**
 * askg_send_preview_new:
 * @over: (nullable): the window it belongs to
 *
 * Returns: (transfer none): hidden; GTK owns it, closing it destroys it
 */
AskgSendPreview *
askg_send_preview_new (GtkWindow      *over,
                       AskgOutbound   *outbound,
                       AskgPreviewUse  use)
{
  AskgSendPreview *self = g_object_new (ASKG_TYPE_SEND_PREVIEW, "transient-for", over,
                                        "application", over != NULL ? gtk_window_get_application (over) : NULL, NULL);

  self->outbound = askg_outbound_ref (outbound);
  self->first = askg_outbound_ref (outbound);
  set_use (self, use);
  show_facts (self);
  show_all (self);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->send_button);
  gtk_window_set_focus (GTK_WINDOW (self), self->has_replied ? self->decline_button : self->send_button);

  return self;
}
