/* askg-desk-translation.h: the utterance that is being translated, shown on the side of who said it. Main thread. */
#pragma once

#include "app/askg-talking.h"
#include "ui/voice/askg-captions-window.h"
#include "ui/voice/askg-interpreter-window.h"

G_BEGIN_DECLS

typedef struct _AskgDeskTranslation AskgDeskTranslation;

AskgDeskTranslation *askg_desk_translation_new          (void);
void                 askg_desk_translation_free         (AskgDeskTranslation   *self);
void                 askg_desk_translation_set_window   (AskgDeskTranslation   *self,
                                                         AskgInterpreterWindow *window);
void                 askg_desk_translation_set_captions (AskgDeskTranslation   *self,
                                                         AskgCaptionsWindow    *captions);
void                 askg_desk_translation_set_talking  (AskgDeskTranslation   *self,
                                                         AskgTalking           *talking);
void                 askg_desk_translation_begin        (AskgDeskTranslation   *self,
                                                         AskgTurn              *turn);
void                 askg_desk_translation_forget       (AskgDeskTranslation   *self);

G_END_DECLS
