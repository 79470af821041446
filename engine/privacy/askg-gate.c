/* askg-gate.c: main thread. */
#include "engine/privacy/askg-gate.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-tickets.h"

/* Before the entry of an engine that may be sent sounds. */
#define SOUND "sound "

struct _AskgGate
{
  GObject          parent_instance;

  /* Owned */
  GHashTable      *passed;  /* a set of "ENGINE URL", and of "sound ENGINE URL" */
  char           **listed;  /* the same, as the property gives it */
  AskgTickets     *tickets;

  /* Borrowed */
  AskgGateAskFunc  asker;
  gpointer         asker_data;
};

enum { PROP_0, PROP_PASSED, N_PROPS };
enum { WITHDRAWN, LET_THROUGH, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgGate, askg_gate, G_TYPE_OBJECT)

static char *
entry_for (AskgOutbound *outbound)
{
  return g_strdup_printf ("%s %s", askg_outbound_get_engine_id (outbound),
                          askg_origin_get_url (askg_outbound_get_origin (outbound)));
}

/**
 * askg_gate_has_agreed:
 *
 * Returns: whether the engine of @outbound may send to its host without a question, whatever it is
 */
gboolean
askg_gate_has_agreed (AskgGate     *self,
                      AskgOutbound *outbound)
{
  g_autofree char *entry = entry_for (outbound);

  g_return_val_if_fail (ASKG_IS_GATE (self), FALSE);

  return askg_origin_is_this_machine (askg_outbound_get_origin (outbound)) || g_hash_table_contains (self->passed, entry);
}

static char *
sound_entry_for (AskgOutbound *outbound)
{
  g_autofree char *entry = entry_for (outbound);

  return g_strconcat (SOUND, entry, NULL);
}

static gboolean
may_send_sound (AskgGate     *self,
                AskgOutbound *outbound)
{
  g_autofree char *entry = sound_entry_for (outbound);

  return (askg_outbound_get_kinds (outbound) & ASKG_CONTENT_SOUND) == 0 || g_hash_table_contains (self->passed, entry);
}

/* Whether there is a decision in it that nobody can take in the person's place. */
static gboolean
needs_a_decision (AskgGate     *self,
                  AskgOutbound *outbound)
{
  return askg_outbound_get_show (outbound) == ASKG_SHOW_ALWAYS || !askg_gate_has_agreed (self, outbound) ||
         !may_send_sound (self, outbound) || askg_covered_has_unread (askg_outbound_get_content (outbound));
}

/**
 * askg_gate_is_open_for:
 *
 * Returns: whether @outbound passes without a question: it stays on this machine, or it carries nothing of the
 *   person's, or they agreed to these very bytes; or its engine may send there, and there is nothing in it that they
 *   want to see first
 */
gboolean
askg_gate_is_open_for (AskgGate     *self,
                       AskgOutbound *outbound)
{
  AskgCovered *content = askg_outbound_get_content (outbound);

  g_return_val_if_fail (ASKG_IS_GATE (self), FALSE);

  if (askg_outbound_get_n_pieces (outbound) == 0 || askg_covered_is_agreed (content) ||
      askg_origin_is_this_machine (askg_outbound_get_origin (outbound)))
    return TRUE;

  return !needs_a_decision (self, outbound) &&
         (askg_outbound_get_show (outbound) == ASKG_SHOW_NEVER || !askg_covered_has_news (content));
}

static void
withdrawn_cb (guint    ticket,
              gpointer owner)
{
  g_signal_emit (owner, signals[WITHDRAWN], 0, ticket);
}

/* What carries nothing of the person's, or stays here, is not worth their eyes. */
static void
tell_let_through (AskgGate     *self,
                  AskgOutbound *outbound)
{
  if (askg_outbound_get_n_pieces (outbound) > 0 && !askg_origin_is_this_machine (askg_outbound_get_origin (outbound)))
    g_signal_emit (self, signals[LET_THROUGH], 0, outbound);
}

/**
 * askg_gate_pass_now:
 *
 * Returns: whether @outbound passes without a question, and has passed; else it is one for askg_gate_pass_async()
 */
gboolean
askg_gate_pass_now (AskgGate     *self,
                    AskgOutbound *outbound)
{
  g_return_val_if_fail (ASKG_IS_GATE (self), FALSE);

  if (!askg_gate_is_open_for (self, outbound))
    return FALSE;
  tell_let_through (self, outbound);

  return TRUE;
}

static void
refuse (GTask         *task,
        AskgOutbound  *outbound,
        AskgGateReply  reply)
{
  const char *label = askg_origin_get_label (askg_outbound_get_origin (outbound));

  if (reply == ASKG_GATE_DECLINE)
    g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_NOT_SENT,
                             _("Nothing was sent to %s, as you decided. Your question is still there: change it, or choose another engine."),
                             label);
  else if (askg_covered_has_unread (askg_outbound_get_content (outbound)))
    g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_NOT_SENT,
                             _("Nothing was sent to %s: a picture could not be read, so nobody knows whether it shows a secret, and nobody can be asked here. Ask in the overlay, and look at it there."),
                             label);
  else
    g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_NOT_SENT,
                             _("Nothing was sent to %s: the first time needs somebody to look at it and agree, and nobody can be asked here. Ask once in the overlay and agree there."),
                             label);
}

static void
let_through (GTask        *task,
             AskgOutbound *outbound)
{
  tell_let_through (g_task_get_source_object (task), outbound);
  g_task_return_pointer (task, askg_outbound_ref (outbound), (GDestroyNotify) askg_outbound_unref);
}

/* Nobody looks at it first. Where the person agreed to the engine and all that was found is covered, it goes all the
 * same: they would see less than before, not more. */
static void
go_unseen (AskgGate     *self,
           GTask        *task,
           AskgOutbound *outbound)
{
  if (needs_a_decision (self, outbound))
    refuse (task, outbound, ASKG_GATE_NOBODY);
  else
    let_through (task, outbound);
}

/**
 * askg_gate_pass_async:
 * @cancellable: (nullable): takes the question back
 *
 * @callback runs when @outbound may be sent, or when it is clear that it may not.
 */
void
askg_gate_pass_async (AskgGate            *self,
                      AskgOutbound        *outbound,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ASKG_IS_GATE (self));
  g_return_if_fail (outbound != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, askg_gate_pass_async);
  g_task_set_task_data (task, askg_outbound_ref (outbound), (GDestroyNotify) askg_outbound_unref);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (askg_gate_is_open_for (self, outbound))
    let_through (task, outbound);
  else if (self->asker != NULL)
    self->asker (self, outbound, askg_tickets_add (self->tickets, task), self->asker_data);
  else
    go_unseen (self, task, outbound);
}

/**
 * askg_gate_pass_finish:
 *
 * Errors: %ASKG_ERROR_NOT_SENT when it was declined or nobody could be asked; %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what may be sent: what was asked about, or what the person made of it
 */
AskgOutbound *
askg_gate_pass_finish (AskgGate      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
relist (AskgGate *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GList) keys = g_list_sort (g_hash_table_get_keys (self->passed), (GCompareFunc) g_strcmp0);

  for (GList *l = keys; l != NULL; l = l->next)
    g_strv_builder_add (builder, l->data);
  g_strfreev (self->listed);
  self->listed = g_strv_builder_end (builder);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PASSED]);
}

/* What the person agreed to, as far as it is for ever. A sound is asked about once, as nothing in it can be covered. */
static void
keep_agreement (AskgGate      *self,
                AskgOutbound  *outbound,
                AskgGateReply  reply)
{
  const gboolean has_sound = (askg_outbound_get_kinds (outbound) & ASKG_CONTENT_SOUND) != 0;

  if (reply == ASKG_GATE_SEND_ALWAYS)
    g_hash_table_add (self->passed, entry_for (outbound));
  if (has_sound)
    g_hash_table_add (self->passed, sound_entry_for (outbound));
  if (reply == ASKG_GATE_SEND_ALWAYS || has_sound)
    relist (self);
}

/**
 * askg_gate_reply_with:
 * @ticket: from the asker; one that is not waited for any more is no mistake
 * @changed: (nullable): what the person made of the request; %NULL when it stays as it was
 */
void
askg_gate_reply_with (AskgGate      *self,
                      guint          ticket,
                      AskgGateReply  reply,
                      AskgOutbound  *changed)
{
  g_autoptr(GTask) task = NULL;
  AskgOutbound *outbound;

  g_return_if_fail (ASKG_IS_GATE (self));

  task = askg_tickets_take (self->tickets, ticket);
  if (task == NULL)
    return;

  outbound = changed != NULL ? changed : g_task_get_task_data (task);
  if (reply == ASKG_GATE_NOBODY)
    go_unseen (self, task, outbound);
  else if (reply == ASKG_GATE_DECLINE)
    refuse (task, outbound, reply);
  else
    {
      keep_agreement (self, outbound, reply);
      askg_covered_set_agreed (askg_outbound_get_content (outbound));
      let_through (task, outbound);
    }
}

/* As askg_gate_reply_with(), and what was asked about stays as it was. */
void
askg_gate_reply (AskgGate      *self,
                 guint          ticket,
                 AskgGateReply  reply)
{
  askg_gate_reply_with (self, ticket, reply, NULL);
}

/**
 * askg_gate_set_asker:
 * @asker: (nullable): shows a request to the person; without one, what needs a question is not sent
 */
void
askg_gate_set_asker (AskgGate        *self,
                     AskgGateAskFunc  asker,
                     gpointer         user_data)
{
  g_return_if_fail (ASKG_IS_GATE (self));

  self->asker = asker;
  self->asker_data = user_data;
}

/**
 * askg_gate_set_passed:
 * @passed: (nullable) (array zero-terminated=1): "ENGINE URL" of what was agreed to for ever, as the settings keep it
 */
void
askg_gate_set_passed (AskgGate          *self,
                      const char *const *passed)
{
  g_return_if_fail (ASKG_IS_GATE (self));

  if (passed != NULL && g_strv_equal (passed, (const char *const *) self->listed))
    return;
  g_hash_table_remove_all (self->passed);
  for (gsize i = 0; passed != NULL && passed[i] != NULL; i++)
    g_hash_table_add (self->passed, g_strdup (passed[i]));
  relist (self);
}

const char *const *
askg_gate_get_passed (AskgGate *self)
{
  g_return_val_if_fail (ASKG_IS_GATE (self), NULL);

  return (const char *const *) self->listed;
}

static void
askg_gate_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  if (id == PROP_PASSED)
    g_value_set_boxed (value, ASKG_GATE (object)->listed);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
askg_gate_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  if (id == PROP_PASSED)
    askg_gate_set_passed (ASKG_GATE (object), g_value_get_boxed (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
askg_gate_finalize (GObject *object)
{
  AskgGate *self = ASKG_GATE (object);

  /* Whoever waits holds a reference to us through its task, so nobody does. */
  g_clear_pointer (&self->tickets, askg_tickets_free);
  g_clear_pointer (&self->passed, g_hash_table_unref);
  g_clear_pointer (&self->listed, g_strfreev);

  G_OBJECT_CLASS (askg_gate_parent_class)->finalize (object);
}

static void
askg_gate_class_init (AskgGateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = askg_gate_get_property;
  object_class->set_property = askg_gate_set_property;
  object_class->finalize = askg_gate_finalize;

  /**
   * AskgGate:passed:
   *
   * What was agreed to for ever; made to be bound to a settings key of type "as".
   */
  properties[PROP_PASSED] =
    g_param_spec_boxed ("passed", NULL, NULL, G_TYPE_STRV,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * AskgGate::withdrawn:
   * @ticket: what needs no reply any more, because the request was cancelled
   */
  signals[WITHDRAWN] = g_signal_new ("withdrawn", ASKG_TYPE_GATE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * AskgGate::let-through:
   * @outbound: (type AskgOutbound): something of the person's that goes to another machine now
   */
  signals[LET_THROUGH] = g_signal_new ("let-through", ASKG_TYPE_GATE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
askg_gate_init (AskgGate *self)
{
  self->passed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->listed = g_new0 (char *, 1);
  self->tickets = askg_tickets_new (withdrawn_cb, self);
}

/**
 * askg_gate_new:
 *
 * Returns: (transfer full): a gate that nobody has passed and with nobody to ask
 */
AskgGate *
askg_gate_new (void)
{
  return g_object_new (ASKG_TYPE_GATE, NULL);
}
