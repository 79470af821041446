/* test-reading-process.c: pictures read by the helper, and helpers that fail, lie or are not wanted. */
#include <string.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-picture.h"
#include "engine/local/askg-reading-process.h"
#include "engine/local/askg-reading-wire.h"
#include "tests/unit/own-folder.h"

typedef struct
{
  AskgPageText *page;
  GError       *error;
  guint         n_so_far;
  gboolean      done;
} Outcome;

static char *folder;

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;

  *(AskgFrame **) user_data = askg_picture_finish (result, &error);
  g_assert_no_error (error);
}

static AskgFrame *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "corpora", "ocr", "sample", name, NULL);
  AskgFrame *frame = NULL;

  askg_picture_load_async (path, NULL, loaded_cb, &frame);
  while (frame == NULL)
    g_main_context_iteration (NULL, TRUE);

  return frame;
}

static AskgFrame *
new_blank (guint width, guint height)
{
  guint32 *words = g_new (guint32, (gsize) width * height);
  g_autoptr(GBytes) pixels = NULL;

  memset (words, 0xee, (gsize) width * height * 4);
  pixels = g_bytes_new_take (words, (gsize) width * height * 4);

  return askg_frame_new (pixels, width, height, (gsize) width * 4, TRUE, 0);
}

static void
so_far_cb (AskgPageText *so_far, gpointer user_data)
{
  Outcome *outcome = user_data;

  g_assert_false (outcome->done);
  outcome->n_so_far++;
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->page = askg_recogniser_read_finish (ASKG_RECOGNISER (object), result, &outcome->error);
  outcome->done = TRUE;
}

static void
start (AskgReadingProcess *reader, AskgFrame *frame, GCancellable *cancellable, Outcome *outcome)
{
  *outcome = (Outcome) { NULL };
  askg_recogniser_read_async (ASKG_RECOGNISER (reader), frame, so_far_cb, outcome, cancellable, read_cb, outcome);
}

static void
wait_for (Outcome *outcome)
{
  while (!outcome->done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true ((outcome->page != NULL) == (outcome->error == NULL));
  if (outcome->error != NULL)
    g_assert_cmpuint (g_utf8_strlen (outcome->error->message, -1), <=, 400);
}

static void
clear (Outcome *outcome)
{
  g_clear_object (&outcome->page);
  g_clear_error (&outcome->error);
}

static void
test_words_come_as_they_are_read (void)
{
  g_autoptr(AskgReadingProcess) reader = askg_reading_process_new (NULL);
  g_autoptr(AskgFrame) frame = load ("eng-dialog-network-11-coloured-dark.png");
  Outcome outcome;

  start (reader, frame, NULL, &outcome);
  wait_for (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.n_so_far, >=, 3);
  g_assert_cmpuint (askg_page_text_get_n_lines (outcome.page), ==, 9);
  g_assert_cmpstr (askg_page_text_get_line (outcome.page, 0)->text, ==, "Connection failed");
  for (guint i = 0; i < askg_page_text_get_n_words (outcome.page); i++)
    {
      const AskgRect *box = &askg_page_text_get_word (outcome.page, i)->box;

      g_assert_cmpint (box->x + box->width, <=, (int) askg_frame_get_width_px (frame));
      g_assert_cmpint (box->y + box->height, <=, (int) askg_frame_get_height_px (frame));
    }
  clear (&outcome);
}

static void
test_pictures_asked_together_are_all_read (void)
{
  g_autoptr(AskgReadingProcess) reader = askg_reading_process_new (NULL);
  g_autoptr(AskgFrame) frame = load ("eng-dialog-network-11-coloured-dark.png");
  g_autoptr(AskgFrame) blank = new_blank (300, 200);
  Outcome outcomes[3];

  askg_recogniser_warm_up (ASKG_RECOGNISER (reader));
  start (reader, frame, NULL, &outcomes[0]);
  start (reader, blank, NULL, &outcomes[1]);
  start (reader, frame, NULL, &outcomes[2]);
  for (guint i = 0; i < 3; i++)
    {
      wait_for (&outcomes[i]);
      g_assert_no_error (outcomes[i].error);
      g_assert_cmpuint (askg_page_text_get_n_lines (outcomes[i].page), ==, i == 1 ? 0 : 9);
      clear (&outcomes[i]);
    }
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

/* Whatever it is doing, loading, reading or waiting; and the next picture is read all the same. */
static void
test_a_cancel_is_heard_within_100_ms (void)
{
  g_autoptr(AskgReadingProcess) reader = askg_reading_process_new (NULL);
  g_autoptr(AskgFrame) frame = load ("eng-dialog-network-11-coloured-dark.png");
  Outcome outcome, last;

  for (guint delay_ms = 1; delay_ms < 300; delay_ms = delay_ms * 2 + 30)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      gint64 cancelled_at_us;

      start (reader, frame, cancellable, &outcome);
      g_timeout_add_full (G_PRIORITY_DEFAULT, delay_ms, cancel_cb, g_object_ref (cancellable), g_object_unref);
      while (!g_cancellable_is_cancelled (cancellable) && !outcome.done)
        g_main_context_iteration (NULL, TRUE);
      cancelled_at_us = g_get_monotonic_time ();
      wait_for (&outcome);
      g_assert_cmpint (g_get_monotonic_time () - cancelled_at_us, <, 100000);
      if (outcome.error != NULL)
        g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      clear (&outcome);
    }
  start (reader, frame, NULL, &last);
  wait_for (&last);
  g_assert_no_error (last.error);
  clear (&last);
}

/* The helper is a program of ours that does what @script says. */
static char *
make_helper (const char *script)
{
  char *path = g_build_filename (folder, "helper", NULL);
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", script, "\n", NULL);

  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));

  return path;
}

#define HEADER(kind, first) "printf 'akg1\\00" kind "\\000\\000\\000\\00" first "\\000\\000\\000\\000\\000\\000\\000'; "
static const struct
{
  const char *what;
  const char *script;
  AskgError   code;
} liars[] = {
  { "ends-at-once", "exit 0", ASKG_ERROR_UNAVAILABLE },
  { "crashes", "kill -SEGV $$", ASKG_ERROR_UNAVAILABLE },
  { "says-anything", "head -c 100000 /usr/bin/bash", ASKG_ERROR_UNAVAILABLE },
  { "has-no-data", HEADER ("2", "0") "sleep 1", ASKG_ERROR_OCR_UNAVAILABLE },
  { "has-no-cage", HEADER ("3", "0") "sleep 1", ASKG_ERROR_UNAVAILABLE },
  { "dies-on-the-picture", HEADER ("1", "0") "head -c 16 >/dev/null; kill -9 $$", ASKG_ERROR_UNAVAILABLE },
  { "sends-words-that-are-none", HEADER ("1", "0") "head -c 16 >/dev/null; " HEADER ("5", "4") "printf abcd; sleep 1",
    ASKG_ERROR_UNAVAILABLE },
  { "answers-unasked", HEADER ("5", "0") "sleep 1", ASKG_ERROR_UNAVAILABLE },
};

static void
test_a_bad_helper_is_one_sentence (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  g_autofree char *path = make_helper (liars[i].script);
  g_autoptr(AskgReadingProcess) reader = askg_reading_process_new (path);
  g_autoptr(AskgFrame) blank = new_blank (300, 200);
  Outcome outcome;

  start (reader, blank, NULL, &outcome);
  wait_for (&outcome);
  g_assert_error (outcome.error, ASKG_ERROR, (int) liars[i].code);
  clear (&outcome);
}

/* Appends to a helper's @script that it says @kind, with the words of @page. */
static void
say (GString *script, AskgReadingMessage kind, AskgPageText *page, const char *behind)
{
  g_autoptr(GBytes) lines = page != NULL ? askg_reading_page_pack (page) : g_bytes_new (NULL, 0);
  const AskgCagedHeader header = { kind, (guint32) (g_bytes_get_size (lines) + strlen (behind)), 0 };
  guint8 packed[ASKG_CAGED_HEADER_BYTES];

  askg_caged_header_pack (&header, packed);
  g_string_append (script, "printf '");
  for (gsize i = 0; i < sizeof packed; i++)
    g_string_append_printf (script, "\\%03o", packed[i]);
  for (gsize i = 0; i < g_bytes_get_size (lines); i++)
    g_string_append_printf (script, "\\%03o", ((const guint8 *) g_bytes_get_data (lines, NULL))[i]);
  g_string_append_printf (script, "%s'\n", behind);
}

static AskgPageText *
new_page (const char *word)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();

  askg_page_text_builder_add_word (builder, word, &(AskgRect) { 10, 10, 40, 12 }, 90);
  askg_page_text_builder_end_line (builder, 0, 0);

  return askg_page_text_builder_finish (builder);
}

static void
become_honest_cb (AskgPageText *so_far, gpointer user_data)
{
  g_autoptr(GString) script = g_string_new (NULL);
  g_autoptr(AskgPageText) page = new_page ("true");
  g_autofree char *path = NULL;

  so_far_cb (so_far, user_data);
  say (script, ASKG_READING_READY, NULL, "");
  g_string_append (script, "head -c 16 >/dev/null\n");
  say (script, ASKG_READING_WHOLE_PAGE, page, "");
  g_string_append (script, "sleep 1\n");
  path = make_helper (script->str);
}

/* It says one thing, begins another and breaks off; the helper after it is honest. */
static void
test_what_a_liar_said_is_forgotten (void)
{
  g_autoptr(GString) script = g_string_new (NULL);
  g_autoptr(AskgPageText) page = new_page ("false");
  g_autoptr(AskgFrame) blank = new_blank (300, 200);
  g_autoptr(AskgReadingProcess) reader = NULL;
  g_autofree char *path = NULL;
  Outcome outcome = { NULL };

  say (script, ASKG_READING_READY, NULL, "");
  g_string_append (script, "head -c 16 >/dev/null\n");
  say (script, ASKG_READING_FRESH_LINES, page, "");
  say (script, ASKG_READING_WHOLE_PAGE, page, "and then nothing that is a line of words");
  g_string_append (script, "sleep 1\n");
  path = make_helper (script->str);
  reader = askg_reading_process_new (path);
  askg_recogniser_read_async (ASKG_RECOGNISER (reader), blank, become_honest_cb, &outcome, NULL, read_cb, &outcome);
  wait_for (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.n_so_far, ==, 1);
  g_assert_cmpstr (askg_page_text_get_text (outcome.page), ==, "true");
  clear (&outcome);
}

static const struct
{
  const char *what;
  const char *script;
} slow[] = {
  { "before-it-is-ready", "sleep 60" },
  { "in-the-middle-of-its-first-word", "printf akg; sleep 60" },
  { "on-the-picture", HEADER ("1", "0") "head -c 16 >/dev/null; sleep 60" },
};

static void
test_a_helper_that_hangs_is_given_up (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  g_autofree char *path = make_helper (slow[i].script);
  g_autoptr(AskgReadingProcess) reader = askg_reading_process_new (path);
  g_autoptr(AskgFrame) blank = new_blank (300, 200);
  Outcome outcomes[2];

  askg_reading_process_set_limits (reader, 700, 200);
  askg_recogniser_warm_up (ASKG_RECOGNISER (reader));
  start (reader, blank, NULL, &outcomes[0]);
  start (reader, blank, NULL, &outcomes[1]);
  for (guint n = 0; n < G_N_ELEMENTS (outcomes); n++)
    {
      wait_for (&outcomes[n]);
      g_assert_error (outcomes[n].error, ASKG_ERROR, ASKG_ERROR_TIMED_OUT);
      clear (&outcomes[n]);
    }
}

/* Nobody waits for what was only warmed up; who asks later has a new helper. */
static void
test_a_warm_up_that_hangs_leaves_no_trace (void)
{
  g_autofree char *path = make_helper ("sleep 60");
  g_autoptr(AskgReadingProcess) reader = askg_reading_process_new (path);
  g_autoptr(AskgPageText) page = new_page ("true");
  g_autoptr(AskgFrame) blank = new_blank (300, 200);
  g_autoptr(GString) script = g_string_new (NULL);
  const gint64 started_at_us = g_get_monotonic_time ();
  g_autofree char *same = NULL;
  Outcome outcome;

  askg_reading_process_set_limits (reader, 100, 5000);
  askg_recogniser_warm_up (ASKG_RECOGNISER (reader));
  while (g_get_monotonic_time () - started_at_us < 300000)
    g_main_context_iteration (NULL, FALSE);

  askg_reading_process_set_limits (reader, 5000, 5000);
  say (script, ASKG_READING_READY, NULL, "");
  g_string_append (script, "head -c 16 >/dev/null\n");
  say (script, ASKG_READING_WHOLE_PAGE, page, "");
  g_string_append (script, "sleep 1\n");
  same = make_helper (script->str);
  start (reader, blank, NULL, &outcome);
  wait_for (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (askg_page_text_get_text (outcome.page), ==, "true");
  clear (&outcome);
}

static void
test_a_missing_helper_is_told (void)
{
  g_autoptr(AskgReadingProcess) reader = askg_reading_process_new ("/nonexistent/askglass-read");
  g_autoptr(AskgFrame) blank = new_blank (30, 20);
  Outcome outcome;

  start (reader, blank, NULL, &outcome);
  wait_for (&outcome);
  g_assert_error (outcome.error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE);
  clear (&outcome);
}

int
main (int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("askg-reading-XXXXXX", &error);
  g_assert_no_error (error);

  g_test_add_func ("/engine/reading/words-come-as-they-are-read", test_words_come_as_they_are_read);
  g_test_add_func ("/engine/reading/pictures-asked-together-are-all-read", test_pictures_asked_together_are_all_read);
  g_test_add_func ("/engine/reading/a-cancel-is-heard-within-100-ms", test_a_cancel_is_heard_within_100_ms);
  for (gsize i = 0; i < G_N_ELEMENTS (liars); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/reading/a-bad-helper-is-one-sentence/%s", liars[i].what);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_a_bad_helper_is_one_sentence);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (slow); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/reading/a-helper-that-hangs-is-given-up/%s", slow[i].what);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_a_helper_that_hangs_is_given_up);
    }
  g_test_add_func ("/engine/reading/what-a-liar-said-is-forgotten", test_what_a_liar_said_is_forgotten);
  g_test_add_func ("/engine/reading/a-warm-up-that-hangs-leaves-no-trace", test_a_warm_up_that_hangs_leaves_no_trace);
  g_test_add_func ("/engine/reading/a-missing-helper-is-told", test_a_missing_helper_is_told);

  status = g_test_run ();
  own_folder_remove (folder);

  return status;
}
