/* test-question-entry.c: Enter, and input methods of every temper, with real key events.
 *
 * The input method here is a double that composes any letter until Enter commits it. How it
 * answers for the Enter itself is what the kinds differ in. */
#include <string.h>

#include <gtk/gtk.h>

#include "ui/overlay/askg-question-entry.h"

typedef enum
{
  TEMPER_NONE,      /* composes nothing */
  TEMPER_PASSES_ON, /* commits, and says the Enter was not its own (fcitx5, ibus in sync mode) */
  TEMPER_KEEPS,     /* commits, and keeps the Enter (a candidate was picked) */
  TEMPER_LOSES,     /* commits, and "forwards" each Enter to nowhere (ibus-hangul in GTK 4) */
  TEMPER_PREDICTS,  /* a moment after an Enter without anything composed, commits a prediction */
  TEMPER_PUTS_BACK, /* keeps every key, and puts those not its own back into the queue (ibus) */
  TEMPER_BEFORE,    /* commits before the Enter arrives (a compositor's) */
} Temper;

static Temper temper;

/* -- the double ---------------------------------------------------------- */

#define TEST_TYPE_IM (test_im_get_type ())
G_DECLARE_FINAL_TYPE (TestIm, test_im, TEST, IM, GtkIMContext)

struct _TestIm
{
  GtkIMContext  parent_instance;
  GString      *preedit;
  guint32       put_back_time;
};

G_DEFINE_FINAL_TYPE_WITH_CODE (TestIm, test_im, GTK_TYPE_IM_CONTEXT,
                               g_io_extension_point_implement ("gtk-im-module", g_define_type_id, "test", 100))

static TestIm *the_im;

static void
end_composing (TestIm *self)
{
  g_autofree char *text = g_strdup (self->preedit->str);

  if (*text == '\0')
    return;
  g_string_truncate (self->preedit, 0);
  g_signal_emit_by_name (self, "preedit-changed");
  g_signal_emit_by_name (self, "preedit-end");
  g_signal_emit_by_name (self, "commit", text);
}

typedef struct
{
  TestIm   *self;
  GdkEvent *event;
} PutBack;

static gboolean
put_back_cb (gpointer user_data)
{
  PutBack *data = user_data;

  if (gdk_key_event_get_keyval (data->event) == GDK_KEY_Return)
    end_composing (data->self);
  data->self->put_back_time = gdk_event_get_time (data->event);
  gdk_display_put_event (gdk_display_get_default (), data->event);
  gdk_event_unref (data->event);
  g_free (data);

  return G_SOURCE_REMOVE;
}

static void
commit_prediction (gpointer self)
{
  g_signal_emit_by_name (self, "commit", "prediction");
}

static gboolean
compose (TestIm *self,
         guint   keyval)
{
  const char letter[] = { (char) keyval, '\0' };

  if (keyval < 'a' || keyval > 'z')
    return FALSE;
  if (temper == TEMPER_NONE)
    {
      g_signal_emit_by_name (self, "commit", letter);
      return TRUE;
    }
  if (self->preedit->len == 0)
    g_signal_emit_by_name (self, "preedit-start");
  g_string_append_c (self->preedit, (char) keyval);
  g_signal_emit_by_name (self, "preedit-changed");

  return TRUE;
}

static gboolean
filter_keypress (GtkIMContext *context,
                 GdkEvent     *event)
{
  TestIm *self = TEST_IM (context);
  const guint keyval = gdk_key_event_get_keyval (event);
  PutBack *data;

  the_im = self;
  if (gdk_event_get_event_type (event) != GDK_KEY_PRESS)
    return FALSE;
  if (compose (self, keyval))
    return TRUE;
  if (keyval != GDK_KEY_Return || temper == TEMPER_NONE)
    return FALSE;

  switch (temper)
    {
    case TEMPER_PASSES_ON:
      end_composing (self);
      return FALSE;
    case TEMPER_KEEPS:
      if (self->preedit->len == 0)
        return FALSE;
      end_composing (self);
      return TRUE;
    case TEMPER_LOSES:
      end_composing (self);
      return TRUE;
    case TEMPER_PREDICTS:
      g_idle_add_once (commit_prediction, self);
      return TRUE;
    case TEMPER_PUTS_BACK:
      if (self->put_back_time == gdk_event_get_time (event))
        return FALSE;
      data = g_new0 (PutBack, 1);
      data->self = self;
      data->event = gdk_event_ref (event);
      g_idle_add (put_back_cb, data);
      return TRUE;
    case TEMPER_BEFORE:
    case TEMPER_NONE:
    default:
      return FALSE;
    }
}

static void
get_preedit_string (GtkIMContext   *context,
                    char          **text,
                    PangoAttrList **attributes,
                    int            *caret)
{
  if (text != NULL)
    *text = g_strdup (TEST_IM (context)->preedit->str);
  if (attributes != NULL)
    *attributes = pango_attr_list_new ();
  if (caret != NULL)
    *caret = (int) TEST_IM (context)->preedit->len;
}

static void
test_im_finalize (GObject *object)
{
  g_string_free (TEST_IM (object)->preedit, TRUE);
  G_OBJECT_CLASS (test_im_parent_class)->finalize (object);
}

static void
test_im_class_init (TestImClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_im_finalize;
  GTK_IM_CONTEXT_CLASS (klass)->filter_keypress = filter_keypress;
  GTK_IM_CONTEXT_CLASS (klass)->get_preedit_string = get_preedit_string;
}

static void
test_im_init (TestIm *self)
{
  self->preedit = g_string_new (NULL);
}

/* -- the window ---------------------------------------------------------- */

typedef struct
{
  GtkWidget         *window;
  AskgQuestionEntry *entry;
  guint              n_asked;
  guint              n_recalled;
} Fixture;

static void
asked (Fixture *fixture)
{
  fixture->n_asked++;
}

static gboolean
recalled (Fixture *fixture)
{
  fixture->n_recalled++;

  return TRUE;
}

static gboolean
compositor_commits (gpointer user_data,
                    guint    keyval)
{
  if (temper == TEMPER_BEFORE && keyval == GDK_KEY_Return && the_im != NULL)
    end_composing (the_im);

  return FALSE;
}

static void
spin (guint ms)
{
  const gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  temper = (Temper) GPOINTER_TO_INT (data);
  the_im = NULL;
  fixture->window = gtk_window_new ();
  fixture->entry = askg_question_entry_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->entry));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (compositor_commits), NULL);
  gtk_widget_add_controller (fixture->window, keys);
  g_signal_connect_swapped (fixture->entry, "ask", G_CALLBACK (asked), fixture);
  g_signal_connect_swapped (fixture->entry, "recall", G_CALLBACK (recalled), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->entry));
  for (guint i = 0; i < 100 && !gtk_window_is_active (GTK_WINDOW (fixture->window)); i++)
    spin (20);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  spin (50);
}

static void
ended (GObject      *object,
       GAsyncResult *result,
       gpointer      has_ended)
{
  *(gboolean *) has_ended = TRUE;
}

static void
press (const char *keys)
{
  g_autofree char *command = g_strdup_printf ("xdotool key --delay 50 %s", keys);
  g_auto(GStrv) words = g_strsplit (command, " ", -1);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) xdotool = g_subprocess_newv ((const char *const *) words, G_SUBPROCESS_FLAGS_NONE, &error);
  gboolean has_ended = FALSE;

  g_assert_no_error (error);
  g_subprocess_wait_async (xdotool, NULL, ended, &has_ended);
  while (!has_ended)
    g_main_context_iteration (NULL, TRUE);
  spin (100);
}

static void
assert_text (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *text = askg_question_entry_dup_text (fixture->entry);

  g_assert_cmpstr (text, ==, expected);
}

/* -- what a person would notice ------------------------------------------ */

static void
test_enter_asks (Fixture       *fixture,
                 gconstpointer  data)
{
  press ("w h y Return");
  g_assert_cmpuint (fixture->n_asked, ==, 1);
  assert_text (fixture, "why");
}

static void
test_shift_enter_breaks_the_line (Fixture       *fixture,
                                  gconstpointer  data)
{
  press ("a shift+Return b");
  g_assert_cmpuint (fixture->n_asked, ==, 0);
  assert_text (fixture, "a\nb");
}

static void
test_a_held_enter_asks_once (Fixture       *fixture,
                             gconstpointer  data)
{
  g_spawn_command_line_sync ("xdotool keydown Return", NULL, NULL, NULL, NULL);
  spin (1000); /* past the delay of the key's repeat */
  g_spawn_command_line_sync ("xdotool keyup Return", NULL, NULL, NULL, NULL);
  spin (100);
  g_assert_cmpuint (fixture->n_asked, ==, 1);
  press ("Return");
  g_assert_cmpuint (fixture->n_asked, ==, 2);
}

static void
test_up_recalls_on_the_first_line_only (Fixture       *fixture,
                                        gconstpointer  data)
{
  press ("Up");
  g_assert_cmpuint (fixture->n_recalled, ==, 1);
  press ("a shift+Return b Up");
  g_assert_cmpuint (fixture->n_recalled, ==, 1);
}

/* The one that must never fail: what is being composed is committed, and not sent. */
static void
test_the_enter_that_commits_does_not_ask (Fixture       *fixture,
                                          gconstpointer  data)
{
  press ("h a n");
  assert_text (fixture, "");
  press ("Return");
  g_assert_cmpuint (fixture->n_asked, ==, 0);
  assert_text (fixture, "han");

  press ("Return");
  g_assert_cmpuint (fixture->n_asked, ==, 1);
  assert_text (fixture, "han");
}

static void
test_shift_enter_breaks_once (Fixture       *fixture,
                              gconstpointer  data)
{
  press ("shift+Return");
  g_assert_cmpuint (fixture->n_asked, ==, 0);
  assert_text (fixture, "\n");
}

static void
test_the_enter_that_takes_a_prediction_does_not_ask (Fixture       *fixture,
                                                     gconstpointer  data)
{
  press ("Return");
  g_assert_cmpuint (fixture->n_asked, ==, 0);
  assert_text (fixture, "prediction");
}

#define ADD(path, how, test) \
  g_test_add ("/ui/question-entry/" path, Fixture, GINT_TO_POINTER (how), set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_setenv ("GTK_IM_MODULE", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  g_type_ensure (TEST_TYPE_IM);

  ADD ("enter-asks", TEMPER_NONE, test_enter_asks);
  ADD ("shift-enter-breaks-the-line", TEMPER_NONE, test_shift_enter_breaks_the_line);
  ADD ("a-held-enter-asks-once", TEMPER_NONE, test_a_held_enter_asks_once);
  ADD ("up-recalls-on-the-first-line-only", TEMPER_NONE, test_up_recalls_on_the_first_line_only);
  ADD ("composing/passed-on", TEMPER_PASSES_ON, test_the_enter_that_commits_does_not_ask);
  ADD ("composing/kept", TEMPER_KEEPS, test_the_enter_that_commits_does_not_ask);
  ADD ("composing/put-back", TEMPER_PUTS_BACK, test_the_enter_that_commits_does_not_ask);
  ADD ("composing/committed-before", TEMPER_BEFORE, test_the_enter_that_commits_does_not_ask);
  ADD ("composing/lost", TEMPER_LOSES, test_the_enter_that_commits_does_not_ask);
  ADD ("predicted", TEMPER_PREDICTS, test_the_enter_that_takes_a_prediction_does_not_ask);
  ADD ("lost/shift-enter-breaks-once", TEMPER_LOSES, test_shift_enter_breaks_once);
  ADD ("put-back/shift-enter-breaks-once", TEMPER_PUTS_BACK, test_shift_enter_breaks_once);

  return g_test_run ();
}
