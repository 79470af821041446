/* askg-wire-writer.c */
#include "engine/dialect/askg-wire-writer.h"

#include <string.h>

#include "engine/dialect/askg-wire-utf8.h"

/* A comma, unless the array or object has just been opened. */
void
askg_wire_write_comma (GString *json)
{
  const char last = json->len > 0 ? json->str[json->len - 1] : '{';

  if (last != '{' && last != '[')
    g_string_append_c (json, ',');
}

/* @key is one of ours: nothing in it needs escaping. */
void
askg_wire_write_key (GString    *json,
                     const char *key)
{
  askg_wire_write_comma (json);
  g_string_append_c (json, '"');
  g_string_append (json, key);
  g_string_append (json, "\":");
}

static void
write_special (GString *json,
               char     byte)
{
  switch (byte)
    {
    case '"':
      g_string_append (json, "\\\"");
      break;
    case '\\':
      g_string_append (json, "\\\\");
      break;
    case '\n':
      g_string_append (json, "\\n");
      break;
    case '\r':
      g_string_append (json, "\\r");
      break;
    case '\t':
      g_string_append (json, "\\t");
      break;
    default:
      g_string_append_printf (json, "\\u%04x", (guint8) byte);
    }
}

/* What stands between the quotes. Text that is not UTF-8 is repaired: servers refuse the whole request for it. */
void
askg_wire_write_escaped (GString    *json,
                         const char *text)
{
  g_autoptr(GString) repaired = NULL;
  const char *start;

  if (!g_utf8_validate (text, -1, NULL))
    {
      repaired = g_string_new (NULL);
      askg_wire_utf8_append_repaired (repaired, text, strlen (text));
      text = repaired->str;
    }
  for (start = text; *text != '\0'; text++)
    if ((guint8) *text < 0x20 || *text == '"' || *text == '\\')
      {
        g_string_append_len (json, start, text - start);
        write_special (json, *text);
        start = text + 1;
      }
  g_string_append_len (json, start, text - start);
}

void
askg_wire_write_string (GString    *json,
                        const char *text)
{
  g_string_append_c (json, '"');
  askg_wire_write_escaped (json, text);
  g_string_append_c (json, '"');
}

gsize
askg_wire_base64_length (gsize n_bytes)
{
  return (n_bytes + 2) / 3 * 4;
}

/* Without quotes round it. */
void
askg_wire_write_base64 (GString *json,
                        GBytes  *bytes)
{
  gsize n_bytes;
  const guchar *in = g_bytes_get_data (bytes, &n_bytes);
  const gsize n_before = json->len;
  int state = 0, save = 0;
  gsize n;

  g_string_set_size (json, n_before + askg_wire_base64_length (n_bytes) + 4);
  n = g_base64_encode_step (in, n_bytes, FALSE, json->str + n_before, &state, &save);
  n += g_base64_encode_close (FALSE, json->str + n_before + n, &state, &save);
  g_string_set_size (json, n_before + n);
}

/* A string, quotes and all. */
void
askg_wire_write_data_url (GString    *json,
                          const char *mime,
                          GBytes     *bytes)
{
  g_string_append (json, "\"data:");
  askg_wire_write_escaped (json, mime);
  g_string_append (json, ";base64,");
  askg_wire_write_base64 (json, bytes);
  g_string_append_c (json, '"');
}

/* Nothing for %NULL. */
void
askg_wire_write_member (GString    *json,
                        const char *key,
                        const char *text)
{
  if (text == NULL)
    return;
  askg_wire_write_key (json, key);
  askg_wire_write_string (json, text);
}

void
askg_wire_write_integer (GString    *json,
                         const char *key,
                         gint64      value)
{
  askg_wire_write_key (json, key);
  g_string_append_printf (json, "%" G_GINT64_FORMAT, value);
}

/* With a point, whatever the locale. */
void
askg_wire_write_number (GString    *json,
                        const char *key,
                        double      value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  askg_wire_write_key (json, key);
  g_string_append (json, g_ascii_formatd (text, sizeof text, "%.6g", value));
}
