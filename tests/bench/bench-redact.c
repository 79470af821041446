/* bench-redact.c: what it costs to find the secrets in a megabyte of text.
 *
 *     bench-redact
 *
 * Prints the processor time for 1 MiB of a log with a few secrets, and for the worst of some hostile texts. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "engine/privacy/askg-redactor.h"

#define N_BYTES (1024 * 1024)

static const char plain[] =
  "2026-11-21T19:02:13.235Z INFO  request 4134b3d4-cf7f-45d4-918c-6a1f79497ebe 200 12ms GET /v1/items?page=3\n"
  "2026-11-21T19:02:14.031Z WARN  retry token=VKPRrYGeu4d7Gc200QdeH6CgbtgTVVGA shard 58 sha=fd021a80ea\n"
  "화면에 보이는 표를 요약해 주세요. 이번 분기 매출은 전년 대비 12.4퍼센트 증가했습니다.\n";

static const char * const hostile[] = {
  "a", "0", " ", "[api key ", "password=", "password ", "pw ", "key = ", "token abc ", "auth(", "admin/", "비밀번호 ", "eyJhbGciOiJIUzI1NiJ9-", "://", "1-", "sk-",
  "PRIVATE KEY ", "Cookie: ", "WIFI:", "maple ", "ab12CD_", "\"", "=", ":",
};

static double
find_ms (AskgRedactor *redactor,
         const char   *piece)
{
  g_autoptr(GString) text = g_string_sized_new (N_BYTES + 512);
  g_autoptr(GArray) spans = NULL;
  clock_t start;

  while (text->len < N_BYTES)
    g_string_append (text, piece);
  start = clock ();
  spans = askg_redactor_find (redactor, text->str, text->len);

  return (clock () - start) * 1000. / CLOCKS_PER_SEC;
}

int
main (void)
{
  g_autoptr(AskgRedactor) redactor = askg_redactor_new (NULL, NULL);
  const char *worst = "";
  double most = 0;

  (void) find_ms (redactor, "a"); /* the tables are made */
  printf ("log %.1f ms\n", find_ms (redactor, plain));
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      const double ms = find_ms (redactor, hostile[i]);

      if (ms > most)
        {
          most = ms;
          worst = hostile[i];
        }
    }
  printf ("worst %.1f ms of “%s”\n", most, worst);

  return 0;
}
