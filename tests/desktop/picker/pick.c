/* pick: opens the region picker on pictures made up for it, and prints what was chosen. */
#include <libintl.h>

#include <adwaita.h>

#include "engine/base/askg-program.h"
#include "ui/region/askg-region-picker.h"

static char **picture_option, **window_option;
static gboolean whole_option, rtl_option;
static double text_scale_option = 1;
static int times_option = 1;

static const GOptionEntry entries[] = {
  { "picture", 'p', 0, G_OPTION_ARG_FILENAME_ARRAY, &picture_option, "What the monitors show, in their order", "FILE" },
  { "window", 'w', 0, G_OPTION_ARG_STRING_ARRAY, &window_option, "A window, topmost first", "X,Y,WxH,TITLE" },
  { "whole", 0, 0, G_OPTION_ARG_NONE, &whole_option, "One frame of the whole desktop, without an output", NULL },
  { "rtl", 0, 0, G_OPTION_ARG_NONE, &rtl_option, "As in a language written from right to left", NULL },
  { "text-scale", 0, 0, G_OPTION_ARG_DOUBLE, &text_scale_option, "How large text is", "FACTOR" },
  { "times", 't', 0, G_OPTION_ARG_INT, &times_option, "How often", "N" },
  G_OPTION_ENTRY_NULL
};

typedef struct
{
  GtkApplication *app;
  int             left;
  gboolean        failed;
} Pick;

/* Every pixel tells where it is: red its column, green its row, both modulo 256. The alpha
 * bytes are nonsense, as those of a real opaque frame may be. */
static GBytes *
make_pixels (int width,
             int height)
{
  guint32 *pixels = g_new (guint32, (gsize) width * height);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      pixels[(gsize) y * width + x] = (guint32) (x * 7u) << 24 | (guint32) (x & 255) << 16 | (guint32) (y & 255) << 8 | 128;

  return g_bytes_new_take (pixels, (gsize) width * height * 4);
}

static AskgFrame *
make_frame (const char     *picture,
            const char     *output,
            const AskgRect *place,
            int             scale)
{
  g_autoptr(GBytes) pixels = NULL;
  g_autoptr(AskgFrame) frame = NULL;
  int width = place->width * scale, height = place->height * scale;

  if (picture != NULL)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GdkTexture) texture = gdk_texture_new_from_filename (picture, &error);
      guchar *data;

      if (texture == NULL)
        g_error ("%s", error->message);
      width = gdk_texture_get_width (texture);
      height = gdk_texture_get_height (texture);
      data = g_malloc ((gsize) width * height * 4);
      gdk_texture_download (texture, data, (gsize) width * 4);
      pixels = g_bytes_new_take (data, (gsize) width * height * 4);
    }
  else
    pixels = make_pixels (width, height);
  frame = askg_frame_new (pixels, width, height, (gsize) width * 4, TRUE, g_get_monotonic_time ());

  return askg_frame_place (frame, output, place);
}

static GPtrArray *
make_frames (void)
{
  GListModel *monitors = gdk_display_get_monitors (gdk_display_get_default ());
  GPtrArray *frames = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n_pictures = picture_option != NULL ? g_strv_length (picture_option) : 0;
  GdkRectangle all = { 0 };

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr(GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      GdkRectangle geometry;

      gdk_monitor_get_geometry (monitor, &geometry);
      gdk_rectangle_union (&geometry, i > 0 ? &all : &geometry, &all);
      if (!whole_option)
        g_ptr_array_add (frames, make_frame (i < n_pictures ? picture_option[i] : NULL, gdk_monitor_get_connector (monitor),
                                             &(AskgRect) { geometry.x, geometry.y, geometry.width, geometry.height },
                                             gdk_monitor_get_scale_factor (monitor)));
    }
  if (whole_option)
    g_ptr_array_add (frames, make_frame (n_pictures > 0 ? picture_option[0] : NULL, NULL,
                                         &(AskgRect) { all.x, all.y, all.width, all.height }, 1));

  return frames;
}

static void
window_free (gpointer data)
{
  AskgWindowPlace *window = data;

  g_free (window->title);
  g_free (window->app);
  g_free (window);
}

static GPtrArray *
make_windows (void)
{
  GPtrArray *windows = g_ptr_array_new_with_free_func (window_free);

  for (guint i = 0; window_option != NULL && window_option[i] != NULL; i++)
    {
      AskgWindowPlace *window = g_new0 (AskgWindowPlace, 1);
      char title[128] = "";

      if (sscanf (window_option[i], "%d,%d,%dx%d,%127[^\n]", &window->place.x, &window->place.y,
                  &window->place.width, &window->place.height, title) < 4)
        g_error ("not a window: %s", window_option[i]);
      window->title = g_strdup (title);
      window->app = g_strdup ("test");
      window->handle = i + 1;
      g_ptr_array_add (windows, window);
    }

  return windows;
}

static void open_picker (Pick *pick);

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  static const char *const kinds[] = { "region", "window", "output" };
  Pick *pick = user_data;
  g_autoptr(GError) error = NULL;
  g_auto(AskgRegionChoice) choice = { 0 };

  if (askg_region_picker_choose_finish (ASKG_REGION_PICKER (object), result, &choice, &error))
    {
      const guint32 *pixels = g_bytes_get_data (askg_frame_get_pixels (choice.frame), NULL);

      g_print ("%s %d,%d %dx%d pixels %ux%u first %u,%u output %s title %s\n", kinds[choice.kind],
               choice.place.x, choice.place.y, choice.place.width, choice.place.height,
               askg_frame_get_width_px (choice.frame), askg_frame_get_height_px (choice.frame),
               (pixels[0] >> 16) & 255, (pixels[0] >> 8) & 255,
               askg_frame_get_output (choice.frame) != NULL ? askg_frame_get_output (choice.frame) : "-",
               choice.title != NULL ? choice.title : "-");
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_print ("cancelled: %s\n", error->message);
  else
    {
      g_printerr ("%s\n", error->message);
      pick->failed = TRUE;
    }

  if (--pick->left > 0)
    open_picker (pick);
  else
    g_application_release (G_APPLICATION (pick->app));
}

static void
watch_frame (gpointer  data,
             GObject  *was)
{
  g_print ("frame freed\n");
}

static void
open_picker (Pick *pick)
{
  g_autoptr(GPtrArray) frames = make_frames ();
  g_autoptr(GPtrArray) windows = make_windows ();
  g_autoptr(AskgRegionPicker) picker = askg_region_picker_new (pick->app, frames, windows);

  for (guint i = 0; i < frames->len; i++)
    g_object_weak_ref (g_ptr_array_index (frames, i), watch_frame, NULL);
  askg_region_picker_choose_async (picker, NULL, chosen_cb, pick);
  g_print ("open\n");
}

static void
activate_cb (GtkApplication *app,
             Pick           *pick)
{
  setvbuf (stdout, NULL, _IOLBF, 0);
  g_application_hold (G_APPLICATION (app));
  pick->left = times_option;
  if (rtl_option)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (text_scale_option > 1)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * text_scale_option), NULL);
  askg_region_picker_prepare (app);
  open_picker (pick);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AdwApplication) app = adw_application_new ("org.askglass.Askglass", G_APPLICATION_NON_UNIQUE);
  Pick pick = { 0 };

  bindtextdomain (GETTEXT_PACKAGE, askg_program_locale_dir ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_application_add_main_option_entries (G_APPLICATION (app), entries);
  pick.app = GTK_APPLICATION (app);
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), &pick);

  return g_application_run (G_APPLICATION (app), argc, argv) != 0 || pick.failed;
}
