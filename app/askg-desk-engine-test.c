/* askg-desk-engine-test.c: main thread. */
#include "app/askg-desk-engine-test.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-engine-test.h"
#include "engine/provider/askg-live-session.h"
#include "ui/preferences/askg-engine-words.h"
#include "ui/preferences/askg-test-item.h"

/* Of an AskgTestStep, in their order. */
static const char *const titles[] = {
  [ASKG_TEST_RESOLVE] = N_("Find the address"),
  [ASKG_TEST_CONNECT] = N_("Connect"),
  [ASKG_TEST_TLS] = N_("Check the certificate"),
  [ASKG_TEST_MODELS] = N_("List the models"),
  [ASKG_TEST_TEXT] = N_("A word"),
  [ASKG_TEST_IMAGE] = N_("A picture"),
  [ASKG_TEST_AUDIO] = N_("A sound"),
  [ASKG_TEST_SPEECH] = N_("Reading aloud"),
  [ASKG_TEST_TALK] = N_("A conversation"),
};

/* The tests that a page can make, one at a time. */
typedef struct
{
  /* Owned */
  AskgSession     *session;
  AskgEngineRoom  *room;
  AskgDeskEngines *engines;
  GCancellable    *cancellable; /* (nullable): of the one that runs */

  AskgEnginePage  *page;        /* borrowed: it owns this */
} Offer;

/* One that runs. It may outlive the page, and then tells nobody. */
typedef struct
{
  /* Owned */
  AskgDeskEngines *engines;
  AskgTestView    *view;
  GListStore      *items;  /* of AskgTestItem, by step */
  GCancellable    *cancellable;
  char            *engine_id;
  GError          *failure; /* (nullable): of the first step that failed */
} Run;

static void
run_free (Run *run)
{
  g_clear_object (&run->engines);
  g_clear_object (&run->view);
  g_clear_object (&run->items);
  g_clear_object (&run->cancellable);
  g_clear_error (&run->failure);
  g_free (run->engine_id);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static void
tell (Run               *run,
      guint              step,
      AskgTestItemState  state,
      gint64             ms,
      const char        *sentence)
{
  g_autoptr(AskgTestItem) item = g_list_model_get_item (G_LIST_MODEL (run->items), step);

  if (item != NULL)
    askg_test_item_tell (item, state, ms, sentence);
}

/* The next one is being tried when one has ended, unless that is the last word. */
static void
step_cb (const AskgTestResult *result,
         gpointer              user_data)
{
  static const AskgTestItemState states[] = {
    [ASKG_TEST_PASSED] = ASKG_TEST_ITEM_PASSED,
    [ASKG_TEST_FAILED] = ASKG_TEST_ITEM_FAILED,
    [ASKG_TEST_LEFT_OUT] = ASKG_TEST_ITEM_SKIPPED,
  };
  Run *run = user_data;

  if (result->error != NULL && run->failure == NULL)
    run->failure = g_error_copy (result->error);
  if (result->verdict == ASKG_TEST_LEFT_OUT && run->failure != NULL)
    return; /* nobody tries what comes after one that failed */
  tell (run, result->step, states[result->verdict], result->duration_us > 0 ? (result->duration_us + 500) / 1000 : -1,
        result->error != NULL ? result->error->message : result->detail);
  if (run->failure == NULL && result->step + 1 < (int) G_N_ELEMENTS (titles))
    tell (run, result->step + 1, ASKG_TEST_ITEM_RUNNING, -1, NULL);
}

/* What was stopped by the person says nothing about the engine. */
static void
tested_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Run) run = user_data;
  g_autoptr(GError) error = NULL;
  const gboolean passed = askg_engine_test_finish (ASKG_ENGINE_LINK (object), result, &error);
  const GError *why = run->failure != NULL ? run->failure : error;
  const gboolean was_stopped = g_cancellable_is_cancelled (run->cancellable);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (run->items)); i++)
    {
      g_autoptr(AskgTestItem) item = g_list_model_get_item (G_LIST_MODEL (run->items), i);

      if (askg_test_item_get_state (item) == ASKG_TEST_ITEM_RUNNING || was_stopped)
        askg_test_item_tell (item, askg_test_item_get_state (item) == ASKG_TEST_ITEM_PASSED ? ASKG_TEST_ITEM_PASSED
                             : was_stopped || why == NULL                                   ? ASKG_TEST_ITEM_WAITING
                                                                                            : ASKG_TEST_ITEM_FAILED,
                             -1, why != NULL && !was_stopped ? why->message : NULL);
    }
  askg_test_view_set_running (run->view, FALSE);
  if (!was_stopped)
    askg_desk_engines_note (run->engines, run->engine_id, passed ? NULL : why);
}

static void
test_cb (Offer *offer)
{
  AskgProfile *profile = askg_engine_page_get_profile (offer->page);
  g_autoptr(AskgEngineLink) link = askg_engine_room_new_link (offer->room, profile);
  Run *run = g_new0 (Run, 1);

  g_clear_object (&offer->cancellable);
  offer->cancellable = g_cancellable_new ();
  run->engines = g_object_ref (offer->engines);
  run->view = g_object_ref (askg_engine_page_get_test_view (offer->page));
  run->cancellable = g_object_ref (offer->cancellable);
  run->engine_id = g_strdup (askg_profile_get_id (profile));
  run->items = g_list_store_new (ASKG_TYPE_TEST_ITEM);
  for (gsize i = 0; i < (askg_profile_is_live (profile) ? G_N_ELEMENTS (titles) : ASKG_TEST_SPEECH); i++)
    {
      g_autoptr(AskgTestItem) item = askg_test_item_new (_(titles[i]));

      g_list_store_append (run->items, item);
    }

  askg_test_view_set_steps (run->view, G_LIST_MODEL (run->items));
  askg_test_view_set_running (run->view, TRUE);
  tell (run, 0, ASKG_TEST_ITEM_RUNNING, -1, NULL);
  askg_engine_test_async (link, askg_session_get_recogniser (offer->session), step_cb, run, offer->cancellable,
                          tested_cb, run);
}

static void
cancel_cb (Offer *offer)
{
  g_cancellable_cancel (offer->cancellable);
}

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_cancellable_cancel (offer->cancellable);
  g_clear_object (&offer->cancellable);
  g_clear_object (&offer->session);
  g_clear_object (&offer->room);
  g_clear_object (&offer->engines);
  g_free (offer);
}

/* A test that runs ends with the page. */
void
askg_desk_engine_test_offer (AskgEnginePage  *page,
                             AskgSession     *session,
                             AskgEngineRoom  *room,
                             AskgDeskEngines *engines)
{
  AskgTestView *view = askg_engine_page_get_test_view (page);
  Offer *offer = g_new0 (Offer, 1);

  offer->session = g_object_ref (session);
  offer->room = g_object_ref (room);
  offer->engines = g_object_ref (engines);
  offer->page = page;
  g_object_set_data_full (G_OBJECT (page), "askg-tests", offer, offer_free);
  g_signal_connect_swapped (view, "test", G_CALLBACK (test_cb), offer);
  g_signal_connect_swapped (view, "cancel", G_CALLBACK (cancel_cb), offer);
}
