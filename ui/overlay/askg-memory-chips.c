/* askg-memory-chips.c: main thread. */
#include "ui/overlay/askg-memory-chips.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/model/askg-day.h"
#include "engine/model/askg-inert-text.h"

#define TITLE_CHARS 32
#define PEEK_CHARS  600

struct _AskgMemoryChips
{
  GtkWidget     parent_instance;

  /* Template children */
  GtkWidget    *row;
  GtkBox       *chips;

  /* Owned */
  AskgQuestion *question; /* (nullable): that was asked: nothing can be left out any more */
};

G_DEFINE_FINAL_TYPE (AskgMemoryChips, askg_memory_chips, GTK_TYPE_WIDGET)

static char *
dup_title (const AskgRecalled *one)
{
  return askg_text_make_inert (one->title != NULL ? one->title : "", ASKG_INERT_ONE_LINE);
}

static char *
dup_day (const AskgRecalled *one)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *day = askg_day_tell (one->asked_at_us, g_get_real_time (), zone);

  /* TRANSLATORS: the day of an earlier conversation, behind its title: "libfoo error, Tuesday" */
  return g_strdup_printf (_(", %s"), day);
}

/* "libfoo error, Tuesday" */
static char *
dup_name (const AskgRecalled *one)
{
  g_autofree char *title = dup_title (one);
  g_autofree char *day = dup_day (one);

  return g_strconcat (title, day, NULL);
}

/* What goes along with the question, word for word. */
static char *
dup_peek (const AskgRecalled *one)
{
  g_autofree char *start = g_utf8_substring (one->text, 0, MIN (g_utf8_strlen (one->text, -1), PEEK_CHARS));
  g_autofree char *inert = askg_text_make_inert (start, ASKG_INERT_SHOW_HIDDEN);

  return g_strdup_printf ("%s%s", inert, strlen (start) < strlen (one->text) ? "…" : "");
}

/* A long title is cut, its day is not. */
static GtkWidget *
make_words (const AskgRecalled *one,
            gboolean            has_cross)
{
  g_autofree char *title = dup_title (one);
  g_autofree char *day = dup_day (one);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *first = gtk_label_new (title);

  gtk_label_set_ellipsize (GTK_LABEL (first), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (first), TITLE_CHARS);
  gtk_box_append (GTK_BOX (words), first);
  gtk_box_append (GTK_BOX (words), gtk_label_new (day));
  gtk_widget_set_margin_start (words, 6);
  gtk_widget_set_margin_end (words, has_cross ? 0 : 6);
  gtk_widget_add_css_class (words, "caption");

  return words;
}

static GtkWidget *
make_opener (const AskgRecalled *one,
             const char         *name,
             gboolean            has_cross)
{
  GtkWidget *button = gtk_button_new ();
  g_autofree char *peek = dup_peek (one);
  g_autofree char *words = g_strdup_printf (_("From memory: %s"), name);

  gtk_button_set_child (GTK_BUTTON (button), make_words (one, has_cross));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "askg-peek");
  gtk_widget_set_tooltip_text (button, peek);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "overlay.open-turn");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(xx)", one->conversation_id, one->turn_id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);

  return button;
}

static GtkWidget *
make_cross (const AskgRecalled *one,
            const char         *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *words = g_strdup_printf (_("Leave out: %s"), name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, _("Leave this out (Delete)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "overlay.leave-out");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", one->turn_id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);

  return button;
}

/* Delete on a chip does what its cross does. */
static void
add_keys (GtkWidget          *chip,
          const AskgRecalled *one)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  const guint values[] = { GDK_KEY_Delete, GDK_KEY_KP_Delete, GDK_KEY_BackSpace };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                          gtk_shortcut_new_with_arguments (gtk_keyval_trigger_new (values[i], 0),
                                                                           gtk_named_action_new ("overlay.leave-out"),
                                                                           "x", one->turn_id));
  gtk_widget_add_controller (chip, keys);
}

static GtkWidget *
make_chip (const AskgRecalled *one,
           gboolean            has_cross)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *name = dup_name (one);

  gtk_widget_add_css_class (chip, "askg-chip");
  gtk_box_append (GTK_BOX (chip), make_opener (one, name, has_cross));
  if (has_cross)
    {
      gtk_box_append (GTK_BOX (chip), make_cross (one, name));
      add_keys (chip, one);
    }

  return chip;
}

/**
 * askg_memory_chips_set:
 * @recalled: (nullable) (element-type AskgRecalled): %NULL or empty for none: then it is not there at all
 */
void
askg_memory_chips_set (AskgMemoryChips *self,
                       GPtrArray       *recalled)
{
  const guint n = recalled != NULL ? recalled->len : 0;
  GtkWidget *child;

  g_return_if_fail (ASKG_IS_MEMORY_CHIPS (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);
  for (guint i = 0; i < n; i++)
    gtk_box_append (self->chips, make_chip (g_ptr_array_index (recalled, i), self->question == NULL));
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static void
question_recalled_cb (AskgMemoryChips *self)
{
  askg_memory_chips_set (self, askg_question_get_recalled (self->question));
}

/* Once: shows what went along with @question, as soon as that is known. */
void
askg_memory_chips_follow (AskgMemoryChips *self,
                          AskgQuestion    *question)
{
  g_return_if_fail (ASKG_IS_MEMORY_CHIPS (self));
  g_return_if_fail (self->question == NULL);

  self->question = g_object_ref (question);
  g_signal_connect_object (question, "recalled", G_CALLBACK (question_recalled_cb), self, G_CONNECT_SWAPPED);
  question_recalled_cb (self);
}

static void
askg_memory_chips_dispose (GObject *object)
{
  AskgMemoryChips *self = ASKG_MEMORY_CHIPS (object);

  g_clear_pointer (&self->row, gtk_widget_unparent);
  g_clear_object (&self->question);

  G_OBJECT_CLASS (askg_memory_chips_parent_class)->dispose (object);
}

static void
askg_memory_chips_class_init (AskgMemoryChipsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_memory_chips_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-memory-chips.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgMemoryChips, row);
  gtk_widget_class_bind_template_child (widget_class, AskgMemoryChips, chips);
}

static void
askg_memory_chips_init (AskgMemoryChips *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
