/* askg-ledger-words.c: main thread. Names of hosts, engines and windows are strangers' words: shown inert. */
#include "ui/preferences/askg-ledger-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "engine/model/askg-inert-text.h"

/* "14:32" today, "Yesterday", "3 Nov" this year, else with the year. */
static char *
words_for_day (gint64 at_us,
               gint64 now_us)
{
  g_autoptr(GDateTime) at = g_date_time_new_from_unix_local (at_us / G_USEC_PER_SEC);
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_local (now_us / G_USEC_PER_SEC);
  g_autoptr(GDateTime) yesterday = g_date_time_add_days (now, -1);

  if (g_date_time_get_year (at) == g_date_time_get_year (now) &&
      g_date_time_get_day_of_year (at) == g_date_time_get_day_of_year (now))
    return g_date_time_format (at, "%H:%M");
  if (g_date_time_get_year (at) == g_date_time_get_year (yesterday) &&
      g_date_time_get_day_of_year (at) == g_date_time_get_day_of_year (yesterday))
    return g_strdup (_("Yesterday"));

  /* TRANSLATORS: a day of this year, see strftime(3) */
  return g_date_time_get_year (at) == g_date_time_get_year (now) ? g_date_time_format (at, _("%-d %b"))
                                                                 : g_date_time_format (at, "%Y-%m-%d");
}

static char *
inert (const char *words)
{
  return askg_text_make_inert (words != NULL ? words : "", ASKG_INERT_SHOW_HIDDEN | ASKG_INERT_ONE_LINE);
}

/* (transfer full): "14:32 · api.example" */
char *
askg_ledger_words_for_title (const AskgLedgerEntry *entry,
                             gint64                 now_us)
{
  g_autofree char *day = words_for_day (entry->row->begun_at_us, now_us);
  g_autofree char *host = inert (entry->row->host);

  return g_strdup_printf ("%s · %s", day, host);
}

static const char *
words_for_end (const AskgLedgerEntry *entry)
{
  if (!entry->has_ended)
    return _("not ended");
  if (entry->outcome == ASKG_SENT_WHOLE)
    return NULL;

  return entry->outcome == ASKG_SENT_FAILED ? _("failed") : _("stopped");
}

/* (transfer full): "Text, picture · 2 hidden · failed" */
char *
askg_ledger_words_for_kinds (const AskgLedgerEntry *entry)
{
  const AskgContentKinds kinds = entry->row->kinds;
  g_autoptr(GString) words = g_string_new (NULL);
  const char *end = words_for_end (entry);

  if ((kinds & ASKG_CONTENT_TEXT) != 0)
    g_string_append (words, _("Text"));
  if ((kinds & ASKG_CONTENT_PICTURE) != 0)
    g_string_append_printf (words, words->len > 0 ? ", %s" : "%s", _("picture"));
  if ((kinds & ASKG_CONTENT_SOUND) != 0)
    g_string_append_printf (words, words->len > 0 ? ", %s" : "%s", _("sound"));
  if (kinds == 0)
    g_string_append (words, _("Nothing of yours"));
  if (entry->row->n_hidden > 0)
    {
      g_string_append (words, " · ");
      g_string_append_printf (words, g_dngettext (GETTEXT_PACKAGE, "%u secret hidden", "%u secrets hidden",
                                                  entry->row->n_hidden), entry->row->n_hidden);
    }
  if (entry->row->is_off_record)
    g_string_append_printf (words, " · %s", _("off the record"));
  if (end != NULL)
    g_string_append_printf (words, " · %s", end);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

char *
askg_ledger_words_for_size (const AskgLedgerEntry *entry)
{
  return g_format_size (entry->row->n_bytes);
}

/* (transfer full): "2 requests, 43.3 kB, 3 secrets hidden" */
char *
askg_ledger_words_for_sum (const AskgLedgerSum *sum)
{
  g_autofree char *size = g_format_size (sum->n_bytes);
  g_autoptr(GString) words = g_string_new (NULL);
  const guint n_requests = (guint) MIN (sum->n_requests, G_MAXUINT);
  const guint n_hidden = (guint) MIN (sum->n_hidden, G_MAXUINT);

  g_string_append_printf (words, g_dngettext (GETTEXT_PACKAGE, "%u request, %s", "%u requests, %s", n_requests), n_requests,
                          size);
  if (n_hidden > 0)
    {
      g_string_append (words, ", ");
      g_string_append_printf (words, g_dngettext (GETTEXT_PACKAGE, "%u secret hidden", "%u secrets hidden", n_hidden),
                              n_hidden);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
append_line (GString    *text,
             const char *label,
             const char *words)
{
  g_autofree char *shown = inert (words);

  if (*shown != '\0')
    g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", label, shown);
}

/* (transfer full): where to, when, how it went, its hash: a line each */
char *
askg_ledger_words_for_facts (const AskgLedgerEntry *entry)
{
  g_autoptr(GDateTime) at = g_date_time_new_from_unix_local (entry->row->begun_at_us / G_USEC_PER_SEC);
  g_autofree char *when = g_date_time_format (at, "%Y-%m-%d %H:%M:%S");
  g_autofree char *kinds = askg_ledger_words_for_kinds (entry);
  g_autofree char *size = g_format_size_full (entry->row->n_bytes, G_FORMAT_SIZE_LONG_FORMAT);
  g_autofree char *what = g_strdup_printf ("%s · %s", kinds, size);
  g_autofree char *status = entry->http_status > 0 ? g_strdup_printf ("HTTP %u", entry->http_status) : g_strdup ("");
  GString *text = g_string_new (NULL);

  append_line (text, _("To"), entry->row->host);
  append_line (text, _("When"), when);
  append_line (text, _("For"), entry->row->engine_name);
  append_line (text, _("From the window"), entry->row->window_title);
  append_line (text, _("What"), what);
  append_line (text, _("Answer"), status);
  append_line (text, "SHA-256", entry->row->sha256);

  return g_string_free (text, FALSE);
}

/* (transfer none): a row that can be activated */
GtkWidget *
askg_ledger_words_new_row (const AskgLedgerEntry *entry,
                           gint64                 now_us)
{
  g_autofree char *title = askg_ledger_words_for_title (entry, now_us);
  g_autofree char *kinds = askg_ledger_words_for_kinds (entry);
  g_autofree char *size = askg_ledger_words_for_size (entry);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (size);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), kinds);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  return row;
}
