/* askg-desk-again.c: main thread; what a command wrote is understood by a worker.
 *
 * The card of the failing command that was shown or pressed last is what is run again. Green, its card says so. Red, and nothing is
 * new: its card says that. Red, and something is: what fails now is asked about, and its card tells what is new. */
#define G_LOG_DOMAIN "askg-app"

#include "app/askg-desk-again.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-command-post.h"
#include "app/askg-desk-failure.h"
#include "app/askg-desk-overlay-private.h"
#include "app/askg-run-again.h"
#include "engine/base/askg-error.h"
#include "engine/debug/askg-command-text.h"
#include "engine/debug/askg-failure-change.h"
#include "engine/debug/askg-last-failure.h"
#include "ui/debug/askg-failure-card.h"

/* One run, from the press to what became of it. */
typedef struct
{
  AskgDeskOverlay   *desk; /* owned */
  GWeakRef           card; /* (nullable): that tells of it */
  gboolean           is_last; /* no card was meant, but what failed last */
  AskgCommandRecord *again; /* (nullable) owned: how it went */
} Rerun;

static Rerun *
rerun_new (AskgDeskOverlay *desk,
           GtkWidget       *card)
{
  Rerun *rerun = g_new0 (Rerun, 1);

  rerun->desk = g_object_ref (desk);
  g_weak_ref_init (&rerun->card, card);
  rerun->is_last = card == NULL;

  return rerun;
}

static void
rerun_free (gpointer data)
{
  Rerun *rerun = data;

  g_object_unref (rerun->desk);
  g_weak_ref_clear (&rerun->card);
  g_clear_pointer (&rerun->again, askg_command_record_unref);
  g_free (rerun);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rerun, rerun_free)

/* -- Green -------------------------------------------------------------------------------------- */

/* Where the person has just pressed, too: the card of the failure may be a screenful above. */
static gboolean
tell_patch (AskgDeskOverlay *self,
            const char      *took)
{
  AskgOfferedPatch *patch = askg_overlay_get_patch (self->overlay);
  g_autofree char *words = NULL;

  if (patch == NULL || askg_offered_patch_get_state (patch) != ASKG_OFFERED_IS_IN)
    return FALSE;
  words = g_strdup_printf (_("Applied, and it passes now (%s). It can be taken back."), took);
  askg_offered_patch_set_state (patch, ASKG_OFFERED_IS_IN, words);

  return TRUE;
}

static gboolean
is_in_sight (AskgDeskOverlay *self,
             GtkWidget       *card)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (card, GTK_WIDGET (self->overlay), &bounds) && bounds.origin.y + bounds.size.height > 0 &&
         bounds.origin.y < (float) gtk_widget_get_height (GTK_WIDGET (self->overlay));
}

static void
show_passes (AskgDeskOverlay         *self,
             AskgFailureCard         *card,
             const AskgCommandRecord *record)
{
  const gint64 took_us = MAX (record->ended_us - record->began_us, 0);
  g_autofree char *command = askg_command_text_dup_line (record), *words = g_strdup_printf (_("“%s” passes now"), command);
  g_autofree char *took = g_strdup_printf (_("%.1f s"), (double) took_us / G_USEC_PER_SEC);
  const gboolean is_told = tell_patch (self, took);

  if (card != NULL)
    askg_failure_card_set_again (card, ASKG_AGAIN_PASSES, took_us);
  if (is_told || (card != NULL && is_in_sight (self, GTK_WIDGET (card))))
    askg_overlay_say (self->overlay, words);
  else
    askg_overlay_show_notice (self->overlay, ASKG_NOTICE_INFO, words, took, NULL, NULL, NULL, NULL);
}

/* Of what fails now nobody has read a word yet. */
static void
show_passes_no_more (AskgDeskOverlay *self,
                     AskgFailureCard *card)
{
  AskgOfferedPatch *patch = askg_overlay_get_patch (self->overlay);

  askg_failure_card_set_again (card, ASKG_AGAIN_NOT, 0);
  if (patch != NULL && askg_offered_patch_get_state (patch) == ASKG_OFFERED_IS_IN)
    askg_offered_patch_set_state (patch, ASKG_OFFERED_IS_IN, NULL);
}

/* -- Red ---------------------------------------------------------------------------------------- */

static void
understand_in_thread (GTask        *task,
                      gpointer      source_object,
                      gpointer      task_data,
                      GCancellable *cancellable)
{
  const Rerun *rerun = task_data;

  g_task_return_pointer (task, askg_failure_new_for_record (rerun->again), (GDestroyNotify) askg_failure_free);
}

static void
understood_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Rerun *rerun = g_task_get_task_data (G_TASK (result));
  g_autoptr(AskgFailure) after = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr(AskgFailureCard) card = g_weak_ref_get (&rerun->card);
  AskgFailureChange change;

  if (card == NULL)
    {
      askg_desk_failure_ask_about (rerun->desk, after, NULL);
      return;
    }
  change = askg_failure_compare (askg_failure_card_get_failure (card), after);
  if (!change.is_as_was)
    {
      askg_failure_card_set_again (card, ASKG_AGAIN_NOT, 0);
      askg_desk_failure_ask_about (rerun->desk, after, &change);
      return;
    }
  askg_failure_card_set_again (card, ASKG_AGAIN_FAILS, after->took_us);
  askg_overlay_say (rerun->desk->overlay, _("It fails again, with the same error."));
}

static void
understand (Rerun *rerun)
{
  g_autoptr(GTask) task = g_task_new (rerun->desk, NULL, understood_cb, NULL);

  g_task_set_task_data (task, rerun, rerun_free);
  g_task_run_in_thread (task, understand_in_thread);
}

static gboolean
is_same_command (const AskgCommandRecord *one,
                 const AskgCommandRecord *other)
{
  return strcmp (one->command, other->command) == 0 && strcmp (one->folder, other->folder) == 0;
}

/* What a shell told of is no failure any more once its command passes, whoever ran it. */
static void
forget_told (AskgDeskOverlay         *self,
             const AskgCommandRecord *passed)
{
  if (self->told != NULL && is_same_command (passed, self->told))
    g_clear_pointer (&self->told, askg_command_record_unref);
}

/* -- By a press ------------------------------------------------------------------------------------ */

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(Rerun) rerun = user_data;
  AskgDeskOverlay *self = rerun->desk;
  g_autoptr(AskgFailureCard) card = g_weak_ref_get (&rerun->card);
  g_autoptr(GError) error = NULL;

  rerun->again = askg_run_again_finish (result, &error);
  g_clear_object (&self->running);
  askg_overlay_put_notice_away (self->overlay);
  if (rerun->again == NULL)
    {
      if (card != NULL)
        askg_failure_card_set_again (card, ASKG_AGAIN_NOT, 0);
      if (!askg_error_is_cancelled (error))
        askg_overlay_show_error (self->overlay, _("It could not be run again"), error);
    }
  else if (rerun->again->status == 0)
    {
      forget_told (self, rerun->again);
      show_passes (self, card, rerun->again);
    }
  else
    understand (g_steal_pointer (&rerun));
}

static void
begin (Rerun             *rerun,
       AskgCommandRecord *record)
{
  AskgDeskOverlay *self = rerun->desk;
  g_autoptr(AskgFailureCard) card = g_weak_ref_get (&rerun->card);
  g_autofree char *command = askg_command_text_dup_line (record);
  g_autofree char *title = g_strdup_printf (_("Running “%s”…"), command);

  self->running = g_cancellable_new ();
  if (card != NULL)
    askg_failure_card_set_again (card, ASKG_AGAIN_RUNS, 0);
  askg_overlay_show_notice (self->overlay, ASKG_NOTICE_INFO, title, NULL, _("Stop"), "overlay.run-again", NULL, NULL);
  askg_run_again_async (record, self->running, ran_cb, rerun);
}

/* Of a card whose record is gone, such as one of another day: what it shows is run, by the person's own shell. */
static AskgCommandRecord *
make_record (const AskgFailure *failure)
{
  static const char *const known[] = { "bash", "zsh", "fish", "dash", "ksh", NULL };
  AskgCommandRecord *record = askg_command_record_new ();
  const char *shell = g_getenv ("SHELL");
  g_autofree char *name = shell != NULL ? g_path_get_basename (shell) : NULL;

  record->command = askg_command_text_read_line (failure->command);
  record->folder = g_strdup (failure->folder);
  record->shell = g_strdup (name != NULL && g_strv_contains (known, name) ? name : "sh");

  return record;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Rerun) rerun = user_data;
  g_autoptr(AskgCommandRecord) record = askg_last_failure_find_finish (result, NULL);
  g_autoptr(AskgFailureCard) card = g_weak_ref_get (&rerun->card);

  if (rerun->desk->running != NULL) /* pressed twice before it began */
    return;
  if (rerun->is_last)
    record = askg_desk_again_choose (rerun->desk, g_steal_pointer (&record));
  if (record == NULL && card != NULL)
    record = make_record (askg_failure_card_get_failure (card));
  if (record != NULL)
    begin (g_steal_pointer (&rerun), record);
  else
    askg_desk_failure_tell_none (rerun->desk);
}

/* Pressed while it runs, it ends it. */
static void
run_again_cb (AskgOverlay     *overlay,
              AskgDeskOverlay *self)
{
  GtkWidget *card = askg_overlay_get_failure_card (overlay);
  const AskgFailure *failure = card != NULL ? askg_failure_card_get_failure (ASKG_FAILURE_CARD (card)) : NULL;
  Rerun *rerun;

  if (self->running != NULL)
    {
      g_cancellable_cancel (self->running);
      return;
    }
  rerun = rerun_new (self, card);
  if (failure != NULL)
    askg_last_failure_find_command_async (failure->command, failure->folder, found_cb, rerun);
  else
    askg_last_failure_find_async (NULL, NULL, NULL, found_cb, rerun);
}

/* The files are no longer as they were when it ran again. */
void
askg_desk_again_forget (AskgDeskOverlay *self)
{
  GtkWidget *card = askg_overlay_get_failure_card (self->overlay);

  if (card != NULL && self->running == NULL)
    askg_failure_card_set_again (ASKG_FAILURE_CARD (card), ASKG_AGAIN_NOT, 0);
}

/* -- By the person --------------------------------------------------------------------------------- */

/* A shell tells of commands that fail, and of one that did when it passes. */
static void
told_cb (AskgCommandRecord *record,
         gpointer           user_data)
{
  AskgDeskOverlay *self = user_data;
  GtkWidget *card = askg_overlay_get_failure_card (self->overlay);
  const AskgFailure *failure = card != NULL ? askg_failure_card_get_failure (ASKG_FAILURE_CARD (card)) : NULL;
  g_autofree char *command = askg_command_text_dup_line (record), *folder = g_utf8_make_valid (record->folder, -1);
  const gint64 now_us = g_get_real_time ();

  if (record->ended_us <= 0 || record->ended_us > now_us) /* one that ends tomorrow would be the last one until then */
    askg_command_record_set_ended (record, now_us);
  if (askg_command_record_has_failed (record))
    {
      g_clear_pointer (&self->told, askg_command_record_unref);
      self->told = askg_command_record_ref (record);
    }
  else
    forget_told (self, record);

  if (failure == NULL || self->running != NULL || strcmp (failure->command, command) != 0 || strcmp (failure->folder, folder) != 0)
    return;
  if (record->status == 0)
    show_passes (self, ASKG_FAILURE_CARD (card), record);
  else if (askg_command_record_has_failed (record))
    show_passes_no_more (self, ASKG_FAILURE_CARD (card));
}

/**
 * askg_desk_again_choose:
 * @found: (nullable) (transfer full): on the shelf
 *
 * Returns: (nullable) (transfer full): the failure that was last, also where what a shell told of lies on no shelf
 */
AskgCommandRecord *
askg_desk_again_choose (AskgDeskOverlay   *self,
                        AskgCommandRecord *found)
{
  if (self->told == NULL || (found != NULL && found->ended_us + G_USEC_PER_SEC >= self->told->ended_us))
    return found;
  g_clear_pointer (&found, askg_command_record_unref);

  return askg_command_record_ref (self->told);
}

void
askg_desk_again_connect (AskgDeskOverlay *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = askg_command_post_path (&error);

  g_signal_connect (self->overlay, "run-again", G_CALLBACK (run_again_cb), self);
  self->post = path != NULL ? askg_command_post_new (path, told_cb, self, &error) : NULL;
  if (self->post == NULL)
    g_info ("%s", error->message);
}

void
askg_desk_again_disconnect (AskgDeskOverlay *self)
{
  g_clear_pointer (&self->post, askg_command_post_free);
  g_clear_pointer (&self->told, askg_command_record_unref);
}
