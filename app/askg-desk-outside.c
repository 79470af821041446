/* askg-desk-outside.c: main thread; files are looked for and read by a worker. */
#include "app/askg-desk-outside.h"

#include <glib/gi18n-lib.h>

#include "app/askg-desk-failure.h"
#include "app/askg-desk-overlay-private.h"
#include "engine/debug/askg-source-outside.h"

#define N_AROUND 20u

/* A file that a failure names. */
typedef struct
{
  char  *text;   /* (nullable) owned: of the failure */
  char  *folder; /* owned */
  char  *file;   /* owned */
  guint  line;
} Outside;

static Outside *
outside_new (const AskgFailure *failure,
             const char        *file,
             guint              line)
{
  Outside *outside = g_new0 (Outside, 1);

  outside->text = g_strdup (failure->text);
  outside->folder = g_strdup (failure->folder);
  outside->file = g_strdup (file);
  outside->line = line;

  return outside;
}

static void
outside_free (gpointer data)
{
  Outside *outside = data;

  g_free (outside->text);
  g_free (outside->folder);
  g_free (outside->file);
  g_free (outside);
}

static void
find_outside (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  const Outside *outside = task_data;

  g_task_return_pointer (task, askg_source_outside_find (outside->folder, outside->file), g_free);
}

static void
outside_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgFailureCard) card = user_data;
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), NULL);

  if (path != NULL)
    askg_failure_card_set_outside (card, path);
}

static gboolean
has_outside (const AskgFailure *failure)
{
  for (guint i = 0; i < failure->parts->len; i++)
    if (((const AskgFailurePart *) g_ptr_array_index (failure->parts, i))->kind == ASKG_FAILURE_PART_OUTSIDE)
      return TRUE;

  return FALSE;
}

/* It is told of, and nothing of it is read as long as nobody presses. @failure: that @card shows */
void
askg_desk_outside_look (AskgFailureCard   *card,
                        const AskgFailure *failure)
{
  g_autoptr(GTask) task = NULL;

  if (failure->file == NULL || failure->line == 0 || failure->source->len > 0 || has_outside (failure))
    return;
  task = g_task_new (NULL, NULL, outside_cb, g_object_ref (card));
  g_task_set_task_data (task, outside_new (failure, failure->file, failure->line), outside_free);
  g_task_run_in_thread (task, find_outside);
}

static void
read_outside (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  const Outside *outside = task_data;
  g_autoptr(GPtrArray) lines = askg_source_outside_read (outside->folder, outside->file, outside->line, N_AROUND);

  g_task_return_pointer (task, lines->len > 0 ? askg_failure_with_outside (outside->text, outside->file, lines, outside->line) : NULL,
                         g_free);
}

static void
read_outside_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  AskgDeskOverlay *self = ASKG_DESK_OVERLAY (source);
  const Outside *outside = g_task_get_task_data (G_TASK (result));
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), NULL), *title = NULL;

  if (text != NULL)
    {
      askg_desk_failure_ask_instead (self, text);
      return;
    }
  title = g_strdup_printf (_("“%s” has no such line, or is no text"), outside->file);
  askg_overlay_show_notice (self->overlay, ASKG_NOTICE_INFO, title, NULL, NULL, NULL, NULL, NULL);
}

static void
include_outside_cb (AskgOverlay     *overlay,
                    const char      *text,
                    const char      *path,
                    guint            line,
                    AskgDeskOverlay *self)
{
  g_autoptr(AskgFailure) failure = askg_failure_new_for_text (text);
  g_autoptr(GTask) task = NULL;

  if (failure == NULL)
    return;
  task = g_task_new (self, NULL, read_outside_cb, NULL);
  g_task_set_task_data (task, outside_new (failure, path, line), outside_free);
  g_task_run_in_thread (task, read_outside);
}

void
askg_desk_outside_connect (AskgDeskOverlay *self)
{
  g_signal_connect (self->overlay, "include-outside", G_CALLBACK (include_outside_cb), self);
}
