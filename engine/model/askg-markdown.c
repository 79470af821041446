/* askg-markdown.c: the stream of an answer becomes blocks. Only what follows the last safe cut is
 * parsed again, so the cost of a piece is bounded (one section, 16 KiB, or 64 KiB of code)
 * and that of an answer linear. Parsing the whole at once is the same code with one piece. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/model/askg-markdown-private.h"

#include <string.h>

struct _AskgMarkdown
{
  AskgSource   source;
  gsize        scanned;       /* where the first line begins that the scanner has not had */
  gsize        page_bytes;    /* lines beginning behind this are not looked at yet */
  guint        page_blocks;
  AskgScanner  scanner;
  GArray      *sections;      /* of AskgSection: finished ones */
  GPtrArray   *definitions;   /* of AskgDefinition */
  GPtrArray   *blocks;        /* of AskgMarkdownBlock: of finished sections, then of the open end */
  guint        n_settled;     /* how many of them belong to finished sections */
  guint        n_hidden_settled;
  guint        n_hidden_open;
  gboolean     has_ended;
};

AskgMarkdown *
askg_markdown_new (void)
{
  AskgMarkdown *self = g_new0 (AskgMarkdown, 1);

  self->source.text = g_string_new (NULL);
  self->page_bytes = ASKG_MARKDOWN_PAGE_BYTES;
  self->page_blocks = ASKG_MARKDOWN_PAGE_BLOCKS;
  self->sections = g_array_new (FALSE, FALSE, sizeof (AskgSection));
  self->definitions = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_definition_free);
  self->blocks = g_ptr_array_new_with_free_func (askg_block_unref);

  return self;
}

void
askg_markdown_free (AskgMarkdown *self)
{
  if (self == NULL)
    return;
  g_string_free (self->source.text, TRUE);
  g_array_unref (self->sections);
  g_ptr_array_unref (self->definitions);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

/* -- Source to sections ------------------------------------------------------------------------- */

/* The line that begins at START. A line longer than a paragraph may be is cut into pieces, at a space
 * if there is one in its second half. Returns FALSE while its end is not known. */
static gboolean
find_line (AskgMarkdown *self,
           gsize         start,
           gsize        *end)
{
  const char *text = self->source.text->str + start;
  const gsize n_bytes = self->source.text->len - start;
  const char *feed = memchr (text, '\n', MIN (n_bytes, ASKG_MARKDOWN_MAX_PARAGRAPH));
  const char *cut;

  *end = self->source.text->len;
  if (feed != NULL)
    *end = start + (feed + 1 - text);
  else if (n_bytes <= ASKG_MARKDOWN_MAX_PARAGRAPH)
    return FALSE;
  else
    {
      cut = g_utf8_find_prev_char (text, text + ASKG_MARKDOWN_MAX_PARAGRAPH);
      for (const char *space = cut; space > text + ASKG_MARKDOWN_MAX_PARAGRAPH / 2; space--)
        if (*space == ' ')
          {
            cut = space + 1;
            break;
          }
      *end = start + (cut - text);
    }

  return TRUE;
}

static gboolean
page_is_full (AskgMarkdown *self)
{
  return self->scanned >= self->page_bytes || self->n_settled >= self->page_blocks;
}

static void
parse_section (AskgMarkdown *self,
               AskgSection  *section,
               GPtrArray    *blocks)
{
  const char *text = self->source.text->str + section->start;
  const gsize n_bytes = section->end - section->start;
  const guint n_before = blocks->len;
  g_autofree char *extended = NULL;

  section->n_hidden = 0;
  if (section->kind == ASKG_SECTION_FENCE)
    {
      const gsize body = MIN (section->body, section->end);

      g_ptr_array_add (blocks, askg_block_new_code (self->source.text->str + section->info, section->info_end - section->info,
                                                    self->source.text->str + body, section->end - body,
                                                    section->indent, &section->n_hidden));
    }
  else if (section->kind == ASKG_SECTION_DEFINITION)
    g_ptr_array_add (blocks, askg_block_new_plain (text, n_bytes, ASKG_INERT_DEFAULT, &section->n_hidden));
  else
    {
      extended = askg_definitions_prepend (self->definitions, text, n_bytes);
      if (!askg_section_parse (extended != NULL ? extended : text, extended != NULL ? strlen (extended) : n_bytes,
                               blocks, &section->n_hidden))
        g_ptr_array_add (blocks, askg_block_new_plain (text, n_bytes, ASKG_INERT_SHOW_HIDDEN, &section->n_hidden));
    }

  section->n_blocks = blocks->len - n_before;
  for (guint i = n_before; section->kind == ASKG_SECTION_ITEM && i < blocks->len; i++)
    {
      AskgMarkdownBlock *block = g_ptr_array_index (blocks, i);

      if (block->list_depth == 1 && block->marker == ASKG_MARKDOWN_NUMBER)
        {
          block->number = section->number;
          break;
        }
    }
}

static gpointer
ref_block (gconstpointer block,
           gpointer      user_data)
{
  return g_rc_box_acquire ((gpointer) block);
}

static GPtrArray *
copy_blocks (GPtrArray *blocks)
{
  GPtrArray *copy = g_ptr_array_copy (blocks, ref_block, NULL);

  g_ptr_array_set_free_func (copy, askg_block_unref);

  return copy;
}

/* Every section again that names the definition learnt last. */
static void
apply_definition (AskgMarkdown *self)
{
  const AskgDefinition *definition = g_ptr_array_index (self->definitions, self->definitions->len - 1);
  g_autoptr(GPtrArray) old = self->blocks;
  guint at = 0;

  self->blocks = g_ptr_array_new_full (old->len, askg_block_unref);
  self->n_hidden_settled = 0;
  for (guint i = 0; i < self->sections->len; i++)
    {
      AskgSection *section = &g_array_index (self->sections, AskgSection, i);
      const guint n_old = section->n_blocks;

      if (section->kind != ASKG_SECTION_FENCE && section->kind != ASKG_SECTION_DEFINITION &&
          askg_definition_is_used (definition, self->source.text->str + section->start, section->end - section->start))
        parse_section (self, section, self->blocks);
      else
        for (guint j = at; j < at + n_old; j++)
          g_ptr_array_add (self->blocks, g_rc_box_acquire (old->pdata[j]));
      at += n_old;
      self->n_hidden_settled += section->n_hidden;
    }
}

/* What the blocks were before an update, as far as it can have changed them. */
typedef struct
{
  GPtrArray *blocks; /* owned */
  guint      first;  /* the index of the first of them */
} Before;

/* Blocks before the open end change only when a definition comes; then all are kept to compare. */
static void
keep_all (AskgMarkdown *self,
          Before       *before)
{
  GPtrArray *all;

  if (before->first == 0)
    return;
  all = copy_blocks (self->blocks);
  g_ptr_array_set_size (all, before->first);
  g_ptr_array_extend_and_steal (all, g_steal_pointer (&before->blocks));
  before->blocks = all;
  before->first = 0;
}

static void
settle (AskgMarkdown *self,
        GArray       *finished,
        Before       *before)
{
  for (guint i = 0; i < finished->len; i++)
    {
      AskgSection section = g_array_index (finished, AskgSection, i);

      parse_section (self, &section, self->blocks);
      self->n_hidden_settled += section.n_hidden;
      g_array_append_val (self->sections, section);
      if (section.kind == ASKG_SECTION_DEFINITION &&
          askg_definitions_learn (self->definitions, self->source.text->str + section.start, section.end - section.start))
        {
          keep_all (self, before);
          apply_definition (self);
        }
    }
  g_array_set_size (finished, 0);
  self->n_settled = self->blocks->len;
}

static void
scan_lines (AskgMarkdown *self,
            Before       *before)
{
  g_autoptr(GArray) finished = g_array_new (FALSE, FALSE, sizeof (AskgSection));
  gsize end;

  while (self->scanned < self->source.text->len && !page_is_full (self) &&
         (find_line (self, self->scanned, &end) || self->has_ended))
    {
      askg_scanner_feed_line (&self->scanner, self->source.text->str, self->scanned, end, finished);
      self->scanned = end;
      settle (self, finished, before);
    }
}

/* What stands behind the last cut, read as if the text ended here. */
static void
parse_open_end (AskgMarkdown *self)
{
  g_autoptr(GArray) sections = g_array_new (FALSE, FALSE, sizeof (AskgSection));
  AskgScanner scanner = self->scanner;
  const gsize n_left = self->source.text->len - self->scanned;

  if (!page_is_full (self) && n_left > 0 &&
      !askg_scanner_may_change_mind (&scanner, self->source.text->str + self->scanned, n_left))
    askg_scanner_feed_line (&scanner, self->source.text->str, self->scanned, self->source.text->len, sections);
  if (scanner.open.kind != ASKG_SECTION_NONE)
    g_array_append_val (sections, scanner.open);

  self->n_hidden_open = 0;
  for (guint i = 0; i < sections->len; i++)
    {
      AskgSection *section = &g_array_index (sections, AskgSection, i);

      parse_section (self, section, self->blocks);
      self->n_hidden_open += section->n_hidden;
    }
}

/* Keeps the very blocks that did not change, and tells what did. */
static void
compare (AskgMarkdown       *self,
         const Before       *before,
         AskgMarkdownChange *change)
{
  /* An empty array may have no place at all. */
  gpointer *old = before->blocks->pdata, *new = self->blocks->pdata != NULL ? self->blocks->pdata + before->first : NULL;
  const guint n_old = before->blocks->len, n_new = self->blocks->len - before->first;
  guint n_same = 0, n_tail = 0;

  for (; n_same < MIN (n_old, n_new) && askg_markdown_block_equal (old[n_same], new[n_same]); n_same++)
    if (old[n_same] != new[n_same])
      {
        askg_block_unref (new[n_same]);
        new[n_same] = g_rc_box_acquire (old[n_same]);
      }
  while (n_tail < MIN (n_old, n_new) - n_same && old[n_old - 1 - n_tail] == new[n_new - 1 - n_tail])
    n_tail++;

  *change = (AskgMarkdownChange) { before->first + n_same, n_old - n_same - n_tail, n_new - n_same - n_tail };
}

static void
update (AskgMarkdown       *self,
        AskgMarkdownChange *change)
{
  AskgMarkdownChange ignored;
  Before before = { NULL, self->n_settled };

  /* What comes behind a full page is not looked at, however much it is: nothing can change. */
  if (page_is_full (self))
    {
      if (change != NULL)
        *change = (AskgMarkdownChange) { self->blocks->len, 0, 0 };
      return;
    }

  before.blocks = g_ptr_array_new_with_free_func (askg_block_unref);
  for (guint i = self->n_settled; i < self->blocks->len; i++)
    g_ptr_array_add (before.blocks, g_rc_box_acquire (self->blocks->pdata[i]));
  g_ptr_array_set_size (self->blocks, self->n_settled);

  scan_lines (self, &before);
  parse_open_end (self);
  compare (self, &before, change != NULL ? change : &ignored);
  g_ptr_array_unref (before.blocks);
}

/* -- What others call --------------------------------------------------------------------------- */

/**
 * askg_markdown_append:
 * @bytes: (array length=n_bytes): the next piece; may end in the middle of anything
 * @change: (out) (optional): which blocks to show anew
 *
 * However a text is cut into pieces, the blocks after the last of them are the same.
 */
void
askg_markdown_append (AskgMarkdown       *self,
                      const char         *bytes,
                      gsize               n_bytes,
                      AskgMarkdownChange *change)
{
  g_return_if_fail (!self->has_ended);

  askg_source_append (&self->source, bytes, n_bytes);
  update (self, change);
}

/**
 * askg_markdown_end:
 *
 * There will be no more: the last line is read as it is, though no line feed ended it.
 */
void
askg_markdown_end (AskgMarkdown       *self,
                   AskgMarkdownChange *change)
{
  g_return_if_fail (!self->has_ended);

  askg_source_end (&self->source);
  self->has_ended = TRUE;
  update (self, change);
}

/* Whether there is text that is not among the blocks: see askg_markdown_show_more(). */
gboolean
askg_markdown_has_more (AskgMarkdown *self)
{
  return self->scanned < self->source.text->len && page_is_full (self);
}

/**
 * askg_markdown_show_more:
 *
 * Lets the blocks grow by another page of %ASKG_MARKDOWN_PAGE_BYTES.
 */
void
askg_markdown_show_more (AskgMarkdown       *self,
                         AskgMarkdownChange *change)
{
  self->page_bytes = MAX (self->page_bytes, self->scanned) + ASKG_MARKDOWN_PAGE_BYTES;
  self->page_blocks = MAX (self->page_blocks, self->n_settled) + ASKG_MARKDOWN_PAGE_BLOCKS;
  update (self, change);
}

/**
 * askg_markdown_parse:
 * @utf8: a whole text
 *
 * Returns: (transfer full): its blocks, the first page of them
 */
AskgMarkdown *
askg_markdown_parse (const char *utf8)
{
  AskgMarkdown *self = askg_markdown_new ();

  askg_source_append (&self->source, utf8, strlen (utf8));
  askg_markdown_end (self, NULL);

  return self;
}

guint
askg_markdown_get_n_blocks (AskgMarkdown *self)
{
  return self->blocks->len;
}

/**
 * askg_markdown_get_block:
 *
 * Returns: (transfer none): valid until the next change
 */
const AskgMarkdownBlock *
askg_markdown_get_block (AskgMarkdown *self,
                         guint         index)
{
  g_return_val_if_fail (index < self->blocks->len, NULL);

  return g_ptr_array_index (self->blocks, index);
}

/* How many hidden characters were left out of the blocks, or spelled out in them. */
guint
askg_markdown_get_n_hidden (AskgMarkdown *self)
{
  return self->n_hidden_settled + self->n_hidden_open;
}
