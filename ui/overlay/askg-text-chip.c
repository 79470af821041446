/* askg-text-chip.c: main thread. */
#include "ui/overlay/askg-text-chip.h"

#include <glib/gi18n-lib.h>

#include "engine/model/askg-inert-text.h"
#include "ui/overlay/askg-words.h"

/* What the peek shows; the question carries all of it. */
#define PEEK_CHARS 4000

struct _AskgTextChip
{
  GtkWidget  parent_instance;

  /* Template children */
  GtkWidget *box;
  GtkLabel  *name;
  GtkLabel  *peek;
  GtkWidget *remove_button;
};

enum { REMOVE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgTextChip, askg_text_chip, GTK_TYPE_WIDGET)

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_signal_emit (widget, signals[REMOVE], 0);
}

static void
askg_text_chip_dispose (GObject *object)
{
  g_clear_pointer (&ASKG_TEXT_CHIP (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (askg_text_chip_parent_class)->dispose (object);
}

static void
askg_text_chip_class_init (AskgTextChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_text_chip_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-text-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgTextChip, box);
  gtk_widget_class_bind_template_child (widget_class, AskgTextChip, name);
  gtk_widget_class_bind_template_child (widget_class, AskgTextChip, peek);
  gtk_widget_class_bind_template_child (widget_class, AskgTextChip, remove_button);
  gtk_widget_class_install_action (widget_class, "chip.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "chip.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "chip.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_BackSpace, 0, "chip.remove", NULL);

  signals[REMOVE] = g_signal_new ("remove", ASKG_TYPE_TEXT_CHIP, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_text_chip_init (AskgTextChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static guint
count_lines (const char *text)
{
  guint n_lines = 1;

  for (const char *c = text; *c != '\0'; c++)
    if (c[0] == '\n' && c[1] != '\0')
      n_lines++;

  return n_lines;
}

static char *
dup_size (AskgAttachment *attachment)
{
  AskgPcm *sound = askg_attachment_get_sound (attachment);
  guint n_lines;

  if (sound != NULL)
    {
      const guint n_seconds = askg_pcm_get_duration_us (sound) / G_USEC_PER_SEC;

      return g_strdup_printf ("%u:%02u", n_seconds / 60, n_seconds % 60);
    }
  n_lines = count_lines (askg_attachment_get_text (attachment));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u line", "%u lines", n_lines), n_lines);
}

static char *
describe (AskgAttachment *attachment)
{
  g_autofree char *title = askg_words_for_attachment (attachment);
  g_autofree char *size = dup_size (attachment);

  return g_strdup_printf ("%s · %s", title, size);
}

static char *
dup_peek (const char *text)
{
  const char *end = text;

  for (guint i = 0; i < PEEK_CHARS && *end != '\0'; i++)
    end = g_utf8_next_char (end);

  return *end == '\0' ? g_strdup (text) : g_strdup_printf ("%.*s…", (int) (end - text), text);
}

/**
 * askg_text_chip_new:
 * @attachment: one with text, or a sound
 * @removable: %FALSE for a question that was asked
 */
GtkWidget *
askg_text_chip_new (AskgAttachment *attachment,
                    gboolean        removable)
{
  const char *text;
  g_autofree char *name = NULL;
  g_autofree char *cut = NULL;
  g_autofree char *peek = NULL;
  AskgTextChip *self;

  g_return_val_if_fail (ASKG_IS_ATTACHMENT (attachment), NULL);

  text = askg_attachment_get_text (attachment);
  if (text == NULL)
    text = _("The words of this sound were not written down.");
  self = g_object_new (ASKG_TYPE_TEXT_CHIP, NULL);
  name = describe (attachment);
  cut = dup_peek (text);
  peek = askg_text_make_inert (cut, ASKG_INERT_SHOW_HIDDEN);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->peek, peek);
  gtk_widget_set_visible (self->remove_button, removable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chip.remove", removable);

  return GTK_WIDGET (self);
}
