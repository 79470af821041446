/* askg-transcript.c: main thread. */
#include "ui/overlay/askg-transcript.h"

#include "ui/overlay/askg-folded-row.h"
#include "ui/overlay/askg-seeker.h"

/* What stays when a notice and a long question want the room. */
#define LEAST_HEIGHT 96
/* Nearer to the end than this counts as being there, in pixels. */
#define END_SLACK 24

struct _AskgTranscript
{
  GtkWidget         parent_instance;

  /* Template children */
  GtkScrolledWindow *scroller;
  GtkWidget         *content; /* both of these */
  AskgFoldedRow     *folded;
  GtkBox            *turns;

  /* Owned */
  AskgConversation  *conversation;
  GMenuModel        *again_menu; /* (nullable) */
  AskgSpeech        *speech;
  GSignalGroup      *conversation_signals;

  AskgSeeker        *seeker;     /* of a turn that was searched for */

  int                most_height;
  gboolean           follows;
};

enum { RETRY, EDIT, GO_ON, BRANCH, ENLARGE, OPEN_LINK, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgTranscript, askg_transcript, GTK_TYPE_WIDGET)

/* -- scrolling ----------------------------------------------------------- */

static double
end_of (GtkAdjustment *adjustment)
{
  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
}

/* Where the last turn begins: told by the one before it, which has its place already. */
static double
last_turn_of (AskgTranscript *self)
{
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->turns));
  GtkWidget *before = last != NULL ? gtk_widget_get_prev_sibling (last) : NULL;
  double x, y = 0;

  if (before == NULL ||
      !gtk_widget_translate_coordinates (before, self->content, 0, gtk_widget_get_height (before), &x, &y))
    return 0;

  return y;
}

/* An answer is read from its beginning: its end is followed only as long as the question is in view. */
static double
goal_of (AskgTranscript *self,
         GtkAdjustment  *adjustment)
{
  return MIN (end_of (adjustment), last_turn_of (self));
}

static void
scrolled (AskgTranscript *self,
          GtkAdjustment  *adjustment)
{
  self->follows = gtk_adjustment_get_value (adjustment) >= goal_of (self, adjustment) - END_SLACK;
}

static void
grown (AskgTranscript *self,
       GtkAdjustment  *adjustment)
{
  const double goal = goal_of (self, adjustment);

  if (self->follows && goal > gtk_adjustment_get_value (adjustment))
    askg_seeker_go_to (self->seeker, goal);
}

/* Who looks at what is above is not taken away from there. */
static void
stop_following (AskgTranscript *self)
{
  self->follows = FALSE;
}

/* -- turns --------------------------------------------------------------- */

static guint
index_of (AskgTranscript *self,
          GtkWidget      *view)
{
  guint index = 0;

  for (GtkWidget *child = gtk_widget_get_prev_sibling (view); child != NULL; child = gtk_widget_get_prev_sibling (child))
    index++;

  return index;
}

static void
retry (AskgTranscript *self,
       const char     *engine_id,
       GtkWidget      *view)
{
  g_signal_emit (self, signals[RETRY], 0, index_of (self, view), engine_id);
}

static void
edit (AskgTranscript *self,
      GtkWidget      *view)
{
  g_signal_emit (self, signals[EDIT], 0, index_of (self, view));
}

static void
go_on (AskgTranscript *self,
       GtkWidget      *view)
{
  g_signal_emit (self, signals[GO_ON], 0, index_of (self, view));
}

static void
branch (AskgTranscript *self,
        GtkWidget      *view)
{
  g_signal_emit (self, signals[BRANCH], 0, index_of (self, view));
}

static void
enlarge (AskgTranscript *self,
         AskgAttachment *attachment,
         GtkWidget      *view)
{
  g_signal_emit (self, signals[ENLARGE], 0, attachment, askg_turn_view_get_turn (ASKG_TURN_VIEW (view)));
}

static void
open_link (AskgTranscript *self,
           const char     *target)
{
  g_signal_emit (self, signals[OPEN_LINK], 0, target);
}

static GtkWidget *
make_view (AskgTranscript *self,
           AskgTurn       *turn)
{
  GtkWidget *view = askg_turn_view_new (turn, self->conversation, self->speech);

  askg_turn_view_set_again_menu (ASKG_TURN_VIEW (view), self->again_menu);
  g_signal_connect_swapped (view, "retry", G_CALLBACK (retry), self);
  g_signal_connect_swapped (view, "edit", G_CALLBACK (edit), self);
  g_signal_connect_swapped (view, "go-on", G_CALLBACK (go_on), self);
  g_signal_connect_swapped (view, "branch", G_CALLBACK (branch), self);
  g_signal_connect_swapped (view, "enlarge", G_CALLBACK (enlarge), self);
  g_signal_connect_swapped (view, "open-link", G_CALLBACK (open_link), self);

  return view;
}

/* A conversation changes at its end only: turns come, or it is cut. */
static void
turns_changed (AskgTranscript *self,
               guint           position,
               guint           n_removed,
               guint           n_added,
               GListModel     *conversation)
{
  if (n_removed > 0)
    askg_seeker_stop (self->seeker);
  for (guint i = 0; i < n_removed; i++)
    gtk_box_remove (self->turns, gtk_widget_get_last_child (GTK_WIDGET (self->turns)));

  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr(AskgTurn) turn = g_list_model_get_item (conversation, position + i);

      gtk_box_append (self->turns, make_view (self, turn));
    }

  for (GtkWidget *child = gtk_widget_get_last_child (GTK_WIDGET (self->turns)), *last = child; child != NULL;
       child = gtk_widget_get_prev_sibling (child))
    askg_turn_view_set_is_last (ASKG_TURN_VIEW (child), child == last);
  askg_folded_row_update (self->folded);

  if (n_added > 0)
    {
      self->follows = TRUE;
      grown (self, gtk_scrolled_window_get_vadjustment (self->scroller));
    }
}

/* -- size ---------------------------------------------------------------- */

static GtkSizeRequestMode
askg_transcript_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* The least height does not depend on the width: a window's least height is that of its least
 * width, and a narrow transcript would force a gap on a wide one. */
static void
askg_transcript_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  AskgTranscript *self = ASKG_TRANSCRIPT (widget);

  gtk_widget_measure (self->content, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *natural = MIN (*natural, MAX (self->most_height, LEAST_HEIGHT));
      *minimum = MIN (*natural, LEAST_HEIGHT);
    }
}

static void
askg_transcript_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  gtk_widget_size_allocate (GTK_WIDGET (ASKG_TRANSCRIPT (widget)->scroller),
                            &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static void
askg_transcript_dispose (GObject *object)
{
  AskgTranscript *self = ASKG_TRANSCRIPT (object);

  g_clear_pointer (&self->seeker, askg_seeker_free);
  g_clear_object (&self->conversation_signals);
  if (self->scroller != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->scroller)));
  g_clear_object (&self->conversation);
  g_clear_object (&self->again_menu);
  g_clear_object (&self->speech);

  G_OBJECT_CLASS (askg_transcript_parent_class)->dispose (object);
}

static void
askg_transcript_class_init (AskgTranscriptClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_transcript_dispose;
  widget_class->get_request_mode = askg_transcript_get_request_mode;
  widget_class->measure = askg_transcript_measure;
  widget_class->size_allocate = askg_transcript_size_allocate;

  g_type_ensure (ASKG_TYPE_FOLDED_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-transcript.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgTranscript, scroller);
  gtk_widget_class_bind_template_child (widget_class, AskgTranscript, content);
  gtk_widget_class_bind_template_child (widget_class, AskgTranscript, folded);
  gtk_widget_class_bind_template_child (widget_class, AskgTranscript, turns);
  gtk_widget_class_bind_template_callback (widget_class, stop_following);

  /* (guint turn, const char *engine_id) */
  signals[RETRY] = g_signal_new ("retry", ASKG_TYPE_TRANSCRIPT, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
  signals[EDIT] = g_signal_new ("edit", ASKG_TYPE_TRANSCRIPT, G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[GO_ON] = g_signal_new ("go-on", ASKG_TYPE_TRANSCRIPT, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[BRANCH] = g_signal_new ("branch", ASKG_TYPE_TRANSCRIPT, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  /* (AskgAttachment *attachment, AskgTurn *turn) */
  signals[ENLARGE] = g_signal_new ("enlarge", ASKG_TYPE_TRANSCRIPT, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 2, ASKG_TYPE_ATTACHMENT, ASKG_TYPE_TURN);
  /* (const char *target) */
  signals[OPEN_LINK] = g_signal_new ("open-link", ASKG_TYPE_TRANSCRIPT, G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
askg_transcript_init (AskgTranscript *self)
{
  self->speech = askg_speech_new ();
  GtkAdjustment *adjustment;

  self->follows = TRUE;
  self->most_height = 720;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->seeker = askg_seeker_new (self->scroller, self->content);

  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (grown), self, G_CONNECT_SWAPPED);

  self->conversation_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->conversation_signals, "items-changed", G_CALLBACK (turns_changed), self);
}

void
askg_transcript_set_conversation (AskgTranscript   *self,
                                  AskgConversation *conversation)
{
  guint n_gone;

  g_return_if_fail (ASKG_IS_TRANSCRIPT (self));
  g_return_if_fail (ASKG_IS_CONVERSATION (conversation));

  n_gone = self->conversation != NULL ? askg_conversation_get_n_turns (self->conversation) : 0;
  if (!g_set_object (&self->conversation, conversation))
    return;

  g_signal_group_set_target (self->conversation_signals, conversation);
  turns_changed (self, 0, n_gone, askg_conversation_get_n_turns (conversation), G_LIST_MODEL (conversation));
  askg_folded_row_set_conversation (self->folded, conversation, self->turns);
}

/**
 * askg_transcript_fit:
 * @width: what it has
 * @most_height: from which height on it scrolls
 *
 * A bar where all fits would take width, so that not all fits.
 */
void
askg_transcript_fit (AskgTranscript *self,
                     int             width,
                     int             most_height)
{
  int natural;

  g_return_if_fail (ASKG_IS_TRANSCRIPT (self));

  gtk_widget_measure (self->content, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER,
                                  natural > most_height ? GTK_POLICY_AUTOMATIC : GTK_POLICY_EXTERNAL);
  if (self->most_height == most_height)
    return;
  self->most_height = most_height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * askg_transcript_measure_anew:
 * @top: an ancestor
 *
 * When more is in it than was measured, which GTK 4.8 does not always tell its parents: all up to @top are measured
 * again. Where all fits, nothing happens.
 */
void
askg_transcript_measure_anew (AskgTranscript *self,
                              GtkWidget      *top)
{
  g_return_if_fail (ASKG_IS_TRANSCRIPT (self));

  askg_seeker_measure_anew (self->seeker, top);
}

/**
 * askg_transcript_get_last:
 *
 * Returns: (nullable) (transfer none): the view of the last turn
 */
AskgTurnView *
askg_transcript_get_last (AskgTranscript *self)
{
  GtkWidget *last;

  g_return_val_if_fail (ASKG_IS_TRANSCRIPT (self), NULL);

  last = gtk_widget_get_last_child (GTK_WIDGET (self->turns));

  return last != NULL ? ASKG_TURN_VIEW (last) : NULL;
}

/**
 * askg_transcript_show_turn:
 * @id: of a turn; nothing happens when the conversation has none of it
 *
 * Scrolls to its question, and lets it stand out for a moment.
 */
void
askg_transcript_show_turn (AskgTranscript *self,
                           gint64          id)
{
  GtkWidget *child;

  g_return_if_fail (ASKG_IS_TRANSCRIPT (self));

  askg_seeker_stop (self->seeker);
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->turns)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (askg_turn_get_id (askg_turn_view_get_turn (ASKG_TURN_VIEW (child))) == id)
      break;
  if (child == NULL)
    return;

  if (!gtk_widget_get_visible (child))
    askg_folded_row_show_turns (self->folded);
  self->follows = FALSE;
  askg_seeker_seek (self->seeker, child);
}

/* For the keys of somebody whose caret is in the entry; negative is up. */
void
askg_transcript_scroll_pages (AskgTranscript *self,
                              int             n_pages)
{
  g_return_if_fail (ASKG_IS_TRANSCRIPT (self));

  askg_seeker_turn_pages (self->seeker, n_pages);
}

/* @menu: what a question can be asked again with */
void
askg_transcript_set_again_menu (AskgTranscript *self,
                                GMenuModel     *menu)
{
  g_return_if_fail (ASKG_IS_TRANSCRIPT (self));

  g_set_object (&self->again_menu, menu);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->turns)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    askg_turn_view_set_again_menu (ASKG_TURN_VIEW (child), menu);
}

/* (transfer none): hears when one of the answers is to be read aloud */
AskgSpeech *
askg_transcript_get_speech (AskgTranscript *self)
{
  g_return_val_if_fail (ASKG_IS_TRANSCRIPT (self), NULL);

  return self->speech;
}
