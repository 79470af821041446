/* askg-voice-page.c: main thread. */
#include "ui/preferences/askg-voice-page.h"

#include <glib/gi18n-lib.h>

#include "ui/voice/askg-level.h"

struct _AskgVoicePage
{
  AdwPreferencesPage   parent_instance;

  /* Template children */
  AskgChoiceRow       *rows[ASKG_VOICE_N_CHOICES];
  AdwActionRow        *level_row;
  AskgLevel           *level;
  GtkToggleButton     *test_button;
  GtkScale            *patience;
  GtkAdjustment       *patience_s;
  AdwActionRow        *key_row;
  AdwActionRow        *wake_row;
  GtkSwitch           *wake;
  AdwActionRow        *play_row;
  GtkWidget           *play_button;
  GtkWidget           *rate_row;
  GtkScale            *rate;
  GtkAdjustment       *rate_times;
  GtkSwitch           *barge;
  GtkSwitch           *quiet;
  AdwPreferencesGroup *languages;
};

enum
{
  TEST,
  PLAY,
  KEYS,
  VOICE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *id;
  const char *key; /* of the settings */
} choices[ASKG_VOICE_N_CHOICES] = {
  [ASKG_VOICE_MICROPHONE] = { "microphone_row", "voice-microphone" },
  [ASKG_VOICE_LOUDSPEAKER] = { "loudspeaker_row", "voice-loudspeaker" },
  [ASKG_VOICE_RECOGNISER] = { "recogniser_row", "hear-with" },
  [ASKG_VOICE_SPEAKER] = { "speaker_row", "voice-speaker" },
};

G_DEFINE_FINAL_TYPE (AskgVoicePage, askg_voice_page, ADW_TYPE_PREFERENCES_PAGE)

/* -- What the person does ------------------------------------------------------- */

static void
test_toggled (AskgVoicePage *self)
{
  const gboolean on = gtk_toggle_button_get_active (self->test_button);

  askg_level_clear (self->level);
  adw_action_row_set_subtitle (self->level_row, on ? _("Say something") : "");
  g_signal_emit (self, signals[TEST], 0, on);
}

static void
play_clicked (AskgVoicePage *self)
{
  g_signal_emit (self, signals[PLAY], 0);
}

static void
keys_clicked (AskgVoicePage *self)
{
  g_signal_emit (self, signals[KEYS], 0);
}

static void
voice_chosen (AskgVoicePage *self,
              const char    *voice,
              AskgChoiceRow *row)
{
  g_signal_emit (self, signals[VOICE], 0, g_object_get_data (G_OBJECT (row), "askg-language"), voice);
}

/* Nobody is heard who left the page. */
static void
askg_voice_page_unmap (GtkWidget *widget)
{
  gtk_toggle_button_set_active (ASKG_VOICE_PAGE (widget)->test_button, FALSE);
  GTK_WIDGET_CLASS (askg_voice_page_parent_class)->unmap (widget);
}

/* -- Life -------------------------------------------------------------------------- */

static char *
format_seconds (GtkScale *scale,
                double    value,
                gpointer  user_data)
{
  return g_strdup_printf (_("%.1f s"), value);
}

static char *
format_times (GtkScale *scale,
              double    value,
              gpointer  user_data)
{
  return g_strdup_printf ("%.1f ×", value);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_widget_class_bind_template_child_full (widget_class, choices[i].id, FALSE,
                                               (gssize) G_STRUCT_OFFSET (AskgVoicePage, rows) + (gssize) (i * sizeof (gpointer)));
  gtk_widget_class_bind_template_child (widget_class, AskgVoicePage, level_row);
  gtk_widget_class_bind_template_child (widget_class, AskgVoicePage, level);
  gtk_widget_class_bind_template_child (widget_class, AskgVoicePage, test_button);
  gtk_widget_class_bind_template_child (widget_class, AskgVoicePage, patience);
  gtk_widget_class_bind_template_child (widget_class, AskgVoicePage, patience_s);
  gtk_widget_class_bind_template_child (widget_class, AskgVoicePage, key_row);
  gtk_widget_class_bind_template_child (widget_class, AskgVoicePage, wake_row);
  gtk_widget_class_bind_template_child (widget_class, AskgVoicePage, wake);
  gtk_widget_class_bind_template_child (widget_class, AskgVoicePage, play_row);
  gtk_widget_class_bind_template_child (widget_class, AskgVoicePage, play_button);
  gtk_widget_class_bind_template_child (widget_class, AskgVoicePage, rate_row);
  gtk_widget_class_bind_template_child (widget_class, AskgVoicePage, rate);
  gtk_widget_class_bind_template_child (widget_class, AskgVoicePage, rate_times);
  gtk_widget_class_bind_template_child (widget_class, AskgVoicePage, barge);
  gtk_widget_class_bind_template_child (widget_class, AskgVoicePage, quiet);
  gtk_widget_class_bind_template_child (widget_class, AskgVoicePage, languages);
}

static void
askg_voice_page_class_init (AskgVoicePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  widget_class->unmap = askg_voice_page_unmap;
  signals[TEST] = g_signal_new ("test", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[PLAY] = g_signal_new ("play", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[KEYS] = g_signal_new ("keys", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[VOICE] = g_signal_new ("voice", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                 G_TYPE_STRING);

  g_type_ensure (ASKG_TYPE_CHOICE_ROW);
  g_type_ensure (ASKG_TYPE_LEVEL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-voice-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, test_toggled);
  gtk_widget_class_bind_template_callback (widget_class, play_clicked);
  gtk_widget_class_bind_template_callback (widget_class, keys_clicked);
}

static void
askg_voice_page_init (AskgVoicePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_scale_set_format_value_func (self->patience, format_seconds, NULL, NULL);
  gtk_scale_set_format_value_func (self->rate, format_times, NULL, NULL);
}

/* -- Settings ------------------------------------------------------------------------- */

static gboolean
has_key (GSettings  *settings,
         const char *key)
{
  g_autoptr(GSettingsSchema) schema = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);

  return g_settings_schema_has_key (schema, key);
}

static gboolean
seconds_from_ms (GValue   *value,
                 GVariant *setting,
                 gpointer  user_data)
{
  g_value_set_double (value, g_variant_get_uint32 (setting) / 1000.0);

  return TRUE;
}

/* In steps of a tenth: what a slider gives between them nobody means. */
static GVariant *
ms_from_seconds (const GValue       *value,
                 const GVariantType *type,
                 gpointer            user_data)
{
  return g_variant_new_uint32 ((guint32) (g_value_get_double (value) * 10 + 0.5) * 100);
}

/* Once: @settings say what is so, and learn what is changed. What they have no key for is not shown. */
void
askg_voice_page_bind (AskgVoicePage *self,
                      GSettings     *settings)
{
  g_return_if_fail (ASKG_IS_VOICE_PAGE (self));

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (has_key (settings, choices[i].key))
      askg_choice_row_bind (self->rows[i], settings, choices[i].key);
  g_settings_bind_with_mapping (settings, "voice-patience-ms", self->patience_s, "value", G_SETTINGS_BIND_DEFAULT,
                                seconds_from_ms, ms_from_seconds, NULL, NULL);
  g_settings_bind (settings, "voice-suppresses-noise", self->quiet, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "voice-barge-in", self->barge, "active", G_SETTINGS_BIND_DEFAULT);
  if (has_key (settings, "wake-word"))
    g_settings_bind (settings, "wake-word", self->wake, "active", G_SETTINGS_BIND_DEFAULT);
  gtk_widget_set_visible (self->rate_row, has_key (settings, "voice-rate"));
  if (has_key (settings, "voice-rate"))
    g_settings_bind (settings, "voice-rate", self->rate_times, "value", G_SETTINGS_BIND_DEFAULT);
}

/* -- What it is told --------------------------------------------------------------------- */

/* (transfer none): to be given what can be chosen; those for recogniser and speaker show once they are asked for here */
AskgChoiceRow *
askg_voice_page_get_row (AskgVoicePage   *self,
                         AskgVoiceChoice  choice)
{
  g_return_val_if_fail (ASKG_IS_VOICE_PAGE (self), NULL);
  g_return_val_if_fail (choice < ASKG_VOICE_N_CHOICES, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->rows[choice]), TRUE);

  return self->rows[choice];
}

/**
 * askg_voice_page_set_test:
 * @on: whether the microphone is open; "test" is told when that changes
 * @words: what it is at
 */
void
askg_voice_page_set_test (AskgVoicePage *self,
                          gboolean       on,
                          const char    *words)
{
  g_return_if_fail (ASKG_IS_VOICE_PAGE (self));

  gtk_toggle_button_set_active (self->test_button, on);
  adw_action_row_set_subtitle (self->level_row, words);
}

void
askg_voice_page_push_level (AskgVoicePage *self,
                            float          dbfs)
{
  g_return_if_fail (ASKG_IS_VOICE_PAGE (self));

  askg_level_push (self->level, dbfs, g_get_monotonic_time ());
}

/* @on: whether the sound is being played; @words: what came of it, or "" */
void
askg_voice_page_set_play (AskgVoicePage *self,
                          gboolean       on,
                          const char    *words)
{
  g_return_if_fail (ASKG_IS_VOICE_PAGE (self));

  gtk_widget_set_sensitive (self->play_button, !on);
  adw_action_row_set_subtitle (self->play_row, words);
}

/* @words: which key it is, and whether it is held */
void
askg_voice_page_set_key (AskgVoicePage *self,
                         const char    *words)
{
  g_return_if_fail (ASKG_IS_VOICE_PAGE (self));

  adw_action_row_set_subtitle (self->key_row, words);
}

/* @words: where it is heard and how often it is wrong, or why it cannot be used; @can: whether it can */
void
askg_voice_page_set_wake (AskgVoicePage *self,
                          const char    *words,
                          gboolean       can)
{
  g_return_if_fail (ASKG_IS_VOICE_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->wake_row), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->wake), can);
  adw_action_row_set_subtitle (self->wake_row, words);
}

/**
 * askg_voice_page_add_language:
 * @language: two letters
 * @name: for people
 * @weakness: (nullable): what its voices are bad at, to be told beside it
 *
 * Returns: (transfer none): a row for its voices; "voice" is told when one is chosen
 */
AskgChoiceRow *
askg_voice_page_add_language (AskgVoicePage *self,
                              const char    *language,
                              const char    *name,
                              const char    *weakness)
{
  GtkWidget *row = askg_choice_row_new ();
  g_autofree char *title = weakness != NULL ? g_strdup_printf (_("%s: %s"), name, weakness) : g_strdup (name);

  g_return_val_if_fail (ASKG_IS_VOICE_PAGE (self), NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  g_object_set_data_full (G_OBJECT (row), "askg-language", g_strdup (language), g_free);
  g_signal_connect_object (row, "chosen", G_CALLBACK (voice_chosen), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->languages, row);
  gtk_widget_set_visible (GTK_WIDGET (self->languages), TRUE);

  return ASKG_CHOICE_ROW (row);
}
