/* askg-interpreter-rows.h: what was said and its translation, a row an utterance, in a grid of two columns. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_INTERPRETER_LEFT,
  ASKG_INTERPRETER_RIGHT,
} AskgInterpreterSide;

typedef struct _AskgInterpreterRows AskgInterpreterRows;

AskgInterpreterRows *askg_interpreter_rows_new             (GtkGrid             *grid);
void                 askg_interpreter_rows_free            (AskgInterpreterRows *self);
guint                askg_interpreter_rows_add             (AskgInterpreterRows *self,
                                                            AskgInterpreterSide  said_at);
void                 askg_interpreter_rows_set_side        (AskgInterpreterRows *self,
                                                            guint                row,
                                                            AskgInterpreterSide  said_at);
void                 askg_interpreter_rows_set             (AskgInterpreterRows *self,
                                                            guint                row,
                                                            const char          *said,
                                                            const char          *translated);
const char          *askg_interpreter_rows_get_translation (AskgInterpreterRows *self,
                                                            guint                row);
void                 askg_interpreter_rows_clear           (AskgInterpreterRows *self);

G_END_DECLS
