/* askg-recall-lexicon.c: any thread. What only makes a question of other words stands in askg-plain-words.c; here is what
 * else a question to a helper is made of. */
#include "engine/memory/askg-recall-lexicon.h"

#include <string.h>

/* What one wants done, and small words between. */
static const char *const fillers[] = {
  "after", "also", "always", "anything", "answer", "ask", "back", "bad", "because", "before", "best", "better", "between",
  "but", "can't", "check", "correct", "describe", "different", "doesn't", "don't", "down", "else", "ever", "every",
  "everything", "explain", "fix", "fixed", "give", "go", "going", "good", "happen", "happened", "happening", "happens",
  "he", "help", "her", "here", "hi", "hello", "his", "i'm", "if", "into", "isn't", "it's", "its", "just", "keep", "know",
  "let", "like", "look", "looks", "make", "makes", "many", "mean", "meaning", "means", "more", "most", "much", "need",
  "never", "new", "no", "not", "nothing", "now", "old", "once", "one", "only", "other", "our", "out", "over", "possible",
  "put", "question", "read", "really", "right", "same", "she", "should", "simple", "so", "something", "still", "stop",
  "such", "sum", "summarise", "summarize", "summary", "take", "thank", "thanks", "that's", "their", "them", "then", "they",
  "thing", "things", "think", "translate", "tried", "try", "trying", "two", "under", "until", "up", "us", "use", "used",
  "using", "very", "want", "way", "well", "while", "will", "without", "won't", "work", "working", "works", "would", "write",
  "wrong", "yes", "yet", "your",
  "가능한가요", "가요", "같은", "거야", "건가요", "건지", "것은", "고쳐", "고쳐줘", "고쳐주세요", "그거", "그게", "그냥", "그리고",
  "그런데", "나는", "나요", "나와", "나와요", "났어", "났어요", "너무", "내", "다", "다시", "대체", "더", "도와줘", "도와주세요",
  "되나", "되나요", "되는", "되지", "돼", "돼요", "돼지", "됐어", "됩니까", "됩니다", "뜻", "뜻이", "뜻이야", "많이", "말이야", "말해줘",
  "맞아", "맞나요", "모르겠어", "뭐예요", "뭐지", "뭔가요", "뭔지", "뭘", "방법", "방법은", "번역", "번역해줘", "번역해주세요", "보여줘",
  "볼", "써줘", "설명", "설명해", "설명해줘", "설명해주세요", "설명해봐", "싶어", "싶어요", "아까", "아니", "안", "안돼", "안돼요", "안되",
  "안되나요", "알려줘", "알려주세요", "어때", "어떡해", "어떻게든", "없나", "없나요", "없어", "없어요", "여기", "여기서", "요약", "요약해줘",
  "요약해주세요", "요즘", "우리", "의미", "의미야", "이건", "이거", "이거는", "이것", "이것은", "이게", "이런", "이렇게", "이번", "이유",
  "이유는", "있나", "있나요", "있는", "있어", "있어요", "있을까", "인가", "인가요", "자꾸", "잘", "저거", "저게", "저번", "전에", "전부",
  "정리해줘", "제", "좀", "주세요", "줘", "지금", "질문", "찾아주세요", "코드로", "하는", "하나", "하나요", "하는지", "하려면", "하면", "하고",
  "할까", "할까요", "해", "해결", "해결해줘", "해결하려면", "해도", "해볼까", "해야", "해야해", "해줘", "해주세요", "했는데", "했어", "했지",
};

/* What many turns hold. */
static const char *const commons[] = {
  "app", "application", "browser", "bug", "build", "button", "class", "code", "command", "computer", "config", "crash",
  "crashed", "crashes", "data", "directory", "error", "errors", "exception", "fail", "failed", "failing", "fails", "failure",
  "file", "files", "folder", "function", "image", "input", "install", "issue", "key", "line", "lines", "linux", "list", "log",
  "logs", "machine", "menu", "message", "messages", "method", "name", "number", "object", "option", "output", "page",
  "password", "path", "picture", "problem", "problems", "program", "run", "running", "runs", "screen", "screenshot", "script",
  "server", "setting", "settings", "site", "software", "start", "starts", "string", "system", "table", "terminal", "test",
  "tests", "text", "tool", "type", "update", "user", "value", "values", "variable", "version", "warning", "warnings", "web",
  "website", "window", "word", "words",
  "값", "경고", "그림", "글", "글자", "기능", "단어", "데이터", "로그", "메뉴", "메시지", "명령", "명령어", "목록", "문장", "문제", "문제가",
  "버그", "버전", "버튼", "번호", "변수", "브라우저", "빌드", "사용", "사용자", "사이트", "사진", "서버", "설정", "설치", "스크립트", "시스템",
  "실패", "실행", "앱", "업데이트", "에러", "예외", "오류", "옵션", "이름", "이미지", "입력", "줄", "창", "출력", "컴퓨터", "코드", "키",
  "터미널", "테스트", "텍스트", "파일", "페이지", "폴더", "표", "프로그램", "함수", "화면", "경로",
};

/* By which a line tells that something went wrong; in lower case, anywhere in it. */
static const char *const failures[] = {
  "error", "fail", "fatal", "exception", "undefined", "cannot", "can't", "not found", "no such", "denied", "refused",
  "panic", "abort", "traceback", "unknown", "missing", "invalid", "오류", "에러", "실패", "예외", "없습니다", "거부", "잘못된",
};

/* What makes a question of a noun; longer ones before those they end with. */
static const char *const endings[] = {
  "이었습니까", "입니까", "인가요", "이에요", "이었어요", "이었지", "였습니까", "였어요", "였지", "예요", "이야", "인가", "인지", "이지", "에요",
  "라고", "이라고", "야", "죠",
};

/* What stands behind a word of another script. */
static const char *const hangers[] = {
  "에서는", "으로는", "이라는", "에서", "에게", "으로", "까지", "부터", "이나", "라는", "한테", "처럼", "보다", "이랑", "하고", "이란", "이라",
  "은", "는", "이", "가", "을", "를", "에", "의", "로", "와", "과", "도", "만", "란", "랑", "라", "용",
};

static gboolean
is_among (const char        *word,
          const char *const *words,
          gsize              n_words)
{
  g_autofree char *lower = g_utf8_strdown (word, -1);

  for (gsize i = 0; i < n_words; i++)
    if (strcmp (words[i], lower) == 0)
      return TRUE;

  return FALSE;
}

/* Whether a question may hold it whatever it is about, or nearly. */
gboolean
askg_recall_lexicon_tells_nothing (const char *word)
{
  return is_among (word, fillers, G_N_ELEMENTS (fillers)) || is_among (word, commons, G_N_ELEMENTS (commons));
}

gboolean
askg_recall_lexicon_tells_failure (const char *line)
{
  g_autofree char *lower = g_utf8_strdown (line, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    if (strstr (lower, failures[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* How many bytes of @word stand before its last run of Hangul. */
static gsize
before_hangul (const char *word)
{
  const char *at = word + strlen (word);

  while (at > word)
    {
      const char *before = g_utf8_prev_char (at);
      const gunichar c = g_utf8_get_char (before);

      if (c < 0xAC00 || c > 0xD7A3)
        break;
      at = before;
    }

  return at - word;
}

/**
 * askg_recall_lexicon_trim:
 * @word: valid UTF-8, without signs at its ends
 *
 * Returns: how many bytes of it are left without what Korean hung on it: "libfoo가" is "libfoo", "오류야" is "오류"
 */
gsize
askg_recall_lexicon_trim (const char *word)
{
  const gsize n_bytes = strlen (word);
  const gsize n_other = before_hangul (word);

  if (n_other == n_bytes)
    return n_bytes;
  for (gsize i = 0; i < G_N_ELEMENTS (hangers) && n_other > 0; i++)
    if (strcmp (word + n_other, hangers[i]) == 0)
      return n_other;
  /* One syllable is left only by an ending of several, which is no part of a noun by chance. */
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (word, endings[i]) &&
        g_utf8_strlen (word, -1) >= g_utf8_strlen (endings[i], -1) + (n_other > 0 || strlen (endings[i]) > 3 ? 1 : 2))
      return n_bytes - strlen (endings[i]);

  return n_bytes;
}
