/* askg-cli-speaker.c: one thread, which waits in the main loop. A clause is a request to the owner of the history. */
#include "app/askg-cli-speaker.h"

#include <glib/gi18n-lib.h>

#include "app/askg-cli.h"
#include "app/askg-exit.h"
#include "app/askg-settings.h"
#include "engine/base/askg-error.h"
#include "engine/local/askg-espeak.h"

struct _AskgCliSpeaker
{
  GObject  parent_instance;

  char    *name; /* owned; of the engine */
};

/* One clause. */
typedef struct
{
  GTask                *task;   /* owned */
  AskgClause           *clause; /* owned */
  AskgSpeakerSoundFunc  on_sound;
  gpointer              on_data;
} Saying;

static void askg_cli_speaker_speaker_init (AskgSpeakerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgCliSpeaker, askg_cli_speaker, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_SPEAKER, askg_cli_speaker_speaker_init))

static void
saying_free (gpointer data)
{
  Saying *saying = data;

  g_object_unref (saying->task);
  askg_clause_unref (saying->clause);
  g_free (saying);
}

static void
event_cb (json_t   *event,
          gpointer  user_data)
{
  Saying *saying = user_data;
  const char *base64 = askg_json_get_string (event, "samples");
  gsize n_bytes = 0;
  guchar *samples;
  g_autoptr(GBytes) bytes = NULL;

  askg_cli_agree_to (event);
  if (base64 == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (saying->task)))
    return;
  samples = g_base64_decode (base64, &n_bytes);
  bytes = g_bytes_new_take (samples, n_bytes);
  saying->on_sound (json_integer_value (json_object_get (event, "rate_hz")), bytes, saying->on_data);
}

static gboolean
say_cb (gpointer user_data)
{
  Saying *saying = user_data;
  AskgCliSpeaker *self = g_task_get_source_object (saying->task);
  g_autoptr(json_t) request = json_pack ("{s:s, s:s, s:s}", "verb", "say", "voice", self->name, "text", saying->clause->plain);
  GError *error = NULL;
  g_autoptr(json_t) last = askg_cli_request (request, FALSE, event_cb, saying, &error);
  json_t *trouble = json_object_get (last, "error");

  if (error == NULL && trouble != NULL)
    error = askg_error_new_for_id (askg_json_get_string (trouble, "id"), askg_json_get_string (trouble, "message"));
  if (error != NULL)
    g_task_return_error (saying->task, error);
  else
    g_task_return_boolean (saying->task, TRUE);

  return G_SOURCE_REMOVE;
}

static void
askg_cli_speaker_say_async (AskgSpeaker          *speaker,
                            const AskgClause     *clause,
                            AskgSpeakerSoundFunc  on_sound,
                            AskgSpeakerWordFunc   on_word,
                            gpointer              on_data,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data)
{
  Saying *saying = g_new0 (Saying, 1);

  saying->task = g_task_new (speaker, cancellable, callback, user_data);
  saying->clause = askg_clause_ref (clause);
  saying->on_sound = on_sound;
  saying->on_data = on_data;
  g_task_set_source_tag (saying->task, askg_cli_speaker_say_async);
  g_idle_add_full (G_PRIORITY_DEFAULT, say_cb, saying, saying_free);
}

static gboolean
askg_cli_speaker_say_finish (AskgSpeaker   *speaker,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_cli_speaker_say_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static const char *
askg_cli_speaker_get_name (AskgSpeaker *speaker)
{
  return ASKG_CLI_SPEAKER (speaker)->name;
}

static void
askg_cli_speaker_speaker_init (AskgSpeakerInterface *iface)
{
  iface->get_name = askg_cli_speaker_get_name;
  iface->say_async = askg_cli_speaker_say_async;
  iface->say_finish = askg_cli_speaker_say_finish;
}

static void
askg_cli_speaker_finalize (GObject *object)
{
  g_free (ASKG_CLI_SPEAKER (object)->name);

  G_OBJECT_CLASS (askg_cli_speaker_parent_class)->finalize (object);
}

static void
askg_cli_speaker_class_init (AskgCliSpeakerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_cli_speaker_finalize;
}

static void
askg_cli_speaker_init (AskgCliSpeaker *self)
{
}

/* As askg_voices_choose(), but that an engine is asked through the owner of the history. */
AskgSpeaker *
askg_cli_speaker_choose (const AskgVoiceWish  *wish,
                         GError              **error)
{
  g_autoptr(GSettings) settings = wish->voice == NULL ? askg_settings_new () : NULL;
  g_autofree char *chosen = settings != NULL ? g_settings_get_string (settings, "voice-speaker") : g_strdup (wish->voice);
  AskgCliSpeaker *self;

  if (askg_voices_are_local (chosen))
    return askg_voices_choose (wish, error);

  self = g_object_new (ASKG_TYPE_CLI_SPEAKER, NULL);
  self->name = g_strdup (chosen);

  return ASKG_SPEAKER (self);
}

/* -- The voices there are --------------------------------------------------------------- */

/* A line each: name for --voice, its language, and what is weak about it. */
int
askg_cli_list_voices (void)
{
  g_autoptr(AskgEspeak) espeak = askg_espeak_new (NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *voices = NULL;
  g_auto(GStrv) lines = NULL;
  g_auto(AskgWait) wait;

  askg_wait_init (&wait);
  askg_espeak_list_async (espeak, askg_cli_get_cancellable (), askg_wait_cb, &wait);
  voices = askg_espeak_list_finish (espeak, askg_wait_for (&wait), &error);
  if (voices == NULL)
    return askg_exit_with_error (error);

  lines = g_strsplit (voices, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto(GStrv) fields = g_strsplit (lines[i], "\t", -1);
      const char *language = g_strv_length (fields) >= 2 ? fields[1] : "";
      const char *family = g_str_has_prefix (language, "cmn") ? "zh" : language;
      const char *weakness = askg_espeak_voices_tell_weakness (family);
      g_autofree char *line = g_strdup_printf ("espeak:%s\t%s\t%s\n", language, fields[0], weakness != NULL ? weakness : "");

      askg_exit_print (line);
    }

  return ASKG_EXIT_OK;
}
