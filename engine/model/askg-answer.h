/* askg-answer.h: one answer while it streams in, and after. Main thread. */
#pragma once

#include "engine/base/askg-types.h"
#include "engine/model/askg-answer-parts.h"

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

/* What goes on while nothing is written yet; shown with the seconds. */
typedef enum
{
  ASKG_STAGE_LOOKING,
  ASKG_STAGE_READING,
  ASKG_STAGE_THINKING,
  ASKG_STAGE_WRITING,
  ASKG_STAGE_STARTING,   /* an engine that Askglass runs */
  ASKG_STAGE_CONNECTING,
  ASKG_STAGE_SENDING,
  ASKG_STAGE_PROBING,    /* finding out what the engine is and can */
  ASKG_STAGE_WAITING,    /* to try again: see AskgStageDetail */
  ASKG_STAGE_FOLDING,    /* earlier turns are summed up */
} AskgStage;

#define ASKG_TYPE_STAGE (askg_stage_get_type ())
GType askg_stage_get_type (void);

/* More about the stage; zeros where there is no more. */
typedef struct
{
  gint64 until_us;   /* monotonic: when it is tried again */
  guint  attempt;    /* the one to come, from 1 */
  guint  n_attempts;
  gint64 n_done;     /* of @n_total: bytes sent, tokens of the question taken in */
  gint64 n_total;
} AskgStageDetail;

/* What "gained" tells of. */
typedef enum
{
  ASKG_PART_MODEL,
  ASKG_PART_FINISH,
  ASKG_PART_USAGE,
  ASKG_PART_NOTE,
  ASKG_PART_TOOL_CALL,
  ASKG_PART_PICTURE,
  ASKG_PART_SOUND,
  ASKG_PART_SPAN,
} AskgPart;

#define ASKG_TYPE_PART (askg_part_get_type ())
GType askg_part_get_type (void);

/* A place the answer speaks of. */
typedef struct
{
  guint     number;     /* as the answer's text names it, from 1 */
  guint     attachment; /* index into the question's attachments, then into those of the turns before it:
                         * see askg_conversation_find_attachment() */
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

/* -- Beside the text (askg-answer-give.c) -------------------------------------------------------- */
const AskgAnswerParts *askg_answer_get_parts  (AskgAnswer      *self);
const AskgStageDetail *askg_answer_get_stage_detail (AskgAnswer *self);

void               askg_answer_set_engine     (AskgAnswer      *self,
                                               const char      *engine_id,
                                               const char      *engine_name);
void               askg_answer_set_stage_detail (AskgAnswer    *self,
                                               AskgStage        stage,
                                               const AskgStageDetail *detail);
void               askg_answer_reason         (AskgAnswer      *self,
                                               const char      *utf8);
void               askg_answer_rethink        (AskgAnswer      *self,
                                               gsize            n_thought, gsize n_left_out);
void               askg_answer_set_model      (AskgAnswer      *self, const char *model);
void               askg_answer_set_finish     (AskgAnswer      *self, AskgFinish finish);
void               askg_answer_set_usage      (AskgAnswer      *self, const AskgUsage *usage);
void               askg_answer_expect         (AskgAnswer      *self, gint64 input, double cost_usd);
void               askg_answer_set_month      (AskgAnswer      *self,
                                               double           month_usd, double limit_usd);
void               askg_answer_note           (AskgAnswer      *self, const char *sentence);
void               askg_answer_call_tool      (AskgAnswer      *self,
                                               guint            index,
                                               const char      *id,
                                               const char      *name,
                                               const char      *arguments);
void               askg_answer_give_picture   (AskgAnswer      *self,
                                               guint            index,
                                               const char      *mime,
                                               GBytes          *bytes,
                                               gboolean         is_partial);
void               askg_answer_give_sound     (AskgAnswer      *self,
                                               guint            rate_hz,
                                               GBytes          *samples);
void               askg_answer_add_span       (AskgAnswer      *self,
                                               const AskgAnswerSpan *span);
void               askg_answer_take_parts     (AskgAnswer      *self,
                                               AskgAnswerParts *parts);

G_END_DECLS
