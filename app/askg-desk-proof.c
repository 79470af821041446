/* askg-desk-proof.c: main thread. A process of its own, as a network of one's own is made before there are threads. */
#include "app/askg-desk-proof.h"

#include <signal.h>

#include <glib/gi18n-lib.h>

#include "app/askg-json.h"
#include "engine/base/askg-program.h"

struct _AskgDeskProof
{
  GObject           parent_instance;

  /* Owned */
  GSubprocess      *command; /* (nullable): when it could not be begun */
  GDataInputStream *lines;
  json_t           *last;    /* (nullable): the last object that it printed */

  gboolean          is_stopped;
};

enum { STEP, OVER, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgDeskProof, askg_desk_proof, G_TYPE_OBJECT)

static void
tell_over (AskgDeskProof *self)
{
  const gboolean is_proven = json_is_true (json_object_get (self->last, "proven"));
  const char *impossible = askg_json_get_string (self->last, "impossible");
  const char *text = askg_json_get_string (self->last, "text");
  const char *line;

  if (self->is_stopped)
    line = _("Stopped: nothing was proven.");
  else if (impossible != NULL)
    line = impossible;
  else if (text == NULL)
    line = _("It could not be run. Try “askglass doctor --prove-local” in a terminal.");
  else
    line = is_proven ? _("Proven: nothing left this machine, and no name was looked up.")
                     : _("Not proven. See the findings.");
  g_signal_emit (self, signals[OVER], 0, is_proven && !self->is_stopped, line,
                 text != NULL && !self->is_stopped && impossible == NULL ? text : "");
}

static void read_line (AskgDeskProof *self);

static void
line_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AskgDeskProof) self = user_data;
  gsize length;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (object), result, &length, NULL);
  g_autoptr(json_t) said = line != NULL ? askg_json_parse (line, length, NULL) : NULL;

  if (line == NULL)
    {
      tell_over (self);
      return;
    }
  if (askg_json_get_string (said, "step") != NULL && !self->is_stopped)
    g_signal_emit (self, signals[STEP], 0, askg_json_get_string (said, "step"),
                   (guint) json_integer_value (json_object_get (said, "done")),
                   (guint) json_integer_value (json_object_get (said, "of")));
  if (said != NULL)
    {
      json_decref (self->last);
      self->last = json_incref (said);
    }
  read_line (self);
}

static void
read_line (AskgDeskProof *self)
{
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, NULL, line_cb, g_object_ref (self));
}

static gboolean
not_begun_cb (gpointer user_data)
{
  tell_over (user_data);

  return G_SOURCE_REMOVE;
}

static void
askg_desk_proof_finalize (GObject *object)
{
  AskgDeskProof *self = ASKG_DESK_PROOF (object);

  g_clear_object (&self->command);
  g_clear_object (&self->lines);
  json_decref (self->last);

  G_OBJECT_CLASS (askg_desk_proof_parent_class)->finalize (object);
}

static void
askg_desk_proof_class_init (AskgDeskProofClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_desk_proof_finalize;

  signals[STEP] = g_signal_new ("step", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                G_TYPE_STRING, G_TYPE_UINT, G_TYPE_UINT);
  signals[OVER] = g_signal_new ("over", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                G_TYPE_BOOLEAN, G_TYPE_STRING, G_TYPE_STRING);
}

static void
askg_desk_proof_init (AskgDeskProof *self)
{
}

/**
 * askg_desk_proof_new:
 *
 * Begins at once; it takes some seconds, and goes on without the caller's reference.
 */
AskgDeskProof *
askg_desk_proof_new (void)
{
  AskgDeskProof *self = g_object_new (ASKG_TYPE_DESK_PROOF, NULL);
  g_autofree char *program = askg_program_front_door ();
  const char *const argv[] = { program, "doctor", "--prove-local", "--json", "--progress", NULL };

  self->command = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  if (self->command == NULL)
    {
      g_idle_add_full (G_PRIORITY_DEFAULT, not_begun_cb, g_object_ref (self), g_object_unref);
      return self;
    }
  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->command));
  read_line (self);

  return self;
}

/* As Ctrl-C would: it cleans up after itself. */
void
askg_desk_proof_stop (AskgDeskProof *self)
{
  g_return_if_fail (ASKG_IS_DESK_PROOF (self));

  self->is_stopped = TRUE;
  if (self->command != NULL)
    g_subprocess_send_signal (self->command, SIGINT);
}
