/* askg-words.h: pure: what the captions say. Main thread, because of what it looks at. */
#pragma once

#include "engine/model/askg-answer.h"
#include "engine/model/askg-attachment.h"

G_BEGIN_DECLS

char       *askg_words_for_attachment (AskgAttachment  *attachment);
char       *askg_words_for_link       (const char      *target);
char       *askg_words_for_reading    (AskgAttachment  *attachment);
const char *askg_words_for_keeping_above (void);
char       *askg_words_for_wait       (const AskgStageDetail *detail,
                                       gint64           now_us);
char       *askg_words_for_stage      (AskgStage        stage,
                                       const AskgStageDetail *detail,
                                       gint64           elapsed_us,
                                       gint64           now_us);
char       *askg_words_for_duration   (gint64           duration_us);
char       *askg_words_for_ending     (AskgAnswer      *answer,
                                       gboolean         is_past);
const char *askg_words_for_finish     (AskgFinish       finish);
char       *askg_words_for_sound      (gint64           duration_us);
char       *askg_words_for_thoughts   (gboolean         thinks,
                                       gint64           took_us);
gint64      askg_words_measure_thoughts (AskgAnswer     *answer);
guint       askg_words_count          (const char      *text);

G_END_DECLS
