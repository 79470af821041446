/* askg-profiles.c: main thread; the file is written on another. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-profiles.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-profile-json.h"
#include "engine/provider/askg-profiles-file.h"

/* What is learnt in the middle of an answer is written soon after, together. */
#define SAVE_AFTER_MS 300

struct _AskgProfiles
{
  GObject     parent_instance;

  /* Owned */
  char       *path;
  GListStore *profiles; /* of AskgProfile */
  json_t     *document; /* as the file last said: what is not understood stays in it */
  GError     *trouble;  /* (nullable): why the file must not be written over */
  GPtrArray  *waiting;  /* of GTask: told by the next writing */
  GPtrArray  *written;  /* of GTask: told by the one under way */

  guint       save_source;
  gboolean    is_dirty;
  gboolean    is_writing;
};

static GType
askg_profiles_get_item_type (GListModel *model)
{
  return ASKG_TYPE_PROFILE;
}

static guint
askg_profiles_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ASKG_PROFILES (model)->profiles));
}

static gpointer
askg_profiles_get_item (GListModel *model,
                        guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (ASKG_PROFILES (model)->profiles), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = askg_profiles_get_item_type;
  iface->get_n_items = askg_profiles_get_n_items;
  iface->get_item = askg_profiles_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgProfiles, askg_profiles, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
askg_profiles_finalize (GObject *object)
{
  AskgProfiles *self = ASKG_PROFILES (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_object (&self->profiles);
  g_clear_pointer (&self->document, json_decref);
  g_clear_error (&self->trouble);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->written, g_ptr_array_unref);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (askg_profiles_parent_class)->finalize (object);
}

static void
askg_profiles_class_init (AskgProfilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_profiles_finalize;
}

static void
askg_profiles_init (AskgProfiles *self)
{
  self->profiles = g_list_store_new (ASKG_TYPE_PROFILE);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->written = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect_object (self->profiles, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}

/**
 * askg_profiles_new:
 * @path: where the list is kept; its folder exists
 *
 * Returns: (transfer full): an empty list; see askg_profiles_load()
 */
AskgProfiles *
askg_profiles_new (const char *path)
{
  AskgProfiles *self = g_object_new (ASKG_TYPE_PROFILES, NULL);

  self->path = g_strdup (path);
  self->document = json_pack ("{s:i, s:[]}", "version", ASKG_PROFILES_VERSION, "engines");

  return self;
}

/* -- Saving --------------------------------------------------------------- */

static json_t *
find_before (AskgProfiles *self,
             const char   *id)
{
  gsize i;
  json_t *object;

  json_array_foreach (json_object_get (self->document, "engines"), i, object)
    if (g_strcmp0 (json_string_value (json_object_get (object, "id")), id) == 0)
      return object;

  return NULL;
}

static gboolean
is_understood (json_t *object)
{
  g_autoptr(AskgProfile) profile = askg_profile_from_json (object);

  return profile != NULL;
}

/* The engines there are, then the entries that only a newer or another Askglass understands. */
static void
renew_document (AskgProfiles *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->profiles));
  json_t *engines = json_array ();
  gsize i;
  json_t *object;

  for (guint n_done = 0; n_done < n; n_done++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->profiles), n_done);

      json_array_append_new (engines, askg_profile_to_json (profile, find_before (self, askg_profile_get_id (profile))));
    }
  json_array_foreach (json_object_get (self->document, "engines"), i, object)
    if (!is_understood (object))
      json_array_append (engines, object);
  json_object_set_new (self->document, "engines", engines);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  GError *error = NULL;

  /* The path never changes, and the document is a copy of its own. */
  if (askg_profiles_file_write (ASKG_PROFILES (source_object)->path, task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void start_to_write (AskgProfiles *self);

static void
tell (GPtrArray    *tasks,
      const GError *error)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      if (error != NULL)
        g_task_return_error (g_ptr_array_index (tasks, i), g_error_copy (error));
      else
        g_task_return_boolean (g_ptr_array_index (tasks, i), TRUE);
    }
  g_ptr_array_set_size (tasks, 0);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  AskgProfiles *self = ASKG_PROFILES (object);
  g_autoptr(GError) error = NULL;

  self->is_writing = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error) && self->written->len == 0)
    g_message ("%s", error->message); /* what was learnt by the way; nobody waits for it */
  tell (self->written, error);
  if (self->is_dirty && error == NULL)
    start_to_write (self);
  else if (self->waiting->len > 0)
    tell (self->waiting, error);
}

static void
start_to_write (AskgProfiles *self)
{
  g_autoptr(GTask) task = NULL;
  GPtrArray *told = self->written;

  g_clear_handle_id (&self->save_source, g_source_remove);
  self->written = self->waiting;
  self->waiting = told;
  self->is_dirty = FALSE;
  self->is_writing = TRUE;
  renew_document (self);
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_task_data (task, json_deep_copy (self->document), (GDestroyNotify) json_decref);
  g_task_run_in_thread (task, write_in_thread);
}

static gboolean
save_soon_cb (gpointer user_data)
{
  AskgProfiles *self = user_data;

  self->save_source = 0;
  if (!self->is_writing && self->is_dirty)
    start_to_write (self);

  return G_SOURCE_REMOVE;
}

static void
save_soon (AskgProfiles *self)
{
  if (self->trouble != NULL)
    return;

  self->is_dirty = TRUE;
  if (self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_AFTER_MS, save_soon_cb, self);
}

/* Whether everything is on the disk. */
gboolean
askg_profiles_is_saved (AskgProfiles *self)
{
  g_return_val_if_fail (ASKG_IS_PROFILES (self), TRUE);

  return !self->is_dirty && !self->is_writing;
}

/**
 * askg_profiles_save_async:
 *
 * Every change is saved by itself, soon; this saves at once and tells when it is on the disk.
 */
void
askg_profiles_save_async (AskgProfiles        *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ASKG_IS_PROFILES (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, askg_profiles_save_async);
  if (askg_profiles_is_saved (self))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  if (!self->is_writing)
    start_to_write (self);
}

/**
 * askg_profiles_save_finish:
 *
 * Errors: %ASKG_ERROR_STORAGE, %ASKG_ERROR_STORAGE_FULL
 */
gboolean
askg_profiles_save_finish (AskgProfiles  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_profiles_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* -- The list ------------------------------------------------------------- */

static void
append (AskgProfiles *self,
        AskgProfile  *profile)
{
  g_signal_connect_object (profile, "changed", G_CALLBACK (save_soon), self, G_CONNECT_SWAPPED);
  g_list_store_append (self->profiles, profile);
}

/**
 * askg_profiles_load:
 *
 * Reads the file, once, before anything else. After an error the list is empty, and is only written
 * to a file that is not in the way.
 *
 * Errors: see askg_profiles_file_read()
 */
gboolean
askg_profiles_load (AskgProfiles  *self,
                    GError       **error)
{
  json_t *document;
  gsize i;
  json_t *object;

  g_return_val_if_fail (ASKG_IS_PROFILES (self), FALSE);

  document = askg_profiles_file_read (self->path, &self->trouble);
  if (document == NULL)
    {
      g_propagate_error (error, g_error_copy (self->trouble));
      if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
        g_clear_error (&self->trouble); /* it was put aside */
      return FALSE;
    }

  json_decref (self->document);
  self->document = document;
  json_array_foreach (json_object_get (document, "engines"), i, object)
    {
      g_autoptr(AskgProfile) profile = askg_profile_from_json (object);

      if (profile != NULL && askg_profiles_find (self, askg_profile_get_id (profile)) == NULL)
        append (self, profile);
    }

  return TRUE;
}

/**
 * askg_profiles_find:
 * @id_or_name: as a person writes it
 *
 * Returns: (nullable) (transfer none): the engine with that id, or else with that name
 */
AskgProfile *
askg_profiles_find (AskgProfiles *self,
                    const char   *id_or_name)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (ASKG_IS_PROFILES (self), NULL);

  id = askg_profile_make_id (id_or_name);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->profiles)); i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->profiles), i);

      if (g_str_equal (askg_profile_get_id (profile), id))
        return profile; /* the list holds it */
    }

  return NULL;
}

/**
 * askg_profiles_add:
 * @profile: (transfer none): comes last
 *
 * Errors: %ASKG_ERROR_USAGE when there is one with that id; %ASKG_ERROR_STORAGE when the file could
 *   not be read and must not be written over.
 */
gboolean
askg_profiles_add (AskgProfiles  *self,
                   AskgProfile   *profile,
                   GError       **error)
{
  g_return_val_if_fail (ASKG_IS_PROFILES (self), FALSE);
  g_return_val_if_fail (ASKG_IS_PROFILE (profile), FALSE);

  if (self->trouble != NULL)
    {
      g_propagate_error (error, g_error_copy (self->trouble));
      return FALSE;
    }
  if (askg_profiles_find (self, askg_profile_get_id (profile)) != NULL)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                   _("There is already an engine “%s”. Give another name, or remove that one first: "
                     "askglass engines remove %s."), askg_profile_get_id (profile), askg_profile_get_id (profile));
      return FALSE;
    }

  append (self, profile);
  save_soon (self);

  return TRUE;
}

void
askg_profiles_remove (AskgProfiles *self,
                      AskgProfile  *profile)
{
  guint position;

  g_return_if_fail (ASKG_IS_PROFILES (self));

  if (!g_list_store_find (self->profiles, profile, &position))
    return;

  g_signal_handlers_disconnect_by_func (profile, save_soon, self);
  g_list_store_remove (self->profiles, position);
  save_soon (self);
}

/* Puts the one at @from where @to is now: the order in which one steps in for another. */
void
askg_profiles_move (AskgProfiles *self,
                    guint         from,
                    guint         to)
{
  g_autoptr(AskgProfile) profile = NULL;

  g_return_if_fail (ASKG_IS_PROFILES (self));
  g_return_if_fail (to < g_list_model_get_n_items (G_LIST_MODEL (self->profiles)));

  profile = g_list_model_get_item (G_LIST_MODEL (self->profiles), from);
  g_return_if_fail (profile != NULL);

  g_list_store_remove (self->profiles, from);
  g_list_store_insert (self->profiles, to, profile);
  save_soon (self);
}
