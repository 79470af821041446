/* askg-espeak.c: main thread.
 *
 * One helper, one clause at a time. It ends by itself when it is not needed, so an end between two clauses is no failure;
 * one in the middle of a clause is: that is tried once more, unless some of it was heard. What was cancelled is read to its
 * end and dropped: that takes a few milliseconds. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/local/askg-espeak.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"
#include "engine/local/askg-espeak-helper.h"

#define HELPER         "askglass-say"
#define LIMIT_MS       15000
#define MAX_TRIES      2u

/* What is asked of the helper; its task owns it. */
typedef struct
{
  AskgEspeakMessage     kind;
  AskgClause           *clause;  /* (nullable) */
  GBytes               *bytes;   /* (nullable) */
  guint                 first;
  AskgSpeakerSoundFunc  on_sound;
  AskgSpeakerWordFunc   on_word; /* (nullable) */
  gpointer              on_data;
  char                 *voices;  /* (nullable): the answer to a list */
  char                 *voice;   /* (nullable): that was wanted */
  GSource              *watch;   /* (nullable): hears of the cancel */
  guint                 n_tries;
  gboolean              has_sound;
  gboolean              is_cancelled; /* it has its answer already */
} Request;

struct _AskgEspeak
{
  GObject           parent_instance;

  /* Owned */
  char             *program;  /* (nullable): not installed */
  AskgEspeakHelper *helper;   /* (nullable) */
  GQueue            waiting;  /* of GTask: the first is with the helper */
  GSource          *limit;    /* (nullable) */
  AskgEspeakVoices  voices;
  guint             rate_hz;  /* 0 until the helper is ready */
};

static void askg_espeak_speaker_init (AskgSpeakerInterface *iface);
static void ask_helper (AskgEspeak *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgEspeak, askg_espeak, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_SPEAKER, askg_espeak_speaker_init))

static void
request_free (Request *request)
{
  g_clear_pointer (&request->clause, askg_clause_unref);
  g_clear_pointer (&request->bytes, g_bytes_unref);
  g_free (request->voices);
  g_free (request->voice);
  g_free (request);
}

static void
drop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static Request *
first_request (AskgEspeak *self)
{
  return g_queue_is_empty (&self->waiting) ? NULL : g_task_get_task_data (g_queue_peek_head (&self->waiting));
}

static void
drop_helper (AskgEspeak *self)
{
  drop_source (&self->limit);
  g_clear_pointer (&self->helper, askg_espeak_helper_end);
  self->rate_hz = 0;
}

/* -- The end of a request -------------------------------------------------------- */

/* @error: (nullable) (transfer full) */
static void
answer_first (AskgEspeak *self,
              GError     *error)
{
  g_autoptr(GTask) task = g_queue_pop_head (&self->waiting);
  Request *request = g_task_get_task_data (task);

  drop_source (&self->limit);
  drop_source (&request->watch);
  if (request->is_cancelled)
    g_clear_error (&error);
  else if (error != NULL)
    g_task_return_error (task, error);
  else if (request->kind == ASKG_ESPEAK_LIST)
    g_task_return_pointer (task, g_steal_pointer (&request->voices), g_free);
  else
    g_task_return_boolean (task, TRUE);
}

static void
fail_all (AskgEspeak *self,
          GError     *error)
{
  drop_helper (self);
  while (!g_queue_is_empty (&self->waiting))
    answer_first (self, g_error_copy (error));
  g_error_free (error);
}

static GError *
new_unavailable (const char *why)
{
  return g_error_new (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                      _("eSpeak NG cannot speak: %s. Install the packages libespeak-ng1 and espeak-ng-data, or choose another "
                        "voice."), why);
}

static void
helper_ended (AskgEspeak *self)
{
  Request *request = first_request (self);

  drop_helper (self);
  if (request == NULL)
    return;
  if (++request->n_tries >= MAX_TRIES || request->has_sound)
    answer_first (self, new_unavailable (_("its program ended in the middle of a sentence")));
  ask_helper (self);
}

static gboolean
late_cb (gpointer user_data)
{
  g_autoptr(AskgEspeak) self = g_object_ref (user_data);

  drop_helper (self);
  answer_first (self, g_error_new (ASKG_ERROR, ASKG_ERROR_TIMED_OUT,
                                   _("eSpeak NG did not speak within %u seconds. The computer may be very busy; try again in a "
                                     "while."), LIMIT_MS / 1000));
  ask_helper (self);

  return G_SOURCE_REMOVE;
}

/* -- What the helper says ------------------------------------------------------------ */

static void
give_word (Request                *request,
           const AskgEspeakHeader *message)
{
  const gsize n_text = strlen (request->clause->text);
  gsize start, end;

  if (request->on_word != NULL && message->first < message->second && message->second <= n_text &&
      askg_clause_find_shown (request->clause, message->first, message->second, &start, &end))
    request->on_word (start, end, message->third, request->on_data);
}

static void
take_answer (AskgEspeak             *self,
             Request                *request,
             const AskgEspeakHeader *message,
             GBytes                 *bytes)
{
  const gboolean is_wanted = !request->is_cancelled && request->clause != NULL &&
                             !g_cancellable_is_cancelled (g_task_get_cancellable (g_queue_peek_head (&self->waiting)));

  if (message->kind == ASKG_ESPEAK_SOUND)
    {
      request->has_sound = TRUE;
      if (is_wanted && g_bytes_get_size (bytes) >= sizeof (gint16))
        request->on_sound (self->rate_hz, bytes, request->on_data);
    }
  else if (message->kind == ASKG_ESPEAK_WORD)
    {
      if (is_wanted)
        give_word (request, message);
    }
  else if (message->kind == ASKG_ESPEAK_VOICES && request->kind == ASKG_ESPEAK_LIST)
    request->voices = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  else if (message->kind == ASKG_ESPEAK_NO_VOICE)
    {
      answer_first (self, g_error_new (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                                       _("eSpeak NG has no voice “%s”. “askglass say --voice ?” lists those it has."),
                                       request->voice != NULL ? request->voice : ""));
      ask_helper (self);
    }
  else if (message->kind == ASKG_ESPEAK_END)
    {
      answer_first (self, NULL);
      ask_helper (self);
    }
  else
    helper_ended (self);
}

static void
message_cb (const AskgEspeakHeader *message,
            GBytes                 *bytes,
            gpointer                user_data)
{
  g_autoptr(AskgEspeak) self = g_object_ref (user_data);
  Request *request = first_request (self);

  if (message == NULL)
    helper_ended (self);
  else if (message->kind == ASKG_ESPEAK_NO_DATA)
    fail_all (self, new_unavailable (_("its voices are not installed")));
  else if (message->kind == ASKG_ESPEAK_NO_CAGE)
    fail_all (self, new_unavailable (_("its program could not be locked in (seccomp is missing)")));
  else if (message->kind == ASKG_ESPEAK_READY && message->first >= 8000 && message->first <= 48000)
    self->rate_hz = message->first;
  else if (request != NULL && self->rate_hz != 0)
    take_answer (self, request, message, bytes);
  else
    helper_ended (self);
}

static gboolean
start_helper (AskgEspeak  *self,
              GError     **error)
{
  g_autoptr(GError) why = NULL;

  if (self->helper != NULL)
    return TRUE;
  if (self->program != NULL)
    self->helper = askg_espeak_helper_start (self->program, message_cb, self, &why);
  if (self->helper == NULL)
    g_propagate_error (error, new_unavailable (why != NULL ? why->message : _("this build of Askglass has no program for it")));

  return self->helper != NULL;
}

/* The first of those that wait. */
static void
ask_helper (AskgEspeak *self)
{
  Request *request;
  GError *error = NULL;

  while ((request = first_request (self)) != NULL && request->is_cancelled)
    answer_first (self, NULL);
  if (request == NULL)
    return;
  if (!start_helper (self, &error))
    {
      fail_all (self, error);
      return;
    }
  askg_espeak_helper_send (self->helper, request->kind, request->first, request->bytes);
  drop_source (&self->limit);
  self->limit = g_timeout_source_new (LIMIT_MS);
  g_source_set_callback (self->limit, late_cb, self, NULL);
  g_source_attach (self->limit, g_main_context_get_thread_default ());
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  GTask *task = user_data;
  Request *request = g_task_get_task_data (task);

  request->is_cancelled = TRUE;
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "silenced");

  return G_SOURCE_REMOVE;
}

static void
begin (AskgEspeak *self,
       GTask      *task,
       Request    *request)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  if (cancellable != NULL)
    {
      request->watch = g_cancellable_source_new (cancellable);
      g_source_set_callback (request->watch, G_SOURCE_FUNC (cancelled_cb), task, NULL);
      g_source_attach (request->watch, g_task_get_context (task));
    }
  g_queue_push_tail (&self->waiting, task);
  if (g_queue_get_length (&self->waiting) == 1)
    ask_helper (self);
}

/* -- Speaking ----------------------------------------------------------------------------- */

static void
askg_espeak_say_async (AskgSpeaker          *speaker,
                       const AskgClause     *clause,
                       AskgSpeakerSoundFunc  on_sound,
                       AskgSpeakerWordFunc   on_word,
                       gpointer              on_data,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data)
{
  AskgEspeak *self = ASKG_ESPEAK (speaker);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->kind = ASKG_ESPEAK_SAY;
  request->first = self->voices.words_a_minute;
  request->bytes = askg_espeak_voices_pack (&self->voices, clause);
  request->clause = askg_clause_ref (clause);
  request->voice = g_strdup (askg_espeak_voices_find (&self->voices, clause->language));
  request->on_sound = on_sound;
  request->on_word = on_word;
  request->on_data = on_data;
  g_task_set_source_tag (task, askg_espeak_say_async);
  begin (self, task, request);
}

static gboolean
askg_espeak_say_finish (AskgSpeaker   *speaker,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_espeak_say_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static const char *
askg_espeak_get_name (AskgSpeaker *speaker)
{
  return "eSpeak NG";
}

static void
askg_espeak_warm_up (AskgSpeaker *speaker)
{
  start_helper (ASKG_ESPEAK (speaker), NULL);
}

/* Asks for its voices. */
void
askg_espeak_list_async (AskgEspeak          *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  g_return_if_fail (ASKG_IS_ESPEAK (self));

  request->kind = ASKG_ESPEAK_LIST;
  g_task_set_source_tag (task, askg_espeak_list_async);
  begin (self, task, request);
}

/* Returns: (transfer full): a line each: name, language, "m", "f" or "-", between tabs */
char *
askg_espeak_list_finish (AskgEspeak    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_espeak_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* -- The object -------------------------------------------------------------------------------- */

static void
askg_espeak_speaker_init (AskgSpeakerInterface *iface)
{
  iface->get_name = askg_espeak_get_name;
  iface->warm_up = askg_espeak_warm_up;
  iface->say_async = askg_espeak_say_async;
  iface->say_finish = askg_espeak_say_finish;
}

static void
askg_espeak_finalize (GObject *object)
{
  AskgEspeak *self = ASKG_ESPEAK (object);

  drop_helper (self); /* a task holds a reference, so none is left */
  g_free (self->program);
  askg_espeak_voices_clear (&self->voices);

  G_OBJECT_CLASS (askg_espeak_parent_class)->finalize (object);
}

static void
askg_espeak_class_init (AskgEspeakClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_espeak_finalize;
}

static void
askg_espeak_init (AskgEspeak *self)
{
  g_queue_init (&self->waiting);
  askg_espeak_voices_init (&self->voices);
}

/* Whether this build has it; whether its voices are installed shows when it is tried. */
gboolean
askg_espeak_is_there (void)
{
  g_autofree char *path = askg_program_find_helper (HELPER);

  return g_file_test (path, G_FILE_TEST_IS_EXECUTABLE);
}

/* @helper: (nullable): another program than the one that comes with Askglass, for tests */
AskgEspeak *
askg_espeak_new (const char *helper)
{
  AskgEspeak *self = g_object_new (ASKG_TYPE_ESPEAK, NULL);

  self->program = helper != NULL ? g_strdup (helper) : askg_program_find_helper (HELPER);

  return self;
}

/* Returns: (transfer none): which voice speaks what, and how fast; to be changed before something is said */
AskgEspeakVoices *
askg_espeak_get_voices (AskgEspeak *self)
{
  g_return_val_if_fail (ASKG_IS_ESPEAK (self), NULL);

  return &self->voices;
}
