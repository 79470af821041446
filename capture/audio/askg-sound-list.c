/* askg-sound-list.c: one thread. */
#include "capture/audio/askg-sound-list.h"

#include <gst/gst.h>

/* The name by which pulsesrc or pulsesink takes it; (nullable) for a loudspeaker's monitor, which is no microphone */
static char *
name_of (GstDevice  *device,
         const char *classes)
{
  g_autoptr(GstElement) element = NULL;
  char *name = NULL;

  if (!gst_device_has_classes (device, classes))
    return NULL;

  element = gst_device_create_element (device, NULL);
  if (element != NULL && g_object_class_find_property (G_OBJECT_GET_CLASS (element), "device") != NULL)
    g_object_get (element, "device", &name, NULL);
  if (name != NULL && g_str_has_suffix (name, ".monitor"))
    g_clear_pointer (&name, g_free);

  return name;
}

/* Asks that one provider alone: others tell the same devices once more, under names that nothing here takes.
 *
 * Returns: the status of the process; 1 when nobody can tell */
int
askg_sound_list_print (gboolean is_of_loudspeakers)
{
  g_autoptr(GstDeviceProvider) provider = gst_device_provider_factory_get_by_name ("pulsedeviceprovider");
  GList *devices;

  if (provider == NULL)
    return 1;

  devices = gst_device_provider_get_devices (provider);
  for (GList *l = devices; l != NULL; l = l->next)
    {
      g_autofree char *name = name_of (l->data, is_of_loudspeakers ? "Audio/Sink" : "Audio/Source");
      g_autofree char *description = gst_device_get_display_name (l->data);

      if (name != NULL)
        g_print ("%s\t%s\n", name, description);
    }
  g_list_free_full (devices, gst_object_unref);

  return 0;
}
