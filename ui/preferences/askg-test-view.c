/* askg-test-view.c: main thread. */
#include "ui/preferences/askg-test-view.h"

#include <glib/gi18n-lib.h>

#include "ui/overlay/askg-notice.h"
#include "ui/preferences/askg-test-item.h"

struct _AskgTestView
{
  AdwPreferencesGroup  parent_instance;

  /* Template children */
  GtkWidget           *copy_button;
  GtkButton           *test_button;
  GtkListBox          *rows;
  AskgNotice          *cause;

  /* Owned */
  GListModel          *steps; /* (nullable): of AskgTestItem */

  gboolean             is_running;
};

enum { TEST, CANCEL, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgTestView, askg_test_view, ADW_TYPE_PREFERENCES_GROUP)

static const struct
{
  const char *icon_name;
  const char *css_class; /* (nullable) */
} looks[] = {
  [ASKG_TEST_ITEM_WAITING] = { "view-more-horizontal-symbolic", "dim-label" },
  [ASKG_TEST_ITEM_RUNNING] = { "content-loading-symbolic", NULL },
  [ASKG_TEST_ITEM_PASSED] = { "object-select-symbolic", "success" },
  [ASKG_TEST_ITEM_FAILED] = { "dialog-error-symbolic", "error" },
  [ASKG_TEST_ITEM_SKIPPED] = { "view-more-horizontal-symbolic", "dim-label" },
};

/* -- Rows ----------------------------------------------------------------- */

/* "Connect, 18 ms": said once when it is read, and again as it changes. */
static void
fill_row (AskgTestItem *step,
          GtkWidget    *row)
{
  const AskgTestItemState state = askg_test_item_get_state (step);
  GtkWidget *icon = g_object_get_data (G_OBJECT (row), "askg-icon");
  GtkLabel *outcome = g_object_get_data (G_OBJECT (row), "askg-outcome");
  g_autofree char *words = askg_test_item_dup_outcome (step);
  g_autofree char *whole = g_strdup_printf ("%s, %s", askg_test_item_get_title (step), words);

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    if (looks[i].css_class != NULL)
      gtk_widget_remove_css_class (icon, looks[i].css_class);
  if (looks[state].css_class != NULL)
    gtk_widget_add_css_class (icon, looks[state].css_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), looks[state].icon_name);
  gtk_label_set_text (outcome, words);
  /* Why it failed stands above all. */
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), state == ASKG_TEST_ITEM_FAILED ? NULL
                                                                                    : askg_test_item_get_sentence (step));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
}

static GtkWidget *
new_row (gpointer step,
         gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *outcome = gtk_label_new (NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), askg_test_item_get_title (step));
  gtk_widget_add_css_class (outcome, "caption");
  gtk_widget_add_css_class (outcome, "dim-label");
  gtk_widget_add_css_class (outcome, "numeric");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), outcome);
  g_object_set_data (G_OBJECT (row), "askg-icon", icon);
  g_object_set_data (G_OBJECT (row), "askg-outcome", outcome);
  g_signal_connect_object (step, "changed", G_CALLBACK (fill_row), row, G_CONNECT_DEFAULT);
  fill_row (step, row);

  return row;
}

/* The first thing that failed is the cause of what follows. */
static void
show_cause (AskgTestView *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->steps); i++)
    {
      g_autoptr(AskgTestItem) step = g_list_model_get_item (self->steps, i);
      g_autofree char *title = NULL;

      if (askg_test_item_get_state (step) != ASKG_TEST_ITEM_FAILED)
        continue;
      /* TRANSLATORS: %s is a step of a test, such as "Connect" */
      title = g_strdup_printf (_("%s: failed"), askg_test_item_get_title (step));
      askg_notice_show (self->cause, ASKG_NOTICE_FAILED, title, askg_test_item_get_sentence (step), NULL, NULL, NULL, NULL);
      return;
    }
  askg_notice_put_away (self->cause);
}

/* -- What the person does ------------------------------------------------- */

static void
test_clicked (AskgTestView *self)
{
  g_signal_emit (self, signals[self->is_running ? CANCEL : TEST], 0);
}

static void
copy_clicked (AskgTestView *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (self->steps); i++)
    {
      g_autoptr(AskgTestItem) step = g_list_model_get_item (self->steps, i);
      const char *sentence = askg_test_item_get_sentence (step);
      g_autofree char *outcome = askg_test_item_dup_outcome (step);

      g_string_append_printf (text, "%s: %s\n", askg_test_item_get_title (step), outcome);
      if (sentence != NULL && g_strcmp0 (sentence, outcome) != 0)
        g_string_append_printf (text, "  %s\n", sentence);
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
}

/* -- Life ----------------------------------------------------------------- */

static void
askg_test_view_dispose (GObject *object)
{
  g_clear_object (&ASKG_TEST_VIEW (object)->steps);

  G_OBJECT_CLASS (askg_test_view_parent_class)->dispose (object);
}

static void
askg_test_view_class_init (AskgTestViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_test_view_dispose;

  signals[TEST] = g_signal_new ("test", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CANCEL] = g_signal_new ("cancel", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  g_type_ensure (ASKG_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-test-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgTestView, copy_button);
  gtk_widget_class_bind_template_child (widget_class, AskgTestView, test_button);
  gtk_widget_class_bind_template_child (widget_class, AskgTestView, rows);
  gtk_widget_class_bind_template_child (widget_class, AskgTestView, cause);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked);
  gtk_widget_class_bind_template_callback (widget_class, test_clicked);
}

static void
askg_test_view_init (AskgTestView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* @steps: of AskgTestItem, of a test that begins now; they are told as they go */
void
askg_test_view_set_steps (AskgTestView *self,
                          GListModel   *steps)
{
  g_return_if_fail (ASKG_IS_TEST_VIEW (self));

  g_set_object (&self->steps, steps);
  gtk_list_box_bind_model (self->rows, steps, new_row, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), TRUE);
  askg_notice_put_away (self->cause);
}

void
askg_test_view_set_running (AskgTestView *self,
                            gboolean      is_running)
{
  g_return_if_fail (ASKG_IS_TEST_VIEW (self));

  self->is_running = is_running;
  gtk_button_set_label (self->test_button, is_running ? _("Stop") : self->steps != NULL ? _("Test again") : _("Test"));
  gtk_widget_set_visible (self->copy_button, !is_running && self->steps != NULL);
  if (!is_running && self->steps != NULL)
    show_cause (self);
}
