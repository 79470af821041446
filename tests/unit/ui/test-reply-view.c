/* test-reply-view.c: what a person sees of an answer, and what happens (nothing) when they press in it. */
#include <adwaita.h>
#include <string.h>

#include "tests/unit/ui/reply-fixture.h"
#include "ui/reply/askg-code-block.h"
#include "ui/reply/askg-pointers.h"

static GtkWidget *
find_with_class (GtkWidget  *widget,
                 const char *name)
{
  g_autoptr(GPtrArray) buttons = find (widget, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    if (gtk_widget_has_css_class (buttons->pdata[i], name))
      return buttons->pdata[i];

  return NULL;
}

static void
test_words_are_shown_as_they_come (Fixture       *fixture,
                                   gconstpointer  user_data)
{
  g_autoptr(GPtrArray) texts = NULL;
  GtkWidget *first;

  askg_answer_append (fixture->answer, "**Line 87** calls it.\n\nThe");
  settle ();
  texts = find (fixture->view, ASKG_TYPE_REPLY_TEXT);
  g_assert_cmpuint (texts->len, ==, 2);
  g_assert_cmpstr (text_at (texts, 0), ==, "Line 87 calls it.");
  first = texts->pdata[0];

  askg_answer_append (fixture->answer, " function <b>is</b> declared.");
  askg_answer_finish (fixture->answer, NULL);
  g_clear_pointer (&texts, g_ptr_array_unref);
  texts = find (fixture->view, ASKG_TYPE_REPLY_TEXT);
  g_assert_cmpuint (texts->len, ==, 2);
  g_assert_true (texts->pdata[0] == first);
  g_assert_cmpstr (text_at (texts, 1), ==, "The function <b>is</b> declared.");
}

static void
test_many_pieces_are_one_frame (Fixture       *fixture,
                                gconstpointer  user_data)
{
  g_autoptr(GPtrArray) texts = NULL;
  guint n_grown = 0;

  g_signal_connect_swapped (fixture->view, "grown", G_CALLBACK (g_atomic_int_inc), &n_grown);
  for (int i = 0; i < 500; i++)
    askg_answer_append (fixture->answer, "a ");
  g_assert_cmpuint (n_grown, ==, 0);
  settle ();
  g_assert_cmpuint (n_grown, ==, 1);
  texts = find (fixture->view, ASKG_TYPE_REPLY_TEXT);
  g_assert_cmpuint (strlen (text_at (texts, 0)), ==, 999);
}

static int
height_at (GtkWidget *widget,
           int        width)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);

  return height;
}

/* The panel is fitted around an answer between two frames, while more of it comes. */
static void
test_words_that_come_after_it_was_measured_have_room (Fixture       *fixture,
                                                      gconstpointer  user_data)
{
  const char *whole = "The function is declared in a header, and the header is not among those that this file includes.";
  GtkWidget *paragraph = g_object_ref_sink (askg_reply_text_new ());
  int heights[3];

  for (guint i = 0; i < G_N_ELEMENTS (heights); i++)
    {
      g_autofree char *text = g_strndup (whole, (i + 1) * strlen (whole) / G_N_ELEMENTS (heights));
      const AskgMarkdownText body = { .text = text };

      askg_reply_text_set_text (ASKG_REPLY_TEXT (paragraph), &body, 0);
      heights[i] = height_at (paragraph, 240);
    }
  g_assert_cmpint (heights[0], <, heights[1]);
  g_assert_cmpint (heights[1], <, heights[2]);
  g_object_unref (paragraph);
}

/* The first words of two lines. */
static void
assert_is_coloured (GtkWidget *block)
{
  g_autoptr(GPtrArray) views = find (block, GTK_TYPE_TEXT_VIEW);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (views->pdata[0]);
  GtkTextIter at;
  GSList *tags;

  gtk_text_buffer_get_iter_at_line (buffer, &at, 0);
  tags = gtk_text_iter_get_tags (&at);
  g_assert_nonnull (tags);
  g_slist_free (tags);
  gtk_text_buffer_get_iter_at_line (buffer, &at, 1);
  tags = gtk_text_iter_get_tags (&at);
  g_assert_nonnull (tags);
  g_slist_free (tags);
}

static void
test_code_is_copied_as_it_is_seen (Fixture       *fixture,
                                   gconstpointer  user_data)
{
  g_autoptr(GPtrArray) blocks = NULL;
  g_autofree char *code = NULL;
  g_autofree char *source = NULL;

  askg_answer_append (fixture->answer, "```c\nint a;\nif (user\xe2\x80\xae)");
  settle ();
  askg_answer_append (fixture->answer, " b;\n```\n");
  askg_answer_finish (fixture->answer, NULL);
  settle ();
  blocks = find (fixture->view, ASKG_TYPE_CODE_BLOCK);
  g_assert_cmpuint (blocks->len, ==, 1);
  code = askg_code_block_get_code (blocks->pdata[0]);
  g_assert_cmpstr (code, ==, "int a;\nif (user<U+202E>) b;");
  g_assert_cmpint (gtk_widget_get_height (blocks->pdata[0]), >, 50);
  assert_is_coloured (blocks->pdata[0]);

  source = askg_reply_view_dup_source (ASKG_REPLY_VIEW (fixture->view));
  g_assert_cmpstr (source, ==, "```c\nint a;\nif (user) b;\n```\n");
}

static void
take_link (GtkWidget   *view,
           const char  *target,
           const char  *label,
           char       **taken)
{
  *taken = g_strdup_printf ("%s|%s", target, label);
}

static void
test_a_link_asks_and_opens_nothing (Fixture       *fixture,
                                    gconstpointer  user_data)
{
  g_autofree char *taken = NULL;
  GtkWidget *link;

  g_signal_connect (fixture->view, "link-activated", G_CALLBACK (take_link), &taken);
  askg_answer_append (fixture->answer, "See [the manual](https://gcc.gnu.org/x), [no](file:///etc/passwd).");
  askg_answer_finish (fixture->answer, NULL);
  settle ();

  link = find_with_class (fixture->view, "askg-link");
  g_assert_nonnull (link);
  g_assert_true (gtk_widget_get_focusable (link));
  g_assert_cmpint (gtk_widget_get_width (link), >, 20);
  gtk_test_accessible_assert_property (link, GTK_ACCESSIBLE_PROPERTY_LABEL, "the manual, leads to gcc.gnu.org");
  gtk_test_accessible_assert_role (link, GTK_ACCESSIBLE_ROLE_LINK);
  g_signal_emit_by_name (link, "clicked");
  settle ();
  g_assert_cmpstr (taken, ==, "https://gcc.gnu.org/x|the manual");
}

static void
take_number (GtkWidget *view,
             guint      number,
             guint     *taken)
{
  *taken = number;
}

static void
test_numbers_point_at_the_picture (Fixture       *fixture,
                                   gconstpointer  user_data)
{
  const AskgRect box = { 10, 20, 30, 10 };
  guint taken = 0;
  GtkWidget *badge;

  g_signal_connect (fixture->view, "point", G_CALLBACK (take_number), &taken);
  askg_answer_append (fixture->answer, "- [1] here, and [2] there");
  settle ();
  g_assert_null (find_with_class (fixture->view, "askg-badge"));

  askg_answer_point (fixture->answer, 0, &box, "line 87");
  askg_answer_finish (fixture->answer, NULL);
  settle ();
  badge = find_with_class (fixture->view, "askg-badge");
  g_assert_nonnull (badge);
  g_assert_true (gtk_widget_has_css_class (badge, "quiet"));
  g_signal_emit_by_name (badge, "clicked");
  settle ();
  g_assert_cmpuint (taken, ==, 1);
  g_assert_false (gtk_widget_has_css_class (badge, "quiet"));
}

static void
test_long_answers_wait_for_a_press (Fixture       *fixture,
                                    gconstpointer  user_data)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;

  for (int i = 0; i < 700; i++)
    g_string_append_printf (text, "Paragraph %d, which has a few words in it, and some more of them so that it is long enough.\n\n", i);
  askg_answer_append (fixture->answer, text->str);
  askg_answer_finish (fixture->answer, NULL);
  askg_reply_view_flush (ASKG_REPLY_VIEW (fixture->view));
  before = find (fixture->view, ASKG_TYPE_REPLY_TEXT);
  g_assert_cmpuint (before->len, >, 300);
  g_assert_cmpuint (before->len, <, 700);

  g_assert_true (gtk_widget_activate_action (fixture->view, "reply.show-more", NULL));
  askg_reply_view_flush (ASKG_REPLY_VIEW (fixture->view));
  after = find (fixture->view, ASKG_TYPE_REPLY_TEXT);
  g_assert_cmpuint (after->len, ==, 700);
}

static void
test_another_answer_takes_its_place (Fixture       *fixture,
                                     gconstpointer  user_data)
{
  g_autoptr(AskgAnswer) other = askg_answer_new ("test", "Test");
  g_autoptr(GPtrArray) texts = NULL;

  askg_answer_append (fixture->answer, "One\n\n```\ncode\n```");
  settle ();
  askg_answer_append (other, "Two");
  askg_reply_view_set_answer (ASKG_REPLY_VIEW (fixture->view), other);
  askg_answer_append (fixture->answer, " more");
  settle ();
  texts = find (fixture->view, ASKG_TYPE_REPLY_TEXT);
  g_assert_cmpuint (texts->len, ==, 1);
  g_assert_cmpstr (text_at (texts, 0), ==, "Two");
  askg_reply_view_set_answer (ASKG_REPLY_VIEW (fixture->view), NULL);
}

static void
test_places_are_named_and_lead_the_focus (Fixture       *fixture,
                                          gconstpointer  user_data)
{
  g_autoptr(GBytes) pixels = g_bytes_new_take (g_malloc0 (200 * 100 * 4), 200 * 100 * 4);
  g_autoptr(AskgFrame) frame = askg_frame_new (pixels, 200, 100, 800, TRUE, 0);
  const AskgRect boxes[] = { { 10, 10, 50, 10 }, { 20, 60, 80, 20 } };
  GtkWidget *pointers = askg_pointers_new ();
  g_autoptr(GPtrArray) places = NULL;
  guint taken = 0;

  gtk_window_set_child (GTK_WINDOW (fixture->window), pointers);
  askg_pointers_set_answer (ASKG_POINTERS (pointers), fixture->answer, frame, 0);
  g_signal_connect (pointers, "enlarge", G_CALLBACK (take_number), &taken);
  g_assert_false (gtk_widget_get_visible (pointers));
  askg_answer_point (fixture->answer, 0, &boxes[0], "line 12");
  askg_answer_point (fixture->answer, 0, &boxes[1], "line 87");
  settle ();

  places = find (pointers, GTK_TYPE_BUTTON);
  g_assert_cmpuint (places->len, ==, 2);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (places->pdata[1]), GTK_ACCESSIBLE_PROPERTY_LABEL, "2 of 2, line 87");
  gtk_widget_grab_focus (places->pdata[1]);
  settle ();
  g_assert_cmpuint (askg_pointers_get_current (ASKG_POINTERS (pointers)), ==, 2);
  g_signal_emit_by_name (places->pdata[1], "clicked");
  settle ();
  g_assert_cmpuint (taken, ==, 2);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void      (*run) (Fixture *fixture, gconstpointer user_data);
  } tests[] = {
    { "words-are-shown-as-they-come", test_words_are_shown_as_they_come },
    { "many-pieces-are-one-frame", test_many_pieces_are_one_frame },
    { "words-that-come-after-it-was-measured-have-room", test_words_that_come_after_it_was_measured_have_room },
    { "code-is-copied-as-it-is-seen", test_code_is_copied_as_it_is_seen },
    { "a-link-asks-and-opens-nothing", test_a_link_asks_and_opens_nothing },
    { "numbers-point-at-the-picture", test_numbers_point_at_the_picture },
    { "long-answers-wait-for-a-press", test_long_answers_wait_for_a_press },
    { "another-answer-takes-its-place", test_another_answer_takes_its_place },
    { "places-are-named-and-lead-the-focus", test_places_are_named_and_lead_the_focus },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/reply-view/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].run, tear_down);
    }

  return g_test_run ();
}
