/* askg-place.c: any thread. Paths may hold spaces, colons, brackets and letters of any language; what a path is not is told
 * by what follows it. */
#include "engine/debug/askg-place.h"

#include <string.h>

#define MAX_NUMBER 99999999u
#define MAX_PATH_BYTES 4096u

static const char *
read_number (const char *at,
             guint      *out_number)
{
  guint number = 0;

  if (!g_ascii_isdigit (*at))
    return NULL;
  for (; g_ascii_isdigit (*at); at++)
    number = MIN (number * 10 + (guint) (*at - '0'), MAX_NUMBER);
  *out_number = number;

  return at;
}

/* "awk: p.awk:2: …": the name of a tool is no part of the path. */
static void
drop_tool (AskgPlace *place)
{
  const char *colon = g_strstr_len (place->file, (gssize) place->n_file, ": ");
  gsize n = 0;

  if (colon == NULL)
    return;
  while (place->file + n < colon && (g_ascii_isalnum (place->file[n]) || strchr ("_+-", place->file[n]) != NULL))
    n++;
  if (place->file + n != colon || n == 0 || n > 20)
    return;
  place->n_file -= n + 2;
  place->file += n + 2;
}

static const char *
skip_separator (const char *at)
{
  while (*at == ':' || *at == ' ' || *at == '\t')
    at++;

  return at;
}

/* What the bytes so far would be as a path: looked at once each, since a line may hold thousands of colons. */
typedef struct
{
  const char *start;
  gboolean    has_letter;
  gboolean    has_mark;       /* a dot or a slash */
  gboolean    has_space;
  gboolean    has_underscore;
  gboolean    is_address;     /* "://" */
} Path;

static Path
path_begin (const char *start)
{
  return (Path) { .start = start };
}

static void
path_take (Path       *self,
           const char *at)
{
  self->has_letter |= g_ascii_isalpha (*at) || (guchar) *at >= 0x80;
  self->has_mark |= *at == '.' || *at == '/';
  self->has_space |= *at == ' ';
  self->has_underscore |= *at == '_';
  self->is_address |= *at == '/' && at >= self->start + 2 && at[-1] == '/' && at[-2] == ':' && !g_str_has_prefix (self->start, "file://");
}

/* "connect ECONNREFUSED 127.0.0.1" */
static gboolean
ends_in_address (const char *start,
                 const char *end)
{
  guint n_dots = 0;

  while (end > start && (g_ascii_isdigit (end[-1]) || end[-1] == '.'))
    n_dots += *--end == '.';

  return n_dots == 3 && (end == start || end[-1] == ' ');
}

/* A time of day, a count or an address is no path; nor are words without a dot or a slash among them. */
static gboolean
path_is_one (const Path *self,
             const char *end)
{
  const gsize n = (gsize) (end - self->start);

  if (n == 0 || n > MAX_PATH_BYTES || *self->start == ' ' || *self->start == '\t' || end[-1] == ' ')
    return FALSE;
  if (!self->has_letter || self->is_address || (self->has_space && ends_in_address (self->start, end)))
    return FALSE;

  return self->has_mark || (!self->has_space && (g_ascii_isupper (*self->start) || (guchar) *self->start >= 0x80 || self->has_underscore));
}

/* FILE:LINE[:COLUMN] with @at on the first colon */
static gboolean
read_colons (const char *file,
             const char *at,
             AskgPlace  *out_place)
{
  AskgPlace place = { file, (gsize) (at - file), 0, 0, NULL };
  const char *end = read_number (at + 1, &place.line), *next;

  if (end == NULL || place.line == 0)
    return FALSE;
  if (*end == ':' &&
      (next = read_number (end + 1, &place.column)) != NULL &&
      (*next == ':' || *next == '\0' || *next == ' ' || *next == '-' || *next == ')' || *next == ','))
    {
      if (*next == '-') /* a range of columns: up to its end */
        for (next++; g_ascii_isdigit (*next) || *next == ':'; next++)
          if (*next == ':' && !g_ascii_isdigit (next[1]))
            break;
      end = next;
    }
  else
    place.column = 0;
  if (*end != ':' && *end != '\0' && *end != ' ' && *end != ')' && *end != ',' && *end != '.')
    return FALSE;
  place.rest = skip_separator (end);
  *out_place = place;

  return TRUE;
}

/* FILE(LINE[,COLUMN]) or FILE:[LINE,COLUMN] with @at on what opens it */
static gboolean
read_brackets (const char *file,
               const char *at,
               AskgPlace  *out_place)
{
  AskgPlace place = { file, (gsize) (at - file), 0, 0, NULL };
  const char close = *at == '(' ? ')' : ']';
  const char *end;

  if (place.n_file > 0 && file[place.n_file - 1] == ':')
    place.n_file--;
  end = read_number (at + 1, &place.line);
  if (end == NULL || place.line == 0)
    return FALSE;
  if (*end == ',' || *end == ':')
    end = read_number (*++end == ' ' ? end + 1 : end, &place.column);
  if (end == NULL || *end != close || (end[1] != ':' && end[1] != '\0' && end[1] != ' '))
    return FALSE;
  place.rest = skip_separator (end + 1);
  *out_place = place;

  return TRUE;
}

/* Most lines hold none, and are told so at a glance. */
static gboolean
holds_number (const char *text)
{
  for (const char *at = strpbrk (text, ":(["); at != NULL; at = strpbrk (at + 1, ":(["))
    if (g_ascii_isdigit (at[1]))
      return TRUE;

  return FALSE;
}

/**
 * askg_place_read_head:
 * @text: one line, which begins with a place: FILE:LINE, FILE:LINE:COLUMN, FILE(LINE,COLUMN) or FILE:[LINE,COLUMN]
 *
 * Returns: %FALSE when it does not begin with one
 */
gboolean
askg_place_read_head (const char *text,
                      AskgPlace  *out_place)
{
  Path path = path_begin (text);

  if (*text == ' ' || *text == '\t' || !holds_number (text))
    return FALSE;
  for (const char *at = text; *at != '\0' && at - text < (gssize) MAX_PATH_BYTES; path_take (&path, at++))
    {
      if (*at == ':' && g_ascii_isdigit (at[1]) && path_is_one (&path, at) && read_colons (text, at, out_place))
        {
          drop_tool (out_place);
          return TRUE;
        }
      if ((*at == '(' || *at == '[') && g_ascii_isdigit (at[1]) && at > text && path_is_one (&path, at - (at[-1] == ':' ? 1 : 0)) &&
          read_brackets (text, at, out_place))
        return TRUE;
    }

  return FALSE;
}

/**
 * askg_place_read_quoted:
 * @text: one line that holds `"FILE", line LINE`, or the same with other quotes
 *
 * Python, bash, compilers of COBOL and Ada and many more write it so.
 */
gboolean
askg_place_read_quoted (const char *text,
                        AskgPlace  *out_place)
{
  for (const char *at = strpbrk (text, "\"'"); at != NULL; at = strpbrk (at + 1, "\"'"))
    {
      const char *close = strchr (at + 1, *at), *word;
      AskgPlace place = { at + 1, 0, 0, 0, NULL };

      if (close == NULL || close == at + 1)
        continue;
      word = close + 1;
      word += strspn (word, ", :");
      if (!g_str_has_prefix (word, "line ") || (place.rest = read_number (word + strlen ("line "), &place.line)) == NULL)
        continue;
      place.n_file = (gsize) (close - place.file);
      place.rest = skip_separator (place.rest);
      *out_place = place;

      return TRUE;
    }

  return FALSE;
}

/**
 * askg_place_find:
 * @text: one line that holds a place anywhere: behind an arrow, in brackets, after "at" or "in"
 *
 * Returns: %FALSE when it holds none
 */
gboolean
askg_place_find (const char *text,
                 AskgPlace  *out_place)
{
  Path path = path_begin (text);

  for (const char *at = text;; at++)
    {
      if (*at == '\0')
        return FALSE;
      if (*at == ':' && g_ascii_isdigit (at[1]) && path_is_one (&path, at) && read_colons (path.start, at, out_place))
        break;
      if (*at == '(' && g_ascii_isdigit (at[1]) && path_is_one (&path, at) && read_brackets (path.start, at, out_place))
        break;
      if (strchr (" \t(\"'`<[=", *at) != NULL && !(*at == '(' && g_ascii_isdigit (at[1])))
        path = path_begin (at + 1);
      else
        path_take (&path, at);
    }
  if (g_str_has_prefix (out_place->file, "file://"))
    {
      out_place->file += strlen ("file://");
      out_place->n_file -= strlen ("file://");
    }

  return TRUE;
}

/* A word with a dot or a slash in it, without what it is wrapped in. */
static gboolean
read_word (const char *at,
           const char *end,
           AskgPlace  *place)
{
  gboolean has_mark = FALSE;

  while (at < end && strchr ("\"'`(<", *at) != NULL)
    at++;
  while (end > at && strchr ("\"'`)>,:;. ", end[-1]) != NULL)
    end--;
  for (const char *byte = at; byte < end; byte++)
    has_mark |= *byte == '.' || *byte == '/';
  place->file = at;
  place->n_file = (gsize) (end - at);

  return has_mark && place->n_file > 2 && place->n_file < MAX_PATH_BYTES && !g_ascii_isdigit (*at) &&
         g_strstr_len (at, (gssize) place->n_file, "://") == NULL;
}

/* Behind the number: " of FILE", " in FILE", " in file FILE" */
static gboolean
read_word_behind (const char *at,
                  AskgPlace  *place)
{
  static const char *const heads[] = { " of file ", " of ", " in file ", " in " };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_str_has_prefix (at, heads[i]))
      return read_word (at + strlen (heads[i]), at + strlen (heads[i]) + strcspn (at + strlen (heads[i]), " "), place);

  return FALSE;
}

/* Before "line": "FILE", with "at" or "on" between them or not */
static gboolean
read_word_before (const char *start,
                  const char *end,
                  AskgPlace  *place)
{
  const char *at;

  while (end > start && (end[-1] == ' ' || end[-1] == ','))
    end--;
  if (end - start > 3 && (memcmp (end - 3, " at", 3) == 0 || memcmp (end - 3, " on", 3) == 0))
    end -= 3;
  for (at = end; at > start && at[-1] != ' '; at--)
    ;

  return read_word (at, end, place);
}

/**
 * askg_place_find_words:
 * @text: one line that tells a place in words: "line 2 of FILE", "in FILE at line 3", "FILE line 4:", "line 6 in file FILE"
 *
 * Returns: %FALSE when it tells none
 */
gboolean
askg_place_find_words (const char *text,
                       AskgPlace  *out_place)
{
  AskgPlace place = { NULL, 0, 0, 0, NULL };

  for (const char *word = strstr (text, "line "); word != NULL; word = strstr (word + 1, "line "))
    {
      const char *end = read_number (word + strlen ("line "), &place.line);

      if (end == NULL || place.line == 0 || (word > text && word[-1] != ' ' && word[-1] != '('))
        continue;
      if (!read_word_behind (end, &place) && !read_word_before (text, word, &place))
        continue;
      place.rest = skip_separator (end);
      *out_place = place;

      return TRUE;
    }

  return FALSE;
}

/**
 * askg_place_is_foreign:
 * @file: a path, as a tool prints it
 *
 * Returns: whether it belongs to a library or to the tool itself: nobody mends their own error there
 */
gboolean
askg_place_is_foreign (const char *file,
                       gsize       n_bytes)
{
  static const char *const heads[] = { "/usr/include/", "/usr/lib", "/usr/bin/../", "/usr/share/", "/usr/local/go/", "/rustc/",
                                       "/lib/", "<frozen", "<string>", "<doctest", "<anonymous", "<stdin>", "node:", "internal/", "/build/",
                                       "../sysdeps/", "./nptl/", "/usr/src/" };
  static const char *const parts[] = { "/site-packages/", "/dist-packages/", "/node_modules/", "/.cargo/registry/", "/pkg/mod/",
                                       "/lib/python3", "/.rustup/", "/go/src/runtime/", "/.m2/" };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (n_bytes >= strlen (heads[i]) && strncmp (file, heads[i], strlen (heads[i])) == 0)
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_strstr_len (file, (gssize) n_bytes, parts[i]) != NULL)
      return TRUE;

  return g_str_has_prefix (file, "node_modules/");
}
