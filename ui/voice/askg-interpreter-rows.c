/* askg-interpreter-rows.c: main thread. */
#include "ui/voice/askg-interpreter-rows.h"

#include <glib/gi18n-lib.h>

#include "engine/model/askg-inert-text.h"
#include "ui/reply/askg-whole-words.h"

/* Older rows are in the history; a window that grows for hours would only get slower. */
#define MOST_ROWS 200u

typedef struct
{
  AskgInterpreterSide  said_at;
  GtkLabel            *said; /* owned by GTK; in the grid */
  GtkLabel            *translated;
} Row;

struct _AskgInterpreterRows
{
  GtkGrid *grid;   /* borrowed */
  GArray  *list;   /* owned; of Row */
  guint    n_gone; /* rows that are not shown any more */
};

/* @grid: borrowed; outlives it */
AskgInterpreterRows *
askg_interpreter_rows_new (GtkGrid *grid)
{
  AskgInterpreterRows *self = g_new0 (AskgInterpreterRows, 1);

  self->grid = grid;
  self->list = g_array_new (FALSE, FALSE, sizeof (Row));

  return self;
}

void
askg_interpreter_rows_free (AskgInterpreterRows *self)
{
  g_array_unref (self->list);
  g_free (self);
}

static GtkLabel *
make_label (void)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (label, 0);
  gtk_label_set_selectable (label, TRUE);
  gtk_label_set_max_width_chars (label, 36);
  gtk_widget_set_focusable (GTK_WIDGET (label), FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (label), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (label), GTK_ALIGN_BASELINE); /* two scripts, two fonts: their first lines stand level */

  return label;
}

/* A cell with nothing in it has a name all the same, or a screen reader tells what it is made of. */
static void
set_words (GtkLabel   *label,
           const char *words,
           const char *otherwise)
{
  g_autofree char *inert = askg_text_make_inert (words, ASKG_INERT_ONE_LINE);

  gtk_label_set_text (label, inert);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, *inert != '\0' ? inert : otherwise, -1);
  askg_whole_words_apply (label);
}

static void
set_class (GtkLabel   *label,
           const char *name,
           gboolean    wanted)
{
  if (wanted)
    gtk_widget_add_css_class (GTK_WIDGET (label), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), name);
}

/* Bold is what is new: what is being said, and the translation that was finished last. */
static void
show_ages (AskgInterpreterRows *self)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      const Row *row = &g_array_index (self->list, Row, i);
      const guint age = self->list->len - 1 - i;

      set_class (row->said, "askg-strong", age == 0);
      set_class (row->translated, "askg-strong", age == 1);
      set_class (row->said, "askg-heard", age > 1);
      set_class (row->translated, "askg-heard", age > 1);
    }
}

static void
drop_first (AskgInterpreterRows *self)
{
  gtk_grid_remove_row (self->grid, 0);
  g_array_remove_index (self->list, 0);
  self->n_gone++;
}

static void
attach (AskgInterpreterRows *self,
        const Row           *row,
        int                  position)
{
  gtk_grid_attach (self->grid, GTK_WIDGET (row->said), row->said_at == ASKG_INTERPRETER_LEFT ? 0 : 1, position, 1, 1);
  gtk_grid_attach (self->grid, GTK_WIDGET (row->translated), row->said_at == ASKG_INTERPRETER_LEFT ? 1 : 0, position, 1, 1);
}

/* @said_at: where the language stands that it is said in. Returns: its number */
guint
askg_interpreter_rows_add (AskgInterpreterRows *self,
                           AskgInterpreterSide  said_at)
{
  const Row row = { .said_at = said_at, .said = make_label (), .translated = make_label () };

  if (self->list->len == MOST_ROWS)
    drop_first (self);
  set_words (row.said, "", _("Not understood yet"));
  set_words (row.translated, "", _("Not translated yet"));
  attach (self, &row, (int) self->list->len);
  g_array_append_val (self->list, row);
  show_ages (self);

  return self->n_gone + self->list->len - 1;
}

/* (nullable) */
static Row *
find (AskgInterpreterRows *self,
      guint                row)
{
  return row >= self->n_gone && row - self->n_gone < self->list->len ? &g_array_index (self->list, Row, row - self->n_gone) : NULL;
}

/* It turned out who said it. */
void
askg_interpreter_rows_set_side (AskgInterpreterRows *self,
                                guint                row,
                                AskgInterpreterSide  said_at)
{
  Row *found = find (self, row);

  if (found == NULL || found->said_at == said_at)
    return;
  found->said_at = said_at;
  g_object_ref (found->said);
  g_object_ref (found->translated);
  gtk_grid_remove (self->grid, GTK_WIDGET (found->said));
  gtk_grid_remove (self->grid, GTK_WIDGET (found->translated));
  attach (self, found, (int) (row - self->n_gone));
  g_object_unref (found->said);
  g_object_unref (found->translated);
}

/* @said, @translated: (nullable): %NULL for what is there */
void
askg_interpreter_rows_set (AskgInterpreterRows *self,
                           guint                row,
                           const char          *said,
                           const char          *translated)
{
  const Row *found = find (self, row);

  if (found != NULL && said != NULL)
    set_words (found->said, said, _("Not understood yet"));
  if (found != NULL && translated != NULL)
    set_words (found->translated, translated, _("Not translated yet"));
}

/* (nullable) (transfer none): as it is shown */
const char *
askg_interpreter_rows_get_translation (AskgInterpreterRows *self,
                                       guint                row)
{
  const Row *found = find (self, row);

  return found != NULL ? gtk_label_get_text (found->translated) : NULL;
}

void
askg_interpreter_rows_clear (AskgInterpreterRows *self)
{
  while (self->list->len > 0)
    drop_first (self);
}
