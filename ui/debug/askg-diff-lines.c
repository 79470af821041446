/* askg-diff-lines.c */
#include "ui/debug/askg-diff-lines.h"

#include <glib/gi18n-lib.h>

/* Where one is in the two files. */
typedef struct
{
  GArray       *lines;   /* of AskgCodeLine */
  AskgDiffSide  side;
  guint         old_at;
  guint         new_at;
  guint         n_removed; /* since the last line that is in both */
  guint         n_added;
} Maker;

static void
append (Maker        *maker,
        guint         number,
        AskgCodeMark  mark,
        const char   *text)
{
  const AskgCodeLine line = { number, mark, text };

  g_array_append_val (maker->lines, line);
}

/* What was taken away and what came stand side by side; the shorter of them is filled. */
static void
level (Maker *maker)
{
  const guint here = maker->side == ASKG_DIFF_BEFORE ? maker->n_removed : maker->n_added;
  const guint there = maker->side == ASKG_DIFF_BEFORE ? maker->n_added : maker->n_removed;

  for (guint i = here; maker->side != ASKG_DIFF_UNIFIED && i < there; i++)
    append (maker, 0, ASKG_CODE_PLAIN, "");
  maker->n_removed = maker->n_added = 0;
}

static void
add_line (Maker               *maker,
          const AskgPatchLine *line)
{
  switch (line->kind)
    {
    case ASKG_PATCH_REMOVED:
      maker->n_removed++;
      if (maker->side != ASKG_DIFF_AFTER)
        append (maker, maker->old_at, ASKG_CODE_REMOVED, line->text);
      maker->old_at++;
      return;
    case ASKG_PATCH_ADDED:
      maker->n_added++;
      if (maker->side != ASKG_DIFF_BEFORE)
        append (maker, maker->new_at, ASKG_CODE_ADDED, line->text);
      maker->new_at++;
      return;
    case ASKG_PATCH_CONTEXT:
    default:
      level (maker);
      append (maker, maker->side == ASKG_DIFF_BEFORE ? maker->old_at : maker->new_at, ASKG_CODE_PLAIN, line->text);
      maker->old_at++;
      maker->new_at++;
    }
}

static void
add_file (Maker               *maker,
          const AskgPatchFile *file)
{
  for (guint i = 0; i < file->hunks->len; i++)
    {
      const AskgPatchHunk *hunk = g_ptr_array_index (file->hunks, i);

      if (i > 0)
        append (maker, 0, ASKG_CODE_GAP, "");
      maker->old_at = MAX (hunk->old_line, 1);
      maker->new_at = MAX (hunk->new_line, 1);
      for (guint j = 0; j < hunk->lines->len; j++)
        add_line (maker, g_ptr_array_index (hunk->lines, j));
      level (maker);
    }
}

/**
 * askg_diff_lines_make:
 *
 * Returns: (transfer full) (element-type AskgCodeLine): their texts are @patch's
 */
GArray *
askg_diff_lines_make (const AskgPatch *patch,
                      AskgDiffSide     side)
{
  Maker maker = { g_array_new (FALSE, FALSE, sizeof (AskgCodeLine)), side, 1, 1, 0, 0 };

  for (guint i = 0; i < patch->files->len; i++)
    {
      const AskgPatchFile *file = g_ptr_array_index (patch->files, i);

      if (patch->files->len > 1)
        append (&maker, 0, ASKG_CODE_GAP, askg_patch_file_get_path (file));
      add_file (&maker, file);
    }

  return maker.lines;
}

/**
 * askg_diff_lines_tell:
 *
 * Returns: (transfer full): what is otherwise, for who does not see the colours
 */
char *
askg_diff_lines_tell (const AskgPatch *patch)
{
  g_autoptr(GArray) lines = askg_diff_lines_make (patch, ASKG_DIFF_UNIFIED);
  GString *told = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const AskgCodeLine *line = &g_array_index (lines, AskgCodeLine, i);

      if (line->mark == ASKG_CODE_ADDED)
        g_string_append_printf (told, _("Line %u added: %s"), line->number, line->text);
      else if (line->mark == ASKG_CODE_REMOVED)
        g_string_append_printf (told, _("Line %u removed: %s"), line->number, line->text);
      else
        continue;
      g_string_append_c (told, '\n');
    }

  return g_string_free (told, FALSE);
}
