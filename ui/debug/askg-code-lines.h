/* askg-code-lines.h: lines of a file with their own numbers, some of them marked. Main thread. */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_CODE_PLAIN,
  ASKG_CODE_ADDED,
  ASKG_CODE_REMOVED,
  ASKG_CODE_WRONG,  /* the line that an error names */
  ASKG_CODE_GAP,    /* none of the file: what stands between two places */
} AskgCodeMark;

typedef struct
{
  guint         number; /* from 1; 0: none is shown */
  AskgCodeMark  mark;
  const char   *text;   /* UTF-8, without a line end */
} AskgCodeLine;

#define ASKG_TYPE_CODE_LINES (askg_code_lines_get_type ())
G_DECLARE_FINAL_TYPE (AskgCodeLines, askg_code_lines, ASKG, CODE_LINES, GtkSourceView)

void askg_code_lines_set       (AskgCodeLines      *self,
                                const AskgCodeLine *lines,
                                guint               n_lines,
                                const char         *path);
void askg_code_lines_set_signs (AskgCodeLines      *self,
                                gboolean            has_signs);

G_END_DECLS
