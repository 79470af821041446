/* test-http-sleep.c: a machine that was asleep does not wait a minute for a server that has long gone. */
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "engine/base/askg-error.h"
#include "tests/unit/transport/wire-rig.h"

#define STEP_MS 500

int clock_gettime (clockid_t        clock,
                   struct timespec *out);

static WireRig rig;
static gint64 passed_ms; /* of our own time */
static gint64 asleep_s;

/* In place of libc's, for every library of this program: time passes when the test says so, too. */
int
clock_gettime (clockid_t        clock,
               struct timespec *out)
{
  const int status = (int) syscall (SYS_clock_gettime, clock, out);
  gint64 ns;

  if (clock != CLOCK_MONOTONIC && clock != CLOCK_BOOTTIME)
    return status;
  ns = out->tv_nsec + passed_ms % 1000 * 1000000;
  out->tv_sec += passed_ms / 1000 + (clock == CLOCK_BOOTTIME ? asleep_s : 0) + ns / 1000000000;
  out->tv_nsec = ns % 1000000000;

  return status;
}

/* Lets a reply begin, and the machine sleep for @sleep_s; then time passes in big steps. Returns: milliseconds until it
 * ended, or @until_ms. */
static gint64
sleep_in_mid_reply (const char *host,
                    gint64      sleep_s,
                    gint64      until_ms)
{
  AskgExchangeLimits limits = { .connect_ms = 3000, .first_byte_ms = 60000, .quiet_ms = 60000, .max_bytes = 1 << 20 };
  g_autofree char *url = g_strdup_printf ("http://%s:%s/play", host, rig.listeners[0]);
  gint64 began_ms;

  rig.limits = &limits;
  wire_rig_begin (&rig, url, "send HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nhello\\r\\n\nstall");
  while (rig.n_bodies == 0)
    g_main_context_iteration (NULL, TRUE);

  asleep_s += sleep_s;
  began_ms = passed_ms;
  while (rig.n_done == 0 && passed_ms - began_ms < until_ms)
    {
      passed_ms += STEP_MS;
      g_main_context_iteration (NULL, FALSE);
    }
  if (rig.n_done == 0)
    {
      g_cancellable_cancel (rig.cancellable);
      wire_rig_wait (&rig);
    }

  return passed_ms - began_ms;
}

static void
test_what_a_sleep_has_cut_is_given_up_soon (void)
{
  g_assert_cmpint (sleep_in_mid_reply ("far.tests.example", 3600, 40000), <=, 15000);
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_ENGINE_SILENT);
  g_assert_cmpstr (rig.body->str, ==, "hello");
}

static void
test_without_a_sleep_it_is_waited_for (void)
{
  g_assert_cmpint (sleep_in_mid_reply ("awake.tests.example", 0, 40000), >=, 40000);
  g_assert_error (rig.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_an_engine_on_this_machine_has_slept_too (void)
{
  g_assert_cmpint (sleep_in_mid_reply ("127.0.0.1", 3600, 40000), >=, 40000);
  g_assert_error (rig.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_setenv ("NO_PROXY", "*", TRUE);
  wire_rig_set_up (&rig, (const char *[]) { "plain", NULL });
  g_test_add_func ("/http-sleep/what-a-sleep-has-cut-is-given-up-soon", test_what_a_sleep_has_cut_is_given_up_soon);
  g_test_add_func ("/http-sleep/without-a-sleep-it-is-waited-for", test_without_a_sleep_it_is_waited_for);
  g_test_add_func ("/http-sleep/an-engine-on-this-machine-has-slept-too", test_an_engine_on_this_machine_has_slept_too);
  status = g_test_run ();
  wire_rig_tear_down (&rig);

  return status;
}
