/* test-reader-newest.c: in a running conversation, what is attached or said now goes before what was spoken of earlier. */
#include "tests/unit/provider/reader-rig.h"

#include <locale.h>
#include <string.h>

#define BUILD_LOG \
  "src/session.c: In function 'on_wake':\n" \
  "src/session.c:87:12: error: implicit declaration of function 'session_resume'\n" \
  "src/session.c:90:7: warning: unused variable 'rc'\n" \
  "compilation terminated."
#define SESSION "**`session_resume` is used before it is declared.**"
#define CRC32   "**`crc32` is used, but nothing that was linked defines it.**"
#define UNKNOWN "**This looks like an error:** `frobnicator: fatal error: flux too high`"

static void
assert_begins (Rig        *rig,
               const char *words,
               const char *question)
{
  const char *text = askg_answer_get_text (rig->answer);

  if (!g_str_has_prefix (text, words))
    g_error ("“%s” is answered with:\n%s", question, text);
}

/* After session.c was explained, and the warning in it. */
static Rig *
talk (void)
{
  Rig *rig = rig_new (NULL);

  rig_remember (rig, rig_question ("what is this?", rig_read_picture (BUILD_LOG), NULL));
  rig_remember (rig, rig_question ("and the second one?", NULL));

  return rig;
}

static void
test_what_comes_now_goes_first (void)
{
  static const struct
  {
    const char *question;
    const char *attached; /* exact text */
    const char *answer;   /* begins so */
  } rows[] = {
    /* Typed or pasted into the entry */
    { "ld: undefined reference to crc32", NULL, CRC32 },
    { "undefined reference to crc32", NULL, CRC32 },
    { "  ld: undefined reference to `crc32'  ", NULL, CRC32 },
    { "what does \"undefined reference to `crc32'\" mean?", NULL, CRC32 },
    { "왜 undefined reference to `crc32' 오류가 나?", NULL, CRC32 },
    { "ld: undefined reference to `crc32'\ncollect2: error: ld returned 1 exit status", NULL, CRC32 },
    { "what about this one?\nld: undefined reference to `crc32'", NULL, CRC32 },
    { "make: error 2: undefined reference to crc32", NULL, CRC32 },
    { "frobnicator: fatal error: flux too high", NULL, UNKNOWN },
    /* Attached */
    { "", "ld: undefined reference to crc32", CRC32 },
    { "and this?", "ld: undefined reference to crc32", CRC32 },
    { "what about this one?", "ld: undefined reference to crc32", CRC32 },
    { "이건?", "ld: undefined reference to crc32", CRC32 },
    { "이것도요", "ld: undefined reference to crc32", CRC32 },
    { "why?", "ld: undefined reference to crc32", CRC32 },
    { "frobnicator: fatal error: flux too high", "all is well", UNKNOWN },
    { "ld: undefined reference to crc32", "all is well", CRC32 },
    /* What is attached now is meant by words that only point at it */
    { "is this error an undefined reference to `crc32'?", BUILD_LOG, SESSION },
    /* What was said earlier is meant */
    { "and the first one?", NULL, SESSION },
    { "src/session.c:87:12: error: implicit declaration of function 'session_resume'", NULL, SESSION },
    { "error: implicit declaration of function 'session_resume'", NULL, SESSION },
    { "what is this error?", NULL, "**`rc` is never used.**" },
    { "where is the error: line 3?", NULL, "**`rc` is never used.**" },
    { "translate the error: it cannot be found", NULL, "This needs a model." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(Rig) rig = talk ();
      g_autoptr(AskgQuestion) question = rig_question (rows[i].question, rows[i].attached != NULL ? rig_text (rows[i].attached) : NULL, NULL);

      rig_ask (rig, question);
      g_assert_cmpint (askg_answer_get_state (rig->answer), ==, ASKG_ANSWER_DONE);
      assert_begins (rig, rows[i].answer, rows[i].question);
    }
}

static void
test_follow_ups_speak_of_what_was_typed_last (void)
{
  g_autoptr(Rig) rig = talk ();
  g_autoptr(Rig) alone = rig_new (NULL);

  rig_remember (rig, rig_question ("ld: undefined reference to crc32", NULL));
  rig_remember (rig, rig_question ("why?", NULL));
  assert_begins (rig, "The usual causes, the likely one first:\n\n- A library is missing.", "why?");
  rig_remember (rig, rig_question ("thanks", NULL));
  rig_remember (rig, rig_question ("how do I fix it?", NULL));
  assert_begins (rig, "To fix it:\n\n- Add the library", "how do I fix it?");
  rig_remember (rig, rig_question ("and the next one?", NULL));
  assert_begins (rig, "Only 1 problem is reported here.", "and the next one?");
  rig_remember (rig, rig_question ("what is this?", rig_read_picture (BUILD_LOG), NULL));
  rig_remember (rig, rig_question ("why?", NULL));
  assert_begins (rig, "The usual causes, the likely one first:\n\n1. The header is not included.", "why?");

  rig_remember (alone, rig_question (BUILD_LOG, NULL));
  rig_remember (alone, rig_question ("and the next one?", NULL));
  assert_begins (alone, "**`rc` is never used.**", "and the next one?");
  rig_remember (alone, rig_question ("how do I fix it?", NULL));
  assert_begins (alone, "To fix it:\n\n- Remove it.", "how do I fix it?");
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/newest/what-comes-now-goes-first", test_what_comes_now_goes_first);
  g_test_add_func ("/reader/newest/follow-ups-speak-of-what-was-typed-last", test_follow_ups_speak_of_what_was_typed_last);

  return g_test_run ();
}
