/* test-chat-canaries.c: a secret of each kind, wherever it may stand in what an engine is told: not one leaves. */
#include <jansson.h>
#include <string.h>

#include "engine/provider/askg-chat-rehearsal.h"
#include "tests/unit/provider/chat-rig.h"

static WireRig wire;

typedef struct
{
  char *text;  /* the secret in its words */
  char *whole; /* alone */
  char *value; /* its longest line */
} Canary;

static Canary canaries[ASKG_SECRET_N_CATEGORIES];

static char *
longest_line (const char *bytes, gsize n_bytes)
{
  g_autofree char *value = g_strndup (bytes, n_bytes);
  g_auto(GStrv) lines = g_strsplit (value, "\n", -1);
  const char *longest = lines[0];

  for (gsize i = 1; lines[i] != NULL; i++)
    if (strlen (lines[i]) > strlen (longest))
      longest = lines[i];

  return g_strdup (longest);
}

/* One that is found where it stands alone: whether it is found is another test's; here it is about where. */
static void
choose (AskgRedactor *redactor, json_t *line)
{
  const char *text = json_string_value (json_object_get (line, "text"));
  g_autoptr(GArray) found = text != NULL ? askg_redactor_find (redactor, text, -1) : NULL;

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const AskgSecretSpan *span = &g_array_index (found, AskgSecretSpan, i);
      Canary *canary = &canaries[span->category];

      if (canary->text != NULL || span->length < 6 || memchr (text + span->start, '"', span->length) != NULL ||
          memchr (text + span->start, '\\', span->length) != NULL)
        continue;
      canary->text = g_strdup (text);
      canary->whole = g_strndup (text + span->start, span->length);
      canary->value = longest_line (text + span->start, span->length);
    }
}

static guint
read_canaries (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "corpora", "redaction", "dev.jsonl", NULL);
  g_autoptr(AskgRedactor) redactor = askg_redactor_new (NULL, NULL);
  g_autofree char *corpus = NULL;
  g_auto(GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &corpus, NULL, NULL));
  lines = g_strsplit (corpus, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      json_t *line = json_loads (lines[i], 0, NULL);

      if (line != NULL)
        choose (redactor, line);
      json_decref (line);
    }
  for (guint i = 0; i < ASKG_SECRET_N_CATEGORIES; i++)
    n += canaries[i].text != NULL;

  return n;
}

/* -- Where it may stand --------------------------------------------------------- */

static AskgQuestion *
in_question (Asked *asked, const char *text)
{
  return rig_question (text, NULL);
}

static AskgQuestion *
in_attached_text (Asked *asked, const char *text)
{
  return rig_question ("why?", rig_text (text), NULL);
}

static AskgQuestion *
in_title (Asked *asked, const char *text)
{
  return rig_question ("why?", askg_attachment_new_text (ASKG_ATTACHMENT_FILE, "harmless", text), NULL);
}

static AskgQuestion *
in_picture_words (Asked *asked, const char *text)
{
  return rig_question ("why?", rig_read_picture (text), NULL);
}

static void
remember (Asked *asked, const char *question_text, const char *answer_text)
{
  g_autoptr(AskgQuestion) question = rig_question (question_text, NULL);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("far", "Far");
  g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);

  askg_answer_append (answer, answer_text);
  askg_answer_finish (answer, NULL);
  askg_conversation_append (asked->earlier, turn);
}

static AskgQuestion *
in_earlier_question (Asked *asked, const char *text)
{
  remember (asked, text, "so");

  return rig_question ("and?", NULL);
}

static AskgQuestion *
in_earlier_answer (Asked *asked, const char *text)
{
  remember (asked, "how?", text);

  return rig_question ("and?", NULL);
}

/* As answers are kept: with the value where its name stood, and nothing beside it that tells what it is. */
static AskgQuestion *
in_answer_it_was_put_back_into (Asked *asked, const Canary *canary)
{
  g_autofree char *answer = g_strdup_printf ("Put %s there.", canary->whole);

  remember (asked, canary->text, answer);

  return rig_question ("and?", NULL);
}

/* What it is is told further on. */
static AskgQuestion *
alone_before_what_tells (Asked *asked, const Canary *canary)
{
  g_autofree char *words = g_strdup_printf ("where does %s come from?", canary->whole);

  return rig_question (words, rig_text (canary->text), NULL);
}

static AskgQuestion *
in_summary (Asked *asked, const char *text)
{
  g_autoptr(AskgFold) fold = askg_fold_new (text, 1, 0);

  remember (asked, "how?", "so");
  askg_conversation_set_fold (asked->earlier, fold);

  return rig_question ("and?", NULL);
}

static AskgQuestion *
in_fact (Asked *asked, const char *text)
{
  askg_conversation_set_facts (asked->earlier, (const char *const []) { "I sail.", text, NULL });

  return rig_question ("and?", NULL);
}

static const struct
{
  const char *name;
  AskgQuestion *(*put) (Asked *asked, const char *text);
  AskgQuestion *(*put_value) (Asked *asked, const Canary *canary);
} exits[] = {
  { "question", in_question }, { "attached text", in_attached_text }, { "title", in_title },
  { "words of a picture", in_picture_words }, { "earlier question", in_earlier_question },
  { "earlier answer", in_earlier_answer }, { "answer it was put back into", NULL, in_answer_it_was_put_back_into },
  { "words before what tells", NULL, alone_before_what_tells },
  { "summary of earlier turns", in_summary }, { "fact", in_fact },
};

/* -- What leaves ------------------------------------------------------------------ */

typedef struct
{
  AskgOutbound *outbound;
  GError       *error;
  gboolean      is_done;
} Rehearsed;

static void
rehearsed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Rehearsed *rehearsed = user_data;

  rehearsed->outbound = askg_chat_rehearse_finish (ASKG_ENGINE_LINK (object), result, &rehearsed->error);
  rehearsed->is_done = TRUE;
}

/* Returns: (transfer full): the request, byte for byte */
static AskgOutbound *
rehearse (Asked *asked, AskgQuestion *question)
{
  Rehearsed rehearsed = { NULL };

  askg_chat_rehearse_async (asked->link, ASKG_RECOGNISER (asked->recogniser), asked->earlier, question, NULL, rehearsed_cb,
                            &rehearsed);
  while (!rehearsed.is_done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (rehearsed.error);

  return rehearsed.outbound;
}

static gboolean
leaves (AskgOutbound *outbound, const char *value)
{
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (askg_outbound_get_body (outbound), &n_bytes);

  return memmem (bytes, n_bytes, value, strlen (value)) != NULL;
}

static void
test_no_canary_leaves_by_any_exit (void)
{
  g_assert_cmpuint (read_canaries (), >=, 26);
  for (guint i = 0; i < ASKG_SECRET_N_CATEGORIES; i++)
    for (gsize j = 0; canaries[i].text != NULL && j < G_N_ELEMENTS (exits); j++)
      {
        g_autoptr(Asked) asked = asked_new (&wire, "https://api.example/v1", FALSE);
        g_autoptr(AskgQuestion) question = exits[j].put != NULL ? exits[j].put (asked, canaries[i].text)
                                                                : exits[j].put_value (asked, &canaries[i]);
        g_autoptr(AskgOutbound) outbound = rehearse (asked, question);

        if (leaves (outbound, canaries[i].value))
          g_error ("%s leaves in the %s: %s", askg_secret_category_get_nick (i), exits[j].name, canaries[i].value);
        g_assert_cmpuint (askg_covered_count_hidden (askg_outbound_get_content (outbound)), >, 0);
      }
}

/* The same for an engine here: it gets things as they are, but for a person who wants them covered there, too. */
static void
test_an_engine_here_gets_things_as_they_are (void)
{
  const char *text = canaries[ASKG_SECRET_LLM_API_KEY].text, *value = canaries[ASKG_SECRET_LLM_API_KEY].value;

  for (guint covers = 0; covers < 2; covers++)
    {
      g_autoptr(Asked) asked = asked_new (&wire, "http://127.0.0.1:9/v1", FALSE);
      g_autoptr(AskgQuestion) question = rig_question (text, NULL);
      g_autoptr(AskgOutbound) outbound = NULL;

      g_object_set (wire.policy, "redact-local", covers != 0, NULL);
      outbound = rehearse (asked, question);
      g_assert_cmpint (leaves (outbound, value), ==, covers == 0);
    }
  g_object_set (wire.policy, "redact-local", FALSE, NULL);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  wire_rig_set_up (&wire, (const char *[]) { "plain", NULL });
  g_test_add_func ("/chat-canaries/no-canary-leaves-by-any-exit", test_no_canary_leaves_by_any_exit);
  g_test_add_func ("/chat-canaries/an-engine-here-gets-things-as-they-are", test_an_engine_here_gets_things_as_they_are);
  status = g_test_run ();
  wire_rig_tear_down (&wire);
  for (guint i = 0; i < ASKG_SECRET_N_CATEGORIES; i++)
    {
      g_free (canaries[i].text);
      g_free (canaries[i].whole);
      g_free (canaries[i].value);
    }

  return status;
}
