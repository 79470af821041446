/* askg-ledger-page.c: main thread. */
#include "ui/preferences/askg-ledger-page.h"

#include "ui/preferences/askg-ledger-words.h"

struct _AskgLedgerPage
{
  GtkBox          parent_instance;

  /* Template children */
  AdwWindowTitle *title;
  GtkWidget      *back_button;
  GtkListBox     *list;
  GtkWidget      *more_button;

  gint64          last_id; /* the oldest that is shown; 0: none is */
};

enum { BACK, MORE, OPEN_SENT, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgLedgerPage, askg_ledger_page, GTK_TYPE_BOX)

static void
back_clicked (AskgLedgerPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
more_clicked (AskgLedgerPage *self)
{
  g_signal_emit (self, signals[MORE], 0, self->last_id);
}

static void
row_activated (AskgLedgerPage *self,
               GtkListBoxRow  *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "askg-id");

  if (id != NULL)
    g_signal_emit (self, signals[OPEN_SENT], 0, *id);
}

/**
 * askg_ledger_page_add:
 * @entries: (element-type AskgLedgerEntry): the next page, older than what is shown
 * @sum: of all there are
 */
void
askg_ledger_page_add (AskgLedgerPage      *self,
                      GPtrArray           *entries,
                      const AskgLedgerSum *sum,
                      gboolean             has_more)
{
  g_autofree char *words = askg_ledger_words_for_sum (sum);
  GtkWidget *first = NULL;
  const gboolean is_first_page = self->last_id == 0;

  g_return_if_fail (ASKG_IS_LEDGER_PAGE (self));

  for (guint i = 0; i < entries->len; i++)
    {
      const AskgLedgerEntry *entry = g_ptr_array_index (entries, i);
      GtkWidget *row = askg_ledger_words_new_row (entry, g_get_real_time ());

      g_object_set_data_full (G_OBJECT (row), "askg-id", g_memdup2 (&entry->id, sizeof entry->id), g_free);
      gtk_list_box_append (self->list, row);
      self->last_id = entry->id;
      if (first == NULL)
        first = row;
    }
  adw_window_title_set_subtitle (self->title, words);
  gtk_widget_set_visible (self->more_button, has_more);
  if (first != NULL && !is_first_page)
    gtk_widget_grab_focus (first); /* the button that had it may be gone */
}

static guint
new_signal (const char *name,
            gboolean    has_id)
{
  return g_signal_new (name, ASKG_TYPE_LEDGER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, has_id ? 1 : 0,
                       G_TYPE_INT64);
}

static void
askg_ledger_page_class_init (AskgLedgerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[BACK] = new_signal ("back", FALSE);
  signals[MORE] = new_signal ("more", TRUE);
  signals[OPEN_SENT] = new_signal ("open-sent", TRUE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-ledger-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgLedgerPage, title);
  gtk_widget_class_bind_template_child (widget_class, AskgLedgerPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, AskgLedgerPage, list);
  gtk_widget_class_bind_template_child (widget_class, AskgLedgerPage, more_button);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
}

static void
askg_ledger_page_init (AskgLedgerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* (transfer none): floating, and empty */
GtkWidget *
askg_ledger_page_new (void)
{
  return g_object_new (ASKG_TYPE_LEDGER_PAGE, NULL);
}
