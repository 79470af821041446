/* askg-meaning-filler.c: main thread. One step after the other, each begun by a timer: who ends it stops the timer and what
 * is on its way, and nothing comes after that. */
#include "app/askg-meaning-filler.h"

#include "app/askg-meaning.h"
#include "engine/memory/askg-store-vectors.h"
#include "engine/provider/askg-embedder.h"

#define FILLER "askg-filler"
#define TURNS_A_STEP 8
#define FIRST_MS     3000    /* the start of the program has other things to do */
#define NEXT_MS      400
#define BUSY_MS      2000    /* an answer is being written: the engine is needed for it */
#define FAILED_MS    300000

struct _AskgMeaningFiller
{
  /* Owned */
  AskgSession    *session;
  AskgEngineLink *link;        /* (nullable): that is asked now */
  char           *model;       /* (nullable): of it */
  GPtrArray      *texts;       /* (nullable), of AskgVectorText: on their way */
  GCancellable   *cancellable;

  guint           source;
  gboolean        is_running;  /* a step is on its way */
};

static gboolean step_cb (gpointer user_data);

static void
go_on_in (AskgMeaningFiller *self,
          guint              ms)
{
  self->is_running = FALSE;
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add_full (G_PRIORITY_LOW, ms, step_cb, self, NULL);
}

static void
forget_engine (AskgMeaningFiller *self)
{
  g_clear_object (&self->link);
  g_clear_pointer (&self->model, g_free);
}

/* (nullable): @user_data is the cancellable of every step; whoever cancelled it is gone */
static AskgMeaningFiller *
filler_of (gpointer user_data)
{
  return g_cancellable_is_cancelled (user_data) ? NULL : g_object_get_data (user_data, FILLER);
}

/* What fails is tried again much later, from the beginning. */
static gboolean
is_fine (AskgMeaningFiller *self,
         const GError      *error)
{
  if (self == NULL || error == NULL)
    return self != NULL;

  g_debug ("meaning: %s", error->message);
  forget_engine (self);
  go_on_in (self, FAILED_MS);
  return FALSE;
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GCancellable) cancellable = user_data;
  AskgMeaningFiller *self = filler_of (cancellable);
  g_autoptr(GError) error = NULL;

  askg_store_vector_save_finish (ASKG_STORE (object), result, &error);
  if (is_fine (self, error))
    go_on_in (self, NEXT_MS);
}

static void
embedded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GCancellable) cancellable = user_data;
  AskgMeaningFiller *self = filler_of (cancellable);
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) vectors = askg_embedder_embed_finish (ASKG_ENGINE_LINK (object), result, &error);

  if (!is_fine (self, error))
    return;
  for (guint i = 0; i < self->texts->len; i++)
    ((AskgVectorText *) g_ptr_array_index (self->texts, i))->vector = g_array_ref (g_array_index (vectors, GArray *, i));
  /* It is saved also when it is ended meanwhile: it was made. */
  askg_store_vector_save_async (askg_session_get_store (self->session), askg_profile_get_id (askg_engine_link_get_profile (self->link)),
                                self->model, g_steal_pointer (&self->texts), saved_cb, g_steal_pointer (&cancellable));
}

static void
wanted_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GCancellable) cancellable = user_data;
  AskgMeaningFiller *self = filler_of (cancellable);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) texts = askg_store_vector_wanted_finish (ASKG_STORE (object), result, &error);
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  if (!is_fine (self, error))
    return;
  self->is_running = texts->len > 0;
  if (texts->len == 0)
    return; /* until something is answered */

  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (words, ((const AskgVectorText *) g_ptr_array_index (texts, i))->text);
  g_ptr_array_add (words, NULL);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  self->texts = g_steal_pointer (&texts);
  askg_embedder_embed_async (self->link, self->model, (const char *const *) words->pdata, self->cancellable, embedded_cb,
                             g_steal_pointer (&cancellable));
}

static void
ask_for_turns (AskgMeaningFiller *self)
{
  askg_store_vector_wanted_async (askg_session_get_store (self->session),
                                  askg_profile_get_id (askg_engine_link_get_profile (self->link)), self->model, TURNS_A_STEP,
                                  self->cancellable, wanted_cb, g_object_ref (self->cancellable));
}

static void
model_found_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GCancellable) cancellable = user_data;
  AskgMeaningFiller *self = filler_of (cancellable);
  g_autoptr(GError) error = NULL;
  g_autofree char *model = askg_embedder_find_model_finish (ASKG_ENGINE_LINK (object), result, &error);

  if (!is_fine (self, error))
    return;
  if (model == NULL)
    {
      go_on_in (self, FAILED_MS); /* it may get one */
      return;
    }
  self->model = g_steal_pointer (&model);
  ask_for_turns (self);
}

static gboolean
step_cb (gpointer user_data)
{
  AskgMeaningFiller *self = user_data;
  AskgEngineLink *link = askg_meaning_find_link (self->session);

  self->source = 0;
  self->is_running = TRUE;
  if (link != self->link)
    forget_engine (self);
  if (link == NULL || !askg_store_is_open (askg_session_get_store (self->session)))
    go_on_in (self, FAILED_MS);
  else if (askg_session_is_busy (self->session))
    go_on_in (self, BUSY_MS);
  else if (g_set_object (&self->link, link) || self->model == NULL)
    askg_embedder_find_model_async (link, self->cancellable, model_found_cb, g_object_ref (self->cancellable));
  else
    ask_for_turns (self);

  return G_SOURCE_REMOVE;
}

/* There is one more, or another engine. */
static void
again (AskgMeaningFiller *self)
{
  if (!self->is_running)
    go_on_in (self, NEXT_MS);
}

/* @session: open */
AskgMeaningFiller *
askg_meaning_filler_new (AskgSession *session)
{
  AskgMeaningFiller *self = g_new0 (AskgMeaningFiller, 1);
  AskgEngineRoom *room = askg_session_peek_engine_room (session);

  self->session = g_object_ref (session);
  self->cancellable = g_cancellable_new ();
  g_object_set_data (G_OBJECT (self->cancellable), FILLER, self);
  g_signal_connect_swapped (session, "answer-kept", G_CALLBACK (again), self);
  if (room != NULL)
    g_signal_connect_swapped (room, "default-changed", G_CALLBACK (again), self);
  go_on_in (self, FIRST_MS);

  return self;
}

void
askg_meaning_filler_free (AskgMeaningFiller *self)
{
  AskgEngineRoom *room = askg_session_peek_engine_room (self->session);

  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_signal_handlers_disconnect_by_data (self->session, self);
  if (room != NULL)
    g_signal_handlers_disconnect_by_data (room, self);
  forget_engine (self);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_free (self);
}
