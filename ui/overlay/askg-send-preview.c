/* askg-send-preview.c: main thread. */
#include "ui/overlay/askg-send-preview.h"

#include <glib/gi18n-lib.h>

#include "ui/overlay/askg-picture-card.h"
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
  GtkTextView    *bytes;
  GtkCheckButton *always;

  /* Owned */
  AskgOutbound   *outbound;

  gint64          shown_us;   /* monotonic; 0 before */
  gboolean        has_replied;
};

static guint replied_signal;

G_DEFINE_FINAL_TYPE (AskgSendPreview, askg_send_preview, ADW_TYPE_WINDOW)

/* -- The reply ----------------------------------------------------------------- */

static void
reply (AskgSendPreview *self,
       AskgGateReply    answer)
{
  if (self->has_replied)
    return;
  self->has_replied = TRUE;
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

/* A wrapped line must not show a hyphen that is not sent. */
static void
set_text (GtkTextView *view,
          const char  *words)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;

  gtk_text_buffer_set_text (buffer, words, -1);
  gtk_text_buffer_create_tag (buffer, "no-hyphens", "insert-hyphens", FALSE, NULL);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag_by_name (buffer, "no-hyphens", &start, &end);
}

/* Made when somebody looks: it may be megabytes. */
static void
page_changed (AskgSendPreview *self)
{
  g_autofree char *head = NULL;
  g_autofree char *body = NULL;
  g_autofree char *all = NULL;

  if (self->outbound == NULL || g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "bytes") != 0 ||
      gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->bytes)) > 0)
    return;
  head = askg_preview_dup_head (self->outbound);
  body = askg_preview_dup_body (askg_outbound_get_body (self->outbound));
  all = g_strconcat (head, "\n", body, NULL);
  set_text (self->bytes, all);
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
  g_autofree char *size = g_format_size (g_bytes_get_size (bytes));
  g_autofree char *words = g_strdup_printf (_("A recording of %s"), size);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (self->media, label);
}

static void
show_pieces (AskgSendPreview *self)
{
  g_autofree char *words = askg_preview_dup_words (self->outbound);

  for (guint i = 0; i < askg_outbound_get_n_pieces (self->outbound); i++)
    {
      const AskgOutboundPiece *piece = askg_outbound_get_piece (self->outbound, i);

      if (piece->kind == ASKG_CONTENT_PICTURE)
        add_picture (self, piece->bytes);
      else if (piece->kind == ASKG_CONTENT_SOUND)
        add_sound (self, piece->bytes);
    }
  set_text (self->text, words);
  gtk_widget_set_visible (self->text_frame, *words != '\0');
  gtk_widget_set_visible (self->media_frame, gtk_widget_get_first_child (GTK_WIDGET (self->media)) != NULL);
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
  show_what (self);
  gtk_check_button_set_label (self->always, always);
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
  g_clear_pointer (&self->outbound, askg_outbound_unref);

  G_OBJECT_CLASS (askg_send_preview_parent_class)->dispose (object);
}

static void
askg_send_preview_class_init (AskgSendPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

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
  gtk_widget_class_bind_template_child (widget_class, AskgSendPreview, always);
  gtk_widget_class_bind_template_callback (widget_class, page_changed);
  gtk_widget_class_install_action (widget_class, "preview.send", NULL, send_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  replied_signal = g_signal_new ("replied", ASKG_TYPE_SEND_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
askg_send_preview_init (AskgSendPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * askg_send_preview_new:
 * @over: (nullable): the window it belongs to
 * @is_sent: it only tells what was sent; nothing can be replied
 *
 * Returns: (transfer none): hidden; GTK owns it, closing it destroys it
 */
AskgSendPreview *
askg_send_preview_new (GtkWindow    *over,
                       AskgOutbound *outbound,
                       gboolean      is_sent)
{
  AskgSendPreview *self = g_object_new (ASKG_TYPE_SEND_PREVIEW, "transient-for", over,
                                        "application", over != NULL ? gtk_window_get_application (over) : NULL, NULL);

  self->outbound = askg_outbound_ref (outbound);
  self->has_replied = is_sent;
  if (is_sent)
    {
      gtk_window_set_title (GTK_WINDOW (self), _("What was sent"));
      gtk_button_set_label (GTK_BUTTON (self->decline_button), _("Close"));
      gtk_widget_set_tooltip_text (self->decline_button, NULL);
    }
  gtk_widget_set_visible (self->send_button, !is_sent);
  gtk_widget_set_visible (GTK_WIDGET (self->always), !is_sent);
  show_facts (self);
  show_pieces (self);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->send_button);
  gtk_window_set_focus (GTK_WINDOW (self), is_sent ? self->decline_button : self->send_button);

  return self;
}
