/* askg-page-text.c: any thread; page text never changes once it is finished. */
#include "engine/model/askg-page-text.h"

#include <string.h>

#include "engine/base/askg-rect.h"

struct _AskgPageText
{
  GObject  parent_instance;

  /* Owned */
  char    *text;  /* the lines joined by \n */
  GArray  *lines; /* of AskgTextLine */
  GArray  *words; /* of AskgWord */
  GArray  *starts; /* of gsize: where each line starts in @text, in bytes */
};

struct _AskgPageTextBuilder
{
  GArray *lines;
  GArray *words;
  guint   line_start; /* index of the first word of the line being built */
};

G_DEFINE_FINAL_TYPE (AskgPageText, askg_page_text, G_TYPE_OBJECT)

static void
clear_word (gpointer data)
{
  g_free (((AskgWord *) data)->text);
}

static void
clear_line (gpointer data)
{
  g_free (((AskgTextLine *) data)->text);
}

static void
askg_page_text_finalize (GObject *object)
{
  AskgPageText *self = ASKG_PAGE_TEXT (object);

  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->words, g_array_unref);
  g_clear_pointer (&self->starts, g_array_unref);

  G_OBJECT_CLASS (askg_page_text_parent_class)->finalize (object);
}

static void
askg_page_text_class_init (AskgPageTextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_page_text_finalize;
}

static void
askg_page_text_init (AskgPageText *self)
{
}

AskgPageTextBuilder *
askg_page_text_builder_new (void)
{
  AskgPageTextBuilder *builder = g_new0 (AskgPageTextBuilder, 1);

  builder->lines = g_array_new (FALSE, TRUE, sizeof (AskgTextLine));
  builder->words = g_array_new (FALSE, TRUE, sizeof (AskgWord));
  g_array_set_clear_func (builder->lines, clear_line);
  g_array_set_clear_func (builder->words, clear_word);

  return builder;
}

void
askg_page_text_builder_free (AskgPageTextBuilder *builder)
{
  if (builder == NULL)
    return;

  g_clear_pointer (&builder->lines, g_array_unref);
  g_clear_pointer (&builder->words, g_array_unref);
  g_free (builder);
}

/**
 * askg_page_text_builder_add_word:
 * @text: one word; what is not valid UTF-8 in it is replaced
 * @box: in pixels of the picture
 * @confidence: 0 to 100
 */
void
askg_page_text_builder_add_word (AskgPageTextBuilder *builder,
                                 const char          *text,
                                 const AskgRect      *box,
                                 guint                confidence)
{
  const AskgWord word = { g_utf8_make_valid (text, -1), *box, MIN (confidence, 100) };

  g_array_append_val (builder->words, word);
}

/**
 * askg_page_text_builder_end_line:
 * @paragraph: lines of one block share this number
 * @n_indent: spaces to put before the line, as far as the picture shows an indent
 *
 * Ends the line of the words added since the last one; without any it does nothing.
 */
void
askg_page_text_builder_end_line (AskgPageTextBuilder *builder,
                                 guint                paragraph,
                                 guint                n_indent)
{
  AskgTextLine line = { .first_word = builder->line_start, .paragraph = paragraph };
  GString *text;

  line.n_words = builder->words->len - builder->line_start;
  if (line.n_words == 0)
    return;

  text = g_string_new (NULL);
  for (guint i = 0; i < n_indent; i++)
    g_string_append_c (text, ' ');
  for (guint i = 0; i < line.n_words; i++)
    {
      const AskgWord *word = &g_array_index (builder->words, AskgWord, line.first_word + i);

      if (i == 0)
        line.box = word->box;
      else
        {
          g_string_append_c (text, ' ');
          askg_rect_unite (&line.box, &word->box);
        }
      g_string_append (text, word->text);
    }
  line.text = g_string_free (text, FALSE);
  g_array_append_val (builder->lines, line);
  builder->line_start = builder->words->len;
}

/**
 * askg_page_text_builder_finish:
 *
 * Returns: (transfer full): what was built; the builder is then empty and may be used again
 */
AskgPageText *
askg_page_text_builder_finish (AskgPageTextBuilder *builder)
{
  AskgPageText *self = g_object_new (ASKG_TYPE_PAGE_TEXT, NULL);
  g_autoptr(AskgPageTextBuilder) next = askg_page_text_builder_new ();
  GString *text = g_string_new (NULL);

  askg_page_text_builder_end_line (builder, 0, 0);
  self->lines = g_steal_pointer (&builder->lines);
  self->words = g_steal_pointer (&builder->words);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  for (guint i = 0; i < self->lines->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      g_array_append_val (self->starts, text->len);
      g_string_append (text, g_array_index (self->lines, AskgTextLine, i).text);
    }
  self->text = g_string_free (text, FALSE);

  builder->lines = g_steal_pointer (&next->lines);
  builder->words = g_steal_pointer (&next->words);
  builder->line_start = 0;

  return self;
}

/**
 * askg_page_text_get_text:
 *
 * Returns: (transfer none): all lines joined by line feeds; "" when there are none
 */
const char *
askg_page_text_get_text (AskgPageText *self)
{
  g_return_val_if_fail (ASKG_IS_PAGE_TEXT (self), NULL);

  return self->text;
}

guint
askg_page_text_get_n_lines (AskgPageText *self)
{
  g_return_val_if_fail (ASKG_IS_PAGE_TEXT (self), 0);

  return self->lines->len;
}

/**
 * askg_page_text_get_line:
 * @index: below askg_page_text_get_n_lines()
 *
 * Returns: (transfer none): valid as long as @self
 */
const AskgTextLine *
askg_page_text_get_line (AskgPageText *self,
                         guint         index)
{
  g_return_val_if_fail (ASKG_IS_PAGE_TEXT (self), NULL);
  g_return_val_if_fail (index < self->lines->len, NULL);

  return &g_array_index (self->lines, AskgTextLine, index);
}

guint
askg_page_text_get_n_words (AskgPageText *self)
{
  g_return_val_if_fail (ASKG_IS_PAGE_TEXT (self), 0);

  return self->words->len;
}

/**
 * askg_page_text_get_word:
 * @index: below askg_page_text_get_n_words()
 *
 * Returns: (transfer none): valid as long as @self
 */
const AskgWord *
askg_page_text_get_word (AskgPageText *self,
                         guint         index)
{
  g_return_val_if_fail (ASKG_IS_PAGE_TEXT (self), NULL);
  g_return_val_if_fail (index < self->words->len, NULL);

  return &g_array_index (self->words, AskgWord, index);
}

/* The mean over all words, 0 to 100; 0 when there are none. */
guint
askg_page_text_get_confidence (AskgPageText *self)
{
  guint64 sum = 0;

  g_return_val_if_fail (ASKG_IS_PAGE_TEXT (self), 0);

  for (guint i = 0; i < self->words->len; i++)
    sum += g_array_index (self->words, AskgWord, i).confidence;

  return self->words->len > 0 ? sum / self->words->len : 0;
}

/**
 * askg_page_text_find_line:
 * @offset_bytes: a place in askg_page_text_get_text()
 *
 * Returns: the index of the line it lies in; the last line for a place behind the end;
 *   %G_MAXUINT when there are no lines
 */
guint
askg_page_text_find_line (AskgPageText *self,
                          gsize         offset_bytes)
{
  guint found = G_MAXUINT;

  g_return_val_if_fail (ASKG_IS_PAGE_TEXT (self), G_MAXUINT);

  for (guint i = 0; i < self->starts->len && g_array_index (self->starts, gsize, i) <= offset_bytes; i++)
    found = i;

  return found;
}
