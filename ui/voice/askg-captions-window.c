/* askg-captions-window.c: main thread. */
#include "ui/voice/askg-captions-window.h"

#include "engine/model/askg-inert-text.h"
#include "ui/overlay/askg-overlay-host.h"
#include "ui/reply/askg-whole-words.h"

/* About two lines: the end of what was said is what is read. */
#define MOST_CHARS 150
#define FOOT_PX 60

struct _AskgCaptionsWindow
{
  GtkWindow        parent_instance;

  /* Template children */
  GtkLabel        *original;
  GtkLabel        *translation;
  GtkLabel        *source;

  /* Owned */
  AskgOverlayHost *host;
};

G_DEFINE_FINAL_TYPE (AskgCaptionsWindow, askg_captions_window, GTK_TYPE_WINDOW)

static void
askg_captions_window_dispose (GObject *object)
{
  g_clear_object (&ASKG_CAPTIONS_WINDOW (object)->host);

  G_OBJECT_CLASS (askg_captions_window_parent_class)->dispose (object);
}

static void
askg_captions_window_class_init (AskgCaptionsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_captions_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-captions-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgCaptionsWindow, original);
  gtk_widget_class_bind_template_child (widget_class, AskgCaptionsWindow, translation);
  gtk_widget_class_bind_template_child (widget_class, AskgCaptionsWindow, source);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
askg_captions_window_init (AskgCaptionsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->host = askg_overlay_host_new (GTK_WINDOW (self));
}

/* Returns: (transfer none): hidden; GTK owns it until gtk_window_destroy() */
AskgCaptionsWindow *
askg_captions_window_new (GtkApplication *application)
{
  return g_object_new (ASKG_TYPE_CAPTIONS_WINDOW, "application", application, NULL);
}

/* Just above the foot of the first screen, above other windows where the desktop lets it. */
void
askg_captions_window_summon (AskgCaptionsWindow *self)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr(GdkMonitor) monitor = g_list_model_get_item (monitors, 0);
  GdkRectangle area = { 0 };
  int width, height;

  g_return_if_fail (ASKG_IS_CAPTIONS_WINDOW (self));

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (monitor != NULL)
    gdk_monitor_get_geometry (monitor, &area);
  askg_overlay_host_summon (self->host, monitor != NULL ? &(AskgRect) {
                              .x = area.x + (area.width - width) / 2, .y = area.y + area.height - FOOT_PX,
                              .width = width, .height = FOOT_PX,
                            } : NULL);
}

/* Its end, from a word on, where it is longer than that. */
static const char *
find_end (const char *words,
          glong       most_chars)
{
  const glong n_chars = g_utf8_strlen (words, -1);
  const char *end = n_chars > most_chars ? g_utf8_offset_to_pointer (words, n_chars - most_chars) : words;
  const char *space = end != words ? strchr (end, ' ') : NULL;

  return space != NULL ? space + 1 : end;
}

static void
set_words (GtkLabel   *label,
           const char *words,
           glong       most_chars)
{
  g_autofree char *inert = askg_text_make_inert (words, ASKG_INERT_ONE_LINE);
  const char *end = find_end (inert, most_chars);

  gtk_label_set_text (label, end);
  askg_whole_words_apply (label);
  gtk_widget_set_visible (GTK_WIDGET (label), *end != '\0'); /* else its place is there, and a screen reader meets it */
}

/* @original, @translation: all of them; what is oldest is cut off */
void
askg_captions_window_set_words (AskgCaptionsWindow *self,
                                const char         *original,
                                const char         *translation)
{
  g_return_if_fail (ASKG_IS_CAPTIONS_WINDOW (self));

  set_words (self->original, original, MOST_CHARS);
  set_words (self->translation, translation, MOST_CHARS);
  askg_overlay_host_resized (self->host);
}

/* @sentence: instead of captions, whole: why there are none, or what will stand here */
void
askg_captions_window_tell (AskgCaptionsWindow *self,
                           const char         *sentence)
{
  g_return_if_fail (ASKG_IS_CAPTIONS_WINDOW (self));

  set_words (self->original, "", 0);
  set_words (self->translation, sentence, G_MAXLONG);
  askg_overlay_host_resized (self->host);
}

/* @words: what is heard, and how far behind it is */
void
askg_captions_window_set_source (AskgCaptionsWindow *self,
                                 const char         *words)
{
  g_return_if_fail (ASKG_IS_CAPTIONS_WINDOW (self));

  gtk_label_set_text (self->source, words);
}
