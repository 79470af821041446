/* askg-reader-summary.c: pure; any thread. Linear: each word is counted once and weighed once. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader-summary.h"

#include <math.h>
#include <string.h>

/* Never more, however long the text is. */
#define MOST_SENTENCES 5
/* A text without stops is cut here, so that one sentence stays one sentence. */
#define MAX_SENTENCE_BYTES 600
/* Narrower ones are headings, labels, buttons; a Hangul letter is twice as wide as a Latin one. */
#define MIN_WIDTH 18

/* Words that say nothing about what a text is about. */
static const char *const stop_words[] = {
  "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "because", "been", "but", "by", "can", "do",
  "does", "for", "from", "had", "has", "have", "he", "her", "his", "how", "if", "in", "into", "is", "it", "its", "just", "may",
  "more", "most", "no", "not", "of", "on", "one", "only", "or", "other", "our", "out", "over", "she", "so", "some", "such", "than",
  "that", "the", "their", "them", "then", "there", "these", "they", "this", "to", "up", "was", "we", "were", "what", "when",
  "which", "who", "will", "with", "would", "you", "your",
  "그", "이", "저", "것", "수", "등", "및", "더", "또", "또는", "그리고", "하지만", "그러나", "있다", "없다", "한다", "합니다", "있습니다", "없습니다", "입니다", "때문에",
  "대한", "위해", "통해",
};

/* Korean glues these to a noun; longer ones first. */
static const char *const particles[] = {
  "에서는", "으로는", "에게서", "이라는", "에서", "으로", "에게", "까지", "부터", "처럼", "보다", "이나", "라는", "은", "는", "이", "가", "을", "를", "의", "에", "로",
  "와", "과", "도", "만",
};

static gboolean
is_stop (gunichar c)
{
  return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xff01 || c == 0xff1f || c == 0x2026;
}

static void
add_sentence (GPtrArray *sentences,
              GString   *sentence)
{
  g_strstrip (sentence->str);
  if (sentence->str[0] != '\0')
    g_ptr_array_add (sentences, g_strdup (sentence->str));
  g_string_truncate (sentence, 0);
}

/* A line that begins a new thing: empty, a bullet, or after a line that is much shorter than a full one. */
static gboolean
begins_item (const char *line)
{
  while (g_ascii_isspace (*line))
    line++;

  return *line == '\0' || g_str_has_prefix (line, "- ") || g_str_has_prefix (line, "* ") || g_str_has_prefix (line, "•") ||
         g_regex_match_simple ("^\\d{1,3}[.)] ", line, 0, 0);
}

static void
split_line (const char *line,
            GPtrArray  *sentences,
            GString    *sentence)
{
  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      g_string_append_unichar (sentence, c);
      /* "3.5" and "a.out" are no ends; a closing quotation mark still belongs to its sentence. */
      if ((is_stop (c) && (*next == '\0' || g_unichar_isspace (g_utf8_get_char (next)))) ||
          (strchr ("\"')", *p) != NULL && sentence->len > 1 && strchr (".!?", sentence->str[sentence->len - 2]) != NULL) ||
          sentence->len >= MAX_SENTENCE_BYTES)
        add_sentence (sentences, sentence);
    }
}

/**
 * askg_summary_split:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): its sentences; one that goes over several lines is joined
 */
char **
askg_summary_split (const char *text)
{
  g_autoptr(GPtrArray) sentences = g_ptr_array_new ();
  g_autoptr(GString) sentence = g_string_new (NULL);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strdelimit (lines[i], "\r\t", ' ');
      if (begins_item (lines[i]))
        add_sentence (sentences, sentence);
      else if (sentence->len > 0)
        g_string_append_c (sentence, ' ');
      split_line (g_strchug (lines[i]), sentences, sentence);
    }
  add_sentence (sentences, sentence);
  g_ptr_array_add (sentences, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&sentences), FALSE);
}

/* Lower case; of Korean words the noun, of English ones without a plural s. */
static char *
stem (const char *word)
{
  char *folded = g_utf8_casefold (word, -1);
  const gsize length = strlen (folded);

  if (g_unichar_get_script (g_utf8_get_char (folded)) == G_UNICODE_SCRIPT_HANGUL)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (particles); i++)
        if (length > strlen (particles[i]) + 3 && g_str_has_suffix (folded, particles[i]))
          {
            folded[length - strlen (particles[i])] = '\0';
            break;
          }
    }
  else if (length > 3 && folded[length - 1] == 's' && folded[length - 2] != 's')
    folded[length - 1] = '\0';

  return folded;
}

static GHashTable *
make_stop_table (void)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (stop_words); i++)
    g_hash_table_add (table, (gpointer) stop_words[i]);

  return table;
}

static char **
split_words (const char *sentence,
             GHashTable *stop_table)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  const char *start = NULL;

  for (const char *p = sentence; ; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const gboolean is_letter = c != 0 && (g_unichar_isalnum (c) || c == '_');

      if (is_letter && start == NULL)
        start = p;
      else if (!is_letter && start != NULL)
        {
          g_autofree char *word = g_strndup (start, p - start);
          g_autofree char *root = stem (word);

          start = NULL;
          if (!g_hash_table_contains (stop_table, root) && root[0] != '\0' && *g_utf8_next_char (root) != '\0')
            g_ptr_array_add (words, g_steal_pointer (&root));
        }
      if (c == 0)
        break;
    }
  g_ptr_array_add (words, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

typedef struct
{
  char   **words;
  double   score;
  guint    width; /* in Latin letters, as far as MIN_WIDTH */
} Sentence;

static void
clear_sentence (gpointer data)
{
  g_strfreev (((Sentence *) data)->words);
}

static guint
measure (const char *sentence)
{
  guint width = 0;

  for (const char *p = sentence; *p != '\0' && width < MIN_WIDTH; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;

  return width;
}

static GArray *
analyse (char       **sentences,
         GHashTable  *frequency,
         GCancellable *cancellable)
{
  GArray *all = g_array_new (FALSE, TRUE, sizeof (Sentence));
  g_autoptr(GHashTable) stop_table = make_stop_table ();

  g_array_set_clear_func (all, clear_sentence);
  for (guint i = 0; sentences[i] != NULL && !g_cancellable_is_cancelled (cancellable); i++)
    {
      Sentence sentence = { split_words (sentences[i], stop_table), 0, measure (sentences[i]) };

      for (char **word = sentence.words; *word != NULL; word++)
        {
          const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (frequency, *word));

          g_hash_table_replace (frequency, *word, GUINT_TO_POINTER (n + 1));
        }
      g_array_append_val (all, sentence);
    }

  return all;
}

/* Words that come often weigh; the first sentences of a text say what it is about. */
static void
weigh (GArray     *all,
       GHashTable *frequency)
{
  for (guint i = 0; i < all->len; i++)
    {
      Sentence *sentence = &g_array_index (all, Sentence, i);
      double sum = 0;

      for (char **word = sentence->words; *word != NULL; word++)
        sum += log (1 + GPOINTER_TO_UINT (g_hash_table_lookup (frequency, *word)));
      sentence->score = sum / sqrt (1 + g_strv_length (sentence->words));
      if (i == 0)
        sentence->score *= 1.5;
      else if (i < 3)
        sentence->score *= 1.2;
      if (sentence->width < MIN_WIDTH)
        sentence->score *= 0.2;
    }
}

static guint
best_of (GArray *all)
{
  guint best = 0;

  for (guint i = 1; i < all->len; i++)
    if (g_array_index (all, Sentence, i).score > g_array_index (all, Sentence, best).score)
      best = i;

  return best;
}

/**
 * askg_summary_make:
 * @text: valid UTF-8, English or Korean
 * @cancellable: (nullable): ends early
 *
 * Returns: (transfer full): about a quarter of its sentences, at most five, in their order;
 *   all of them when there are three or fewer
 */
char **
askg_summary_make (const char   *text,
                   GCancellable *cancellable)
{
  g_auto(GStrv) sentences = askg_summary_split (text);
  g_autoptr(GHashTable) frequency = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GArray) all = analyse (sentences, frequency, cancellable);
  g_autoptr(GPtrArray) chosen = g_ptr_array_new ();
  const guint most = all->len <= 3 ? all->len : CLAMP ((all->len + 3) / 4, 2, MOST_SENTENCES);

  weigh (all, frequency);
  for (guint i = 0; i < most; i++)
    g_array_index (all, Sentence, best_of (all)).score = -1;
  for (guint i = 0; i < all->len; i++)
    if (g_array_index (all, Sentence, i).score < 0)
      g_ptr_array_add (chosen, g_strdup (sentences[i]));
  g_ptr_array_add (chosen, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&chosen), FALSE);
}
