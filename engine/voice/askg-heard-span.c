/* askg-heard-span.c: pure. */
#include "engine/voice/askg-heard-span.h"

typedef struct
{
  gint64 at;      /* its first sample */
  gint64 until;   /* the sample after its last one, as far as it is made */
  gsize  start;
  gsize  end;
  guint  word;    /* its first word: index into words */
} Clause;

typedef struct
{
  gint64 at;
  gsize  start;
  gsize  end;
} Word;

struct _AskgHeardSpan
{
  GArray *clauses; /* of Clause, by sample */
  GArray *words;   /* of Word, by sample */
};

AskgHeardSpan *
askg_heard_span_new (void)
{
  AskgHeardSpan *self = g_new0 (AskgHeardSpan, 1);

  self->clauses = g_array_new (FALSE, FALSE, sizeof (Clause));
  self->words = g_array_new (FALSE, FALSE, sizeof (Word));

  return self;
}

void
askg_heard_span_free (AskgHeardSpan *self)
{
  g_array_unref (self->clauses);
  g_array_unref (self->words);
  g_free (self);
}

static Clause *
last_clause (AskgHeardSpan *self)
{
  return self->clauses->len > 0 ? &g_array_index (self->clauses, Clause, self->clauses->len - 1) : NULL;
}

/* What stands between @start and @end sounds from there on, behind all clauses before it. */
void
askg_heard_span_begin_clause (AskgHeardSpan *self,
                              gint64         at_sample,
                              gsize          start,
                              gsize          end)
{
  const Clause *last = last_clause (self);
  const Clause clause = {
    .at = last != NULL ? MAX (at_sample, last->at) : MAX (at_sample, 0),
    .until = at_sample,
    .start = start,
    .end = MAX (start, end),
    .word = self->words->len,
  };

  g_array_append_val (self->clauses, clause);
}

/* Of the clause begun last. A voice may name words in another order than they sound: those are left out. */
void
askg_heard_span_add_word (AskgHeardSpan *self,
                          gint64         at_sample,
                          gsize          start,
                          gsize          end)
{
  const Clause *clause = last_clause (self);
  const Word word = { .at = at_sample, .start = start, .end = end };

  if (clause == NULL || end <= start || at_sample < clause->at)
    return;
  if (self->words->len > clause->word && g_array_index (self->words, Word, self->words->len - 1).at > at_sample)
    return;
  g_array_append_val (self->words, word);
}

/**
 * askg_heard_span_reach:
 * @end_sample: the sound of the clause begun last is made up to there
 * @end: and what it says by then: a clause may grow, as the transcript of an engine's own voice does
 */
void
askg_heard_span_reach (AskgHeardSpan *self,
                       gint64         end_sample,
                       gsize          end)
{
  Clause *clause = last_clause (self);

  if (clause == NULL)
    return;
  clause->until = MAX (clause->until, end_sample);
  clause->end = MAX (clause->end, end);
}

/* The last clause that has begun by then. */
static const Clause *
find_clause (AskgHeardSpan *self,
             gint64         n_heard,
             guint         *out_n_words)
{
  guint end = self->words->len;

  for (guint i = self->clauses->len; i-- > 0;)
    {
      const Clause *clause = &g_array_index (self->clauses, Clause, i);

      *out_n_words = end - clause->word;
      if (clause->at < n_heard)
        return clause;
      end = clause->word;
    }

  return NULL;
}

/* Nobody tells its words: it is taken to be spoken evenly. */
static gsize
share (const Clause *clause,
       gint64        n_heard)
{
  const gint64 n_samples = clause->until - clause->at;

  if (n_heard >= clause->until || n_samples <= 0)
    return clause->end;

  return clause->start + (gsize) ((double) (clause->end - clause->start) * (double) (n_heard - clause->at) / (double) n_samples);
}

/**
 * askg_heard_span_find:
 * @n_heard: so many samples have sounded
 * @out_word: (out): the word that sounds; the whole clause where its words are not known
 *
 * Returns: the bytes of the transcript that were heard, to the end of that word; where words are not known this may be in
 *   the middle of one
 */
gsize
askg_heard_span_find (AskgHeardSpan *self,
                      gint64         n_heard,
                      AskgHeardWord *out_word)
{
  guint n_words = 0;
  const Clause *clause = find_clause (self, n_heard, &n_words);
  const Word *word = NULL;

  *out_word = (AskgHeardWord) { 0 };
  if (clause == NULL)
    return 0;
  for (guint i = 0; i < n_words; i++)
    {
      const Word *next = &g_array_index (self->words, Word, clause->word + i);

      if (next->at >= n_heard)
        break;
      word = next;
    }

  if (word != NULL)
    *out_word = (AskgHeardWord) { word->start, word->end };
  else if (n_words == 0)
    *out_word = (AskgHeardWord) { clause->start, clause->end };
  if (n_words == 0)
    return share (clause, n_heard);

  return word != NULL ? word->end : clause->start;
}
