/* askg-wire-json-series.c: a streamed answer says the same three hundred bytes with every word. Two documents in a row
 * that differ within one string make a mould: from then on one that fits it, byte for byte, is not parsed. The mould's
 * tree gets the new string, and is what parsing would have given. */
#include "engine/dialect/askg-wire-json-series.h"

#include <string.h>

#include "engine/dialect/askg-wire-utf8.h"

#define MARK             "askg-here"
#define MAX_MOULD_BYTES  4096
#define MAX_FILLED_BYTES 4096 /* of the string: longer ones are rare, and gain little */

struct _AskgWireJsonSeries
{
  /* Owned */
  GString *last;   /* the document that was parsed last; empty: none that a mould can be made of */
  GString *before; /* the mould: what stands before the string, with its quote */
  GString *after;
  json_t  *root;   /* (nullable): no mould */

  json_t  *place;  /* borrowed: the string in @root */
};

AskgWireJsonSeries *
askg_wire_json_series_new (void)
{
  AskgWireJsonSeries *self = g_new0 (AskgWireJsonSeries, 1);

  self->last = g_string_new (NULL);
  self->before = g_string_new (NULL);
  self->after = g_string_new (NULL);

  return self;
}

void
askg_wire_json_series_free (AskgWireJsonSeries *self)
{
  g_string_free (self->last, TRUE);
  g_string_free (self->before, TRUE);
  g_string_free (self->after, TRUE);
  json_decref (self->root);
  g_free (self);
}

/* Whether these bytes between two quotes are the string itself. */
static gboolean
is_plain (const char *bytes,
          gsize       n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if (bytes[i] == '"' || bytes[i] == '\\' || (guint8) bytes[i] < 0x20)
      return FALSE;

  return askg_wire_utf8_is_valid (bytes, n_bytes);
}

/* Returns: (transfer none) (nullable): where the string of the mould begins in @text, which fits */
static const char *
fit (AskgWireJsonSeries *self,
     const char         *text,
     gsize               n_bytes,
     gsize              *out_n_filled)
{
  const gsize n_mould = self->before->len + self->after->len;

  if (self->root == NULL || n_bytes < n_mould || n_bytes - n_mould > MAX_FILLED_BYTES ||
      memcmp (text, self->before->str, self->before->len) != 0 ||
      memcmp (text + n_bytes - self->after->len, self->after->str, self->after->len) != 0)
    return NULL;
  *out_n_filled = n_bytes - n_mould;

  return is_plain (text + self->before->len, *out_n_filled) ? text + self->before->len : NULL;
}

/* (nullable): the string in @value that is @mark; depth is bounded by who parsed it */
static json_t *
find (json_t     *value,
      const char *mark)
{
  json_t *found = NULL, *inner;
  const char *key;
  gsize i;

  if (json_is_string (value))
    return strcmp (json_string_value (value), mark) == 0 ? value : NULL;
  json_array_foreach (value, i, inner)
    if (found == NULL)
      found = find (inner, mark);
  json_object_foreach (value, key, inner)
    if (found == NULL)
      found = find (inner, mark);

  return found;
}

/* The string of @text in which its byte @at stands; FALSE: that is in none. */
static gboolean
find_string_around (const char *text,
                    gsize       n_bytes,
                    gsize       at,
                    gsize      *out_start,
                    gsize      *out_end)
{
  gboolean is_inside = FALSE;
  gsize start = 0;

  for (gsize i = 0; i < n_bytes; i++)
    if (text[i] == '\\' && is_inside)
      i++;
    else if (text[i] == '"')
      {
        is_inside = !is_inside;
        if (is_inside)
          start = i + 1;
        else if (at <= i)
          {
            *out_start = start;
            *out_end = i;
            return start <= at;
          }
      }
    else if (i >= at && !is_inside)
      return FALSE;

  return FALSE;
}

static void
forget (AskgWireJsonSeries *self)
{
  json_decref (self->root);
  self->root = self->place = NULL;
}

/* @text is good JSON; what it differs in from the one before may be one string. */
static void
learn (AskgWireJsonSeries *self,
       const char         *text,
       gsize               n_bytes)
{
  const gsize n_both = MIN (n_bytes, self->last->len);
  g_autoptr(GString) marked = NULL;
  AskgWireJsonTraits traits;
  gsize n_same = 0, start, end;

  while (n_same < n_both && text[n_same] == self->last->str[n_same])
    n_same++;
  if (n_same == n_both || !find_string_around (text, n_bytes, n_same, &start, &end) ||
      self->last->len < start + (n_bytes - end) ||
      memcmp (self->last->str + self->last->len - (n_bytes - end), text + end, n_bytes - end) != 0 ||
      memmem (text, n_bytes, MARK, strlen (MARK)) != NULL)
    return;

  forget (self);
  marked = g_string_new_len (text, start);
  g_string_append (marked, MARK);
  g_string_append_len (marked, text + end, n_bytes - end);
  self->root = askg_wire_json_load (marked->str, marked->len, &traits);
  self->place = find (self->root, MARK);
  if (self->place == NULL || traits.was_repaired)
    {
      forget (self); /* a name, or a value that a second one of that name replaces */
      return;
    }
  g_string_truncate (self->before, 0);
  g_string_append_len (self->before, text, start);
  g_string_truncate (self->after, 0);
  g_string_append_len (self->after, text + end, n_bytes - end);
}

/**
 * askg_wire_json_series_load:
 *
 * As askg_wire_json_load(). What it gave before may be changed by it.
 */
json_t *
askg_wire_json_series_load (AskgWireJsonSeries *self,
                            const char         *text,
                            gsize               n_bytes,
                            AskgWireJsonTraits *out_traits)
{
  gsize n_filled;
  const char *filled = fit (self, text, n_bytes, &n_filled);
  json_t *root;

  if (filled != NULL)
    {
      *out_traits = (AskgWireJsonTraits) { FALSE, FALSE };
      json_string_setn_nocheck (self->place, filled, n_filled);
      return json_incref (self->root);
    }

  root = askg_wire_json_load (text, n_bytes, out_traits);
  if (root != NULL && !out_traits->was_repaired && n_bytes <= MAX_MOULD_BYTES)
    {
      learn (self, text, n_bytes);
      g_string_truncate (self->last, 0);
      g_string_append_len (self->last, text, n_bytes);
    }

  return root;
}
