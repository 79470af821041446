/* askg-mouth.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-mouth.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/dialect/askg-reply-parser.h"
#include "engine/dialect/askg-request.h"
#include "engine/provider/askg-engine-sentences.h"

/* One clause; its task owns it. */
typedef struct
{
  char            *clause;
  AskgReplyParser *parser;
  AskgMouthFunc    on_sound;
  gpointer         on_sound_data;
  AskgCover       *cover;         /* (nullable) */
  gboolean         is_off_record;
  gboolean         is_ours;
  gboolean         has_sound;
} Saying;

/* How it is to be said; the parcel owns it. */
typedef struct
{
  char *model; /* (nullable) */
  char *voice; /* (nullable) */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->model);
  g_free (wish->voice);
  g_free (wish);
}

static void
saying_free (Saying *saying)
{
  g_clear_pointer (&saying->parser, askg_reply_parser_free);
  g_clear_pointer (&saying->cover, askg_cover_unref);
  g_free (saying->clause);
  g_free (saying);
}

/* -- Who speaks -------------------------------------------------------------- */

/* Whether the engine turns words into speech, and does nothing else. */
gboolean
askg_profile_is_mouth (AskgProfile *profile)
{
  return askg_profile_get_speaks (profile) == ASKG_SPEAKS_SPEECH;
}

gboolean
askg_mouth_can_read (AskgProfile *profile)
{
  return askg_profile_is_mouth (profile) || askg_profile_can (profile, ASKG_CAN_READ_ALOUD);
}

/**
 * askg_mouth_find:
 * @first_id: (nullable): the engine that is taken if it can: the one that answered
 *
 * Returns: (transfer none) (nullable): an engine that reads aloud; else the first of the list that does
 */
AskgProfile *
askg_mouth_find (AskgProfiles *profiles,
                 const char   *first_id)
{
  AskgProfile *first = first_id != NULL ? askg_profiles_find (profiles, first_id) : NULL;

  if (first != NULL && askg_mouth_can_read (first))
    return first;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (profiles)); i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (G_LIST_MODEL (profiles), i);

      if (askg_mouth_can_read (profile))
        return profile; /* the list holds it */
    }

  return NULL;
}

/* -- One of them ------------------------------------------------------------- */

/* All of @n_channels as one; both are 16 bits, little endian, and hold whole frames. */
static GBytes *
mix (GBytes *samples,
     guint   n_channels)
{
  gsize n_bytes;
  const guint8 *in = g_bytes_get_data (samples, &n_bytes);
  const gsize n_frames = n_bytes / (2 * n_channels);
  guint8 *out;

  if (n_channels == 1)
    return g_bytes_ref (samples);

  out = g_malloc (2 * n_frames + 1);
  for (gsize i = 0; i < n_frames; i++)
    {
      int sum = 0;

      for (guint c = 0; c < n_channels; c++, in += 2)
        sum += (gint16) (in[0] | in[1] << 8);
      sum /= (int) n_channels;
      out[2 * i] = (guint8) (sum & 0xff);
      out[2 * i + 1] = (guint8) (sum >> 8 & 0xff);
    }

  return g_bytes_new_take (out, 2 * n_frames);
}

static void
event_cb (const AskgWireEvent *event,
          gpointer             user_data)
{
  Saying *saying = user_data;

  g_autoptr(GBytes) one = NULL;

  if (event->kind != ASKG_WIRE_AUDIO || event->rate_hz == 0 || event->n_channels == 0)
    return;
  one = mix (event->bytes, event->n_channels);
  saying->has_sound = TRUE;
  saying->on_sound (event->rate_hz, one, saying->on_sound_data);
}

static void
head_cb (AskgExchange *exchange,
         guint         http_status,
         gpointer      user_data)
{
  Saying *saying = g_task_get_task_data (user_data);
  const AskgWireHead head = {
    .content_type = askg_exchange_get_header (exchange, "content-type"),
    .content_encoding = askg_exchange_get_header (exchange, "content-encoding"),
    .retry_after = askg_exchange_get_header (exchange, "retry-after"),
  };

  askg_reply_parser_head (saying->parser, http_status, &head);
}

static void
body_cb (AskgExchange *exchange,
         const guint8 *bytes,
         gsize         n_bytes,
         gpointer      user_data)
{
  Saying *saying = g_task_get_task_data (user_data);

  askg_reply_parser_feed (saying->parser, (const char *) bytes, n_bytes);
}

static GError *
fault_of (AskgEngineLink        *link,
          const AskgReplyResult *result)
{
  g_autoptr(AskgWireError) fault = NULL;

  if (result->error != NULL)
    fault = askg_wire_error_copy (result->error);
  else
    fault = askg_wire_error_new (result->outcome == ASKG_REPLY_TRUNCATED && result->has_content
                                   ? ASKG_WIRE_ERROR_TRUNCATED : ASKG_WIRE_ERROR_EMPTY, NULL);

  return askg_engine_link_tell (link, fault, NULL);
}

static void
done_cb (AskgExchange              *exchange,
         const GError              *error,
         const AskgExchangeTimings *timings,
         gpointer                   user_data)
{
  g_autoptr(GTask) task = user_data;
  Saying *saying = g_task_get_task_data (task);
  const AskgReplyResult *result = askg_reply_parser_end (saying->parser);

  if (error != NULL)
    g_task_return_error (task, askg_engine_sentence_name (error, askg_profile_get_name (askg_engine_link_get_profile (
                                                                   g_task_get_source_object (task)))));
  else if (result->outcome == ASKG_REPLY_COMPLETE && saying->has_sound)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, fault_of (g_task_get_source_object (task), result));
}

/* An AskgParcelMake. */
static GBytes *
make_body (AskgCovered  *covered,
           gpointer      data,
           char        **out_content_type)
{
  const Wish *wish = data;
  GBytes *words = askg_covered_get_piece (covered, 0)->bytes;
  g_autofree char *clause = g_strndup (g_bytes_get_data (words, NULL), g_bytes_get_size (words));
  const AskgRequestTurn turn = { .role = ASKG_ROLE_USER, .text = clause };
  const AskgRequestPlan plan = {
    .model = wish->model, .turns = &turn, .n_turns = 1, .temperature = -1, .voice = wish->voice,
  };

  return askg_speech_request_new (&plan, "wav");
}

static void
covered_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  static const AskgExchangeHandlers handlers = { .head = head_cb, .body = body_cb, .done = done_cb };
  g_autoptr(GTask) task = user_data;
  AskgEngineLink *link = g_task_get_source_object (task);
  const Saying *saying = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(AskgCovered) covered = askg_parcel_cover_finish (result, &error);
  const AskgLinkRequest request = { .endpoint = "audio/speech", .content = covered, .is_off_record = saying->is_off_record };
  g_autoptr(AskgOutbound) outbound = covered != NULL ? askg_engine_link_make (link, &request, &error) : NULL;
  AskgExchangeLimits limits;

  if (outbound == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  askg_engine_link_set_limits (link, outbound, &limits);
  askg_http_send (askg_engine_link_get_http (link), outbound, &limits, &handlers, g_object_ref (task),
                  g_task_get_cancellable (task));
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgEngineLink *link = ASKG_ENGINE_LINK (object);
  Saying *saying = g_task_get_task_data (task);
  g_autoptr(AskgParcel) parcel = NULL;
  GError *error = NULL;
  Wish *wish;

  if (!askg_engine_link_open_finish (link, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  wish = g_new0 (Wish, 1);
  wish->model = g_strdup (askg_engine_link_get_model (link));
  wish->voice = g_strdup (askg_profile_get_text (askg_engine_link_get_profile (link), "voice"));
  parcel = askg_engine_link_new_parcel (link, saying->cover, make_body, wish, wish_free);
  if (saying->is_ours)
    askg_parcel_set_ours (parcel);
  askg_parcel_add_text (parcel, saying->clause);
  askg_engine_link_cover_async (link, parcel, g_task_get_cancellable (task), covered_cb, g_object_ref (task));
}

/**
 * askg_mouth_say_async:
 * @link: to an engine that turns words into speech
 * @clause: what is to be spoken, as it is written
 * @source: where @clause is from; what is not ours is shown before it goes to another machine for the first time
 * @on_sound: called from the main loop for each piece as it arrives, never after a cancel or the end
 */
void
askg_mouth_say_async (AskgEngineLink      *link,
                      const char          *clause,
                      const AskgMouthSource *source,
                      AskgMouthFunc        on_sound,
                      gpointer             on_sound_data,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task = g_task_new (link, cancellable, callback, user_data);
  Saying *saying = g_new0 (Saying, 1);

  saying->clause = g_strdup (clause);
  saying->cover = source->cover != NULL ? askg_cover_ref (source->cover) : NULL;
  saying->is_off_record = source->is_off_record;
  saying->is_ours = source->is_ours;
  saying->parser = askg_reply_parser_new (ASKG_DIALECT_SPEECH, event_cb, saying);
  saying->on_sound = on_sound;
  saying->on_sound_data = on_sound_data;
  g_task_set_source_tag (task, askg_mouth_say_async);
  g_task_set_task_data (task, saying, (GDestroyNotify) saying_free);
  askg_engine_link_open_async (link, cancellable, opened_cb, task);
}

/**
 * askg_mouth_say_finish:
 *
 * Errors: what the transport or the engine that speaks reports; what was heard until then stays heard
 */
gboolean
askg_mouth_say_finish (AskgEngineLink  *link,
                       GAsyncResult    *result,
                       GError         **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_mouth_say_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
