/* askg-clauses.c: pure; any one thread.
 *
 * The stream goes to the parser of Markdown at places that its bytes alone determine (the end of a line, a space behind a
 * mark), so that the clauses do not depend on how it was cut. Of the open end only what can no longer turn into
 * something else is said: "**Note: it" may become bold, "| a" a table. */
#include "engine/voice/askg-clauses.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/voice/askg-clause-end.h"
#include "engine/voice/askg-clause-open.h"
#include "engine/voice/askg-script.h"
#include "engine/voice/askg-spoken.h"

#define MAX_PENDING 1024 /* bytes without any place to look */
#define LOOK_AT_SPACE 192

struct _AskgClauses
{
  AskgMarkdown *markdown;    /* owned */
  GString      *pending;     /* owned; bytes the parser has not had */
  GString      *said;        /* owned; the text of the current block as far as it was said */
  GQueue        ready;       /* of AskgClause */
  const char   *usual;       /* language; interned */
  const char   *forced;      /* (nullable): language; interned */
  AskgScriptBefore before;   /* of what was said */

  guint         block;       /* the one that is being said */
  guint         row;         /* of its table: the next one */
  gsize         block_byte;  /* where it begins in the transcript */

  gboolean      has_content; /* the line so far has */
  gboolean      after_space; /* what the parser has ends with space, */
  gboolean      after_line;  /* with a line end, */
  gboolean      after_blank; /* with an empty line, */
  gboolean      after_fence; /* with the line that ends code */
  gboolean      has_spoken;
  gboolean      has_ended;
};

/**
 * askg_clauses_new:
 * @language: (nullable): two letters: of what does not tell by its script; without, the one of this process's messages
 */
AskgClauses *
askg_clauses_new (const char *language)
{
  AskgClauses *self = g_new0 (AskgClauses, 1);

  self->markdown = askg_markdown_new ();
  self->pending = g_string_new (NULL);
  self->said = g_string_new (NULL);
  g_queue_init (&self->ready);
  self->usual = language != NULL ? g_intern_string (language) : askg_script_of_user ();

  return self;
}

void
askg_clauses_free (AskgClauses *self)
{
  if (self == NULL)
    return;
  askg_markdown_free (self->markdown);
  g_string_free (self->pending, TRUE);
  g_string_free (self->said, TRUE);
  g_queue_clear_full (&self->ready, (GDestroyNotify) askg_clause_unref);
  g_free (self);
}

/* @language: (nullable): two letters: of all clauses from here on; %NULL: each by its script */
void
askg_clauses_set_language (AskgClauses *self,
                           const char  *language)
{
  self->forced = language != NULL ? g_intern_string (language) : NULL;
}

/* Returns: (transfer none): what the clauses are of: their bytes are those of its transcript */
AskgMarkdown *
askg_clauses_get_markdown (AskgClauses *self)
{
  return self->markdown;
}

/* -- Clauses -------------------------------------------------------------------- */

static const char *
language_of (AskgClauses *self,
             const char  *text,
             gsize        n_bytes)
{
  if (self->forced != NULL)
    return self->forced;

  return g_intern_string (askg_script_guess (text, n_bytes, self->usual, &self->before));
}

static void
finish (AskgClauses *self,
        AskgSpoken  *spoken,
        gsize        start,
        gsize        end)
{
  AskgClause *clause = askg_spoken_finish (spoken, self->block_byte + start, self->block_byte + end);

  if (clause == NULL)
    return;
  self->has_spoken = TRUE;
  g_queue_push_tail (&self->ready, clause);
}

/* What is only told of, in the language of the messages. */
static void
tell (AskgClauses             *self,
      const AskgMarkdownBlock *block,
      const char              *words)
{
  AskgSpoken spoken = { .language = self->forced != NULL ? self->forced : askg_script_of_user () };

  askg_spoken_add_told (&spoken, words);
  finish (self, &spoken, 0, askg_markdown_block_get_n_bytes (block));
}

static void
tell_code (AskgClauses             *self,
           const AskgMarkdownBlock *block)
{
  const char *language = askg_clause_name_language (block->language);
  g_autofree char *words = NULL;
  guint n_lines = *block->body.text != '\0';

  for (const char *at = block->body.text; *at != '\0'; at++)
    n_lines += *at == '\n' && at[1] != '\0';
  if (language != NULL)
    words = g_strdup_printf (ngettext ("Code, %u line of %s.", "Code, %u lines of %s.", n_lines), n_lines, language);
  else
    words = g_strdup_printf (ngettext ("Code, %u line.", "Code, %u lines.", n_lines), n_lines);
  tell (self, block, words);
}

static void
tell_picture (AskgClauses             *self,
              const AskgMarkdownBlock *block)
{
  g_autofree char *words = g_strdup_printf (_("Picture: %s."), block->body.text);

  tell (self, block, *block->body.text != '\0' ? words : _("A picture."));
}

/* The cells of a row in one clause. */
static void
say_row (AskgClauses             *self,
         const AskgMarkdownBlock *block,
         guint                    row)
{
  AskgSpoken spoken = { 0 };
  g_autoptr(GString) words = g_string_new (NULL);
  gsize at = 0, start = 0;

  for (guint i = 0; i < row * block->n_columns; i++)
    start += strlen (block->cells[i].text) + 1;
  for (guint column = 0; column < block->n_columns; column++)
    g_string_append_printf (words, "%s ", block->cells[row * block->n_columns + column].text);
  spoken.language = language_of (self, words->str, words->len);
  at = start;
  for (guint column = 0; column < block->n_columns; column++)
    {
      const AskgMarkdownText *cell = &block->cells[row * block->n_columns + column];
      const gsize n_bytes = strlen (cell->text);

      if (n_bytes > 0 && at > start)
        askg_spoken_add_told (&spoken, ", ");
      askg_spoken_add_text (&spoken, cell, 0, n_bytes, self->block_byte + at);
      at += n_bytes + 1;
    }
  finish (self, &spoken, start, at);
}

static void
say_part (AskgClauses             *self,
          const AskgMarkdownBlock *block,
          gsize                    start,
          gsize                    end)
{
  AskgSpoken spoken = { .language = language_of (self, block->body.text + start, end - start) };
  g_autofree char *number = NULL;

  if (start == 0 && block->marker == ASKG_MARKDOWN_NUMBER)
    {
      number = g_strdup_printf ("%u. ", block->number);
      askg_spoken_add_told (&spoken, number);
    }
  askg_spoken_add_text (&spoken, &block->body, start, end, self->block_byte);
  finish (self, &spoken, start, end);
}

/* -- Blocks ------------------------------------------------------------------------- */

/* Returns: from where on it is to be said: what was said stands before it, even when it has become something else */
static gsize
find_unsaid (AskgClauses *self,
             const char  *text)
{
  const gsize n_bytes = strlen (text);
  gsize at = self->said->len;

  if (strncmp (text, self->said->str, at) == 0)
    return at;
  at = MIN (at, n_bytes);
  while (at > 0 && ((guchar) text[at] & 0xc0) == 0x80)
    at--;

  return at;
}

/* Returns: whether all of it is said */
static gboolean
say_words (AskgClauses             *self,
           const AskgMarkdownBlock *block,
           gboolean                 is_open)
{
  const char *text = block->body.text;
  const AskgClauseAfter after = !is_open ? ASKG_CLAUSE_NOTHING_MORE
                                : self->after_space ? ASKG_CLAUSE_SPACE_AFTER : ASKG_CLAUSE_MAY_GO_ON;
  gsize at = find_unsaid (self, text);

  if (askg_clause_is_unsaid (block))
    return !is_open;
  while (text[at] != '\0')
    {
      const gsize n_bytes = askg_clause_find_end (text + at, after, !self->has_spoken);

      if (n_bytes == 0 || (is_open && askg_clause_may_change (&block->body, at, at + n_bytes)))
        break;
      say_part (self, block, at, at + n_bytes);
      at += n_bytes;
    }
  g_string_truncate (self->said, 0);
  g_string_append_len (self->said, text, at);

  return !is_open;
}

static gboolean
say_rows (AskgClauses             *self,
          const AskgMarkdownBlock *block,
          gboolean                 is_open)
{
  const guint n_whole = block->n_rows - (is_open && !self->after_line && block->n_rows > 0 ? 1 : 0);

  /* What was said of it while it was lines: nothing; they wait. */
  for (; self->row < n_whole; self->row++)
    say_row (self, block, self->row);

  return !is_open;
}

/* Returns: whether all of it is said */
static gboolean
say_block (AskgClauses             *self,
           const AskgMarkdownBlock *block,
           gboolean                 is_last)
{
  const gboolean is_whole = !is_last || self->has_ended;

  switch (block->kind)
    {
    case ASKG_MARKDOWN_CODE:
      if (!is_whole && !self->after_fence)
        return FALSE;
      tell_code (self, block);
      return TRUE;
    case ASKG_MARKDOWN_PICTURE:
      if (!is_whole && !self->after_blank)
        return FALSE;
      tell_picture (self, block);
      return TRUE;
    case ASKG_MARKDOWN_RULE:
      return is_whole || self->after_line;
    case ASKG_MARKDOWN_TABLE:
      return say_rows (self, block, !is_whole && !self->after_blank);
    case ASKG_MARKDOWN_HEADING:
      return say_words (self, block, !is_whole && !self->after_line);
    case ASKG_MARKDOWN_PARAGRAPH:
    default:
      return say_words (self, block, !is_whole && !self->after_blank);
    }
}

static void
say_what_is_there (AskgClauses *self)
{
  for (;;)
    {
      const AskgMarkdownBlock *block;

      while (self->block >= askg_markdown_get_n_blocks (self->markdown) && askg_markdown_has_more (self->markdown))
        askg_markdown_show_more (self->markdown, NULL);
      if (self->block >= askg_markdown_get_n_blocks (self->markdown))
        return;

      block = askg_markdown_get_block (self->markdown, self->block);
      if (!say_block (self, block, self->block + 1 == askg_markdown_get_n_blocks (self->markdown) &&
                                   !askg_markdown_has_more (self->markdown)))
        return;
      self->block_byte += askg_markdown_block_get_n_bytes (block);
      self->block++;
      self->row = 0;
      g_string_truncate (self->said, 0);
    }
}

/* -- The stream ---------------------------------------------------------------------- */

static gboolean
is_last_code (AskgClauses *self)
{
  const guint n_blocks = askg_markdown_get_n_blocks (self->markdown);

  return n_blocks > 0 && askg_markdown_get_block (self->markdown, n_blocks - 1)->kind == ASKG_MARKDOWN_CODE;
}

/* The line that just ended: three or more of one mark, and no more. */
static gboolean
is_fence (const GString *pending)
{
  g_autofree char *line = g_strndup (pending->str, pending->len);
  const char *begin = strrchr (g_strchomp (line), '\n');
  const char *mark = begin != NULL ? begin + 1 : line;
  const char wanted[2] = { mark[strspn (mark, " ")], '\0' };

  mark += strspn (mark, " ");

  return (*mark == '`' || *mark == '~') && strspn (mark, wanted) >= 3 && mark[strspn (mark, wanted)] == '\0';
}

static void
hand_over (AskgClauses *self)
{
  const gsize n = self->pending->len;

  if (n == 0)
    return;
  self->after_line = self->pending->str[n - 1] == '\n';
  self->after_space = self->after_line || g_ascii_isspace (self->pending->str[n - 1]);
  self->after_blank = self->after_line && !self->has_content;
  self->after_fence = self->after_line && is_last_code (self) && is_fence (self->pending);
  askg_markdown_append (self->markdown, self->pending->str, n, NULL);
  g_string_truncate (self->pending, 0);
  say_what_is_there (self);
}

/* The ends of sentences and phrases in Chinese and Japanese, after which no space comes. */
static gboolean
ends_with_wide_mark (const GString *pending)
{
  static const char *const marks[] = { "。", "！", "？", "、", "，", "；", "：" };
  const char *last = pending->str + pending->len - 3;

  for (gsize i = 0; pending->len >= 3 && i < G_N_ELEMENTS (marks); i++)
    if (memcmp (last, marks[i], 3) == 0)
      return TRUE;

  return FALSE;
}

/* Whether there may be something new to say. */
static gboolean
is_place_to_look (const GString *pending)
{
  const gsize n = pending->len;
  const char last = pending->str[n - 1];
  const char before = n > 1 ? pending->str[n - 2] : '\0';

  if (last == '\n' || n >= MAX_PENDING)
    return TRUE;
  if (last == ' ' || last == '\t')
    return n >= LOOK_AT_SPACE || (guchar) before >= 0x80 || (before != '\0' && strchr (".!?:;,)]\"'*_`~", before) != NULL);

  return (guchar) last >= 0x80 && ends_with_wide_mark (pending);
}

/**
 * askg_clauses_feed:
 * @bytes: (array length=n_bytes): the next piece of the answer; may end in the middle of anything
 *
 * What can be said by now is there for askg_clauses_pop().
 */
void
askg_clauses_feed (AskgClauses *self,
                   const char  *bytes,
                   gsize        n_bytes)
{
  g_return_if_fail (!self->has_ended);

  for (gsize i = 0; i < n_bytes; i++)
    {
      g_string_append_c (self->pending, bytes[i]);
      self->has_content |= !g_ascii_isspace (bytes[i]);
      if (is_place_to_look (self->pending))
        hand_over (self);
      if (bytes[i] == '\n')
        self->has_content = FALSE;
    }
}

/* There will be no more. */
void
askg_clauses_end (AskgClauses *self)
{
  g_return_if_fail (!self->has_ended);

  hand_over (self);
  self->has_ended = TRUE;
  askg_markdown_end (self->markdown, NULL);
  say_what_is_there (self);
}

/* Returns: (transfer full) (nullable): the next clause; %NULL while there is none, or no more */
AskgClause *
askg_clauses_pop (AskgClauses *self)
{
  return g_queue_pop_head (&self->ready);
}
