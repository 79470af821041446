/* askg-kept-group.c: main thread. */
#include "ui/preferences/askg-kept-group.h"

#include <glib/gi18n-lib.h>

#define MAX_CHOICES 8

typedef char *(*WordsFunc) (guint number);

/* A number of the settings that is chosen from a few. */
typedef struct
{
  const char *key;
  guint       numbers[MAX_CHOICES];
  guint       n_numbers;
  WordsFunc   words;
} Choice;

enum { KEEP_DAYS, KEEP_MEGABYTES, KEEP_SENT, N_CHOICES };

struct _AskgKeptGroup
{
  AdwPreferencesGroup  parent_instance;

  /* Template children */
  AdwComboRow         *keep_days;
  AdwComboRow         *keep_megabytes;
  AdwComboRow         *keep_sent;
  AdwActionRow        *seal_row;
  GtkSwitch           *seal;
  GtkSpinner          *spinner;
  GtkWidget           *go_on;
  GtkWidget           *stop;

  /* Owned */
  GSettings           *settings; /* (nullable) */

  AskgKeptState        state;
  gboolean             is_shown; /* the switch is moved by us */
};

enum { SEAL, STOP_SEALING, ERASE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgKeptGroup, askg_kept_group, ADW_TYPE_PREFERENCES_GROUP)

/* -- Numbers ----------------------------------------------------------------------- */

static char *
words_for_days (guint days)
{
  if (days == 365)
    return g_strdup (_("1 year"));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u day", "%u days", days), days);
}

static char *
words_for_kept (guint days)
{
  return days == 0 ? g_strdup (_("For ever")) : words_for_days (days);
}

static char *
words_for_sent (guint days)
{
  return days == 0 ? g_strdup (_("Only its hash")) : words_for_days (days);
}

static char *
words_for_size (guint megabytes)
{
  return megabytes == 0 ? g_strdup (_("Any size")) : g_format_size (megabytes * (guint64) 1000000);
}

static const Choice choices[N_CHOICES] = {
  [KEEP_DAYS] = { "keep-days", { 0, 7, 30, 90, 365 }, 5, words_for_kept },
  [KEEP_MEGABYTES] = { "keep-megabytes", { 0, 200, 1000, 5000, 20000 }, 5, words_for_size },
  [KEEP_SENT] = { "keep-sent-days", { 0, 1, 7, 30, 90, 365 }, 6, words_for_sent },
};

static AdwComboRow *
row_of (AskgKeptGroup *self,
        const Choice  *choice)
{
  AdwComboRow *rows[N_CHOICES] = { self->keep_days, self->keep_megabytes, self->keep_sent };

  return rows[choice - choices];
}

/* A number that somebody wrote into the file by hand is shown as it is. */
static void
show_choice (AskgKeptGroup *self,
             const Choice  *choice)
{
  const guint number = g_settings_get_uint (self->settings, choice->key);
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);
  guint position = choice->n_numbers;

  for (guint i = 0; i < choice->n_numbers; i++)
    {
      gtk_string_list_take (list, choice->words (choice->numbers[i]));
      if (choice->numbers[i] == number)
        position = i;
    }
  if (position == choice->n_numbers)
    gtk_string_list_take (list, choice->words (number));
  adw_combo_row_set_model (row_of (self, choice), G_LIST_MODEL (list));
  adw_combo_row_set_selected (row_of (self, choice), position);
}

static void
chosen (AskgKeptGroup *self,
        GParamSpec    *pspec,
        AdwComboRow   *row)
{
  for (guint i = 0; i < N_CHOICES; i++)
    {
      const guint position = adw_combo_row_get_selected (row);

      if (row_of (self, &choices[i]) == row && position < choices[i].n_numbers &&
          g_settings_get_uint (self->settings, choices[i].key) != choices[i].numbers[position])
        g_settings_set_uint (self->settings, choices[i].key, choices[i].numbers[position]);
    }
}

/* From now on the rows are what @settings say, and the other way round. */
void
askg_kept_group_bind (AskgKeptGroup *self,
                      GSettings     *settings)
{
  g_return_if_fail (ASKG_IS_KEPT_GROUP (self));

  g_set_object (&self->settings, settings);
  for (guint i = 0; i < N_CHOICES; i++)
    {
      show_choice (self, &choices[i]);
      g_signal_connect_object (row_of (self, &choices[i]), "notify::selected", G_CALLBACK (chosen), self, G_CONNECT_SWAPPED);
    }
}

/* -- Encryption ---------------------------------------------------------------------- */

static void
move_switch (AskgKeptGroup *self,
             gboolean       is_on)
{
  self->is_shown = TRUE;
  gtk_switch_set_active (self->seal, is_on);
  gtk_switch_set_state (self->seal, is_on);
  self->is_shown = FALSE;
}

static void
show_working (AskgKeptGroup *self,
              gboolean       is_working)
{
  const gboolean has_stopped = self->state == ASKG_KEPT_SEALING_STOPPED || self->state == ASKG_KEPT_UNSEALING_STOPPED;

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_working);
  gtk_spinner_set_spinning (self->spinner, is_working);
  gtk_widget_set_visible (self->stop, is_working);
  gtk_widget_set_visible (self->go_on, !is_working && has_stopped);
  gtk_widget_set_visible (GTK_WIDGET (self->seal), !is_working);
}

/* What it means for the person stands beside the switch: nobody reads a manual before. */
static char *
words_for_state (AskgKeptState  state,
                 const char    *key_id)
{
  switch (state)
    {
    case ASKG_KEPT_SEALED:
      return g_strdup_printf (_("The key is in your keyring, as %s, and without it nothing can be read. "
                                "Times, sizes and the names of engines and applications stay readable. "
                                "Search finds whole words, no longer beginnings or parts of them."), key_id);
    case ASKG_KEPT_SEALING_STOPPED:
      return g_strdup (_("Stopped: a part is encrypted. It goes on when Askglass starts again."));
    case ASKG_KEPT_UNSEALING_STOPPED:
      return g_strdup (_("Stopped: a part is still encrypted. It goes on when Askglass starts again."));
    case ASKG_KEPT_PLAIN:
    default:
      return g_strdup (_("What you wrote, showed and were told, with a key in your keyring. Times, sizes and the names of "
                         "engines and applications stay readable, and search then finds whole words only."));
    }
}

/**
 * askg_kept_group_set_state:
 * @key_id: (nullable): what the keyring knows the key by
 * @trouble: (nullable): why it could not be changed
 */
void
askg_kept_group_set_state (AskgKeptGroup *self,
                           AskgKeptState  state,
                           const char    *key_id,
                           const char    *trouble)
{
  g_autofree char *words = trouble != NULL ? g_strdup (trouble) : words_for_state (state, key_id);

  g_return_if_fail (ASKG_IS_KEPT_GROUP (self));

  self->state = state;
  adw_action_row_set_subtitle (self->seal_row, words);
  if (trouble != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->seal_row), "askg-not-proven");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->seal_row), "askg-not-proven");
  show_working (self, FALSE);
  move_switch (self, state == ASKG_KEPT_SEALED || state == ASKG_KEPT_SEALING_STOPPED);
}

void
askg_kept_group_set_working (AskgKeptGroup *self,
                             gboolean       is_sealing,
                             int            percent)
{
  g_autofree char *words = NULL;

  g_return_if_fail (ASKG_IS_KEPT_GROUP (self));

  words = g_strdup_printf (is_sealing ? _("Encrypting: %d %%") : _("Decrypting: %d %%"), percent);
  gtk_widget_remove_css_class (GTK_WIDGET (self->seal_row), "askg-not-proven");
  adw_action_row_set_subtitle (self->seal_row, words);
  show_working (self, TRUE);
}

/* It moves once it is so. */
static gboolean
seal_set (AskgKeptGroup *self,
          gboolean       is_on)
{
  if (!self->is_shown)
    g_signal_emit (self, signals[SEAL], 0, is_on);

  return TRUE;
}

static void
go_on_clicked (AskgKeptGroup *self)
{
  g_signal_emit (self, signals[SEAL], 0, self->state == ASKG_KEPT_SEALING_STOPPED);
}

static void
stop_clicked (AskgKeptGroup *self)
{
  g_signal_emit (self, signals[STOP_SEALING], 0);
}

static void
erase_clicked (AskgKeptGroup *self)
{
  g_signal_emit (self, signals[ERASE], 0);
}

/* -- Life ------------------------------------------------------------------------------ */

static void
askg_kept_group_dispose (GObject *object)
{
  g_clear_object (&ASKG_KEPT_GROUP (object)->settings);

  G_OBJECT_CLASS (askg_kept_group_parent_class)->dispose (object);
}

static void
askg_kept_group_class_init (AskgKeptGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_kept_group_dispose;

  signals[SEAL] = g_signal_new ("seal", ASKG_TYPE_KEPT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_BOOLEAN);
  signals[STOP_SEALING] = g_signal_new ("stop-sealing", ASKG_TYPE_KEPT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  signals[ERASE] = g_signal_new ("erase", ASKG_TYPE_KEPT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-kept-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgKeptGroup, keep_days);
  gtk_widget_class_bind_template_child (widget_class, AskgKeptGroup, keep_megabytes);
  gtk_widget_class_bind_template_child (widget_class, AskgKeptGroup, keep_sent);
  gtk_widget_class_bind_template_child (widget_class, AskgKeptGroup, seal_row);
  gtk_widget_class_bind_template_child (widget_class, AskgKeptGroup, seal);
  gtk_widget_class_bind_template_child (widget_class, AskgKeptGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, AskgKeptGroup, go_on);
  gtk_widget_class_bind_template_child (widget_class, AskgKeptGroup, stop);
  gtk_widget_class_bind_template_callback (widget_class, seal_set);
  gtk_widget_class_bind_template_callback (widget_class, go_on_clicked);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked);
  gtk_widget_class_bind_template_callback (widget_class, erase_clicked);
}

static void
askg_kept_group_init (AskgKeptGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
