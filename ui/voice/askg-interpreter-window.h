/* askg-interpreter-window.h: two languages side by side, one row an utterance, so that what was said and what was made of
 * it stay level. Main thread.
 *
 * Signals: "languages" (const char *left, const char *right): chosen or swapped; "sources": somebody looks what there is to be heard;
 * "source" (const char *id): what is to be heard; "aloud" (gboolean on): whether the translation is spoken;
 * "speaks" (const char *language, nullable): only that one from now on. What is done at its bar the bar tells. */
#pragma once

#include <adwaita.h>

#include "ui/voice/askg-interpreter-rows.h"
#include "ui/voice/askg-voice-bar.h"

G_BEGIN_DECLS

#define ASKG_TYPE_INTERPRETER_WINDOW (askg_interpreter_window_get_type ())
G_DECLARE_FINAL_TYPE (AskgInterpreterWindow, askg_interpreter_window, ASKG, INTERPRETER_WINDOW, AdwWindow)

AskgInterpreterWindow *askg_interpreter_window_new           (GtkApplication         *application);
void                   askg_interpreter_window_set_languages (AskgInterpreterWindow  *self,
                                                              const char             *left,
                                                              const char             *right);
const char            *askg_interpreter_window_get_language  (AskgInterpreterWindow  *self,
                                                              AskgInterpreterSide     side);
const char            *askg_interpreter_window_get_speaking  (AskgInterpreterWindow  *self);
void                   askg_interpreter_window_clear_sources (AskgInterpreterWindow  *self);
void                   askg_interpreter_window_add_source    (AskgInterpreterWindow  *self,
                                                              const char             *id,
                                                              const char             *words,
                                                              const char             *icon_name);
const char            *askg_interpreter_window_get_source    (AskgInterpreterWindow  *self);
void                   askg_interpreter_window_set_source    (AskgInterpreterWindow  *self,
                                                              const char             *id);
void                   askg_interpreter_window_set_aloud     (AskgInterpreterWindow  *self,
                                                              gboolean                aloud,
                                                              gboolean                can);
AskgInterpreterRows   *askg_interpreter_window_get_rows      (AskgInterpreterWindow  *self);
void                   askg_interpreter_window_finish_row    (AskgInterpreterWindow  *self,
                                                              guint                   row);
void                   askg_interpreter_window_tell          (AskgInterpreterWindow  *self,
                                                              const char             *title,
                                                              const char             *body);
AskgVoiceBar          *askg_interpreter_window_get_bar       (AskgInterpreterWindow  *self);

G_END_DECLS
