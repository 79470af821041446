/* askg-line-words.c: any one thread. */
#include "engine/local/askg-line-words.h"

#include <string.h>

#include "engine/base/askg-rect.h"

#define MAX_INDENT 120
#define MAX_RUN    200

/**
 * askg_line_words_find_advance:
 * @glyphs: (element-type AskgGlyph): of one or more lines
 *
 * Returns: how far apart letters of one word stand, from middle to middle, in pixels, in the
 *   middle of all; 0 when there are too few to tell
 */
double
askg_line_words_find_advance (const GArray *glyphs)
{
  guint counts[128] = { 0 };
  guint n = 0, n_seen = 0;

  for (guint i = 1; i < glyphs->len; i++)
    {
      const AskgGlyph *before = &g_array_index (glyphs, AskgGlyph, i - 1), *glyph = before + 1;
      const int step = 2 * (glyph->box.x - before->box.x) + glyph->box.width - before->box.width;

      if (glyph->starts_word || glyph->starts_line || glyph->is_run || before->is_run || step <= 0 || step >= (int) G_N_ELEMENTS (counts))
        continue;
      counts[step]++;
      n++;
    }
  if (n < 6)
    return 0;
  for (guint step = 0; step < G_N_ELEMENTS (counts); step++)
    if ((n_seen += counts[step]) * 2 >= n)
      return step / 2.0;

  return 0;
}

/* How many letters a run has. Its ink begins and ends a little inside their room. */
static guint
count_run (const AskgGlyph *run,
           double           advance_px)
{
  return (guint) CLAMP (run->box.width / advance_px + 0.65, 1, MAX_RUN);
}

static void
add_word (AskgPageTextBuilder *builder,
          const AskgGlyph     *glyphs,
          guint                n,
          double               advance_px)
{
  g_autoptr(GString) text = g_string_new (NULL);
  AskgRect box = { 0, 0, 0, 0 };
  guint confidence = 0;

  for (guint i = 0; i < n; i++)
    {
      for (guint left = glyphs[i].is_run ? count_run (&glyphs[i], advance_px) : 1; left > 0; left--)
        g_string_append (text, glyphs[i].text);
      askg_rect_unite (&box, &glyphs[i].box);
      confidence += glyphs[i].confidence;
    }
  if (n > 0)
    askg_page_text_builder_add_word (builder, text->str, &box, confidence / n);
}

/**
 * askg_line_words_add:
 * @glyphs: (element-type AskgGlyph): of one line, or of a few that touch
 * @line: around their ink
 * @left_px: where the column begins
 * @advance_px: see askg_line_words_find_advance(); 0: no indent is told
 */
void
askg_line_words_add (AskgPageTextBuilder *builder,
                     const GArray        *glyphs,
                     const AskgRect      *line,
                     guint                paragraph,
                     int                  left_px,
                     double               advance_px)
{
  const AskgGlyph *all = (const AskgGlyph *) (gconstpointer) glyphs->data;

  for (guint i = 0; i < glyphs->len;)
    {
      /* Where the ink begins is known better than where the first letter was seen. */
      const int start_px = i == 0 ? line->x : all[i].box.x;
      const double indent = advance_px > 0 ? (start_px - left_px) / advance_px : 0;

      do
        {
          const guint start = i++;

          while (i < glyphs->len && !all[i].starts_word && !all[i].starts_line)
            i++;
          add_word (builder, all + start, i - start, advance_px > 0 ? advance_px : MAX (4, line->height / 2.0));
        }
      while (i < glyphs->len && !all[i].starts_line);
      askg_page_text_builder_end_line (builder, paragraph, (guint) CLAMP (indent + 0.25, 0, MAX_INDENT));
    }
}
