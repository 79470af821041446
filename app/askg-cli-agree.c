/* askg-cli-agree.c: main thread. Before something goes to another machine for the first time, whoever sits
 * at the terminal is asked; where nobody does, it is not sent. */
#include "app/askg-cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>

#include "app/askg-cli-secret.h"
#include "app/askg-exit.h"
#include "engine/model/askg-inert-text.h"
#include "engine/privacy/askg-gate.h"

typedef struct
{
  AskgGate *gate; /* owned */
  guint     ticket;
} Asking;

static AskgGateReply
reply_for (const char *line)
{
  g_autofree char *word = g_utf8_strdown (g_strstrip ((char *) line), -1);

  if (g_str_equal (word, "a") || g_str_equal (word, "always"))
    return ASKG_GATE_SEND_ALWAYS;

  return g_str_equal (word, "y") || g_str_equal (word, "yes") ? ASKG_GATE_SEND_ONCE : ASKG_GATE_DECLINE;
}

static void
line_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Asking *asking = user_data;
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (object), result, NULL, NULL);

  askg_gate_reply (asking->gate, asking->ticket, line != NULL ? reply_for (line) : ASKG_GATE_DECLINE);
  g_clear_object (&asking->gate);
  g_free (asking);
}

/* An Enter alone is a no. */
static void
ask_cb (AskgGate     *gate,
        AskgOutbound *outbound,
        guint         ticket,
        gpointer      user_data)
{
  g_autofree char *what = askg_outbound_describe (outbound);
  g_autofree char *question = g_strdup_printf (_("“%s” wants to send for the first time. %s. Send it? [y = yes, a = always, Enter = no]"),
                                               askg_outbound_get_engine_name (outbound), what);
  g_autoptr(GInputStream) terminal = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (terminal);
  Asking *asking = g_new0 (Asking, 1);

  asking->gate = g_object_ref (gate);
  asking->ticket = ticket;
  askg_exit_say (question);
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, askg_cli_get_cancellable (), line_cb, asking);
}

/**
 * askg_cli_agree_at_terminal:
 *
 * Without a terminal on standard input and standard error nobody can be asked, and the gate says so.
 */
void
askg_cli_agree_at_terminal (AskgSession *session)
{
  AskgEngineRoom *room = NULL;

  if (isatty (STDIN_FILENO) && isatty (STDERR_FILENO))
    room = askg_session_get_engine_room (session, NULL);
  if (room != NULL)
    askg_gate_set_asker (askg_engine_room_get_gate (room), ask_cb, NULL);
}

/* -- Asked by another process -------------------------------------------------- */

/* Something would go to another machine for the first time: who asked decides, never what comes through a pipe. */
static void
agree (json_t *event)
{
  const char *engine = askg_json_get_string (event, "engine");
  const char *what = askg_json_get_string (event, "what");
  g_autofree char *question = g_strdup_printf (_("“%s” would get this for the first time. %s. Send it, now and later?"),
                                               engine != NULL ? engine : "", what != NULL ? what : "");
  g_autofree char *inert = askg_text_make_inert (question, ASKG_INERT_SHOW_HIDDEN | ASKG_INERT_ONE_LINE);
  const gboolean nobody = !isatty (STDIN_FILENO) || !isatty (STDERR_FILENO);
  g_autoptr(json_t) request = json_pack ("{s:s, s:O, s:b, s:b}", "verb", "agree", "ticket", json_object_get (event, "ticket"),
                                         "nobody", nobody, "agreed", !nobody && askg_cli_ask_for_yes (inert));

  if (request != NULL)
    askg_cli_respond (request);
}

/* The month's limit would be passed: only somebody who reads the question says yes to it, never a pipe. */
static void
agree_to_cost (json_t *event)
{
  const char *question = askg_json_get_string (event, "question");
  g_autofree char *inert = askg_text_make_inert (question != NULL ? question : "",
                                                 ASKG_INERT_SHOW_HIDDEN | ASKG_INERT_ONE_LINE);
  g_autoptr(json_t) request = json_pack ("{s:s, s:O, s:s, s:b}", "verb", "agree", "ticket", json_object_get (event, "ticket"),
                                         "about", "cost", "agreed", isatty (STDIN_FILENO) && askg_cli_ask_for_yes (inert));

  if (request != NULL)
    askg_cli_respond (request);
}

/* Whoever answers the question asks first, where @event is that; what is said goes there. */
void
askg_cli_agree_to (json_t *event)
{
  if (g_strcmp0 (askg_json_get_string (event, "event"), "agree") != 0)
    return;
  if (g_strcmp0 (askg_json_get_string (event, "about"), "cost") == 0)
    agree_to_cost (event);
  else
    agree (event);
}
