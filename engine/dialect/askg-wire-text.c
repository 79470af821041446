/* askg-wire-text.c */
#include "engine/dialect/askg-wire-text.h"

#include "engine/dialect/askg-wire-json.h"

static void
append_character (AskgWireText *self,
                  gunichar      character)
{
  const gboolean is_half = character >= ASKG_WIRE_JSON_FIRST_HALF;
  const guint16 half = is_half ? 0xd800 + (character - ASKG_WIRE_JSON_FIRST_HALF) : 0;

  if (self->half != 0 && half >= 0xdc00)
    {
      g_string_append_unichar (self->piece, 0x10000 + ((self->half - 0xd800) << 10) + (half - 0xdc00));
      self->half = 0;
      return;
    }
  if (self->half != 0)
    g_string_append_unichar (self->piece, 0xfffd);
  self->half = is_half && half < 0xdc00 ? half : 0;
  if (!is_half)
    g_string_append_unichar (self->piece, character);
  else if (self->half == 0)
    g_string_append_unichar (self->piece, 0xfffd);
}

/**
 * askg_wire_text_add:
 * @piece: as the JSON held it
 * @has_halves: what askg_wire_json_load() said of that JSON
 *
 * Returns: (transfer none): what may be shown now, perhaps ""; valid until the next call, and as long as @piece
 */
const char *
askg_wire_text_add (AskgWireText *self,
                    const char   *piece,
                    gboolean      has_halves)
{
  if (self->half == 0 && !has_halves)
    return piece;
  if (*piece == '\0')
    return "";

  if (self->piece == NULL)
    self->piece = g_string_new (NULL);
  g_string_truncate (self->piece, 0);
  if (has_halves)
    {
      for (const char *at = piece; *at != '\0'; at = g_utf8_next_char (at))
        append_character (self, g_utf8_get_char (at));
    }
  else
    {
      self->half = 0;
      g_string_append_unichar (self->piece, 0xfffd);
      g_string_append (self->piece, piece);
    }

  return self->piece->str;
}

/* Returns: (transfer none): what the half at the end, that nothing followed, is shown as; else "" */
const char *
askg_wire_text_end (AskgWireText *self)
{
  const gboolean had_half = self->half != 0;

  self->half = 0;

  return had_half ? "\xef\xbf\xbd" : "";
}

void
askg_wire_text_clear (AskgWireText *self)
{
  if (self->piece != NULL)
    g_string_free (self->piece, TRUE);
  *self = (AskgWireText) { NULL, 0 };
}
