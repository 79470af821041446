/* test-reply-growth.c: an answer that grows is shown bit by bit, and in the end it is all there. */
#include <string.h>
#include <time.h>

#include "engine/model/askg-markdown.h"
#include "tests/unit/ui/reply-fixture.h"
#include "ui/reply/askg-code-block.h"

static guint
n_shown (Fixture *fixture,
         GType    type)
{
  g_autoptr(GPtrArray) shown = find (fixture->view, type);

  return shown->len;
}

/* A whole answer at once is more than a frame has time for. */
static void
test_what_comes_at_once_is_shown_in_several_frames (Fixture       *fixture,
                                                    gconstpointer  user_data)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GPtrArray) texts = NULL;
  g_autoptr(GPtrArray) codes = NULL;
  guint n_grown = 0;

  g_signal_connect_swapped (fixture->view, "grown", G_CALLBACK (g_atomic_int_inc), &n_grown);
  for (int i = 0; i < 4; i++)
    g_string_append_printf (text, "Paragraph %d\n\n```c\nint a%d;\n```\n\n", i, i);
  askg_answer_append (fixture->answer, text->str);
  for (const gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
       (n_grown < 5 || n_shown (fixture, ASKG_TYPE_CODE_BLOCK) < 4) && g_get_monotonic_time () < end;)
    settle ();
  g_assert_cmpuint (n_grown, >=, 5);

  texts = find (fixture->view, ASKG_TYPE_REPLY_TEXT);
  codes = find (fixture->view, ASKG_TYPE_CODE_BLOCK);
  g_assert_cmpuint (texts->len, ==, 4);
  g_assert_cmpuint (codes->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *words = g_strdup_printf ("Paragraph %u", i);
      g_autofree char *wanted = g_strdup_printf ("int a%u;", i);
      g_autofree char *code = askg_code_block_get_code (codes->pdata[i]);
      double x, y;

      g_assert_cmpstr (text_at (texts, i), ==, words);
      g_assert_cmpstr (code, ==, wanted);
      g_assert_true (gtk_widget_translate_coordinates (texts->pdata[i], codes->pdata[i], 0, 0, &x, &y));
      g_assert_cmpfloat (y, <, 0);
    }
}

/* A list that turns out to be loose changes in its middle: nothing is left out, nothing moves. */
static void
test_what_changes_before_it_was_shown_is_shown_once (Fixture       *fixture,
                                                     gconstpointer  user_data)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(AskgMarkdown) wanted = NULL;
  g_autoptr(GPtrArray) texts = NULL;

  for (int i = 0; i < 60; i++)
    g_string_append_printf (text, "- item %d\n  [see][a]\n\n  more\n", i);
  g_string_append (text, "\n[a]: https://example.org\n\nlast");
  for (gsize at = 0; at < text->len; at += 97)
    {
      g_autofree char *piece = g_strndup (text->str + at, 97);

      askg_answer_append (fixture->answer, piece);
      g_main_context_iteration (NULL, FALSE);
    }
  askg_answer_finish (fixture->answer, NULL);
  askg_reply_view_flush (ASKG_REPLY_VIEW (fixture->view));
  texts = find (fixture->view, ASKG_TYPE_REPLY_TEXT);
  wanted = askg_markdown_parse (text->str);
  g_assert_cmpuint (texts->len, ==, askg_markdown_get_n_blocks (wanted));
  for (guint i = 0; i < texts->len; i++)
    g_assert_cmpstr (text_at (texts, i), ==, askg_markdown_get_block (wanted, i)->body.text);
}

/* The pointer comes over everything below WIDGET. */
static void
enter (GtkWidget *widget)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        g_signal_emit_by_name (controller, "enter", 1.0, 1.0);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    enter (child);
}

/* While it grows only its end is laid out; who comes to select in it finds one text, in the same place. */
static void
test_a_long_paragraph_is_cut_while_it_grows (Fixture       *fixture,
                                             gconstpointer  user_data)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(AskgMarkdown) wanted = NULL;
  g_autoptr(GPtrArray) cut = NULL;
  g_autoptr(GPtrArray) whole = NULL;
  int height_cut, height_whole;

  for (int i = 0; i < 60; i++)
    {
      g_autofree char *piece = g_strdup_printf ("The %dth **word** of `code` is [here](https://example.org/%d), 그리고 한국어도 있습니다. ", i, i);

      g_string_append (text, piece);
      askg_answer_append (fixture->answer, piece);
      for (const gint64 end = g_get_monotonic_time () + 20 * 1000; g_get_monotonic_time () < end;)
        g_main_context_iteration (NULL, FALSE);
    }
  askg_answer_finish (fixture->answer, NULL);
  settle ();
  settle ();
  settle ();
  cut = find (fixture->view, ASKG_TYPE_REPLY_TEXT);
  g_assert_cmpuint (cut->len, >, 3);
  gtk_widget_measure (fixture->view, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (fixture->view), &height_cut, NULL, NULL, NULL);

  enter (fixture->view);
  settle ();
  whole = find (fixture->view, ASKG_TYPE_REPLY_TEXT);
  wanted = askg_markdown_parse (text->str);
  g_assert_cmpuint (whole->len, ==, 1);
  g_assert_cmpstr (text_at (whole, 0), ==, askg_markdown_get_block (wanted, 0)->body.text);
  gtk_widget_measure (fixture->view, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (fixture->view), &height_whole, NULL, NULL, NULL);
  g_assert_cmpint (height_cut, ==, height_whole);
}

/* Lets frames come until none is wanted, and counts them from then on. */
static guint
count_frames (GtkWidget *widget,
              guint      for_ms)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  guint n = 0;
  const gulong id = g_signal_connect_swapped (clock, "layout", G_CALLBACK (g_atomic_int_inc), &n);

  for (const gint64 end = g_get_monotonic_time () + for_ms * 1000; g_get_monotonic_time () < end;)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_signal_handler_disconnect (clock, id);

  return n;
}

/* Blocks that ask for room without an end lay out the whole answer sixty times a second. */
static void
test_an_answer_that_stands_still_lays_out_nothing (Fixture       *fixture,
                                                   gconstpointer  user_data)
{
  for (int i = 0; i < 4; i++)
    askg_answer_append (fixture->answer, "Words\n\n```c\nint a;\nint b;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n");
  askg_answer_finish (fixture->answer, NULL);
  for (guint i = 0; i < 20 && count_frames (fixture->view, 150) > 0; i++)
    continue;

  g_assert_cmpuint (count_frames (fixture->view, 300), ==, 0);
}

/* A text view tells its adjustment whenever it gets its place, changed or not. */
static guint
count_places_given (Fixture    *fixture,
                    const char *more)
{
  g_autoptr(GPtrArray) views = find (fixture->view, GTK_TYPE_TEXT_VIEW);
  guint n = 0;

  for (guint i = 0; i < views->len; i++)
    g_signal_connect_swapped (gtk_scrollable_get_vadjustment (views->pdata[i]), "notify::upper", G_CALLBACK (g_atomic_int_inc), &n);
  askg_answer_append (fixture->answer, more);
  settle ();
  for (guint i = 0; i < views->len; i++)
    g_signal_handlers_disconnect_by_data (gtk_scrollable_get_vadjustment (views->pdata[i]), &n);

  return n;
}

static void
test_a_word_that_comes_moves_no_block_before_it (Fixture       *fixture,
                                                 gconstpointer  user_data)
{
  for (int i = 0; i < 30; i++)
    askg_answer_append (fixture->answer, "```c\nint a;\n```\n\n");
  askg_answer_append (fixture->answer, "The end of it");
  askg_reply_view_flush (ASKG_REPLY_VIEW (fixture->view));
  for (guint i = 0; i < 20 && count_frames (fixture->view, 150) > 0; i++)
    continue;
  g_assert_cmpuint (n_shown (fixture, ASKG_TYPE_CODE_BLOCK), ==, 30);

  g_assert_cmpuint (count_places_given (fixture, " is long, and a line more than it was before these words came to it"), ==, 0);
}

static double
measure_word_ms (gsize n_bytes)
{
  g_autoptr(GtkWidget) text = g_object_ref_sink (askg_reply_text_new ());
  g_autofree char *word = g_strnfill (n_bytes, 'A');
  struct timespec start, end;

  askg_reply_text_set_text (ASKG_REPLY_TEXT (text), &(AskgMarkdownText) { .text = word }, 0);
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &start);
  g_assert_cmpint (askg_reply_text_get_height (ASKG_REPLY_TEXT (text), 480), >, 0);
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &end);

  return (end.tv_sec - start.tv_sec) * 1e3 + (end.tv_nsec - start.tv_nsec) / 1e6;
}

/* Four times the word may take about four times as long, not sixteen times. */
static void
test_a_word_without_an_end_takes_as_long_as_it_is (Fixture       *fixture,
                                                   gconstpointer  user_data)
{
  const double warm_up = measure_word_ms (2048), short_ms = measure_word_ms (4096), long_ms = measure_word_ms (16384);

  g_test_message ("2 kB: %.1f ms, 4 kB: %.1f ms, 16 kB: %.1f ms", warm_up, short_ms, long_ms);
  g_assert_cmpfloat (long_ms, <, 8 * short_ms + 4);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *fixture, gconstpointer user_data);
  } tests[] = {
    { "what-comes-at-once-is-shown-in-several-frames", test_what_comes_at_once_is_shown_in_several_frames },
    { "what-changes-before-it-was-shown-is-shown-once", test_what_changes_before_it_was_shown_is_shown_once },
    { "a-long-paragraph-is-cut-while-it-grows", test_a_long_paragraph_is_cut_while_it_grows },
    { "a-word-without-an-end-takes-as-long-as-it-is", test_a_word_without_an_end_takes_as_long_as_it_is },
    { "an-answer-that-stands-still-lays-out-nothing", test_an_answer_that_stands_still_lays_out_nothing },
    { "a-word-that-comes-moves-no-block-before-it", test_a_word_that_comes_moves_no_block_before_it },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/reply-growth/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].run, tear_down);
    }

  return g_test_run ();
}
