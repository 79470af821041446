/* askg-conversation.c: main thread. */
#include "engine/model/askg-conversation.h"

struct _AskgTurn
{
  GObject       parent_instance;

  /* Owned */
  AskgQuestion *question;
  AskgAnswer   *answer;

  gint64        id; /* in the store; 0 while it is not there */
};

G_DEFINE_FINAL_TYPE (AskgTurn, askg_turn, G_TYPE_OBJECT)

static void
askg_turn_finalize (GObject *object)
{
  AskgTurn *self = ASKG_TURN (object);

  g_clear_object (&self->question);
  g_clear_object (&self->answer);

  G_OBJECT_CLASS (askg_turn_parent_class)->finalize (object);
}

static void
askg_turn_class_init (AskgTurnClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_turn_finalize;
}

static void
askg_turn_init (AskgTurn *self)
{
}

AskgTurn *
askg_turn_new (AskgQuestion *question,
               AskgAnswer   *answer)
{
  AskgTurn *self;

  g_return_val_if_fail (ASKG_IS_QUESTION (question), NULL);
  g_return_val_if_fail (ASKG_IS_ANSWER (answer), NULL);

  self = g_object_new (ASKG_TYPE_TURN, NULL);
  self->question = g_object_ref (question);
  self->answer = g_object_ref (answer);

  return self;
}

/**
 * askg_turn_get_question:
 *
 * Returns: (transfer none)
 */
AskgQuestion *
askg_turn_get_question (AskgTurn *self)
{
  g_return_val_if_fail (ASKG_IS_TURN (self), NULL);

  return self->question;
}

/**
 * askg_turn_get_answer:
 *
 * Returns: (transfer none)
 */
AskgAnswer *
askg_turn_get_answer (AskgTurn *self)
{
  g_return_val_if_fail (ASKG_IS_TURN (self), NULL);

  return self->answer;
}

/* In the store; 0 while it is not there. */
gint64
askg_turn_get_id (AskgTurn *self)
{
  g_return_val_if_fail (ASKG_IS_TURN (self), 0);

  return self->id;
}

void
askg_turn_set_id (AskgTurn *self,
                  gint64    id)
{
  g_return_if_fail (ASKG_IS_TURN (self));

  self->id = id;
}

struct _AskgConversation
{
  GObject    parent_instance;

  /* Owned */
  GPtrArray *turns; /* of AskgTurn */
  char      *title;
  AskgFold  *fold;  /* (nullable) */
  char     **facts; /* (nullable) */

  gint64     id; /* in the store; 0 while it is not there */
  gboolean   is_off_record; /* it is never written down */
};

enum { PROP_0, PROP_TITLE, PROP_FOLD, N_PROPS };

static GParamSpec *properties[N_PROPS];

static GType
get_item_type (GListModel *model)
{
  return ASKG_TYPE_TURN;
}

static guint
get_n_items (GListModel *model)
{
  return ASKG_CONVERSATION (model)->turns->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  AskgConversation *self = ASKG_CONVERSATION (model);

  return position < self->turns->len ? g_object_ref (g_ptr_array_index (self->turns, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgConversation, askg_conversation, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
askg_conversation_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, ASKG_CONVERSATION (object)->title);
      break;
    case PROP_FOLD:
      g_value_set_object (value, ASKG_CONVERSATION (object)->fold);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
askg_conversation_finalize (GObject *object)
{
  AskgConversation *self = ASKG_CONVERSATION (object);

  g_clear_pointer (&self->turns, g_ptr_array_unref);
  g_clear_pointer (&self->title, g_free);
  g_clear_object (&self->fold);
  g_clear_pointer (&self->facts, g_strfreev);

  G_OBJECT_CLASS (askg_conversation_parent_class)->finalize (object);
}

static void
askg_conversation_class_init (AskgConversationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = askg_conversation_finalize;
  object_class->get_property = askg_conversation_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "",
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                                G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLD] = g_param_spec_object ("fold", NULL, NULL, ASKG_TYPE_FOLD,
                                               G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                               G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
askg_conversation_init (AskgConversation *self)
{
  self->turns = g_ptr_array_new_with_free_func (g_object_unref);
  self->title = g_strdup ("");
}

AskgConversation *
askg_conversation_new (void)
{
  return g_object_new (ASKG_TYPE_CONVERSATION, NULL);
}

/* One that is never written down. */
AskgConversation *
askg_conversation_new_off_record (void)
{
  AskgConversation *self = askg_conversation_new ();

  self->is_off_record = TRUE;

  return self;
}

gboolean
askg_conversation_is_off_record (AskgConversation *self)
{
  g_return_val_if_fail (ASKG_IS_CONVERSATION (self), FALSE);

  return self->is_off_record;
}

void
askg_conversation_append (AskgConversation *self,
                          AskgTurn         *turn)
{
  g_return_if_fail (ASKG_IS_CONVERSATION (self));
  g_return_if_fail (ASKG_IS_TURN (turn));

  g_ptr_array_add (self->turns, g_object_ref (turn));
  g_list_model_items_changed (G_LIST_MODEL (self), self->turns->len - 1, 0, 1);
}

/* Of turns that are gone there is no summary; one that stood for some that stay is no longer true. */
static void
unfold (AskgConversation *self)
{
  g_autoptr(AskgFold) stale = NULL;

  if (self->fold == NULL || askg_fold_get_n_turns (self->fold) <= self->turns->len)
    return;
  if (self->turns->len > 0)
    stale = askg_fold_with_flags (self->fold, ASKG_FOLD_STALE, ASKG_FOLD_STALE);
  askg_conversation_set_fold (self, stale);
}

/**
 * askg_conversation_truncate:
 * @n_turns: how many of the first turns stay
 *
 * For a question that is edited or asked again: it and what came after it go.
 */
void
askg_conversation_truncate (AskgConversation *self,
                            guint             n_turns)
{
  guint n_gone;

  g_return_if_fail (ASKG_IS_CONVERSATION (self));

  if (n_turns >= self->turns->len)
    return;
  n_gone = self->turns->len - n_turns;
  g_ptr_array_set_size (self->turns, n_turns);
  g_list_model_items_changed (G_LIST_MODEL (self), n_turns, n_gone, 0);
  unfold (self);
}

guint
askg_conversation_get_n_turns (AskgConversation *self)
{
  g_return_val_if_fail (ASKG_IS_CONVERSATION (self), 0);

  return self->turns->len;
}

/**
 * askg_conversation_get_turn:
 * @index: below askg_conversation_get_n_turns()
 *
 * Returns: (transfer none)
 */
AskgTurn *
askg_conversation_get_turn (AskgConversation *self,
                            guint             index)
{
  g_return_val_if_fail (ASKG_IS_CONVERSATION (self), NULL);
  g_return_val_if_fail (index < self->turns->len, NULL);

  return g_ptr_array_index (self->turns, index);
}

/**
 * askg_conversation_find_attachment:
 * @turn: one of its turns
 * @index: into the attachments of @turn's question, and on into those of the turns before it, the
 *   last one first: an answer may speak of a picture that came with an earlier question
 *
 * Returns: (transfer none) (nullable): %NULL where nothing stands there
 */
AskgAttachment *
askg_conversation_find_attachment (AskgConversation *self,
                                   AskgTurn         *turn,
                                   guint             index)
{
  guint i;

  g_return_val_if_fail (ASKG_IS_CONVERSATION (self), NULL);

  if (!g_ptr_array_find (self->turns, turn, &i))
    return NULL;
  for (i++; i-- > 0;)
    {
      AskgQuestion *question = askg_turn_get_question (g_ptr_array_index (self->turns, i));
      const guint n = askg_question_get_n_attachments (question);

      if (index < n)
        return askg_question_get_attachment (question, index);
      index -= n;
    }

  return NULL;
}

const char *
askg_conversation_get_title (AskgConversation *self)
{
  g_return_val_if_fail (ASKG_IS_CONVERSATION (self), NULL);

  return self->title;
}

void
askg_conversation_set_title (AskgConversation *self,
                             const char       *title)
{
  g_return_if_fail (ASKG_IS_CONVERSATION (self));

  if (g_strcmp0 (self->title, title) == 0)
    return;
  g_free (self->title);
  self->title = g_strdup (title != NULL ? title : "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/* (transfer none) (nullable): the summary of the first turns, whether it is in use or not */
AskgFold *
askg_conversation_get_fold (AskgConversation *self)
{
  g_return_val_if_fail (ASKG_IS_CONVERSATION (self), NULL);

  return self->fold;
}

/* @fold: (nullable): of no more turns than there are, unless it is stale */
void
askg_conversation_set_fold (AskgConversation *self,
                            AskgFold         *fold)
{
  g_return_if_fail (ASKG_IS_CONVERSATION (self));

  if (g_set_object (&self->fold, fold))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLD]);
}

/* How many of the first turns an engine is told by their summary alone. */
guint
askg_conversation_get_n_folded (AskgConversation *self)
{
  g_return_val_if_fail (ASKG_IS_CONVERSATION (self), 0);

  return self->fold != NULL && askg_fold_is_in_use (self->fold) ? MIN (askg_fold_get_n_turns (self->fold), self->turns->len)
                                                                : 0;
}

/* (transfer none) (nullable): what an engine is told of the person before anything else */
const char *const *
askg_conversation_get_facts (AskgConversation *self)
{
  g_return_val_if_fail (ASKG_IS_CONVERSATION (self), NULL);

  return (const char *const *) self->facts;
}

/* @facts: (nullable): in an order that stays the same from question to question */
void
askg_conversation_set_facts (AskgConversation  *self,
                             const char *const *facts)
{
  g_return_if_fail (ASKG_IS_CONVERSATION (self));

  g_strfreev (self->facts);
  self->facts = g_strdupv ((char **) facts);
}

gint64
askg_conversation_get_id (AskgConversation *self)
{
  g_return_val_if_fail (ASKG_IS_CONVERSATION (self), 0);

  return self->id;
}

void
askg_conversation_set_id (AskgConversation *self,
                          gint64            id)
{
  g_return_if_fail (ASKG_IS_CONVERSATION (self));

  self->id = id;
}
