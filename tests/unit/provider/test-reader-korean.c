/* test-reader-korean.c: a person whose desktop speaks Korean is answered in Korean. */
#include "tests/unit/provider/reader-rig.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#define LOG "main.c:1:2: error: implicit declaration of function 'f'\nmore\ncompilation terminated."

/* Whatever of an answer is not quoted is Korean: no word of the reader's own stays English. */
static void
assert_korean (const char *text)
{
  g_autoptr(GRegex) quoted = g_regex_new ("```+[\\s\\S]*?```+|`+[^`]*`+|“[^”]*”|\"[^\"]*\"|Askglass|libfoo|1MB", 0, 0, NULL);
  g_autofree char *rest = g_regex_replace_literal (quoted, text, -1, 0, "", 0, NULL);
  const char *latin = strpbrk (rest, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

  if (latin != NULL)
    g_error ("“%.20s” is not Korean in:\n%s", latin, text);
}

static void
test_korean_questions_get_korean_answers (void)
{
  static const struct
  {
    const char *question;
    const char *text;
    const char *answer; /* how it begins */
  } rows[] = {
    { "이게 뭐야?", LOG, "**`f` 함수를 선언하기 전에 사용했습니다.** [1] 1번째 줄에서" },
    { "what is this?", LOG, "**`f` 함수를 선언하기 전에 사용했습니다.**" },
    { "왜?", "first\nstrange error: nobody knows", "**2번째 줄이 오류로 보입니다:** [1]" },
    { "이게 뭐야?", "영업 시간", "**리더는 여기에서 오류를 찾지 못했습니다.**" },
    { "몇 줄이야?", "하나\n둘", "**2줄** (단어 2개, 3글자)입니다." },
    { "숫자만 뽑아 줘", "12 그리고 34", "숫자(나온 순서):" },
    { "\"시간\" 찾아 줘", "영업 시간", "“시간”이(가) 1번 나옵니다:" },
    { "요약해 줘", "하나입니다.", "가장 중요한 문장(원문 그대로):" },
    { "표 복사해 줘", "영업 시간", "여기에는 표가 보이지 않습니다." },
    { "번역해 줘", "영업 시간", "이 질문에는 모델이 필요합니다. 리더는 읽고, 찾고, 오류를 설명합니다. 엔진 추가…" },
    { "뭘 할 수 있어?", "글", "영역을 끌어 고르거나 글을 첨부하고 물어보세요." },
    { "너는 누구야?", "글", "Askglass에 들어 있는 리더입니다. 모델이 아니며" },
    { "고마워", "글", "천만에요." },
    { "지난번", "글", "찾아볼 기록이 없습니다." },
  };
  g_autoptr(AskgCatalogue) catalogue = rig_catalogue ("ko_KR.UTF-8");
  g_autoptr(Rig) rig = rig_new (NULL);

  g_set_object (&rig->reader, NULL);
  rig->reader = askg_reader_new (ASKG_RECOGNISER (rig->recogniser), catalogue, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(AskgQuestion) question = rig_question (rows[i].question, rig_read_picture (rows[i].text), NULL);
      const char *answer = rig_ask (rig, question);

      if (!g_str_has_prefix (answer, rows[i].answer))
        g_error ("“%s” does not begin with “%s”", answer, rows[i].answer);
      assert_korean (answer);
      if (g_str_equal (rows[i].question, "뭘 할 수 있어?"))
        rig_check_offers (answer);
    }
}

static void
test_korean_failures_are_korean_sentences (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(AskgQuestion) no_text = rig_question ("글자 읽어 줘", rig_read_picture (""), NULL);
  g_autoptr(AskgQuestion) nothing = rig_question ("글자 읽어 줘", NULL);
  g_autoptr(AskgQuestion) model = rig_question ("프랑스의 수도가 뭐야?", NULL);

  rig_ask (rig, no_text);
  g_assert_cmpstr (askg_answer_get_error (rig->answer)->message, ==,
                   "이 영역에는 글이 없습니다. 그림에 대해 묻거나 다시 끌어 주세요.");
  rig_ask (rig, nothing);
  assert_korean (askg_answer_get_error (rig->answer)->message);
  rig_ask (rig, model);
  g_assert_error (askg_answer_get_error (rig->answer), ASKG_ERROR, ASKG_ERROR_NEEDS_MODEL);
  assert_korean (askg_answer_get_error (rig->answer)->message);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "ko", TRUE);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, ASKG_BUILD_DIR "/data/po");
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/korean/questions-get-korean-answers", test_korean_questions_get_korean_answers);
  g_test_add_func ("/reader/korean/failures-are-korean-sentences", test_korean_failures_are_korean_sentences);

  return g_test_run ();
}
