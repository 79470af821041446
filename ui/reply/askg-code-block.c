/* askg-code-block.c: main thread. */
#include "ui/reply/askg-code-block.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <gtksourceview/gtksource.h>
#include <string.h>

#include "ui/reply/askg-code-languages.h"
#include "ui/reply/askg-code-scroller.h"

/* As the .ui file names it. */
#define COPY_ICON "edit-copy-symbolic"

struct _AskgCodeBlock
{
  GtkWidget    parent_instance;

  /* Template children */
  GtkWidget   *box;
  GtkLabel    *heading;
  GtkTextView *view;

  GString     *code;     /* what the buffer holds, to see what is new */
  char        *language; /* (nullable): as the fence named it */
  char        *title;    /* (nullable) */
};

G_DEFINE_FINAL_TYPE (AskgCodeBlock, askg_code_block, GTK_TYPE_WIDGET)

static void
update_scheme (AskgCodeBlock *self)
{
  const char *name = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? "Adwaita-dark" : "Adwaita";
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (self->view));

  gtk_source_buffer_set_style_scheme (
    buffer, gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (), name));
}

static void
update_language (AskgCodeBlock *self)
{
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (self->view));
  GtkSourceLanguage *language = askg_code_languages_find (self->language, self->title);
  const char *name = language != NULL ? gtk_source_language_get_name (language) : self->language;
  g_autofree char *label = name != NULL ? g_strdup_printf (_("Code, %s"), name) : g_strdup (_("Code"));

  gtk_source_buffer_set_language (buffer, language);
  gtk_label_set_text (self->heading, self->title != NULL ? self->title : name != NULL ? name : _("Code"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* What is copied is what is seen, character for character. */
static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AskgCodeBlock *self = ASKG_CODE_BLOCK (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->code->str);
}

static void
askg_code_block_dispose (GObject *object)
{
  AskgCodeBlock *self = ASKG_CODE_BLOCK (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (askg_code_block_parent_class)->dispose (object);
}

static void
askg_code_block_finalize (GObject *object)
{
  AskgCodeBlock *self = ASKG_CODE_BLOCK (object);

  g_string_free (self->code, TRUE);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (askg_code_block_parent_class)->finalize (object);
}

static void
askg_code_block_class_init (AskgCodeBlockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = askg_code_block_dispose;
  object_class->finalize = askg_code_block_finalize;

  g_type_ensure (ASKG_TYPE_CODE_SCROLLER); /* the .ui file names them */
  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-code-block.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgCodeBlock, box);
  gtk_widget_class_bind_template_child (widget_class, AskgCodeBlock, heading);
  gtk_widget_class_bind_template_child (widget_class, AskgCodeBlock, view);
  gtk_widget_class_install_action (widget_class, "code.copy", NULL, copy_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "askgcodeblock");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
askg_code_block_init (AskgCodeBlock *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->code = g_string_new (NULL);


  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (update_scheme), self,
                           G_CONNECT_SWAPPED);
  update_scheme (self);
  update_language (self);
}

/**
 * askg_code_block_warm_up:
 * @parent: on the screen; as it was when this returns
 *
 * The first block looks for its fonts, its style, its icon and the names of 150 languages: 20 ms, once. Better
 * while an engine is still thinking than in a frame of its answer.
 */
void
askg_code_block_warm_up (GtkWidget *parent)
{
  static gboolean is_warm;
  GtkWidget *block;
  int height;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  if (is_warm)
    return;
  is_warm = TRUE;
  block = askg_code_block_new ();
  askg_code_block_set_code (ASKG_CODE_BLOCK (block), "int a;", NULL, NULL);
  gtk_widget_set_parent (block, parent);
  gtk_widget_measure (block, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  gtk_icon_theme_has_icon (gtk_icon_theme_get_for_display (gtk_widget_get_display (parent)), COPY_ICON); /* reads the theme */
  gtk_widget_unparent (block);
}

/* Returns: (transfer floating): a block without code */
GtkWidget *
askg_code_block_new (void)
{
  return g_object_new (ASKG_TYPE_CODE_BLOCK, NULL);
}

/**
 * askg_code_block_set_code:
 * @code: what to show; when it begins with what is shown already, only the rest is added, so that a
 *   growing block keeps its colours and costs what is new
 * @language: (nullable): the word behind the fence
 * @title: (nullable): a file name
 */
void
askg_code_block_set_code (AskgCodeBlock *self,
                          const char    *code,
                          const char    *language,
                          const char    *title)
{
  GtkTextBuffer *buffer;

  g_return_if_fail (ASKG_IS_CODE_BLOCK (self));

  buffer = gtk_text_view_get_buffer (self->view);
  if (g_strcmp0 (language, self->language) != 0 || g_strcmp0 (title, self->title) != 0)
    {
      g_free (self->language);
      g_free (self->title);
      self->language = g_strdup (language);
      self->title = g_strdup (title);
      update_language (self);
    }

  if (g_str_has_prefix (code, self->code->str))
    {
      GtkTextIter end;

      gtk_text_buffer_get_end_iter (buffer, &end);
      gtk_text_buffer_insert (buffer, &end, code + self->code->len, -1);
    }
  else
    gtk_text_buffer_set_text (buffer, code, -1);
  g_string_assign (self->code, code);
}

/* Returns: (transfer full): the code as it is shown */
char *
askg_code_block_get_code (AskgCodeBlock *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_val_if_fail (ASKG_IS_CODE_BLOCK (self), NULL);

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}
