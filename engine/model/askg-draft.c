/* askg-draft.c: main thread. Nothing here is lost by closing a window: only asking, or the
 * person's own hand, empties a draft. */
#include "engine/model/askg-draft.h"

#include <string.h>

struct _AskgDraft
{
  GObject     parent_instance;

  /* Owned */
  char       *text;
  GListStore *attachments; /* of AskgAttachment */

  gboolean    has_no_facts; /* it is asked without what the person wants remembered */
  guint       replaces; /* the turn it takes the place of, or ASKG_DRAFT_NEW_TURN */
};

enum { PROP_0, PROP_TEXT, PROP_CAN_BE_ASKED, PROP_WITHOUT_FACTS, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AskgDraft, askg_draft, G_TYPE_OBJECT)

static void
askg_draft_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  AskgDraft *self = ASKG_DRAFT (object);

  switch (id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_CAN_BE_ASKED:
      g_value_set_boolean (value, askg_draft_can_be_asked (self));
      break;
    case PROP_WITHOUT_FACTS:
      g_value_set_boolean (value, self->has_no_facts);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
askg_draft_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_TEXT:
      askg_draft_set_text (ASKG_DRAFT (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
askg_draft_finalize (GObject *object)
{
  AskgDraft *self = ASKG_DRAFT (object);

  g_clear_pointer (&self->text, g_free);
  g_clear_object (&self->attachments);

  G_OBJECT_CLASS (askg_draft_parent_class)->finalize (object);
}

static void
askg_draft_class_init (AskgDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = askg_draft_finalize;
  object_class->get_property = askg_draft_get_property;
  object_class->set_property = askg_draft_set_property;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "",
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                               G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_BE_ASKED] = g_param_spec_boolean ("can-be-asked", NULL, NULL, FALSE,
                                                        G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                                        G_PARAM_STATIC_STRINGS);
  properties[PROP_WITHOUT_FACTS] = g_param_spec_boolean ("without-facts", NULL, NULL, FALSE,
                                                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
askg_draft_init (AskgDraft *self)
{
  self->text = g_strdup ("");
  self->attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);
  self->replaces = ASKG_DRAFT_NEW_TURN;
}

AskgDraft *
askg_draft_new (void)
{
  return g_object_new (ASKG_TYPE_DRAFT, NULL);
}

const char *
askg_draft_get_text (AskgDraft *self)
{
  g_return_val_if_fail (ASKG_IS_DRAFT (self), NULL);

  return self->text;
}

static void
tell_whether_it_can_be_asked (AskgDraft *self,
                              gboolean   could)
{
  if (could != askg_draft_can_be_asked (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_BE_ASKED]);
}

void
askg_draft_set_text (AskgDraft  *self,
                     const char *text)
{
  const gboolean could = askg_draft_can_be_asked (self);

  g_return_if_fail (ASKG_IS_DRAFT (self));

  if (text == NULL)
    text = "";
  if (strcmp (self->text, text) == 0)
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  tell_whether_it_can_be_asked (self, could);
}

/**
 * askg_draft_get_attachments:
 *
 * Returns: (transfer none): a list of #AskgAttachment, in the order they were added; it
 *   tells its changes
 */
GListModel *
askg_draft_get_attachments (AskgDraft *self)
{
  g_return_val_if_fail (ASKG_IS_DRAFT (self), NULL);

  return G_LIST_MODEL (self->attachments);
}

void
askg_draft_attach (AskgDraft      *self,
                   AskgAttachment *attachment)
{
  const gboolean could = askg_draft_can_be_asked (self);

  g_return_if_fail (ASKG_IS_DRAFT (self));
  g_return_if_fail (ASKG_IS_ATTACHMENT (attachment));

  g_list_store_append (self->attachments, attachment);
  tell_whether_it_can_be_asked (self, could);
}

/* Does nothing when it is not (any more) part of the draft. */
void
askg_draft_detach (AskgDraft      *self,
                   AskgAttachment *attachment)
{
  const gboolean could = askg_draft_can_be_asked (self);
  guint position;

  g_return_if_fail (ASKG_IS_DRAFT (self));

  if (!g_list_store_find (self->attachments, attachment, &position))
    return;
  g_list_store_remove (self->attachments, position);
  tell_whether_it_can_be_asked (self, could);
}

/* Whether taking something back into it would overwrite nothing, not even a space. */
gboolean
askg_draft_is_empty (AskgDraft *self)
{
  g_return_val_if_fail (ASKG_IS_DRAFT (self), TRUE);

  return self->text[0] == '\0' && g_list_model_get_n_items (G_LIST_MODEL (self->attachments)) == 0;
}

/* A picture without a word is a question ("what is this?"); blanks are not. */
gboolean
askg_draft_can_be_asked (AskgDraft *self)
{
  g_return_val_if_fail (ASKG_IS_DRAFT (self), FALSE);

  return self->text[strspn (self->text, " \t\r\n")] != '\0' ||
         g_list_model_get_n_items (G_LIST_MODEL (self->attachments)) > 0;
}

/**
 * askg_draft_make_question:
 *
 * Leaves the draft as it is: it is cleared when the question is safe in the store.
 *
 * Returns: (transfer full): what it asks, without blanks around it
 */
AskgQuestion *
askg_draft_make_question (AskgDraft *self)
{
  g_autofree char *text = NULL;
  AskgQuestion *question;

  g_return_val_if_fail (ASKG_IS_DRAFT (self), NULL);

  text = g_strstrip (g_strdup (self->text));
  question = askg_question_new (text, G_LIST_MODEL (self->attachments));
  if (self->has_no_facts)
    askg_question_leave_out_facts (question);

  return question;
}

static void
set_without_facts (AskgDraft *self,
                   gboolean   has_no_facts)
{
  if (self->has_no_facts == has_no_facts)
    return;
  self->has_no_facts = has_no_facts;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WITHOUT_FACTS]);
}

gboolean
askg_draft_goes_without_facts (AskgDraft *self)
{
  g_return_val_if_fail (ASKG_IS_DRAFT (self), FALSE);

  return self->has_no_facts;
}

/* This question alone: the next one goes with them again. */
void
askg_draft_leave_out_facts (AskgDraft *self)
{
  g_return_if_fail (ASKG_IS_DRAFT (self));

  set_without_facts (self, TRUE);
}

void
askg_draft_clear (AskgDraft *self)
{
  const gboolean could = askg_draft_can_be_asked (self);

  g_return_if_fail (ASKG_IS_DRAFT (self));

  self->replaces = ASKG_DRAFT_NEW_TURN;
  g_list_store_remove_all (self->attachments);
  askg_draft_set_text (self, "");
  set_without_facts (self, FALSE);
  tell_whether_it_can_be_asked (self, could);
}

/* What stands here is a question of its own from now on: the conversation it was to change is gone. */
void
askg_draft_forget_replaces (AskgDraft *self)
{
  g_return_if_fail (ASKG_IS_DRAFT (self));

  self->replaces = ASKG_DRAFT_NEW_TURN;
}

/**
 * askg_draft_take_back:
 * @question: one that was asked
 * @replaces: the turn that asking it again takes the place of, with all that follow it, or
 *   %ASKG_DRAFT_NEW_TURN
 *
 * Puts a question back, words and attachments, in place of what is there.
 */
void
askg_draft_take_back (AskgDraft    *self,
                      AskgQuestion *question,
                      guint         replaces)
{
  g_return_if_fail (ASKG_IS_DRAFT (self));
  g_return_if_fail (ASKG_IS_QUESTION (question));

  askg_draft_clear (self);
  for (guint i = 0; i < askg_question_get_n_attachments (question); i++)
    askg_draft_attach (self, askg_question_get_attachment (question, i));
  askg_draft_set_text (self, askg_question_get_text (question));
  set_without_facts (self, askg_question_goes_without_facts (question));
  self->replaces = replaces;
}

guint
askg_draft_get_replaces (AskgDraft *self)
{
  g_return_val_if_fail (ASKG_IS_DRAFT (self), ASKG_DRAFT_NEW_TURN);

  return self->replaces;
}
