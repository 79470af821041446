/* askg-meter.c: main thread. */
#include "ui/overlay/askg-meter.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "ui/overlay/askg-words.h"

/* A rate over less than this says nothing. */
#define LEAST_STREAM_US (20 * G_TIME_SPAN_MILLISECOND)

static char *
join (GPtrArray *parts)
{
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

static char *
dup_tokens (gint64 n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u token", "%u tokens", (gulong) n), (guint) n);
}

/**
 * askg_meter_dup_money:
 * @usd: not negative
 *
 * Returns: (transfer full): with as many places as it takes to see something: "$0.0021", "$1.83"
 */
char *
askg_meter_dup_money (double usd)
{
  if (usd > 0 && usd < 0.0001)
    return g_strdup (_("under $0.0001"));
  if (usd > 0 && usd < 0.1)
    return g_strdup_printf (_("$%.4f"), usd);

  return g_strdup_printf (_("$%.2f"), usd);
}

/* (transfer full) (nullable): what it cost, as far as the engine says */
char *
askg_meter_dup_cost (AskgAnswer *answer)
{
  const AskgUsage *usage = &askg_answer_get_parts (answer)->usage;

  return isnan (usage->cost_usd) || usage->cost_usd < 0 ? NULL : askg_meter_dup_money (usage->cost_usd);
}

/* (transfer full) (nullable): as askg_meter_dup_cost(), with what is left of the month's limit: "$0.0021 · $1.83 of $10.00
 * this month" */
char *
askg_meter_dup_cost_in_month (AskgAnswer *answer)
{
  const AskgAnswerParts *parts = askg_answer_get_parts (answer);
  char *cost = askg_meter_dup_cost (answer);
  g_autofree char *alone = NULL, *month = NULL, *limit = NULL, *of = NULL;

  if (cost == NULL || isnan (parts->month_usd))
    return cost;

  alone = cost;
  month = askg_meter_dup_money (parts->month_usd);
  limit = askg_meter_dup_money (parts->month_limit_usd);
  of = g_strdup_printf (_("%s of %s this month"), month, limit);

  return g_strdup_printf ("%s · %s", alone, of);
}

/**
 * askg_meter_dup_caption:
 *
 * Returns: (transfer full): of an answer that is over, such as "412 tokens · $0.0021 · 1.2 s"; what nobody
 *   knows is left out
 */
char *
askg_meter_dup_caption (AskgAnswer *answer)
{
  const gint64 total = askg_usage_get_total (&askg_answer_get_parts (answer)->usage);
  const gint64 duration_us = askg_answer_get_duration_us (answer);
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  char *cost = askg_meter_dup_cost (answer);

  if (total >= 0)
    g_ptr_array_add (parts, dup_tokens (total));
  if (cost != NULL)
    g_ptr_array_add (parts, cost);
  if (duration_us >= 0)
    g_ptr_array_add (parts, askg_words_for_duration (duration_us));

  return join (parts);
}

/* "1 picture, 29 words" */
static char *
dup_things (AskgQuestion *question)
{
  g_autoptr(GPtrArray) things = g_ptr_array_new_with_free_func (g_free);
  guint n_pictures = 0, n_sounds = 0, n_texts = 0, n_words;

  for (guint i = 0; i < askg_question_get_n_attachments (question); i++)
    {
      AskgAttachment *attachment = askg_question_get_attachment (question, i);

      if (askg_attachment_get_frame (attachment) != NULL)
        n_pictures++;
      else if (askg_attachment_get_sound (attachment) != NULL)
        n_sounds++;
      else
        n_texts++;
    }
  n_words = askg_words_count (askg_question_get_text (question));
  if (n_pictures > 0)
    g_ptr_array_add (things, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u picture", "%u pictures", n_pictures), n_pictures));
  if (n_sounds > 0)
    g_ptr_array_add (things, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u recording", "%u recordings", n_sounds), n_sounds));
  if (n_texts > 0)
    g_ptr_array_add (things, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u text", "%u texts", n_texts), n_texts));
  if (n_words > 0)
    g_ptr_array_add (things, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u word", "%u words", n_words), n_words));
  g_ptr_array_add (things, NULL);

  return g_strjoinv (", ", (char **) things->pdata);
}

/* (transfer full): such as "1 picture, 29 words · 318 tokens" */
char *
askg_meter_dup_question (AskgQuestion *question,
                         AskgAnswer   *answer)
{
  const AskgUsage *usage = &askg_answer_get_parts (answer)->usage;
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (parts, dup_things (question));
  if (usage->input >= 0)
    g_ptr_array_add (parts, dup_tokens (usage->input));
  if (usage->cached > 0)
    g_ptr_array_add (parts, g_strdup_printf (_("%u of them known to the engine"), (guint) usage->cached));

  return join (parts);
}

static gint64
stream_us (AskgAnswer *answer)
{
  const GArray *spans = askg_answer_get_parts (answer)->spans;

  for (guint i = 0; i < spans->len; i++)
    if (g_array_index (spans, AskgAnswerSpan, i).kind == ASKG_SPAN_STREAM)
      return g_array_index (spans, AskgAnswerSpan, i).duration_us;

  return -1;
}

/* (transfer full) (nullable): such as "94 tokens · 152 a second" */
char *
askg_meter_dup_answer (AskgAnswer *answer)
{
  const AskgUsage *usage = &askg_answer_get_parts (answer)->usage;
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const gint64 took_us = stream_us (answer);

  if (usage->output < 0)
    return NULL;

  g_ptr_array_add (parts, dup_tokens (usage->output));
  if (usage->reasoning > 0)
    g_ptr_array_add (parts, g_strdup_printf (_("%u of them thoughts"), (guint) usage->reasoning));
  if (took_us >= LEAST_STREAM_US && usage->output > 1)
    g_ptr_array_add (parts, g_strdup_printf (_("%.0f a second"), (double) usage->output * G_USEC_PER_SEC / (double) took_us));

  return join (parts);
}
