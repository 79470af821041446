/* askg-keys.c: main thread; files are read and written on another. */
#include "engine/provider/askg-keys.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-keys-file.h"

struct _AskgKeys
{
  GObject  parent_instance;

  char    *folder; /* owned; where files would be */
};

G_DEFINE_FINAL_TYPE (AskgKeys, askg_keys, G_TYPE_OBJECT)

static const SecretSchema schema = {
  "org.askglass.Askglass.Key", SECRET_SCHEMA_NONE,
  {
    { "engine", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "origin", SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

static void
askg_keys_finalize (GObject *object)
{
  g_clear_pointer (&ASKG_KEYS (object)->folder, g_free);

  G_OBJECT_CLASS (askg_keys_parent_class)->finalize (object);
}

static void
askg_keys_class_init (AskgKeysClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_keys_finalize;
}

static void
askg_keys_init (AskgKeys *self)
{
}

/* @folder: for keys in files; made when the first is stored */
AskgKeys *
askg_keys_new (const char *folder)
{
  AskgKeys *self = g_object_new (ASKG_TYPE_KEYS, NULL);

  self->folder = g_strdup (folder);

  return self;
}

/* Overwrites and frees; %NULL is fine. */
void
askg_keys_wipe (char *secret)
{
  if (secret == NULL)
    return;

  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/**
 * askg_keys_clean:
 * @given: (array length=n_bytes): a file or a pipe; the key is its first line
 *
 * Errors: %ASKG_ERROR_USAGE when that cannot be a key: it would break the header it is sent in.
 *
 * Returns: (transfer full): the key, to be given to askg_keys_wipe()
 */
char *
askg_keys_clean (const char  *given,
                gsize        n_bytes,
                GError     **error)
{
  const char *end = memchr (given, '\n', n_bytes);
  char *key = g_strstrip (g_strndup (given, MIN (end != NULL ? (gsize) (end - given) : n_bytes, ASKG_KEYS_MAX_BYTES + 1)));
  gboolean is_fine = *key != '\0' && strlen (key) <= ASKG_KEYS_MAX_BYTES;

  for (const char *at = key; is_fine && *at != '\0'; at++)
    is_fine = g_ascii_isgraph (*at);
  if (is_fine)
    return key;

  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                       _("That is no key: it is empty, too long, or holds spaces or characters that no key has. "
                         "Put the key alone on the first line."));
  askg_keys_wipe (key);

  return NULL;
}

/* -- Asking the keyring --------------------------------------------------- */

typedef struct
{
  AskgKeyPlace  place;
  char         *engine_id;
  char         *origin; /* (nullable) */
  char         *secret; /* (nullable) */
} Job;

static void
job_free (Job *job)
{
  askg_keys_wipe (job->secret);
  g_free (job->engine_id);
  g_free (job->origin);
  g_free (job);
}

static GTask *
new_task (AskgKeys            *self,
          gpointer             tag,
          AskgKeyPlace         place,
          const char          *engine_id,
          const char          *origin,
          const char          *secret,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->place = place;
  job->engine_id = g_strdup (engine_id);
  job->origin = g_strdup (origin);
  job->secret = g_strdup (secret);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);

  return task;
}

/* Not libsecret's own search: where there is no bus that would start one, and wait for it. */
static gboolean
has_bus (void)
{
  const char *told = g_getenv ("DBUS_SESSION_BUS_ADDRESS");
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);

  return (told != NULL && *told != '\0') || g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
fail_for_keyring (GTask  *task,
                  GError *why)
{
  g_autofree char *cause = why != NULL ? askg_error_quote (why->message) : g_strdup (_("there is none here"));

  if (askg_error_is_cancelled (why) && g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    g_task_return_error (task, g_error_copy (why));
  else
    g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_NO_KEYRING,
                             _("The keyring that keeps keys cannot be used (%s). Unlock it or install one, such as "
                               "gnome-keyring, or let the key be kept in a file."), cause);
  g_clear_error (&why);
}

/* Returns %TRUE when there is no keyring to ask: then the task has ended. */
static gboolean
ends_without_keyring (GTask *task)
{
  if (has_bus ())
    return FALSE;

  fail_for_keyring (task, NULL);

  return TRUE;
}

/* -- Storing -------------------------------------------------------------- */

static void
store_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (askg_keys_file_store (ASKG_KEYS (source_object)->folder, job->engine_id, job->origin, job->secret, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    fail_for_keyring (task, error);
}

/**
 * askg_keys_store_async:
 * @place: a file only after the person agreed to it
 * @origin: where the key may be sent to, and nowhere else; see askg_engine_url_get_origin()
 * @secret: from askg_keys_clean(); takes the place of an earlier one
 */
void
askg_keys_store_async (AskgKeys            *self,
                       AskgKeyPlace         place,
                       const char          *engine_id,
                       const char          *origin,
                       const char          *secret,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (ASKG_IS_KEYS (self));
  g_return_if_fail (place != ASKG_KEY_NONE);

  task = new_task (self, askg_keys_store_async, place, engine_id, origin, secret, cancellable, callback, user_data);
  if (place == ASKG_KEY_IN_FILE)
    {
      g_task_run_in_thread (task, store_in_thread);
      return;
    }
  if (ends_without_keyring (task))
    return;

  /* TRANSLATORS: how a keyring lists the key of an engine; %s is the engine's name */
  label = g_strdup_printf (_("Askglass: key of %s"), engine_id);
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, secret, cancellable, stored_cb,
                         g_object_ref (task), "engine", engine_id, "origin", origin, NULL);
}

/**
 * askg_keys_store_finish:
 *
 * Errors: %ASKG_ERROR_NO_KEYRING when there is none or it stays locked: a file may be offered;
 *   %ASKG_ERROR_STORAGE for a file.
 */
gboolean
askg_keys_store_finish (AskgKeys      *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_keys_store_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* -- Looking up ----------------------------------------------------------- */

static void
end_lookup (GTask *task,
            char  *secret)
{
  Job *job = g_task_get_task_data (task);

  if (secret != NULL && *secret != '\0')
    {
      g_task_return_pointer (task, secret, (GDestroyNotify) askg_keys_wipe);
      return;
    }

  askg_keys_wipe (secret);
  g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_USAGE,
                           _("There is no key for the engine “%s” at its address. Give it again: "
                             "askglass engines remove, then askglass engines add with --key-file FILE."), job->engine_id);
}

static void
lookup_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  char *secret = askg_keys_file_lookup (ASKG_KEYS (source_object)->folder, job->engine_id, job->origin, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    end_lookup (task, secret);
}

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  char *secret = secret_password_lookup_nonpageable_finish (result, &error);

  if (error != NULL)
    fail_for_keyring (task, error);
  else
    end_lookup (task, g_strdup (secret));
  secret_password_free (secret);
}

/**
 * askg_keys_lookup_async:
 * @place: where the profile says that its key is
 * @origin: where the key would be sent; one that was given for another is not found
 */
void
askg_keys_lookup_async (AskgKeys            *self,
                        AskgKeyPlace         place,
                        const char          *engine_id,
                        const char          *origin,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ASKG_IS_KEYS (self));
  g_return_if_fail (place != ASKG_KEY_NONE);

  task = new_task (self, askg_keys_lookup_async, place, engine_id, origin, NULL, cancellable, callback, user_data);
  if (place == ASKG_KEY_IN_FILE)
    g_task_run_in_thread (task, lookup_in_thread);
  else if (!ends_without_keyring (task))
    secret_password_lookup (&schema, cancellable, looked_up_cb, g_object_ref (task), "engine", engine_id,
                            "origin", origin, NULL);
}

/**
 * askg_keys_lookup_finish:
 *
 * Errors: %ASKG_ERROR_NO_KEYRING, %ASKG_ERROR_STORAGE, %ASKG_ERROR_USAGE when there is no key for this
 *   engine at this origin.
 *
 * Returns: (transfer full): the key, to be given to askg_keys_wipe()
 */
char *
askg_keys_lookup_finish (AskgKeys      *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_keys_lookup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* -- Removing ------------------------------------------------------------- */

static void
remove_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (askg_keys_file_remove (ASKG_KEYS (source_object)->folder, job->engine_id, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
cleared_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error); /* %FALSE alone: there was none */
  if (error != NULL)
    fail_for_keyring (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Forgets every key of the engine at @place; that there is none is no error. */
void
askg_keys_remove_async (AskgKeys            *self,
                        AskgKeyPlace         place,
                        const char          *engine_id,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ASKG_IS_KEYS (self));

  task = new_task (self, askg_keys_remove_async, place, engine_id, NULL, NULL, cancellable, callback, user_data);
  if (place == ASKG_KEY_NONE)
    g_task_return_boolean (task, TRUE);
  else if (place == ASKG_KEY_IN_FILE)
    g_task_run_in_thread (task, remove_in_thread);
  else if (!ends_without_keyring (task))
    secret_password_clear (&schema, cancellable, cleared_cb, g_object_ref (task), "engine", engine_id, NULL);
}

/**
 * askg_keys_remove_finish:
 *
 * Errors: %ASKG_ERROR_NO_KEYRING, %ASKG_ERROR_STORAGE
 */
gboolean
askg_keys_remove_finish (AskgKeys      *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_keys_remove_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
