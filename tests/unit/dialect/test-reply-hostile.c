/* test-reply-hostile.c: replies too big or too odd to keep as files are made here, and end in time and in bounds. */
#include "engine/dialect/askg-reply-parser.h"

#include <string.h>

#define STOP "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
#define MAX_S 5.0 /* of processor time a case, on a slow machine, under a sanitizer */

static void
add_chunk (GString    *body,
           const char *delta)
{
  g_string_append_printf (body, "data: {\"id\":\"h\",\"choices\":[{\"index\":0,\"delta\":%s}]}\n\n", delta);
}

static void
repeat (GString    *body,
        const char *piece,
        guint       n_times)
{
  for (guint i = 0; i < n_times; i++)
    g_string_append (body, piece);
}

static void
make_ten_megabytes (GString *body)
{
  g_autofree char *words = g_strnfill (10000000, 'A');
  g_autofree char *delta = g_strdup_printf ("{\"content\":\"%s\"}", words);

  add_chunk (body, delta);
  g_string_append (body, STOP);
}

static void
make_thirty_megabytes_of_sound (GString *body)
{
  g_autofree char *sound = g_strnfill (29333336, 'A');
  g_autofree char *delta = g_strdup_printf ("{\"audio\":{\"id\":\"a\",\"data\":\"%s\"}}", sound);

  add_chunk (body, delta);
  g_string_append (body, STOP);
}

static void
make_endless_line (GString *body)
{
  g_autofree char *words = g_strnfill (40000000, 'A');

  g_string_append_printf (body, "data: %s", words);
}

static void
make_endless_comment (GString *body)
{
  g_autofree char *words = g_strnfill (40000000, 'p');

  g_string_append_printf (body, ": %s", words);
}

static void
make_endless_event (GString *body)
{
  g_autofree char *words = g_strnfill (1000000, 'A');
  g_autofree char *line = g_strdup_printf ("data: %s\n", words);

  repeat (body, line, 40);
}

static void
make_endless_json (GString *body)
{
  g_string_append_c (body, '{');
  repeat (body, "\"key\":\"value\", ", 2800000);
}

static void
make_deep (GString *body)
{
  g_string_append (body, "data: {\"choices\":");
  repeat (body, "[", 200000);
  repeat (body, "]", 200000);
  g_string_append (body, "}\n\n" STOP);
}

static void
make_many_events (GString *body)
{
  for (guint i = 0; i < 200000; i++)
    add_chunk (body, "{\"content\":\"x\"}");
  g_string_append (body, STOP);
}

/* Thinking may follow after blanks: they must not be looked at again for each that comes. */
static void
make_spaces_one_by_one (GString *body)
{
  for (guint i = 0; i < 200000; i++)
    add_chunk (body, "{\"content\":\" \"}");
  g_string_append (body, STOP);
}

static void
make_many_calls (GString *body)
{
  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *delta = g_strdup_printf (
        "{\"tool_calls\":[{\"index\":%u,\"id\":\"c%u\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}", i, i);

      add_chunk (body, delta);
    }
  g_string_append (body, STOP);
}

static void
make_odd_indexes (GString *body)
{
  add_chunk (body, "{\"tool_calls\":[{\"index\":2147483647,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}");
  add_chunk (body, "{\"tool_calls\":[{\"index\":-5,\"id\":\"d\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]}");
  g_string_append (body, STOP);
}

static void
make_utf16 (GString *body)
{
  const char *text = "data: {\"choices\": []}\n\n";

  g_string_append (body, "\xff\xfe");
  for (; *text != '\0'; text++)
    {
      g_string_append_c (body, *text);
      g_string_append_c (body, '\0');
    }
}

static void
make_marks (GString *body)
{
  GString *delta = g_string_new ("{\"content\":\"\u202eevil\u202c e");

  repeat (delta, "\u0301", 5000);
  g_string_append (delta, "\"}");
  add_chunk (body, delta->str);
  g_string_append (body, STOP);
  g_string_free (delta, TRUE);
}

static void
make_page (GString *body)
{
  g_string_append (body, "<!doctype html><title>Sign in</title>");
  repeat (body, "<script>x</script><head>", 100000);
}

static void
make_many_small_errors (GString *body)
{
  repeat (body, "data: {\"error\":\"again\"}\n\n", 10000);
}

static void
make_nothing_but_blank_lines (GString *body)
{
  repeat (body, "\r\n", 5000000);
}

typedef struct
{
  const char       *name;
  void            (*make) (GString *body);
  AskgReplyOutcome  outcome;
  AskgWireErrorKind kind;
  gsize             n_text;
} Case;

static const Case cases[] = {
  { "ten-megabytes-of-text", make_ten_megabytes, ASKG_REPLY_COMPLETE, 0, 10000000 },
  { "thirty-megabytes-of-sound", make_thirty_megabytes_of_sound, ASKG_REPLY_COMPLETE, 0, 0 },
  { "endless-line", make_endless_line, ASKG_REPLY_ERROR, ASKG_WIRE_ERROR_TOO_BIG_ANSWER, 0 },
  { "endless-comment", make_endless_comment, ASKG_REPLY_ERROR, ASKG_WIRE_ERROR_TOO_BIG_ANSWER, 0 },
  { "endless-event", make_endless_event, ASKG_REPLY_ERROR, ASKG_WIRE_ERROR_TOO_BIG_ANSWER, 0 },
  { "endless-json", make_endless_json, ASKG_REPLY_ERROR, ASKG_WIRE_ERROR_TOO_BIG_ANSWER, 0 },
  { "deep-nesting", make_deep, ASKG_REPLY_EMPTY, 0, 0 },
  { "many-events", make_many_events, ASKG_REPLY_COMPLETE, 0, 200000 },
  { "spaces-one-by-one", make_spaces_one_by_one, ASKG_REPLY_EMPTY, 0, 200000 },
  { "many-tool-calls", make_many_calls, ASKG_REPLY_ERROR, ASKG_WIRE_ERROR_TOO_BIG_ANSWER, 0 },
  { "odd-indexes", make_odd_indexes, ASKG_REPLY_COMPLETE, 0, 0 },
  { "utf-16", make_utf16, ASKG_REPLY_TRUNCATED, 0, 0 },
  { "marks-upon-marks", make_marks, ASKG_REPLY_COMPLETE, 0, 10012 },
  { "page", make_page, ASKG_REPLY_ERROR, ASKG_WIRE_ERROR_NOT_AN_ENGINE, 0 },
  { "many-errors", make_many_small_errors, ASKG_REPLY_ERROR, ASKG_WIRE_ERROR_SERVER, 0 },
  { "blank-lines", make_nothing_but_blank_lines, ASKG_REPLY_TRUNCATED, 0, 0 },
};

static void
count_cb (const AskgWireEvent *event,
          gpointer             user_data)
{
  if (event->kind == ASKG_WIRE_TEXT)
    *(gsize *) user_data += strlen (event->text);
}

static void
test_case (gconstpointer data)
{
  const Case *self = data;
  gsize n_text = 0;
  g_autoptr(GString) body = g_string_new (NULL);
  g_autoptr(AskgReplyParser) parser = askg_reply_parser_new (ASKG_DIALECT_CHAT, count_cb, &n_text);
  const AskgReplyResult *result;

  self->make (body);
  g_test_timer_start ();
  for (gsize at = 0; at < body->len && !askg_reply_parser_is_final (parser); at += 16384)
    askg_reply_parser_feed (parser, body->str + at, MIN (16384, body->len - at));
  result = askg_reply_parser_end (parser);
  g_assert_cmpfloat (g_test_timer_elapsed (), <, MAX_S);
  g_assert_cmpint (result->outcome, ==, self->outcome);
  g_assert_cmpuint (n_text, ==, self->n_text);
  if (self->outcome == ASKG_REPLY_ERROR)
    g_assert_cmpint (result->error->kind, ==, self->kind);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/dialect/hostile/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }

  return g_test_run ();
}
