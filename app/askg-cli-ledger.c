/* askg-cli-ledger.c: `askglass ledger`: what was sent, where to, and the very bytes. */
#include "app/askg-cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/askg-ledger-rows.h"
#include "app/askg-cli-secret.h"
#include "app/askg-exit.h"
#include "engine/base/askg-error.h"
#include "engine/memory/askg-when.h"
#include "engine/model/askg-inert-text.h"

#define PAGE_ROWS 500

typedef struct
{
  gboolean as_json;
  gboolean as_csv;
  gboolean left;
  gboolean purge;
  gboolean yes;
  int      most; /* 0: all */
  gint64   bytes_of;
  char    *since;
  char    *before;
  char    *host;
  char    *engine;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->since);
  g_free (options->before);
  g_free (options->host);
  g_free (options->engine);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* (transfer full): the last event, unless it is an error; that is told */
static json_t *
request (json_t *what,
         int    *out_code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) last = askg_cli_request (what, FALSE, NULL, NULL, &error);
  json_t *failed = json_object_get (last, "error");

  if (failed != NULL)
    error = askg_error_new_for_id (askg_json_get_string (failed, "id"), askg_json_get_string (failed, "message"));
  if (error != NULL)
    {
      *out_code = askg_exit_with_error (error);
      return NULL;
    }

  return g_steal_pointer (&last);
}

/* The beginning of what is said. */
static gboolean
set_time (json_t      *object,
          const char  *key,
          const char  *text,
          GError     **error)
{
  AskgWhen when;

  if (text == NULL)
    return TRUE;
  if (!askg_when_parse (text, g_get_real_time (), &when))
    {
      g_autofree char *shown = askg_error_quote (text);

      g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                   _("“%s” is not understood as a time. Give a day (2026-11-21), a time (2026-11-21 14:30), today, yesterday, or how long ago (24h, 7d)."),
                   shown);
      return FALSE;
    }

  return json_object_set_new (object, key, json_integer (when.from_us)) == 0;
}

/* -- The list ------------------------------------------------------------------- */

/* Page by page, as it may be long. */
static int
print_list (const Options *options)
{
  g_autoptr(json_t) what = json_pack ("{s:s, s:s*, s:s*, s:b}", "verb", "ledger", "host", options->host,
                                      "engine", options->engine, "left", options->left);
  g_autoptr(AskgLedgerPrinter) printer = NULL;
  g_autoptr(GError) error = NULL;
  guint n_left = options->most > 0 ? (guint) options->most : G_MAXUINT;
  int code = ASKG_EXIT_OK;

  if (!set_time (what, "since_us", options->since, &error) || !set_time (what, "until_us", options->before, &error))
    return askg_exit_with_error (error);
  printer = askg_ledger_printer_new (options->as_json  ? ASKG_LEDGER_AS_JSON
                                     : options->as_csv ? ASKG_LEDGER_AS_CSV
                                                       : ASKG_LEDGER_AS_TEXT);
  for (gsize n_got = PAGE_ROWS; n_left > 0 && n_got == PAGE_ROWS; n_left -= (guint) n_got)
    {
      const guint n_wanted = MIN (n_left, PAGE_ROWS);
      g_autoptr(json_t) page = NULL;
      json_t *rows;

      json_object_set_new (what, "most", json_integer (n_wanted));
      page = request (what, &code);
      if (page == NULL)
        return code;
      rows = json_object_get (page, "rows");
      n_got = json_array_size (rows);
      for (gsize i = 0; i < n_got; i++)
        askg_ledger_printer_add (printer, json_array_get (rows, i));
      if (n_got > 0)
        json_object_set (what, "before_id", json_object_get (json_array_get (rows, n_got - 1), "id"));
      askg_ledger_printer_set_sum (printer, json_object_get (page, "sum"));
    }
  askg_ledger_printer_end (printer);

  return ASKG_EXIT_OK;
}

/* -- What was sent ----------------------------------------------------------------- */

static int
tell_no_bytes (json_t *row)
{
  g_autoptr(GError) error = NULL;
  const char *why = json_is_true (json_object_get (row, "this_machine"))
                      ? _("Of this request only the hash is kept: it stayed on this machine.")
                    : json_is_true (json_object_get (row, "off_record"))
                      ? _("Of this request only the hash is kept: it was off the record.")
                      : _("Of this request only the hash is kept: the days for which the bytes are kept are over, or it carried none. "
                          "The setting keep-sent-days says how many.");

  g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE, why);

  return askg_exit_with_error (error);
}

/* A file or a pipe gets the very bytes; a terminal gets nothing that it would obey. */
static void
write_bytes (const guchar *bytes,
             gsize         n_bytes)
{
  if (isatty (STDOUT_FILENO))
    {
      g_autofree char *text = g_utf8_make_valid ((const char *) bytes, (gssize) n_bytes);
      g_autofree char *inert = askg_text_make_inert (text, ASKG_INERT_SHOW_HIDDEN);

      printf ("%s\n", inert);
    }
  else
    fwrite (bytes, 1, n_bytes, stdout);
}

static int
print_bytes (gint64 id)
{
  g_autoptr(json_t) what = json_pack ("{s:s, s:s, s:I}", "verb", "ledger", "do", "open", "id", (json_int_t) id);
  int code = ASKG_EXIT_OK;
  g_autoptr(json_t) last = request (what, &code);
  const char *body = askg_json_get_string (last, "body");
  g_autofree guchar *bytes = NULL;
  gsize n_bytes;

  if (last == NULL)
    return code;
  if (body == NULL)
    return tell_no_bytes (json_object_get (last, "row"));
  bytes = g_base64_decode (body, &n_bytes);
  write_bytes (bytes, n_bytes);

  return ASKG_EXIT_OK;
}

/* -- Purging ------------------------------------------------------------------------- */

static gboolean
is_agreed (const Options  *options,
           GError        **error)
{
  if (options->yes)
    return TRUE;
  if (!isatty (STDIN_FILENO))
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                           _("Nothing was purged, as nobody can be asked here. Say “--yes” to purge without being asked."));
      return FALSE;
    }
  if (askg_cli_ask_for_yes (options->before != NULL
                              ? _("Erase all requests of the ledger from before then, and what is kept of them?")
                              : _("Erase the whole ledger, and what is kept of the requests in it?")))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Nothing was purged."));

  return FALSE;
}

static int
purge (const Options *options)
{
  g_autoptr(json_t) what = json_pack ("{s:s, s:s}", "verb", "ledger", "do", "purge");
  g_autoptr(json_t) last = NULL;
  g_autoptr(GError) error = NULL;
  int code = ASKG_EXIT_OK;
  int n;

  if (!set_time (what, "before_us", options->before, &error) || !is_agreed (options, &error))
    return askg_exit_with_error (error);
  last = request (what, &code);
  if (last == NULL)
    return code;
  n = (int) json_integer_value (json_object_get (last, "purged"));
  if (options->as_json)
    printf ("{\"purged\":%d}\n", n);
  else
    {
      printf (ngettext ("%d request was erased.", "%d requests were erased.", n), n);
      putchar ('\n');
    }

  return ASKG_EXIT_OK;
}

static gboolean
check_usage (const Options  *options,
             int             n_words,
             GError        **error)
{
  const gboolean has_filter = options->since != NULL || options->host != NULL || options->engine != NULL || options->left;

  if (n_words == 1 && options->as_json + options->as_csv <= 1 && options->most >= 0 && options->bytes_of >= 0 &&
      !(options->bytes_of > 0 && (options->purge || has_filter)) && !(options->purge && (has_filter || options->as_csv)))
    return TRUE;

  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                       _("Say what of the ledger: askglass ledger [--json | --csv] [--since WHEN] [--before WHEN] [--host HOST] "
                         "[--engine NAME] [--left] [--most N], ledger --bytes ID, or ledger --purge [--before WHEN]."));

  return FALSE;
}

int
askg_cli_ledger (int    argc,
                 char **argv)
{
  g_auto(Options) options = { 0 };
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, N_("Print a JSON array"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &options.as_csv, N_("Print a table for a spreadsheet"), NULL },
    { "since", 0, 0, G_OPTION_ARG_STRING, &options.since, N_("Only what was sent since then"), N_("WHEN") },
    { "before", 0, 0, G_OPTION_ARG_STRING, &options.before, N_("Only what was sent before then"), N_("WHEN") },
    { "host", 0, 0, G_OPTION_ARG_STRING, &options.host, N_("Only what was sent there"), N_("HOST") },
    { "engine", 'e', 0, G_OPTION_ARG_STRING, &options.engine, N_("Only for this engine"), N_("NAME") },
    { "left", 0, 0, G_OPTION_ARG_NONE, &options.left, N_("Only what left this machine"), NULL },
    { "most", 'n', 0, G_OPTION_ARG_INT, &options.most, N_("At most so many"), N_("N") },
    { "bytes", 0, 0, G_OPTION_ARG_INT64, &options.bytes_of, N_("Write what was sent, byte for byte"), N_("ID") },
    { "purge", 0, 0, G_OPTION_ARG_NONE, &options.purge, N_("Erase the ledger, or what is older"), NULL },
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &options.yes, N_("Do not ask first"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GError) error = NULL;

  if (!askg_cli_parse (entries, "ledger", &argc, &argv, &error) || !check_usage (&options, argc, &error))
    return askg_exit_with_error (error);
  if (options.purge)
    return purge (&options);
  if (options.bytes_of > 0)
    return print_bytes (options.bytes_of);

  return print_list (&options);
}
