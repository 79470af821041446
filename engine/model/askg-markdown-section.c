/* askg-markdown-section.c: one section of Markdown through md4c, with limits on everything.
 *
 * What is nested deeper, has more runs or a wider table than anybody reads is given as plain
 * text instead: all of it is shown, none of it is laid out. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/model/askg-markdown-private.h"
#include "engine/model/askg-markdown-writer-private.h"

#include <md4c.h>
#include <string.h>

#define MAX_SPANS  4096
#define MAX_LINKS  256
#define MAX_BLOCKS 512

typedef struct
{
  gboolean           is_ordered;
  guint              number;
  AskgMarkdownMarker marker;  /* of the item whose first block is still to come */
} List;

typedef struct
{
  GPtrArray         *blocks;       /* of AskgMarkdownBlock; borrowed */
  AskgMarkdownBlock *leaf;         /* owned until it is finished */
  AskgWriter         writer;
  List               lists[ASKG_MARKDOWN_MAX_NESTING];
  GArray            *cells;        /* of AskgMarkdownText, while in a table */
  guint              n_lists;
  guint              n_quotes;
  guint              n_bold;
  guint              n_italic;
  guint              n_strike;
  guint              n_mono;
  guint              n_images;
  guint              n_links;
  guint              link_start;
  guint              image_start;
  guint              alt_end;      /* of the picture's description, before the note that follows it */
  guint              n_hidden;
  gboolean           only_image;   /* the paragraph holds one picture and nothing else so far */
  char              *image_target; /* owned */
} Parse;

static void
begin_leaf (Parse            *self,
            AskgMarkdownKind  kind)
{
  List *list = self->n_lists > 0 ? &self->lists[self->n_lists - 1] : NULL;

  self->leaf = askg_block_new (kind);
  self->leaf->quote_depth = self->n_quotes;
  self->leaf->list_depth = self->n_lists;
  self->only_image = FALSE;
  if (list != NULL && list->marker != ASKG_MARKDOWN_UNMARKED)
    {
      self->leaf->marker = list->marker;
      self->leaf->number = list->marker == ASKG_MARKDOWN_NUMBER ? list->number : 0;
      list->marker = ASKG_MARKDOWN_UNMARKED;
    }
  askg_writer_begin (&self->writer);
}

static void
finish_text (Parse            *self,
             AskgMarkdownText *out)
{
  self->n_hidden += self->writer.inert.n_hidden;
  askg_writer_finish (&self->writer, out);
}

/* A picture alone in its paragraph: the block says what the note in a line would have said. */
static void
turn_into_picture (Parse *self)
{
  self->leaf->kind = ASKG_MARKDOWN_PICTURE;
  self->leaf->title = askg_link_host_of (self->image_target);
  g_string_truncate (self->writer.text, self->alt_end);
  g_array_set_size (self->writer.spans, 0);
}

static void
end_leaf (Parse *self)
{
  AskgMarkdownBlock *leaf = self->leaf;

  if (leaf == NULL)
    return;
  if (leaf->kind == ASKG_MARKDOWN_PARAGRAPH && self->only_image)
    turn_into_picture (self);
  finish_text (self, &leaf->body);
  if (leaf->kind == ASKG_MARKDOWN_CODE || leaf->kind == ASKG_MARKDOWN_PICTURE)
    {
      g_clear_pointer (&leaf->body.spans, g_free);
      leaf->body.n_spans = 0;
    }
  if (leaf->kind == ASKG_MARKDOWN_CODE && g_str_has_suffix (leaf->body.text, "\n"))
    leaf->body.text[strlen (leaf->body.text) - 1] = '\0';
  g_ptr_array_add (self->blocks, g_steal_pointer (&self->leaf));
}

/* In a tight list the text of an item comes without a paragraph around it. */
static void
need_leaf (Parse *self)
{
  if (self->leaf == NULL)
    begin_leaf (self, ASKG_MARKDOWN_PARAGRAPH);
}

static gboolean
push_list (Parse    *self,
           gboolean  is_ordered,
           guint     start)
{
  if (self->n_lists + self->n_quotes >= ASKG_MARKDOWN_MAX_NESTING)
    return FALSE;
  /* "- - a": the outer item has nothing of its own, but its bullet is there. */
  if (self->n_lists > 0 && self->lists[self->n_lists - 1].marker != ASKG_MARKDOWN_UNMARKED)
    {
      begin_leaf (self, ASKG_MARKDOWN_PARAGRAPH);
      end_leaf (self);
    }
  self->lists[self->n_lists++] = (List) { is_ordered, start - 1 };

  return TRUE;
}

static void
begin_item (Parse                    *self,
            const MD_BLOCK_LI_DETAIL *item)
{
  List *list = &self->lists[self->n_lists - 1];

  list->number++;
  if (item->is_task)
    list->marker = item->task_mark == ' ' ? ASKG_MARKDOWN_TASK : ASKG_MARKDOWN_TASK_DONE;
  else
    list->marker = list->is_ordered ? ASKG_MARKDOWN_NUMBER : ASKG_MARKDOWN_BULLET;
}

static gboolean
begin_table (Parse                       *self,
             const MD_BLOCK_TABLE_DETAIL *table)
{
  const guint n_rows = table->head_row_count + table->body_row_count;

  if (table->col_count > ASKG_MARKDOWN_MAX_COLUMNS || n_rows > ASKG_MARKDOWN_MAX_ROWS)
    return FALSE;

  begin_leaf (self, ASKG_MARKDOWN_TABLE);
  self->leaf->n_columns = table->col_count;
  self->leaf->n_rows = n_rows;
  self->leaf->aligns = g_new0 (AskgMarkdownAlign, table->col_count);
  self->leaf->cells = g_new0 (AskgMarkdownText, n_rows * table->col_count);

  return TRUE;
}

static int
enter_block_cb (MD_BLOCKTYPE  type,
                void         *detail,
                void         *user_data)
{
  Parse *self = user_data;
  const MD_BLOCK_CODE_DETAIL *code = detail;

  if (type < MD_BLOCK_THEAD) /* the parts of a table do not end it */
    end_leaf (self);
  if (self->blocks->len > MAX_BLOCKS)
    return 1;

  switch (type)
    {
    case MD_BLOCK_QUOTE:
      if (self->n_lists + self->n_quotes >= ASKG_MARKDOWN_MAX_NESTING)
        return 1;
      self->n_quotes++;
      break;
    case MD_BLOCK_UL:
      return push_list (self, FALSE, 1) ? 0 : 1;
    case MD_BLOCK_OL:
      return push_list (self, TRUE, ((MD_BLOCK_OL_DETAIL *) detail)->start) ? 0 : 1;
    case MD_BLOCK_LI:
      begin_item (self, detail);
      break;
    case MD_BLOCK_HR:
      begin_leaf (self, ASKG_MARKDOWN_RULE);
      break;
    case MD_BLOCK_H:
      begin_leaf (self, ASKG_MARKDOWN_HEADING);
      self->leaf->level = ((MD_BLOCK_H_DETAIL *) detail)->level;
      break;
    case MD_BLOCK_CODE:
      begin_leaf (self, ASKG_MARKDOWN_CODE);
      if (code->info.text != NULL)
        askg_block_set_info (self->leaf, code->info.text, code->info.size);
      break;
    case MD_BLOCK_P:
      begin_leaf (self, ASKG_MARKDOWN_PARAGRAPH);
      break;
    case MD_BLOCK_TABLE:
      return begin_table (self, detail) ? 0 : 1;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      askg_writer_clear (&self->writer);
      askg_writer_begin (&self->writer);
      break;
    case MD_BLOCK_DOC: case MD_BLOCK_HTML: case MD_BLOCK_THEAD: case MD_BLOCK_TBODY: case MD_BLOCK_TR:
    default:
      break;
    }

  return 0;
}

static void
end_cell (Parse                    *self,
          const MD_BLOCK_TD_DETAIL *cell)
{
  AskgMarkdownBlock *table = self->leaf;
  AskgMarkdownText text = { 0 };
  const guint at = self->cells->len;

  finish_text (self, &text);
  askg_writer_begin (&self->writer);
  g_array_append_val (self->cells, text);
  if (at < table->n_columns)
    table->aligns[at] = cell->align == MD_ALIGN_CENTER  ? ASKG_MARKDOWN_CENTER
                        : cell->align == MD_ALIGN_RIGHT ? ASKG_MARKDOWN_END : ASKG_MARKDOWN_START;
}

static void
end_table (Parse *self)
{
  AskgMarkdownBlock *table = self->leaf;
  const guint n = table->n_rows * table->n_columns;

  /* md4c gives every row as many cells as there are columns. */
  g_assert (self->cells->len == n);
  memcpy (table->cells, self->cells->data, n * sizeof *table->cells);
  g_array_set_size (self->cells, 0);
  end_leaf (self);
}

static int
leave_block_cb (MD_BLOCKTYPE  type,
                void         *detail,
                void         *user_data)
{
  Parse *self = user_data;

  switch (type)
    {
    case MD_BLOCK_QUOTE:
      end_leaf (self);
      self->n_quotes--;
      break;
    case MD_BLOCK_LI:
      if (self->lists[self->n_lists - 1].marker != ASKG_MARKDOWN_UNMARKED)
        need_leaf (self);
      end_leaf (self);
      break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
      end_leaf (self);
      self->n_lists--;
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      end_cell (self, detail);
      break;
    case MD_BLOCK_TABLE:
      end_table (self);
      break;
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
      break;
    case MD_BLOCK_DOC: case MD_BLOCK_HR: case MD_BLOCK_H: case MD_BLOCK_CODE: case MD_BLOCK_HTML: case MD_BLOCK_P:
    default:
      end_leaf (self);
      break;
    }

  return 0;
}

/* md4c leaves the entities of an address as they were written. */
static char *
attribute_text (const MD_ATTRIBUTE *attribute)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; attribute->text != NULL && attribute->substr_offsets[i] < attribute->size; i++)
    {
      const MD_OFFSET from = attribute->substr_offsets[i], to = attribute->substr_offsets[i + 1];

      if (attribute->substr_types[i] == MD_TEXT_ENTITY)
        askg_entity_decode (out, attribute->text + from, to - from);
      else
        g_string_append_len (out, attribute->text + from, to - from);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static int
enter_span_cb (MD_SPANTYPE  type,
               void        *detail,
               void        *user_data)
{
  Parse *self = user_data;

  need_leaf (self);
  if (self->only_image)
    self->only_image = self->n_images > 0;
  if (self->writer.spans->len > MAX_SPANS || self->writer.links->len > MAX_LINKS)
    return 1;

  self->n_bold += type == MD_SPAN_STRONG;
  self->n_italic += type == MD_SPAN_EM;
  self->n_strike += type == MD_SPAN_DEL;
  self->n_mono += type == MD_SPAN_CODE;
  self->n_links += type == MD_SPAN_A;
  if (type == MD_SPAN_A)
    self->link_start = askg_writer_mark (&self->writer);
  if (type == MD_SPAN_IMG && self->n_images++ == 0)
    {
      self->only_image = self->writer.text->len == 0 && self->n_links == 0;
      self->image_start = askg_writer_mark (&self->writer);
      g_free (self->image_target);
      self->image_target = attribute_text (&((MD_SPAN_IMG_DETAIL *) detail)->src);
    }

  return 0;
}

static int
leave_span_cb (MD_SPANTYPE  type,
               void        *detail,
               void        *user_data)
{
  Parse *self = user_data;

  self->n_bold -= type == MD_SPAN_STRONG;
  self->n_italic -= type == MD_SPAN_EM;
  self->n_strike -= type == MD_SPAN_DEL;
  self->n_mono -= type == MD_SPAN_CODE;
  if (type == MD_SPAN_A)
    {
      g_autofree char *target = attribute_text (&((MD_SPAN_A_DETAIL *) detail)->href);

      askg_writer_end_link (&self->writer, self->link_start, target);
    }
  self->n_links -= type == MD_SPAN_A;
  if (type == MD_SPAN_IMG && --self->n_images == 0)
    {
      self->alt_end = self->writer.text->len;
      askg_writer_end_image (&self->writer, self->image_start, self->image_target);
    }

  return 0;
}

static AskgMarkdownStyle
current_style (const Parse *self)
{
  return (self->n_bold > 0 ? ASKG_MARKDOWN_BOLD : 0) | (self->n_italic > 0 ? ASKG_MARKDOWN_ITALIC : 0) |
         (self->n_strike > 0 ? ASKG_MARKDOWN_STRIKE : 0) | (self->n_mono > 0 ? ASKG_MARKDOWN_MONO : 0) |
         (self->n_images > 0 ? ASKG_MARKDOWN_IMAGE : 0) |
         (self->leaf->kind == ASKG_MARKDOWN_CODE ? ASKG_MARKDOWN_MONO : 0);
}

static int
text_cb (MD_TEXTTYPE    type,
         const MD_CHAR *text,
         MD_SIZE        n_bytes,
         void          *user_data)
{
  Parse *self = user_data;
  AskgMarkdownStyle style;

  need_leaf (self);
  if (self->n_images == 0)
    self->only_image = FALSE;
  if (self->writer.spans->len > MAX_SPANS)
    return 1;

  style = current_style (self);
  if (type == MD_TEXT_BR)
    askg_writer_append (&self->writer, "\n", 1, style);
  else if (type == MD_TEXT_SOFTBR)
    askg_writer_append (&self->writer, " ", 1, style);
  else if (type == MD_TEXT_ENTITY)
    askg_writer_append_entity (&self->writer, text, n_bytes, style);
  else
    askg_writer_append (&self->writer, text, n_bytes, style);

  return 0;
}

/**
 * askg_section_parse:
 * @text: one section, as the scanner cut it
 * @blocks: (element-type AskgMarkdownBlock): gets what it holds
 *
 * @n_hidden: (inout): hidden characters that were left out or spelled out
 *
 * Returns: %FALSE when nothing was added: there was too much of something, or nothing to see
 */
gboolean
askg_section_parse (const char *text,
                    gsize       n_bytes,
                    GPtrArray  *blocks,
                    guint      *n_hidden)
{
  static const MD_PARSER parser = {
    .flags = MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS,
    .enter_block = enter_block_cb,
    .leave_block = leave_block_cb,
    .enter_span = enter_span_cb,
    .leave_span = leave_span_cb,
    .text = text_cb,
  };
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (askg_block_unref);
  Parse self = { .blocks = found, .cells = g_array_new (FALSE, FALSE, sizeof (AskgMarkdownText)) };
  const gboolean is_good = md_parse (text, n_bytes, &parser, &self) == 0 && found->len > 0;

  if (is_good)
    {
      *n_hidden += self.n_hidden;
      g_ptr_array_extend_and_steal (blocks, g_steal_pointer (&found));
    }

  g_clear_pointer (&self.leaf, askg_block_unref);
  askg_writer_clear (&self.writer);
  g_free (self.image_target);
  for (guint i = 0; i < self.cells->len; i++)
    askg_markdown_text_clear (&g_array_index (self.cells, AskgMarkdownText, i));
  g_array_unref (self.cells);

  return is_good;
}
