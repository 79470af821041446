/* askg-ledger-rows.c: main thread. Names of hosts, engines and windows are strangers' words: a terminal gets them
 * inert, a spreadsheet quoted so that none is a formula. */
#include "app/askg-ledger-rows.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-exit.h"
#include "engine/model/askg-inert-text.h"

struct _AskgLedgerPrinter
{
  AskgLedgerForm  form;
  gsize           n_rows;
  json_t         *sum; /* (nullable) */
};

static const char *const columns[] = {
  "id", "begun_at", "host", "this_machine", "engine", "engine_name", "request", "kinds", "pictures", "bytes", "sha256",
  "window", "hidden", "off_record", "outcome", "http_status", "sent_bytes", "received_bytes", "ended_at", "kept",
};

AskgLedgerPrinter *
askg_ledger_printer_new (AskgLedgerForm form)
{
  AskgLedgerPrinter *self = g_new0 (AskgLedgerPrinter, 1);

  self->form = form;
  if (form == ASKG_LEDGER_AS_CSV)
    {
      g_autofree char *head = askg_ledger_csv_head ();

      fputs (head, stdout);
    }

  return self;
}

void
askg_ledger_printer_free (AskgLedgerPrinter *self)
{
  if (self == NULL)
    return;

  json_decref (self->sum);
  g_free (self);
}

/* -- For a spreadsheet --------------------------------------------------------------- */

/**
 * askg_ledger_csv_quote:
 *
 * Returns: (transfer full): a field of RFC 4180. Spreadsheets take what begins with one of = + - @, a tab or a
 *   carriage return for a formula, and would run it: an apostrophe before it makes it text
 */
char *
askg_ledger_csv_quote (const char *text)
{
  g_autofree char *inert = askg_text_make_inert (text, ASKG_INERT_SHOW_HIDDEN | ASKG_INERT_ONE_LINE);
  g_auto(GStrv) parts = g_strsplit (inert, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);
  const char *first = text + strspn (text, " ");

  return g_strconcat ("\"", *first != '\0' && strchr ("=+-@\t\r\n|%", *first) != NULL ? "'" : "", doubled, "\"", NULL);
}

char *
askg_ledger_csv_head (void)
{
  GString *line = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (line, "%s%s", i > 0 ? "," : "", columns[i]);
  g_string_append (line, "\r\n");

  return g_string_free (line, FALSE);
}

static char *
field_for (json_t *value)
{
  g_autoptr(GString) words = g_string_new (NULL);

  if (json_is_string (value))
    return askg_ledger_csv_quote (json_string_value (value));
  if (json_is_integer (value))
    return g_strdup_printf ("%" JSON_INTEGER_FORMAT, json_integer_value (value));
  if (json_is_boolean (value))
    return g_strdup (json_is_true (value) ? "true" : "false");
  for (gsize i = 0; i < json_array_size (value); i++)
    g_string_append_printf (words, "%s%s", i > 0 ? " " : "", json_string_value (json_array_get (value, i)));

  return words->len > 0 ? askg_ledger_csv_quote (words->str) : g_strdup ("");
}

/* (transfer full): with its line end */
char *
askg_ledger_csv_row (json_t *row)
{
  GString *line = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *field = field_for (json_object_get (row, columns[i]));

      g_string_append_printf (line, "%s%s", i > 0 ? "," : "", field);
    }
  g_string_append (line, "\r\n");

  return g_string_free (line, FALSE);
}

/* -- For a person ---------------------------------------------------------------------- */

static char *
inert_string (json_t     *row,
              const char *key)
{
  const char *text = askg_json_get_string (row, key);

  return askg_text_make_inert (text != NULL ? text : "", ASKG_INERT_SHOW_HIDDEN | ASKG_INERT_ONE_LINE);
}

static char *
words_for_kinds (json_t *row)
{
  json_t *kinds = json_object_get (row, "kinds");
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  for (gsize i = 0; i < json_array_size (kinds); i++)
    {
      const char *kind = json_string_value (json_array_get (kinds, i));

      g_ptr_array_add (words, (gpointer) (g_str_equal (kind, "text")      ? _("text")
                                          : g_str_equal (kind, "picture") ? _("picture")
                                                                          : _("sound")));
    }
  if (words->len == 0)
    return g_strdup (_("nothing of yours"));
  g_ptr_array_add (words, NULL);

  return g_strjoinv (", ", (char **) words->pdata);
}

static const char *
words_for_outcome (json_t *row)
{
  const char *outcome = askg_json_get_string (row, "outcome");

  if (outcome == NULL)
    return _("not ended");
  if (g_str_equal (outcome, "whole"))
    return "";

  return g_str_equal (outcome, "failed") ? _("failed") : _("stopped");
}

/* "  12  2026-11-17 14:32  api.example  41.2 kB  text, picture  2 hidden  Work" */
static void
print_line (json_t *row)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_iso8601 (askg_json_get_string (row, "begun_at"), NULL);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *when = local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M:%S") : g_strdup ("?");
  g_autofree char *host = inert_string (row, "host");
  g_autofree char *name = inert_string (row, "engine_name");
  g_autofree char *size = g_format_size ((guint64) json_integer_value (json_object_get (row, "bytes")));
  g_autofree char *kinds = words_for_kinds (row);
  const int n_hidden = (int) json_integer_value (json_object_get (row, "hidden"));
  const char *outcome = words_for_outcome (row);

  printf ("%6" JSON_INTEGER_FORMAT "  %s  %s%s  %s  %s", json_integer_value (json_object_get (row, "id")), when, host,
          json_is_true (json_object_get (row, "this_machine")) ? _(" (this machine)") : "", size, kinds);
  if (n_hidden > 0)
    {
      printf ("  ");
      printf (ngettext ("%d hidden", "%d hidden", n_hidden), n_hidden);
    }
  printf ("%s%s  %s\n", *outcome != '\0' ? "  " : "", outcome, name);
}

/* -- All of them ------------------------------------------------------------------------- */

void
askg_ledger_printer_add (AskgLedgerPrinter *self,
                         json_t            *row)
{
  g_autofree char *text = NULL;

  switch (self->form)
    {
    case ASKG_LEDGER_AS_JSON:
      text = askg_json_print (row);
      printf ("%s%s", self->n_rows == 0 ? "[" : ",\n", text);
      break;
    case ASKG_LEDGER_AS_CSV:
      text = askg_ledger_csv_row (row);
      fputs (text, stdout);
      break;
    case ASKG_LEDGER_AS_TEXT:
    default:
      print_line (row);
      break;
    }
  self->n_rows++;
}

void
askg_ledger_printer_set_sum (AskgLedgerPrinter *self,
                             json_t            *sum)
{
  json_decref (self->sum);
  self->sum = json_incref (sum);
}

static guint64
number_of (json_t     *sum,
           const char *key)
{
  return (guint64) json_integer_value (json_object_get (sum, key));
}

/* The sum, for a person; what a script reads is closed. */
void
askg_ledger_printer_end (AskgLedgerPrinter *self)
{
  const guint64 n_requests = number_of (self->sum, "requests");
  g_autofree char *size = g_format_size (number_of (self->sum, "bytes"));

  if (self->form == ASKG_LEDGER_AS_JSON)
    puts (self->n_rows == 0 ? "[]" : "]");
  if (self->form != ASKG_LEDGER_AS_TEXT)
    return;
  if (self->n_rows == 0)
    {
      puts (_("Nothing was sent."));
      return;
    }
  printf (ngettext ("%" PRIu64 " request, %s", "%" PRIu64 " requests, %s", n_requests), n_requests, size);
  putchar ('\n');
}
