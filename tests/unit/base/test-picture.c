/* test-picture.c: pictures opened in the cage, and helpers that fail, lie or are not wanted. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-picture-private.h"
#include "engine/base/askg-sandbox-private.h"
#include "tests/unit/own-folder.h"

typedef struct
{
  AskgFrame *frame;
  GError    *error;
  gboolean   done;
} Outcome;

static char *folder;

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->frame = askg_picture_finish (result, &outcome->error);
  outcome->done = TRUE;
}

static void
wait_for (Outcome *outcome)
{
  while (!outcome->done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true ((outcome->frame != NULL) == (outcome->error == NULL));
  if (outcome->error != NULL)
    g_assert_cmpuint (g_utf8_strlen (outcome->error->message, -1), <=, 400);
}

static void
clear (Outcome *outcome)
{
  g_clear_object (&outcome->frame);
  g_clear_error (&outcome->error);
}

static GError *
error_of_bytes (gconstpointer data, gsize n_bytes)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, n_bytes);
  Outcome outcome = { NULL };

  askg_picture_decode_async (bytes, NULL, done_cb, &outcome);
  wait_for (&outcome);
  g_assert_null (outcome.frame);

  return outcome.error;
}

static GError *
error_of_path (const char *path)
{
  Outcome outcome = { NULL };

  askg_picture_load_async (path, NULL, done_cb, &outcome);
  wait_for (&outcome);
  g_assert_null (outcome.frame);

  return outcome.error;
}

/* In both cages the same picture comes out. */
static void
test_a_file_becomes_a_frame (gconstpointer user_data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "corpora", "pictures", "held-6.jpg", NULL);
  const AskgSandboxKind usual = askg_sandbox_get_kind ();
  Outcome outcome = { NULL };
  guint32 first;

  askg_sandbox_force (GPOINTER_TO_INT (user_data));
  askg_picture_load_async (path, NULL, done_cb, &outcome);
  wait_for (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (askg_frame_get_width_px (outcome.frame), ==, 24);
  g_assert_cmpuint (askg_frame_get_height_px (outcome.frame), ==, 16);
  g_assert_true (askg_frame_is_opaque (outcome.frame));
  memcpy (&first, g_bytes_get_data (askg_frame_get_pixels (outcome.frame), NULL), sizeof first);
  g_assert_cmphex (first >> 16 & 0xff, >, 250);
  clear (&outcome);
  askg_sandbox_force (usual);
}

static void
test_an_open_file_becomes_a_frame (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "corpora", "pictures", "alpha.webp", NULL);
  Outcome outcome = { NULL };

  askg_picture_load_fd_async (open (path, O_RDONLY | O_CLOEXEC), NULL, NULL, done_cb, &outcome);
  wait_for (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_false (askg_frame_is_opaque (outcome.frame));
  clear (&outcome);
}

static void
test_nothing_usable_is_said_in_one_sentence (void)
{
  g_autofree char *missing = g_build_filename (folder, "not-there.png", NULL);
  g_autofree char *empty = g_build_filename (folder, "empty.png", NULL);
  g_autofree char *fifo = g_build_filename (folder, "fifo", NULL);
  g_autoptr(GError) of_missing = error_of_path (missing);
  g_autoptr(GError) of_folder = error_of_path (folder);
  g_autoptr(GError) of_no_bytes = error_of_bytes ("", 0);
  g_autoptr(GError) of_empty = NULL;
  g_autoptr(GError) of_fifo = NULL;

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  of_empty = error_of_path (empty);
  of_fifo = error_of_path (fifo);
  g_assert_error (of_missing, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE);
  g_assert_nonnull (strstr (of_missing->message, "not-there.png"));
  g_assert_error (of_folder, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE);
  g_assert_error (of_no_bytes, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE);
  g_assert_error (of_empty, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE);
  g_assert_nonnull (strstr (of_empty->message, "0 bytes"));
  g_assert_error (of_fifo, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE);
}

static void
test_what_is_no_picture_is_refused (void)
{
  g_autofree char *gif = g_test_build_filename (G_TEST_DIST, "corpora", "pictures", "other.gif", NULL);
  g_autoptr(GError) of_text = error_of_bytes ("#!/bin/sh\nexit 0\n", 17);
  g_autoptr(GError) of_gif = error_of_path (gif);

  g_assert_error (of_text, ASKG_ERROR, ASKG_ERROR_UNREADABLE_PICTURE);
  g_assert_error (of_gif, ASKG_ERROR, ASKG_ERROR_UNREADABLE_PICTURE);
  g_assert_nonnull (strstr (of_gif->message, "GIF"));
}

static void
test_a_cut_jpeg_is_said_to_be_cut (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "corpora", "pictures", "progressive.jpg", NULL);
  g_autofree char *data = NULL;
  gsize n_bytes = 0;

  g_assert_true (g_file_get_contents (path, &data, &n_bytes, NULL));
  for (gsize cut = 400; cut < n_bytes; cut += 64)
    {
      g_autoptr(GError) error = error_of_bytes (data, cut);

      g_assert_error (error, ASKG_ERROR, ASKG_ERROR_UNREADABLE_PICTURE);
      g_assert_nonnull (strstr (error->message, "JPEG"));
    }
}

/* A header is enough to be refused by: nothing of this size is ever allocated. */
static void
test_a_bomb_is_refused_with_its_size (void)
{
  static const guint8 header[] = {
    0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R',
    0, 0, 0x28, 0xc8, 0, 0, 0x28, 0xc8, 8, 6, 0, 0, 0, 0xc2, 0xdc, 0x3c, 0xa1,
  };
  g_autoptr(GError) error = error_of_bytes (header, sizeof header);

  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "10440×10440"));
  g_assert_nonnull (strstr (error->message, "109 megapixels"));
  g_assert_nonnull (strstr (error->message, "64 megapixels"));
}

static void
test_too_many_bytes_are_refused_unread (void)
{
  const gsize n_bytes = ASKG_PICTURE_MAX_INPUT_BYTES + 1;
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_malloc0 (n_bytes), n_bytes);
  Outcome outcome = { NULL };

  askg_picture_decode_async (bytes, NULL, done_cb, &outcome);
  wait_for (&outcome);
  g_assert_error (outcome.error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE);
  clear (&outcome);
}

/* The helper is a program of ours that does what @script says. */
static void
use_script (const char *script)
{
  g_autofree char *path = g_build_filename (folder, "helper", NULL);
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", script, "\n", NULL);

  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  askg_picture_use_helper (path);
}

#define WHOLE "\\001\\000\\000\\000"
static const struct
{
  const char *what;
  const char *script;
  AskgError   code;
} liars[] = {
  { "says-nothing", "exit 0", ASKG_ERROR_UNREADABLE_PICTURE },
  { "says-half-a-report", "printf 'askgpic1\\000\\000'", ASKG_ERROR_UNREADABLE_PICTURE },
  { "says-anything", "head -c 100000 /usr/bin/bash", ASKG_ERROR_UNREADABLE_PICTURE },
  { "promises-4-gigapixels", "printf 'askgpic1\\000\\000\\000\\000" WHOLE "\\377\\377\\000\\000\\377\\377\\000\\000" WHOLE "'",
    ASKG_ERROR_UNREADABLE_PICTURE },
  { "sends-too-few-pixels", "printf 'askgpic1\\000\\000\\000\\000" WHOLE WHOLE "\\377\\000\\000\\000" WHOLE "pix'",
    ASKG_ERROR_UNREADABLE_PICTURE },
  { "is-killed-midway", "printf 'askgpic1\\000\\000\\000\\000" WHOLE WHOLE "\\377\\000\\000\\000" WHOLE "'; kill -9 $$",
    ASKG_ERROR_UNREADABLE_PICTURE },
  { "crashes", "kill -SEGV $$", ASKG_ERROR_UNREADABLE_PICTURE },
  { "never-ends", "sleep 60", ASKG_ERROR_TIMED_OUT },
};

static void
test_a_bad_helper_is_one_sentence (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  g_autoptr(GError) error = NULL;

  use_script (liars[i].script);
  error = error_of_bytes ("x", 1);
  askg_picture_use_helper (NULL);
  g_assert_error (error, ASKG_ERROR, (int) liars[i].code);
}

static void
test_a_missing_helper_is_told (void)
{
  g_autofree char *path = g_build_filename (folder, "no-helper", NULL);
  g_autoptr(GError) error = NULL;

  askg_picture_use_helper (path);
  error = error_of_bytes ("x", 1);
  askg_picture_use_helper (NULL);
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

/* Whenever it comes, a cancel is the answer, at once, and the helper is gone. */
static void
test_a_cancel_ends_the_helper (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new ("x", 1);

  use_script ("sleep 60");
  for (guint delay_ms = 0; delay_ms <= 60; delay_ms += 12)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      const gint64 started_at_us = g_get_monotonic_time ();
      Outcome outcome = { NULL };

      if (delay_ms == 0)
        g_cancellable_cancel (cancellable);
      else
        g_timeout_add_full (G_PRIORITY_DEFAULT, delay_ms, cancel_cb, g_object_ref (cancellable), g_object_unref);
      askg_picture_decode_async (bytes, cancellable, done_cb, &outcome);
      wait_for (&outcome);
      g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (g_get_monotonic_time () - started_at_us, <, (delay_ms + 1000) * 1000);
      clear (&outcome);
    }
  askg_picture_use_helper (NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("askg-picture-XXXXXX", &error);
  g_assert_no_error (error);

  g_test_add_data_func ("/engine/picture/a-file-becomes-a-frame/as-this-machine-does",
                        GINT_TO_POINTER (askg_sandbox_get_kind ()), test_a_file_becomes_a_frame);
  g_test_add_data_func ("/engine/picture/a-file-becomes-a-frame/in-its-own-cage",
                        GINT_TO_POINTER (ASKG_SANDBOX_SELF), test_a_file_becomes_a_frame);
  g_test_add_func ("/engine/picture/an-open-file-becomes-a-frame", test_an_open_file_becomes_a_frame);
  g_test_add_func ("/engine/picture/nothing-usable-is-said-in-one-sentence", test_nothing_usable_is_said_in_one_sentence);
  g_test_add_func ("/engine/picture/what-is-no-picture-is-refused", test_what_is_no_picture_is_refused);
  g_test_add_func ("/engine/picture/a-cut-jpeg-is-said-to-be-cut", test_a_cut_jpeg_is_said_to_be_cut);
  g_test_add_func ("/engine/picture/a-bomb-is-refused-with-its-size", test_a_bomb_is_refused_with_its_size);
  g_test_add_func ("/engine/picture/too-many-bytes-are-refused-unread", test_too_many_bytes_are_refused_unread);
  for (gsize i = 0; i < G_N_ELEMENTS (liars); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/picture/a-bad-helper-is-one-sentence/%s", liars[i].what);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_a_bad_helper_is_one_sentence);
    }
  g_test_add_func ("/engine/picture/a-missing-helper-is-told", test_a_missing_helper_is_told);
  g_test_add_func ("/engine/picture/a-cancel-ends-the-helper", test_a_cancel_ends_the_helper);

  status = g_test_run ();
  own_folder_remove (folder);

  return status;
}
