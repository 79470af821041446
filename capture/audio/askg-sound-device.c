/* askg-sound-device.c: main thread. */
#include "capture/audio/askg-sound-device.h"

#include <string.h>

#include "capture/audio/askg-hear-trouble.h"
#include "capture/audio/askg-microphone.h"
#include "capture/audio/askg-overhearing.h"
#include "capture/audio/askg-play-trouble.h"
#include "engine/base/askg-program.h"

static void
device_free (gpointer data)
{
  AskgSoundDevice *device = data;

  g_free (device->name);
  g_free (device->description);
  g_free (device);
}

static GPtrArray *
parse_list (const char *lines)
{
  g_auto(GStrv) list = g_strsplit (lines, "\n", -1);
  GPtrArray *devices = g_ptr_array_new_with_free_func (device_free);

  for (char **line = list; *line != NULL; line++)
    {
      const char *tab = strchr (*line, '\t');
      AskgSoundDevice *device;

      if (tab == NULL)
        continue;
      device = g_new0 (AskgSoundDevice, 1);
      device->name = g_strndup (*line, tab - *line);
      device->description = g_strdup (tab + 1);
      g_ptr_array_add (devices, device);
    }

  return devices;
}

static void
told_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autofree char *lines = NULL;
  GError *error = NULL;

  if (g_subprocess_communicate_utf8_finish (G_SUBPROCESS (object), result, &lines, NULL, &error))
    g_task_return_pointer (task, parse_list (lines != NULL ? lines : ""), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * askg_sound_device_list_async:
 * @helper: %ASKG_HEAR_HELPER for microphones, %ASKG_PLAY_HELPER for loudspeakers
 * @option: that it is asked with: "--list"
 */
void
askg_sound_device_list_async (const char          *helper,
                              const char          *option,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *path = askg_program_find_helper (helper);
  g_autoptr(GSubprocess) process = NULL;

  g_task_set_source_tag (task, askg_sound_device_list_async);
  if (path != NULL)
    process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, path, option, NULL);
  if (process == NULL)
    g_task_return_error (task, g_str_equal (helper, ASKG_HEAR_HELPER) ? askg_hear_trouble_new_of_helper (NULL)
                                                                      : askg_play_trouble_new_of_helper (NULL));
  else
    g_subprocess_communicate_utf8_async (process, NULL, cancellable, told_cb, g_steal_pointer (&task));
}

/**
 * askg_sound_device_list_finish:
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE when this build has no such helper
 *
 * Returns: (transfer full) (element-type AskgSoundDevice): none of them where there is no sound server
 */
GPtrArray *
askg_sound_device_list_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_sound_device_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* See askg_sound_device_list_async(). */
void
askg_microphone_list_async (GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  askg_sound_device_list_async (ASKG_HEAR_HELPER, "--list", cancellable, callback, user_data);
}

GPtrArray *
askg_microphone_list_finish (GAsyncResult  *result,
                             GError       **error)
{
  return askg_sound_device_list_finish (result, error);
}

/* See askg_sound_device_list_async(). */
void
askg_loudspeaker_list_async (GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  askg_sound_device_list_async (ASKG_PLAY_HELPER, "--list", cancellable, callback, user_data);
}

GPtrArray *
askg_loudspeaker_list_finish (GAsyncResult  *result,
                              GError       **error)
{
  return askg_sound_device_list_finish (result, error);
}

/* The applications that play something now: the name of each goes behind %ASKG_OVERHEARING_ONE. See
 * askg_sound_device_list_async(). */
void
askg_overhearing_list_async (GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  askg_sound_device_list_async (ASKG_HEAR_HELPER, "--playing", cancellable, callback, user_data);
}

GPtrArray *
askg_overhearing_list_finish (GAsyncResult  *result,
                              GError       **error)
{
  return askg_sound_device_list_finish (result, error);
}
