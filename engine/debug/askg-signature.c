/* askg-signature.c: any thread. */
#include "engine/debug/askg-signature.h"

#include <string.h>

#define N_SIGNATURE_CHARS 32
#define MAX_WORDS 12u /* a search takes no more */
#define MIN_HASH_CHARS 8 /* of hexadecimal digits: a commit, a part of a UUID */

static gboolean
is_word_byte (guchar byte)
{
  return g_ascii_isalnum (byte) || byte == '_' || byte >= 0x80;
}

static gboolean
is_path_byte (guchar byte)
{
  return is_word_byte (byte) || strchr ("/.-+@~%#=", byte) != NULL;
}

/* What differs from one run to the next: a number, an address, a hash. A word such as int32_t or E0308 does not. */
static gboolean
is_changing (const char *word,
             gsize       n_bytes)
{
  gsize n_digits = 0, n_hex = 0;

  if (n_bytes > 2 && word[0] == '0' && (word[1] == 'x' || word[1] == 'X'))
    return TRUE;
  for (gsize i = 0; i < n_bytes; i++)
    {
      n_digits += g_ascii_isdigit (word[i]);
      n_hex += g_ascii_isxdigit (word[i]);
    }

  return g_ascii_isdigit (word[0]) || (n_bytes >= MIN_HASH_CHARS && n_hex == n_bytes && n_digits > 0);
}

static void
add_words (GString    *text,
           const char *start,
           const char *end)
{
  for (const char *at = start; at < end;)
    {
      const char *word = at;

      while (at < end && is_word_byte ((guchar) *at))
        at++;
      if (at == word)
        g_string_append_c (text, *at++);
      else if (is_changing (word, (gsize) (at - word)))
        g_string_append_c (text, '0');
      else
        g_string_append_len (text, word, at - word);
    }
}

/* Of a path its last part; of one that is made anew each time, nothing. */
static void
add_token (GString    *text,
           const char *start,
           const char *end)
{
  const char *slash = memrchr (start, '/', (gsize) (end - start));

  if (slash != NULL && (g_str_has_prefix (start, "/tmp/") || g_str_has_prefix (start, "/var/tmp/")))
    g_string_append (text, "/");
  else
    add_words (text, slash != NULL ? slash + 1 : start, end);
}

/**
 * askg_signature_normalise:
 *
 * Returns: (transfer full): @message without folders, numbers, addresses and the kind of its quotes
 */
char *
askg_signature_normalise (const char *message)
{
  static const char *const quotes[] = { "‘", "’", "“", "”", "`", "\"", "'", "«", "»" };
  GString *text = g_string_new (NULL);

  for (const char *at = message; *at != '\0';)
    {
      const char *start = at;
      gsize n_quote = 0;

      for (gsize i = 0; i < G_N_ELEMENTS (quotes) && n_quote == 0; i++)
        n_quote = g_str_has_prefix (at, quotes[i]) ? strlen (quotes[i]) : 0;
      if (n_quote > 0)
        {
          g_string_append_c (text, '\'');
          at += n_quote;
          continue;
        }
      if (is_path_byte ((guchar) *at))
        {
          while (*at != '\0' && is_path_byte ((guchar) *at) && !g_str_has_prefix (at, "‘") && !g_str_has_prefix (at, "’") &&
                 !g_str_has_prefix (at, "“") && !g_str_has_prefix (at, "”") && !g_str_has_prefix (at, "«") && !g_str_has_prefix (at, "»"))
            at++;
          add_token (text, start, at);
        }
      else if (g_ascii_isspace (*at))
        {
          while (g_ascii_isspace (*at))
            at++;
          g_string_append_c (text, ' ');
        }
      else
        g_string_append_c (text, *at++);
    }

  return g_strstrip (g_string_free (text, FALSE));
}

/**
 * askg_signature_of:
 *
 * Returns: (transfer full): 32 hexadecimal digits, the same wherever the project lies, on whatever line it happens and
 *   whatever numbers and addresses the message holds; another one for another file or another message
 */
char *
askg_signature_of (const AskgDiagnostic *diagnostic)
{
  g_autofree char *message = askg_signature_normalise (diagnostic->message);
  g_autofree char *name = diagnostic->file != NULL ? g_path_get_basename (diagnostic->file) : g_strdup ("");
  g_autofree char *known_by = g_strdup_printf ("%s\n%s\n%s\n%s", askg_diagnostic_kind_name (diagnostic->kind),
                                               diagnostic->tool != NULL ? diagnostic->tool : "", name, message);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, known_by, -1);

  return g_strndup (hash, N_SIGNATURE_CHARS);
}

/**
 * askg_signature_words:
 *
 * Returns: (transfer full): words that stand in every output with the signature of @diagnostic: what one looks for before one
 *   compares; "" where there are none
 */
char *
askg_signature_words (const AskgDiagnostic *diagnostic)
{
  g_autofree char *message = askg_signature_normalise (diagnostic->message);
  g_autofree char *name = diagnostic->file != NULL ? g_path_get_basename (diagnostic->file) : g_strdup ("");
  g_autofree char *all = g_strjoin (" ", name, message, NULL);
  GString *words = g_string_new (NULL);
  guint n_words = 0;

  for (const char *at = all; *at != '\0' && n_words < MAX_WORDS;)
    {
      const char *word = at;

      while (is_word_byte ((guchar) *at))
        at++;
      if (at == word)
        at++;
      else if (!is_changing (word, (gsize) (at - word)) && at - word > 1)
        {
          g_string_append_printf (words, "%s%.*s", words->len > 0 ? " " : "", (int) (at - word), word);
          n_words++;
        }
    }

  return g_string_free (words, FALSE);
}
