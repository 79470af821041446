/* test-clipboard-bytes.c: the clipboard's owner may be slow, dishonest, or write as in 1988; nobody waits for ever. */
#include "capture/clipboard/askg-clipboard-private.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/askg-error.h"

#define MS G_TIME_SPAN_MILLISECOND

/* What one owner writes, and how. */
typedef struct
{
  int    fd;
  gsize  n_bytes;     /* so often */
  gsize  block_bytes; /* so many */
  gint64 pause_us;
} Owner;

static gpointer
write_thread (gpointer data)
{
  const Owner *owner = data;
  g_autofree char *block = g_malloc0 (owner->block_bytes);

  for (gsize i = 0; i < owner->n_bytes; i += owner->block_bytes)
    {
      g_usleep ((gulong) owner->pause_us);
      if (write (owner->fd, block, owner->block_bytes) < 0)
        break; /* nobody listens any more */
    }
  close (owner->fd);

  return NULL;
}

static GBytes *
read_from (Owner   owner,
           gint64  silence_us,
           gint64  whole_us,
           GError **error)
{
  AskgClipboardPatience patience;
  GThread *thread;
  GBytes *bytes;
  int ends[2];

  g_assert_cmpint (pipe2 (ends, O_CLOEXEC), ==, 0);
  owner.fd = ends[1];
  thread = g_thread_new ("owner", write_thread, &owner);
  askg_clipboard_patience_start (&patience, silence_us, whole_us);
  bytes = askg_clipboard_read_fd (ends[0], &patience, NULL, error);
  close (ends[0]);
  g_thread_join (thread);

  return bytes;
}

static void
test_a_slow_owner_that_comes_to_an_end_is_waited_for (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = read_from ((Owner) { .n_bytes = 8, .block_bytes = 1, .pause_us = 20 * MS }, 1000 * MS, 10000 * MS, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 8);
}

static void
test_a_byte_now_and_then_holds_nobody_for_ever (void)
{
  const gint64 began_at_us = g_get_monotonic_time ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = read_from ((Owner) { .n_bytes = 100, .block_bytes = 1, .pause_us = 20 * MS }, 400 * MS, 300 * MS, &error);

  g_assert_null (bytes);
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - began_at_us, <, 1500 * MS);
}

static void
test_an_owner_that_never_rests_is_cut_off (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = read_from ((Owner) { .n_bytes = ASKG_CLIPBOARD_MAX_BYTES + 1024 * 1024, .block_bytes = 64 * 1024 },
                                       5000 * MS, 30000 * MS, &error);

  g_assert_null (bytes);
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE);
}

static void
test_what_cannot_be_read_is_not_taken_for_the_end (void)
{
  const int folder = open ("/", O_RDONLY | O_CLOEXEC);
  AskgClipboardPatience patience;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;

  askg_clipboard_patience_start (&patience, 1000 * MS, 1000 * MS);
  bytes = askg_clipboard_read_fd (folder, &patience, NULL, &error);
  close (folder);

  g_assert_null (bytes);
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_TIMED_OUT);
  g_assert_nonnull (strstr (error->message, "broke off"));
}

static void
test_a_cancel_is_heard (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  AskgClipboardPatience patience;
  g_autoptr(GError) error = NULL;
  int ends[2];

  g_assert_cmpint (pipe2 (ends, O_CLOEXEC), ==, 0);
  g_cancellable_cancel (cancellable);
  askg_clipboard_patience_start (&patience, 5000 * MS, 5000 * MS);
  g_assert_null (askg_clipboard_read_fd (ends[0], &patience, cancellable, &error));
  g_assert_true (askg_error_is_cancelled (error));
  close (ends[0]);
  close (ends[1]);
}

static void
test_old_text_arrives_with_its_accents (void)
{
  static const struct
  {
    const char *type;
    const char *sent;
    const char *read;
  } texts[] = {
    { "STRING", "caf\xe9", "café" },
    { "string", "\xa3" "5", "£5" },
    { "text/plain", "na\xefve", "naïve" },
    { "STRING", "한글", "한글" }, /* against the book, and common */
    { "UTF8_STRING", "caf\xe9", "caf\xe9" }, /* its owner lies: left to whoever reads it */
    { "image/png", "\x89PNG", "\x89PNG" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) bytes = askg_clipboard_to_utf8 (g_bytes_new (texts[i].sent, strlen (texts[i].sent)), texts[i].type);

      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), texts[i].read, strlen (texts[i].read));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGPIPE, SIG_IGN);

  g_test_add_func ("/clipboard-bytes/a-slow-owner-that-comes-to-an-end-is-waited-for",
                   test_a_slow_owner_that_comes_to_an_end_is_waited_for);
  g_test_add_func ("/clipboard-bytes/a-byte-now-and-then-holds-nobody-for-ever", test_a_byte_now_and_then_holds_nobody_for_ever);
  g_test_add_func ("/clipboard-bytes/an-owner-that-never-rests-is-cut-off", test_an_owner_that_never_rests_is_cut_off);
  g_test_add_func ("/clipboard-bytes/what-cannot-be-read-is-not-taken-for-the-end", test_what_cannot_be_read_is_not_taken_for_the_end);
  g_test_add_func ("/clipboard-bytes/a-cancel-is-heard", test_a_cancel_is_heard);
  g_test_add_func ("/clipboard-bytes/old-text-arrives-with-its-accents", test_old_text_arrives_with_its_accents);

  return g_test_run ();
}
