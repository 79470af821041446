/* test-back-off.c: nobody is asked again before the time they named, nor for ever. */
#include "engine/transport/askg-back-off.h"

/* Sun, 06 Nov 1994 08:49:07 GMT */
#define NOW_US (G_GINT64_CONSTANT (784111747) * G_USEC_PER_SEC)

static void
test_what_servers_say (void)
{
  static const struct { const char *ms; const char *plain; gint64 expected; } rows[] = {
    { NULL, NULL, -1 },
    { NULL, "2", 2000 },
    { NULL, " 2 ", 2000 },
    { NULL, "1.5", 1500 },
    { NULL, "0", 0 },
    { "1400", "9", 1400 },
    { "1400.7", NULL, 1400 },
    { "soon", "9", 9000 },
    { NULL, "Sun, 06 Nov 1994 08:49:37 GMT", 30000 },
    { NULL, "Sunday, 06-Nov-94 08:49:37 GMT", 30000 },
    { NULL, "Sun Nov  6 08:49:37 1994", 30000 },
    { NULL, "Sun, 06 Nov 1994 08:40:00 GMT", 0 },
    { NULL, "-5", -1 },
    { "-5", NULL, -1 },
    { NULL, "", -1 },
    { NULL, "inf", -1 },
    { NULL, "nan", -1 },
    { NULL, "later", -1 },
    { NULL, "1000000000000", G_GINT64_CONSTANT (1000000000000) },
    { NULL, "99999999999999999999999999", G_GINT64_CONSTANT (1000000000000) },
    { "1e300", NULL, G_GINT64_CONSTANT (1000000000000) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (askg_retry_after_parse_ms (rows[i].ms, rows[i].plain, NOW_US), ==, rows[i].expected);
}

static void
test_waits (void)
{
  static const struct { guint n_tries; gint64 told_ms; gint64 least_ms; gint64 most_ms; } rows[] = {
    { 1, -1, 375, 500 },
    { 2, -1, 750, 1000 },
    { 3, -1, 1500, 2000 },
    { 4, -1, -1, -1 },
    { 99, -1, -1, -1 },
    { 1, 0, 375, 500 },
    { 1, 400, 400, 500 },      /* never earlier than told */
    { 1, 3000, 3000, 3300 },
    { 3, 120000, 120000, 122000 },
    { 1, 120001, -1, -1 },
    { 1, G_MAXINT64, -1, -1 },
    { 4, 1000, -1, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (double chance = 0; chance < 1; chance += 0.01)
      {
        const gint64 wait_ms = askg_back_off_get_wait_ms (rows[i].n_tries, rows[i].told_ms, chance);

        g_assert_cmpint (wait_ms, >=, rows[i].least_ms);
        g_assert_cmpint (wait_ms, <=, rows[i].most_ms);
      }
}

static void
test_what_is_worth_a_second_try (void)
{
  static const struct { guint status; const char *should; gboolean expected; } rows[] = {
    { 0, NULL, TRUE },     { 400, NULL, FALSE },   { 401, NULL, FALSE },  { 402, NULL, FALSE },
    { 403, NULL, FALSE },  { 404, NULL, FALSE },   { 408, NULL, TRUE },   { 413, NULL, FALSE },
    { 429, NULL, TRUE },   { 429, "false", FALSE }, { 500, NULL, TRUE },  { 501, NULL, FALSE },
    { 503, NULL, TRUE },   { 529, NULL, TRUE },    { 530, NULL, FALSE },  { 400, "true", TRUE },
    { 503, "perhaps", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (askg_back_off_is_worthwhile (rows[i].status, rows[i].should), ==, rows[i].expected);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/back-off/what-servers-say", test_what_servers_say);
  g_test_add_func ("/back-off/waits-as-long-as-told-and-no-earlier", test_waits);
  g_test_add_func ("/back-off/what-is-worth-a-second-try", test_what_is_worth_a_second_try);

  return g_test_run ();
}
