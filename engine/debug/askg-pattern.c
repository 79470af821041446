/* askg-pattern.c: reads the source of a pattern. Matching is in askg-pattern-match.c. */
#include "engine/debug/askg-pattern-private.h"

#include <string.h>

#include "engine/base/askg-error.h"

#define ANCHOR_MAX_BYTES 12
#define MAX_SOURCE_BYTES 400

/* `{place}` is written in every compiler pattern, and the column is not always printed. */
static const char *const places[] = {
  "{file:path}:{line:number}:{column:number}:",
  "{file:path}:{line:number}:",
};

/* What a capture is when its name alone is given. */
static const struct { const char *name; AskgPieceKind kind; } defaults[] = {
  { "file", ASKG_PIECE_PATH },     { "path", ASKG_PIECE_PATH },     { "line", ASKG_PIECE_NUMBER },
  { "column", ASKG_PIECE_NUMBER }, { "number", ASKG_PIECE_NUMBER }, { "level", ASKG_PIECE_LEVEL },
  { "rest", ASKG_PIECE_REST },     { "text", ASKG_PIECE_TEXT },     { "*", ASKG_PIECE_TEXT },
};

static const struct { const char *name; AskgPieceKind kind; } kinds[] = {
  { "number", ASKG_PIECE_NUMBER }, { "word", ASKG_PIECE_WORD },     { "path", ASKG_PIECE_PATH },
  { "text", ASKG_PIECE_TEXT },     { "quoted", ASKG_PIECE_QUOTED }, { "level", ASKG_PIECE_LEVEL },
  { "rest", ASKG_PIECE_REST },
};

static gboolean
refuse (GError     **error,
        const char  *why)
{
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE, "pattern: %s", why);
  return FALSE;
}

static AskgPiece *
add_piece (AskgPattern   *self,
           AskgPieceKind  kind,
           gboolean       space_before,
           GError       **error)
{
  AskgPiece *piece;

  if (self->n_pieces == ASKG_PATTERN_MAX_PIECES)
    {
      refuse (error, "more pieces than a line of output has");
      return NULL;
    }
  piece = &self->pieces[self->n_pieces++];
  *piece = (AskgPiece) { .kind = kind, .capture = -1, .space_before = space_before };

  return piece;
}

static gboolean
add_literal (AskgPattern  *self,
             const char   *start,
             gsize         n_bytes,
             GError      **error)
{
  g_autofree char *text = g_strndup (start, n_bytes);
  const guint before = self->literals->len;
  AskgPiece *piece;

  askg_skeleton_fold (text, self->literals);
  if (self->literals->len == before)
    return TRUE; /* spaces and quotes alone */
  piece = add_piece (self, ASKG_PIECE_LITERAL, g_ascii_isspace (text[0]), error);
  if (piece == NULL)
    return FALSE;
  piece->start = before;
  piece->length = self->literals->len - before;

  return TRUE;
}

static gboolean
find_kind (const char    *name,
           const char    *type,
           gboolean       is_quoted,
           AskgPieceKind *kind,
           GError       **error)
{
  for (gsize i = 0; type != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (type, kinds[i].name) == 0)
      {
        *kind = kinds[i].kind;
        return TRUE;
      }
  if (type != NULL)
    return refuse (error, "a capture has a type that does not exist");

  *kind = is_quoted ? ASKG_PIECE_QUOTED : ASKG_PIECE_WORD;
  for (gsize i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (strcmp (name, defaults[i].name) == 0)
      *kind = is_quoted && strcmp (name, "*") != 0 && defaults[i].kind != ASKG_PIECE_NUMBER
                ? ASKG_PIECE_QUOTED : defaults[i].kind;

  return TRUE;
}

/* @start points behind the brace. */
static gboolean
add_capture (AskgPattern  *self,
             const char   *source,
             const char   *start,
             gsize         n_bytes,
             GError      **error)
{
  g_autofree char *inside = g_strndup (start, n_bytes);
  char *type = strchr (inside, ':');
  const char before = start - source >= 2 ? start[-2] : '\0';
  AskgPieceKind kind;
  AskgPiece *piece;

  if (type != NULL)
    *type++ = '\0';
  if (inside[0] == '\0' || strspn (inside, "abcdefghijklmnopqrstuvwxyz_*") != strlen (inside))
    return refuse (error, "the name of a capture is made of small letters");
  if (!find_kind (inside, type, before != '\0' && strchr ("'\"`", before) != NULL, &kind, error))
    return FALSE;
  if (before == '}')
    return refuse (error, "two captures need something between them");
  piece = add_piece (self, kind, before == ' ', error);
  if (piece == NULL)
    return FALSE;
  if (strcmp (inside, "*") == 0)
    return TRUE;
  if (self->n_names == ASKG_PATTERN_MAX_CAPTURES)
    return refuse (error, "too many captures");

  self->keeps_spaces[self->n_names] = kind != ASKG_PIECE_WORD && kind != ASKG_PIECE_PATH && kind != ASKG_PIECE_NUMBER;
  piece->capture = self->n_names;
  self->names[self->n_names++] = g_strdup (inside);

  return TRUE;
}

static gboolean
read_source (AskgPattern  *self,
             const char   *source,
             GError      **error)
{
  const char *at = source;
  gsize length = strlen (source);

  if (*at == '^')
    {
      self->at_start = TRUE;
      at++;
    }
  if (length > 1 && source[length - 1] == '$')
    {
      self->at_end = TRUE;
      length--;
    }
  while (at < source + length)
    {
      const gsize left = source + length - at;
      const char *open = memchr (at, '{', left);
      const char *close = open != NULL ? memchr (open, '}', source + length - open) : NULL;

      if (close == NULL || close[-1] == '{') /* "{}" stands for itself */
        {
          const gsize n_bytes = close != NULL ? (gsize) (close + 1 - at) : left;

          if (!add_literal (self, at, n_bytes, error))
            return FALSE;
          at += n_bytes;
          continue;
        }
      if (!add_literal (self, at, open - at, error) ||
          !add_capture (self, source, open + 1, close - open - 1, error))
        return FALSE;
      at = close + 1;
    }

  if (self->literals->len == 0)
    return refuse (error, "nothing in it stands fast");

  return TRUE;
}

/**
 * askg_pattern_compile:
 * @source: one line, see data/catalogue/README.md
 * @patterns: (element-type AskgPattern): what was made is added; one source may stand for several
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE, with what is wrong with @source.
 */
gboolean
askg_pattern_compile (const char  *source,
                      GPtrArray   *patterns,
                      GError     **error)
{
  const char *place = strstr (source, "{place}");

  if (strlen (source) > MAX_SOURCE_BYTES)
    return refuse (error, "too long");

  for (gsize i = 0; i < (place != NULL ? G_N_ELEMENTS (places) : 1); i++)
    {
      g_autoptr(AskgPattern) self = g_new0 (AskgPattern, 1);
      g_autoptr(GString) spelt = g_string_new (source);

      self->literals = g_byte_array_new ();
      if (place != NULL)
        g_string_replace (spelt, "{place}", places[i], 1);
      if (!read_source (self, spelt->str, error))
        return FALSE;
      g_ptr_array_add (patterns, g_steal_pointer (&self));
    }

  return TRUE;
}

void
askg_pattern_free (AskgPattern *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->n_names; i++)
    g_free (self->names[i]);
  g_byte_array_unref (self->literals);
  g_free (self);
}

guint
askg_pattern_get_n_names (const AskgPattern *self)
{
  return self->n_names;
}

const char *
askg_pattern_get_name (const AskgPattern *self,
                       guint              index)
{
  return self->names[index];
}

/* Whether spaces belong to what was captured, or crept in. */
gboolean
askg_pattern_keeps_spaces (const AskgPattern *self,
                           guint              index)
{
  return self->keeps_spaces[index];
}

/* How much of the text a match has pinned down: of two that fit, the heavier one is meant. */
guint
askg_pattern_get_weight (const AskgPattern *self)
{
  guint weight = 0;

  for (guint i = 0; i < self->n_pieces; i++)
    weight += self->pieces[i].kind == ASKG_PIECE_LEVEL ? 4 : self->pieces[i].length;

  return weight;
}

static void
add_anchor (const AskgPattern *self,
            guint              start,
            guint              length,
            GPtrArray         *anchors)
{
  g_ptr_array_add (anchors, g_bytes_new (self->literals->data + start, MIN (length, ANCHOR_MAX_BYTES)));
}

/**
 * askg_pattern_add_anchors:
 * @anchors: (element-type GBytes): parts of the skeleton; a text without any of them does not match
 *
 * A long literal gives two, so that one wrong letter leaves the other.
 */
void
askg_pattern_add_anchors (const AskgPattern *self,
                          GPtrArray         *anchors)
{
  const AskgPiece *longest = NULL;

  for (guint i = 0; i < self->n_pieces; i++)
    if (self->pieces[i].kind == ASKG_PIECE_LITERAL &&
        (longest == NULL || self->pieces[i].length > longest->length))
      longest = &self->pieces[i];

  g_return_if_fail (longest != NULL);

  if (longest->length < ANCHOR_MAX_BYTES)
    add_anchor (self, longest->start, longest->length, anchors);
  else
    {
      const guint half = longest->length / 2;

      add_anchor (self, longest->start, half, anchors);
      add_anchor (self, longest->start + longest->length - half, half, anchors);
    }
}
