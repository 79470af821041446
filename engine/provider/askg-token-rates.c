/* askg-token-rates.c: any thread. The middle of the last few is believed: one strange figure changes little, and a
 * new model behind the same address is learnt within three answers. */
#include "engine/provider/askg-token-rates.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST 16.0 /* times more, or less, than estimated: beyond it is no figure to learn from */

/* A request teaches about a kind that makes out this much of it: half where little is known, a quarter where the rest is
 * known, because the same system text goes with every question. */
#define MUCH 0.5
#define ENOUGH 0.25

#define FEWEST_COUNTED 16

static const char *const names[] = { "english", "korean", "code", "picture", "sound", "error" };

G_STATIC_ASSERT (G_N_ELEMENTS (names) == ASKG_N_TOKEN_KINDS + 1);

static AskgLastFew *
list_of (AskgTokenRates *self,
         guint           i)
{
  return i < ASKG_N_TOKEN_KINDS ? &self->ratios[i] : &self->errors;
}

static void
add (AskgLastFew *few,
     double       value)
{
  if (few->n == ASKG_TOKEN_RATES_KEPT)
    memmove (&few->values[0], &few->values[1], --few->n * sizeof few->values[0]);
  few->values[few->n++] = value;
}

/* -- As the profile keeps it ---------------------------------------------------- */

static void
read_one (AskgTokenRates *self,
          const char     *line)
{
  g_auto(GStrv) words = g_strsplit (line, " ", ASKG_TOKEN_RATES_KEPT + 2);

  for (guint i = 0; words[0] != NULL && i < G_N_ELEMENTS (names); i++)
    {
      if (!g_str_equal (words[0], names[i]))
        continue;
      for (char **word = words + 1; *word != NULL; word++)
        {
          const double value = g_ascii_strtod (*word, NULL);

          if (isfinite (value) && value >= (i < ASKG_N_TOKEN_KINDS ? 1 / MOST : 0) && value <= MOST)
            add (list_of (self, i), value);
        }
    }
}

/**
 * askg_token_rates_read:
 * @words: (nullable): from askg_token_rates_write(), perhaps changed by hand: what is not understood is as if it
 *   were not there
 */
void
askg_token_rates_read (AskgTokenRates    *self,
                       const char *const *words)
{
  memset (self, 0, sizeof *self);
  for (; words != NULL && *words != NULL; words++)
    read_one (self, *words);
}

/* Returns: (transfer full): such as "english 1.02 0.98" */
char **
askg_token_rates_write (const AskgTokenRates *self)
{
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const AskgLastFew *few = list_of ((AskgTokenRates *) self, i);
      g_autoptr(GString) line = g_string_new (names[i]);
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      for (guint j = 0; j < few->n; j++)
        g_string_append_printf (line, " %s", g_ascii_formatd (number, sizeof number, "%.4f", few->values[j]));
      if (few->n > 0)
        g_strv_builder_add (lines, line->str);
    }

  return g_strv_builder_end (lines);
}

/* -- What is believed ------------------------------------------------------------ */

static int
compare (const void *a,
         const void *b)
{
  const double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

/**
 * askg_token_rates_get_factor:
 *
 * The middle of what was seen; with fewer than three figures, the rule of the estimate is counted as another.
 */
double
askg_token_rates_get_factor (const AskgTokenRates *self,
                             AskgTokenKind         kind)
{
  AskgLastFew few = self->ratios[kind];

  if (few.n < 3)
    add (&few, 1);
  qsort (few.values, few.n, sizeof few.values[0], compare);
  if (few.n % 2 == 1)
    return few.values[few.n / 2];

  return sqrt (few.values[few.n / 2 - 1] * few.values[few.n / 2]);
}

/* How far the estimates of the last few requests were off, in the mean; NAN when none was counted. */
double
askg_token_rates_get_error (const AskgTokenRates *self)
{
  double sum = 0;

  for (guint i = 0; i < self->errors.n; i++)
    sum += self->errors.values[i];

  return self->errors.n > 0 ? sum / self->errors.n : (double) NAN;
}

/* Tokens, as this engine would count them. */
double
askg_token_rates_apply (const AskgTokenRates *self,
                        const AskgEstimate   *estimate)
{
  double sum = 0;

  for (guint i = 0; i < ASKG_N_TOKEN_KINDS; i++)
    sum += estimate->tokens[i] * askg_token_rates_get_factor (self, i);

  return sum;
}

/* -- Learning -------------------------------------------------------------------- */

/* The kind that a request teaches most about; -1 where it is too mixed to say. */
static int
choose_kind (const AskgTokenRates *self,
             const AskgEstimate   *estimate)
{
  const double whole = askg_token_rates_apply (self, estimate);
  int best = -1;
  double most = 0;

  for (int i = 0; i < ASKG_N_TOKEN_KINDS; i++)
    {
      const double share = estimate->tokens[i] * askg_token_rates_get_factor (self, i) / whole;
      const gboolean is_rest_known = i != ASKG_TOKENS_ENGLISH && self->ratios[ASKG_TOKENS_ENGLISH].n > 0;
      /* English goes with everything: of two that are much, the other is what this request is about. */
      const double weight = i == ASKG_TOKENS_ENGLISH ? share * ENOUGH / MUCH : share;

      if (share >= (is_rest_known ? ENOUGH : MUCH) && weight > most)
        {
          most = weight;
          best = i;
        }
    }

  return best;
}

/**
 * askg_token_rates_learn:
 * @estimate: of the request
 * @n_counted: tokens of it, as the engine counted; less than zero where it did not say
 *
 * Returns: whether something is known now that was not before
 */
gboolean
askg_token_rates_learn (AskgTokenRates     *self,
                        const AskgEstimate *estimate,
                        gint64              n_counted)
{
  const double expected = askg_token_rates_apply (self, estimate);
  double others, ratio;
  int kind;

  if (n_counted < FEWEST_COUNTED || expected <= 0)
    return FALSE;

  kind = choose_kind (self, estimate);
  add (&self->errors, MIN (fabs (expected - n_counted) / n_counted, MOST));
  if (kind < 0)
    return TRUE;

  others = expected - estimate->tokens[kind] * askg_token_rates_get_factor (self, kind);
  ratio = (n_counted - others) / estimate->tokens[kind];
  if (ratio >= 1 / MOST && ratio <= MOST)
    add (&self->ratios[kind], ratio);

  return TRUE;
}
