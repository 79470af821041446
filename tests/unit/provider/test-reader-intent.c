/* test-reader-intent.c: what people write is understood, in English and Korean; what needs a model is told apart. */
#include "engine/provider/askg-reader-intent.h"

#include <locale.h>
#include <string.h>

typedef struct
{
  const char     *question;
  AskgIntentKind  kind;
  const char     *subject;
} Row;

static const Row rows[] = {
  { "", ASKG_INTENT_NOTHING },
  { "   ", ASKG_INTENT_NOTHING },

  { "what does this mean?", ASKG_INTENT_EXPLAIN },
  { "What does this mean, and how do I fix it?", ASKG_INTENT_EXPLAIN },
  { "what is this?", ASKG_INTENT_EXPLAIN },
  { "What’s this", ASKG_INTENT_EXPLAIN },
  { "Please explain this error", ASKG_INTENT_EXPLAIN },
  { "can you explain?", ASKG_INTENT_EXPLAIN },
  { "what went wrong", ASKG_INTENT_EXPLAIN },
  { "why did it fail", ASKG_INTENT_EXPLAIN },
  { "Why?", ASKG_INTENT_EXPLAIN },
  { "how do I fix it?", ASKG_INTENT_EXPLAIN },
  { "fix this", ASKG_INTENT_EXPLAIN },
  { "How can I solve this problem?", ASKG_INTENT_EXPLAIN },
  { "what should I do now?", ASKG_INTENT_EXPLAIN },
  { "which line is the error?", ASKG_INTENT_EXPLAIN },
  { "where is the mistake", ASKG_INTENT_EXPLAIN },
  { "and the second one?", ASKG_INTENT_EXPLAIN },
  { "what about the next error", ASKG_INTENT_EXPLAIN },
  { "it doesn't work", ASKG_INTENT_EXPLAIN },
  { "my build fails", ASKG_INTENT_EXPLAIN },
  { "what is the cause", ASKG_INTENT_EXPLAIN },
  { "???", ASKG_INTENT_EXPLAIN },
  { "이게 뭐야?", ASKG_INTENT_EXPLAIN },
  { "이 오류는 무슨 뜻이야?", ASKG_INTENT_EXPLAIN },
  { "무슨 뜻이에요", ASKG_INTENT_EXPLAIN },
  { "이거 설명해 줘", ASKG_INTENT_EXPLAIN },
  { "어떻게 고쳐?", ASKG_INTENT_EXPLAIN },
  { "어떻게 해결하나요?", ASKG_INTENT_EXPLAIN },
  { "왜?", ASKG_INTENT_EXPLAIN },
  { "왜 안 돼?", ASKG_INTENT_EXPLAIN },
  { "어느 줄이 틀렸어?", ASKG_INTENT_EXPLAIN },
  { "두 번째는?", ASKG_INTENT_EXPLAIN },
  { "다음 오류는?", ASKG_INTENT_EXPLAIN },
  { "빌드가 실패했어", ASKG_INTENT_EXPLAIN },
  { "원인이 뭐예요", ASKG_INTENT_EXPLAIN },

  { "say that again", ASKG_INTENT_AGAIN },
  { "repeat", ASKG_INTENT_AGAIN },
  { "once more please", ASKG_INTENT_AGAIN },
  { "말해 줘 다시", ASKG_INTENT_AGAIN },
  { "다시 말해 줘", ASKG_INTENT_AGAIN },
  { "한 번 더", ASKG_INTENT_AGAIN },

  { "read this", ASKG_INTENT_READ },
  { "what does it say?", ASKG_INTENT_READ },
  { "What does the sign say", ASKG_INTENT_READ },
  { "copy the text", ASKG_INTENT_READ },
  { "give me the text please", ASKG_INTENT_READ },
  { "what is written here", ASKG_INTENT_READ },
  { "글자 읽어 줘", ASKG_INTENT_READ },
  { "뭐라고 써 있어?", ASKG_INTENT_READ },
  { "텍스트 복사해 줘", ASKG_INTENT_READ },
  { "뭐라고 적혀 있나요", ASKG_INTENT_READ },

  { "copy the table", ASKG_INTENT_TABLE },
  { "Convert this table to csv", ASKG_INTENT_TABLE },
  { "give me this as a table", ASKG_INTENT_TABLE },
  { "표 복사해 줘", ASKG_INTENT_TABLE },
  { "표로 정리해 줘", ASKG_INTENT_TABLE },
  { "엑셀로 옮겨 줘", ASKG_INTENT_TABLE },

  { "which numbers?", ASKG_INTENT_EXTRACT },
  { "list all the links", ASKG_INTENT_EXTRACT },
  { "숫자만 뽑아 줘", ASKG_INTENT_EXTRACT },

  { "how many lines?", ASKG_INTENT_COUNT },
  { "count the words", ASKG_INTENT_COUNT },
  { "how many errors are there?", ASKG_INTENT_COUNT },
  { "how many times does \"foo\" appear?", ASKG_INTENT_COUNT, "foo" },
  { "몇 줄이야?", ASKG_INTENT_COUNT },
  { "글자 수는?", ASKG_INTENT_COUNT },
  { "오류가 몇 개야?", ASKG_INTENT_COUNT },

  { "summarise this", ASKG_INTENT_SUMMARISE },
  { "give me a summary", ASKG_INTENT_SUMMARISE },
  { "tl;dr", ASKG_INTENT_SUMMARISE },
  { "main points?", ASKG_INTENT_SUMMARISE },
  { "요약해 줘", ASKG_INTENT_SUMMARISE },
  { "핵심만 알려 줘", ASKG_INTENT_SUMMARISE },

  { "find \"timeout\"", ASKG_INTENT_FIND, "timeout" },
  { "find “Time Out” in it", ASKG_INTENT_FIND, "Time Out" },
  { "where is the total", ASKG_INTENT_FIND, "the total" },
  { "search for libfoo", ASKG_INTENT_FIND, "libfoo" },
  { "does it mention Berlin?", ASKG_INTENT_FIND, "Berlin" },
  { "\"합계\" 찾아 줘", ASKG_INTENT_FIND, "합계" },
  { "합계가 어디 있어?", ASKG_INTENT_FIND, "합계" },

  { "what did I ask about libfoo?", ASKG_INTENT_RECALL, "libfoo" },
  { "What did I ask yesterday?", ASKG_INTENT_RECALL },
  { "have I seen this before?", ASKG_INTENT_RECALL },
  { "when did I ask about the linker?", ASKG_INTENT_RECALL, "the linker" },
  { "my last question", ASKG_INTENT_RECALL },
  { "search my history for docker", ASKG_INTENT_RECALL, "docker" },
  { "지난번에 뭐라고 물었지?", ASKG_INTENT_RECALL },
  { "지난번", ASKG_INTENT_RECALL },
  { "내가 libfoo에 대해 뭐라고 물었지?", ASKG_INTENT_RECALL, "libfoo" },

  { "what can you do?", ASKG_INTENT_HELP },
  { "help", ASKG_INTENT_HELP },
  { "뭘 할 수 있어?", ASKG_INTENT_HELP },
  { "도움말", ASKG_INTENT_HELP },
  { "who are you?", ASKG_INTENT_WHO },
  { "are you an AI?", ASKG_INTENT_WHO },
  { "너는 누구야?", ASKG_INTENT_WHO },
  { "thanks!", ASKG_INTENT_THANKS },
  { "고마워요", ASKG_INTENT_THANKS },

  { "what is 17 * 23?", ASKG_INTENT_MODEL },
  { "2+2", ASKG_INTENT_MODEL },
  { "what is the capital of France?", ASKG_INTENT_MODEL },
  { "why is the sky blue?", ASKG_INTENT_MODEL },
  { "translate this to Korean", ASKG_INTENT_MODEL },
  { "write a function that raises an exception", ASKG_INTENT_MODEL },
  { "explain quantum physics", ASKG_INTENT_MODEL },
  { "describe this picture", ASKG_INTENT_MODEL },
  { "fix the grammar of this letter", ASKG_INTENT_MODEL },
  { "is this a good design?", ASKG_INTENT_MODEL },
  { "프랑스의 수도가 뭐야?", ASKG_INTENT_MODEL },
  { "영어로 번역해 줘", ASKG_INTENT_MODEL },
  { "시를 하나 써 줘", ASKG_INTENT_MODEL },
  { "3 더하기 4 계산해 줘", ASKG_INTENT_MODEL },
  { "오늘 날씨 어때?", ASKG_INTENT_MODEL },
};

static void
test_questions_are_understood (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(AskgIntent) intent = askg_intent_parse (rows[i].question);

      if (intent->kind != rows[i].kind ||
          (intent->kind != ASKG_INTENT_MODEL && g_strcmp0 (intent->subject, rows[i].subject) != 0))
        {
          g_test_message ("“%s”: kind %d, subject “%s”; wanted %d, “%s”", rows[i].question, intent->kind,
                          intent->subject, rows[i].kind, rows[i].subject);
          g_test_fail ();
        }
    }
}

static const struct
{
  const char      *question;
  AskgExtractKind  what;
} extracts[] = {
  { "which numbers are there?", ASKG_EXTRACT_NUMBERS },
  { "list the prices", ASKG_EXTRACT_NUMBERS },
  { "금액 알려 줘", ASKG_EXTRACT_NUMBERS },
  { "what dates are mentioned?", ASKG_EXTRACT_DATES },
  { "날짜 뽑아 줘", ASKG_EXTRACT_DATES },
  { "copy the links", ASKG_EXTRACT_LINKS },
  { "링크 복사", ASKG_EXTRACT_LINKS },
  { "show me the email addresses", ASKG_EXTRACT_MAILS },
  { "이메일 주소 알려 줘", ASKG_EXTRACT_MAILS },
  { "which files are named?", ASKG_EXTRACT_PATHS },
  { "파일 경로만", ASKG_EXTRACT_PATHS },
  { "extract the commands", ASKG_EXTRACT_COMMANDS },
  { "명령어 알려 줘", ASKG_EXTRACT_COMMANDS },
};

static void
test_what_to_take_out_is_understood (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (extracts); i++)
    {
      g_autoptr(AskgIntent) intent = askg_intent_parse (extracts[i].question);

      if (intent->kind != ASKG_INTENT_EXTRACT || intent->what != extracts[i].what)
        {
          g_test_message ("“%s”: kind %d, what %d", extracts[i].question, intent->kind, intent->what);
          g_test_fail ();
        }
    }
}

static const struct
{
  const char *question;
  AskgAspect  aspect;
  guint       ordinal;
} explanations[] = {
  { "what does this mean?", ASKG_ASPECT_ALL, ASKG_ORDINAL_NONE },
  { "why?", ASKG_ASPECT_WHY, ASKG_ORDINAL_NONE },
  { "왜?", ASKG_ASPECT_WHY, ASKG_ORDINAL_NONE },
  { "how do I fix it?", ASKG_ASPECT_MEND, ASKG_ORDINAL_NONE },
  { "어떻게 고쳐요?", ASKG_ASPECT_MEND, ASKG_ORDINAL_NONE },
  { "which line?", ASKG_ASPECT_WHERE, ASKG_ORDINAL_NONE },
  { "어디가 틀렸어?", ASKG_ASPECT_WHERE, ASKG_ORDINAL_NONE },
  { "and the second one?", ASKG_ASPECT_ALL, 2 },
  { "explain the third error", ASKG_ASPECT_ALL, 3 },
  { "두 번째는?", ASKG_ASPECT_ALL, 2 },
  { "and the next one?", ASKG_ASPECT_ALL, ASKG_ORDINAL_NEXT },
  { "다음 것은?", ASKG_ASPECT_ALL, ASKG_ORDINAL_NEXT },
  { "the last error", ASKG_ASPECT_ALL, ASKG_ORDINAL_LAST },
  { "마지막 오류는?", ASKG_ASPECT_ALL, ASKG_ORDINAL_LAST },
  { "how do I fix the second one?", ASKG_ASPECT_MEND, 2 },
};

static void
test_follow_ups_say_which_and_what (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (explanations); i++)
    {
      g_autoptr(AskgIntent) intent = askg_intent_parse (explanations[i].question);

      if (intent->kind != ASKG_INTENT_EXPLAIN || intent->aspect != explanations[i].aspect ||
          intent->ordinal != explanations[i].ordinal)
        {
          g_test_message ("“%s”: kind %d, aspect %d, ordinal %u", explanations[i].question, intent->kind,
                          intent->aspect, intent->ordinal);
          g_test_fail ();
        }
    }
}

static void
test_counts_say_of_what (void)
{
  g_autoptr(AskgIntent) lines = askg_intent_parse ("how many lines are there?");
  g_autoptr(AskgIntent) words = askg_intent_parse ("단어가 몇 개야?");
  g_autoptr(AskgIntent) links = askg_intent_parse ("how many links?");
  g_autoptr(AskgIntent) times = askg_intent_parse ("how often is libfoo mentioned?");

  g_assert_cmpint (lines->unit, ==, ASKG_UNIT_LINES);
  g_assert_cmpint (words->unit, ==, ASKG_UNIT_WORDS);
  g_assert_cmpint (links->unit, ==, ASKG_UNIT_EXTRACTS);
  g_assert_cmpint (links->what, ==, ASKG_EXTRACT_LINKS);
  g_assert_cmpint (times->unit, ==, ASKG_UNIT_OCCURRENCES);
  g_assert_cmpstr (times->subject, ==, "libfoo");
}

/* A model would answer it; the reader can at least show the lines. */
static void
test_what_a_question_is_about_is_known (void)
{
  g_autoptr(AskgIntent) english = askg_intent_parse ("What is the total?");
  g_autoptr(AskgIntent) korean = askg_intent_parse ("합계가 얼마야?");
  g_autoptr(AskgIntent) sum = askg_intent_parse ("2+2");

  g_assert_cmpstr (english->subject, ==, "total");
  g_assert_cmpstr (korean->subject, ==, "합계");
  g_assert_null (sum->subject);
}

/* A pasted page, cut at every byte: never slow, never wrong UTF-8 in the subject. */
static void
test_any_beginning_of_a_question_is_harmless (void)
{
  const char *question = "find “이 오류” \"a\" what did I ask about the 지난번에 뭐라고 물었지 (((( \\\\ [[ how many times does";
  g_autofree char *page = g_strnfill (200000, '"');
  g_autoptr(AskgIntent) huge = askg_intent_parse (page);

  g_assert_nonnull (huge);
  for (gsize n = 0; n <= strlen (question); n++)
    {
      g_autofree char *cut = g_strndup (question, n);
      g_autofree char *valid = g_utf8_make_valid (cut, -1);
      g_autoptr(AskgIntent) intent = askg_intent_parse (valid);

      g_assert_true (intent->subject == NULL || g_utf8_validate (intent->subject, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/intent/questions-are-understood", test_questions_are_understood);
  g_test_add_func ("/reader/intent/what-to-take-out-is-understood", test_what_to_take_out_is_understood);
  g_test_add_func ("/reader/intent/follow-ups-say-which-and-what", test_follow_ups_say_which_and_what);
  g_test_add_func ("/reader/intent/counts-say-of-what", test_counts_say_of_what);
  g_test_add_func ("/reader/intent/what-a-question-is-about-is-known", test_what_a_question_is_about_is_known);
  g_test_add_func ("/reader/intent/any-beginning-of-a-question-is-harmless", test_any_beginning_of_a_question_is_harmless);

  return g_test_run ();
}
