/* askg-choice-row.c: main thread. */
#include "ui/preferences/askg-choice-row.h"

#include <glib/gi18n-lib.h>

struct _AskgChoiceRow
{
  AdwComboRow    parent_instance;

  /* Owned */
  GtkStringList *words;  /* what the person reads, one for each of @values */
  GPtrArray     *values; /* of char */
  char          *value;  /* that is chosen, there or not */
  GSettings     *settings; /* (nullable) */
  char          *key;      /* (nullable): of @settings */

  gboolean       is_changing; /* not by the person */
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (AskgChoiceRow, askg_choice_row, ADW_TYPE_COMBO_ROW)

static gboolean
find (AskgChoiceRow *self,
      guint         *position)
{
  return g_ptr_array_find_with_equal_func (self->values, self->value, g_str_equal, position);
}

static void
set_value (AskgChoiceRow *self,
           const char    *value)
{
  char *copy = g_strdup (value);

  g_free (self->value);
  self->value = copy;
}

/* What is not there is shown as well: it is what the setting says. */
static void
select_value (AskgChoiceRow *self)
{
  guint position;

  self->is_changing = TRUE;
  if (!find (self, &position))
    {
      g_autofree char *words = g_strdup_printf (_("%s, which is not there now"), self->value);

      position = self->values->len;
      g_ptr_array_add (self->values, g_strdup (self->value));
      gtk_string_list_append (self->words, words);
    }
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), position);
  self->is_changing = FALSE;
}

static void
selected_changed (AskgChoiceRow *self)
{
  const guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->is_changing || position >= self->values->len ||
      g_str_equal (g_ptr_array_index (self->values, position), self->value))
    return;

  set_value (self, g_ptr_array_index (self->values, position));
  if (self->settings != NULL)
    g_settings_set_string (self->settings, self->key, self->value);
  g_signal_emit (self, chosen_signal, 0, self->value);
}

static void
setting_changed (AskgChoiceRow *self)
{
  g_autofree char *value = g_settings_get_string (self->settings, self->key);

  askg_choice_row_choose (self, value);
}

static void
askg_choice_row_finalize (GObject *object)
{
  AskgChoiceRow *self = ASKG_CHOICE_ROW (object);

  g_clear_object (&self->words);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_object (&self->settings);
  g_free (self->value);
  g_free (self->key);

  G_OBJECT_CLASS (askg_choice_row_parent_class)->finalize (object);
}

static void
askg_choice_row_class_init (AskgChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_choice_row_finalize;

  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
askg_choice_row_init (AskgChoiceRow *self)
{
  self->words = gtk_string_list_new (NULL);
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->value = g_strdup ("");
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (self), TRUE); /* its list would cut what is long */
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (self->words));
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_changed), NULL);
}

/* Returns: (transfer floating) */
GtkWidget *
askg_choice_row_new (void)
{
  return g_object_new (ASKG_TYPE_CHOICE_ROW, NULL);
}

/* What is chosen stays; askg_choice_row_choose() must follow, after what can be chosen was added. */
void
askg_choice_row_clear (AskgChoiceRow *self)
{
  g_return_if_fail (ASKG_IS_CHOICE_ROW (self));

  self->is_changing = TRUE;
  gtk_string_list_splice (self->words, 0, self->values->len, NULL);
  g_ptr_array_set_size (self->values, 0);
  self->is_changing = FALSE;
}

/* @words: for people. Choosing nothing by that. */
void
askg_choice_row_add (AskgChoiceRow *self,
                     const char    *value,
                     const char    *words)
{
  g_return_if_fail (ASKG_IS_CHOICE_ROW (self));

  self->is_changing = TRUE;
  g_ptr_array_add (self->values, g_strdup (value));
  gtk_string_list_append (self->words, words);
  self->is_changing = FALSE;
}

/* @value: (nullable): %NULL for what was chosen before. Nothing is told. */
void
askg_choice_row_choose (AskgChoiceRow *self,
                        const char    *value)
{
  g_return_if_fail (ASKG_IS_CHOICE_ROW (self));

  if (value != NULL)
    set_value (self, value);
  if (self->values->len > 0)
    select_value (self);
}

const char *
askg_choice_row_get_value (AskgChoiceRow *self)
{
  g_return_val_if_fail (ASKG_IS_CHOICE_ROW (self), NULL);

  return self->value;
}

/* Once: the setting says what is chosen, and learns what the person chooses. */
void
askg_choice_row_bind (AskgChoiceRow *self,
                      GSettings     *settings,
                      const char    *key)
{
  g_autofree char *signal = NULL;

  g_return_if_fail (ASKG_IS_CHOICE_ROW (self));
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  self->key = g_strdup (key);
  signal = g_strconcat ("changed::", key, NULL);
  g_signal_connect_object (settings, signal, G_CALLBACK (setting_changed), self, G_CONNECT_SWAPPED);
  setting_changed (self);
}
