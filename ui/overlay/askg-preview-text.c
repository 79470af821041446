/* askg-preview-text.c: any thread. */
#include "ui/overlay/askg-preview-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/model/askg-inert-text.h"

/* A run of letters without a space that is longer than this is a packed picture or sound, not words. */
#define MOST_RUN_BYTES  400
#define SHOWN_RUN_BYTES 96
/* Fewer characters than this between bytes that are none are chance. */
#define LEAST_TEXT_BYTES 16
#define MOST_SHOWN_BYTES (256 * 1024)

/* -- What it is ------------------------------------------------------------- */

static void
add_size (GPtrArray       *facts,
          AskgOutbound    *outbound,
          AskgContentKinds kind,
          const char      *format)
{
  AskgCovered *content = askg_outbound_get_content (outbound);
  gsize n_bytes = 0;
  g_autofree char *size = NULL;
  g_auto(GStrv) parts = NULL;

  for (guint i = 0; i < askg_outbound_get_n_pieces (outbound); i++)
    if (askg_covered_get_piece (content, i)->kind == kind)
      n_bytes += g_bytes_get_size (askg_covered_get_piece (content, i)->bytes);
  if (n_bytes == 0)
    return;
  size = g_format_size (n_bytes);
  parts = g_strsplit (format, "%s", 2);
  g_ptr_array_add (facts, g_strconcat (parts[0], size, parts[1], NULL));
}

static void
append_thing (GString *line,
              char    *words,
              guint    n)
{
  g_autofree char *owned = words;

  if (n > 0)
    g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "", owned);
}

static void
append_things (GString     *line,
               AskgCovered *content)
{
  const guint n_hidden = askg_covered_count_hidden (content);
  const guint n_pictures = askg_covered_count_kind (content, ASKG_CONTENT_PICTURE);
  const guint n_sounds = askg_covered_count_kind (content, ASKG_CONTENT_SOUND);

  append_thing (line, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u secret hidden", "%u secrets hidden", n_hidden),
                                       n_hidden), n_hidden);
  append_thing (line, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u picture", "%u pictures", n_pictures), n_pictures),
                n_pictures);
  append_thing (line, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u recording", "%u recordings", n_sounds), n_sounds),
                n_sounds);
}

/* (transfer full): such as "2 secrets hidden, 1 picture, 41 kB to api.example" */
char *
askg_preview_dup_line (AskgOutbound *outbound)
{
  const char *label = askg_origin_get_label (askg_outbound_get_origin (outbound));
  AskgCovered *content = askg_outbound_get_content (outbound);
  GBytes *body = askg_outbound_get_body (outbound);
  g_autofree char *size = g_format_size (body != NULL ? g_bytes_get_size (body) : 0);
  g_autoptr(GString) line = g_string_new (NULL);

  if (content != NULL)
    append_things (line, content);
  g_string_append (line, line->len > 0 ? ", " : "");
  /* TRANSLATORS: a size and a host: "41 kB to api.example" */
  g_string_append_printf (line, _("%s to %s"), size, label);

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* (transfer full): such as "Text 0.4 kB · pictures 38.9 kB · 41 kB in all · SHA-256 9f2c41d0…"; hashes the body */
char *
askg_preview_dup_facts (AskgOutbound *outbound)
{
  GBytes *body = askg_outbound_get_body (outbound);
  g_autofree char *all = g_format_size (body != NULL ? g_bytes_get_size (body) : 0);
  g_autofree char *hash = g_strndup (askg_outbound_get_sha256 (outbound), 8);
  g_autoptr(GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);

  add_size (facts, outbound, ASKG_CONTENT_TEXT, _("Text %s"));
  add_size (facts, outbound, ASKG_CONTENT_PICTURE, _("pictures %s"));
  add_size (facts, outbound, ASKG_CONTENT_SOUND, _("recordings %s"));
  g_ptr_array_add (facts, g_strdup_printf (_("%s in all"), all));
  g_ptr_array_add (facts, g_strdup_printf ("SHA-256 %s…", hash));
  g_ptr_array_add (facts, NULL);

  return g_strjoinv (" · ", (char **) facts->pdata);
}

/* (transfer full): a part of the words that are sent, as it reads; hidden characters are spelled out */
char *
askg_preview_dup_readable (const char *bytes,
                           gsize       n_bytes)
{
  g_autofree char *text = g_utf8_make_valid (bytes, (gssize) n_bytes);

  return askg_text_make_inert (text, ASKG_INERT_SHOW_HIDDEN);
}

/* (transfer full): all words that are sent, as they read */
char *
askg_preview_dup_words (AskgOutbound *outbound)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < askg_outbound_get_n_pieces (outbound); i++)
    {
      const AskgCoveredPiece *piece = askg_covered_get_piece (askg_outbound_get_content (outbound), i);
      g_autofree char *inert = NULL;

      if (piece->kind != ASKG_CONTENT_TEXT)
        continue;
      inert = askg_preview_dup_readable (g_bytes_get_data (piece->bytes, NULL), g_bytes_get_size (piece->bytes));
      g_string_append_printf (words, "%s%s", words->len > 0 ? "\n\n" : "", inert);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* -- Its head ----------------------------------------------------------------- */

/* The name of the header alone: the key is nobody's to read. */
static void
append_key (GString *head,
            AskgKey *key)
{
  char *header = askg_key_dup_header (key);
  const gsize length = strcspn (header, ":");

  g_string_append_len (head, header, (gssize) length);
  g_string_append_printf (head, ": [%s]\n", _("the key from the keyring"));
  askg_key_wipe (header);
}

/* (transfer full): request line and headers, without the key */
char *
askg_preview_dup_head (AskgOutbound *outbound)
{
  const char *const *headers = askg_outbound_get_headers (outbound);
  GBytes *body = askg_outbound_get_body (outbound);
  g_autoptr(GString) head = g_string_new (NULL);

  g_string_append_printf (head, "%s %s HTTP/1.1\n", askg_outbound_get_method (outbound), askg_outbound_get_target (outbound));
  g_string_append_printf (head, "Host: %s\n", askg_origin_get_host (askg_outbound_get_origin (outbound)));
  if (askg_outbound_get_key (outbound) != NULL)
    append_key (head, askg_outbound_get_key (outbound));
  for (gsize i = 0; headers != NULL && headers[i] != NULL; i++)
    g_string_append_printf (head, "%s\n", headers[i]);
  if (body != NULL)
    g_string_append_printf (head, "Content-Length: %" G_GSIZE_FORMAT "\n", g_bytes_get_size (body));

  return g_string_free (g_steal_pointer (&head), FALSE);
}

/* -- Its body ------------------------------------------------------------------ */

static gboolean
is_packed (char c)
{
  return g_ascii_isalnum (c) || c == '+' || c == '/' || c == '=' || c == '-' || c == '_';
}

static void
append_left_out (GString *out,
                 gsize    n_bytes)
{
  g_string_append_printf (out, g_dngettext (GETTEXT_PACKAGE, "… [%u byte more]", "… [%u bytes more]", n_bytes), (guint) n_bytes);
}

/* How many bytes from @bytes on are a character that can be shown; 0 for none. */
static gsize
length_of_char (const char *bytes,
                gsize       n_bytes)
{
  const gunichar c = g_utf8_get_char_validated (bytes, (gssize) n_bytes);

  if (c == (gunichar) -1 || c == (gunichar) -2 || c == 0 || (g_unichar_iscntrl (c) && c != '\n' && c != '\t' && c != '\r'))
    return 0;

  return (gsize) (g_utf8_next_char (bytes) - bytes);
}

/* Of text, up to @most bytes. */
static gsize
length_of_text (const char *bytes,
                gsize       n_bytes,
                gsize       most)
{
  gsize n = 0, length;

  while (n < MIN (n_bytes, most) && (length = length_of_char (bytes + n, n_bytes - n)) > 0)
    n += length;

  return n;
}

static gsize
length_of_packed (const char *bytes,
                  gsize       n_bytes)
{
  gsize n = 0;

  while (n < n_bytes && is_packed (bytes[n]))
    n++;

  return n;
}

/* Bytes that are no text, up to where enough of it begins. */
static gsize
length_of_rest (const char *bytes,
                gsize       n_bytes)
{
  gsize n = 0;

  while (n < n_bytes)
    {
      const gsize text = length_of_text (bytes + n, n_bytes - n, LEAST_TEXT_BYTES);

      if (text >= LEAST_TEXT_BYTES || (text > 0 && n + text == n_bytes))
        break;
      n += MAX (text, 1);
    }

  return n;
}

/* One step: a packed run, a character, or what is none. */
static gsize
append_step (GString    *out,
             const char *bytes,
             gsize       n_bytes)
{
  gsize n = length_of_packed (bytes, n_bytes);

  if (n > MOST_RUN_BYTES)
    {
      g_string_append_len (out, bytes, SHOWN_RUN_BYTES);
      append_left_out (out, n - SHOWN_RUN_BYTES);
      return n;
    }
  if (n == 0)
    n = length_of_char (bytes, n_bytes);
  if (n > 0)
    {
      g_string_append_len (out, bytes, (gssize) n);
      return n;
    }

  n = length_of_rest (bytes, n_bytes);
  append_left_out (out, n);

  return n;
}

/**
 * askg_preview_dup_body:
 * @body: (nullable)
 *
 * Returns: (transfer full): UTF-8 with hidden characters spelled out. Packed pictures and sounds, and bytes
 *   that are no text, are counted instead of shown; all else is there, up to 256 kB
 */
char *
askg_preview_dup_body (GBytes *body)
{
  gsize n_bytes = 0, at = 0;
  const char *bytes = body != NULL ? g_bytes_get_data (body, &n_bytes) : NULL;
  g_autoptr(GString) out = g_string_new (NULL);

  while (at < n_bytes && out->len < MOST_SHOWN_BYTES)
    at += append_step (out, bytes + at, n_bytes - at);
  if (at < n_bytes)
    append_left_out (out, n_bytes - at);

  return askg_text_make_inert (out->str, ASKG_INERT_SHOW_HIDDEN);
}

/**
 * askg_preview_dup_part:
 * @body: (nullable)
 *
 * Returns: (transfer full): UTF-8: every byte of the part, what is no text as \xNN; hidden characters are spelled out
 */
char *
askg_preview_dup_part (GBytes *body,
                       gsize   from,
                       gsize   n_bytes)
{
  gsize n_all = 0;
  const char *bytes = body != NULL ? g_bytes_get_data (body, &n_all) : NULL;
  const gsize end = MIN (n_all, from + n_bytes);
  g_autoptr(GString) out = g_string_new (NULL);

  for (gsize at = from; at < end;)
    {
      const gsize n = length_of_char (bytes + at, end - at);

      if (n > 0)
        g_string_append_len (out, bytes + at, (gssize) n);
      else
        g_string_append_printf (out, "\\x%02x", (guint8) bytes[at]);
      at += MAX (n, 1);
    }

  return askg_text_make_inert (out->str, ASKG_INERT_SHOW_HIDDEN);
}
