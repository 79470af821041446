/* askg-meaning.c: main thread. */
#include "app/askg-meaning.h"

#include "app/askg-settings.h"
#include "engine/memory/askg-store-vectors.h"
#include "engine/provider/askg-chat-engine.h"
#include "engine/provider/askg-embedder.h"

#define MEANING_KEY "by-meaning" /* of the settings */
#define MAX_BYTES   4000         /* of a question: what it is about stands at its beginning */

typedef struct
{
  /* Owned */
  AskgEngineLink *link;
  char           *text;
  char           *model;      /* (nullable): until it is known */
  GCancellable   *embedding;  /* also its being late ends it */

  guint           late_source;
} Meaning;

static void
meaning_free (gpointer data)
{
  Meaning *self = data;

  g_clear_handle_id (&self->late_source, g_source_remove);
  g_clear_object (&self->link);
  g_free (self->text);
  g_free (self->model);
  g_clear_object (&self->embedding);
  g_free (self);
}

/**
 * askg_meaning_find_link:
 *
 * Returns: (transfer none) (nullable): the way to the engine that is asked first, where that is a server on this machine
 *   that somebody else keeps running, and the person does not mind
 */
AskgEngineLink *
askg_meaning_find_link (AskgSession *session)
{
  AskgEngineRoom *room = askg_session_peek_engine_room (session);
  AskgEngine *engine = room != NULL ? askg_engines_get_default (askg_engine_room_get_engines (room)) : NULL;
  g_autoptr(GSettings) settings = askg_settings_new ();
  AskgEngineLink *link;

  if (!ASKG_IS_CHAT_ENGINE (engine) || settings == NULL || !g_settings_get_boolean (settings, MEANING_KEY))
    return NULL;
  link = askg_chat_engine_get_link (ASKG_CHAT_ENGINE (engine));

  return askg_profile_get_kind (askg_engine_link_get_profile (link)) == ASKG_PROFILE_SERVER && askg_engine_link_is_here (link)
           ? link : NULL;
}

static gboolean
late_cb (gpointer user_data)
{
  Meaning *self = user_data;

  self->late_source = 0;
  g_cancellable_cancel (self->embedding);

  return G_SOURCE_REMOVE;
}

/* Where it is not known what the question is about, its words are looked for alone: no error is worth a word. */
static void
return_nothing (GTask *task)
{
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, NULL, NULL);
}

static void
embedded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GArray) vectors = askg_embedder_embed_finish (ASKG_ENGINE_LINK (object), result, NULL);

  if (vectors == NULL)
    return_nothing (task);
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_array_ref (g_array_index (vectors, GArray *, 0)), (GDestroyNotify) g_array_unref);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Meaning *self = g_task_get_task_data (task);

  if (askg_engine_link_open_finish (self->link, result, NULL))
    askg_embedder_embed_async (self->link, self->model, (const char *const[]) { self->text, NULL }, self->embedding, embedded_cb,
                               g_object_ref (task));
  else
    return_nothing (task);
}

static void
about_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Meaning *self = g_task_get_task_data (task);
  g_autoptr(AskgVectorAbout) about = askg_store_vector_about_finish (ASKG_STORE (object), result, NULL);

  if (about == NULL || !about->has_vectors ||
      g_strcmp0 (about->engine_id, askg_profile_get_id (askg_engine_link_get_profile (self->link))) != 0)
    {
      return_nothing (task);
      return;
    }

  self->model = g_strdup (about->model);
  askg_engine_link_open_async (self->link, self->embedding, opened_cb, g_object_ref (task));
}

/**
 * askg_meaning_embed_async:
 * @text: of a question
 * @most_ms: after so many milliseconds there is nothing
 */
void
askg_meaning_embed_async (AskgSession         *session,
                          const char          *text,
                          guint                most_ms,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autofree char *start = g_strndup (text, MAX_BYTES);
  AskgEngineLink *link = askg_meaning_find_link (session);
  Meaning *self;

  g_task_set_source_tag (task, askg_meaning_embed_async);
  if (link == NULL || *text == '\0')
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  self = g_new0 (Meaning, 1);
  self->link = g_object_ref (link);
  self->text = g_utf8_make_valid (start, -1);
  self->embedding = g_cancellable_new ();
  self->late_source = g_timeout_add (most_ms, late_cb, self);
  g_task_set_task_data (task, self, meaning_free);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (g_cancellable_cancel), self->embedding, G_CONNECT_SWAPPED);
  askg_store_vector_about_async (askg_session_get_store (session), self->embedding, about_cb, g_object_ref (task));
}

/**
 * askg_meaning_embed_finish:
 *
 * Errors: %G_IO_ERROR_CANCELLED, and nothing else
 *
 * Returns: (transfer full) (nullable) (element-type float): what it is about; %NULL without an error where nobody can tell
 */
GArray *
askg_meaning_embed_finish (AskgSession   *session,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_meaning_embed_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
