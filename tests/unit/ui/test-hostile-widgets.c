/* test-hostile-widgets.c: what the hostile texts of the corpus become on the screen, cut in three ways. The process
 * may start no program and open no socket of the internet from the moment the window stands: the kernel ends it. */
#include "tests/unit/model/markdown-checks.h"
#include "tests/unit/ui/reply-fixture.h"

#include <jansson.h>
#include <seccomp.h>
#include <sys/socket.h>
#include <time.h>

#include "ui/reply/askg-code-block.h"

/* Every byte a delta, and every seventh; all of them with ASKGLASS_TESTS_ALL set. */
#define SHORT_BYTES (2 * 1024)
#define MEDIUM_BYTES (16 * 1024)

/* The first deltas come one by one, with the main loop between them; the others as fast as a server can send them:
 * those of so long between two turns of the loop. */
#define N_BYTES_ONE_BY_ONE 64
#define N_PIECES_ONE_BY_ONE 2500
#define BETWEEN_US 4000
#define STEPS_OF_FRAME 12

static json_t *
load_cases (void)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  json_t *cases = json_array ();

  g_assert_true (g_file_get_contents (ASKG_SOURCE_DIR "/tests/corpora/injection/cases.jsonl", &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0')
      json_array_append_new (cases, json_loads (*line, JSON_ALLOW_NUL, NULL));

  return cases;
}

static const char *
member (json_t     *of,
        const char *name)
{
  const char *text = json_string_value (json_object_get (of, name));

  return text != NULL ? text : "";
}

/* What an engine's reader makes of the bytes before anybody sees them: UTF-8, and no NUL in it. */
static char *
payload_of (const char *id)
{
  g_autofree char *path = g_strdup_printf ("%s/tests/hostile-widgets/%s.bin", ASKG_BUILD_DIR, id);
  g_autofree char *bytes = NULL;
  GString *text = g_string_new (NULL);
  gsize n_bytes;

  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  for (gsize at = 0; at < n_bytes; at += strlen (bytes + at) + 1)
    {
      g_autofree char *piece = g_utf8_make_valid (bytes + at, -1);

      g_string_append_printf (text, "%s%s", at > 0 ? "\xef\xbf\xbd" : "", piece);
    }

  return g_string_free (text, FALSE);
}

/* -- What is shown ------------------------------------------------------- */

static void
dump_widget (GtkWidget *widget,
             GString   *out,
             GPtrArray *links)
{
  /* Nothing that shows a picture, plays, or asks for consent can come out of a text. */
  g_assert_false (GTK_IS_PICTURE (widget) || GTK_IS_VIDEO (widget) || GTK_IS_MEDIA_CONTROLS (widget) ||
                  GTK_IS_LINK_BUTTON (widget) || GTK_IS_SWITCH (widget) || GTK_IS_CHECK_BUTTON (widget) ||
                  GTK_IS_EDITABLE (widget));
  if (GTK_IS_IMAGE (widget))
    g_assert_cmpint (gtk_image_get_storage_type (GTK_IMAGE (widget)), ==, GTK_IMAGE_ICON_NAME);
  if (gtk_widget_has_css_class (widget, "askg-link") && gtk_widget_get_focusable (widget)) /* the first of its lines */
    g_ptr_array_add (links, widget);
  if (ASKG_IS_CODE_BLOCK (widget))
    {
      g_autofree char *code = askg_code_block_get_code (ASKG_CODE_BLOCK (widget));

      g_string_append_printf (out, "{%s}\n", code);
      return;
    }
  if (GTK_IS_LABEL (widget))
    {
      g_assert_false (gtk_label_get_use_markup (GTK_LABEL (widget)));
      g_assert_false (gtk_label_get_use_underline (GTK_LABEL (widget)));
      g_string_append_printf (out, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      dump_widget (child, out, links);
}

typedef struct
{
  char      *text;
  GPtrArray *links;
} Shown;

static void
shown_clear (Shown *shown)
{
  g_free (shown->text);
  g_clear_pointer (&shown->links, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shown, shown_clear)

/* A frame or two. */
static void
draw (void)
{
  const gint64 end = g_get_monotonic_time () + 25 * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

/* How long the main loop would be away were nobody else at the processor; a frame is several of its steps. */
static double
take_turn (guint most_steps)
{
  double longest_ms = 0, start_ms = cpu_ms ();

  for (guint i = 0; i < most_steps && g_main_context_iteration (NULL, FALSE); i++)
    {
      const double end_ms = cpu_ms ();

      longest_ms = MAX (longest_ms, end_ms - start_ms);
      start_ms = end_ms;
    }

  return longest_ms;
}

static void
give (Fixture    *fixture,
      AskgAnswer *answer,
      const char *text,
      gsize       step)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->view);
  const char *const text_end = text + strlen (text);
  const guint n_one_by_one = step > 1 ? N_PIECES_ONE_BY_ONE : N_BYTES_ONE_BY_ONE;
  const gint64 start = g_get_monotonic_time ();
  double longest_ms = 0, turn_ms;
  gint64 last_us = start;
  guint n_pieces = 0, n_turns = 0, n_frames = 0;
  const gulong frames = g_signal_connect_swapped (clock, "layout", G_CALLBACK (g_atomic_int_inc), &n_frames);

  for (const char *at = text, *end; at < text_end; at = end)
    {
      g_autofree char *piece = NULL;

      end = at + MIN (step, (gsize) (text_end - at));
      while (((guchar) *end & 0xc0) == 0x80)
        end++;
      piece = g_strndup (at, end - at);
      askg_answer_append (answer, piece);
      if (n_pieces++ >= n_one_by_one && g_get_monotonic_time () < last_us + BETWEEN_US)
        continue;
      turn_ms = take_turn (n_pieces > n_one_by_one ? STEPS_OF_FRAME : 1);
      longest_ms = MAX (longest_ms, turn_ms);
      last_us = g_get_monotonic_time ();
      n_turns++;
    }
  askg_answer_finish (answer, NULL);
  g_signal_handler_disconnect (clock, frames);
  g_test_message ("%u pieces of %" G_GSIZE_FORMAT " bytes: %.0f ms, %u turns of the loop with %u frames, the longest %.0f ms",
                  n_pieces, step, (g_get_monotonic_time () - start) / 1e3, n_turns, n_frames, longest_ms);
}

static void
show (Fixture    *fixture,
      Shown      *shown,
      const char *text,
      gsize       step)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("test", "Test");
  GString *out = g_string_new (NULL);
  gint64 start;

  askg_reply_view_set_answer (ASKG_REPLY_VIEW (fixture->view), answer);
  give (fixture, answer, text, step);
  start = g_get_monotonic_time ();
  askg_reply_view_flush (ASKG_REPLY_VIEW (fixture->view));
  g_test_message ("%.0f ms for all of it", (g_get_monotonic_time () - start) / 1e3);
  draw ();

  shown->links = g_ptr_array_new ();
  dump_widget (fixture->view, out, shown->links);
  shown->text = g_string_free (out, FALSE);
}

/* -- What the corpus expects -------------------------------------------- */

static void
take_link (GtkWidget   *view,
           const char  *target,
           const char  *label,
           char       **taken)
{
  g_free (*taken);
  *taken = g_strdup (target);
}

/* Whole; of one that is longer than a line, the end, which says whose it is. */
static void
check_host_is_told (const Shown *shown,
                    const char  *host)
{
  const char *end = host != NULL && strlen (host) > 40 ? host + strlen (host) - 16 : host;

  if (end != NULL && strstr (shown->text, end) == NULL)
    g_error ("“%s” is not told in:\n%s", end, shown->text);
}

/* Each is seen, tells its host beside it, and a press does no more than ask. */
static void
check_links (Fixture     *fixture,
             const Shown *shown,
             json_t      *expect)
{
  g_autofree char *taken = NULL;
  const gulong handler = g_signal_connect (fixture->view, "link-activated", G_CALLBACK (take_link), &taken);

  for (guint i = 0; i < shown->links->len; i++)
    {
      GtkWidget *link = g_ptr_array_index (shown->links, i);
      g_autoptr(GUri) uri = NULL;

      for (guint wait = 0; wait < 100 && gtk_widget_get_width (link) <= 3; wait++)
        draw ();
      g_assert_cmpint (gtk_widget_get_width (link), >, 3);
      g_signal_emit_by_name (link, "clicked");
      g_assert_nonnull (taken);
      uri = g_uri_parse (taken, G_URI_FLAGS_NONE, NULL);
      g_assert_nonnull (uri);
      g_assert_null (g_uri_get_userinfo (uri));
      check_host_is_told (shown, g_uri_get_host (uri));
      if (g_str_equal (member (expect, "show_host"), "attacker.example"))
        g_assert_cmpstr (g_uri_get_host (uri), ==, "attacker.example");
    }
  g_signal_handler_disconnect (fixture->view, handler);
}

/* The corpus speaks of some things in words. */
static gboolean
is_met (const Shown *shown,
        const char  *what)
{
  if (g_str_has_prefix (what, "alt text or"))
    return strcasestr (shown->text, "picture") != NULL || strstr (shown->text, "Not fetched") != NULL ||
           strstr (shown->text, "![") != NULL; /* what is no picture by the rules of Markdown stays as it was written */
  if (g_str_equal (what, "hidden characters badge"))
    return strstr (shown->text, "hidden character") != NULL;
  if (g_str_equal (what, "mismatch warning") || g_str_equal (what, "every link shows a visible label with its host") ||
      g_str_equal (what, "userinfo removed or flagged"))
    return shown->links->len > 0; /* and check_links() has seen the host beside each */
  if (g_str_equal (what, "never 'open with' a launcher") || g_str_has_prefix (what, "nothing is stored"))
    return TRUE; /* a press only asks; see check_links() */

  return strstr (shown->text, what) != NULL;
}

static void
check_expectations (Fixture     *fixture,
                    const Shown *shown,
                    json_t      *expect,
                    const char  *payload)
{
  const char *const render = member (expect, "render");
  json_t *must_show = json_object_get (expect, "must_show");

  check_visible (shown->text);
  for (gsize i = 0; i < json_array_size (must_show); i++)
    {
      const char *what = json_string_value (json_array_get (must_show, i));

      if (!is_met (shown, what))
        g_error ("“%s” is not shown in:\n%.2000s", what, shown->text);
    }
  if (g_str_equal (render, "image_placeholder") && strstr (payload, "https://attacker.example") != NULL)
    g_assert_nonnull (strstr (shown->text, "attacker.example"));
  if (g_str_equal (render, "inert_text"))
    g_assert_cmpuint (shown->links->len, ==, 0);
  if (g_str_has_prefix (render, "link_confirm"))
    g_assert_cmpuint (shown->links->len, >, 0);
  if (g_str_equal (render, "literal_text"))
    {
      g_autofree char *beginning = g_strndup (payload, strcspn (payload, " >\n"));

      g_assert_nonnull (strstr (shown->text, beginning));
    }
  check_links (fixture, shown, expect);
}

typedef struct
{
  Fixture *fixture;
  json_t  *record;
} Case;

/* A long paragraph that grows is shown in parts, cut where its lines broke then: what it says is the same. */
static char *
without_breaks (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (; *text != '\0'; text++)
    if (*text != ' ' && *text != '\n')
      g_string_append_c (out, *text);

  return g_string_free (out, FALSE);
}

static void
test_case (gconstpointer user_data)
{
  const Case *this_case = user_data;
  Fixture *fixture = this_case->fixture;
  json_t *record = this_case->record;
  json_t *expect = json_object_get (record, "expect");
  g_autofree char *payload = payload_of (member (record, "id"));
  const gsize n_bytes = strlen (payload);
  const gsize steps[] = { 1, 7 };
  const gboolean all = g_getenv ("ASKGLASS_TESTS_ALL") != NULL;
  const gsize most[] = { all ? G_MAXSIZE : SHORT_BYTES, all ? G_MAXSIZE : MEDIUM_BYTES };
  g_auto(Shown) whole = { NULL };
  g_autofree char *expected = NULL;

  show (fixture, &whole, payload, MAX (n_bytes, 1));
  check_expectations (fixture, &whole, expect, payload);
  expected = without_breaks (whole.text);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_auto(Shown) pieces = { NULL };
      g_autofree char *said = NULL;

      if (n_bytes > most[i])
        continue;
      show (fixture, &pieces, payload, steps[i]);
      said = without_breaks (pieces.text);
      g_assert_cmpstr (said, ==, expected);
    }
}

/* -- The rig ------------------------------------------------------------- */

static void
forbid_to_leave (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);

  g_assert_nonnull (filter);
  g_assert_cmpint (seccomp_rule_add (filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS (execve), 0), ==, 0);
  g_assert_cmpint (seccomp_rule_add (filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS (execveat), 0), ==, 0);
  g_assert_cmpint (seccomp_rule_add (filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS (socket), 1,
                                     SCMP_A0 (SCMP_CMP_EQ, AF_INET)), ==, 0);
  g_assert_cmpint (seccomp_rule_add (filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS (socket), 1,
                                     SCMP_A0 (SCMP_CMP_EQ, AF_INET6)), ==, 0);
  g_assert_cmpint (seccomp_load (filter), ==, 0);
  seccomp_release (filter);
}

static gboolean
is_a_reply (const char *channel)
{
  static const char *const channels[] = { "model_reply", "cli_output", "log", "shell_integration", NULL };

  return g_strv_contains (channels, channel);
}

int
main (int argc, char **argv)
{
  g_autoptr(GSubprocess) materialize = NULL;
  json_t *cases = load_cases ();
  Fixture fixture;
  guint n = 0;
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  materialize = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL, "/usr/bin/python3",
                                  ASKG_SOURCE_DIR "/tests/corpora/injection/materialize.py",
                                  ASKG_BUILD_DIR "/tests/hostile-widgets", NULL);
  g_assert_true (g_subprocess_wait_check (materialize, NULL, NULL));
  for (gsize i = 0; i < json_array_size (cases); i++)
    {
      json_t *record = json_array_get (cases, i);
      g_autofree char *path = g_strdup_printf ("/ui/hostile-widgets/%s", member (record, "id"));
      const Case this_case = { &fixture, record };

      if (!is_a_reply (member (record, "channel")))
        continue;
      g_test_add_data_func_full (path, g_memdup2 (&this_case, sizeof this_case), test_case, g_free);
      n++;
    }
  g_assert_cmpuint (n, >=, 55);
  set_up (&fixture, NULL);

  forbid_to_leave ();
  status = g_test_run ();
  tear_down (&fixture, NULL);
  json_decref (cases);

  return status;
}
