/* askg-sse.c: the grammar is that of the HTML standard, plus two things that servers do: a field named "error" is an
 * event of its own, and so is a line of JSON, with which whoever broke off says why. */
#include "engine/dialect/askg-sse.h"

#include <string.h>

#include "engine/dialect/askg-wire-utf8.h"

#define BOM "\xef\xbb\xbf"
#define MAX_KEPT_BYTES (1024 * 1024)

struct _AskgSse
{
  AskgSseFunc  func;
  gpointer     user_data;

  /* Owned */
  GString     *line;  /* what came of the line that is not complete yet */
  GString     *data;  /* of the event being collected */
  GString     *name;

  guint        n_comments;
  gboolean     has_data;      /* an empty "data:" is data too */
  gboolean     is_first_line;
  gboolean     skips_lf;      /* the byte before was a CR */
  gboolean     was_repaired;
};

/**
 * askg_sse_new:
 * @func: called for every event, in the thread that feeds
 *
 * Returns: (transfer full):
 */
AskgSse *
askg_sse_new (AskgSseFunc func,
              gpointer    user_data)
{
  AskgSse *self = g_new0 (AskgSse, 1);

  self->func = func;
  self->user_data = user_data;
  self->line = g_string_new (NULL);
  self->data = g_string_new (NULL);
  self->name = g_string_new (NULL);
  self->is_first_line = TRUE;

  return self;
}

void
askg_sse_free (AskgSse *self)
{
  if (self == NULL)
    return;
  g_string_free (self->line, TRUE);
  g_string_free (self->data, TRUE);
  g_string_free (self->name, TRUE);
  g_free (self);
}

/* After an event of megabytes the room is given back. */
static void
empty (GString **text)
{
  if ((*text)->allocated_len > MAX_KEPT_BYTES)
    {
      g_string_free (*text, TRUE);
      *text = g_string_new (NULL);
    }
  g_string_truncate (*text, 0);
}

static void
dispatch (AskgSse  *self,
          gboolean  is_whole)
{
  if (self->has_data)
    {
      self->has_data = FALSE;
      self->func (self->name->len > 0 ? self->name->str : "message", self->data->str, self->data->len, is_whole,
                  self->user_data);
      empty (&self->data);
    }
  empty (&self->name);
}

static void
append_value (AskgSse    *self,
              GString    *text,
              const char *value,
              gsize       n_bytes)
{
  if (askg_wire_utf8_is_valid (value, n_bytes))
    {
      g_string_append_len (text, value, n_bytes);
      return;
    }
  self->was_repaired = TRUE;
  askg_wire_utf8_append_repaired (text, value, n_bytes);
}

static gboolean
is_field (const char *line,
          gsize       n_name,
          const char *name)
{
  return strlen (name) == n_name && memcmp (line, name, n_name) == 0;
}

/* Some servers leave out the empty line between events. Within one there is a comma between "}" and "{", and no "[" behind "}". */
static gboolean
begins_anew (AskgSse    *self,
             const char *value,
             gsize       n_value)
{
  return self->has_data && n_value > 0 && (*value == '{' || *value == '[') && self->data->len > 0 &&
         self->data->str[0] == '{' && self->data->str[self->data->len - 1] == '}';
}

static gboolean
add_field (AskgSse    *self,
           const char *line,
           gsize       n_bytes)
{
  const char *colon = memchr (line, ':', n_bytes);
  const gsize n_name = colon != NULL ? (gsize) (colon - line) : n_bytes;
  const char *value = colon != NULL ? colon + 1 : line + n_bytes;
  gsize n_value = line + n_bytes - value;

  if (*line == '{')
    {
      g_autoptr(GString) told = g_string_new (NULL);

      append_value (self, told, line, n_bytes);
      self->func ("message", told->str, told->len, TRUE, self->user_data);
      return TRUE;
    }
  if (n_value > 0 && *value == ' ')
    {
      value++;
      n_value--;
    }
  if (is_field (line, n_name, "data"))
    {
      if (self->data->len + n_value >= ASKG_SSE_MAX_BYTES)
        return FALSE;
      if (begins_anew (self, value, n_value))
        dispatch (self, TRUE);
      if (self->has_data)
        g_string_append_c (self->data, '\n');
      append_value (self, self->data, value, n_value);
      self->has_data = TRUE;
    }
  else if (is_field (line, n_name, "event"))
    {
      g_string_truncate (self->name, 0);
      append_value (self, self->name, value, n_value);
    }
  else if (is_field (line, n_name, "error"))
    {
      g_autoptr(GString) told = g_string_new (NULL);

      append_value (self, told, value, n_value);
      self->func ("error", told->str, told->len, TRUE, self->user_data);
    }

  return TRUE; /* "id", "retry" and whatever else say nothing to us: nobody reconnects */
}

static gboolean
add_line (AskgSse    *self,
          const char *line,
          gsize       n_bytes)
{
  if (self->is_first_line)
    {
      self->is_first_line = FALSE;
      if (n_bytes >= strlen (BOM) && memcmp (line, BOM, strlen (BOM)) == 0)
        {
          line += strlen (BOM);
          n_bytes -= strlen (BOM);
        }
    }

  if (n_bytes == 0)
    dispatch (self, TRUE);
  else if (*line == ':')
    self->n_comments++;
  else
    return add_field (self, line, n_bytes);

  return TRUE;
}

static const char *
find_line_end (const char *bytes,
               const char *end)
{
  const char *lf = memchr (bytes, '\n', end - bytes);
  const char *cr = memchr (bytes, '\r', (lf != NULL ? lf : end) - bytes);

  return cr != NULL ? cr : lf;
}

/**
 * askg_sse_feed:
 * @bytes: the next of the body, any number of them
 *
 * Returns: whether all is well; %FALSE once a line or an event is larger than %ASKG_SSE_MAX_BYTES,
 *   after which nothing more may be fed
 */
gboolean
askg_sse_feed (AskgSse    *self,
               const char *bytes,
               gsize       n_bytes)
{
  const char *end = bytes + n_bytes;

  while (bytes < end)
    {
      const char *stop;
      gboolean is_well;

      if (self->skips_lf)
        {
          self->skips_lf = FALSE;
          if (*bytes == '\n')
            {
              bytes++;
              continue;
            }
        }
      stop = find_line_end (bytes, end);
      if (self->line->len + ((stop != NULL ? stop : end) - bytes) > ASKG_SSE_MAX_BYTES)
        return FALSE;
      if (stop == NULL)
        {
          g_string_append_len (self->line, bytes, end - bytes);
          break;
        }

      /* A line that came in one piece is not copied. */
      if (self->line->len == 0)
        is_well = add_line (self, bytes, stop - bytes);
      else
        {
          g_string_append_len (self->line, bytes, stop - bytes);
          is_well = add_line (self, self->line->str, self->line->len);
          empty (&self->line);
        }
      if (!is_well)
        return FALSE;
      self->skips_lf = *stop == '\r';
      bytes = stop + 1;
    }

  return TRUE;
}

/**
 * askg_sse_end:
 *
 * The body is over. An event that no blank line ended is given out too, marked as such: some
 * servers forget that line, and only who knows the data can tell whether it is whole.
 *
 * Returns: whether the last line had an end
 */
gboolean
askg_sse_end (AskgSse *self)
{
  const gboolean had_end = self->line->len == 0;

  if (!had_end)
    {
      if (!add_line (self, self->line->str, self->line->len))
        self->has_data = FALSE;
      empty (&self->line);
    }
  dispatch (self, FALSE);

  return had_end;
}

guint
askg_sse_get_n_comments (AskgSse *self)
{
  return self->n_comments;
}

/* Whether bytes that are not UTF-8 became U+FFFD. */
gboolean
askg_sse_was_repaired (AskgSse *self)
{
  return self->was_repaired;
}
