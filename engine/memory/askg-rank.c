/* askg-rank.c: the store's thread. */
#include "engine/memory/askg-rank.h"

#include <math.h>

#include "engine/memory/askg-tokenizer.h"

#define K1 1.2
#define B 0.75
#define HALF_LIFE_DAYS 30

/* Of the kinds of askg-search.h, in their order. */
static const double column_weights[ASKG_SEARCH_N_KINDS] = { 2, 1, 1, 0.8, 0.8, 1, 1.5 };

/* How much a hit in @column counts in a text as long as this one. */
static double
weigh_column (const Fts5ExtensionApi *api,
              Fts5Context            *context,
              int                     column)
{
  sqlite3_int64 n_rows = 0, n_all = 0;
  int n_here = 0;
  double usual;

  if (api->xRowCount (context, &n_rows) != SQLITE_OK ||
      api->xColumnTotalSize (context, column, &n_all) != SQLITE_OK ||
      api->xColumnSize (context, column, &n_here) != SQLITE_OK || n_rows <= 0 || n_all <= 0)
    return column_weights[column];
  usual = (double) n_all / n_rows;

  return column_weights[column] / (1 - B + B * n_here / usual);
}

/* Adds the hits of one phrase to its term. */
static int
count_phrase (const Fts5ExtensionApi *api,
              Fts5Context            *context,
              int                     phrase,
              double                  weight,
              double                 *columns,
              double                 *frequency)
{
  Fts5PhraseIter iter;
  int column, offset;
  int result = api->xPhraseFirst (context, phrase, &iter, &column, &offset);

  for (; result == SQLITE_OK && column >= 0; api->xPhraseNext (context, &iter, &column, &offset))
    {
      if (column >= ASKG_SEARCH_N_KINDS)
        return SQLITE_CORRUPT_VTAB;
      if (columns[column] < 0)
        columns[column] = weigh_column (api, context, column);
      *frequency += weight * columns[column];
    }

  return result;
}

static double
sum_up (const AskgRank *rank,
        const double   *frequencies)
{
  double words = 0;
  guint n_found = 0;

  for (guint i = 0; i < rank->match->n_terms; i++)
    if (frequencies[i] > 0)
      {
        words += rank->rarity[i] * frequencies[i] * (K1 + 1) / (frequencies[i] + K1);
        n_found++;
      }

  return words * pow ((double) n_found / MAX (rank->match->n_terms, 1), 2);
}

/* askg_rank (words_N, pointer to an AskgRank): words * found^2. */
static void
rank_row (const Fts5ExtensionApi *api,
          Fts5Context            *context,
          sqlite3_context        *result,
          int                     n_values,
          sqlite3_value         **values)
{
  const AskgRank *rank = n_values == 1 ? sqlite3_value_pointer (values[0], ASKG_RANK_POINTER) : NULL;
  double frequencies[ASKG_QUERY_MAX_TERMS] = { 0 };
  double columns[ASKG_SEARCH_N_KINDS];
  int code = SQLITE_OK;

  if (rank == NULL)
    {
      sqlite3_result_error (result, "askg_rank() is for the search alone", -1);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    columns[i] = -1;
  for (guint i = 0; i < rank->match->phrases->len && code == SQLITE_OK; i++)
    {
      const AskgQueryPhrase *phrase = &g_array_index (rank->match->phrases, AskgQueryPhrase, i);

      if (phrase->weight > 0)
        code = count_phrase (api, context, i, phrase->weight, columns, &frequencies[phrase->term]);
    }
  if (code == SQLITE_OK)
    sqlite3_result_double (result, sum_up (rank, frequencies));
  else
    sqlite3_result_error_code (result, code);
}

/**
 * askg_rank_register:
 *
 * Makes askg_rank() known to this connection.
 *
 * Returns: an SQLite result code
 */
int
askg_rank_register (sqlite3 *handle)
{
  fts5_api *api = askg_tokenizer_find_api (handle);

  return api != NULL ? api->xCreateFunction (api, "askg_rank", NULL, rank_row, NULL) : SQLITE_ERROR;
}

/* Of a term that @n_with of @n_all texts hold; always above 0. */
double
askg_rank_rarity (double n_all,
                  double n_with)
{
  return log1p ((MAX (n_all - n_with, 0) + 0.5) / (n_with + 0.5));
}

/* From 1 for what is very old to 2 for what was asked just now. */
double
askg_rank_age (gint64 asked_at_us,
               gint64 now_us)
{
  const double days = MAX (now_us - asked_at_us, 0) / (double) G_TIME_SPAN_DAY;

  return 1 + exp2 (-days / HALF_LIFE_DAYS);
}
