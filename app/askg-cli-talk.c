/* askg-cli-talk.c: `askglass talk`: a spoken conversation from a terminal. Keys go to whoever owns the history; what is said
 * and answered comes back as captions. */
#include "app/askg-cli.h"

#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "app/askg-exit.h"
#include "engine/base/askg-error.h"
#include "engine/model/askg-inert-text.h"

#define CTRL_D 4

typedef struct
{
  gboolean  hands_free;
  gboolean  mute;
  gboolean  json;
  gboolean  off_record;
  gint64    conversation;
  char     *engine;
  char     *microphone;
  char     *interpret;
} Options;

typedef struct
{
  const Options  *options;
  char           *told;     /* (nullable): owned; the last caption */
  char           *state;    /* (nullable): owned */
  struct termios  kept;     /* as the terminal was */
  gboolean        is_raw;
  gboolean        is_muted;
  gboolean        at_end;   /* no more keys will come */
  gboolean        in_line;  /* an answer is being printed */
  AskgInert       inert;
} Talk;

static void
options_clear (Options *options)
{
  g_free (options->engine);
  g_free (options->microphone);
  g_free (options->interpret);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* -- The terminal ---------------------------------------------------------------------- */

static void
leave_raw (Talk *self)
{
  if (self->is_raw)
    tcsetattr (STDIN_FILENO, TCSADRAIN, &self->kept);
  self->is_raw = FALSE;
}

/* A key is heard at once, and not printed; Ctrl-C goes on to be a signal. */
static void
enter_raw (Talk *self)
{
  struct termios raw;

  if (!isatty (STDIN_FILENO) || tcgetattr (STDIN_FILENO, &self->kept) != 0)
    return;
  raw = self->kept;
  raw.c_lflag &= ~(tcflag_t) (ICANON | ECHO);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  self->is_raw = tcsetattr (STDIN_FILENO, TCSADRAIN, &raw) == 0;
}

static void
press (const char *key)
{
  g_autoptr(json_t) request = json_pack ("{s:s, s:s}", "verb", "talk-key", "key", key);

  askg_cli_respond (request);
}

static void
take_byte (Talk *self,
           char  byte)
{
  if (byte == '\n' || byte == ' ')
    press ("toggle");
  else if (byte == 'q' || byte == CTRL_D)
    press ("hang-up");
  else if (byte == 'm')
    {
      self->is_muted = !self->is_muted;
      press (self->is_muted ? "mute" : "unmute");
    }
}

/* Without keys a conversation that is held by one ends when what goes on in it has. */
static void
end_without_keys (Talk *self)
{
  if (self->at_end && !self->options->hands_free && g_strcmp0 (self->state, "ready") == 0)
    press ("hang-up");
}

static gboolean
input_cb (gint         fd,
          GIOCondition condition,
          gpointer     user_data)
{
  Talk *self = user_data;
  char byte;

  if (read (fd, &byte, 1) == 1)
    {
      take_byte (self, byte);
      return G_SOURCE_CONTINUE;
    }

  self->at_end = TRUE;
  if (g_strcmp0 (self->state, "listening") == 0 && !self->options->hands_free)
    press ("toggle");
  end_without_keys (self);

  return G_SOURCE_REMOVE;
}

/* -- What is printed --------------------------------------------------------------------- */

static void
end_line (Talk *self)
{
  if (self->in_line)
    askg_exit_print ("\n");
  self->in_line = FALSE;
}

static void
print_said (Talk   *self,
            json_t *event)
{
  const char *text = askg_json_get_string (event, "text");
  g_autofree char *inert = askg_text_make_inert (text != NULL ? text : "", ASKG_INERT_SHOW_HIDDEN | ASKG_INERT_ONE_LINE);
  g_autofree char *line = g_strdup_printf ("> %s\n", *inert != '\0' ? inert : _("(your voice)"));

  end_line (self);
  askg_exit_print (line);
}

static void
print_delta (Talk   *self,
             json_t *event)
{
  const char *text = askg_json_get_string (event, "text");
  g_autoptr(GString) inert = g_string_new (NULL);

  askg_inert_append (&self->inert, inert, text != NULL ? text : "", text != NULL ? strlen (text) : 0, ASKG_INERT_SHOW_HIDDEN);
  askg_exit_print (inert->str);
  if (inert->len > 0)
    self->in_line = !g_str_has_suffix (inert->str, "\n");
}

static void
print_answered (Talk   *self,
                json_t *event)
{
  json_t *turn = json_object_get (event, "turn");

  end_line (self);
  if (g_strcmp0 (askg_json_get_string (turn, "finish"), "interrupted") == 0)
    {
      askg_exit_print (_("(interrupted)"));
      askg_exit_print ("\n");
    }
}

static void
tell_state (Talk   *self,
            json_t *event)
{
  const char *caption = askg_json_get_string (event, "caption");

  g_free (self->state);
  self->state = g_strdup (askg_json_get_string (event, "state"));
  if (caption != NULL && g_strcmp0 (caption, self->told) != 0 && !self->options->json)
    {
      end_line (self);
      askg_exit_say (caption);
      g_free (self->told);
      self->told = g_strdup (caption);
    }
  end_without_keys (self);
}

static void
agree (Talk   *self,
       json_t *event)
{
  end_line (self);
  leave_raw (self); /* a yes is typed and seen */
  askg_cli_agree_to (event);
  enter_raw (self);
}

static void
event_cb (json_t   *event,
          gpointer  user_data)
{
  Talk *self = user_data;
  const char *kind = askg_json_get_string (event, "event");

  if (g_strcmp0 (kind, "agree") == 0)
    agree (self, event);
  else if (self->options->json && g_strcmp0 (kind, "accepted") != 0)
    {
      g_autofree char *line = json_dumps (event, JSON_COMPACT);

      askg_exit_print (line);
      askg_exit_print ("\n");
    }
  else if (g_strcmp0 (kind, "said") == 0 || g_strcmp0 (kind, "heard") == 0)
    print_said (self, event);
  else if (g_strcmp0 (kind, "delta") == 0)
    print_delta (self, event);
  else if (g_strcmp0 (kind, "answered") == 0)
    print_answered (self, event);
  if (g_strcmp0 (kind, "talk") == 0)
    tell_state (self, event);
}

/* -- The verb ------------------------------------------------------------------------------ */

static json_t *
new_request (const Options  *options,
             GError        **error)
{
  g_auto(GStrv) languages = options->interpret != NULL ? g_strsplit (options->interpret, ":", -1) : NULL;
  json_t *request = json_pack ("{s:s, s:b, s:b, s:b, s:b, s:s*, s:s*}", "verb", "talk", "by_space", TRUE, "hands_free", options->hands_free,
                               "silent", options->mute, "off_record", options->off_record, "engine", options->engine,
                               "microphone", options->microphone);

  if (options->conversation != 0)
    json_object_set_new (request, "conversation", json_integer (options->conversation));
  if (languages != NULL && g_strv_length (languages) == 2 && *languages[0] != '\0' && *languages[1] != '\0')
    json_object_set_new (request, "interpret", json_pack ("[s, s]", languages[0], languages[1]));
  else if (languages != NULL)
    {
      json_decref (request);
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                   _("“%s” is no pair of languages. Write two with a colon between them, such as en:ko."), options->interpret);
      return NULL;
    }

  return request;
}

static void
tell_keys (const Options *options)
{
  if (isatty (STDIN_FILENO) && !options->json)
    askg_exit_say (options->hands_free ? _("Space interrupts or sends at once, m closes the microphone, q ends.")
                                       : _("Space or Enter: talk, and again to send; it interrupts, too. q ends."));
}

static int
talk (const Options *options)
{
  Talk self = { .options = options };
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) request = new_request (options, &error);
  g_autoptr(json_t) last = NULL;
  guint input;

  if (request == NULL)
    return askg_exit_with_error (error);

  askg_cli_get_cancellable ();
  tell_keys (options);
  enter_raw (&self);
  input = g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, input_cb, &self);
  last = askg_cli_request (request, FALSE, event_cb, &self, &error);
  if (g_main_context_find_source_by_id (NULL, input) != NULL)
    g_source_remove (input);
  leave_raw (&self);
  end_line (&self);
  g_free (self.told);
  g_free (self.state);

  if (json_object_get (last, "error") != NULL)
    error = askg_error_new_for_id (askg_json_get_string (json_object_get (last, "error"), "id"),
                                   askg_json_get_string (json_object_get (last, "error"), "message"));
  if (error != NULL)
    return askg_exit_with_error (error);

  return g_cancellable_is_cancelled (askg_cli_get_cancellable ()) ? ASKG_EXIT_CANCELLED : ASKG_EXIT_OK;
}

int
askg_cli_talk (int    argc,
               char **argv)
{
  g_auto(Options) options = { 0 };
  GOptionEntry entries[] = {
    { "hands-free", 0, 0, G_OPTION_ARG_NONE, &options.hands_free, N_("Listen all the time: a pause sends, talking interrupts"), NULL },
    { "engine", 'e', 0, G_OPTION_ARG_STRING, &options.engine, N_("Talk to this engine"), N_("NAME") },
    { "microphone", 'm', 0, G_OPTION_ARG_STRING, &options.microphone, N_("Listen to this one"), N_("NAME") },
    { "mute", 0, 0, G_OPTION_ARG_NONE, &options.mute, N_("Answer in captions alone"), NULL },
    { "interpret", 0, 0, G_OPTION_ARG_STRING, &options.interpret,
      N_("Tell what is said in one of two languages in the other, such as en:ko"), N_("A:B") },
    { "off-record", 0, 0, G_OPTION_ARG_NONE, &options.off_record,
      N_("Keep nothing of it: nothing is written but that something was sent"), NULL },
    { "conversation", 0, 0, G_OPTION_ARG_INT64, &options.conversation, N_("Go on with this conversation"), N_("ID") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("Print one JSON object for each thing that happens"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GError) error = NULL;

  if (!askg_cli_parse (entries, "talk", &argc, &argv, &error))
    return askg_exit_with_error (error);
  if (argc > 1)
    {
      g_set_error (&error, ASKG_ERROR, ASKG_ERROR_USAGE, _("%s is one thing too many. See “askglass talk --help”."), argv[1]);
      return askg_exit_with_error (error);
    }

  return talk (&options);
}
