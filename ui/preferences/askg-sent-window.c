/* askg-sent-window.c: main thread. */
#include "ui/preferences/askg-sent-window.h"

#include <glib/gi18n-lib.h>

#include "ui/overlay/askg-preview-text.h"
#include "ui/preferences/askg-ledger-words.h"

struct _AskgSentWindow
{
  AdwWindow    parent_instance;

  /* Template children */
  GtkLabel    *facts;
  GtkLabel    *verdict;
  GtkWidget   *scroller;
  GtkTextView *bytes;
};

G_DEFINE_FINAL_TYPE (AskgSentWindow, askg_sent_window, ADW_TYPE_WINDOW)

static void
askg_sent_window_class_init (AskgSentWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-sent-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgSentWindow, facts);
  gtk_widget_class_bind_template_child (widget_class, AskgSentWindow, verdict);
  gtk_widget_class_bind_template_child (widget_class, AskgSentWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, AskgSentWindow, bytes);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
askg_sent_window_init (AskgSentWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
verdict_for (const AskgLedgerEntry *entry)
{
  if (entry->row->body != NULL)
    return _("These are the bytes that left: their hash is the one that was written down before. The key is not among them.");
  if (entry->row->is_off_record)
    return _("It was off the record: only the hash is kept.");
  if (entry->row->n_bytes == 0)
    return _("It carried nothing.");

  return _("The bytes are kept no longer, only their hash.");
}

/* A wrapped line must not show a hyphen that was not sent. */
static void
set_bytes (AskgSentWindow *self,
           GBytes         *body)
{
  g_autofree char *words = askg_preview_dup_body (body);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->bytes);
  GtkTextIter start, end;

  gtk_text_buffer_set_text (buffer, words, -1);
  gtk_text_buffer_create_tag (buffer, "no-hyphens", "insert-hyphens", FALSE, NULL);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag_by_name (buffer, "no-hyphens", &start, &end);
  gtk_text_buffer_place_cursor (buffer, &start);
}

/**
 * askg_sent_window_new:
 * @over: (nullable): the window it belongs to
 * @entry: with its body where that is kept
 *
 * Returns: (transfer none): hidden; GTK owns it, closing it destroys it
 */
AskgSentWindow *
askg_sent_window_new (GtkWindow             *over,
                      const AskgLedgerEntry *entry)
{
  AskgSentWindow *self = g_object_new (ASKG_TYPE_SENT_WINDOW, "transient-for", over,
                                       "application", over != NULL ? gtk_window_get_application (over) : NULL, NULL);
  g_autofree char *facts = askg_ledger_words_for_facts (entry);

  gtk_label_set_text (self->facts, facts);
  gtk_label_set_text (self->verdict, verdict_for (entry));
  gtk_widget_set_visible (self->scroller, entry->row->body != NULL);
  if (entry->row->body != NULL)
    set_bytes (self, entry->row->body);
  else
    gtk_window_set_default_size (GTK_WINDOW (self), 620, -1);

  return self;
}
