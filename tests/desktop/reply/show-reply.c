/* show-reply.c: a Markdown file as the overlay shows it, to look at.
 *
 *     show-reply [--dark] [--contrast] [--scale 1.5] [--width 484] [--point X,Y,W,H]... [--png OUT] FILE
 *
 * With --png it writes what it shows and ends. */
#include <adwaita.h>
#include <stdio.h>

#include "ui/reply/askg-pointers.h"
#include "ui/reply/askg-reply-view.h"

static gboolean is_dark, is_contrast;
static double scale = 1;
static int width_px = 484;
static char *png;
static char **points;
static char **files;
static GtkWidget *box, *view;

static const GOptionEntry options[] = {
  { "dark", 0, 0, G_OPTION_ARG_NONE, &is_dark, "Dark", NULL },
  { "contrast", 0, 0, G_OPTION_ARG_NONE, &is_contrast, "High contrast", NULL },
  { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &scale, "Text scale", "N" },
  { "width", 0, 0, G_OPTION_ARG_INT, &width_px, "Width of the answer in pixels", "N" },
  { "point", 0, 0, G_OPTION_ARG_STRING_ARRAY, &points, "A place in the picture", "X,Y,W,H" },
  { "png", 0, 0, G_OPTION_ARG_FILENAME, &png, "Write a picture and end", "FILE" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL },
  { NULL }
};

static gboolean
write_png (gpointer window)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window), gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  gdk_texture_save_to_png (texture, png);
  gtk_window_destroy (window);

  return G_SOURCE_REMOVE;
}

/* A window cannot be as high as its answer by itself: it asks how high that is. */
static gboolean
fit_height (gpointer window)
{
  int height;

  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width_px, NULL, &height, NULL, NULL);
  gtk_window_set_default_size (window, width_px + 36, MIN (height + 36, 1400));
  if (png != NULL)
    g_timeout_add (600, write_png, window);

  return G_SOURCE_REMOVE;
}

/* Stripes, as high as lines of text: enough to see where a place is. */
static AskgFrame *
make_picture (void)
{
  const guint width = 900, height = 360;
  guint32 *pixels = g_new (guint32, width * height);
  g_autoptr(GBytes) bytes = g_bytes_new_take (pixels, width * height * 4);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      pixels[y * width + x] = y % 20 > 5 && y % 20 < 16 && x % 9 < 6 && x < 200 + y * 37 % 500 ? 0xffc0c0c8 : 0xff202028;

  return askg_frame_new (bytes, width, height, width * 4, TRUE, 0);
}

static AskgAnswer *
read_answer (void)
{
  AskgAnswer *answer = askg_answer_new ("reader", "Reader");
  g_autofree char *text = NULL;
  g_autofree char *valid = NULL;
  g_autoptr(GError) error = NULL;
  gsize n_bytes;

  if (!g_file_get_contents (files[0], &text, &n_bytes, &error))
    g_error ("%s", error->message);
  for (guint i = 0; points != NULL && points[i] != NULL; i++)
    {
      AskgRect place;

      if (sscanf (points[i], "%d,%d,%d,%d", &place.x, &place.y, &place.width, &place.height) == 4)
        askg_answer_point (answer, 0, &place, points[i]);
    }
  valid = g_utf8_make_valid (text, n_bytes);
  askg_answer_append (answer, valid);
  askg_answer_finish (answer, NULL);

  return answer;
}

static void
activate_cb (GtkApplication *app)
{
  GtkWidget *window = adw_application_window_new (app);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr(AskgAnswer) answer = read_answer ();

  view = askg_reply_view_new ();
  askg_reply_view_set_answer (ASKG_REPLY_VIEW (view), answer);
  askg_reply_view_set_current_pointer (ASKG_REPLY_VIEW (view), 2);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (box), view);
  if (points != NULL)
    {
      g_autoptr(AskgFrame) picture = make_picture ();
      GtkWidget *pointers = askg_pointers_new ();

      askg_pointers_set_answer (ASKG_POINTERS (pointers), answer, picture, 0);
      askg_pointers_set_current (ASKG_POINTERS (pointers), 2);
      gtk_box_append (GTK_BOX (box), pointers);
    }
  g_object_set (box, "margin-start", 18, "margin-end", 18, "margin-top", 18, "margin-bottom", 18, NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), width_px + 36, 300);
  gtk_window_present (GTK_WINDOW (window));
  g_timeout_add (500, fit_height, window);
}

static void
startup_cb (void)
{
  int dpi = 0;

  if (is_dark)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  if (is_contrast)
    {
      g_autoptr(GtkCssProvider) contrast = gtk_css_provider_new ();

      gtk_css_provider_load_from_resource (contrast, "/org/askglass/Askglass/style-hc.css");
      gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (contrast), 900);
    }
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) ((dpi > 0 ? dpi : 96 * 1024) * scale), NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr(AdwApplication) app = adw_application_new ("org.askglass.Askglass", G_APPLICATION_NON_UNIQUE);
  g_autoptr(GOptionContext) context = g_option_context_new ("FILE");
  g_autoptr(GError) error = NULL;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || files == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "Name a Markdown file.");
      return 2;
    }
  g_signal_connect (app, "startup", G_CALLBACK (startup_cb), NULL);
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (app), 0, NULL);
}
