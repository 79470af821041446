/* askg-tokenizer.c: the store's thread. */
#include "engine/memory/askg-tokenizer.h"

#include "engine/memory/askg-words.h"

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

static int
give_word (const char    *folded,
           gsize          n_bytes,
           gsize          start,
           gsize          end,
           AskgWordFlags  flags,
           gpointer       user_data)
{
  const Give *give = user_data;
  const int where = (flags & ASKG_WORD_BESIDE) != 0 ? FTS5_TOKEN_COLOCATED : 0;
  char sealed[ASKG_SEAL_WORD_CHARS + 1];

  if (!askg_seal_is_closing (give->seal))
    return give->give (give->context, where, folded, n_bytes, start, end);

  askg_seal_word (give->seal, folded, n_bytes, sealed);
  return give->give (give->context, where, sealed, ASKG_SEAL_WORD_CHARS, start, end);
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

  return text != NULL ? askg_words_split (text, n_bytes, (flags & FTS5_TOKENIZE_QUERY) != 0, give_word, &give)
                      : SQLITE_OK;
}

static fts5_api *
find_api (sqlite3 *handle)
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
  fts5_api *api = find_api (handle);

  return api != NULL ? api->xCreateTokenizer (api, "askglass", (void *) seal, &tokenizer, NULL) : SQLITE_ERROR;
}
