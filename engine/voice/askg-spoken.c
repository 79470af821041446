/* askg-spoken.c: pure; any thread. */
#include "engine/voice/askg-spoken.h"

#include <string.h>

#include "engine/voice/askg-spoken-marks.h"
#include "engine/voice/askg-spoken-name.h"
#include "engine/voice/askg-spoken-parts.h"

#define UNSAID (ASKG_MARKDOWN_HOST | ASKG_MARKDOWN_STRIKE | ASKG_MARKDOWN_POINTER)

/* A run of one look. */
typedef struct
{
  const char *start;
  const char *end;
  gsize       shown;  /* where it begins in the transcript */
  gboolean    is_code;
} Run;

static gboolean
is_digit_at (const char *at,
             const char *end)
{
  return at < end && g_ascii_isdigit (*at);
}

/* "<U+202E>": what was hidden, spelled out for the eye. Returns: its bytes, or 0 */
static gsize
measure_hidden (const char *at,
                const char *end)
{
  gsize n = 3;

  if (end - at < 8 || memcmp (at, "<U+", 3) != 0)
    return 0;
  while (at + n < end && g_ascii_isxdigit (at[n]))
    n++;

  return at + n < end && at[n] == '>' ? n + 1 : 0;
}

/* One character of a word as it is, or what it means. @start is where the token began. */
static void
add_char (AskgSpoken *self,
          const Run  *run,
          const char *at,
          const char *end)
{
  const gunichar c = g_utf8_get_char (at);
  const gsize n_bytes = g_utf8_next_char (at) - at;
  const gsize shown = run->shown + (at - run->start);
  const char *said = askg_spoken_mark (c, self->language);
  const gboolean is_between = at > run->start && g_ascii_isdigit (at[-1]) && is_digit_at (at + n_bytes, end);

  if (said != NULL)
    {
      askg_spoken_add_space (self);
      askg_spoken_add_instead (self, said, shown, n_bytes);
      askg_spoken_add_space (self);
    }
  else if (c == 0x2013 && is_between && askg_spoken_until (self->language) != NULL)
    {
      askg_spoken_add_space (self);
      askg_spoken_add_instead (self, askg_spoken_until (self->language), shown, n_bytes);
      askg_spoken_add_space (self);
    }
  else if (c == 0x2013 || c == 0x2014 || (c >= 0x2190 && c <= 0x21ff) || (c >= 0x27f0 && c <= 0x27ff))
    askg_spoken_add_comma (self);
  else if (c == '#' && g_ascii_isalpha (askg_spoken_last_byte (self)))
    {
      g_string_append_c (self->text, '#'); /* "C#" */
      askg_spoken_add_part (self, 1, shown, 1, TRUE);
    }
  else if (c < 0x80 && strchr ("*_`#|~^{}\\[]", (int) c) != NULL)
    askg_spoken_add_space (self);
  else if ((c == '<' || c == '>') && !(at + 1 < end && at[1] == ' '))
    askg_spoken_add_space (self);
  else if (g_unichar_isspace (c))
    askg_spoken_add_space (self);
  else if (c == 0x2022 || c == 0xb7 || askg_spoken_is_picture (c) || !g_unichar_isprint (c) ||
           g_unichar_type (c) == G_UNICODE_FORMAT || g_unichar_type (c) == G_UNICODE_PRIVATE_USE)
    ; /* it says nothing, or must not be said */
  else
    {
      if (c < 0x80 && strchr (".,;:!?)", (int) c) != NULL)
        askg_spoken_drop_own_space (self);
      g_string_append_len (self->text, at, n_bytes);
      askg_spoken_add_part (self, n_bytes, shown, n_bytes, TRUE);
    }
}

static void
add_chars (AskgSpoken *self,
           const Run  *run,
           const char *start,
           const char *end)
{
  for (const char *at = start; at < end;)
    {
      const gsize n_hidden = *at == '<' ? measure_hidden (at, end) : 0;

      if (n_hidden == 0)
        add_char (self, run, at, end);
      at = n_hidden > 0 ? at + n_hidden : g_utf8_next_char (at);
    }
}

/* What closes a word, or a sentence, is no part of it. */
static const char *
end_of_word (const char *start,
             const char *end)
{
  while (end > start && strchr (".,;:!?)]}\"'", end[-1]) != NULL && !(end - start > 2 && end[-1] == ')' && end[-2] == '('))
    end--;

  return end;
}

/* "12MB": the number as it is, and what its unit is called. Returns: (nullable): where the unit begins */
static const char *
find_unit (AskgSpoken *self,
           const char  *start,
           const char  *end,
           const char **said)
{
  const char *at = start;

  while (at < end && (g_ascii_isdigit (*at) || (at > start && (*at == '.' || *at == ',') && is_digit_at (at + 1, end))))
    at++;
  if (at == start && !self->after_number)
    return NULL;
  *said = at < end ? askg_spoken_unit (at, end - at, self->language) : NULL;

  return *said != NULL ? at : NULL;
}

/* What has no letters in code, and the dash of "-v" and "--verbose". Returns: what is left of the word */
static const char *
add_operator (AskgSpoken *self,
              const Run  *run,
              const char *start,
              const char *end)
{
  const gsize n_bytes = end - start;
  const gsize n_dashes = n_bytes > 1 && *start == '-' ? 1 + (start[1] == '-') : 0;
  const gboolean is_option = n_dashes > 0 && n_dashes < n_bytes && g_ascii_isalpha (start[n_dashes]);
  const char *said = is_option ? askg_spoken_operator ("-", 1, self->language)
                               : askg_spoken_operator (start, n_bytes, self->language);

  if (said == NULL)
    return start;
  askg_spoken_add_instead (self, said, run->shown + (start - run->start), is_option ? n_dashes : n_bytes);
  if (is_option)
    askg_spoken_add_space (self);

  return is_option ? start + n_dashes : end;
}

static void
add_token (AskgSpoken *self,
           const Run  *run,
           const char *start,
           const char *end)
{
  const char *word = start;
  const char *word_end;
  const char *said = NULL;
  const char *unit;
  g_autofree char *name = NULL;

  while (word < end && strchr ("([{\"'", *word) != NULL && *word != '\0')
    word++;
  word_end = end_of_word (word, end);
  unit = find_unit (self, word, word_end, &said);
  name = askg_spoken_name_address (word, word_end - word);
  if (name == NULL)
    name = askg_spoken_name_path (word, word_end - word);
  if (name == NULL && (run->is_code || askg_spoken_name_is_one (word, word_end - word)))
    name = askg_spoken_name_split (word, word_end - word);

  add_chars (self, run, start, word);
  if (unit != NULL)
    {
      add_chars (self, run, word, unit);
      if (unit > word)
        askg_spoken_add_space (self);
      askg_spoken_add_instead (self, said, run->shown + (unit - run->start), word_end - unit);
    }
  else if (name != NULL && (gsize) (word_end - word) == strlen (name) && memcmp (name, word, strlen (name)) == 0)
    add_chars (self, run, word, word_end);
  else if (name != NULL)
    askg_spoken_add_instead (self, name, run->shown + (word - run->start), word_end - word);
  else
    add_chars (self, run, word, word_end);
  add_chars (self, run, word_end, end);
  if (word_end > word)
    self->after_number = g_ascii_isdigit (word_end[-1]) && word_end == end;
}

static void
add_run (AskgSpoken *self,
         const Run  *run)
{
  const char *at = run->start;

  while (at < run->end)
    {
      const char *start = at;

      while (at < run->end && !g_unichar_isspace (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
      if (run->is_code)
        start = add_operator (self, run, start, at);
      if (at > start)
        add_token (self, run, start, at);
      for (; at < run->end && g_unichar_isspace (g_utf8_get_char (at)); at = g_utf8_next_char (at))
        if (askg_spoken_last_byte (self) != ' ')
          {
            g_string_append_c (self->text, ' ');
            askg_spoken_add_part (self, 1, run->shown + (at - run->start), g_utf8_next_char (at) - at, *at == ' ');
          }
    }
}

/* Where the look that @at has ends. */
static gsize
end_of_look (const AskgMarkdownText *text,
             gsize                   at,
             gsize                   end,
             AskgMarkdownStyle      *style)
{
  *style = 0;
  for (guint i = 0; i < text->n_spans; i++)
    {
      const AskgMarkdownSpan *span = &text->spans[i];

      if (at >= span->start && at < span->end)
        {
          *style = span->style;
          return MIN (end, span->end);
        }
      if (span->start > at)
        return MIN (end, span->start);
    }

  return end;
}

/**
 * askg_spoken_add_text:
 * @start: bytes into @text, as is @end
 * @shown_base: where @text begins in the transcript
 */
void
askg_spoken_add_text (AskgSpoken             *self,
                      const AskgMarkdownText *text,
                      gsize                   start,
                      gsize                   end,
                      gsize                   shown_base)
{
  const AskgMarkdownStyle words = ASKG_MARKDOWN_MONO | UNSAID;

  askg_spoken_begin (self);
  for (gsize at = start; at < end;)
    {
      AskgMarkdownStyle style, other;
      gsize until = end_of_look (text, at, end, &style);
      Run run;

      /* Bold or not, a word is one. */
      while (until < end && (style & words) == 0)
        {
          const gsize next = end_of_look (text, until, end, &other);

          if ((other & words) != 0)
            break;
          until = next;
        }
      run = (Run) { text->text + at, text->text + until, shown_base + at, (style & ASKG_MARKDOWN_MONO) != 0 };
      if ((style & UNSAID) != 0)
        {
          askg_spoken_drop_spaces (self);
          askg_spoken_drop_plain_spaces (self);
        }
      else
        {
          add_run (self, &run);
          g_string_append_len (self->plain, run.start, run.end - run.start);
        }
      at = until;
    }
}

/* @words: that are not shown, or not so */
void
askg_spoken_add_told (AskgSpoken *self,
                      const char *words)
{
  askg_spoken_begin (self);
  g_string_append (self->text, words);
  g_string_append (self->plain, words);
}

static gboolean
says_something (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)) || *text == '%' || *text == '+' || *text == '=')
      return TRUE;

  return FALSE;
}

/* What ends without a mark would run into what follows. */
static void
add_end (AskgSpoken *self)
{
  const char *last;

  askg_spoken_drop_spaces (self);
  last = g_utf8_find_prev_char (self->text->str, self->text->str + self->text->len);
  while (last != NULL && strchr (")\"'", *last) != NULL)
    last = g_utf8_find_prev_char (self->text->str, last);
  if (last != NULL && !g_unichar_ispunct (g_utf8_get_char (last)))
    g_string_append_c (self->text, '.');
}

/* What a clause before left behind. Parts go with it. */
static void
drop_beginning (AskgSpoken *self)
{
  gsize n = 0;

  while (n < self->text->len)
    {
      const gunichar c = g_utf8_get_char (self->text->str + n);

      if (g_unichar_isalnum (c) || strchr ("\"'(¿¡$€£+-=<>%@&/.", (int) (c < 0x80 ? c : '\1')) != NULL || c == 0x300c || c == 0x201c ||
          c == 0x2018 || c == 0xab || c == 0x300e || g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL)
        break;
      n = g_utf8_next_char (self->text->str + n) - self->text->str;
    }
  g_string_erase (self->text, 0, n);
  for (guint i = 0; i < self->parts->len;)
    {
      AskgClausePart *part = &g_array_index (self->parts, AskgClausePart, i);
      const gsize n_off = part->spoken < n ? n - part->spoken : 0;

      if (n_off >= part->n_spoken)
        {
          g_array_remove_index (self->parts, i);
          continue;
        }
      part->spoken -= n - n_off;
      part->n_spoken -= n_off;
      if (part->is_same)
        {
          part->shown += n_off;
          part->n_shown -= n_off;
        }
      i++;
    }
}

/**
 * askg_spoken_finish:
 * @start_byte: of the transcript: what the clause is of, what is left unsaid too
 *
 * Clears @self.
 *
 * Returns: (transfer full) (nullable): %NULL where there is nothing to say
 */
AskgClause *
askg_spoken_finish (AskgSpoken *self,
                    gsize       start_byte,
                    gsize       end_byte)
{
  AskgClause *clause = NULL;

  askg_spoken_begin (self);
  drop_beginning (self);
  if (says_something (self->text->str))
    {
      add_end (self);
      clause = askg_clause_new (self->text->str, g_strstrip (self->plain->str), self->language);
      clause->start_byte = start_byte;
      clause->end_byte = end_byte;
      clause->n_parts = self->parts->len;
      clause->parts = g_memdup2 (self->parts->data, self->parts->len * sizeof (AskgClausePart));
    }
  g_string_free (g_steal_pointer (&self->text), TRUE);
  g_string_free (g_steal_pointer (&self->plain), TRUE);
  g_clear_pointer (&self->parts, g_array_unref);
  self->after_number = FALSE;

  return clause;
}
