/* askg-ear.c: main thread. */
#include "engine/provider/askg-ear.h"

#include "engine/dialect/askg-reply-parser.h"
#include "engine/dialect/askg-request.h"
#include "engine/provider/askg-engine-fetch.h"
#include "engine/provider/askg-engine-sentences.h"

#define EAR_RATE_HZ 16000u /* what speech is recognised at, and all that some servers take */

struct _AskgEar
{
  GObject       parent_instance;

  /* Owned */
  AskgProfiles *profiles;
  AskgHttp     *http;
  AskgKeys     *keys;
};

G_DEFINE_FINAL_TYPE (AskgEar, askg_ear, G_TYPE_OBJECT)

/* Sounds that are heard one after the other. */
typedef struct
{
  AskgEngineLink *link;        /* owned */
  GPtrArray      *attachments; /* owned; those with a sound that was not heard yet */
  guint           n_heard;
  gboolean        is_off_record;
} Hearing;

static void hear_next (GTask *task);

static void
askg_ear_finalize (GObject *object)
{
  AskgEar *self = ASKG_EAR (object);

  g_clear_object (&self->profiles);
  g_clear_object (&self->http);
  g_clear_object (&self->keys);

  G_OBJECT_CLASS (askg_ear_parent_class)->finalize (object);
}

static void
askg_ear_class_init (AskgEarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_ear_finalize;
}

static void
askg_ear_init (AskgEar *self)
{
}

/* @profiles: among which one may be an ear, now or later */
AskgEar *
askg_ear_new (AskgProfiles *profiles,
              AskgHttp     *http,
              AskgKeys     *keys)
{
  AskgEar *self = g_object_new (ASKG_TYPE_EAR, NULL);

  self->profiles = g_object_ref (profiles);
  self->http = g_object_ref (http);
  self->keys = g_object_ref (keys);

  return self;
}

/* Whether the engine turns speech into words, and does nothing else. */
gboolean
askg_profile_is_ear (AskgProfile *profile)
{
  const AskgSpeaks speaks = askg_profile_get_speaks (profile);

  return speaks == ASKG_SPEAKS_TRANSCRIPTION || speaks == ASKG_SPEAKS_INFERENCE;
}

/* (nullable) (transfer none) */
static AskgProfile *
find_profile (AskgEar *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->profiles)); i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->profiles), i);

      if (askg_profile_is_ear (profile))
        return profile; /* the list holds it */
    }

  return NULL;
}

gboolean
askg_ear_is_there (AskgEar *self)
{
  g_return_val_if_fail (ASKG_IS_EAR (self), FALSE);

  return find_profile (self) != NULL;
}

/* What the person calls the engine that hears; "" where there is none. */
const char *
askg_ear_get_name (AskgEar *self)
{
  AskgProfile *profile = find_profile (self);

  return profile != NULL ? askg_profile_get_name (profile) : "";
}

/* -- One sound ----------------------------------------------------------------- */

static void
ignore_event (const AskgWireEvent *event,
              gpointer             user_data)
{
}

/* What whisper.cpp writes where it heard no words. */
static gboolean
is_blank (const char *words)
{
  return *words == '\0' || g_ascii_strcasecmp (words, "[BLANK_AUDIO]") == 0 || g_ascii_strcasecmp (words, "[ Silence ]") == 0;
}

/* Sets the words; what cannot be understood is the error that says so. */
static AskgWireError *
take_reply (AskgAttachment    *attachment,
            const AskgFetched *fetched)
{
  g_autoptr(AskgReplyParser) parser = askg_reply_parser_new (ASKG_DIALECT_TRANSCRIPTION, ignore_event, NULL);
  const AskgReplyResult *result;
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (fetched->body, &n_bytes);

  if (fetched->error != NULL)
    return askg_wire_error_copy (fetched->error);

  askg_reply_parser_keep_all (parser);
  askg_reply_parser_feed (parser, bytes, n_bytes);
  result = askg_reply_parser_end (parser);
  if (result->outcome == ASKG_REPLY_COMPLETE || result->outcome == ASKG_REPLY_EMPTY)
    {
      const char *words = result->text != NULL ? g_strstrip (result->text->str) : "";

      askg_attachment_set_transcript (attachment, is_blank (words) ? "" : words);
      return NULL;
    }
  if (result->error != NULL)
    return askg_wire_error_copy (result->error);

  return askg_wire_error_new (result->outcome == ASKG_REPLY_TRUNCATED ? ASKG_WIRE_ERROR_TRUNCATED
                                                                      : ASKG_WIRE_ERROR_NOT_AN_ENGINE, NULL);
}

static void
heard_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Hearing *hearing = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgFetched) fetched = askg_engine_fetch_finish (ASKG_ENGINE_LINK (object), result, &error);
  g_autoptr(AskgWireError) fault = NULL;

  if (fetched == NULL)
    {
      const char *name = askg_profile_get_name (askg_engine_link_get_profile (hearing->link));

      g_task_return_error (task, askg_engine_sentence_name (error, name));
      return;
    }
  fault = take_reply (g_ptr_array_index (hearing->attachments, hearing->n_heard), fetched);
  if (fault != NULL)
    {
      g_task_return_error (task, askg_engine_link_tell (hearing->link, fault, NULL));
      return;
    }

  askg_engine_link_keep_path (hearing->link);
  hearing->n_heard++;
  hear_next (task);
}

/* An AskgParcelMake; its data is the model. */
static GBytes *
make_body (AskgCovered  *covered,
           gpointer      data,
           char        **out_content_type)
{
  return askg_transcription_form_new (data, NULL, askg_covered_get_piece (covered, 0)->bytes, FALSE, out_content_type);
}

static void
covered_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Hearing *hearing = g_task_get_task_data (task);
  AskgProfile *profile = askg_engine_link_get_profile (hearing->link);
  const gboolean is_inference = askg_profile_get_speaks (profile) == ASKG_SPEAKS_INFERENCE;
  GError *error = NULL;
  g_autoptr(AskgCovered) covered = askg_parcel_cover_finish (result, &error);
  const AskgLinkRequest request = { .endpoint = is_inference ? "/inference" : "audio/transcriptions", .content = covered,
                                    .is_off_record = hearing->is_off_record };

  if (covered == NULL)
    g_task_return_error (task, error);
  else
    askg_engine_fetch_async (hearing->link, &request, 0, g_task_get_cancellable (task), heard_cb, g_object_ref (task));
}

static void
hear_next (GTask *task)
{
  Hearing *hearing = g_task_get_task_data (task);
  AskgProfile *profile = askg_engine_link_get_profile (hearing->link);
  g_autoptr(AskgParcel) parcel = NULL;

  if (hearing->n_heard == hearing->attachments->len)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  parcel = askg_engine_link_new_parcel (hearing->link, NULL, make_body, g_strdup (askg_profile_get_model (profile)), g_free);
  askg_parcel_add_sound (parcel, askg_attachment_get_sound (g_ptr_array_index (hearing->attachments, hearing->n_heard)),
                         EAR_RATE_HZ);
  askg_engine_link_cover_async (hearing->link, parcel, g_task_get_cancellable (task), covered_cb, g_object_ref (task));
}

/* -- All of them ---------------------------------------------------------------- */

static void
hearing_free (Hearing *hearing)
{
  g_clear_object (&hearing->link);
  g_clear_pointer (&hearing->attachments, g_ptr_array_unref);
  g_free (hearing);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (askg_engine_link_open_finish (ASKG_ENGINE_LINK (object), result, &error))
    hear_next (task);
  else
    g_task_return_error (task, error);
}

/**
 * askg_ear_listen_async:
 * @link: to an engine that hears
 * @attachments: (element-type AskgAttachment): those with a sound get its words, once
 * @is_off_record: the ledger keeps no more of it than that it was sent
 */
void
askg_ear_listen_async (AskgEngineLink      *link,
                       GPtrArray           *attachments,
                       gboolean             is_off_record,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (link, cancellable, callback, user_data);
  Hearing *hearing = g_new0 (Hearing, 1);

  hearing->link = g_object_ref (link);
  hearing->is_off_record = is_off_record;
  hearing->attachments = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < attachments->len; i++)
    {
      AskgAttachment *attachment = g_ptr_array_index (attachments, i);

      if (askg_attachment_get_sound (attachment) != NULL && askg_attachment_get_text (attachment) == NULL)
        g_ptr_array_add (hearing->attachments, g_object_ref (attachment));
    }
  g_task_set_source_tag (task, askg_ear_listen_async);
  g_task_set_task_data (task, hearing, (GDestroyNotify) hearing_free);
  askg_engine_link_open_async (link, cancellable, opened_cb, g_object_ref (task));
}

/**
 * askg_ear_listen_finish:
 *
 * Errors: what the transport or the engine that hears reports
 */
gboolean
askg_ear_listen_finish (AskgEngineLink  *link,
                        GAsyncResult    *result,
                        GError         **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_ear_listen_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
listened_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (askg_ear_listen_finish (ASKG_ENGINE_LINK (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The same by whichever engine is the ear; only where askg_ear_is_there(). */
void
askg_ear_hear_all_async (AskgEar             *self,
                         GPtrArray           *attachments,
                         gboolean             is_off_record,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(AskgEngineLink) link = NULL;
  GTask *task;
  AskgProfile *profile = find_profile (self);

  g_return_if_fail (profile != NULL);

  link = askg_engine_link_new (profile, self->http, self->keys);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, askg_ear_hear_all_async);
  askg_ear_listen_async (link, attachments, is_off_record, cancellable, listened_cb, task);
}

gboolean
askg_ear_hear_all_finish (AskgEar       *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_ear_hear_all_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
