/* made-words.c: a word of rank r is drawn in proportion to 1 / (r + 2.7)^1.05 (Zipf, Mandelbrot). */
#include "tests/bench/made-words.h"

#include <math.h>
#include <string.h>

#define N_ENGLISH 40000
#define N_KOREAN 15000
#define N_SYLLABLES 1200 /* of the 11172 there are, as many as Korean text uses */

struct _MadeWords
{
  guint64  state;
  double  *english;   /* owned: sums of the shares */
  double  *korean;    /* owned */
  double  *syllables; /* owned */
};

/* What text about programs is full of; ranks above get made words. */
static const char *const known[] = {
  "the", "to", "a", "is", "of", "in", "and", "it", "that", "this", "error", "for", "you", "not", "on", "with", "be",
  "file", "can", "was", "as", "are", "if", "from", "what", "by", "an", "or", "when", "at", "line", "build", "use",
  "but", "have", "which", "how", "do", "run", "function", "no", "your", "there", "will", "has", "code", "one",
  "does", "so", "why", "set", "value", "then", "test", "failed", "type", "all", "server", "memory", "open", "we",
  "library", "window", "version", "found", "undefined", "reference", "process", "before", "after", "command", "path",
  "name", "only", "user", "install", "package", "because", "message", "config", "string", "missing", "compiler",
  "linker", "segmentation", "fault", "screen", "network", "timeout", "permission", "denied", "disk", "full",
};

static const char *const particles[] = {
  "이", "가", "은", "는", "을", "를", "에", "의", "에서", "으로", "로", "와", "과", "도", "만", "까지", "부터",
  "했습니다", "합니다", "하는", "된", "되었습니다", "한", "할", "하면", "해서", "입니다", "인가요", "됩니다",
};

static double *
make_shares (guint n)
{
  double *sums = g_new (double, n);
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sums[i] = sum += pow (i + 2.7, -1.05);
  for (guint i = 0; i < n; i++)
    sums[i] /= sum;

  return sums;
}

/* splitmix64 */
static guint64
mix (guint64 value)
{
  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return value ^ (value >> 31);
}

static guint64
next (MadeWords *self)
{
  return mix (self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
}

static guint
draw (guint64       random,
      const double *sums,
      guint         n)
{
  const double wanted = (random >> 11) * 0x1p-53;
  guint low = 0, high = n - 1;

  while (low < high)
    {
      const guint middle = (low + high) / 2;

      if (sums[middle] < wanted)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

MadeWords *
made_words_new (guint32 seed)
{
  MadeWords *self = g_new0 (MadeWords, 1);

  self->state = mix (seed + 1);
  self->english = make_shares (N_ENGLISH);
  self->korean = make_shares (N_KOREAN);
  self->syllables = make_shares (N_SYLLABLES);

  return self;
}

void
made_words_free (MadeWords *self)
{
  if (self == NULL)
    return;

  g_free (self->english);
  g_free (self->korean);
  g_free (self->syllables);
  g_free (self);
}

/* From 0 to below @n. */
guint
made_words_below (MadeWords *self,
                  guint      n)
{
  return next (self) % n;
}

static void
append_english (GString *text,
                guint    rank)
{
  static const char consonants[] = "tnsrldcmpgbfvkwhzjxq";
  static const char vowels[] = "eaoiu";
  guint64 bits = mix (rank + 7777);

  if (rank < G_N_ELEMENTS (known))
    {
      g_string_append (text, known[rank]);
      return;
    }
  /* Of the rank itself, so that no two are alike; rare words are longer. */
  for (guint rest = rank; rest > 0; rest /= 60)
    {
      g_string_append_c (text, consonants[rest % 60 % 20]);
      g_string_append_c (text, vowels[rest % 60 / 20 + bits % 3]);
      bits /= 3;
      if (bits % 3 == 0)
        g_string_append_c (text, "nrslt"[bits % 5]);
      bits /= 15;
    }
}

static void
append_korean (MadeWords *self,
               GString   *text,
               guint      rank)
{
  const guint n = rank < 40 ? 1 + rank % 2 : 2 + rank % 2;

  for (guint i = 0; i < n; i++)
    {
      const guint syllable = draw (mix (rank * 4 + i + 99), self->syllables, N_SYLLABLES);

      g_string_append_unichar (text, 0xAC00 + syllable * 9301 % 11172);
    }
}

/* Returns: (transfer full): the word of this rank; 0 is the most frequent. */
char *
made_words_english (MadeWords *self,
                    guint      rank)
{
  GString *text = g_string_new (NULL);

  append_english (text, rank);

  return g_string_free (text, FALSE);
}

/* Returns: (transfer full): the stem of this rank */
char *
made_words_korean (MadeWords *self,
                   guint      rank)
{
  GString *text = g_string_new (NULL);

  append_korean (self, text, rank);

  return g_string_free (text, FALSE);
}

/* Returns: (transfer full): snake_case, camelCase, a path, a name in a space, a place in a source */
char *
made_words_identifier (MadeWords *self)
{
  g_autofree char *one = made_words_english (self, draw (next (self), self->english, N_ENGLISH));
  g_autofree char *two = made_words_english (self, draw (next (self), self->english, N_ENGLISH));
  const guint number = made_words_below (self, 1000);

  switch (made_words_below (self, 6))
    {
    case 0:
      return g_strdup_printf ("%s_%s", one, two);
    case 1:
      two[0] = g_ascii_toupper (two[0]);
      return g_strdup_printf ("%s%s", one, two);
    case 2:
      return g_strdup_printf ("/usr/lib/%s/lib%s.so.%u", one, two, number % 9);
    case 3:
      return g_strdup_printf ("%s::%s", one, two);
    case 4:
      return g_strdup_printf ("%s.c:%u", one, number);
    default:
      return g_strdup_printf ("0x%08x", (guint) next (self));
    }
}

static void
append_word (MadeWords *self,
             GString   *text,
             gboolean   is_korean)
{
  const guint kind = made_words_below (self, 100);

  if (kind < 5)
    {
      g_autofree char *identifier = made_words_identifier (self);

      g_string_append (text, identifier);
    }
  else if (!is_korean || kind < 15)
    append_english (text, draw (next (self), self->english, N_ENGLISH));
  else
    {
      append_korean (self, text, draw (next (self), self->korean, N_KOREAN));
      if (kind < 70)
        g_string_append (text, particles[made_words_below (self, G_N_ELEMENTS (particles))]);
    }
}

/* Returns: (transfer full): @n_bytes or up to three fewer, of one language with words of the other */
char *
made_words_message (MadeWords *self,
                    gsize      n_bytes)
{
  GString *text = g_string_sized_new (n_bytes + 64);
  const gboolean is_korean = made_words_below (self, 2);

  while (text->len < n_bytes)
    {
      append_word (self, text, is_korean);
      g_string_append (text, made_words_below (self, 12) == 0 ? ". " : " ");
    }
  while (text->len > n_bytes)
    g_string_truncate (text, g_utf8_prev_char (text->str + text->len) - text->str);

  return g_string_free (text, FALSE);
}

#define LENGTH_BYTES 200 /* of the message a word is taken from */

/* A word as it stands in some message: whole, its beginning, or two syllables from its middle. */
static char *
make_word (MadeWords *words, MadeForm form)
{
  while (TRUE)
    {
      g_autofree char *message = made_words_message (words, LENGTH_BYTES);
      g_auto(GStrv) list = g_strsplit (message, " ", -1);
      const char *word = list[made_words_below (words, g_strv_length (list))];
      const glong n_chars = g_utf8_strlen (word, -1);
      const gboolean is_korean = (guchar) *word >= 0x80;

      if (*word == '\0' || (form == MADE_INSIDE && (!is_korean || n_chars < 3)))
        continue;
      if (form == MADE_INSIDE)
        return g_utf8_substring (word, 1, 2 + made_words_below (words, 2));
      if (form == MADE_BEGUN && n_chars > 3)
        return g_utf8_substring (word, 0, n_chars * 2 / 3);

      return g_strdup (word);
    }
}

/* What somebody types who looks for some of them. */
char *
made_words_query (MadeWords *self, guint n_terms, MadeForm form)
{
  GString *text = g_string_new (form == MADE_QUESTION ? "what was that" : NULL);

  for (guint i = 0; i < n_terms; i++)
    {
      g_autofree char *word = make_word (self, form);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", word);
    }
  if (form == MADE_QUESTION)
    g_string_append (text, " on tuesday?");

  return g_string_free (text, FALSE);
}
