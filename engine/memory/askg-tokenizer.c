/* askg-tokenizer.c: the store's thread. */
#include "engine/memory/askg-tokenizer.h"

#include "engine/memory/askg-words.h"

typedef int (*TokenFunc) (void *context, int flags, const char *token, int n_bytes, int start, int end);

typedef struct
{
  TokenFunc  give;
  void      *context;
} Give;

/* It has no state: every text is split alike. SQLite wants a pointer that is not NULL. */
static int
create (void           *user_data,
        const char    **arguments,
        int             n_arguments,
        Fts5Tokenizer **out_tokenizer)
{
  static int stateless;

  *out_tokenizer = (Fts5Tokenizer *) (void *) &stateless;
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

  return give->give (give->context, (flags & ASKG_WORD_BESIDE) != 0 ? FTS5_TOKEN_COLOCATED : 0,
                     folded, n_bytes, start, end);
}

static int
tokenize (Fts5Tokenizer *tokenizer,
          void          *context,
          int            flags,
          const char    *text,
          int            n_bytes,
          TokenFunc      each)
{
  Give give = { each, context };

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
 *
 * Makes `tokenize='askglass'` known to this connection.
 *
 * Returns: an SQLite result code; %SQLITE_ERROR where SQLite was built without FTS5
 */
int
askg_tokenizer_register (sqlite3 *handle)
{
  static fts5_tokenizer tokenizer = { create, delete, tokenize };
  fts5_api *api = find_api (handle);

  return api != NULL ? api->xCreateTokenizer (api, "askglass", NULL, &tokenizer, NULL) : SQLITE_ERROR;
}
