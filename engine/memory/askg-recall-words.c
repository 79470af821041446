/* askg-recall-words.c: any thread. */
#include "engine/memory/askg-recall-words.h"

#include <string.h>

#include "engine/memory/askg-plain-words.h"
#include "engine/memory/askg-recall-lexicon.h"
#include "engine/memory/askg-when.h"

#define MAX_QUESTION_BYTES 4000
#define MAX_SCREEN_BYTES   (64 * 1024)
#define MAX_WORD_BYTES     64
#define MAX_QUESTION_TERMS 10
#define MAX_SCREEN_TERMS   8
#define MIN_SCREEN_SCORE   3  /* a name alone is worth as much */
#define FAILURE_SCORE      3  /* of a line that tells of one */
#define MAX_CANDIDATES     2000

typedef enum { NOTHING, NAME, TELLING, N_CLASSES } WordClass;

/* One of a screen's. */
typedef struct
{
  char *word;  /* owned by the table */
  guint score;
  guint place;
} Candidate;

void
askg_recall_words_free (AskgRecallWords *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self);
}

/* Whether there is nothing to look for. */
gboolean
askg_recall_words_is_empty (const AskgRecallWords *self)
{
  return self->n_terms == 0;
}

/* -- One word ------------------------------------------------------------------ */

/* (transfer full): without the signs at its ends, and without the place in a file that may follow it ("main.c:12:5:") */
static char *
bare (const char *word)
{
  const char *start = word;
  const char *end = word + strlen (word);
  gboolean goes_on = TRUE;

  while (*start != '\0' && *start != '_' && !g_unichar_isalnum (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (goes_on)
    {
      const char *digits;

      while (end > start && end[-1] != '_' && !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (end))))
        end = g_utf8_prev_char (end);
      for (digits = end; digits > start && g_ascii_isdigit (digits[-1]); digits--);
      goes_on = digits > start + 1 && digits < end && digits[-1] == ':';
      if (goes_on)
        end = digits - 1;
    }

  return g_strndup (start, end - start);
}

/* What Korean hangs on a word of another script, or on a noun that is asked about: not part of the word. */
static void
trim (char *word)
{
  gsize n_bytes = askg_recall_lexicon_trim (word);

  word[n_bytes] = '\0';
  word[askg_plain_words_trim (word)] = '\0';
}

/* Longer than three, or long numbers and letters mixed: addresses, hashes and times are others the next time. */
static gboolean
is_passing (const char *word)
{
  guint n_digits = 0, n_hex = 0, n_letters = 0, n = 0;

  if (g_ascii_strncasecmp (word, "0x", 2) == 0)
    return TRUE;
  for (const char *c = word; *c != '\0'; c++, n++)
    {
      n_digits += g_ascii_isdigit (*c);
      n_hex += g_ascii_isxdigit (*c) || *c == '-';
      n_letters += g_ascii_isalpha (*c) || (*c & 0x80) != 0;
    }

  return (n_letters == 0 && n_digits < 3) || (n_letters == 0 && n_digits < n && strchr (word, ':') != NULL) ||
         (n >= 12 && n_hex == n && n_digits >= n / 4);
}

/* Whether it is written as only a name is: foo_bar, std::vector, main.c, libfoo2, openFile, ENOENT. */
static gboolean
is_name (const char *word)
{
  gboolean has_letter = FALSE, has_digit = FALSE, has_hump = FALSE, has_joint = FALSE;
  guint n_upper = 0, n = 0;

  for (const char *c = word; *c != '\0'; c++, n++)
    {
      has_letter |= g_ascii_isalpha (*c);
      has_digit |= g_ascii_isdigit (*c);
      n_upper += g_ascii_isupper (*c);
      has_hump |= c > word && g_ascii_isupper (*c) && g_ascii_islower (c[-1]);
      has_joint |= c > word && c[1] != '\0' && strchr ("_:./@#", *c) != NULL && (g_ascii_isalnum (c[1]) || c[1] == ':');
    }

  return has_letter && n >= 3 && (has_joint || has_hump || has_digit || (n_upper == n && n >= 5));
}

static WordClass
classify (const char *word)
{
  const glong n_chars = g_utf8_strlen (word, -1);

  if (n_chars < 2 || strlen (word) > MAX_WORD_BYTES || askg_plain_words_is_plain (word) ||
      askg_recall_lexicon_tells_nothing (word) || is_passing (word))
    return NOTHING;

  return is_name (word) ? NAME : TELLING;
}

/* -- Put together ----------------------------------------------------------------- */

/* (transfer full): @lists: of char, by class; as many as fit */
static AskgRecallWords *
join (GPtrArray  *lists[N_CLASSES],
      const char *days,
      guint       most)
{
  AskgRecallWords *self = g_new0 (AskgRecallWords, 1);
  GString *text = g_string_new (NULL);

  for (WordClass class = NAME; class < N_CLASSES; class++)
    for (guint i = 0; i < lists[class]->len && self->n_terms < most; i++)
      {
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", (const char *) g_ptr_array_index (lists[class], i));
        self->n_terms++;
        self->n_names += class == NAME;
      }
  if (self->n_terms > 0)
    g_string_append (text, days);
  self->text = g_string_free (text, FALSE);

  return self;
}

/* The beginning of @text, as valid, composed UTF-8. */
static char *
take_text (const char *text,
           gsize       most_bytes)
{
  g_autofree char *start = g_strndup (text, most_bytes);
  g_autofree char *valid = g_utf8_make_valid (start, -1);

  return g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
}

/* Adds @word to its class, unless it was said before. */
static void
take_word (GPtrArray   *lists[N_CLASSES],
           GHashTable  *seen,
           char        *word)
{
  WordClass class;

  trim (word);
  class = classify (word);
  if (class != NOTHING && g_hash_table_add (seen, g_utf8_casefold (word, -1)))
    g_ptr_array_add (lists[class], g_strdup (word));
}

/**
 * askg_recall_words_of_question:
 * @question: as typed
 * @now_us: what "yesterday" is counted from
 *
 * Returns: (transfer full)
 */
AskgRecallWords *
askg_recall_words_of_question (const char *question,
                               gint64      now_us)
{
  g_autofree char *text = take_text (question, MAX_QUESTION_BYTES);
  g_auto(GStrv) words = g_strsplit_set (text, " \t\r\n,;()[]{}<>\"`", -1);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GString) days = g_string_new (NULL);
  GPtrArray *lists[N_CLASSES] = { NULL };
  AskgRecallWords *self;

  for (WordClass class = NAME; class < N_CLASSES; class++)
    lists[class] = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = bare (words[i]);
      AskgWhen day;

      if (*word != '\0' && askg_when_find_day (word, now_us, &day))
        g_string_append_printf (days, " %s", word);
      else if (*word != '\0')
        take_word (lists, seen, word);
    }
  self = join (lists, days->str, MAX_QUESTION_TERMS);
  for (WordClass class = NAME; class < N_CLASSES; class++)
    g_ptr_array_unref (lists[class]);

  return self;
}

/* -- A screen ------------------------------------------------------------------------- */

static int
by_score (gconstpointer a,
          gconstpointer b)
{
  const Candidate *one = a;
  const Candidate *two = b;

  if (one->score != two->score)
    return one->score > two->score ? -1 : 1;

  return one->place < two->place ? -1 : one->place > two->place;
}

static void
take_line (const char *line,
           GArray     *candidates,
           GHashTable *places)
{
  const guint score = askg_recall_lexicon_tells_failure (line) ? FAILURE_SCORE : 0;
  g_auto(GStrv) words = g_strsplit_set (line, " \t\r,;()[]{}<>\"'`=|", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = bare (words[i]);
      WordClass class;
      gpointer place;

      trim (word);
      class = classify (word);
      if (class == NAME && g_hash_table_lookup_extended (places, word, NULL, &place))
        {
          g_array_index (candidates, Candidate, GPOINTER_TO_UINT (place)).score += 1;
        }
      else if (class == NAME && candidates->len < MAX_CANDIDATES)
        {
          Candidate candidate = { g_strdup (word), MIN_SCREEN_SCORE + score, candidates->len };

          g_hash_table_insert (places, candidate.word, GUINT_TO_POINTER (candidates->len));
          g_array_append_val (candidates, candidate);
        }
    }
}

/**
 * askg_recall_words_of_screen:
 * @text: what was read in pictures, or is attached; only its beginning counts
 *
 * Returns: (transfer full): names alone; without any where there are not at least two of them
 */
AskgRecallWords *
askg_recall_words_of_screen (const char *text)
{
  g_autofree char *start = take_text (text, MAX_SCREEN_BYTES);
  g_auto(GStrv) lines = g_strsplit (start, "\n", -1);
  g_autoptr(GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  GPtrArray *lists[N_CLASSES] = { NULL };
  AskgRecallWords *self;

  for (WordClass class = NAME; class < N_CLASSES; class++)
    lists[class] = g_ptr_array_new ();
  for (gsize i = 0; lines[i] != NULL; i++)
    take_line (lines[i], candidates, places);
  g_array_sort (candidates, by_score);
  for (guint i = 0; i < candidates->len && candidates->len >= 2; i++)
    g_ptr_array_add (lists[NAME], g_array_index (candidates, Candidate, i).word);
  self = join (lists, "", MAX_SCREEN_TERMS);
  for (WordClass class = NAME; class < N_CLASSES; class++)
    g_ptr_array_unref (lists[class]);

  return self;
}
