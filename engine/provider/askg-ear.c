/* askg-ear.c: main thread. Who hears is chosen in askg-ear-choice.c. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-ear-private.h"

G_DEFINE_FINAL_TYPE (AskgEar, askg_ear, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_WITH,
  PROP_LANGUAGE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* Sounds that are heard one after the other. */
typedef struct
{
  AskgTranscriber *transcriber; /* owned */
  GPtrArray       *attachments; /* owned; those with a sound that was not heard yet */
  char            *language;    /* owned (nullable) */
  guint            n_heard;
  gboolean         is_rough;
  gboolean         is_off_record;
} Hearing;

static void
askg_ear_finalize (GObject *object)
{
  AskgEar *self = ASKG_EAR (object);

  g_clear_object (&self->profiles);
  g_clear_object (&self->http);
  g_clear_object (&self->keys);
  g_clear_object (&self->servers);
  g_clear_object (&self->dictation);
  g_clear_object (&self->commands);
  g_free (self->with);
  g_free (self->language);

  G_OBJECT_CLASS (askg_ear_parent_class)->finalize (object);
}

static void
askg_ear_get_property (GObject    *object,
                       guint       id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  AskgEar *self = ASKG_EAR (object);

  g_value_set_string (value, id == PROP_WITH ? self->with : self->language);
}

static void
askg_ear_set_property (GObject      *object,
                       guint         id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  AskgEar *self = ASKG_EAR (object);
  char **text = id == PROP_WITH ? &self->with : &self->language;

  g_free (*text);
  *text = g_value_dup_string (value);
}

static void
askg_ear_class_init (AskgEarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = askg_ear_finalize;
  object_class->get_property = askg_ear_get_property;
  object_class->set_property = askg_ear_set_property;

  /* AskgEar:with: id of the engine that hears, or %ASKG_WORDS_ENGINE_ID; "" for whichever can */
  props[PROP_WITH] = g_param_spec_string ("with", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /* AskgEar:language: what the person says it speaks, such as "ko"; "" to have it found out */
  props[PROP_LANGUAGE] = g_param_spec_string ("language", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
askg_ear_init (AskgEar *self)
{
}

/**
 * askg_ear_new:
 * @profiles: among which one may be an ear, now or later
 * @servers: (nullable): what serves those that are model files
 */
AskgEar *
askg_ear_new (AskgProfiles     *profiles,
              AskgHttp         *http,
              AskgKeys         *keys,
              AskgModelServers *servers)
{
  AskgEar *self = g_object_new (ASKG_TYPE_EAR, NULL);

  self->profiles = g_object_ref (profiles);
  self->http = g_object_ref (http);
  self->keys = g_object_ref (keys);
  g_set_object (&self->servers, servers);

  return self;
}

/* -- Sounds --------------------------------------------------------------------- */

static void hear_next (GTask *task);

static void
hearing_free (Hearing *hearing)
{
  g_clear_object (&hearing->transcriber);
  g_clear_pointer (&hearing->attachments, g_ptr_array_unref);
  g_free (hearing->language);
  g_free (hearing);
}

static void
heard_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Hearing *hearing = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(AskgTranscript) transcript = askg_transcriber_hear_finish (ASKG_TRANSCRIBER (object), result, &error);

  if (transcript == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  askg_attachment_set_transcript (g_ptr_array_index (hearing->attachments, hearing->n_heard), transcript->text);
  hearing->is_rough |= transcript->is_rough;
  hearing->n_heard++;
  hear_next (task);
}

static void
hear_next (GTask *task)
{
  Hearing *hearing = g_task_get_task_data (task);
  const AskgTranscriberHints hints = { .language = hearing->language, .is_off_record = hearing->is_off_record };

  if (hearing->n_heard == hearing->attachments->len)
    g_task_return_boolean (task, TRUE);
  else
    askg_transcriber_hear_async (hearing->transcriber,
                                 askg_attachment_get_sound (g_ptr_array_index (hearing->attachments, hearing->n_heard)), &hints,
                                 g_task_get_cancellable (task), heard_cb, g_object_ref (task));
}

/* Takes @transcriber and @language. */
static Hearing *
hearing_new (AskgTranscriber *transcriber,
             char            *language,
             GPtrArray       *attachments,
             gboolean         is_off_record)
{
  Hearing *hearing = g_new0 (Hearing, 1);

  hearing->transcriber = transcriber;
  hearing->language = language;
  hearing->is_off_record = is_off_record;
  hearing->attachments = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < attachments->len; i++)
    {
      AskgAttachment *attachment = g_ptr_array_index (attachments, i);

      if (askg_attachment_get_sound (attachment) != NULL && askg_attachment_get_text (attachment) == NULL)
        g_ptr_array_add (hearing->attachments, g_object_ref (attachment));
    }

  return hearing;
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

  g_task_set_source_tag (task, askg_ear_listen_async);
  g_task_set_task_data (task, hearing_new (ASKG_TRANSCRIBER (askg_ear_transcriber_new (link)), NULL, attachments, is_off_record),
                        (GDestroyNotify) hearing_free);
  hear_next (task);
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

/* The same by whoever askg_ear_choose() chooses, for an engine that cannot hear. */
void
askg_ear_hear_all_async (AskgEar             *self,
                         GPtrArray           *attachments,
                         gboolean             is_off_record,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  AskgTranscriber *transcriber = askg_ear_choose (self, &(AskgEarWish) { NULL }, NULL, &error);

  g_task_set_source_tag (task, askg_ear_hear_all_async);
  if (transcriber == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, hearing_new (transcriber, askg_ear_dup_language (self, FALSE), attachments, is_off_record),
                        (GDestroyNotify) hearing_free);
  hear_next (task);
}

/**
 * askg_ear_hear_all_finish:
 * @out_name: (out) (transfer full): who heard
 * @out_is_rough: (out): whether much of it may be wrong
 *
 * Errors: those of askg_ear_choose() and askg_transcriber_hear_finish()
 */
gboolean
askg_ear_hear_all_finish (AskgEar       *self,
                          GAsyncResult  *result,
                          char         **out_name,
                          gboolean      *out_is_rough,
                          GError       **error)
{
  const Hearing *hearing = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_async_result_is_tagged (result, askg_ear_hear_all_async), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *out_name = g_strdup (askg_transcriber_get_name (hearing->transcriber));
  *out_is_rough = hearing->is_rough;

  return TRUE;
}
