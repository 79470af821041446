/* askg-chat-body.c: called on the main thread; works on another where it takes time. */
#include "engine/provider/askg-chat-body.h"

#include <string.h>

#include "engine/base/askg-picture-encode.h"
#include "engine/base/askg-wav.h"
#include "engine/provider/askg-chat-turns.h"

#define QUICK_BYTES 32768u /* a small part of a frame's time */

/* What the thread needs; it touches nothing else. */
typedef struct
{
  GPtrArray       *turns;  /* owned, of AskgChatTurn: nobody changes them any more */
  AskgDialect      dialect;
  AskgRequestPlan  plan;   /* its strings are the job's */
  char            *model;
  char            *voice;
  guint            picture_side_px;
  gboolean         takes_webp;

  GPtrArray       *files;  /* of GBytes: what the turns of the plan point to */
  GPtrArray       *media;  /* of AskgRequestMedia arrays */
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->turns, g_ptr_array_unref);
  g_clear_pointer (&job->files, g_ptr_array_unref);
  g_clear_pointer (&job->media, g_ptr_array_unref);
  g_free (job->model);
  g_free (job->voice);
  g_free (job);
}

static void
clear_piece (gpointer data)
{
  g_bytes_unref (((AskgOutboundPiece *) data)->bytes);
}

void
askg_chat_body_free (AskgChatBody *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->pieces, g_array_unref);
  g_free (self);
}

static void
add_piece (AskgChatBody     *body,
           AskgContentKinds  kind,
           const char       *mime,
           GBytes           *bytes)
{
  const AskgOutboundPiece piece = { kind, mime, g_bytes_ref (bytes) };

  g_array_append_val (body->pieces, piece);
}

/* A picture is encoded once, however often it is asked about: the frame keeps its file. */
static GBytes *
encode_picture (Job         *job,
                AskgFrame   *frame,
                const char **out_mime,
                GError     **error)
{
  g_autofree char *key = g_strdup_printf ("askg-file-%u-%d", job->picture_side_px, job->takes_webp);
  g_autofree char *mime_key = g_strconcat (key, "-mime", NULL);
  GBytes *file = g_object_get_data (G_OBJECT (frame), key);

  if (file != NULL)
    {
      *out_mime = g_object_get_data (G_OBJECT (frame), mime_key);
      return g_bytes_ref (file);
    }

  file = askg_picture_encode (frame, job->picture_side_px, job->takes_webp, out_mime, error);
  if (file != NULL)
    {
      g_object_set_data (G_OBJECT (frame), mime_key, (gpointer) *out_mime);
      g_object_set_data_full (G_OBJECT (frame), key, g_bytes_ref (file), (GDestroyNotify) g_bytes_unref);
    }

  return file;
}

/* As large as it is sent. */
static void
estimate_picture (Job          *job,
                  AskgChatBody *body,
                  AskgFrame    *frame)
{
  const guint width_px = askg_frame_get_width_px (frame);
  const guint height_px = askg_frame_get_height_px (frame);
  const double scale = MIN (1.0, (double) job->picture_side_px / MAX (width_px, height_px));

  askg_estimate_add_picture (&body->estimate, job->model, width_px * scale, height_px * scale);
}

static gboolean
fill_pictures (Job              *job,
               AskgChatBody     *body,
               AskgChatTurn     *turn,
               AskgRequestTurn  *planned,
               GError          **error)
{
  AskgRequestMedia *pictures = g_new0 (AskgRequestMedia, turn->pictures->len + 1);

  g_ptr_array_add (job->media, pictures);
  planned->pictures = pictures;
  planned->n_pictures = turn->pictures->len;
  for (guint i = 0; i < turn->pictures->len; i++)
    {
      GBytes *file = encode_picture (job, g_ptr_array_index (turn->pictures, i), &pictures[i].mime, error);

      if (file == NULL)
        return FALSE;
      g_ptr_array_add (job->files, file);
      pictures[i].bytes = file;
      add_piece (body, ASKG_CONTENT_PICTURE, pictures[i].mime, file);
      estimate_picture (job, body, g_ptr_array_index (turn->pictures, i));
      body->n_pictures++;
    }

  return TRUE;
}

static void
fill_sounds (Job             *job,
             AskgChatBody    *body,
             AskgChatTurn    *turn,
             AskgRequestTurn *planned)
{
  AskgRequestMedia *sounds = g_new0 (AskgRequestMedia, turn->sounds->len + 1);

  g_ptr_array_add (job->media, sounds);
  planned->sounds = sounds;
  planned->n_sounds = turn->sounds->len;
  for (guint i = 0; i < turn->sounds->len; i++)
    {
      g_autoptr(AskgPcm) mixed = askg_pcm_mix (g_ptr_array_index (turn->sounds, i));
      GBytes *file = askg_wav_write (mixed);

      g_ptr_array_add (job->files, file);
      sounds[i].mime = "audio/wav";
      sounds[i].bytes = file;
      add_piece (body, ASKG_CONTENT_SOUND, sounds[i].mime, file);
      askg_estimate_add_sound (&body->estimate, job->model, (double) askg_pcm_get_duration_us (mixed) / G_USEC_PER_SEC);
      body->n_sounds++;
    }
}

/* A thread for a few words would cost more than they do. */
static gboolean
is_quick (GPtrArray *turns)
{
  gsize n_bytes = 0;

  for (guint i = 0; i < turns->len; i++)
    {
      const AskgChatTurn *turn = g_ptr_array_index (turns, i);

      if (turn->pictures->len + turn->sounds->len > 0)
        return FALSE;
      n_bytes += strlen (turn->text);
    }

  return n_bytes <= QUICK_BYTES;
}

/* On any thread: it touches nothing but the task's data. */
static void
make (GTask        *task,
      gpointer      source_object,
      gpointer      task_data,
      GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr(AskgChatBody) body = g_new0 (AskgChatBody, 1);
  g_autofree AskgRequestTurn *turns = g_new0 (AskgRequestTurn, job->turns->len);
  GError *error = NULL;

  body->began_us = g_get_monotonic_time ();
  askg_estimate_init (&body->estimate);
  askg_estimate_add_message (&body->estimate, job->plan.system_text);
  body->pieces = g_array_new (FALSE, FALSE, sizeof (AskgOutboundPiece));
  g_array_set_clear_func (body->pieces, clear_piece);
  for (guint i = 0; i < job->turns->len; i++)
    {
      AskgChatTurn *turn = g_ptr_array_index (job->turns, i);
      g_autoptr(GBytes) text = g_bytes_new (turn->text, strlen (turn->text));

      turns[i].role = turn->is_answer ? ASKG_ROLE_ASSISTANT : ASKG_ROLE_USER;
      turns[i].text = turn->text;
      add_piece (body, ASKG_CONTENT_TEXT, "text/plain", text);
      askg_estimate_add_message (&body->estimate, turn->text);
      fill_sounds (job, body, turn, &turns[i]);
      if (!fill_pictures (job, body, turn, &turns[i], &error) || g_cancellable_set_error_if_cancelled (cancellable, &error))
        {
          g_task_return_error (task, error);
          return;
        }
    }

  job->plan.turns = turns;
  job->plan.n_turns = job->turns->len;
  body->body = job->dialect == ASKG_DIALECT_RESPONSES ? askg_responses_request_new (&job->plan)
                                                      : askg_chat_request_new (&job->plan);
  body->ended_us = g_get_monotonic_time ();
  g_task_return_pointer (task, g_steal_pointer (&body), (GDestroyNotify) askg_chat_body_free);
}

/**
 * askg_chat_body_make_async:
 * @turns: (transfer full) (element-type AskgChatTurn): the question is the last
 * @model: (nullable): %NULL for the server's only one
 */
void
askg_chat_body_make_async (GPtrArray           *turns,
                           AskgDialect          dialect,
                           AskgProfile         *profile,
                           const char          *model,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->turns = turns;
  job->dialect = dialect;
  job->model = g_strdup (model);
  job->voice = g_strdup (askg_profile_get_text (profile, "voice"));
  job->picture_side_px = askg_profile_get_number (profile, "picture-side-px");
  if (job->picture_side_px == 0)
    job->picture_side_px = ASKG_FRAME_MAX_SIDE_PX;
  job->takes_webp = askg_profile_get_flag (profile, "picture-webp");
  job->files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  job->media = g_ptr_array_new_with_free_func (g_free);
  job->plan = (AskgRequestPlan) {
    .model = job->model,
    .system_text = askg_chat_turns_get_system (),
    .quirks = askg_profile_get_quirks (profile),
    .is_stream = TRUE,
    .max_tokens = askg_profile_get_number (profile, "max-output-tokens"),
    .temperature = -1,
    .wants_sound = askg_profile_get_flag (profile, "wants-sound"),
    .voice = job->voice,
    .wants_pictures = askg_profile_get_flag (profile, "wants-pictures"),
  };
  g_task_set_source_tag (task, askg_chat_body_make_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  if (is_quick (turns))
    make (task, NULL, job, cancellable);
  else
    g_task_run_in_thread (task, make);
}

/**
 * askg_chat_body_make_finish:
 *
 * Errors: %G_IO_ERROR_CANCELLED, %ASKG_ERROR_TOO_LARGE
 *
 * Returns: (transfer full): what is sent
 */
AskgChatBody *
askg_chat_body_make_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_chat_body_make_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
