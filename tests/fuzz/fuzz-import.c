/* fuzz-import.c: a file that is to be imported may hold anything: it is read to its end, or refused in one
 * sentence; what was read of it can be written again. */
#include "engine/memory/askg-import-reader.h"
#include "engine/memory/askg-turn-json.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

static void
write_again (AskgTurnRecord *turn)
{
  g_autoptr(GPtrArray) bytes = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_turn_bytes_free);
  g_autoptr(json_t) written = askg_turn_json_write (turn, bytes, NULL);
  g_autoptr(GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr(GPtrArray) pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_turn_picture_free);
  g_autoptr(AskgTurnRecord) again = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (written);
  for (guint i = 0; i < bytes->len; i++)
    {
      const AskgTurnBytes *one = g_ptr_array_index (bytes, i);

      g_hash_table_replace (named, g_strdup (one->sha256), g_bytes_ref (one->bytes));
    }
  again = askg_turn_json_read (written, named, pictures, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->question, ==, turn->question);
  g_assert_cmpstr (again->answer, ==, turn->answer);
  g_assert_cmpuint (again->attachments->len, ==, turn->attachments->len);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr(GInputStream) input = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr(AskgImportReader) reader = askg_import_reader_new (input);
  gboolean is_over = FALSE;

  while (!is_over)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AskgImportItem) item = askg_import_reader_next (reader, NULL, &error);

      g_assert_true ((item == NULL) == (error != NULL));
      is_over = item == NULL || item->kind == ASKG_IMPORT_DONE;
      if (item != NULL && item->turn != NULL)
        write_again (item->turn);
    }

  return 0;
}
