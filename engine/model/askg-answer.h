/* askg-answer.h: one answer while it streams in, and after. Main thread. */
#pragma once

#include "engine/base/askg-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_ANSWER_WAITING,
  ASKG_ANSWER_STREAMING,
  ASKG_ANSWER_DONE,
  ASKG_ANSWER_STOPPED,     /* by the person */
  ASKG_ANSWER_FAILED,
  ASKG_ANSWER_INTERRUPTED, /* found unfinished in the store: Askglass ended in mid-answer */
} AskgAnswerState;

#define ASKG_TYPE_ANSWER_STATE (askg_answer_state_get_type ())
GType askg_answer_state_get_type (void);

/* What is going on while nothing is written yet; shown with the seconds. */
typedef enum
{
  ASKG_STAGE_LOOKING,
  ASKG_STAGE_READING,
  ASKG_STAGE_THINKING,
  ASKG_STAGE_WRITING,
} AskgStage;

#define ASKG_TYPE_STAGE (askg_stage_get_type ())
GType askg_stage_get_type (void);

/* A place the answer speaks of. */
typedef struct
{
  guint     number;     /* as the answer's text names it, from 1 */
  guint     attachment; /* index into the question's attachments */
  AskgRect  box;        /* pixels of that attachment's frame */
  char     *label;      /* what stands there, for people who cannot see it; owned */
} AskgPointer;

#define ASKG_TYPE_ANSWER (askg_answer_get_type ())
G_DECLARE_FINAL_TYPE (AskgAnswer, askg_answer, ASKG, ANSWER, GObject)

AskgAnswer        *askg_answer_new            (const char      *engine_id,
                                               const char      *engine_name);
const char        *askg_answer_get_engine_id  (AskgAnswer      *self);
const char        *askg_answer_get_engine_name (AskgAnswer     *self);
const char        *askg_answer_get_text       (AskgAnswer      *self);
gsize              askg_answer_get_length     (AskgAnswer      *self);
AskgAnswerState    askg_answer_get_state      (AskgAnswer      *self);
gboolean           askg_answer_is_over        (AskgAnswer      *self);
AskgStage          askg_answer_get_stage      (AskgAnswer      *self);
const GError      *askg_answer_get_error      (AskgAnswer      *self);
GPtrArray         *askg_answer_get_pointers   (AskgAnswer      *self);
gint64             askg_answer_get_started_at_us (AskgAnswer   *self);
gint64             askg_answer_get_first_text_us (AskgAnswer   *self);
gint64             askg_answer_get_duration_us (AskgAnswer     *self);

void               askg_answer_set_stage      (AskgAnswer      *self,
                                               AskgStage        stage);
void               askg_answer_append         (AskgAnswer      *self,
                                               const char      *utf8);
void               askg_answer_point          (AskgAnswer      *self,
                                               guint            attachment,
                                               const AskgRect  *box,
                                               const char      *label);
void               askg_answer_finish         (AskgAnswer      *self,
                                               const GError    *error);
void               askg_answer_stop           (AskgAnswer      *self);
void               askg_answer_restore        (AskgAnswer      *self,
                                               AskgAnswerState  state,
                                               gint64           first_text_us,
                                               gint64           duration_us,
                                               const GError    *error);

G_END_DECLS
