/* askg-finder.c: main thread. All ports at once; what is found is told when all have answered, in the ports' order. */
#include "engine/provider/askg-finder.h"

#include <glib/gi18n-lib.h>

#include "engine/provider/askg-engine-url.h"
#include "engine/provider/askg-finder-look.h"
#include "engine/provider/askg-profile-name.h"

#define ANYBODY N_("Local server")

/* Where programs listen unless they are told otherwise. */
static const AskgFinderPort usual_ports[] = {
  { 8080, ANYBODY }, /* llama.cpp, whisper.cpp, LocalAI … */
  { 9931, "llama.cpp" },
  { 11434, "Ollama" },
  { 1234, "LM Studio" },
  { 8000, "vLLM" },
  { 8091, "vLLM-Omni" },
  { 30000, "SGLang" },
  { 1337, "Jan" },
  { 5001, "KoboldCpp" },
  { 8081, ANYBODY },
};

struct _AskgFinder
{
  GObject               parent_instance;

  /* Owned */
  AskgProfiles         *profiles;
  AskgHttp             *http;
  AskgKeys             *keys;
  GListStore           *found; /* of AskgProfile */

  /* Borrowed */
  const AskgFinderPort *ports;
  guint                 n_ports;
};

G_DEFINE_FINAL_TYPE (AskgFinder, askg_finder, G_TYPE_OBJECT)

/* One look at all of them. */
typedef struct
{
  GPtrArray *found; /* of AskgFound or NULL, by port; owned */
  guint      n_left;
} Look;

/* One port of a look. */
typedef struct
{
  GTask *task; /* owned */
  guint  i;
} Part;

static void
askg_finder_finalize (GObject *object)
{
  AskgFinder *self = ASKG_FINDER (object);

  g_clear_object (&self->profiles);
  g_clear_object (&self->http);
  g_clear_object (&self->keys);
  g_clear_object (&self->found);

  G_OBJECT_CLASS (askg_finder_parent_class)->finalize (object);
}

static void
askg_finder_class_init (AskgFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_finder_finalize;
}

static void
askg_finder_init (AskgFinder *self)
{
  self->found = g_list_store_new (ASKG_TYPE_PROFILE);
  self->ports = usual_ports;
  self->n_ports = G_N_ELEMENTS (usual_ports);
}

/* -- What nobody has added yet -------------------------------------------- */

/* "localhost" is 127.0.0.1 and ::1, as far as a port goes. */
static gboolean
is_connected (AskgFinder *self,
              const char *url)
{
  g_autoptr(AskgEngineUrl) wanted = askg_engine_url_parse (url, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->profiles)); i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->profiles), i);
      const char *typed = askg_profile_get_url (profile);
      g_autoptr(AskgEngineUrl) other = typed != NULL ? askg_engine_url_parse (typed, NULL) : NULL;

      if (other != NULL && other->socket == NULL && other->port == wanted->port && other->is_here)
        return TRUE;
    }

  return FALSE;
}

/* Once it is on the list, it is no longer found. */
static void
profiles_changed_cb (AskgFinder *self)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->found)); i-- > 0;)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->found), i);

      if (is_connected (self, askg_profile_get_url (profile)))
        g_list_store_remove (self->found, i);
    }
}

static gboolean
is_name_found (AskgFinder *self,
               const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->found)); i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->found), i);

      if (g_str_equal (askg_profile_get_id (profile), id))
        return TRUE;
    }

  return FALSE;
}

/* The program's name, with the port where that name is taken. */
static void
add_found (AskgFinder      *self,
           const AskgFound *found)
{
  g_autofree char *longer = g_strdup_printf ("%s %u", found->name, found->port);
  const char *const names[] = { found->name, longer };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = askg_profile_name_to_id (self->profiles, names[i], NULL);
      g_autoptr(AskgProfile) profile = NULL;

      if (id == NULL || is_name_found (self, id))
        continue;
      profile = askg_profile_new (id, names[i], found->url);
      g_list_store_append (self->found, profile);
      return;
    }
}

/* -- Looking -------------------------------------------------------------- */

static void
found_clear (gpointer found)
{
  askg_found_free (found);
}

static void
look_free (gpointer data)
{
  Look *look = data;

  g_ptr_array_unref (look->found);
  g_free (look);
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Part *part = user_data;
  g_autoptr(GTask) task = part->task;
  AskgFinder *self = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);

  g_ptr_array_index (look->found, part->i) = askg_finder_look_at_finish (result, NULL);
  look->n_left--;
  if (look->n_left > 0 || g_task_return_error_if_cancelled (task))
    return;

  g_list_store_remove_all (self->found);
  for (guint i = 0; i < look->found->len; i++)
    {
      const AskgFound *found = g_ptr_array_index (look->found, i);

      if (found != NULL && !is_connected (self, found->url))
        add_found (self, found);
    }
  g_task_return_boolean (task, TRUE);
}

/**
 * askg_finder_new:
 * @profiles: those that are connected are not found
 *
 * Returns: (transfer full): one that has found nothing yet
 */
AskgFinder *
askg_finder_new (AskgProfiles *profiles,
                 AskgHttp     *http,
                 AskgKeys     *keys)
{
  AskgFinder *self = g_object_new (ASKG_TYPE_FINDER, NULL);

  self->profiles = g_object_ref (profiles);
  self->http = g_object_ref (http);
  self->keys = g_object_ref (keys);
  g_signal_connect_object (profiles, "items-changed", G_CALLBACK (profiles_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/* @ports: outlive the finder; instead of the usual ones */
void
askg_finder_set_ports (AskgFinder           *self,
                       const AskgFinderPort *ports,
                       guint                 n_ports)
{
  g_return_if_fail (ASKG_IS_FINDER (self));
  g_return_if_fail (n_ports > 0);

  self->ports = ports;
  self->n_ports = n_ports;
}

/* (transfer none): of AskgProfile, to be connected as they are */
GListModel *
askg_finder_get_found (AskgFinder *self)
{
  g_return_val_if_fail (ASKG_IS_FINDER (self), NULL);

  return G_LIST_MODEL (self->found);
}

/**
 * askg_finder_look_async:
 *
 * Looks at this machine and no other; takes a second where somebody listens and says nothing.
 */
void
askg_finder_look_async (AskgFinder          *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Look *look = g_new0 (Look, 1);

  g_return_if_fail (ASKG_IS_FINDER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  look->found = g_ptr_array_new_with_free_func (found_clear);
  g_ptr_array_set_size (look->found, self->n_ports);
  look->n_left = self->n_ports;
  g_task_set_source_tag (task, askg_finder_look_async);
  g_task_set_task_data (task, look, look_free);
  for (guint i = 0; i < self->n_ports; i++)
    {
      Part *part = g_new0 (Part, 1);

      part->task = g_object_ref (task);
      part->i = i;
      askg_finder_look_at_async (self->http, self->keys, self->ports[i].port, _(self->ports[i].name), cancellable,
                                 looked_cb, part);
    }
}

gboolean
askg_finder_look_finish (AskgFinder    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_finder_look_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
