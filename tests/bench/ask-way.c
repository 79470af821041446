/* ask-way.c: chat engine, gate, ledger on the disk, transport, parser, model. */
#include "tests/bench/ask-way.h"

#include "engine/base/askg-program.h"
#include "tests/bench/stream-server.h"

/* Nobody reads here: every engine of these programs sees. */
G_DECLARE_FINAL_TYPE (BlindReader, blind_reader, BLIND, READER, GObject)

struct _BlindReader
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE_WITH_CODE (BlindReader, blind_reader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_RECOGNISER, NULL))

static void
blind_reader_class_init (BlindReaderClass *klass)
{
}

static void
blind_reader_init (BlindReader *self)
{
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  askg_store_open_finish (ASKG_STORE (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* With a history of its own, in a folder that goes with ask_way_close(). */
void
ask_way_open (AskWay *self)
{
  g_autofree char *prices = askg_program_find_data ("prices.json");
  gboolean is_open = FALSE;

  self->folder = g_dir_make_tmp ("askg-bench-XXXXXX", NULL);
  self->lock = askg_owner_lock_take (self->folder, NULL);
  self->store = askg_store_new (self->folder);
  askg_store_open_async (self->store, NULL, opened_cb, &is_open);
  while (!is_open)
    g_main_context_iteration (NULL, TRUE);
  self->policy = askg_policy_new ();
  self->gate = askg_gate_new ();
  self->http = askg_http_new (self->policy, self->gate, ASKG_LEDGER (self->store));
  self->keys = askg_keys_new (self->folder);
  self->budget = askg_budget_new (self->store, prices);
  self->reader = g_object_new (blind_reader_get_type (), NULL);
}

/* The program ends with it: what still runs is left to that. */
void
ask_way_close (AskWay *self)
{
  const char *const argv[] = { "rm", "-rf", self->folder, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

/* As a person who has agreed to send to that address for ever. */
void
ask_way_agree (AskWay     *self,
               const char *url)
{
  g_autofree char *entry = g_strconcat ("measured ", url, NULL);

  askg_gate_set_passed (self->gate, (const char *const []) { entry, NULL });
}

/* (transfer full): one that is known already, and sees */
AskgChatEngine *
ask_way_new_engine (AskWay     *self,
                    const char *url,
                    const char *model)
{
  g_autoptr(AskgProfile) profile = askg_profile_new ("measured", "Measured", url);
  g_autoptr(AskgEngineLink) link = NULL;
  AskgChatEngine *engine;

  g_object_set (profile, "model", model, "probed-at", (gint64) 1, NULL);
  askg_profile_learn (profile, ASKG_CAN_TAKE_IMAGE, TRUE, ASKG_KNOWN_BY_PERSON);
  link = askg_engine_link_new (profile, self->http, self->keys);
  engine = askg_chat_engine_new (link, self->reader, NULL);
  askg_chat_engine_set_budget (engine, self->budget);

  return engine;
}

typedef struct
{
  AskgChatEngine   *engine;
  AskgConversation *earlier;
  AskgQuestion     *question;
  AskgAnswer       *answer;
  GArray           *values; /* (nullable) */
  gint64            begun_us;
} Asking;

static void
appended_cb (AskgAnswer *answer,
             const char *delta,
             Asking     *asking)
{
  if (asking->values != NULL)
    stream_note (asking->values, asking->begun_us, delta);
}

/* From the main loop, as a key that was pressed asks. */
static gboolean
ask_cb (gpointer user_data)
{
  Asking *asking = user_data;

  asking->begun_us = g_get_monotonic_time ();
  askg_engine_ask (ASKG_ENGINE (asking->engine), asking->earlier, asking->question, asking->answer, NULL);

  return G_SOURCE_REMOVE;
}

/**
 * ask_way_ask:
 * @values: (nullable): of microseconds to the first words, and of a paced reply to each
 *
 * Returns: (transfer full): the answer, which is over
 */
AskgAnswer *
ask_way_ask (AskgChatEngine *engine,
             AskgQuestion   *question,
             GArray         *values)
{
  g_autoptr(AskgConversation) earlier = askg_conversation_new ();
  AskgAnswer *answer = askg_answer_new ("measured", "Measured");
  Asking asking = { engine, earlier, question, answer, values };

  g_signal_connect (answer, "appended", G_CALLBACK (appended_cb), &asking);
  g_idle_add_full (G_PRIORITY_DEFAULT, ask_cb, &asking, NULL);
  while (!askg_answer_is_over (answer))
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (askg_answer_get_error (answer));
  g_signal_handlers_disconnect_by_data (answer, &asking);
  while (g_main_context_iteration (NULL, FALSE)) /* the connection comes home */
    ;

  return answer;
}
