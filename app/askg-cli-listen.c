/* askg-cli-listen.c: `askglass listen`: what is said, in words on standard output. */
#include "app/askg-cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "app/askg-exit.h"
#include "app/askg-listeners.h"
#include "app/askg-listening.h"
#include "app/askg-settings.h"
#include "capture/context/askg-screen-lock.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-wav.h"
#include "engine/model/askg-inert-text.h"

#define NOBODY_S 30 /* until it is told that nobody speaks */

typedef struct
{
  gboolean  hold;
  gboolean  hands_free;
  char     *engine;
  char     *language;
  char     *microphone;
  gboolean  off_record;
  gboolean  commands;
  gboolean  obey;
  gboolean  json;
} Options;

/* One that was said. */
typedef struct
{
  AskgPcm          *sound; /* owned */
  AskgUtteranceEnd  end;
} Said;

typedef struct
{
  const Options       *options;
  AskgListening       *listening;   /* owned */
  AskgScreenLock      *lock;        /* owned: nobody is heard who could not see that somebody listens */
  GQueue               said;        /* of Said: to be understood */
  gboolean             was_nothing; /* an utterance was over, and there was nothing in it */
  gboolean             is_over_time;
  const char          *told;        /* (nullable): the last state */
  const char          *who;         /* (nullable): hears; to be told when there is something to hear */
} Ear;

static void
options_clear (Options *options)
{
  g_free (options->engine);
  g_free (options->language);
  g_free (options->microphone);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
said_free (gpointer data)
{
  Said *said = data;

  g_object_unref (said->sound);
  g_free (said);
}

static void
ear_clear (Ear *self)
{
  g_queue_clear_full (&self->said, said_free);
  if (self->lock != NULL)
    g_signal_handlers_disconnect_by_data (self->lock, self);
  g_clear_object (&self->lock);
  g_clear_object (&self->listening);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ear, ear_clear)

/* -- What is shown -------------------------------------------------------------- */

static const char *
describe (Ear *self)
{
  AskgMicrophone *microphone = askg_listening_get_microphone (self->listening);

  switch (askg_microphone_get_state (microphone))
    {
    case ASKG_MICROPHONE_HEARS:
      return askg_listening_get_turn (self->listening)->state == ASKG_TURN_TALKING ? _("Hearing you.")
             : self->options->hold ? _("Listening until Enter.") : _("Listening. Speak now.");
    case ASKG_MICROPHONE_SILENT:
      return _("Nothing at all comes from the microphone: it is muted, or off. Look into the desktop’s sound settings.");
    case ASKG_MICROPHONE_LOST:
      return askg_microphone_get_trouble (microphone)->message;
    case ASKG_MICROPHONE_CLOSED:
    case ASKG_MICROPHONE_OPENING:
    default:
      return NULL;
    }
}

/* Standard error shows what it does, so that nobody talks to a microphone that hears nothing. */
static void
changed_cb (Ear *self)
{
  const char *state = describe (self);

  if (state == NULL || g_strcmp0 (state, self->told) == 0)
    return;
  self->told = g_intern_string (state);
  if (self->who != NULL && askg_microphone_get_state (askg_listening_get_microphone (self->listening)) == ASKG_MICROPHONE_HEARS)
    askg_exit_say (g_steal_pointer (&self->who));
  askg_exit_say (state);
}

static void
utterance_cb (AskgListening       *listening,
              const AskgUtterance *utterance,
              Ear                 *self)
{
  Said *said;

  self->was_nothing = utterance->sound == NULL || !utterance->has_voice;
  if (self->was_nothing)
    return;

  said = g_new0 (Said, 1);
  said->sound = g_object_ref (utterance->sound);
  said->end = utterance->end;
  g_queue_push_tail (&self->said, said);
  if (!self->options->hold && !self->options->hands_free)
    askg_listening_take (listening, ASKG_TURN_STOP);
}

/* -- Understanding ---------------------------------------------------------------- */

static const char *
name_of_end (AskgUtteranceEnd end)
{
  static const char *const names[] = { "pause", "key", "limit", "microphone" };

  return names[end];
}

static void
print_words (const Options *options,
             json_t        *last,
             const Said    *said)
{
  const char *words = askg_json_get_string (last, "text");
  g_autofree char *inert = NULL;
  g_autofree char *printed = NULL;

  if (options->json)
    {
      g_autoptr(json_t) object =
        json_pack ("{s:s, s:s?, s:b, s:s*, s:s*, s:s*, s:I, s:s}", "text", words != NULL ? words : "",
                   "engine", askg_json_get_string (last, "engine"), "rough", json_is_true (json_object_get (last, "rough")),
                   "language", askg_json_get_string (last, "language"), "command", askg_json_get_string (last, "command"),
                   "did", askg_json_get_string (last, "did"),
                   "duration_ms", (json_int_t) (askg_pcm_get_duration_us (said->sound) / 1000), "ended", name_of_end (said->end));

      printed = json_dumps (object, JSON_COMPACT);
      askg_exit_print (printed);
    }
  else
    {
      inert = askg_text_make_inert (words != NULL ? words : "", ASKG_INERT_SHOW_HIDDEN);
      askg_exit_print (inert);
    }
  askg_exit_print ("\n");
  if (!options->json && askg_json_get_string (last, "did") != NULL)
    askg_exit_say (askg_json_get_string (last, "did"));
}

static void
event_cb (json_t   *event,
          gpointer  user_data)
{
  askg_cli_agree_to (event);
}

/* Returns: (transfer full) (nullable): what the engine said; without @sound whether there is one */
static json_t *
send (const Options  *options,
      AskgPcm        *sound,
      GError        **error)
{
  g_autoptr(GBytes) wav = sound != NULL ? askg_wav_write (sound) : NULL;
  g_autofree char *base64 = wav != NULL ? g_base64_encode (g_bytes_get_data (wav, NULL), g_bytes_get_size (wav)) : NULL;
  g_autoptr(json_t) request = json_pack ("{s:s, s:s*, s:s*, s:s*, s:b, s:b, s:b, s:b}", "verb", "hear", "engine", options->engine,
                                         "language", options->language, "sound", base64, "commands", options->commands,
                                         "obey", options->obey, "off_record", options->off_record, "soon", TRUE);
  g_autoptr(json_t) last = askg_cli_request (request, FALSE, event_cb, NULL, error);
  json_t *trouble = json_object_get (last, "error");

  if (trouble != NULL)
    {
      g_propagate_error (error, askg_error_new_for_id (askg_json_get_string (trouble, "id"),
                                                       askg_json_get_string (trouble, "message")));
      return NULL;
    }

  return g_steal_pointer (&last);
}

static gboolean
understand (Ear     *self,
            GError **error)
{
  Said *said = g_queue_pop_head (&self->said);
  g_autoptr(json_t) last = send (self->options, said->sound, error);

  if (last != NULL)
    print_words (self->options, last, said);
  said_free (said);

  return last != NULL;
}

/* -- Listening ------------------------------------------------------------------------ */

/* Enter, or the end of the input: the key is up. */
static gboolean
input_cb (gint         fd,
          GIOCondition condition,
          gpointer     user_data)
{
  Ear *self = user_data;
  char byte;

  if (read (fd, &byte, 1) == 1 && byte != '\n')
    return G_SOURCE_CONTINUE;
  askg_listening_take (self->listening, ASKG_TURN_KEY_UP);

  return G_SOURCE_REMOVE;
}

static gboolean
nobody_cb (gpointer user_data)
{
  Ear *self = user_data;

  if (askg_listening_get_turn (self->listening)->state == ASKG_TURN_READY)
    {
      self->is_over_time = TRUE;
      askg_listening_take (self->listening, ASKG_TURN_STOP);
    }

  return G_SOURCE_REMOVE;
}

/* What was being said is forgotten, and what was said is not sent. */
static void
lock_cb (Ear      *self,
         gboolean  is_locked)
{
  if (is_locked && self->listening != NULL)
    askg_listening_take (self->listening, ASKG_TURN_STOP);
}

static void
interrupted_cb (GCancellable *cancellable,
                gpointer      user_data)
{
  g_main_context_wakeup (NULL);
}

static GError *
why_nothing (Ear *self)
{
  AskgMicrophone *microphone = askg_listening_get_microphone (self->listening);
  const GError *trouble = askg_listening_get_trouble (self->listening);

  if (trouble != NULL)
    return g_error_copy (trouble);
  if (self->told != NULL && askg_microphone_get_trouble (microphone) != NULL)
    return g_error_copy (askg_microphone_get_trouble (microphone));

  return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_NO_TEXT,
                              _("Nothing was said. Speak louder or closer, or see whether the microphone is muted in the desktop’s "
                                "sound settings."));
}

static gboolean
set_error_if_locked (Ear     *self,
                     GError **error)
{
  if (!askg_screen_lock_is_locked (self->lock))
    return FALSE;
  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                       _("The screen is locked: the microphone is closed, and nobody listens. Unlock it, then try again."));

  return TRUE;
}

/* Returns: whether anything was understood, or hands-free ended as it was meant to */
static gboolean
run (Ear     *self,
     GError **error)
{
  GCancellable *interrupting = askg_cli_get_cancellable ();
  gboolean was_understood = FALSE;

  while (!g_cancellable_is_cancelled (interrupting))
    {
      if (set_error_if_locked (self, error))
        return FALSE;
      if (!g_queue_is_empty (&self->said))
        {
          g_autoptr(GError) trouble = NULL;

          if (understand (self, &trouble))
            was_understood = TRUE;
          else if (!self->options->hands_free || askg_error_is_cancelled (trouble))
            {
              g_propagate_error (error, g_steal_pointer (&trouble));
              return FALSE;
            }
          else
            askg_exit_say (trouble->message); /* the next one may go better */
        }
      else if (askg_listening_is_closed (self->listening))
        {
          if (!was_understood)
            g_propagate_error (error, why_nothing (self));
          return was_understood;
        }
      else
        {
          askg_cli_mind_others ();
          g_main_context_iteration (NULL, TRUE);
        }
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Ctrl-C");

  return FALSE;
}

static void
begin (Ear *self)
{
  const Options *options = self->options;
  g_autoptr(AskgMicrophone) microphone = askg_microphone_new (ASKG_LISTENING_RATE_HZ, options->microphone);
  g_autoptr(GSettings) settings = askg_settings_new ();
  AskgListeningRule rule = askg_listening_usual_rule;

  rule.suppresses_noise = options->commands || (settings != NULL && g_settings_get_boolean (settings, "voice-suppresses-noise"));
  self->listening = askg_listening_new (microphone, &rule);
  g_signal_connect_swapped (self->listening, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->listening, "utterance", G_CALLBACK (utterance_cb), self);
  askg_listening_take (self->listening, options->hold ? ASKG_TURN_KEY_DOWN : ASKG_TURN_CONVERSE);
}

static int
listen_while_owner (const Options *options)
{
  g_auto(Ear) ear = { .options = options, .said = G_QUEUE_INIT, .lock = askg_screen_lock_new () };
  GCancellable *interrupting = askg_cli_get_cancellable ();
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) engine = NULL;
  g_autoptr(AskgListener) listener = askg_listeners_announce ();
  guint input = 0;
  guint nobody = 0;
  gulong handler;

  engine = send (options, NULL, &error); /* before anybody has spoken for nothing */
  if (engine == NULL)
    return askg_exit_with_error (error);
  ear.who = askg_json_get_string (engine, "sentence");
  askg_screen_lock_wait (ear.lock);
  if (set_error_if_locked (&ear, &error))
    return askg_exit_with_error (error);

  g_signal_connect_swapped (ear.lock, "changed", G_CALLBACK (lock_cb), &ear);
  handler = g_cancellable_connect (interrupting, G_CALLBACK (interrupted_cb), NULL, NULL);
  begin (&ear);
  if (options->hold)
    input = g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, input_cb, &ear);
  else if (!options->hands_free)
    nobody = g_timeout_add_seconds (NOBODY_S, nobody_cb, &ear);
  run (&ear, &error);
  g_cancellable_disconnect (interrupting, handler);
  if (input != 0 && g_main_context_find_source_by_id (NULL, input) != NULL)
    g_source_remove (input);
  if (nobody != 0 && g_main_context_find_source_by_id (NULL, nobody) != NULL)
    g_source_remove (nobody);

  return error != NULL ? askg_exit_with_error (error) : ASKG_EXIT_OK;
}

/* What hears the first utterance is there for the next ones, too. */
static int
listen (const Options *options)
{
  int status;

  askg_cli_keep_owner ();
  status = listen_while_owner (options);
  askg_cli_let_go ();

  return status;
}

int
askg_cli_listen (int    argc,
                 char **argv)
{
  g_auto(Options) options = { 0 };
  GOptionEntry entries[] = {
    { "hold", 0, 0, G_OPTION_ARG_NONE, &options.hold, N_("Listen through every pause, until Enter or the end of standard input"), NULL },
    { "hands-free", 0, 0, G_OPTION_ARG_NONE, &options.hands_free, N_("Go on listening after each utterance, until Ctrl-C"), NULL },
    { "engine", 'e', 0, G_OPTION_ARG_STRING, &options.engine, N_("Have it understood by this engine"), N_("NAME") },
    { "language", 'l', 0, G_OPTION_ARG_STRING, &options.language, N_("The language that is spoken, such as “en” or “ko”"), N_("LANG") },
    { "commands", 0, 0, G_OPTION_ARG_NONE, &options.commands, N_("Take what is said for one of a few orders, such as “stop” or “copy”"), NULL },
    { "obey", 0, 0, G_OPTION_ARG_NONE, &options.obey, N_("And have it done in the overlay that runs already"), NULL },
    { "off-record", 0, 0, G_OPTION_ARG_NONE, &options.off_record, N_("Keep no more of it than that something was sent"), NULL },
    { "microphone", 'm', 0, G_OPTION_ARG_STRING, &options.microphone, N_("Listen to this one; “?” lists those there are"), N_("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("Print one JSON object for each utterance"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GError) error = NULL;

  if (!askg_cli_parse (entries, "listen", &argc, &argv, &error))
    return askg_exit_with_error (error);
  options.commands |= options.obey;
  if (argc > 1 || (options.hold && options.hands_free) || (options.commands && options.engine != NULL))
    {
      g_set_error (&error, ASKG_ERROR, ASKG_ERROR_USAGE, _("%s is one thing too many. See “askglass listen --help”."),
                   argc > 1 ? argv[1] : options.commands ? "--engine" : "--hands-free");
      return askg_exit_with_error (error);
    }
  if (g_strcmp0 (options.microphone, "?") == 0)
    return askg_cli_list_microphones ();

  return listen (&options);
}
