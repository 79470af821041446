/* test-redaction-corpus.c: how many of the corpus' secrets are covered, and how much that is none. */
#include "engine/privacy/askg-cover.h"
#include "engine/privacy/askg-put-back.h"
#include "engine/privacy/askg-redactor.h"

#include <jansson.h>
#include <string.h>

typedef struct
{
  guint n_secrets[3], n_caught[3]; /* by tier */
  guint n_spans, n_right;
  guint n_benign, n_hit;
  guint n_chars, n_wasted;         /* bytes that are no secret; of these, covered */
} Score;

static const char * const tiers[] = { "critical", "contextual", "pii" };

static void
mark_gold (json_t *line,
           guint8 *gold)
{
  gsize i;
  json_t *span;

  json_array_foreach (json_object_get (line, "spans"), i, span)
    memset (gold + json_integer_value (json_object_get (span, "bstart")), 1,
            json_integer_value (json_object_get (span, "bend")) - json_integer_value (json_object_get (span, "bstart")));
}

/* Right is what is at least half a secret, or has one within. */
static void
score_spans (Score        *score,
             GArray       *spans,
             const guint8 *gold,
             guint8       *covered)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const AskgSecretSpan *span = &g_array_index (spans, AskgSecretSpan, i);
      gsize n_gold = 0;

      memset (covered + span->start, 1, span->length);
      for (gsize at = span->start; at < span->start + span->length; at++)
        n_gold += gold[at];
      score->n_spans++;
      score->n_right += n_gold * 2 >= span->length;
    }
}

static void
score_line (Score        *score,
            AskgRedactor *redactor,
            json_t       *line)
{
  json_t *text = json_object_get (line, "text"), *span;
  const gsize n = json_string_length (text);
  g_autoptr(GArray) spans = askg_redactor_find (redactor, json_string_value (text), n);
  g_autofree guint8 *gold = g_malloc0 (n + 1), *covered = g_malloc0 (n + 1);
  const gboolean is_benign = json_array_size (json_object_get (line, "spans")) == 0;
  gsize i;

  mark_gold (line, gold);
  score_spans (score, spans, gold, covered);
  json_array_foreach (json_object_get (line, "spans"), i, span)
    for (guint tier = 0; tier < G_N_ELEMENTS (tiers); tier++)
      if (strcmp (json_string_value (json_object_get (span, "tier")), tiers[tier]) == 0)
        {
          const gsize start = json_integer_value (json_object_get (span, "bstart"));
          const gsize end = json_integer_value (json_object_get (span, "bend"));

          score->n_secrets[tier]++;
          if (memchr (covered + start, 0, end - start) == NULL)
            score->n_caught[tier]++;
          else
            g_test_message ("%s: missed a %s", json_string_value (json_object_get (line, "id")), json_string_value (json_object_get (span, "category")));
        }

  score->n_benign += is_benign;
  score->n_hit += is_benign && spans->len > 0;
  for (gsize at = 0; at < n; at++)
    {
      score->n_chars += !gold[at];
      score->n_wasted += !gold[at] && covered[at];
    }
}

static double
recall (const Score *score,
        guint        tier)
{
  return score->n_secrets[tier] > 0 ? (double) score->n_caught[tier] / score->n_secrets[tier] : 1;
}

/* Returns: (transfer full): its lines */
static char **
read_lines (const char *name)
{
  g_autofree char *given = g_test_build_filename (G_TEST_DIST, "corpora", "redaction", name, NULL);
  g_autofree char *made = g_test_build_filename (G_TEST_BUILT, "unit", "privacy", name, NULL);
  const char *path = g_file_test (given, G_FILE_TEST_EXISTS) ? given : made;
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));

  return g_strsplit (contents, "\n", -1);
}

static void
read_corpus (const char *name,
             Score      *score)
{
  g_auto(GStrv) lines = read_lines (name);
  g_autoptr(AskgRedactor) redactor = askg_redactor_new (NULL, NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      {
        json_t *line = json_loads (lines[i], 0, NULL);

        g_assert_nonnull (line);
        score_line (score, redactor, line);
        json_decref (line);
      }
  g_test_message ("%s: critical %.4f, contextual %.4f, pii %.4f, precision %.4f, benign lines hit %.4f, wasted %.5f", name,
                  recall (score, 0), recall (score, 1), recall (score, 2), (double) score->n_right / score->n_spans,
                  (double) score->n_hit / score->n_benign, (double) score->n_wasted / score->n_chars);
}

static void
assert_bars (const Score *score)
{
  g_assert_cmpfloat (recall (score, 0), >=, 0.99);
  g_assert_cmpfloat (recall (score, 1), >=, 0.90);
  g_assert_cmpfloat (recall (score, 2), >=, 0.95);
  g_assert_cmpfloat ((double) score->n_right / score->n_spans, >=, 0.97);
  g_assert_cmpfloat ((double) score->n_hit / score->n_benign, <=, 0.015);
  g_assert_cmpfloat ((double) score->n_wasted / score->n_chars, <=, 0.012); /* an address that is a key is covered whole */
}

static void
test_corpus (gconstpointer name)
{
  Score score = { 0 };

  read_corpus (name, &score);
  assert_bars (&score);
}

/* As one conversation: what is covered comes back byte for byte, is covered the same in the next turn, and holds no other secret. */
static void
test_comes_back (gconstpointer name)
{
  g_auto(GStrv) lines = read_lines (name);
  g_autoptr(AskgRedactor) redactor = askg_redactor_new (NULL, NULL);
  g_autoptr(AskgCover) cover = askg_cover_new ();
  guint n_lines = 0, n_more = 0;

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      json_t *line = json_loads (lines[i], 0, NULL);
      const char *text = json_string_value (json_object_get (line, "text"));
      g_autofree char *covered = askg_cover_text (cover, redactor, text, -1, NULL);
      g_autofree char *again = askg_cover_text (cover, redactor, text, -1, NULL);
      g_autofree char *back = askg_put_back_all (cover, covered, -1);
      g_autoptr(GArray) more = askg_redactor_find (redactor, covered, -1);

      g_assert_cmpstr (back, ==, text);
      g_assert_cmpstr (again, ==, covered);
      n_lines++;
      n_more += more->len > 0;
      json_decref (line);
    }

  g_test_message ("%s: of %u lines, %u have more to cover once they are covered", (const char *) name, n_lines, n_more);
  g_assert_cmpuint (n_more * 50, <, n_lines);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/privacy/redaction-corpus/dev", "dev.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/ours", "ours.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/wild", "wild.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/fresh", "fresh.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/late", "late.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/field", "field.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/round", "round.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/after", "after.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/proof", "proof.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/scene", "scene.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/kin", "kin.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/shelf", "shelf.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/nest", "nest.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/work", "work.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/turn", "turn.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/trade", "trade.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/tide", "tide.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/desk", "desk.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/yard", "yard.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/lane", "lane.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/pier", "pier.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/quay", "quay.jsonl", test_corpus);
  g_test_add_data_func ("/privacy/redaction-corpus/dev-comes-back", "dev.jsonl", test_comes_back);
  g_test_add_data_func ("/privacy/redaction-corpus/nest-comes-back", "nest.jsonl", test_comes_back);
  g_test_add_data_func ("/privacy/redaction-corpus/shelf-comes-back", "shelf.jsonl", test_comes_back);

  return g_test_run ();
}
