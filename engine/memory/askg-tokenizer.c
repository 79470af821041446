/* askg-tokenizer.c: the store's thread. */
#include "engine/memory/askg-tokenizer.h"

#include <string.h>

#include "engine/memory/askg-words.h"

#define MAX_CHAR_BYTES 6

typedef int (*TokenFunc) (void *context, int flags, const char *token, int n_bytes, int start, int end);

typedef struct
{
  const AskgSeal *seal;
  TokenFunc       give;
  void           *context;
} Give;

/* Every text is split alike; what a connection's seal is decides only how its words are written. */
static int
create (void           *user_data,
        const char    **arguments,
        int             n_arguments,
        Fts5Tokenizer **out_tokenizer)
{
  *out_tokenizer = user_data;
  return SQLITE_OK;
}

static void
delete (Fts5Tokenizer *tokenizer)
{
}

/* As it is, or as its keyed hash. */
static int
give_token (const Give *give,
            int         flags,
            const char *token,
            gsize       n_bytes,
            gsize       start,
            gsize       end)
{
  char sealed[ASKG_SEAL_WORD_CHARS + 1];

  if (!askg_seal_is_closing (give->seal))
    return give->give (give->context, flags, token, n_bytes, start, end);

  askg_seal_word (give->seal, token, n_bytes, sealed);
  return give->give (give->context, flags, sealed, ASKG_SEAL_WORD_CHARS, start, end);
}

/* The word's beginnings, so that a word that is only begun is looked up and not collected from all
 * that begin so. */
static int
give_beginnings (const Give *give,
                 const char *folded,
                 gsize       n_bytes,
                 gsize       start,
                 gsize       end)
{
  char begun[1 + ASKG_TOKEN_MAX_BEGINNING * MAX_CHAR_BYTES] = { ASKG_TOKEN_BEGINNING };
  gsize at = 0;
  int result = SQLITE_OK;

  for (guint n = 1; n <= ASKG_TOKEN_MAX_BEGINNING && result == SQLITE_OK; n++)
    {
      at += g_utf8_skip[(guchar) folded[at]];
      if (at >= n_bytes)
        break;
      memcpy (begun + 1, folded, at);
      if (n >= ASKG_TOKEN_MIN_BEGINNING)
        result = give_token (give, FTS5_TOKEN_COLOCATED, begun, 1 + at, start, end);
    }

  return result;
}

/* Of two characters also the first alone; the last one of a row comes by itself. */
static int
give_word (const char    *folded,
           gsize          n_bytes,
           gsize          start,
           gsize          end,
           AskgWordFlags  flags,
           gpointer       user_data)
{
  const Give *give = user_data;
  const int beside = (flags & ASKG_WORD_BESIDE) != 0 ? FTS5_TOKEN_COLOCATED : 0;
  const int result = give_token (give, beside, folded, n_bytes, start, end);
  const gsize first = g_utf8_skip[(guchar) *folded];

  /* The hashes of so few different beginnings could be told apart by how often they come. */
  if (result != SQLITE_OK || askg_seal_is_closing (give->seal))
    return result;
  if ((flags & ASKG_WORD_SCRIPT) == 0)
    return give_beginnings (give, folded, n_bytes, start, end);

  return first < n_bytes ? give_token (give, FTS5_TOKEN_COLOCATED, folded, first, start, end) : SQLITE_OK;
}

/* What is looked for comes as askg_query_to_match() writes it: tokens with spaces between them. */
static int
give_query (const Give *give,
            const char *text,
            gsize       n_bytes)
{
  int result = SQLITE_OK;

  for (gsize at = 0; at < n_bytes && result == SQLITE_OK;)
    {
      const char *space = memchr (text + at, ' ', n_bytes - at);
      const gsize end = space != NULL ? (gsize) (space - text) : n_bytes;

      if (end > at)
        result = give_token (give, 0, text + at, end - at, at, end);
      at = end + 1;
    }

  return result;
}

static int
tokenize (Fts5Tokenizer *tokenizer,
          void          *context,
          int            flags,
          const char    *text,
          int            n_bytes,
          TokenFunc      each)
{
  Give give = { (const AskgSeal *) (const void *) tokenizer, each, context };

  if (text == NULL)
    return SQLITE_OK;
  if ((flags & FTS5_TOKENIZE_QUERY) != 0)
    return give_query (&give, text, n_bytes);

  return askg_words_split (text, n_bytes, FALSE, give_word, &give);
}

/* (nullable): %NULL where SQLite was built without FTS5. */
fts5_api *
askg_tokenizer_find_api (sqlite3 *handle)
{
  sqlite3_stmt *stmt = NULL;
  fts5_api *api = NULL;

  if (sqlite3_prepare_v2 (handle, "SELECT fts5 (?1)", -1, &stmt, NULL) == SQLITE_OK &&
      sqlite3_bind_pointer (stmt, 1, (void *) &api, "fts5_api_ptr", NULL) == SQLITE_OK)
    (void) sqlite3_step (stmt);
  (void) sqlite3_finalize (stmt);

  return api;
}

/**
 * askg_tokenizer_register:
 * @seal: outlives @handle; while it seals, the index holds keyed hashes in place of words
 *
 * Makes `tokenize='askglass'` known to this connection.
 *
 * Returns: an SQLite result code; %SQLITE_ERROR where SQLite was built without FTS5
 */
int
askg_tokenizer_register (sqlite3        *handle,
                         const AskgSeal *seal)
{
  static fts5_tokenizer tokenizer = { create, delete, tokenize };
  fts5_api *api = askg_tokenizer_find_api (handle);

  return api != NULL ? api->xCreateTokenizer (api, "askglass", (void *) seal, &tokenizer, NULL) : SQLITE_ERROR;
}
