/* askg-markdown-block.c: the values that the model is made of. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/model/askg-markdown-private.h"

#include <string.h>

#define MAX_INFO_BYTES 200

void
askg_markdown_text_clear (AskgMarkdownText *self)
{
  g_free (self->text);
  g_free (self->spans);
  for (guint i = 0; i < self->n_links; i++)
    {
      g_free (self->links[i].target);
      g_free (self->links[i].host);
    }
  g_free (self->links);
}

static void
block_clear (gpointer data)
{
  AskgMarkdownBlock *self = data;

  askg_markdown_text_clear (&self->body);
  for (guint i = 0; i < self->n_rows * self->n_columns; i++)
    askg_markdown_text_clear (&self->cells[i]);
  g_free (self->cells);
  g_free (self->aligns);
  g_free (self->language);
  g_free (self->title);
}

AskgMarkdownBlock *
askg_block_new (AskgMarkdownKind kind)
{
  AskgMarkdownBlock *self = g_rc_box_new0 (AskgMarkdownBlock);

  self->kind = kind;

  return self;
}

void
askg_block_unref (gpointer block)
{
  g_rc_box_release_full (block, block_clear);
}

static gboolean
is_file_name (const char *word)
{
  return strpbrk (word, "./") != NULL && strpbrk (word, "{}=()") == NULL;
}

static void
take_word (AskgMarkdownBlock *self,
           const char        *word,
           gboolean           is_first)
{
  static const char *const keys[] = { "title=", "file=", "filename=", "name=", "path=" };
  g_autofree char *value = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_has_prefix (word, keys[i]))
      value = g_strdup (word + strlen (keys[i]));

  if (value == NULL && is_file_name (word))
    value = g_strdup (word);
  if (value == NULL && is_first)
    self->language = g_ascii_strdown (word, -1);
  else if (value != NULL && self->title == NULL && *value != '\0')
    self->title = g_steal_pointer (&value);
}

/**
 * askg_block_set_info:
 * @info: (array length=n_bytes): what stands behind the fence
 *
 * Reads the usual ways to name a language and a file: "c", "c src/a.c", "c:src/a.c",
 * "{.c}", "c title=src/a.c", "src/a.c".
 */
void
askg_block_set_info (AskgMarkdownBlock *self,
                     const char        *info,
                     gsize              n_bytes)
{
  g_autofree char *raw = g_utf8_make_valid (info, MIN (n_bytes, MAX_INFO_BYTES));
  g_autofree char *line = askg_text_make_inert (raw, ASKG_INERT_ONE_LINE);
  g_auto(GStrv) words = NULL;
  guint n_seen = 0;

  g_strdelimit (line, ":{}\"'", ' ');
  words = g_strsplit (line, " ", 12);
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = words[i][0] == '.' && words[i][1] != '/' ? words[i] + 1 : words[i];

      if (*word != '\0')
        take_word (self, word, n_seen++ == 0);
    }
}

/* Lines of an indented fence are indented with it. */
static char *
strip_indent (const char *code,
              gsize       n_bytes,
              guint       indent)
{
  GString *out = g_string_sized_new (n_bytes + 1);
  guint column = 0;

  for (gsize i = 0; i < n_bytes; i++)
    {
      if (code[i] == ' ' && column < indent)
        column++;
      else
        {
          g_string_append_c (out, code[i]);
          column = code[i] == '\n' ? 0 : indent;
        }
    }

  return g_string_free (out, FALSE);
}

/**
 * askg_block_new_code:
 * @indent: columns that are no part of the code
 * @n_hidden: (inout): hidden characters found; they are spelled out in code
 *
 * Returns: (transfer full): a block of code, without the line feed at its end
 */
AskgMarkdownBlock *
askg_block_new_code (const char *info,
                     gsize       info_bytes,
                     const char *code,
                     gsize       code_bytes,
                     guint       indent,
                     guint      *n_hidden)
{
  AskgMarkdownBlock *self = askg_block_new (ASKG_MARKDOWN_CODE);
  g_autofree char *stripped = indent > 0 ? strip_indent (code, code_bytes, indent) : NULL;
  GString *text = g_string_sized_new (code_bytes + 1);
  AskgInert inert = { 0 };

  if (stripped != NULL)
    {
      code = stripped;
      code_bytes = strlen (stripped);
    }
  if (code_bytes > 0 && code[code_bytes - 1] == '\n')
    code_bytes--;
  askg_inert_append (&inert, text, code, code_bytes, ASKG_INERT_SHOW_HIDDEN);
  self->body.text = g_string_free (text, FALSE);
  askg_block_set_info (self, info, info_bytes);
  *n_hidden += inert.n_hidden;

  return self;
}

/**
 * askg_block_new_plain:
 * @n_hidden: (inout): hidden characters found
 *
 * Returns: (transfer full): a paragraph that shows Markdown as it was written
 */
AskgMarkdownBlock *
askg_block_new_plain (const char     *text,
                      gsize           n_bytes,
                      AskgInertFlags  flags,
                      guint          *n_hidden)
{
  AskgMarkdownBlock *self = askg_block_new (ASKG_MARKDOWN_PARAGRAPH);
  GString *out = g_string_sized_new (n_bytes + 1);
  AskgInert inert = { 0 };

  while (n_bytes > 0 && text[n_bytes - 1] == '\n')
    n_bytes--;
  askg_inert_append (&inert, out, text, n_bytes, flags);
  self->body.text = g_string_free (out, FALSE);
  *n_hidden += inert.n_hidden;

  return self;
}

static gboolean
text_equal (const AskgMarkdownText *a,
            const AskgMarkdownText *b)
{
  if (g_strcmp0 (a->text, b->text) != 0 || a->n_spans != b->n_spans || a->n_links != b->n_links)
    return FALSE;
  if (a->n_spans > 0 && memcmp (a->spans, b->spans, a->n_spans * sizeof *a->spans) != 0)
    return FALSE;
  for (guint i = 0; i < a->n_links; i++)
    if (!g_str_equal (a->links[i].target, b->links[i].target) || a->links[i].misleading != b->links[i].misleading)
      return FALSE;

  return TRUE;
}

/**
 * askg_markdown_block_equal:
 *
 * Returns: whether the two are shown alike in every respect
 */
gboolean
askg_markdown_block_equal (const AskgMarkdownBlock *a,
                           const AskgMarkdownBlock *b)
{
  if (a == b)
    return TRUE;
  if (a->kind != b->kind || a->level != b->level || a->quote_depth != b->quote_depth || a->list_depth != b->list_depth ||
      a->marker != b->marker || a->number != b->number || a->n_columns != b->n_columns || a->n_rows != b->n_rows ||
      g_strcmp0 (a->language, b->language) != 0 || g_strcmp0 (a->title, b->title) != 0 ||
      !text_equal (&a->body, &b->body))
    return FALSE;

  for (guint i = 0; i < a->n_columns; i++)
    if (a->aligns[i] != b->aligns[i])
      return FALSE;
  for (guint i = 0; i < a->n_rows * a->n_columns; i++)
    if (!text_equal (&a->cells[i], &b->cells[i]))
      return FALSE;

  return TRUE;
}
