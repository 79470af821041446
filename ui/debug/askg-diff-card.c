/* askg-diff-card.c: main thread. Nothing is applied but by a person's press: the card only tells the offered patch of it. */
#include "ui/debug/askg-diff-card.h"

#include <glib/gi18n-lib.h>

#include "ui/debug/askg-code-lines.h"
#include "ui/debug/askg-diff-lines.h"
#include "ui/debug/askg-debug-host.h"
#include "ui/reply/askg-code-scroller.h"

#define READ_MS 120

struct _AskgDiffCard
{
  GtkWidget         parent_instance;

  /* Template children */
  GtkWidget        *box;
  GtkLabel         *file;
  GtkLabel         *counts;
  GtkToggleButton  *sides_button;
  AskgCodeLines    *first;  /* all of it, or what was before */
  AskgCodeLines    *second; /* what is after, beside it */
  GtkWidget        *after;
  GtkImage         *state_icon;
  GtkSpinner       *spinner;
  GtkLabel         *state;
  GtkWidget        *undo_button;
  GtkWidget        *run_button;
  GtkWidget        *again_button;
  GtkWidget        *folder_button;
  GtkWidget        *apply_button;

  AskgOfferedPatch *patch;  /* owned */
  char             *coming; /* (nullable) owned: what was written since it was read last */
  guint             read_id;
};

G_DEFINE_FINAL_TYPE (AskgDiffCard, askg_diff_card, GTK_TYPE_WIDGET)

/* -- What it shows -------------------------------------------------------------------------- */

static char *
words_for_files (const AskgPatch *patch)
{
  const char *first = askg_patch_file_get_path (g_ptr_array_index (patch->files, 0));
  const guint n_more = patch->files->len - 1;

  if (n_more == 0)
    return g_strdup (first);

  return g_strdup_printf (ngettext ("%s and %u more file", "%s and %u more files", n_more), first, n_more);
}

static void
show_unread (AskgDiffCard *self)
{
  g_auto(GStrv) texts = g_strsplit (askg_offered_patch_get_text (self->patch), "\n", -1);
  g_autoptr(GArray) lines = g_array_new (FALSE, FALSE, sizeof (AskgCodeLine));

  for (guint i = 0; texts[i] != NULL && (texts[i + 1] != NULL || *texts[i] != '\0'); i++)
    {
      const AskgCodeLine line = { 0, ASKG_CODE_PLAIN, texts[i] };

      g_array_append_val (lines, line);
    }
  gtk_label_set_text (self->file, _("Patch"));
  gtk_label_set_text (self->counts, "");
  gtk_widget_set_visible (GTK_WIDGET (self->sides_button), FALSE);
  askg_code_lines_set (self->first, (const AskgCodeLine *) (gpointer) lines->data, lines->len, NULL);
}

static void
show_lines (AskgDiffCard *self)
{
  const AskgPatch *patch = askg_offered_patch_get_patch (self->patch);
  const gboolean has_sides = gtk_toggle_button_get_active (self->sides_button);
  g_autoptr(GArray) first = NULL, second = NULL;
  g_autofree char *files = NULL, *counts = NULL, *told = NULL;
  const char *path;
  guint n_added, n_removed;

  gtk_widget_set_visible (self->after, patch != NULL && has_sides);
  if (patch == NULL)
    {
      show_unread (self);
      return;
    }
  path = askg_patch_file_get_path (g_ptr_array_index (patch->files, 0));
  files = words_for_files (patch);
  askg_patch_count (patch, &n_added, &n_removed);
  counts = g_strdup_printf ("+%u −%u", n_added, n_removed);
  gtk_label_set_text (self->file, files);
  gtk_label_set_text (self->counts, counts);
  gtk_widget_set_visible (GTK_WIDGET (self->sides_button), TRUE);
  first = askg_diff_lines_make (patch, has_sides ? ASKG_DIFF_BEFORE : ASKG_DIFF_UNIFIED);
  askg_code_lines_set (self->first, (const AskgCodeLine *) (gpointer) first->data, first->len, path);
  if (has_sides)
    {
      second = askg_diff_lines_make (patch, ASKG_DIFF_AFTER);
      askg_code_lines_set (self->second, (const AskgCodeLine *) (gpointer) second->data, second->len, path);
    }
  told = askg_diff_lines_tell (patch);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->first), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, told, -1);
}

static const char *
words_for_state (AskgDiffCard *self)
{
  const char *words = askg_offered_patch_get_words (self->patch);

  if (words != NULL)
    return words;
  switch (askg_offered_patch_get_state (self->patch))
    {
    case ASKG_OFFERED_CHECKING:
      return _("Looking whether it applies…");
    case ASKG_OFFERED_FITS:
      return _("Checked: it applies cleanly");
    case ASKG_OFFERED_WRITING:
      return _("Writing…");
    case ASKG_OFFERED_IS_IN:
      return _("Applied. It can be taken back.");
    case ASKG_OFFERED_UNPLACED:
      return _("For which project is it?");
    case ASKG_OFFERED_FAILS:
      return _("It does not apply.");
    case ASKG_OFFERED_WAITING:
    default:
      return _("It can be applied once the answer is complete.");
    }
}

static void
show_icon (AskgDiffCard     *self,
           AskgOfferedState  state)
{
  const gboolean is_busy = state == ASKG_OFFERED_CHECKING || state == ASKG_OFFERED_WRITING;
  const gboolean is_fine = state == ASKG_OFFERED_FITS || state == ASKG_OFFERED_IS_IN;
  GtkWidget *icon = GTK_WIDGET (self->state_icon);

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_visible (icon, is_fine || state == ASKG_OFFERED_FAILS);
  gtk_image_set_from_icon_name (self->state_icon, is_fine ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (icon, is_fine ? "warning" : "success");
  gtk_widget_add_css_class (icon, is_fine ? "success" : "warning");
}

static void
show_state (AskgDiffCard *self)
{
  const AskgOfferedState state = askg_offered_patch_get_state (self->patch);
  const gboolean can_run = askg_offered_patch_allows (self->patch, ASKG_OFFERED_RUN);

  show_icon (self, state);
  gtk_label_set_text (self->state, words_for_state (self));
  gtk_widget_set_visible (self->undo_button, state == ASKG_OFFERED_IS_IN);
  gtk_widget_set_visible (self->run_button, can_run);
  gtk_widget_set_visible (self->again_button, state == ASKG_OFFERED_FAILS);
  gtk_widget_set_visible (self->folder_button, state == ASKG_OFFERED_UNPLACED);
  gtk_widget_set_visible (self->apply_button, state != ASKG_OFFERED_IS_IN && state != ASKG_OFFERED_UNPLACED);
  if (state == ASKG_OFFERED_FAILS)
    gtk_widget_remove_css_class (self->apply_button, "suggested-action");
  else
    gtk_widget_add_css_class (self->apply_button, "suggested-action");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "patch.apply", askg_offered_patch_allows (self->patch, ASKG_OFFERED_APPLY));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "patch.undo", askg_offered_patch_allows (self->patch, ASKG_OFFERED_UNDO));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "patch.run", can_run);
}

static void
patch_changed (AskgDiffCard *self)
{
  show_lines (self);
  show_state (self);
}

/* -- What is pressed ------------------------------------------------------------------------- */

static const struct
{
  const char      *action;
  AskgOfferedWish  wish;
} wishes[] = {
  { "patch.apply", ASKG_OFFERED_APPLY },
  { "patch.undo", ASKG_OFFERED_UNDO },
  { "patch.run", ASKG_OFFERED_RUN },
  { "patch.ask-again", ASKG_OFFERED_ASK_AGAIN },
  { "patch.choose-folder", ASKG_OFFERED_CHOOSE_FOLDER },
};

static void
wish_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wishes); i++)
    if (g_str_equal (wishes[i].action, action_name))
      askg_offered_patch_wish (ASKG_DIFF_CARD (widget)->patch, wishes[i].wish);
}

/* As it was written: another program may take what this one does not. */
static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), askg_offered_patch_get_text (ASKG_DIFF_CARD (widget)->patch));
}

/* -- While it is written ---------------------------------------------------------------------- */

static void
read_coming (AskgDiffCard *self)
{
  g_autofree char *text = g_steal_pointer (&self->coming);

  g_clear_handle_id (&self->read_id, g_source_remove);
  if (text == NULL)
    return;
  askg_offered_patch_set_text (self->patch, text);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    askg_debug_host_show_patch (GTK_WIDGET (self), self->patch);
}

static gboolean
read_cb (gpointer user_data)
{
  AskgDiffCard *self = user_data;

  self->read_id = 0;
  read_coming (self);

  return G_SOURCE_REMOVE;
}

/* -- The widget ------------------------------------------------------------------------------ */

/* What was seen long ago may be otherwise in the files by now. */
static void
askg_diff_card_map (GtkWidget *widget)
{
  AskgDiffCard *self = ASKG_DIFF_CARD (widget);

  GTK_WIDGET_CLASS (askg_diff_card_parent_class)->map (widget);
  askg_debug_host_show_patch (widget, self->patch);
}

static void
askg_diff_card_dispose (GObject *object)
{
  AskgDiffCard *self = ASKG_DIFF_CARD (object);

  g_clear_handle_id (&self->read_id, g_source_remove);
  g_clear_pointer (&self->coming, g_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->patch);

  G_OBJECT_CLASS (askg_diff_card_parent_class)->dispose (object);
}

static void
askg_diff_card_class_init (AskgDiffCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_diff_card_dispose;
  widget_class->map = askg_diff_card_map;

  g_type_ensure (ASKG_TYPE_CODE_LINES);
  g_type_ensure (ASKG_TYPE_CODE_SCROLLER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-diff-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgDiffCard, box);
  gtk_widget_class_bind_template_child (widget_class, AskgDiffCard, file);
  gtk_widget_class_bind_template_child (widget_class, AskgDiffCard, counts);
  gtk_widget_class_bind_template_child (widget_class, AskgDiffCard, sides_button);
  gtk_widget_class_bind_template_child (widget_class, AskgDiffCard, first);
  gtk_widget_class_bind_template_child (widget_class, AskgDiffCard, second);
  gtk_widget_class_bind_template_child (widget_class, AskgDiffCard, after);
  gtk_widget_class_bind_template_child (widget_class, AskgDiffCard, state_icon);
  gtk_widget_class_bind_template_child (widget_class, AskgDiffCard, spinner);
  gtk_widget_class_bind_template_child (widget_class, AskgDiffCard, state);
  gtk_widget_class_bind_template_child (widget_class, AskgDiffCard, undo_button);
  gtk_widget_class_bind_template_child (widget_class, AskgDiffCard, run_button);
  gtk_widget_class_bind_template_child (widget_class, AskgDiffCard, again_button);
  gtk_widget_class_bind_template_child (widget_class, AskgDiffCard, folder_button);
  gtk_widget_class_bind_template_child (widget_class, AskgDiffCard, apply_button);
  gtk_widget_class_bind_template_callback (widget_class, show_lines);
  gtk_widget_class_install_action (widget_class, "patch.copy", NULL, copy_action);
  for (gsize i = 0; i < G_N_ELEMENTS (wishes); i++)
    gtk_widget_class_install_action (widget_class, wishes[i].action, NULL, wish_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "patch.undo", NULL);
}

static void
askg_diff_card_init (AskgDiffCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Patch"), -1);
  self->patch = askg_offered_patch_new ();
  g_signal_connect_object (self->patch, "changed", G_CALLBACK (patch_changed), self, G_CONNECT_SWAPPED);
  patch_changed (self);
}

/* Returns: (transfer floating): without a patch */
GtkWidget *
askg_diff_card_new (void)
{
  return g_object_new (ASKG_TYPE_DIFF_CARD, NULL);
}

/* @text: what is written of it so far; one that grows is read anew some times a second, not in every frame */
void
askg_diff_card_set_text (AskgDiffCard *self,
                         const char   *text)
{
  const char *shown;

  g_return_if_fail (ASKG_IS_DIFF_CARD (self));

  shown = askg_offered_patch_get_text (self->patch);
  g_free (self->coming);
  self->coming = g_strdup (text);
  if (*shown == '\0' || !g_str_has_prefix (text, shown))
    read_coming (self);
  else if (self->read_id == 0)
    self->read_id = g_timeout_add (READ_MS, read_cb, self);
}

/* Returns: (transfer none) */
AskgOfferedPatch *
askg_diff_card_get_patch (AskgDiffCard *self)
{
  g_return_val_if_fail (ASKG_IS_DIFF_CARD (self), NULL);

  return self->patch;
}
