/* askg-engine-test.c: main thread.
 *
 * The list of models is fetched first: that shows name, connection and encryption, and how far it got tells
 * which of them failed. Then tiny questions with known answers. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-engine-test-private.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/dialect/askg-model-list.h"
#include "engine/provider/askg-engine-fetch.h"
#include "engine/provider/askg-engine-sentences.h"
#include "engine/provider/askg-live-session.h"
#include "engine/provider/askg-mouth.h"
#include "engine/provider/askg-probe.h"

#define LIST_PATIENCE_MS 15000 /* for a list, not for an answer */


G_DEFINE_ENUM_TYPE (AskgTestStep, askg_test_step,
                    G_DEFINE_ENUM_VALUE (ASKG_TEST_RESOLVE, "resolve"),
                    G_DEFINE_ENUM_VALUE (ASKG_TEST_CONNECT, "connect"),
                    G_DEFINE_ENUM_VALUE (ASKG_TEST_TLS, "tls"),
                    G_DEFINE_ENUM_VALUE (ASKG_TEST_MODELS, "models"),
                    G_DEFINE_ENUM_VALUE (ASKG_TEST_TEXT, "text"),
                    G_DEFINE_ENUM_VALUE (ASKG_TEST_IMAGE, "image"),
                    G_DEFINE_ENUM_VALUE (ASKG_TEST_AUDIO, "audio"),
                    G_DEFINE_ENUM_VALUE (ASKG_TEST_SPEECH, "speech"),
                    G_DEFINE_ENUM_VALUE (ASKG_TEST_TALK, "talk"))
G_DEFINE_ENUM_TYPE (AskgTestVerdict, askg_test_verdict,
                    G_DEFINE_ENUM_VALUE (ASKG_TEST_PASSED, "passed"),
                    G_DEFINE_ENUM_VALUE (ASKG_TEST_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (ASKG_TEST_LEFT_OUT, "left-out"))

static void
test_free (AskgEngineTest *self)
{
  g_clear_object (&self->recogniser);
  g_clear_object (&self->question);
  g_clear_error (&self->error);
  g_free (self);
}

/* -- Telling ----------------------------------------------------------------- */

void
askg_engine_test_tell (AskgEngineTest  *self,
                       AskgTestVerdict  verdict,
                       gint64           duration_us,
                       const char      *detail)
{
  const AskgTestResult result = {
    self->step, verdict, duration_us, detail, verdict == ASKG_TEST_FAILED ? self->error : NULL,
  };

  self->func (&result, self->func_data);
  self->step++;
}

/* Takes @error: nothing that comes after can be tried. */
void
askg_engine_test_end (GTask  *task,
                      GError *error)
{
  AskgProfile *profile = askg_engine_link_get_profile (g_task_get_source_object (task));
  const AskgTestStep last = askg_engine_test_get_last_step (profile);
  g_autoptr(GError) why = error;
  AskgEngineTest *self = g_task_get_task_data (task);

  if (!askg_error_is_cancelled (why))
    {
      self->error = askg_engine_sentence_name (why, askg_profile_get_name (profile));
      askg_engine_test_tell (self, ASKG_TEST_FAILED, 0, self->error->message);
      while (self->step <= last)
        askg_engine_test_tell (self, ASKG_TEST_LEFT_OUT, 0, _("not tried"));
    }
  g_task_return_error (task, self->error != NULL ? g_error_copy (self->error) : g_steal_pointer (&why));
}

/* -- Name, connection, encryption, models -------------------------------------- */

static void
tell_connection (AskgEngineTest *self,
                 const AskgExchangeTimings *timings)
{
  const char *kept = _("the connection was open already");

  if (timings->resolved_us == 0)
    return;
  askg_engine_test_tell (self, ASKG_TEST_PASSED, timings->resolved_us - timings->agreed_us, "");
  if (timings->connected_us == 0 && !timings->was_reused)
    return;
  askg_engine_test_tell (self, ASKG_TEST_PASSED, timings->was_reused ? 0 : timings->connected_us - timings->resolved_us,
        timings->was_reused ? kept : "");
}

static char *
describe_models (AskgEngineLink      *link,
                 const AskgModelList *list)
{
  const char *model = askg_engine_link_get_model (link);

  if (list == NULL || list->models->len == 0)
    return g_strdup (_("it does not list its models"));

  return g_strdup_printf (ngettext ("%u model; asked is “%s”", "%u models; asked is “%s”", list->models->len),
                          list->models->len, model != NULL ? model : "");
}

static GError *
missing_model (AskgEngineLink      *link,
               const AskgModelList *list)
{
  AskgProfile *profile = askg_engine_link_get_profile (link);
  const char *chosen = askg_profile_get_model (profile);
  g_autoptr(AskgWireError) error = NULL;
  g_autoptr(GString) first = NULL;

  if (chosen == NULL || list == NULL || list->models->len == 0 || askg_model_list_find (list, chosen) != NULL)
    return NULL;

  first = g_string_new (NULL);
  for (guint i = 0; i < MIN (list->models->len, 3); i++)
    g_string_append_printf (first, "%s%s", i > 0 ? ", " : "",
                            ((const AskgModelInfo *) g_ptr_array_index (list->models, i))->id);
  error = askg_wire_error_new (ASKG_WIRE_ERROR_NOT_FOUND_MODEL, first->str);

  return askg_engine_link_tell (link, error, NULL);
}

static void
models_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgEngineLink *link = ASKG_ENGINE_LINK (object);
  AskgEngineTest *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(AskgFetched) fetched = askg_engine_fetch_finish (link, result, &error);
  g_autoptr(AskgModelList) list = NULL;
  g_autofree char *detail = NULL;
  gsize n_bytes;

  if (fetched == NULL)
    {
      askg_engine_test_end (task, error);
      return;
    }
  if (fetched->error == NULL)
    {
      const char *json = g_bytes_get_data (fetched->body, &n_bytes);

      list = askg_model_list_parse (json, n_bytes);
    }
  /* One that answers by another name, as a llama-server does, is not refused here: the question tells. */
  error = list != NULL && list->models->len > 1 ? missing_model (link, list) : NULL;
  if (error != NULL)
    {
      askg_engine_test_end (task, error);
      return;
    }

  detail = describe_models (link, list);
  askg_engine_test_tell (self, ASKG_TEST_PASSED, g_get_monotonic_time () - self->began_us, detail);
  askg_engine_test_question (task);
}

static void
probed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgEngineLink *link = ASKG_ENGINE_LINK (object);
  const AskgLinkRequest request = { .endpoint = "models" };
  GError *error = NULL;

  if (!askg_probe_finish (link, result, &error))
    askg_engine_test_end (task, error);
  else
    askg_engine_fetch_async (link, &request, LIST_PATIENCE_MS, g_task_get_cancellable (task), models_cb, g_object_ref (task));
}

/* It took the request and says nothing: the model that the person named is asked all the same. */
static gboolean
may_do_without_list (AskgEngineLink *link,
                     const GError   *error)
{
  return askg_profile_get_model (askg_engine_link_get_profile (link)) != NULL &&
         g_error_matches (error, ASKG_ERROR, ASKG_ERROR_ENGINE_SILENT);
}

/* Whatever it answers: that it answers shows the way to it. */
static void
reached_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgEngineLink *link = ASKG_ENGINE_LINK (object);
  AskgEngineTest *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgFetched) fetched = askg_engine_fetch_finish (link, result, &error);
  AskgExchangeTimings timings;

  askg_engine_fetch_get_timings (result, &timings);
  tell_connection (self, &timings);
  if (fetched != NULL || timings.sent_us > 0)
    askg_engine_test_tell (self, timings.secured_us > 0 ? ASKG_TEST_PASSED : ASKG_TEST_LEFT_OUT,
          timings.secured_us > 0 ? timings.secured_us - timings.connected_us : 0,
          timings.secured_us > 0 ? "" : timings.was_reused ? _("the connection was open already") : _("not encrypted"));
  if (may_do_without_list (link, error))
    {
      askg_engine_test_tell (self, ASKG_TEST_LEFT_OUT, LIST_PATIENCE_MS * 1000, _("it does not list its models"));
      askg_engine_test_question (task);
      return;
    }
  if (fetched == NULL)
    {
      askg_engine_test_end (task, g_steal_pointer (&error));
      return;
    }

  self->began_us = g_get_monotonic_time ();
  if (askg_profile_is_ear (askg_engine_link_get_profile (link)) || askg_profile_is_mouth (askg_engine_link_get_profile (link)) ||
      askg_profile_is_live (askg_engine_link_get_profile (link)))
    askg_engine_test_question (task);
  else
    {
      g_object_set (askg_engine_link_get_profile (link), "probed-at", (gint64) 0, "tried", 0, NULL); /* all is asked anew */
      askg_probe_async (link, g_task_get_cancellable (task), probed_cb, g_object_ref (task));
    }
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgEngineLink *link = ASKG_ENGINE_LINK (object);
  const AskgLinkRequest request = { .endpoint = "models" };
  GError *error = NULL;

  if (!askg_engine_link_open_finish (link, result, &error))
    askg_engine_test_end (task, error);
  else
    askg_engine_fetch_async (link, &request, LIST_PATIENCE_MS, g_task_get_cancellable (task), reached_cb, g_object_ref (task));
}

/* -- All of it ------------------------------------------------------------------- */

/**
 * askg_engine_test_async:
 * @recogniser: not used but to ask
 * @func: hears each step as it ends; a cancelled test tells no more
 *
 * What is learnt about the engine is kept in its profile.
 */
void
askg_engine_test_async (AskgEngineLink      *link,
                        AskgRecogniser      *recogniser,
                        AskgTestFunc         func,
                        gpointer             func_data,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (link, cancellable, callback, user_data);
  AskgEngineTest *self = g_new0 (AskgEngineTest, 1);

  self->recogniser = g_object_ref (recogniser);
  self->func = func;
  self->func_data = func_data;
  g_task_set_source_tag (task, askg_engine_test_async);
  g_task_set_task_data (task, self, (GDestroyNotify) test_free);
  askg_engine_link_open_async (link, cancellable, opened_cb, g_object_ref (task));
}

/**
 * askg_engine_test_finish:
 *
 * Errors: that of the step that failed
 */
gboolean
askg_engine_test_finish (AskgEngineLink  *link,
                         GAsyncResult    *result,
                         GError         **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_engine_test_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
