/* replay-live.c: a voice session, message by message. */
#include <math.h>
#include <string.h>

#include "engine/dialect/askg-live-reader.h"
#include "tests/conformance/replay-result.h"

typedef struct
{
  json_t    *told;
  GPtrArray *items;      /* ids, in the order they were first spoken */
  GHashTable *words;     /* id to GString */
  GString   *user;       /* Gemini: pieces of it, with no end */
  gint64     n_audio_bytes;
  guint      n_turns;
  guint      n_interrupted;
} Session;

static void
push (Session    *session,
      const char *key,
      json_t     *value)
{
  if (json_object_get (session->told, key) == NULL)
    json_object_set_new (session->told, key, json_array ());
  json_array_append_new (json_object_get (session->told, key), value);
}

static json_t *
text_or_null (const char *text)
{
  return text != NULL ? json_string (text) : json_null ();
}

static GString *
words_of (Session    *session,
          const char *item)
{
  GString *words;

  if (item == NULL)
    item = "";
  words = g_hash_table_lookup (session->words, item);
  if (words == NULL)
    {
      words = g_string_new (NULL);
      g_ptr_array_add (session->items, g_strdup (item));
      g_hash_table_insert (session->words, g_strdup (item), words);
    }

  return words;
}

static void
error_to_list (Session             *session,
               const AskgWireError *error)
{
  json_t *code = error->code == NULL ? json_null ()
                 : error->is_code_number ? json_integer (g_ascii_strtoll (error->code, NULL, 10)) : json_string (error->code);

  push (session, "errors", json_pack ("{s:o, s:s}", "code", code, "message", error->message));
}

static void
event_cb (const AskgLiveEvent *event,
          gpointer             user_data)
{
  Session *session = user_data;

  switch (event->kind)
    {
    case ASKG_LIVE_BEGUN:
      json_object_set_new (session->told, "setup", json_true ());
      break;
    case ASKG_LIVE_USER_PIECE:
      g_string_append (session->user, event->text);
      break;
    case ASKG_LIVE_USER_TEXT:
      push (session, "user", json_string (event->text));
      break;
    case ASKG_LIVE_PIECE:
      g_string_append (words_of (session, event->item), event->text);
      break;
    case ASKG_LIVE_TEXT:
      g_string_assign (words_of (session, event->item), event->text);
      break;
    case ASKG_LIVE_AUDIO:
      session->n_audio_bytes += g_bytes_get_size (event->bytes);
      if (event->mime != NULL)
        json_object_set_new (session->told, "mime", json_string (event->mime));
      break;
    case ASKG_LIVE_TOOL_CALL:
      push (session, "tool_calls", json_pack ("{s:o, s:o, s:o}", "id", text_or_null (event->id), "name", text_or_null (event->name),
                                              "arguments", replay_json_or_null (event->text)));
      break;
    case ASKG_LIVE_RESPONSE_ENDED:
      push (session, "responses", json_pack ("{s:o, s:o}", "status", text_or_null (event->text), "reason", text_or_null (event->reason)));
      break;
    case ASKG_LIVE_TRUNCATED:
      push (session, "truncated", json_pack ("{s:o, s:I}", "item_id", text_or_null (event->item), "audio_end_ms", (json_int_t) event->at_ms));
      break;
    case ASKG_LIVE_INTERRUPTED:
      session->n_interrupted++;
      break;
    case ASKG_LIVE_TURN_ENDED:
      session->n_turns++;
      break;
    case ASKG_LIVE_GO_AWAY:
      json_object_set_new (session->told, "go_away", text_or_null (event->text));
      break;
    case ASKG_LIVE_USAGE:
      json_object_set_new (session->told, "usage", replay_usage_to_json (event->usage, NAN));
      break;
    case ASKG_LIVE_ERROR:
      error_to_list (session, event->error);
      break;
    case ASKG_LIVE_OTHER:
      push (session, "unknown", json_string (event->text));
      break;
    case ASKG_LIVE_SPEECH_STARTED:
    case ASKG_LIVE_SPEECH_STOPPED:
    case ASKG_LIVE_RESPONSE_BEGUN:
    default:
      break;
    }
}

static void
take_line (Session        *session,
           AskgLiveReader *reader,
           const char     *line)
{
  json_t *entry = json_loads (line, JSON_ALLOW_NUL, NULL);
  const char *dir = json_string_value (json_object_get (entry, "dir"));
  json_t *message = json_object_get (entry, "msg");

  if (g_strcmp0 (dir, "send") == 0)
    {
      if (json_object_get (message, "type") != NULL)
        push (session, "sent", json_incref (json_object_get (message, "type")));
    }
  else if (g_strcmp0 (dir, "close") == 0)
    json_object_set_new (session->told, "close",
                         json_pack ("{s:O?, s:o}", "code", json_object_get (entry, "code"), "reason",
                                    json_string (json_object_get (entry, "reason") != NULL
                                                   ? json_string_value (json_object_get (entry, "reason")) : "")));
  else if (g_strcmp0 (dir, "recv") == 0)
    {
      /* As it was: what is parsed and written again may differ from what came. */
      const char *start = strstr (line, "\"msg\":");
      const char *end = strrchr (line, '}');

      if (start != NULL && end != NULL)
        askg_live_reader_feed (reader, start + strlen ("\"msg\":"), end - start - strlen ("\"msg\":"));
    }
  json_decref (entry);
}

static void
finish (Session         *session,
        AskgLiveDialect  dialect)
{
  g_autoptr(GEnumClass) dialects = g_type_class_ref (ASKG_TYPE_LIVE_DIALECT);
  const gboolean is_gemini = dialect == ASKG_LIVE_GEMINI;

  if (dialect != ASKG_LIVE_UNKNOWN)
    json_object_set_new (session->told, "dialect", json_string (g_enum_get_value (dialects, dialect)->value_nick));
  if (session->n_audio_bytes > 0)
    json_object_set_new (session->told, "audio_bytes", json_integer (session->n_audio_bytes));
  if (is_gemini)
    {
      json_object_set_new (session->told, "text", json_string (words_of (session, "text")->str));
      json_object_set_new (session->told, "assistant", json_string (words_of (session, NULL)->str));
      json_object_set_new (session->told, "user", json_string (session->user->str));
      json_object_set_new (session->told, "turns", json_integer (session->n_turns));
      json_object_set_new (session->told, "interrupted", json_integer (session->n_interrupted));
      return;
    }
  for (guint i = 0; i < session->items->len; i++)
    push (session, "assistant", json_string (words_of (session, g_ptr_array_index (session->items, i))->str));
}

static void
string_free (GString *text)
{
  g_string_free (text, TRUE);
}

json_t *
replay_live_to_json (const char *text,
                     gsize       n_bytes)
{
  g_autofree char *all = g_strndup (text, n_bytes);
  g_auto(GStrv) lines = g_strsplit (all, "\n", -1);
  Session session = { json_object (), g_ptr_array_new_with_free_func (g_free),
                      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) string_free), g_string_new (NULL) };
  g_autoptr(AskgLiveReader) reader = askg_live_reader_new (event_cb, &session);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] == '{')
      take_line (&session, reader, lines[i]);
  finish (&session, askg_live_reader_get_dialect (reader));
  g_ptr_array_unref (session.items);
  g_hash_table_unref (session.words);
  g_string_free (session.user, TRUE);

  return session.told;
}
