/* askg-history-item.c: main thread. */
#include "ui/history/askg-history-item.h"

#include <glib/gi18n-lib.h>

#include "engine/model/askg-day.h"
#include "engine/model/askg-inert-text.h"

struct _AskgHistoryItem
{
  GObject   parent_instance;

  /* Owned */
  char     *title;
  char     *name;  /* (nullable): of the conversation, where the title is another one */
  char     *snippet;
  char     *when;
  char     *picture_key;
  char     *group; /* its heading; NULL where there are no groups */

  gint64    conversation;
  gint64    turn; /* 0 for the whole conversation */
  gsize     hit_start;
  gsize     hit_length;
  gboolean  has_picture;
  gboolean  is_pinned;
  int       kind;        /* #AskgAttachmentKind of what was attached first; -1: nothing */
  gboolean  has_sound;
  GArray   *marks;       /* (nullable), of AskgMark: in the snippet */
  GArray   *boxes;       /* (nullable), of AskgRect: on the picture, in its pixels */
  int       attachment;  /* which of the question's that picture is; -1: none */
  gboolean  is_first; /* of its group */
  gboolean  is_last;
};

enum { PICTURE, RENAME, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgHistoryItem, askg_history_item, G_TYPE_OBJECT)

static void
askg_history_item_finalize (GObject *object)
{
  AskgHistoryItem *self = ASKG_HISTORY_ITEM (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->snippet, g_free);
  g_clear_pointer (&self->when, g_free);
  g_clear_pointer (&self->picture_key, g_free);
  g_clear_pointer (&self->group, g_free);
  g_clear_pointer (&self->marks, g_array_unref);
  g_clear_pointer (&self->boxes, g_array_unref);

  G_OBJECT_CLASS (askg_history_item_parent_class)->finalize (object);
}

static void
askg_history_item_class_init (AskgHistoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_history_item_finalize;

  signals[PICTURE] = g_signal_new ("picture", ASKG_TYPE_HISTORY_ITEM, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 1, ASKG_TYPE_FRAME);
  signals[RENAME] = g_signal_new ("rename", ASKG_TYPE_HISTORY_ITEM, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_history_item_init (AskgHistoryItem *self)
{
  self->kind = -1;
  self->attachment = -1;
  self->is_first = TRUE;
  self->is_last = TRUE;
}

/* The first picture of a conversation is another one once its first question was asked anew. */
static void
take_key (AskgHistoryItem *self,
          gint64           changed_at_us)
{
  self->picture_key = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                                       self->conversation, self->turn, changed_at_us);
}

/* How the last answer begins, and where it all comes from. */
static char *
snippet_of (const AskgConversationSummary *summary)
{
  g_autofree char *count =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u question", "%u questions", summary->n_turns), summary->n_turns);
  g_autofree char *preview = askg_text_make_inert (summary->preview != NULL ? summary->preview : "", ASKG_INERT_ONE_LINE);
  g_autofree char *origin = summary->branched_from != NULL ? askg_text_make_inert (summary->branched_from, ASKG_INERT_ONE_LINE)
                                                           : NULL;
  g_autofree char *branch = origin != NULL ? g_strdup_printf (_("Branched from “%s”"), origin) : NULL;
  const char *what = *preview != '\0' ? preview : count;

  return branch != NULL ? g_strdup_printf ("%s · %s", branch, what) : g_strdup (what);
}

AskgHistoryItem *
askg_history_item_new_conversation (const AskgConversationSummary *summary,
                                    gint64                         now_us,
                                    GTimeZone                     *zone)
{
  AskgHistoryItem *self = g_object_new (ASKG_TYPE_HISTORY_ITEM, NULL);

  self->conversation = summary->id;
  self->title = askg_text_make_inert (summary->title, ASKG_INERT_ONE_LINE);
  self->snippet = snippet_of (summary);
  self->when = askg_day_tell_time (summary->changed_at_us, zone);
  self->group = summary->is_pinned ? g_strdup (_("Pinned")) : askg_day_tell (summary->changed_at_us, now_us, zone);
  if (summary->is_pinned)
    {
      g_free (self->when);
      self->when = askg_day_tell (summary->changed_at_us, now_us, zone);
    }
  self->is_pinned = summary->is_pinned;
  self->kind = summary->first_kind;
  self->has_sound = summary->has_sound;
  self->has_picture = summary->has_picture;
  take_key (self, summary->changed_at_us);

  return self;
}

/* Before the words around a hit; nothing where they stand in the question, which is the title. */
static const char *
words_for_place (AskgSearchKinds kind)
{
  switch (kind)
    {
    case ASKG_SEARCH_ANSWER:
      return _("In the answer: ");
    case ASKG_SEARCH_CODE:
      return _("In the code: ");
    case ASKG_SEARCH_PICTURE:
      return _("In the picture: ");
    case ASKG_SEARCH_TEXT:
      return _("In the text: ");
    case ASKG_SEARCH_SOUND:
      return _("Spoken: ");
    case ASKG_SEARCH_WINDOW:
      return _("In the window’s name: ");
    case ASKG_SEARCH_QUESTION:
    default:
      return "";
    }
}

/* Says where the words were found, and moves the hit along. */
static void
take_snippet (AskgHistoryItem *self,
              const AskgHit   *hit)
{
  const char *where = words_for_place (hit->kind);

  self->snippet = g_strconcat (where, hit->snippet, NULL);
  self->marks = g_array_new (FALSE, FALSE, sizeof (AskgMark));
  for (guint i = 0; hit->marks != NULL && i < hit->marks->len; i++)
    {
      AskgMark mark = g_array_index (hit->marks, AskgMark, i);

      mark.start += strlen (where);
      g_array_append_val (self->marks, mark);
    }
  if (hit->marks == NULL && hit->hit_length > 0)
    {
      const AskgMark only = { strlen (where) + hit->hit_start, hit->hit_length };

      g_array_append_val (self->marks, only);
    }
  if (hit->boxes != NULL && hit->boxes->len > 0)
    {
      self->boxes = g_array_ref (hit->boxes);
      self->attachment = hit->attachment;
    }
  self->hit_start = strlen (where) + hit->hit_start;
  self->hit_length = hit->hit_length;
}

AskgHistoryItem *
askg_history_item_new_hit (const AskgHit *hit,
                           gint64         now_us,
                           GTimeZone     *zone)
{
  AskgHistoryItem *self = g_object_new (ASKG_TYPE_HISTORY_ITEM, NULL);

  self->conversation = hit->conversation_id;
  self->turn = hit->turn_id;
  self->title = askg_text_make_inert (*hit->question != '\0' ? hit->question : hit->conversation_title,
                                      ASKG_INERT_ONE_LINE);
  self->when = askg_day_tell (hit->asked_at_us, now_us, zone);
  self->name = askg_text_make_inert (hit->conversation_title, ASKG_INERT_ONE_LINE);
  self->has_picture = hit->kind == ASKG_SEARCH_PICTURE;
  self->has_sound = hit->kind == ASKG_SEARCH_SOUND;
  take_snippet (self, hit);
  take_key (self, hit->asked_at_us);

  return self;
}

/**
 * askg_history_items_group:
 * @items: (element-type AskgHistoryItem): newest first, as the store lists them
 *
 * Tells each where it stands in its group: neighbours of one day are a group.
 *
 * Returns: (transfer full): the same, as a model
 */
GListStore *
askg_history_items_group (GPtrArray *items)
{
  GListStore *store = g_list_store_new (ASKG_TYPE_HISTORY_ITEM);
  AskgHistoryItem *before = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      AskgHistoryItem *item = g_ptr_array_index (items, i);
      const gboolean same = before != NULL && g_strcmp0 (before->group, item->group) == 0;

      item->is_first = !same;
      if (same)
        before->is_last = FALSE;
      before = item;
    }
  g_list_store_splice (store, 0, 0, items->pdata, items->len);

  return store;
}

gint64
askg_history_item_get_conversation (AskgHistoryItem *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_ITEM (self), 0);

  return self->conversation;
}

/* 0 for the whole conversation. */
gint64
askg_history_item_get_turn (AskgHistoryItem *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_ITEM (self), 0);

  return self->turn;
}

const char *
askg_history_item_get_title (AskgHistoryItem *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_ITEM (self), NULL);

  return self->title;
}

/* Of the conversation: what it can be named anew from. */
const char *
askg_history_item_get_name (AskgHistoryItem *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_ITEM (self), NULL);

  return self->name != NULL ? self->name : self->title;
}

const char *
askg_history_item_get_snippet (AskgHistoryItem *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_ITEM (self), NULL);

  return self->snippet;
}

/* In bytes of the snippet; a length of 0 means that there is none. */
void
askg_history_item_get_hit (AskgHistoryItem *self,
                           gsize           *start,
                           gsize           *length)
{
  g_return_if_fail (ASKG_IS_HISTORY_ITEM (self));

  *start = self->hit_start;
  *length = self->hit_length;
}

const char *
askg_history_item_get_when (AskgHistoryItem *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_ITEM (self), NULL);

  return self->when;
}

gboolean
askg_history_item_is_pinned (AskgHistoryItem *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_ITEM (self), FALSE);

  return self->is_pinned;
}

/* What stands in place of a picture. */
const char *
askg_history_item_get_icon (AskgHistoryItem *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_ITEM (self), NULL);

  if (self->has_picture)
    return "image-x-generic-symbolic";
  if (self->has_sound)
    return "audio-input-microphone-symbolic";
  if (self->kind == ASKG_ATTACHMENT_PIPE || self->kind == ASKG_ATTACHMENT_COMMAND)
    return "askg-command-symbolic";
  if (self->kind == ASKG_ATTACHMENT_CLIPBOARD)
    return "askg-clipboard-symbolic";

  return "text-x-generic-symbolic";
}

/* (nullable), of AskgMark: every place in the snippet where the words are. */
GArray *
askg_history_item_get_marks (AskgHistoryItem *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_ITEM (self), NULL);

  return self->marks;
}

/* (nullable), of AskgRect: where the words stand on the picture, in its pixels. */
GArray *
askg_history_item_get_boxes (AskgHistoryItem *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_ITEM (self), NULL);

  return self->boxes;
}

/* Which of the attachments of its turn the boxes are on; -1 where there are none. */
int
askg_history_item_get_attachment (AskgHistoryItem *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_ITEM (self), -1);

  return self->attachment;
}

/* Has whoever shows it ask for another name. */
void
askg_history_item_rename (AskgHistoryItem *self)
{
  g_return_if_fail (ASKG_IS_HISTORY_ITEM (self));

  g_signal_emit (self, signals[RENAME], 0);
}

/* Whether it is worth looking for one: what was found in an answer may have been asked about a picture, too. */
gboolean
askg_history_item_may_have_picture (AskgHistoryItem *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_ITEM (self), FALSE);

  return self->has_picture || self->turn != 0;
}

/* What its picture can be kept by, from one list to the next. */
const char *
askg_history_item_get_picture_key (AskgHistoryItem *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_ITEM (self), NULL);

  return self->picture_key;
}

/**
 * askg_history_item_give_picture:
 * @frame: a small one
 *
 * For whoever shows the item now: rows are many, so nothing of it is kept here.
 */
void
askg_history_item_give_picture (AskgHistoryItem *self,
                                AskgFrame       *frame)
{
  g_return_if_fail (ASKG_IS_HISTORY_ITEM (self));
  g_return_if_fail (ASKG_IS_FRAME (frame));

  g_signal_emit (self, signals[PICTURE], 0, frame);
}

/**
 * askg_history_item_get_heading:
 *
 * Returns: (nullable): what stands above it, when it is the first of its group
 */
const char *
askg_history_item_get_heading (AskgHistoryItem *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_ITEM (self), NULL);

  return self->is_first ? self->group : NULL;
}

gboolean
askg_history_item_is_first (AskgHistoryItem *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_ITEM (self), TRUE);

  return self->is_first;
}

gboolean
askg_history_item_is_last (AskgHistoryItem *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_ITEM (self), TRUE);

  return self->is_last;
}
