/* askg-answer-private.h: an answer, for the askg-answer*.c files. */
#pragma once

#include "engine/model/askg-answer.h"

G_BEGIN_DECLS

struct _AskgAnswer
{
  GObject          parent_instance;

  /* Owned */
  char            *engine_id;
  char            *engine_name;
  GString         *text;
  GPtrArray       *pointers; /* of AskgPointer */
  AskgAnswerParts *parts;
  GError          *error;

  gint64           started_at_us;   /* monotonic */
  gint64           first_text_us;   /* after the start; -1 before */
  gint64           duration_us;     /* -1 before the end */
  AskgAnswerState  state;
  AskgStage        stage;
  AskgStageDetail  detail;
};

void askg_answer_set_state     (AskgAnswer      *self,
                                AskgAnswerState  state);
void askg_answer_emit_reasoned (AskgAnswer *self,
                                const char *delta);
void askg_answer_emit_rethought (AskgAnswer *self);
void askg_answer_emit_gained   (AskgAnswer *self,
                                AskgPart    part);
void askg_answer_notify_engine (AskgAnswer *self);
void askg_answer_notify_stage  (AskgAnswer *self);

G_END_DECLS
