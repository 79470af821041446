/* askg-ear-transcriber.c: main thread. */
#include "engine/provider/askg-ear-transcriber.h"

#include <string.h>

#include "engine/base/askg-error.h"
#include "engine/dialect/askg-reply-parser.h"
#include "engine/dialect/askg-request.h"
#include "engine/provider/askg-engine-fetch.h"
#include "engine/provider/askg-engine-sentences.h"

#define BLANKS " \r\n\t"
#define EAR_RATE_HZ 16000u /* what speech is recognised at, and all that some servers take */

struct _AskgEarTranscriber
{
  GObject         parent_instance;

  AskgEngineLink *link; /* owned */
};

/* The data of a task. */
typedef struct
{
  AskgPcm         *sound;    /* owned */
  char            *language; /* owned (nullable): "ko", without a region */
  AskgModelServer *server;   /* (nullable): held, so that it is not ended meanwhile */
  gboolean         is_off_record;
} Hearing;

/* What goes into the form beside the sound. */
typedef struct
{
  char *model;    /* owned (nullable) */
  char *language; /* owned (nullable) */
} Form;

static void askg_ear_transcriber_transcriber_init (AskgTranscriberInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgEarTranscriber, askg_ear_transcriber, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_TRANSCRIBER, askg_ear_transcriber_transcriber_init))

/* Whether the engine turns speech into words, and does nothing else. */
gboolean
askg_profile_is_ear (AskgProfile *profile)
{
  const AskgSpeaks speaks = askg_profile_get_speaks (profile);

  return speaks == ASKG_SPEAKS_TRANSCRIPTION || speaks == ASKG_SPEAKS_INFERENCE;
}

static void
hearing_free (Hearing *hearing)
{
  if (hearing->server != NULL)
    askg_model_server_release (hearing->server);
  g_clear_object (&hearing->server);
  g_clear_object (&hearing->sound);
  g_free (hearing->language);
  g_free (hearing);
}

static void
form_free (gpointer data)
{
  Form *form = data;

  g_free (form->model);
  g_free (form->language);
  g_free (form);
}

/* -- The reply ---------------------------------------------------------------- */

static void
ignore_event (const AskgWireEvent *event,
              gpointer             user_data)
{
}

/* A segment a line, and where nobody speaks a note such as “[BLANK_AUDIO]”, “(wind)” or “*sighs*”, which nobody has said. */
static char *
words_of (const char *text)
{
  static const char *const notes[] = { "[]", "()", "**" };
  g_autoptr(GString) joined = g_string_new (NULL);
  const char *words;
  gsize length;

  for (const char *at = text + strspn (text, BLANKS); *at != '\0'; at += strspn (at, BLANKS))
    {
      const gsize n_bytes = strcspn (at, BLANKS);

      g_string_append_printf (joined, "%s%.*s", joined->len > 0 ? " " : "", (int) n_bytes, at);
      at += n_bytes;
    }
  words = joined->str;
  length = joined->len;
  for (gsize i = 0; length > 1 && i < G_N_ELEMENTS (notes); i++)
    if (words[0] == notes[i][0] && strcspn (words + 1, notes[i]) == length - 2 && words[length - 1] == notes[i][1])
      return g_strdup ("");

  return g_strdup (words);
}

/* (transfer full): the words, or %NULL with @out_fault set */
static char *
take_reply (const AskgFetched  *fetched,
            AskgWireError     **out_fault)
{
  g_autoptr(AskgReplyParser) parser = askg_reply_parser_new (ASKG_DIALECT_TRANSCRIPTION, ignore_event, NULL);
  const AskgReplyResult *result;
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (fetched->body, &n_bytes);

  if (fetched->error != NULL)
    {
      *out_fault = askg_wire_error_copy (fetched->error);
      return NULL;
    }

  askg_reply_parser_keep_all (parser);
  askg_reply_parser_feed (parser, bytes, n_bytes);
  result = askg_reply_parser_end (parser);
  if (result->outcome == ASKG_REPLY_COMPLETE || result->outcome == ASKG_REPLY_EMPTY)
    return words_of (result->text != NULL ? result->text->str : "");

  *out_fault = result->error != NULL ? askg_wire_error_copy (result->error)
               : askg_wire_error_new (result->outcome == ASKG_REPLY_TRUNCATED ? ASKG_WIRE_ERROR_TRUNCATED
                                                                              : ASKG_WIRE_ERROR_NOT_AN_ENGINE, NULL);

  return NULL;
}

static void
heard_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgEngineLink *link = ASKG_ENGINE_LINK (object);
  Hearing *hearing = g_task_get_task_data (task);
  const char *name = askg_profile_get_name (askg_engine_link_get_profile (link));
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgFetched) fetched = askg_engine_fetch_finish (link, result, &error);
  g_autoptr(AskgWireError) fault = NULL;
  g_autofree char *words = fetched != NULL ? take_reply (fetched, &fault) : NULL;

  if (fetched == NULL && hearing->server != NULL && !askg_error_is_cancelled (error))
    askg_model_server_doubt (hearing->server); /* it may have died at it */
  if (fetched == NULL)
    g_task_return_error (task, askg_engine_sentence_name (error, name));
  else if (fault != NULL)
    g_task_return_error (task, askg_engine_link_tell (link, fault, NULL));
  else
    {
      askg_engine_link_keep_path (link);
      g_task_return_pointer (task, askg_transcript_new (words, hearing->language, name, FALSE),
                             (GDestroyNotify) askg_transcript_free);
    }
}

/* -- The request --------------------------------------------------------------- */

/* An AskgParcelMake; its data is a Form. */
static GBytes *
make_body (AskgCovered  *covered,
           gpointer      data,
           char        **out_content_type)
{
  const Form *form = data;

  return askg_transcription_form_new (form->model, form->language, askg_covered_get_piece (covered, 0)->bytes, FALSE,
                                      out_content_type);
}

static void
covered_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgEngineLink *link = ASKG_EAR_TRANSCRIBER (g_task_get_source_object (task))->link;
  Hearing *hearing = g_task_get_task_data (task);
  const gboolean is_inference = askg_profile_get_speaks (askg_engine_link_get_profile (link)) == ASKG_SPEAKS_INFERENCE;
  GError *error = NULL;
  g_autoptr(AskgCovered) covered = askg_parcel_cover_finish (result, &error);
  const AskgLinkRequest request = { .endpoint = is_inference ? "/inference" : "audio/transcriptions", .content = covered,
                                    .is_off_record = hearing->is_off_record };

  if (covered == NULL)
    g_task_return_error (task, error);
  else
    askg_engine_fetch_async (link, &request, 0, g_task_get_cancellable (task), heard_cb, g_object_ref (task));
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgEngineLink *link = ASKG_ENGINE_LINK (object);
  Hearing *hearing = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(AskgParcel) parcel = NULL;
  Form *form;

  if (!askg_engine_link_open_finish (link, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  hearing->server = askg_engine_link_hold_on (link);
  form = g_new0 (Form, 1);
  form->model = g_strdup (askg_profile_get_model (askg_engine_link_get_profile (link)));
  form->language = g_strdup (hearing->language);
  parcel = askg_engine_link_new_parcel (link, NULL, make_body, form, form_free);
  askg_parcel_add_sound (parcel, hearing->sound, EAR_RATE_HZ);
  askg_engine_link_cover_async (link, parcel, g_task_get_cancellable (task), covered_cb, g_object_ref (task));
}

/* -- One that hears --------------------------------------------------------------- */

static const char *
askg_ear_transcriber_get_name (AskgTranscriber *transcriber)
{
  return askg_profile_get_name (askg_engine_link_get_profile (ASKG_EAR_TRANSCRIBER (transcriber)->link));
}

static gboolean
askg_ear_transcriber_is_there (AskgTranscriber  *transcriber,
                               GError          **error)
{
  return TRUE;
}

static void
ignore_opened_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  askg_engine_link_open_finish (ASKG_ENGINE_LINK (object), result, NULL); /* the hearing tells why not */
}

/* A model file is loaded while somebody speaks. */
static void
askg_ear_transcriber_warm_up (AskgTranscriber *transcriber)
{
  askg_engine_link_open_async (ASKG_EAR_TRANSCRIBER (transcriber)->link, NULL, ignore_opened_cb, NULL);
}

static void
askg_ear_transcriber_hear_async (AskgTranscriber             *transcriber,
                                 AskgPcm                     *utterance,
                                 const AskgTranscriberHints  *hints,
                                 GCancellable                *cancellable,
                                 GAsyncReadyCallback          callback,
                                 gpointer                     user_data)
{
  AskgEarTranscriber *self = ASKG_EAR_TRANSCRIBER (transcriber);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Hearing *hearing = g_new0 (Hearing, 1);

  hearing->sound = g_object_ref (utterance);
  hearing->language = hints->language != NULL ? g_strndup (hints->language, strcspn (hints->language, "-_.@")) : NULL;
  hearing->is_off_record = hints->is_off_record;
  g_task_set_source_tag (task, askg_ear_transcriber_hear_async);
  g_task_set_task_data (task, hearing, (GDestroyNotify) hearing_free);
  askg_engine_link_open_async (self->link, cancellable, opened_cb, g_object_ref (task));
}

static AskgTranscript *
askg_ear_transcriber_hear_finish (AskgTranscriber  *transcriber,
                                  GAsyncResult     *result,
                                  GError          **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_ear_transcriber_hear_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
askg_ear_transcriber_finalize (GObject *object)
{
  g_clear_object (&ASKG_EAR_TRANSCRIBER (object)->link);

  G_OBJECT_CLASS (askg_ear_transcriber_parent_class)->finalize (object);
}

static void
askg_ear_transcriber_transcriber_init (AskgTranscriberInterface *iface)
{
  iface->get_name = askg_ear_transcriber_get_name;
  iface->is_there = askg_ear_transcriber_is_there;
  iface->warm_up = askg_ear_transcriber_warm_up;
  iface->hear_async = askg_ear_transcriber_hear_async;
  iface->hear_finish = askg_ear_transcriber_hear_finish;
}

static void
askg_ear_transcriber_class_init (AskgEarTranscriberClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_ear_transcriber_finalize;
}

static void
askg_ear_transcriber_init (AskgEarTranscriber *self)
{
}

/* @link: to an engine for which askg_profile_is_ear() is so */
AskgEarTranscriber *
askg_ear_transcriber_new (AskgEngineLink *link)
{
  AskgEarTranscriber *self = g_object_new (ASKG_TYPE_EAR_TRANSCRIBER, NULL);

  self->link = g_object_ref (link);

  return self;
}

/* (transfer none) */
AskgProfile *
askg_ear_transcriber_get_profile (AskgEarTranscriber *self)
{
  g_return_val_if_fail (ASKG_IS_EAR_TRANSCRIBER (self), NULL);

  return askg_engine_link_get_profile (self->link);
}
