/* askg-code-lines.c: main thread. Numbers and signs stand in the gutter: what is selected and copied is the lines alone. */
#include "ui/debug/askg-code-lines.h"

#include <adwaita.h>

#include "ui/reply/askg-code-languages.h"

#define N_MARKS       (ASKG_CODE_GAP + 1)
#define TINT_OPACITY  0.18f
#define GUTTER_PAD_PX 6

/* -- The gutter --------------------------------------------------------------------------- */

#define ASKG_TYPE_CODE_GUTTER (askg_code_gutter_get_type ())
G_DECLARE_FINAL_TYPE (AskgCodeGutter, askg_code_gutter, ASKG, CODE_GUTTER, GtkSourceGutterRendererText)

/* A word a line. */
struct _AskgCodeGutter
{
  GtkSourceGutterRendererText  parent_instance;

  GPtrArray                   *words; /* owned: of char * */
};

G_DEFINE_FINAL_TYPE (AskgCodeGutter, askg_code_gutter, GTK_SOURCE_TYPE_GUTTER_RENDERER_TEXT)

static void
askg_code_gutter_query_data (GtkSourceGutterRenderer *renderer,
                             GtkSourceGutterLines    *lines,
                             guint                    line)
{
  GPtrArray *words = ASKG_CODE_GUTTER (renderer)->words;

  gtk_source_gutter_renderer_text_set_text (GTK_SOURCE_GUTTER_RENDERER_TEXT (renderer),
                                            line < words->len ? g_ptr_array_index (words, line) : "", -1);
}

static void
askg_code_gutter_finalize (GObject *object)
{
  g_ptr_array_unref (ASKG_CODE_GUTTER (object)->words);

  G_OBJECT_CLASS (askg_code_gutter_parent_class)->finalize (object);
}

static void
askg_code_gutter_class_init (AskgCodeGutterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_code_gutter_finalize;
  GTK_SOURCE_GUTTER_RENDERER_CLASS (klass)->query_data = askg_code_gutter_query_data;
}

static void
askg_code_gutter_init (AskgCodeGutter *self)
{
  self->words = g_ptr_array_new_with_free_func (g_free);
}

/* The renderer does not ask how wide its words are. */
static void
fit_gutter (AskgCodeGutter *self,
            GtkWidget      *view)
{
  int widest_px = 0;

  for (guint i = 0; i < self->words->len; i++)
    {
      g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (view, g_ptr_array_index (self->words, i));
      int width_px;

      pango_layout_get_pixel_size (layout, &width_px, NULL);
      widest_px = MAX (widest_px, width_px);
    }
  gtk_widget_set_size_request (GTK_WIDGET (self), widest_px > 0 ? widest_px + 2 * GUTTER_PAD_PX : 0, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* -- The lines ---------------------------------------------------------------------------- */

struct _AskgCodeLines
{
  GtkSourceView   parent_instance;

  AskgCodeGutter *numbers; /* borrowed: the view's */
  AskgCodeGutter *signs;
  GtkTextTag     *tints[N_MARKS]; /* borrowed: the buffer's; (nullable): no tint */
};

G_DEFINE_FINAL_TYPE (AskgCodeLines, askg_code_lines, GTK_SOURCE_TYPE_VIEW)

/* Named colours of the theme: they change with it. */
static void
update_colours (AskgCodeLines *self)
{
  static const char *const names[N_MARKS] = { NULL, "success_bg_color", "error_bg_color", "error_bg_color", NULL };
  const char *scheme = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? "Adwaita-dark" : "Adwaita";
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));

  gtk_source_buffer_set_style_scheme (
    GTK_SOURCE_BUFFER (buffer), gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (), scheme));
  for (guint i = 0; i < N_MARKS; i++)
    {
      GdkRGBA colour;

      if (self->tints[i] == NULL || !gtk_style_context_lookup_color (style, names[i], &colour))
        continue;
      colour.alpha = TINT_OPACITY;
      g_object_set (self->tints[i], "paragraph-background-rgba", &colour, NULL);
    }
}

static void
askg_code_lines_map (GtkWidget *widget)
{
  AskgCodeLines *self = ASKG_CODE_LINES (widget);

  update_colours (self);
  fit_gutter (self->numbers, widget);
  fit_gutter (self->signs, widget);
  GTK_WIDGET_CLASS (askg_code_lines_parent_class)->map (widget);
}

static AskgCodeGutter *
add_gutter (AskgCodeLines *self,
            int            position)
{
  AskgCodeGutter *gutter = g_object_new (ASKG_TYPE_CODE_GUTTER, "xpad", GUTTER_PAD_PX, "xalign", 1.0f, NULL);

  gtk_source_gutter_insert (gtk_source_view_get_gutter (GTK_SOURCE_VIEW (self), GTK_TEXT_WINDOW_LEFT),
                            GTK_SOURCE_GUTTER_RENDERER (gutter), position);

  return gutter;
}

/* Not earlier: until then the view looks for a buffer of its own. */
static void
askg_code_lines_constructed (GObject *object)
{
  AskgCodeLines *self = ASKG_CODE_LINES (object);
  GtkTextBuffer *buffer;

  G_OBJECT_CLASS (askg_code_lines_parent_class)->constructed (object);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  self->numbers = add_gutter (self, 1);
  self->signs = add_gutter (self, 2);
  for (guint i = 0; i < N_MARKS; i++)
    if (i == ASKG_CODE_ADDED || i == ASKG_CODE_REMOVED || i == ASKG_CODE_WRONG)
      self->tints[i] = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (update_colours), self, G_CONNECT_SWAPPED);
}

static void
askg_code_lines_class_init (AskgCodeLinesClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = askg_code_lines_constructed;
  GTK_WIDGET_CLASS (klass)->map = askg_code_lines_map;
}

static void
askg_code_lines_init (AskgCodeLines *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_cursor_visible (view, FALSE);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_monospace (view, TRUE);
  gtk_text_view_set_left_margin (view, GUTTER_PAD_PX);
  gtk_text_view_set_right_margin (view, 2 * GUTTER_PAD_PX);
  gtk_source_view_set_tab_width (GTK_SOURCE_VIEW (self), 4);
}

static const char *
sign_of (AskgCodeMark mark)
{
  return mark == ASKG_CODE_ADDED ? "+" : mark == ASKG_CODE_REMOVED ? "−" : mark == ASKG_CODE_GAP ? "⋯" : "";
}

static void
append (AskgCodeLines      *self,
        GtkTextBuffer      *buffer,
        const AskgCodeLine *line,
        gboolean            is_last)
{
  GtkTextIter start, end;
  int offset;

  gtk_text_buffer_get_end_iter (buffer, &end);
  offset = gtk_text_iter_get_offset (&end);
  gtk_text_buffer_insert (buffer, &end, line->text, -1);
  if (!is_last)
    gtk_text_buffer_insert (buffer, &end, "\n", 1);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  if (self->tints[line->mark] != NULL)
    gtk_text_buffer_apply_tag (buffer, self->tints[line->mark], &start, &end);
  g_ptr_array_add (self->numbers->words, line->number > 0 ? g_strdup_printf ("%u", line->number) : g_strdup (""));
  g_ptr_array_add (self->signs->words, g_strdup (sign_of (line->mark)));
}

/* The gutter shows the number of its line stronger than the others. */
static void
place_cursor (GtkTextBuffer      *buffer,
              const AskgCodeLine *lines,
              guint               n_lines)
{
  GtkTextIter at;
  guint first = 0;

  while (first < n_lines && (lines[first].mark == ASKG_CODE_PLAIN || lines[first].mark == ASKG_CODE_GAP))
    first++;
  gtk_text_buffer_get_iter_at_line (buffer, &at, first < n_lines ? (int) first : 0);
  gtk_text_buffer_place_cursor (buffer, &at);
}

/**
 * askg_code_lines_set:
 * @path: (nullable): of the file, which tells its language
 */
void
askg_code_lines_set (AskgCodeLines      *self,
                     const AskgCodeLine *lines,
                     guint               n_lines,
                     const char         *path)
{
  GtkTextBuffer *buffer;

  g_return_if_fail (ASKG_IS_CODE_LINES (self));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (buffer), path != NULL ? askg_code_languages_find (NULL, path) : NULL);
  gtk_text_buffer_set_text (buffer, "", 0);
  g_ptr_array_set_size (self->numbers->words, 0);
  g_ptr_array_set_size (self->signs->words, 0);
  for (guint i = 0; i < n_lines; i++)
    append (self, buffer, &lines[i], i + 1 == n_lines);
  place_cursor (buffer, lines, n_lines);
  fit_gutter (self->numbers, GTK_WIDGET (self));
  fit_gutter (self->signs, GTK_WIDGET (self));
}

/* @has_signs: whether plus and minus stand beside the numbers */
void
askg_code_lines_set_signs (AskgCodeLines *self,
                           gboolean       has_signs)
{
  g_return_if_fail (ASKG_IS_CODE_LINES (self));

  gtk_widget_set_visible (GTK_WIDGET (self->signs), has_signs);
}
