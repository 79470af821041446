/* askg-desktop-speaker.c: main thread.
 *
 * line -> introduce ourselves -> for each clause: its language, SPEAK, the message; then BEGIN, a MARK at each word and END
 * come as it is heard */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/local/askg-desktop-speaker.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/local/askg-ssip-line.h"

#define SAYING_MS 120000 /* a clause is at most half a minute */
#define MAX_MARKS 400

struct _AskgDesktopSpeaker
{
  GObject              parent_instance;

  /* Owned */
  char                *path;    /* of its socket */
  AskgSsipLine        *line;    /* (nullable) */
  GTask               *task;    /* (nullable): the clause that is being said */
  AskgClause          *clause;  /* (nullable): its */
  GArray              *marks;   /* of gsize: where its words begin */
  GSource             *limit;   /* (nullable) */
  GSource             *watch;   /* (nullable): hears of the cancel of @task */
  char                *message; /* (nullable): to be sent when it is asked for */
  char                *id;      /* (nullable): of its message */

  AskgSpeakerWordFunc  on_word; /* (nullable) */
  gpointer             on_data;
  double               rate;
};

static void askg_desktop_speaker_speaker_init (AskgSpeakerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgDesktopSpeaker, askg_desktop_speaker, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_SPEAKER, askg_desktop_speaker_speaker_init))

/* -- The end ---------------------------------------------------------------------- */

static void
drop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* @error: (nullable) (transfer full) */
static void
finish (AskgDesktopSpeaker *self,
        GError             *error)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  drop_source (&self->limit);
  drop_source (&self->watch);
  g_clear_pointer (&self->clause, askg_clause_unref);
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->id, g_free);
  if (task == NULL)
    g_clear_error (&error);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
fail (AskgDesktopSpeaker *self,
      const char         *why)
{
  g_clear_pointer (&self->line, askg_ssip_line_close);
  finish (self, g_error_new (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                             _("The desktop’s voice cannot speak: %s. Look whether speech-dispatcher is installed and works (try "
                               "“spd-say hello”), or choose another voice."), why));
}

static gboolean
late_cb (gpointer user_data)
{
  g_autoptr(AskgDesktopSpeaker) self = g_object_ref (user_data);

  fail (self, _("it does not answer"));

  return G_SOURCE_REMOVE;
}

/* -- What it says ----------------------------------------------------------------------- */

static void
tell_mark (AskgDesktopSpeaker *self,
           const char         *name)
{
  guint64 mark;
  gsize start, end, shown_start, shown_end;

  if (name == NULL || self->on_word == NULL || !g_ascii_string_to_unsigned (name, 10, 0, MAX_MARKS, &mark, NULL) ||
      mark >= self->marks->len)
    return;
  start = g_array_index (self->marks, gsize, mark);
  end = start + strcspn (self->clause->text + start, " ");
  if (askg_clause_find_shown (self->clause, start, end, &shown_start, &shown_end))
    self->on_word (shown_start, shown_end, 0, self->on_data);
}

static void
reply_cb (const AskgSsipReply *reply,
          const char          *why,
          gpointer             user_data)
{
  g_autoptr(AskgDesktopSpeaker) self = g_object_ref (user_data);
  const gboolean is_ours = reply != NULL && self->task != NULL && self->id != NULL && g_strcmp0 (reply->words[0], self->id) == 0;

  if (reply == NULL)
    fail (self, why);
  else if (reply->kind == ASKG_SSIP_ANSWER && reply->code == 230 && self->message != NULL)
    {
      askg_ssip_line_say (self->line, self->message);
      g_clear_pointer (&self->message, g_free);
    }
  else if (reply->kind == ASKG_SSIP_ANSWER && reply->code == 225 && self->task != NULL)
    {
      g_free (self->id);
      self->id = g_strdup (reply->words[0]);
    }
  else if (reply->kind == ASKG_SSIP_ANSWER && reply->code >= 300 && self->task != NULL && self->id == NULL &&
           self->message == NULL)
    fail (self, reply->last);
  else if (is_ours && reply->kind == ASKG_SSIP_MARK)
    tell_mark (self, reply->words[2]);
  else if (is_ours && reply->kind == ASKG_SSIP_END)
    finish (self, NULL);
  else if (is_ours && reply->kind == ASKG_SSIP_STOPPED)
    finish (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "silenced by somebody else"));
}

/* -- Speaking -------------------------------------------------------------------------------- */

static void
open_line (AskgDesktopSpeaker *self)
{
  const int rate = (int) CLAMP (self->rate >= 1 ? (self->rate - 1) * 50 : (self->rate - 1) * 100, -100, 100);
  g_autofree char *introduction = g_strdup_printf ("SET SELF CLIENT_NAME user:askglass:main\r\nSET SELF SSML_MODE on\r\n"
                                                   "SET SELF NOTIFICATION ALL on\r\nSET SELF RATE %d\r\n", rate);

  self->line = askg_ssip_line_open (self->path, reply_cb, self);
  askg_ssip_line_say (self->line, introduction);
}

static void
ask (AskgDesktopSpeaker *self)
{
  g_autofree char *request = g_strdup_printf ("SET SELF LANGUAGE %s\r\nSPEAK\r\n", self->clause->language);

  if (self->line == NULL)
    open_line (self);
  askg_ssip_line_say (self->line, request);
}

static void
find_words (AskgDesktopSpeaker *self)
{
  const char *text = self->clause->text;

  g_array_set_size (self->marks, 0);
  for (gsize i = 0; text[i] != '\0' && self->marks->len < MAX_MARKS; i++)
    if (text[i] != ' ' && (i == 0 || text[i - 1] == ' '))
      g_array_append_val (self->marks, i);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr(AskgDesktopSpeaker) self = g_object_ref (user_data);

  if (self->message != NULL)
    g_clear_pointer (&self->line, askg_ssip_line_close); /* it was promised a message that does not come */
  else if (self->line != NULL)
    askg_ssip_line_say (self->line, "CANCEL SELF\r\n");
  finish (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "silenced"));

  return G_SOURCE_REMOVE;
}

static void
askg_desktop_speaker_say_async (AskgSpeaker          *speaker,
                                const AskgClause     *clause,
                                AskgSpeakerSoundFunc  on_sound,
                                AskgSpeakerWordFunc   on_word,
                                gpointer              on_data,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data)
{
  AskgDesktopSpeaker *self = ASKG_DESKTOP_SPEAKER (speaker);

  g_return_if_fail (self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, askg_desktop_speaker_say_async);
  self->clause = askg_clause_ref (clause);
  self->on_word = on_word;
  self->on_data = on_data;
  find_words (self);
  self->message = askg_ssip_make_message (clause->text, (const gsize *) (gpointer) self->marks->data, self->marks->len);
  self->limit = g_timeout_source_new (SAYING_MS);
  g_source_set_callback (self->limit, late_cb, self, NULL);
  g_source_attach (self->limit, g_main_context_get_thread_default ());
  if (cancellable != NULL)
    {
      self->watch = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->watch, G_SOURCE_FUNC (cancelled_cb), self, NULL);
      g_source_attach (self->watch, g_task_get_context (self->task));
    }
  ask (self);
}

static gboolean
askg_desktop_speaker_say_finish (AskgSpeaker   *speaker,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_desktop_speaker_say_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static const char *
askg_desktop_speaker_get_name (AskgSpeaker *speaker)
{
  return _("the desktop’s voice");
}

static gboolean
askg_desktop_speaker_gives_sound (AskgSpeaker *speaker)
{
  return FALSE;
}

static void
askg_desktop_speaker_speaker_init (AskgSpeakerInterface *iface)
{
  iface->get_name = askg_desktop_speaker_get_name;
  iface->gives_sound = askg_desktop_speaker_gives_sound;
  iface->say_async = askg_desktop_speaker_say_async;
  iface->say_finish = askg_desktop_speaker_say_finish;
}

static void
askg_desktop_speaker_finalize (GObject *object)
{
  AskgDesktopSpeaker *self = ASKG_DESKTOP_SPEAKER (object);

  g_clear_pointer (&self->line, askg_ssip_line_close);
  g_array_unref (self->marks);
  g_free (self->path);

  G_OBJECT_CLASS (askg_desktop_speaker_parent_class)->finalize (object);
}

static void
askg_desktop_speaker_class_init (AskgDesktopSpeakerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_desktop_speaker_finalize;
}

static void
askg_desktop_speaker_init (AskgDesktopSpeaker *self)
{
  self->marks = g_array_new (FALSE, FALSE, sizeof (gsize));
}

/**
 * askg_desktop_speaker_new:
 * @socket_path: (nullable): another than the session's, for tests
 * @rate: 1 for as fast as usual
 */
AskgDesktopSpeaker *
askg_desktop_speaker_new (const char *socket_path,
                          double      rate)
{
  AskgDesktopSpeaker *self = g_object_new (ASKG_TYPE_DESKTOP_SPEAKER, NULL);

  self->path = socket_path != NULL ? g_strdup (socket_path)
                                   : g_build_filename (g_get_user_runtime_dir (), "speech-dispatcher", "speechd.sock", NULL);
  self->rate = rate;

  return self;
}
