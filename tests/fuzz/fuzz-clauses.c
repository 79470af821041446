/* fuzz-clauses.c: whatever an answer is, what is spoken of it can be: no hidden characters, words that stand where they are
 * said to stand, and the same however it was cut. */
#include <string.h>

#include "engine/voice/askg-clauses.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static void
check_text (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), >, 0);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      const GUnicodeType type = g_unichar_type (g_utf8_get_char (text));

      g_assert_true (type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && type != G_UNICODE_PRIVATE_USE &&
                     type != G_UNICODE_UNASSIGNED);
    }
}

static void
check_parts (const AskgClause *clause)
{
  const gsize n_bytes = strlen (clause->text);
  gsize at = 0;

  g_assert_cmpuint (clause->start_byte, <=, clause->end_byte);
  for (guint i = 0; i < clause->n_parts; i++)
    {
      const AskgClausePart *part = &clause->parts[i];
      gsize start, end;

      g_assert_cmpuint (part->spoken, >=, at);
      at = part->spoken + part->n_spoken;
      g_assert_cmpuint (at, <=, n_bytes);
      if (askg_clause_find_shown (clause, part->spoken, at, &start, &end))
        g_assert_cmpuint (start, <, end);
    }
}

static char *
speak (const char *text,
       gsize       size,
       gsize       step)
{
  g_autoptr(AskgClauses) clauses = askg_clauses_new ("en");
  GString *out = g_string_new (NULL);
  AskgClause *clause;

  for (gsize at = 0; at < size; at += step)
    askg_clauses_feed (clauses, text + at, MIN (step, size - at));
  askg_clauses_end (clauses);
  while ((clause = askg_clauses_pop (clauses)) != NULL)
    {
      check_text (clause->text);
      check_parts (clause);
      g_string_append_printf (out, "%s %s\n", clause->language, clause->text);
      askg_clause_unref (clause);
    }

  return g_string_free (out, FALSE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const gsize step = size > 0 ? 1 + data[0] % 40 : 1;
  g_autofree char *whole = speak ((const char *) data, size, MAX (size, 1));
  g_autofree char *pieces = speak ((const char *) data, size, step);

  g_assert_cmpstr (pieces, ==, whole);

  return 0;
}
