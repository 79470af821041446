/* askg-seal-sql.c: the store's thread. */
#include "engine/memory/askg-seal-sql.h"

#define MAX_KEYS 2

/* The name of the column and the keys of the row, so that no two places read alike. */
static GBytes *
place_of (int             n_arguments,
          sqlite3_value **arguments)
{
  GByteArray *place = g_byte_array_new ();

  g_byte_array_append (place, sqlite3_value_blob (arguments[0]), sqlite3_value_bytes (arguments[0]) );
  for (int i = 1; i < n_arguments - 1; i++)
    {
      const guint64 key = GUINT64_TO_LE ((guint64) sqlite3_value_int64 (arguments[i]));

      g_byte_array_append (place, (const guint8 *) "", 1);
      g_byte_array_append (place, (const guint8 *) &key, sizeof key);
    }

  return g_byte_array_free_to_bytes (place);
}

/* NULL and numbers go through; TRUE: the value is text or bytes. */
static gboolean
check (sqlite3_context  *context,
       int               n_arguments,
       sqlite3_value   **arguments)
{
  sqlite3_value *value = arguments[n_arguments - 1];
  const int type = sqlite3_value_type (value);

  if (n_arguments < 3 || n_arguments > MAX_KEYS + 2)
    {
      sqlite3_result_error (context, "a place is a column and one or two keys", -1);
      return FALSE;
    }
  if (type == SQLITE_TEXT || type == SQLITE_BLOB)
    return TRUE;

  sqlite3_result_value (context, value);
  return FALSE;
}

static const char *
bytes_of (sqlite3_value *value,
          gsize         *out_n_bytes)
{
  const char *bytes = sqlite3_value_blob (value); /* of a text its bytes, as it has no other encoding here */

  *out_n_bytes = sqlite3_value_bytes (value);
  return bytes != NULL ? bytes : "";
}

static void
give (sqlite3_context *context,
      char            *bytes,
      gsize            n_bytes,
      gboolean         is_text)
{
  if (is_text)
    sqlite3_result_text64 (context, bytes, n_bytes, g_free, SQLITE_UTF8);
  else
    sqlite3_result_blob64 (context, bytes, n_bytes, g_free);
}

static void
seal_function (sqlite3_context  *context,
               int               n_arguments,
               sqlite3_value   **arguments)
{
  const AskgSeal *seal = sqlite3_user_data (context);
  sqlite3_value *value = arguments[n_arguments - 1];
  const gboolean is_text = sqlite3_value_type (value) == SQLITE_TEXT;
  g_autoptr(GBytes) place = NULL;
  const char *bytes;
  gsize n_bytes;

  if (!check (context, n_arguments, arguments))
    return;
  bytes = bytes_of (value, &n_bytes);
  if (!askg_seal_is_closing (seal) && (n_bytes == 0 || bytes[0] != ASKG_SEAL_MARK))
    {
      sqlite3_result_value (context, value); /* nearly always: no copy of ours */
      return;
    }
  place = place_of (n_arguments, arguments);
  bytes = askg_seal_close (seal, place, bytes, n_bytes, is_text, &n_bytes);
  give (context, (char *) bytes, n_bytes, is_text);
}

static void
open_function (sqlite3_context  *context,
               int               n_arguments,
               sqlite3_value   **arguments)
{
  const AskgSeal *seal = sqlite3_user_data (context);
  sqlite3_value *value = arguments[n_arguments - 1];
  const gboolean is_text = sqlite3_value_type (value) == SQLITE_TEXT;
  g_autoptr(GBytes) place = NULL;
  const char *bytes;
  gsize n_bytes;
  char *opened;

  if (!check (context, n_arguments, arguments))
    return;
  bytes = bytes_of (value, &n_bytes);
  if (n_bytes == 0 || bytes[0] != ASKG_SEAL_MARK)
    {
      sqlite3_result_value (context, value);
      return;
    }
  place = place_of (n_arguments, arguments);
  opened = askg_seal_open (seal, place, bytes, n_bytes, is_text, &n_bytes);
  if (opened != NULL)
    give (context, opened, n_bytes, is_text);
  else if (is_text)
    sqlite3_result_text (context, "\uFFFD", -1, SQLITE_STATIC);
}

static void
again_function (sqlite3_context  *context,
                int               n_arguments,
                sqlite3_value   **arguments)
{
  const AskgSeal *seal = sqlite3_user_data (context);
  sqlite3_value *value = arguments[n_arguments - 1];
  const gboolean is_text = sqlite3_value_type (value) == SQLITE_TEXT;
  g_autoptr(GBytes) place = NULL;
  g_autofree char *opened = NULL;
  const char *bytes;
  gsize n_bytes, n_opened;

  if (!check (context, n_arguments, arguments))
    return;
  bytes = bytes_of (value, &n_bytes);
  place = place_of (n_arguments, arguments);
  opened = askg_seal_is_sealed (bytes, n_bytes) == askg_seal_is_closing (seal)
           ? NULL : askg_seal_open (seal, place, bytes, n_bytes, is_text, &n_opened);
  if (opened == NULL)
    {
      sqlite3_result_value (context, value);
      return;
    }
  bytes = askg_seal_close (seal, place, opened, n_opened, is_text, &n_bytes);
  give (context, (char *) bytes, n_bytes, is_text);
}

static void
fingerprint_function (sqlite3_context  *context,
                      int               n_arguments,
                      sqlite3_value   **arguments)
{
  gsize n_bytes;
  const char *data = bytes_of (arguments[0], &n_bytes);
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, n_bytes);
  g_autoptr(GBytes) fingerprint = NULL;
  gsize size;
  gconstpointer hash;

  if (sqlite3_value_type (arguments[0]) == SQLITE_NULL)
    return;
  fingerprint = askg_seal_fingerprint (sqlite3_user_data (context), bytes);
  hash = g_bytes_get_data (fingerprint, &size);
  sqlite3_result_blob64 (context, hash, size, SQLITE_TRANSIENT);
}

/**
 * askg_seal_sql_register:
 * @seal: outlives @handle
 *
 * Only unseal () may be called by the schema: the view that the index is built from does.
 *
 * Returns: an SQLite result code
 */
int
askg_seal_sql_register (sqlite3        *handle,
                        const AskgSeal *seal)
{
  const struct
  {
    const char *name;
    int         n_arguments;
    int         flags;
    void      (*call) (sqlite3_context *, int, sqlite3_value **);
  } functions[] = {
    { "seal", -1, SQLITE_DIRECTONLY, seal_function },
    { "unseal", -1, SQLITE_INNOCUOUS, open_function },
    { "reseal", -1, SQLITE_DIRECTONLY, again_function },
    { "fingerprint", 1, SQLITE_DIRECTONLY, fingerprint_function },
  };
  int result = SQLITE_OK;

  for (gsize i = 0; i < G_N_ELEMENTS (functions) && result == SQLITE_OK; i++)
    result = sqlite3_create_function_v2 (handle, functions[i].name, functions[i].n_arguments,
                                         SQLITE_UTF8 | functions[i].flags, (void *) seal, functions[i].call, NULL, NULL, NULL);

  return result;
}
