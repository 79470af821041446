/* askg-interpreter-window.c: main thread. */
#include "ui/voice/askg-interpreter-window.h"

#include <glib/gi18n-lib.h>

#include "ui/overlay/askg-notice.h"
#include "ui/voice/askg-languages.h"

struct _AskgInterpreterWindow
{
  AdwWindow           parent_instance;

  /* Template children */
  GtkDropDown        *left_language;
  GtkDropDown        *right_language;
  GtkMenuButton      *source_button;
  GtkImage           *source_icon;
  GtkLabel           *source;
  GtkToggleButton    *aloud_button;
  GtkToggleButton    *left_speaks;
  GtkToggleButton    *right_speaks;
  GtkScrolledWindow  *scroller;
  GtkGrid            *rows;
  AskgNotice         *notice;
  AskgVoiceBar       *bar;
  GtkLabel           *said;

  /* Owned */
  AskgInterpreterRows *list;
  GMenu              *sources;
  char               *source_id;
  GHashTable         *source_words; /* id -> words */
  GHashTable         *source_icons; /* id -> icon name */

  gboolean            is_told;   /* by somebody else than the person */
};

enum { LANGUAGES, SOURCES, SOURCE, ALOUD, SPEAKS, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgInterpreterWindow, askg_interpreter_window, ADW_TYPE_WINDOW)

static void name_speakers (AskgInterpreterWindow *self);

/* -- Languages ---------------------------------------------------------------------- */

static GtkDropDown *
drop_down_of (AskgInterpreterWindow *self,
              AskgInterpreterSide    side)
{
  return side == ASKG_INTERPRETER_LEFT ? self->left_language : self->right_language;
}

/* Returns: two letters, static */
const char *
askg_interpreter_window_get_language (AskgInterpreterWindow *self,
                                      AskgInterpreterSide    side)
{
  guint n_languages;
  const AskgLanguage *languages = askg_languages_list (&n_languages);
  const guint position = gtk_drop_down_get_selected (drop_down_of (self, side));

  return languages[MIN (position, n_languages - 1)].code;
}

/* @left, @right: two letters; what is not among those there are stays as it is. Nothing is told. */
void
askg_interpreter_window_set_languages (AskgInterpreterWindow *self,
                                       const char            *left,
                                       const char            *right)
{
  guint position;

  g_return_if_fail (ASKG_IS_INTERPRETER_WINDOW (self));

  self->is_told = TRUE;
  if (askg_languages_find (left, &position) != NULL)
    gtk_drop_down_set_selected (self->left_language, position);
  if (askg_languages_find (right, &position) != NULL)
    gtk_drop_down_set_selected (self->right_language, position);
  self->is_told = FALSE;
  name_speakers (self);
}

static void
language_chosen (AskgInterpreterWindow *self)
{
  if (self->is_told)
    return;
  name_speakers (self);
  g_signal_emit (self, signals[LANGUAGES], 0, askg_interpreter_window_get_language (self, ASKG_INTERPRETER_LEFT),
                 askg_interpreter_window_get_language (self, ASKG_INTERPRETER_RIGHT));
}

static void
swap_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AskgInterpreterWindow *self = ASKG_INTERPRETER_WINDOW (widget);

  askg_interpreter_window_set_languages (self, askg_interpreter_window_get_language (self, ASKG_INTERPRETER_RIGHT),
                                         askg_interpreter_window_get_language (self, ASKG_INTERPRETER_LEFT));
  language_chosen (self);
}

/* -- Who speaks -------------------------------------------------------------------------- */

static void
name_speaker (GtkToggleButton *button,
              const char      *language)
{
  const char *name = askg_languages_find (language, NULL)->name;
  g_autofree char *words = g_strdup_printf (_("Only %s is spoken now"), name);
  GtkWidget *child = gtk_button_get_child (GTK_BUTTON (button));

  adw_button_content_set_label (ADW_BUTTON_CONTENT (child), name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
name_speakers (AskgInterpreterWindow *self)
{
  name_speaker (self->left_speaks, askg_interpreter_window_get_language (self, ASKG_INTERPRETER_LEFT));
  name_speaker (self->right_speaks, askg_interpreter_window_get_language (self, ASKG_INTERPRETER_RIGHT));
}

static void
speaks_toggled (AskgInterpreterWindow *self,
                GtkToggleButton       *button)
{
  GtkToggleButton *other = button == self->left_speaks ? self->right_speaks : self->left_speaks;

  if (self->is_told)
    return;
  self->is_told = TRUE;
  if (gtk_toggle_button_get_active (button))
    gtk_toggle_button_set_active (other, FALSE);
  self->is_told = FALSE;
  g_signal_emit (self, signals[SPEAKS], 0, askg_interpreter_window_get_speaking (self));
}

/* Ctrl+1, Ctrl+2 */
static void
speaks_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  AskgInterpreterWindow *self = ASKG_INTERPRETER_WINDOW (widget);
  GtkToggleButton *button = g_variant_get_int32 (parameter) == ASKG_INTERPRETER_LEFT ? self->left_speaks : self->right_speaks;

  gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

/* Returns: (nullable): two letters, static; %NULL where that is found out */
const char *
askg_interpreter_window_get_speaking (AskgInterpreterWindow *self)
{
  g_return_val_if_fail (ASKG_IS_INTERPRETER_WINDOW (self), NULL);

  if (gtk_toggle_button_get_active (self->left_speaks))
    return askg_interpreter_window_get_language (self, ASKG_INTERPRETER_LEFT);

  return gtk_toggle_button_get_active (self->right_speaks) ? askg_interpreter_window_get_language (self, ASKG_INTERPRETER_RIGHT) : NULL;
}

/* -- Source, and whether it is spoken ------------------------------------------------- */

static void
source_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *id)
{
  g_signal_emit (widget, signals[SOURCE], 0, g_variant_get_string (id, NULL));
}

/* What can be heard is told anew: devices and applications come and go. */
void
askg_interpreter_window_clear_sources (AskgInterpreterWindow *self)
{
  g_return_if_fail (ASKG_IS_INTERPRETER_WINDOW (self));

  g_menu_remove_all (self->sources);
  g_hash_table_remove_all (self->source_words);
  g_hash_table_remove_all (self->source_icons);
}

/* @words: for people */
void
askg_interpreter_window_add_source (AskgInterpreterWindow *self,
                                    const char            *id,
                                    const char            *words,
                                    const char            *icon_name)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (words, NULL);

  g_return_if_fail (ASKG_IS_INTERPRETER_WINDOW (self));

  g_menu_item_set_action_and_target (item, "interpreter.source", "s", id);
  g_menu_append_item (self->sources, item);
  g_hash_table_replace (self->source_words, g_strdup (id), g_strdup (words));
  g_hash_table_replace (self->source_icons, g_strdup (id), g_strdup (icon_name));
}

/* Before the menu is shown, each time. */
static void
source_button_pressed (GtkMenuButton *button,
                       gpointer       user_data)
{
  g_signal_emit (user_data, signals[SOURCES], 0);
}

/* (transfer none): id of the one that is shown; "" before any is */
const char *
askg_interpreter_window_get_source (AskgInterpreterWindow *self)
{
  g_return_val_if_fail (ASKG_IS_INTERPRETER_WINDOW (self), NULL);

  return self->source_id;
}

/* @id: of one that was added. Nothing is told. */
void
askg_interpreter_window_set_source (AskgInterpreterWindow *self,
                                    const char            *id)
{
  const char *words = g_hash_table_lookup (self->source_words, id);

  g_return_if_fail (ASKG_IS_INTERPRETER_WINDOW (self));

  if (id != self->source_id)
    {
      g_free (self->source_id);
      self->source_id = g_strdup (id);
    }
  gtk_label_set_text (self->source, words != NULL ? words : id);
  if (words != NULL)
    gtk_image_set_from_icon_name (self->source_icon, g_hash_table_lookup (self->source_icons, id));
}

static void
aloud_toggled (AskgInterpreterWindow *self)
{
  if (!self->is_told)
    g_signal_emit (self, signals[ALOUD], 0, gtk_toggle_button_get_active (self->aloud_button));
}

/* @can: what comes out of the loudspeaker anyway must not be spoken over. Nothing is told. */
void
askg_interpreter_window_set_aloud (AskgInterpreterWindow *self,
                                   gboolean               aloud,
                                   gboolean               can)
{
  g_return_if_fail (ASKG_IS_INTERPRETER_WINDOW (self));

  self->is_told = TRUE;
  gtk_toggle_button_set_active (self->aloud_button, aloud && can);
  gtk_widget_set_sensitive (GTK_WIDGET (self->aloud_button), can);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->aloud_button),
                               can ? _("Speak the translation (off: captions only)")
                                   : _("What the computer plays is captioned: a voice would be heard again"));
  self->is_told = FALSE;
}

/* -- Rows ---------------------------------------------------------------------------------- */

/* (transfer none) */
AskgInterpreterRows *
askg_interpreter_window_get_rows (AskgInterpreterWindow *self)
{
  g_return_val_if_fail (ASKG_IS_INTERPRETER_WINDOW (self), NULL);

  return self->list;
}

/* Its translation is whole: where nobody speaks it a screen reader may. */
void
askg_interpreter_window_finish_row (AskgInterpreterWindow *self,
                                    guint                  row)
{
  const char *words;

  g_return_if_fail (ASKG_IS_INTERPRETER_WINDOW (self));

  words = askg_interpreter_rows_get_translation (self->list, row);
  if (words == NULL || gtk_toggle_button_get_active (self->aloud_button))
    return;
  gtk_label_set_text (self->said, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->said), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* The newest row is in sight. */
static void
grown (GtkAdjustment *adjustment)
{
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment));
}

/* -- Else ------------------------------------------------------------------------------------ */

/* @title: (nullable): what does not work; %NULL when it does. @body: why, and what to do */
void
askg_interpreter_window_tell (AskgInterpreterWindow *self,
                              const char            *title,
                              const char            *body)
{
  g_return_if_fail (ASKG_IS_INTERPRETER_WINDOW (self));

  if (title != NULL)
    askg_notice_show (self->notice, ASKG_NOTICE_INFO, title, body, NULL, NULL, NULL, NULL);
  else
    askg_notice_put_away (self->notice);
}

/* (transfer none) */
AskgVoiceBar *
askg_interpreter_window_get_bar (AskgInterpreterWindow *self)
{
  g_return_val_if_fail (ASKG_IS_INTERPRETER_WINDOW (self), NULL);

  return self->bar;
}

/* -- Life -------------------------------------------------------------------------------------- */

static void
askg_interpreter_window_finalize (GObject *object)
{
  AskgInterpreterWindow *self = ASKG_INTERPRETER_WINDOW (object);

  g_clear_pointer (&self->list, askg_interpreter_rows_free);
  g_clear_object (&self->sources);
  g_free (self->source_id);
  g_clear_pointer (&self->source_words, g_hash_table_unref);
  g_clear_pointer (&self->source_icons, g_hash_table_unref);

  G_OBJECT_CLASS (askg_interpreter_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    gssize      offset;
  } children[] = {
#define CHILD(name) { #name, G_STRUCT_OFFSET (AskgInterpreterWindow, name) }
    CHILD (left_language), CHILD (right_language), CHILD (source_button), CHILD (source_icon), CHILD (source),
    CHILD (aloud_button), CHILD (scroller), CHILD (rows), CHILD (notice), CHILD (bar), CHILD (said), CHILD (left_speaks),
    CHILD (right_speaks),
#undef CHILD
  };

  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_class_bind_template_child_full (widget_class, children[i].name, FALSE, children[i].offset);
}

static void
askg_interpreter_window_class_init (AskgInterpreterWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = askg_interpreter_window_finalize;
  signals[LANGUAGES] = g_signal_new ("languages", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                     G_TYPE_STRING);
  signals[SOURCES] = g_signal_new ("sources", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SOURCE] = g_signal_new ("source", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SPEAKS] = g_signal_new ("speaks", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ALOUD] = g_signal_new ("aloud", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  g_type_ensure (ASKG_TYPE_NOTICE);
  g_type_ensure (ASKG_TYPE_VOICE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-interpreter-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, language_chosen);
  gtk_widget_class_bind_template_callback (widget_class, aloud_toggled);
  gtk_widget_class_bind_template_callback (widget_class, speaks_toggled);
  gtk_widget_class_install_action (widget_class, "interpreter.swap", NULL, swap_action);
  gtk_widget_class_install_action (widget_class, "interpreter.source", "s", source_action);
  gtk_widget_class_install_action (widget_class, "interpreter.speaks", "i", speaks_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_x, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "interpreter.swap", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, GDK_CONTROL_MASK, "interpreter.speaks", "i", ASKG_INTERPRETER_LEFT);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, GDK_CONTROL_MASK, "interpreter.speaks", "i", ASKG_INTERPRETER_RIGHT);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
askg_interpreter_window_init (AskgInterpreterWindow *self)
{
  guint n_languages;
  const AskgLanguage *languages = askg_languages_list (&n_languages);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < n_languages; i++)
    gtk_string_list_append (names, languages[i].name);
  self->sources = g_menu_new ();
  self->source_id = g_strdup ("");
  self->source_words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->source_icons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->is_told = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->said), GTK_ACCESSIBLE_PROPERTY_LABEL, " ", -1); /* else it has its type's name */
  self->list = askg_interpreter_rows_new (self->rows);
  gtk_drop_down_set_model (self->left_language, G_LIST_MODEL (names));
  gtk_drop_down_set_model (self->right_language, G_LIST_MODEL (names));
  self->is_told = FALSE;
  name_speakers (self);
  gtk_menu_button_set_menu_model (self->source_button, G_MENU_MODEL (self->sources));
  gtk_menu_button_set_create_popup_func (self->source_button, source_button_pressed, self, NULL);
  askg_voice_bar_set_can_leave (self->bar, FALSE);
  g_signal_connect (gtk_scrolled_window_get_vadjustment (self->scroller), "changed", G_CALLBACK (grown), NULL);
}

/* Returns: (transfer none): hidden; GTK owns it until gtk_window_destroy() */
AskgInterpreterWindow *
askg_interpreter_window_new (GtkApplication *application)
{
  return g_object_new (ASKG_TYPE_INTERPRETER_WINDOW, "application", application, NULL);
}
