/* fuzz-reply.c: no reply breaks its parser in any dialect, whatever it is cut into; what is shown is UTF-8. */
#include "engine/dialect/askg-live-reader.h"
#include "engine/dialect/askg-model-files.h"
#include "engine/dialect/askg-model-list.h"
#include "engine/dialect/askg-reply-parser.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static void
event_cb (const AskgWireEvent *event,
          gpointer             user_data)
{
  GString *told = user_data;

  if (event->text != NULL)
    g_assert_true (g_utf8_validate (event->text, -1, NULL));
  if (event->error != NULL)
    {
      g_assert_true (g_utf8_validate (event->error->message, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (event->error->message, -1), <=, ASKG_WIRE_ERROR_MAX_CHARS + 1);
    }
  if (event->kind == ASKG_WIRE_AUDIO && event->rate_hz > 0)
    g_assert_cmpuint (g_bytes_get_size (event->bytes) % (2 * event->n_channels), ==, 0);
  /* How much comes at once depends on the cuts; what comes does not. */
  if (event->kind != ASKG_WIRE_AUDIO)
    g_string_append_printf (told, "%d %s\n", event->kind, event->text != NULL ? event->text : "");
}

static char *
tell (AskgDialect   dialect,
      const guint8 *data,
      gsize         size,
      gsize         step)
{
  GString *told = g_string_new (NULL);
  g_autoptr(AskgReplyParser) parser = askg_reply_parser_new (dialect, event_cb, told);
  const AskgReplyResult *result;

  askg_reply_parser_keep_all (parser);
  for (gsize at = 0; at < size; at += step)
    {
      g_autofree char *piece = g_memdup2 (data + at, MIN (step, size - at));

      askg_reply_parser_feed (parser, piece, MIN (step, size - at));
    }
  result = askg_reply_parser_end (parser);
  g_assert_true (g_utf8_validate (result->text->str, result->text->len, NULL));
  g_string_append_printf (told, "%d %u %u", result->outcome, result->audio->len, result->tool_calls->len);
  for (guint i = 0; i < result->warnings->len; i++)
    g_string_append_printf (told, " %s", (const char *) g_ptr_array_index (result->warnings, i));

  return g_string_free (told, FALSE);
}

static void
live_cb (const AskgLiveEvent *event,
         gpointer             user_data)
{
  if (event->text != NULL)
    g_assert_true (g_utf8_validate (event->text, -1, NULL));
}

static void
read_lists (const char *text,
            gsize       size)
{
  g_autoptr(AskgModelList) models = askg_model_list_parse (text, size);
  g_autoptr(AskgModelFiles) files = askg_model_files_parse (text, size);
  g_autoptr(AskgLiveReader) live = askg_live_reader_new (live_cb, NULL);

  for (guint i = 0; i < files->projectors->len; i++)
    g_assert_true (askg_model_files_is_safe (((AskgModelFile *) g_ptr_array_index (files->projectors, i))->path));
  askg_live_reader_feed (live, text, size);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const gsize step = size > 0 ? 1 + data[0] % 40 : 1;

  for (AskgDialect dialect = ASKG_DIALECT_CHAT; dialect <= ASKG_DIALECT_EMBEDDINGS; dialect++)
    {
      g_autofree char *whole = tell (dialect, data, size, MAX (size, 1));
      g_autofree char *pieces = tell (dialect, data, size, step);

      g_assert_cmpstr (pieces, ==, whole);
    }
  read_lists ((const char *) data, size);

  return 0;
}
