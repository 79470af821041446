/* askg-interpreter-window.h: two languages side by side, one row an utterance, so that what was said and what was made of
 * it stay level. Main thread.
 *
 * Signals: "languages" (const char *left, const char *right): chosen or swapped; "source" (const char *id): what is to be
 * heard; "aloud" (gboolean on): whether the translation is spoken. What is done at its bar the bar tells. */
#pragma once

#include <adwaita.h>

#include "ui/voice/askg-voice-bar.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_INTERPRETER_LEFT,
  ASKG_INTERPRETER_RIGHT,
} AskgInterpreterSide;

#define ASKG_TYPE_INTERPRETER_WINDOW (askg_interpreter_window_get_type ())
G_DECLARE_FINAL_TYPE (AskgInterpreterWindow, askg_interpreter_window, ASKG, INTERPRETER_WINDOW, AdwWindow)

AskgInterpreterWindow *askg_interpreter_window_new           (GtkApplication         *application);
void                   askg_interpreter_window_set_languages (AskgInterpreterWindow  *self,
                                                              const char             *left,
                                                              const char             *right);
const char            *askg_interpreter_window_get_language  (AskgInterpreterWindow  *self,
                                                              AskgInterpreterSide     side);
void                   askg_interpreter_window_clear_sources (AskgInterpreterWindow  *self);
void                   askg_interpreter_window_add_source    (AskgInterpreterWindow  *self,
                                                              const char             *id,
                                                              const char             *words,
                                                              const char             *icon_name);
void                   askg_interpreter_window_set_source    (AskgInterpreterWindow  *self,
                                                              const char             *id);
void                   askg_interpreter_window_set_aloud     (AskgInterpreterWindow  *self,
                                                              gboolean                aloud,
                                                              gboolean                can);
guint                  askg_interpreter_window_add_row       (AskgInterpreterWindow  *self,
                                                              AskgInterpreterSide     said_at);
void                   askg_interpreter_window_set_row       (AskgInterpreterWindow  *self,
                                                              guint                   row,
                                                              const char             *said,
                                                              const char             *translated);
void                   askg_interpreter_window_finish_row    (AskgInterpreterWindow  *self,
                                                              guint                   row);
void                   askg_interpreter_window_clear_rows    (AskgInterpreterWindow  *self);
void                   askg_interpreter_window_tell          (AskgInterpreterWindow  *self,
                                                              const char             *title,
                                                              const char             *body);
AskgVoiceBar          *askg_interpreter_window_get_bar       (AskgInterpreterWindow  *self);

G_END_DECLS
