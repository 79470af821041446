/* askg-privacy-page.c: main thread. */
#include "ui/preferences/askg-privacy-page.h"

#include <glib/gi18n-lib.h>

#include "ui/preferences/askg-ledger-words.h"
#include "ui/preferences/askg-memory-group.h"

struct _AskgPrivacyPage
{
  AdwPreferencesPage   parent_instance;

  /* Template children */
  GtkSwitch           *local_only;
  AskgMemoryGroup     *memory;
  GtkSwitch           *redact_local;
  AdwActionRow        *prove_row;
  GtkButton           *prove_button;
  GtkWidget           *findings_button;
  GtkSpinner          *spinner;
  AdwActionRow        *shown_row;
  GtkLabel            *rules_count;
  GtkLabel            *allow_count;
  GtkLabel            *never_count;
  AskgKeptGroup       *kept;
  AdwPreferencesGroup *sent_group;
  GtkWidget           *export_button;
  GtkWidget           *purge_button;
  GtkListBox          *sent;

  /* Owned */
  GSettings           *settings; /* (nullable) */
  char                *findings; /* (nullable): of the last proof */

  gboolean             is_proving;
};

enum { PROVE, STOP_PROVING, LIST, SHOWN, ALL_SENT, OPEN_SENT, EXPORT, PURGE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgPrivacyPage, askg_privacy_page, ADW_TYPE_PREFERENCES_PAGE)

/* -- What the person does -------------------------------------------------------- */

static void
prove_clicked (AskgPrivacyPage *self)
{
  g_signal_emit (self, signals[self->is_proving ? STOP_PROVING : PROVE], 0);
}

/* In a window of its own, as there is one subpage at a time; what is seen can be copied. */
static void
findings_clicked (AskgPrivacyPage *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("What was seen"), NULL);
  GtkWidget *label = gtk_label_new (self->findings);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_widget_set_size_request (scroller, 440, -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), scroller);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* A row has the name of what it opens. */
static void
list_activated (AskgPrivacyPage *self,
                GtkWidget       *row)
{
  g_signal_emit (self, signals[LIST], 0, gtk_widget_get_name (row));
}

static void
shown_activated (AskgPrivacyPage *self)
{
  g_signal_emit (self, signals[SHOWN], 0);
}

static void
export_clicked (AskgPrivacyPage *self)
{
  g_signal_emit (self, signals[EXPORT], 0);
}

static void
purge_clicked (AskgPrivacyPage *self)
{
  g_signal_emit (self, signals[PURGE], 0);
}

static void
sent_activated (AskgPrivacyPage *self,
                GtkListBoxRow   *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "askg-id");

  if (id != NULL)
    g_signal_emit (self, signals[OPEN_SENT], 0, *id);
  else
    g_signal_emit (self, signals[ALL_SENT], 0);
}

/* -- Settings -------------------------------------------------------------------- */

static void
show_count (AskgPrivacyPage *self,
            const char      *key,
            GtkLabel        *label)
{
  g_auto(GStrv) entries = g_settings_get_strv (self->settings, key);
  const guint n = g_strv_length (entries);
  g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u entry", "%u entries", n), n);

  gtk_label_set_text (label, n > 0 ? words : "");
}

static void
lists_changed (AskgPrivacyPage *self)
{
  show_count (self, "never-capture", self->never_count);
  show_count (self, "redact-rules", self->rules_count);
  show_count (self, "redact-allow", self->allow_count);
}

/* From now on the rows are what @settings say, and the other way round. */
void
askg_privacy_page_bind (AskgPrivacyPage *self,
                        GSettings       *settings)
{
  g_return_if_fail (ASKG_IS_PRIVACY_PAGE (self));

  g_set_object (&self->settings, settings);
  askg_memory_group_bind (self->memory, settings);
  g_settings_bind (settings, "local-only", self->local_only, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "redact-local", self->redact_local, "active", G_SETTINGS_BIND_DEFAULT);
  askg_kept_group_bind (self->kept, settings);
  g_signal_connect_object (settings, "changed::never-capture", G_CALLBACK (lists_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::redact-rules", G_CALLBACK (lists_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::redact-allow", G_CALLBACK (lists_changed), self, G_CONNECT_SWAPPED);
  lists_changed (self);
}

/* @words: when what is sent is shown before, in a few words */
void
askg_privacy_page_set_shown (AskgPrivacyPage *self,
                             const char      *words)
{
  g_return_if_fail (ASKG_IS_PRIVACY_PAGE (self));

  adw_action_row_set_subtitle (self->shown_row, words);
}

/* (transfer none) */
AskgKeptGroup *
askg_privacy_page_get_kept (AskgPrivacyPage *self)
{
  g_return_val_if_fail (ASKG_IS_PRIVACY_PAGE (self), NULL);

  return self->kept;
}

/* -- The proof --------------------------------------------------------------------- */

static void
show_proving (AskgPrivacyPage *self,
              gboolean         is_proving)
{
  self->is_proving = is_proving;
  gtk_button_set_label (self->prove_button, is_proving ? _("Stop") : _("Run"));
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_proving);
  gtk_spinner_set_spinning (self->spinner, is_proving);
  gtk_widget_set_visible (self->findings_button, !is_proving && self->findings != NULL);
}

/* @step: what is being done: @n_done of @n_steps are over */
void
askg_privacy_page_set_proving (AskgPrivacyPage *self,
                               const char      *step,
                               guint            n_done,
                               guint            n_steps)
{
  g_autofree char *words = NULL;

  g_return_if_fail (ASKG_IS_PRIVACY_PAGE (self));

  g_clear_pointer (&self->findings, g_free);
  /* TRANSLATORS: "Ask about an error (3 of 15)" */
  words = n_steps > 0 ? g_strdup_printf (_("%s (%u of %u)"), step, n_done + 1, n_steps) : g_strdup (step);
  adw_action_row_set_subtitle (self->prove_row, words);
  show_proving (self, TRUE);
}

/**
 * askg_privacy_page_set_proof:
 * @line: one sentence
 * @text: (nullable): everything that was seen
 */
void
askg_privacy_page_set_proof (AskgPrivacyPage *self,
                             gboolean         is_proven,
                             const char      *line,
                             const char      *text)
{
  g_return_if_fail (ASKG_IS_PRIVACY_PAGE (self));

  g_clear_pointer (&self->findings, g_free);
  self->findings = g_strdup (text);
  adw_action_row_set_subtitle (self->prove_row, line);
  if (is_proven)
    gtk_widget_remove_css_class (GTK_WIDGET (self->prove_row), "askg-not-proven");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->prove_row), "askg-not-proven");
  show_proving (self, FALSE);
}

/* -- What left ----------------------------------------------------------------------- */

static void
clear_sent (AskgPrivacyPage *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->sent, 0)) != NULL)
    gtk_list_box_remove (self->sent, GTK_WIDGET (row));
}

static void
add_all_row (AskgPrivacyPage     *self,
             const AskgLedgerSum *all)
{
  const guint n = (guint) MIN (all->n_requests, G_MAXUINT);
  g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The only request", "All %u requests", n), n);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->sent, row);
}

/**
 * askg_privacy_page_set_sent:
 * @newest: (element-type AskgLedgerEntry): the newest first
 */
void
askg_privacy_page_set_sent (AskgPrivacyPage     *self,
                            GPtrArray           *newest,
                            const AskgLedgerSum *today,
                            const AskgLedgerSum *all)
{
  g_autofree char *sum = askg_ledger_words_for_sum (today);
  /* TRANSLATORS: "Today: 2 requests, 43.3 kB, 3 secrets hidden" */
  g_autofree char *words = g_strdup_printf (_("Today: %s"), sum);

  g_return_if_fail (ASKG_IS_PRIVACY_PAGE (self));

  clear_sent (self);
  for (guint i = 0; i < newest->len; i++)
    {
      const AskgLedgerEntry *entry = g_ptr_array_index (newest, i);
      GtkWidget *row = askg_ledger_words_new_row (entry, g_get_real_time ());

      g_object_set_data_full (G_OBJECT (row), "askg-id", g_memdup2 (&entry->id, sizeof entry->id), g_free);
      gtk_list_box_append (self->sent, row);
    }
  if (all->n_requests > newest->len)
    add_all_row (self, all);
  adw_preferences_group_set_description (self->sent_group, newest->len > 0 ? words : _("Nothing has left it so far."));
  gtk_widget_set_visible (GTK_WIDGET (self->sent), newest->len > 0);
  gtk_widget_set_sensitive (self->export_button, newest->len > 0);
  gtk_widget_set_sensitive (self->purge_button, newest->len > 0);
}

/* -- Life ------------------------------------------------------------------------------ */

static void
askg_privacy_page_dispose (GObject *object)
{
  AskgPrivacyPage *self = ASKG_PRIVACY_PAGE (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->findings, g_free);

  G_OBJECT_CLASS (askg_privacy_page_parent_class)->dispose (object);
}

/* @parameter: %G_TYPE_NONE for none */
static guint
new_signal (const char *name,
            GType       parameter)
{
  return g_signal_new (name, ASKG_TYPE_PRIVACY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       parameter != G_TYPE_NONE ? 1 : 0, parameter);
}

static void
askg_privacy_page_class_init (AskgPrivacyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_privacy_page_dispose;

  signals[PROVE] = new_signal ("prove", G_TYPE_NONE);
  signals[STOP_PROVING] = new_signal ("stop-proving", G_TYPE_NONE);
  signals[LIST] = new_signal ("list", G_TYPE_STRING);
  signals[SHOWN] = new_signal ("shown", G_TYPE_NONE);
  signals[ALL_SENT] = new_signal ("all-sent", G_TYPE_NONE);
  signals[OPEN_SENT] = new_signal ("open-sent", G_TYPE_INT64);
  signals[EXPORT] = new_signal ("export", G_TYPE_NONE);
  signals[PURGE] = new_signal ("purge", G_TYPE_NONE);

  g_type_ensure (ASKG_TYPE_MEMORY_GROUP);
  g_type_ensure (ASKG_TYPE_KEPT_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-privacy-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgPrivacyPage, memory);
  gtk_widget_class_bind_template_child (widget_class, AskgPrivacyPage, local_only);
  gtk_widget_class_bind_template_child (widget_class, AskgPrivacyPage, redact_local);
  gtk_widget_class_bind_template_child (widget_class, AskgPrivacyPage, prove_row);
  gtk_widget_class_bind_template_child (widget_class, AskgPrivacyPage, prove_button);
  gtk_widget_class_bind_template_child (widget_class, AskgPrivacyPage, findings_button);
  gtk_widget_class_bind_template_child (widget_class, AskgPrivacyPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, AskgPrivacyPage, shown_row);
  gtk_widget_class_bind_template_child (widget_class, AskgPrivacyPage, rules_count);
  gtk_widget_class_bind_template_child (widget_class, AskgPrivacyPage, allow_count);
  gtk_widget_class_bind_template_child (widget_class, AskgPrivacyPage, never_count);
  gtk_widget_class_bind_template_child (widget_class, AskgPrivacyPage, kept);
  gtk_widget_class_bind_template_child (widget_class, AskgPrivacyPage, sent_group);
  gtk_widget_class_bind_template_child (widget_class, AskgPrivacyPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, AskgPrivacyPage, purge_button);
  gtk_widget_class_bind_template_child (widget_class, AskgPrivacyPage, sent);
  gtk_widget_class_bind_template_callback (widget_class, prove_clicked);
  gtk_widget_class_bind_template_callback (widget_class, findings_clicked);
  gtk_widget_class_bind_template_callback (widget_class, list_activated);
  gtk_widget_class_bind_template_callback (widget_class, shown_activated);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked);
  gtk_widget_class_bind_template_callback (widget_class, purge_clicked);
  gtk_widget_class_bind_template_callback (widget_class, sent_activated);
}

static void
askg_privacy_page_init (AskgPrivacyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
