/* askg-cli-redact.c: `askglass redact`: a filter that covers secrets, or tells where they are. Needs neither bus nor display. */
#include "app/askg-cli.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/askg-exit.h"
#include "app/askg-settings.h"
#include "engine/base/askg-error.h"
#include "engine/privacy/askg-cover.h"

/* What is covered at once: enough that a key of many lines is seen whole. */
#define BLOCK_BYTES (1024 * 1024)
/* So much at its end may belong to something that is not there yet. */
#define TAIL_BYTES (64 * 1024)
/* Who types, or follows a log, waits so long for what there is. */
#define PAUSE_MS 300

typedef struct
{
  AskgRedactor *redactor; /* owned */
  AskgCover    *cover;    /* owned */
  GString      *held;     /* owned: read, not yet told */
  guint         n_bad;    /* lines that were none */
  guint64       n_line;
} Filter;

static void
filter_init (Filter *self)
{
  g_autoptr(GSettings) settings = askg_settings_new ();
  g_auto(GStrv) rules = settings != NULL ? g_settings_get_strv (settings, "redact-rules") : NULL;
  g_auto(GStrv) allowed = settings != NULL ? g_settings_get_strv (settings, "redact-allow") : NULL;

  *self = (Filter) {
    askg_redactor_new ((const char *const *) rules, (const char *const *) allowed),
    askg_cover_new (),
    g_string_new (NULL),
  };
}

static void
filter_clear (Filter *self)
{
  askg_redactor_unref (self->redactor);
  askg_cover_unref (self->cover);
  g_string_free (self->held, TRUE);
}

static gboolean
write_bytes (const char *bytes,
             gsize       n_bytes)
{
  if (fwrite (bytes, 1, n_bytes, stdout) == n_bytes)
    return TRUE;
  askg_exit_note_output (errno);

  return FALSE;
}

/* -- Text ------------------------------------------------------------------------------ */

/* A NUL ends no text here: what stands on its sides is covered apart. */
static gboolean
cover_bytes (Filter     *self,
             const char *text,
             gsize       n_bytes)
{
  for (;;)
    {
      const char *nul = memchr (text, '\0', n_bytes);
      const gsize n = nul != NULL ? (gsize) (nul - text) : n_bytes;
      g_autofree char *covered = askg_cover_text (self->cover, self->redactor, text, n, NULL);

      if (!write_bytes (covered, strlen (covered)) || (nul != NULL && !write_bytes ("", 1)))
        return FALSE;
      if (nul == NULL)
        return fflush (stdout) == 0;
      text += n + 1;
      n_bytes -= n + 1;
    }
}

/* The last line's end before @limit that is in no secret; 0 when there is none. */
static gsize
find_cut (Filter *self,
          gsize   limit)
{
  g_autoptr(GArray) spans = askg_redactor_find (self->redactor, self->held->str, self->held->len);
  guint i = spans->len;

  for (gsize at = limit; at > 0; at--)
    {
      while (i > 0 && g_array_index (spans, AskgSecretSpan, i - 1).start >= at)
        i--;
      if (self->held->str[at - 1] == '\n' &&
          (i == 0 || g_array_index (spans, AskgSecretSpan, i - 1).start + g_array_index (spans, AskgSecretSpan, i - 1).length < at))
        return at;
    }

  return 0;
}

static gboolean
tell (Filter *self,
      gsize   limit)
{
  const gsize cut = limit == self->held->len && (limit == 0 || self->held->str[limit - 1] != '\n') ? limit : find_cut (self, limit);
  const gsize n = cut > 0 ? cut : self->held->len >= 4 * BLOCK_BYTES ? limit : 0;
  gboolean told = n == 0 || cover_bytes (self, self->held->str, n);

  g_string_erase (self->held, 0, n);

  return told;
}

static int
run_text (Filter *self)
{
  char buffer[65536];

  for (;;)
    {
      struct pollfd input = { STDIN_FILENO, POLLIN, 0 };
      gssize n;

      if (self->held->len > 0 && self->held->str[self->held->len - 1] == '\n' && poll (&input, 1, PAUSE_MS) == 0 &&
          !(cover_bytes (self, self->held->str, self->held->len) && g_string_truncate (self->held, 0) != NULL))
        break;
      n = read (STDIN_FILENO, buffer, sizeof buffer);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          askg_exit_say (_("Standard input could not be read. Give the text through a pipe or a file: askglass redact < FILE."));
          return ASKG_EXIT_NO_INPUT;
        }
      if (n == 0)
        {
          cover_bytes (self, self->held->str, self->held->len);
          break;
        }
      g_string_append_len (self->held, buffer, n);
      if (self->held->len >= BLOCK_BYTES && !tell (self, self->held->len - TAIL_BYTES))
        break;
    }

  return ASKG_EXIT_OK;
}

/* -- JSON lines ------------------------------------------------------------------------- */

static json_t *
pack_span (const AskgSecretSpan *span,
           glong                *cursor,
           gsize                *cursor_bytes,
           const char           *text)
{
  const glong start = *cursor + g_utf8_strlen (text + *cursor_bytes, span->start - *cursor_bytes);
  const glong end = start + g_utf8_strlen (text + span->start, span->length);

  *cursor = end;
  *cursor_bytes = span->start + span->length;

  return json_pack ("{s:I, s:I, s:I, s:I, s:s, s:s}",
                    "start", (json_int_t) span->start, "end", (json_int_t) *cursor_bytes,
                    "char_start", (json_int_t) start, "char_end", (json_int_t) end,
                    "category", askg_secret_category_get_nick (span->category),
                    "tier", askg_secret_tier_get_nick (span->tier));
}

static gboolean
tell_spans (Filter *self,
            json_t *id,
            json_t *text)
{
  g_autoptr(GArray) spans = askg_redactor_find (self->redactor, json_string_value (text), json_string_length (text));
  g_autoptr(json_t) packed = json_array ();
  g_autoptr(json_t) line = NULL;
  g_autofree char *printed = NULL;
  glong cursor = 0;
  gsize cursor_bytes = 0;

  for (guint i = 0; i < spans->len; i++)
    json_array_append_new (packed,
                           pack_span (&g_array_index (spans, AskgSecretSpan, i), &cursor, &cursor_bytes,
                                      json_string_value (text)));
  line = json_pack ("{s:O, s:O}", "id", id, "spans", packed);
  printed = json_dumps (line, JSON_COMPACT);

  return write_bytes (printed, strlen (printed)) && write_bytes ("\n", 1);
}

static gboolean
run_line (Filter     *self,
          const char *bytes,
          gsize       n_bytes)
{
  json_error_t trouble;
  g_autoptr(json_t) line = json_loadb (bytes, n_bytes, JSON_ALLOW_NUL, &trouble);
  json_t *text = json_object_get (line, "text"), *id = json_object_get (line, "id");
  g_autofree char *number = NULL;
  g_autofree char *sentence = NULL;

  self->n_line++;
  while (n_bytes > 0 && g_ascii_isspace (bytes[n_bytes - 1]))
    n_bytes--;
  if (n_bytes == 0)
    return TRUE;
  if (json_is_string (text) && id != NULL)
    return tell_spans (self, id, text);

  self->n_bad++;
  number = g_strdup_printf ("%" G_GUINT64_FORMAT, self->n_line);
  sentence = line == NULL
             ? g_strdup_printf (_("Line %s is no JSON (%s) and was left out. Give one {\"id\": …, \"text\": …} a line."), number, trouble.text)
             : g_strdup_printf (_("Line %s has no “id”, or no “text” that is a string, and was left out. Give one {\"id\": …, \"text\": …} a line."), number);
  fflush (stdout);
  askg_exit_say (sentence);

  return TRUE;
}

static int
run_jsonl (Filter *self)
{
  g_autofree char *line = NULL;
  gsize size = 0;
  gssize n;

  while ((n = getline (&line, &size, stdin)) > 0)
    if (!run_line (self, line, n) || fflush (stdout) != 0)
      break;
  if (ferror (stdin))
    {
      askg_exit_say (_("Standard input could not be read. Give the text through a pipe or a file: askglass redact < FILE."));
      return ASKG_EXIT_NO_INPUT;
    }

  return self->n_bad > 0 ? ASKG_EXIT_NO_INPUT : ASKG_EXIT_OK;
}

int
askg_cli_redact (int    argc,
                 char **argv)
{
  gboolean as_jsonl = FALSE;
  GOptionEntry entries[] = {
    { "jsonl", 0, 0, G_OPTION_ARG_NONE, &as_jsonl, N_("Read {\"id\", \"text\"} a line; print where the secrets are"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GError) error = NULL;
  Filter filter;
  int code;

  if (!askg_cli_parse (entries, "redact", &argc, &argv, &error))
    return askg_exit_with_error (error);
  if (argc > 1)
    {
      g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_USAGE,
                           _("The text comes from standard input alone. Use: askglass redact [--jsonl] < FILE."));
      return askg_exit_with_error (error);
    }

  filter_init (&filter);
  code = as_jsonl ? run_jsonl (&filter) : run_text (&filter);
  filter_clear (&filter);

  return code;
}
