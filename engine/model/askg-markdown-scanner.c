/* askg-markdown-scanner.c: cuts Markdown into sections that can be parsed alone.
 *
 * A cut, once made, stands whatever is written after it, so a growing answer is parsed again only
 * from its last cut on. Decided by whole lines alone:
 *
 *   a blank line ends a paragraph, a quote and a table (no lazy line reaches over one);
 *   a fence, a heading and a list item end what stands before them, as in CommonMark;
 *   a fence goes on over blank lines to its own end;
 *   an item goes on over blank lines as long as lines are indented to its content, and the next
 *   item of an outermost list begins a section of its own: the scanner keeps count of the numbers.
 *
 * A section that would become too long is cut before the line that makes it so. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/model/askg-markdown-private.h"

#include <string.h>

typedef struct
{
  AskgSectionKind kind;
  guint           column;        /* where its first character stands */
  guint           indent;        /* the same; of an item: where its content stands */
  char            mark;          /* of an item or a fence */
  guint           fence_length;
  guint           number;
  gboolean        is_empty;      /* an item with nothing on its first line */
  gboolean        is_rule;
} Line;

/* Columns, with tab stops at four. */
static guint
count_indent (const char *line,
              gsize       n_bytes,
              gsize      *at)
{
  guint column = 0;

  for (*at = 0; *at < n_bytes && (line[*at] == ' ' || line[*at] == '\t'); (*at)++)
    column = line[*at] == '\t' ? (column / 4 + 1) * 4 : column + 1;

  return column;
}

static gsize
count_run (const char *text,
           gsize       n_bytes,
           char        c)
{
  gsize n = 0;

  while (n < n_bytes && text[n] == c)
    n++;

  return n;
}

static gboolean
is_rule (const char *text,
         gsize       n_bytes)
{
  guint n = 0;

  if (strchr ("-*_", text[0]) == NULL)
    return FALSE;
  for (gsize i = 0; i < n_bytes; i++)
    {
      if (text[i] == text[0])
        n++;
      else if (text[i] != ' ' && text[i] != '\t')
        return FALSE;
    }

  return n >= 3;
}

static gboolean
read_fence (const char *text,
            gsize       n_bytes,
            Line       *line)
{
  const gsize n = count_run (text, n_bytes, text[0]);

  if ((text[0] != '`' && text[0] != '~') || n < 3)
    return FALSE;
  if (text[0] == '`' && memchr (text + n, '`', n_bytes - n) != NULL)
    return FALSE; /* that is code within a line */

  line->mark = text[0];
  line->fence_length = n;

  return TRUE;
}

static gboolean
read_item (const char *text,
           gsize       n_bytes,
           Line       *line)
{
  gsize n = 0, n_space;

  line->number = 0;
  if (strchr ("-+*", text[0]) != NULL)
    n = 1;
  else
    {
      for (; n < n_bytes && n < 9 && g_ascii_isdigit (text[n]); n++)
        line->number = line->number * 10 + (text[n] - '0');
      if (n == 0 || n >= n_bytes || (text[n] != '.' && text[n] != ')'))
        return FALSE;
      n++;
    }
  line->mark = text[n - 1];

  n_space = count_run (text + n, n_bytes - n, ' ');
  line->is_empty = n + n_space >= n_bytes;
  if (n < n_bytes && text[n] == '\t')
    n_space = 1;
  else if (n_space == 0 && !line->is_empty)
    return FALSE;
  line->indent += n + (line->is_empty || n_space > 4 ? 1 : n_space);

  return TRUE;
}

/* What LINE would begin if nothing stood before it. */
static Line
read_line (const char *text,
           gsize       n_bytes)
{
  Line line = { ASKG_SECTION_NONE };
  gsize at, n;

  while (n_bytes > 0 && g_ascii_isspace (text[n_bytes - 1]))
    n_bytes--;
  line.column = line.indent = count_indent (text, n_bytes, &at);
  text += at;
  n_bytes -= at;
  if (n_bytes == 0)
    return line;

  n = count_run (text, n_bytes, '#');
  line.is_rule = is_rule (text, n_bytes);
  if (line.indent >= 4)
    line.kind = ASKG_SECTION_INDENTED;
  else if (read_fence (text, n_bytes, &line))
    line.kind = ASKG_SECTION_FENCE;
  else if (line.is_rule || (n > 0 && n <= 6 && (n == n_bytes || text[n] == ' ' || text[n] == '\t')))
    line.kind = ASKG_SECTION_LINE;
  else if (read_item (text, n_bytes, &line))
    line.kind = ASKG_SECTION_ITEM;
  else if (text[0] == '[')
    {
      g_autofree char *copy = g_strndup (text, n_bytes);
      AskgDefinition *definition = askg_definition_parse (copy, n_bytes);

      line.kind = definition != NULL ? ASKG_SECTION_DEFINITION : ASKG_SECTION_TEXT;
      g_clear_pointer (&definition, askg_definition_free);
    }
  else
    line.kind = ASKG_SECTION_TEXT;

  return line;
}

static gboolean
ends_fence (const AskgSection *open,
            const char        *text,
            gsize              n_bytes)
{
  gsize at, n;

  if (count_indent (text, n_bytes, &at) >= 4)
    return FALSE;
  n = count_run (text + at, n_bytes - at, open->fence);
  for (at += n; at < n_bytes; at++)
    if (!g_ascii_isspace (text[at]))
      return FALSE;

  return n >= open->fence_length;
}

static gboolean
belongs_to_item (AskgSection *open,
                 const Line  *line)
{
  const gboolean after_blank = open->after_blank;

  open->after_blank = line->kind == ASKG_SECTION_NONE;
  if (line->kind == ASKG_SECTION_NONE || line->column >= open->indent)
    return TRUE;

  switch (line->kind)
    {
    case ASKG_SECTION_FENCE:
    case ASKG_SECTION_LINE:
    case ASKG_SECTION_ITEM:
      return FALSE;
    case ASKG_SECTION_TEXT:
    case ASKG_SECTION_INDENTED:
    case ASKG_SECTION_DEFINITION:
      return !after_blank; /* a lazy line of the item's paragraph */
    case ASKG_SECTION_NONE:
    default:
      return TRUE;
    }
}

static gboolean
belongs_to_text (const Line *line)
{
  switch (line->kind)
    {
    case ASKG_SECTION_NONE:
    case ASKG_SECTION_FENCE:
      return FALSE;
    case ASKG_SECTION_LINE:
      return line->is_rule; /* under text it makes a heading of it: md4c decides */
    case ASKG_SECTION_ITEM:
      return line->is_empty || ((line->mark == '.' || line->mark == ')') && line->number != 1);
    case ASKG_SECTION_TEXT:
    case ASKG_SECTION_INDENTED:
    case ASKG_SECTION_DEFINITION:
    default:
      return TRUE;
    }
}

static void
close_open (AskgScanner *self,
            GArray      *finished)
{
  if (self->open.kind != ASKG_SECTION_NONE)
    g_array_append_val (finished, self->open);
  self->open = (AskgSection) { ASKG_SECTION_NONE };
}

static void
begin (AskgScanner *self,
       const Line  *line,
       const char  *source,
       gsize        start,
       gsize        end)
{
  AskgSection *open = &self->open;
  gsize at;

  *open = (AskgSection) { .kind = line->kind, .start = start, .end = end, .indent = line->indent };
  if (line->kind == ASKG_SECTION_FENCE)
    {
      count_indent (source + start, end - start, &at);
      open->fence = line->mark;
      open->fence_length = line->fence_length;
      open->info = start + at + line->fence_length;
      open->info_end = end;
      open->body = end;
    }
  else if (line->kind == ASKG_SECTION_ITEM)
    {
      open->number = self->list_mark == line->mark ? self->next_number : line->number;
      self->next_number = open->number + 1;
    }
  self->list_mark = line->kind == ASKG_SECTION_ITEM ? line->mark : 0;
}

/* A fence that became too long goes on as another one of the same language. */
static void
cut_fence (AskgScanner *self,
           gsize        start,
           gsize        end,
           GArray      *finished)
{
  AskgSection next = self->open;

  close_open (self, finished);
  next.start = next.body = start;
  next.end = end;
  self->open = next;
}

/**
 * askg_scanner_feed_line:
 * @source: everything so far
 * @start: where the line begins
 * @end: after its line feed; of the last one, after its last byte
 * @finished: (element-type AskgSection): gets the sections that this line brought to their end
 */
void
askg_scanner_feed_line (AskgScanner *self,
                        const char  *source,
                        gsize        start,
                        gsize        end,
                        GArray      *finished)
{
  AskgSection *open = &self->open;
  const Line line = read_line (source + start, end - start);
  const gboolean is_too_long = end - open->start > (open->kind == ASKG_SECTION_FENCE ? ASKG_MARKDOWN_PAGE_BYTES
                                                                                     : ASKG_MARKDOWN_MAX_PARAGRAPH);
  gboolean belongs = FALSE;

  if (open->kind == ASKG_SECTION_FENCE)
    {
      const gboolean is_last = ends_fence (open, source + start, end - start);

      if (is_too_long && !is_last)
        cut_fence (self, start, end, finished);
      else if (!is_last)
        open->end = end;
      else
        close_open (self, finished);
      return;
    }

  if (open->kind == ASKG_SECTION_TEXT)
    belongs = belongs_to_text (&line);
  else if (open->kind == ASKG_SECTION_ITEM)
    belongs = belongs_to_item (open, &line);
  else if (open->kind == ASKG_SECTION_INDENTED)
    belongs = line.kind == ASKG_SECTION_NONE || line.kind == ASKG_SECTION_INDENTED;

  if (belongs && (!is_too_long || line.kind == ASKG_SECTION_NONE))
    {
      open->end = line.kind == ASKG_SECTION_NONE ? open->end : end;
      return;
    }

  close_open (self, finished);
  if (line.kind == ASKG_SECTION_NONE)
    return;
  begin (self, &line, source, start, end);
  if (line.kind == ASKG_SECTION_LINE || line.kind == ASKG_SECTION_DEFINITION)
    close_open (self, finished);
}

/**
 * askg_scanner_may_change_mind:
 * @line: the last line, still without its line feed
 *
 * Whether to wait a little before showing it: so far it holds only marks, which may yet become a
 * list, a rule, a fence with its language or its end.
 */
gboolean
askg_scanner_may_change_mind (AskgScanner *self,
                              const char  *line,
                              gsize        n_bytes)
{
  Line read;
  gsize at;

  if (self->open.kind == ASKG_SECTION_FENCE)
    {
      count_indent (line, n_bytes, &at);
      return at < n_bytes && line[at] == self->open.fence && ends_fence (&(AskgSection) { .fence = line[at] }, line, n_bytes);
    }

  read = read_line (line, n_bytes);
  if (read.kind == ASKG_SECTION_FENCE)
    return TRUE;

  for (at = 0; at < n_bytes && strchr (" \t#>*+-=_`~|:.)0123456789", line[at]) != NULL; at++)
    ;

  return at == n_bytes && n_bytes < 80;
}
