/* test-parcel.c: of what is to be sent, only what is covered leaves; and what the person uncovers. */
#include <string.h>

#include "engine/base/askg-png.h"
#include "engine/privacy/askg-put-back.h"
#include "tests/unit/privacy/covered-rig.h"

#define KEY   "sk-proj-9f3Ab2KpXw7Qz0RtLm48Vc6N"
#define TOKEN "ghp_" "Rk8sWq2Zt5Yb7Nm3Xc9Vd4Lf6Hg1Jp0Ta8Ue"

/* The body is all pieces, one after the other. */
static GBytes *
join (AskgCovered *covered, gpointer data, char **out_content_type)
{
  GByteArray *all = g_byte_array_new ();

  for (guint i = 0; i < askg_covered_get_n_pieces (covered); i++)
    {
      GBytes *bytes = askg_covered_get_piece (covered, i)->bytes;

      g_byte_array_append (all, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
    }

  return g_byte_array_free_to_bytes (all);
}

static AskgParcel *
new_parcel (AskgCover *cover)
{
  g_autoptr(AskgRedactor) redactor = askg_redactor_new (NULL, NULL);

  return askg_parcel_new (redactor, cover, join, NULL, NULL);
}

static gboolean
body_has (AskgCovered *covered, const char *words)
{
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (askg_covered_get_body (covered), &n_bytes);

  return memmem (bytes, n_bytes, words, strlen (words)) != NULL;
}

/* It stays here, and nobody is told that it went. */
static void
test_what_stays_here_tells_what_is_secret_in_what_goes (void)
{
  g_autoptr(AskgCover) cover = askg_cover_new ();
  g_autoptr(AskgParcel) parcel = new_parcel (cover);
  g_autoptr(AskgCovered) covered = NULL;

  askg_parcel_add_context (parcel, "HARBOR_PASSWORD=tidewater-gull-93x and QUAY=" TOKEN);
  askg_parcel_add_text (parcel, "Type tidewater-gull-93x there.");
  covered = askg_parcel_cover (parcel, TRUE, NULL, NULL);
  g_assert_cmpuint (askg_covered_get_n_pieces (covered), ==, 1);
  g_assert_false (body_has (covered, "gull"));
  g_assert_true (body_has (covered, "Type [password 1] there."));
  g_assert_cmpuint (askg_covered_count_hidden (covered), ==, 1);
}

static void
test_a_secret_leaves_only_when_it_is_uncovered (void)
{
  g_autoptr(AskgCover) cover = askg_cover_new ();
  g_autoptr(AskgParcel) parcel = new_parcel (cover);
  g_autoptr(AskgCovered) covered = NULL, shown = NULL, here = NULL;
  const AskgFoundSecret *found;

  askg_parcel_add_text (parcel, "Why does it fail?\nHARBOR_KEY=" KEY "\nQUAY=" TOKEN);
  covered = askg_parcel_cover (parcel, TRUE, NULL, NULL);
  g_assert_true (askg_covered_may_leave (covered));
  g_assert_false (body_has (covered, KEY) || body_has (covered, TOKEN));
  g_assert_true (body_has (covered, "HARBOR_KEY=["));
  g_assert_cmpuint (askg_covered_get_n_findings (covered), ==, 2);
  g_assert_cmpuint (askg_covered_count_hidden (covered), ==, 2);
  found = askg_covered_get_finding (covered, 0);
  g_assert_cmpstr (found->name, ==, "HARBOR_KEY");
  g_assert_cmpuint (found->line, ==, 2);

  askg_covered_set_shown (covered, 0, TRUE);
  shown = askg_parcel_cover (parcel, TRUE, NULL, NULL);
  g_assert_true (body_has (shown, KEY));
  g_assert_false (body_has (shown, TOKEN));
  g_assert_cmpuint (askg_covered_count_hidden (shown), ==, 1);
  g_assert_false (body_has (covered, KEY)); /* what was made before stays as it was */

  here = askg_parcel_cover (parcel, FALSE, NULL, NULL);
  g_assert_false (askg_covered_may_leave (here));
  g_assert_true (body_has (here, KEY) && body_has (here, TOKEN));
  g_assert_cmpuint (askg_covered_get_n_findings (here), ==, 0);
}

static void
test_what_was_agreed_to_is_no_news (void)
{
  g_autoptr(AskgCover) cover = askg_cover_new ();
  g_autoptr(AskgParcel) first = new_parcel (cover), second = new_parcel (cover);
  g_autoptr(AskgCovered) one = NULL, other = NULL;

  askg_parcel_add_text (first, "KEY=" KEY);
  one = askg_parcel_cover (first, TRUE, NULL, NULL);
  g_assert_true (askg_covered_has_news (one));
  askg_covered_set_agreed (one);
  g_assert_true (askg_covered_is_agreed (one));
  g_assert_false (askg_covered_has_news (one));

  askg_parcel_add_text (second, "KEY=" KEY);
  askg_parcel_add_text (second, "and " TOKEN);
  other = askg_parcel_cover (second, TRUE, NULL, NULL);
  g_assert_false (askg_covered_is_agreed (other));
  g_assert_true (askg_covered_has_news (other));
}

/* -- Pictures -------------------------------------------------------------------------- */

static AskgFrame *
new_frame (void)
{
  static guint32 pixels[200 * 60];
  g_autoptr(GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);

  for (guint i = 0; i < G_N_ELEMENTS (pixels); i++)
    pixels[i] = 0xfff0f0f0;

  return askg_frame_new (bytes, 200, 60, 800, TRUE, 0);
}

static AskgPageText *
new_page (void)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();

  askg_page_text_builder_add_word (builder, "token", &(AskgRect) { 10, 20, 30, 10 }, 90);
  askg_page_text_builder_add_word (builder, KEY, &(AskgRect) { 70, 20, 100, 10 }, 90);

  return askg_page_text_builder_finish (builder);
}

static guint32
pixel_of (AskgCovered *covered, guint piece, int x, int y)
{
  g_autoptr(AskgFrame) frame = askg_png_decode_own (askg_covered_get_piece (covered, piece)->bytes, NULL);

  g_assert_nonnull (frame);

  return ((const guint32 *) (const void *) ((const guint8 *) g_bytes_get_data (askg_frame_get_pixels (frame), NULL) +
                                            (gsize) y * askg_frame_get_stride_bytes (frame)))[x] & 0xffffff;
}

static void
test_a_secret_on_a_picture_is_under_a_box (void)
{
  g_autoptr(AskgCover) cover = askg_cover_new ();
  g_autoptr(AskgParcel) parcel = new_parcel (cover);
  g_autoptr(AskgFrame) frame = new_frame ();
  g_autoptr(AskgPageText) page = new_page ();
  g_autoptr(AskgCovered) covered = NULL, shown = NULL, here = NULL;
  const AskgFoundSecret *found;

  askg_parcel_add_text (parcel, "Is " KEY " still good?");
  askg_parcel_add_picture (parcel, frame, page, 1000, FALSE);
  covered = askg_parcel_cover (parcel, TRUE, NULL, NULL);
  g_assert_cmphex (pixel_of (covered, 1, 120, 25), ==, 0);
  g_assert_cmphex (pixel_of (covered, 1, 25, 25), ==, 0xf0f0f0);
  g_assert_cmpuint (askg_covered_get_n_findings (covered), ==, 1); /* the same in both */
  found = askg_covered_get_finding (covered, 0);
  g_assert_cmpuint (found->n_pictures, ==, 1);
  g_assert_cmpuint (found->line, ==, 1);

  askg_covered_set_shown (covered, 0, TRUE);
  shown = askg_parcel_cover (parcel, TRUE, NULL, NULL);
  g_assert_cmphex (pixel_of (shown, 1, 120, 25), ==, 0xf0f0f0);
  here = askg_parcel_cover (parcel, FALSE, NULL, NULL);
  g_assert_cmphex (pixel_of (here, 1, 120, 25), ==, 0xf0f0f0);
}

static AskgPageText *
new_page_of (const char *first, const char *second)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();

  askg_page_text_builder_add_word (builder, first, &(AskgRect) { 10, 20, 30, 10 }, 90);
  askg_page_text_builder_add_word (builder, second, &(AskgRect) { 70, 20, 100, 10 }, 90);

  return askg_page_text_builder_finish (builder);
}

/* A word that nothing tells to be secret where it stands, in an earlier turn's picture; and a later turn's text tells it. */
static void
test_a_text_tells_what_is_secret_on_an_earlier_picture (void)
{
  g_autoptr(AskgCover) cover = askg_cover_new ();
  g_autoptr(AskgParcel) parcel = new_parcel (cover);
  g_autoptr(AskgFrame) frame = new_frame ();
  g_autoptr(AskgPageText) page = new_page_of ("greeting", "hunter2");
  g_autoptr(AskgCovered) covered = NULL;

  askg_parcel_add_picture (parcel, frame, page, 1000, FALSE);
  askg_parcel_add_text (parcel, "What does it say?");
  askg_parcel_add_text (parcel, "The password is hunter2 and it fails.");
  covered = askg_parcel_cover (parcel, TRUE, NULL, NULL);
  g_assert_cmphex (pixel_of (covered, 0, 120, 25), ==, 0);
  g_assert_cmphex (pixel_of (covered, 0, 25, 25), ==, 0xf0f0f0);
  g_assert_true (body_has (covered, "The password is [password 1] and"));
}

/* A letter of it was taken for another that looks like it. */
static void
test_a_secret_that_was_misread_is_under_a_box_too (void)
{
  g_autoptr(AskgCover) cover = askg_cover_new ();
  g_autoptr(AskgParcel) parcel = new_parcel (cover);
  g_autoptr(AskgFrame) frame = new_frame ();
  g_autoptr(AskgPageText) page = new_page_of ("(hunterZ)", "hunters");
  g_autoptr(AskgCovered) covered = NULL;

  askg_parcel_add_picture (parcel, frame, page, 1000, FALSE);
  askg_parcel_add_text (parcel, "The password is hunter2 and it fails.");
  covered = askg_parcel_cover (parcel, TRUE, NULL, NULL);
  g_assert_cmphex (pixel_of (covered, 0, 25, 25), ==, 0);
  g_assert_cmphex (pixel_of (covered, 0, 120, 25), ==, 0xf0f0f0);
}

/* And the other way round: a later picture tells what stands bare in a text and on a picture before it. */
static void
test_a_picture_tells_what_is_secret_before_it (void)
{
  g_autoptr(AskgCover) cover = askg_cover_new ();
  g_autoptr(AskgParcel) parcel = new_parcel (cover);
  g_autoptr(AskgFrame) bare_frame = new_frame (), told_frame = new_frame ();
  g_autoptr(AskgPageText) bare = new_page_of ("greeting", "hunter2"), told = new_page_of ("password:", "hunter2");
  g_autoptr(AskgCovered) covered = NULL;

  askg_parcel_add_text (parcel, "Type hunter2 there.");
  askg_parcel_add_picture (parcel, bare_frame, bare, 1000, FALSE);
  askg_parcel_add_picture (parcel, told_frame, told, 1000, FALSE);
  covered = askg_parcel_cover (parcel, TRUE, NULL, NULL);
  g_assert_true (body_has (covered, "Type [password 1] there."));
  g_assert_cmphex (pixel_of (covered, 1, 120, 25), ==, 0);
  g_assert_cmphex (pixel_of (covered, 2, 120, 25), ==, 0);
  g_assert_cmphex (pixel_of (covered, 1, 25, 25), ==, 0xf0f0f0);
}

static void
test_a_picture_that_nobody_read_waits_for_a_click (void)
{
  g_autoptr(AskgCover) cover = askg_cover_new ();
  g_autoptr(AskgParcel) parcel = new_parcel (cover);
  g_autoptr(AskgFrame) frame = new_frame ();
  g_autoptr(AskgCovered) covered = NULL, shown = NULL;

  askg_parcel_add_picture (parcel, frame, NULL, 1000, FALSE);
  covered = askg_parcel_cover (parcel, TRUE, NULL, NULL);
  g_assert_true (askg_covered_has_unread (covered));
  g_assert_true (askg_covered_has_news (covered));
  g_assert_cmpuint (askg_covered_count_hidden (covered), ==, 0);
  g_assert_cmphex (pixel_of (covered, 0, 25, 25), ==, 0);

  askg_covered_set_shown (covered, 0, TRUE);
  shown = askg_parcel_cover (parcel, TRUE, NULL, NULL);
  g_assert_false (askg_covered_has_unread (shown));
  g_assert_cmphex (pixel_of (shown, 0, 25, 25), ==, 0xf0f0f0);
}

/* -- Life -------------------------------------------------------------------------------- */

static void
covered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgCovered) covered = askg_parcel_cover_finish (result, &error);

  g_assert_null (covered);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) user_data = TRUE;
}

static void
test_it_can_be_stopped (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(AskgCover) cover = askg_cover_new ();
  g_autoptr(AskgParcel) parcel = new_parcel (cover);
  g_autofree char *words = g_strnfill (300000, 'a');
  gboolean is_done = FALSE;

  askg_parcel_add_text (parcel, words);
  askg_parcel_cover_async (parcel, TRUE, cancellable, covered_cb, &is_done);
  g_cancellable_cancel (cancellable);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parcel/what-stays-here-tells-what-is-secret-in-what-goes",
                   test_what_stays_here_tells_what_is_secret_in_what_goes);
  g_test_add_func ("/parcel/a-secret-leaves-only-when-it-is-uncovered", test_a_secret_leaves_only_when_it_is_uncovered);
  g_test_add_func ("/parcel/what-was-agreed-to-is-no-news", test_what_was_agreed_to_is_no_news);
  g_test_add_func ("/parcel/a-secret-on-a-picture-is-under-a-box", test_a_secret_on_a_picture_is_under_a_box);
  g_test_add_func ("/parcel/a-text-tells-what-is-secret-on-an-earlier-picture", test_a_text_tells_what_is_secret_on_an_earlier_picture);
  g_test_add_func ("/parcel/a-secret-that-was-misread-is-under-a-box-too", test_a_secret_that_was_misread_is_under_a_box_too);
  g_test_add_func ("/parcel/a-picture-tells-what-is-secret-before-it", test_a_picture_tells_what_is_secret_before_it);
  g_test_add_func ("/parcel/a-picture-that-nobody-read-waits-for-a-click", test_a_picture_that_nobody_read_waits_for_a_click);
  g_test_add_func ("/parcel/it-can-be-stopped", test_it_can_be_stopped);

  return g_test_run ();
}
