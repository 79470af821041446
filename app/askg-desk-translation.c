/* askg-desk-translation.c: main thread. */
#include "app/askg-desk-translation.h"

#include <glib/gi18n-lib.h>

#include "ui/voice/askg-languages.h"

struct _AskgDeskTranslation
{
  /* Borrowed: whoever frees it before them */
  AskgInterpreterWindow *window;   /* (nullable): until it is made */
  AskgCaptionsWindow    *captions; /* (nullable): the same */

  /* Owned */
  AskgTalking           *talking;  /* (nullable): until the history is open */
  AskgTurn              *turn;     /* (nullable): that is being translated */
  char                  *said;     /* what @turn translates, as far as it is known */

  guint                  row;      /* of @turn */
  AskgInterpreterSide    side;     /* who spoke last */
};

AskgDeskTranslation *
askg_desk_translation_new (void)
{
  AskgDeskTranslation *self = g_new0 (AskgDeskTranslation, 1);

  self->said = g_strdup ("");

  return self;
}

void
askg_desk_translation_free (AskgDeskTranslation *self)
{
  askg_desk_translation_forget (self);
  if (self->talking != NULL)
    g_signal_handlers_disconnect_by_data (self->talking, self);
  g_clear_object (&self->talking);
  g_free (self->said);
  g_free (self);
}

void
askg_desk_translation_set_window (AskgDeskTranslation   *self,
                                  AskgInterpreterWindow *window)
{
  self->window = window;
}

void
askg_desk_translation_set_captions (AskgDeskTranslation *self,
                                    AskgCaptionsWindow  *captions)
{
  self->captions = captions;
}

/* As the person says; else as the words tell, or those of the translation; else as before. */
static AskgInterpreterSide
find_side (AskgDeskTranslation *self,
           const char          *translated)
{
  const char *right = askg_interpreter_window_get_language (self->window, ASKG_INTERPRETER_RIGHT);
  const char *left = askg_interpreter_window_get_language (self->window, ASKG_INTERPRETER_LEFT);
  const char *spoken = askg_interpreter_window_get_speaking (self->window);
  const char *told_in;

  if (spoken == NULL)
    spoken = askg_languages_tell (left, right, self->said);
  told_in = spoken == NULL ? askg_languages_tell (left, right, translated) : NULL;
  if (spoken != NULL)
    self->side = g_str_equal (spoken, right) ? ASKG_INTERPRETER_RIGHT : ASKG_INTERPRETER_LEFT;
  else if (told_in != NULL)
    self->side = g_str_equal (told_in, right) ? ASKG_INTERPRETER_LEFT : ASKG_INTERPRETER_RIGHT;

  return self->side;
}

static void
show_captions (AskgDeskTranslation *self,
               const char          *translated)
{
  if (self->captions != NULL && gtk_widget_get_visible (GTK_WIDGET (self->captions)))
    askg_captions_window_set_words (self->captions, self->said, translated);
}

static void
show_words (AskgDeskTranslation *self)
{
  AskgInterpreterRows *rows = askg_interpreter_window_get_rows (self->window);
  const char *translated = askg_answer_get_text (askg_turn_get_answer (self->turn));

  askg_interpreter_rows_set_side (rows, self->row, find_side (self, translated));
  askg_interpreter_rows_set (rows, self->row, *self->said != '\0' ? self->said : _("(your voice)"), translated);
  show_captions (self, translated);
}

/* Some engines tell only afterwards what they heard, and then maybe when all of it is translated. */
static void
said_cb (AskgDeskTranslation *self)
{
  AskgTurn *turn = askg_talking_get_turn (self->talking);

  if (self->turn == NULL || *self->said != '\0' || (turn != NULL && turn != self->turn))
    return;
  g_free (self->said);
  self->said = g_strdup (askg_talking_get_user_text (self->talking));
  show_words (self);
}

/* Why it was not translated tells whoever tells all that goes wrong. */
static void
state_cb (AskgDeskTranslation *self)
{
  AskgAnswer *answer = askg_turn_get_answer (self->turn);
  const GError *error = askg_answer_get_error (answer);

  if (!askg_answer_is_over (answer))
    return;
  show_words (self);
  if (error != NULL && *askg_answer_get_text (answer) == '\0')
    askg_interpreter_rows_set (askg_interpreter_window_get_rows (self->window), self->row, NULL, _("(not translated)"));
  if (error == NULL)
    askg_interpreter_window_finish_row (self->window, self->row);
  if (*self->said != '\0' || error != NULL)
    askg_desk_translation_forget (self);
}

/* @turn: just asked; its window is there */
void
askg_desk_translation_begin (AskgDeskTranslation *self,
                             AskgTurn            *turn)
{
  AskgAnswer *answer = askg_turn_get_answer (turn);

  askg_desk_translation_forget (self);
  self->turn = g_object_ref (turn);
  g_free (self->said);
  self->said = g_strdup (askg_talking_get_user_text (self->talking));
  self->row = askg_interpreter_rows_add (askg_interpreter_window_get_rows (self->window), self->side);
  g_signal_connect_swapped (answer, "appended", G_CALLBACK (show_words), self);
  g_signal_connect_swapped (answer, "notify::state", G_CALLBACK (state_cb), self);
  show_words (self);
}

/* What comes of it from now on is not shown. */
void
askg_desk_translation_forget (AskgDeskTranslation *self)
{
  if (self->turn != NULL)
    g_signal_handlers_disconnect_by_data (askg_turn_get_answer (self->turn), self);
  g_clear_object (&self->turn);
}

/* @talking: the one there is */
void
askg_desk_translation_set_talking (AskgDeskTranslation *self,
                                   AskgTalking         *talking)
{
  self->talking = g_object_ref (talking);
  g_signal_connect_swapped (talking, "notify::user-text", G_CALLBACK (said_cb), self);
}
