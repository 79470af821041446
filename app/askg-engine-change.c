/* askg-engine-change.c: main thread. */
#include "app/askg-engine-change.h"

#include <glib/gi18n-lib.h>

#include "engine/provider/askg-engine-url.h"
#include "engine/provider/askg-reader.h"

/* A change on its way: the key first, then the list on the disk. */
typedef struct
{
  AskgProfile  *profile; /* owned */
  AskgKeyPlace  place;   /* of the key that is stored */
  char         *note;    /* owned (nullable): what else the person should know */
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_object (&change->profile);
  g_free (change->note);
  g_free (change);
}

static GTask *
new_task (AskgEngineRoom      *room,
          gpointer             tag,
          AskgProfile         *profile,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (room, cancellable, callback, user_data);
  Change *change = g_new0 (Change, 1);

  change->profile = g_object_ref (profile);
  change->place = ASKG_KEY_NONE;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, change, change_free);

  return task;
}

/* A key may be sent nowhere but to the address that it was given for. */
static void
store_key (GTask               *task,
           const char          *secret,
           AskgKeyPlace         place,
           GAsyncReadyCallback  callback)
{
  Change *change = g_task_get_task_data (task);
  const char *url = askg_profile_get_url (change->profile);
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgEngineUrl) parsed = askg_engine_url_parse (url != NULL ? url : "", &error);
  g_autofree char *origin = NULL;

  if (parsed == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
      return;
    }

  change->place = place;
  origin = askg_engine_url_get_origin (parsed);
  askg_keys_store_async (askg_engine_room_get_keys (g_task_get_source_object (task)), place,
                         askg_profile_get_id (change->profile), origin, secret, g_task_get_cancellable (task), callback,
                         task);
}

/* -- Connecting ----------------------------------------------------------- */

static void
added_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  GError *error = NULL;

  if (askg_profiles_save_finish (ASKG_PROFILES (object), result, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  askg_profiles_remove (ASKG_PROFILES (object), change->profile);
  askg_keys_remove_async (askg_engine_room_get_keys (g_task_get_source_object (task)), change->place,
                          askg_profile_get_id (change->profile), NULL, NULL, NULL);
  g_task_return_error (task, error);
}

static void
add_to_list (GTask *task)
{
  Change *change = g_task_get_task_data (task);
  AskgProfiles *profiles = askg_engine_room_get_profiles (g_task_get_source_object (task));
  GError *error = NULL;

  g_object_set (change->profile, "key-place", change->place, NULL);
  if (askg_profiles_add (profiles, change->profile, &error))
    {
      askg_profiles_save_async (profiles, added_cb, task);
      return;
    }

  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
first_key_stored_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (askg_keys_store_finish (ASKG_KEYS (object), result, &error))
    {
      add_to_list (task);
      return;
    }

  g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * askg_engine_connect_async:
 * @profile: of an id that is not taken; see askg_profile_name_to_id()
 * @secret: (nullable): from askg_keys_clean()
 * @place: where the secret is kept; a file only after the person agreed to it
 *
 * The key first: an engine without the key that was given for it is never on the list.
 */
void
askg_engine_connect_async (AskgEngineRoom      *room,
                           AskgProfile         *profile,
                           const char          *secret,
                           AskgKeyPlace         place,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ASKG_IS_ENGINE_ROOM (room));
  g_return_if_fail (ASKG_IS_PROFILE (profile));

  task = new_task (room, askg_engine_connect_async, profile, cancellable, callback, user_data);
  if (secret != NULL)
    store_key (task, secret, place, first_key_stored_cb);
  else
    add_to_list (task);
}

/**
 * askg_engine_connect_finish:
 *
 * Errors: %ASKG_ERROR_NO_KEYRING: the person may agree to a file; %ASKG_ERROR_USAGE, %ASKG_ERROR_STORAGE.
 *   Then nothing was added.
 */
gboolean
askg_engine_connect_finish (AskgEngineRoom  *room,
                            GAsyncResult    *result,
                            GError         **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_engine_connect_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* -- Taking away ---------------------------------------------------------- */

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (askg_profiles_save_finish (ASKG_PROFILES (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* An engine goes also when its key cannot be reached now; the person is told that it stays behind. */
static void
key_removed_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask *task = user_data;
  Change *change = g_task_get_task_data (task);
  AskgEngineRoom *room = g_task_get_source_object (task);
  AskgProfiles *profiles = askg_engine_room_get_profiles (room);
  g_autofree char *default_id = askg_engine_room_get_default (room);
  g_autoptr(GError) error = NULL;

  if (!askg_keys_remove_finish (ASKG_KEYS (object), result, &error))
    change->note = g_strdup_printf (_("Its key is still where it was: %s"), error->message);
  if (g_strcmp0 (default_id, askg_profile_get_id (change->profile)) == 0)
    askg_engine_room_set_default (room, ASKG_READER_ID, NULL);
  askg_profiles_remove (profiles, change->profile);
  askg_profiles_save_async (profiles, removed_cb, task);
}

/* Takes it off the list, and forgets its key. */
void
askg_engine_disconnect_async (AskgEngineRoom      *room,
                              AskgProfile         *profile,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ASKG_IS_ENGINE_ROOM (room));
  g_return_if_fail (ASKG_IS_PROFILE (profile));

  task = new_task (room, askg_engine_disconnect_async, profile, cancellable, callback, user_data);
  askg_keys_remove_async (askg_engine_room_get_keys (room), askg_profile_get_key_place (profile),
                          askg_profile_get_id (profile), cancellable, key_removed_cb, task);
}

/**
 * askg_engine_disconnect_finish:
 * @out_note: (out) (transfer full) (nullable): what else the person should know
 *
 * Errors: %ASKG_ERROR_STORAGE
 */
gboolean
askg_engine_disconnect_finish (AskgEngineRoom  *room,
                               GAsyncResult    *result,
                               char           **out_note,
                               GError         **error)
{
  Change *change;

  g_return_val_if_fail (g_async_result_is_tagged (result, askg_engine_disconnect_async), FALSE);

  change = g_task_get_task_data (G_TASK (result));
  *out_note = g_steal_pointer (&change->note);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* -- Another key ---------------------------------------------------------- */

static void
key_stored_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  const AskgKeyPlace before = askg_profile_get_key_place (change->profile);
  GError *error = NULL;

  if (!askg_keys_store_finish (ASKG_KEYS (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (before != change->place)
    askg_keys_remove_async (ASKG_KEYS (object), before, askg_profile_get_id (change->profile), NULL, NULL, NULL);
  g_object_set (change->profile, "key-place", change->place, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
key_forgotten_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  GError *error = NULL;

  if (!askg_keys_remove_finish (ASKG_KEYS (object), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_object_set (change->profile, "key-place", ASKG_KEY_NONE, NULL);
  g_task_return_boolean (task, TRUE);
}

/**
 * askg_engine_set_key_async:
 * @profile: one that is connected
 * @secret: (nullable): from askg_keys_clean(); %NULL to forget the one there is
 * @place: where the secret is kept; a file only after the person agreed to it
 */
void
askg_engine_set_key_async (AskgEngineRoom      *room,
                           AskgProfile         *profile,
                           const char          *secret,
                           AskgKeyPlace         place,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ASKG_IS_ENGINE_ROOM (room));
  g_return_if_fail (ASKG_IS_PROFILE (profile));

  task = new_task (room, askg_engine_set_key_async, profile, cancellable, callback, user_data);
  if (secret != NULL)
    store_key (task, secret, place, key_stored_cb);
  else
    askg_keys_remove_async (askg_engine_room_get_keys (room), askg_profile_get_key_place (profile),
                            askg_profile_get_id (profile), cancellable, key_forgotten_cb, task);
}

/**
 * askg_engine_set_key_finish:
 *
 * Errors: %ASKG_ERROR_NO_KEYRING: the person may agree to a file; %ASKG_ERROR_STORAGE. Then the key is as it was.
 */
gboolean
askg_engine_set_key_finish (AskgEngineRoom  *room,
                            GAsyncResult    *result,
                            GError         **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_engine_set_key_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
