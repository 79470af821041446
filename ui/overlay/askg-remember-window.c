/* askg-remember-window.c: main thread. */
#include "ui/overlay/askg-remember-window.h"

#include <glib/gi18n-lib.h>

#include "engine/model/askg-fact.h"
#include "ui/reply/askg-whole-words.h"

struct _AskgRememberWindow
{
  AdwWindow    parent_instance;

  /* Template children */
  GtkTextView *sentence;
  GtkWidget   *save_button;
  GtkLabel    *caption;
};

static guint save_signal;

G_DEFINE_FINAL_TYPE (AskgRememberWindow, askg_remember_window, ADW_TYPE_WINDOW)

static char *
dup_text (AskgRememberWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->sentence);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);

  return g_strstrip (g_steal_pointer (&text));
}

/* What is too long is told, not cut behind the person's back. */
static void
update (AskgRememberWindow *self)
{
  g_autofree char *text = dup_text (self);
  const glong n_over = g_utf8_strlen (text, -1) - ASKG_FACT_MAX_CHARS;
  g_autofree char *words = n_over > 0
    ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%ld character too many. Shorten it.",
                                    "%ld characters too many. Shorten it.", n_over), n_over)
    : g_strdup (_("Engines are told this before every question, with its secrets covered. You can take it back in Preferences, Privacy."));

  gtk_label_set_text (self->caption, words);
  askg_whole_words_apply (self->caption);
  gtk_widget_set_sensitive (self->save_button, *text != '\0' && n_over <= 0);
}

static void
save (AskgRememberWindow *self)
{
  g_autofree char *text = dup_text (self);

  if (!gtk_widget_get_sensitive (self->save_button))
    return;
  g_signal_emit (self, save_signal, 0, text);
  gtk_window_close (GTK_WINDOW (self));
}

/* It is one sentence: Enter saves it, also with Ctrl for those who are used to that. */
static gboolean
key_pressed_cb (AskgRememberWindow *self,
                guint               keyval)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  save (self);

  return GDK_EVENT_STOP;
}

static void
askg_remember_window_class_init (AskgRememberWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  save_signal = g_signal_new ("save", ASKG_TYPE_REMEMBER_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-remember-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgRememberWindow, sentence);
  gtk_widget_class_bind_template_child (widget_class, AskgRememberWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, AskgRememberWindow, caption);
  gtk_widget_class_bind_template_callback (widget_class, save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
askg_remember_window_init (AskgRememberWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->sentence), "changed", G_CALLBACK (update), self);
  /* After the input method: Enter may end a syllable. */
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->sentence), keys);
}

/**
 * askg_remember_window_new:
 * @over: the window it belongs to
 * @text: what is proposed; the person changes it
 *
 * Returns: (transfer none): hidden; GTK owns it, closing it destroys it
 */
AskgRememberWindow *
askg_remember_window_new (GtkWindow  *over,
                          const char *text)
{
  AskgRememberWindow *self = g_object_new (ASKG_TYPE_REMEMBER_WINDOW, "transient-for", over,
                                           "application", gtk_window_get_application (over), NULL);
  g_autofree char *clean = askg_fact_clean (text);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->sentence);
  GtkTextIter start;

  gtk_text_buffer_set_text (buffer, clean, -1);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->sentence));

  return self;
}
