/* askg-gate.c: main thread. */
#include "engine/privacy/askg-gate.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

struct _AskgGate
{
  GObject          parent_instance;

  /* Owned */
  GHashTable      *passed;  /* a set of "ENGINE URL" */
  char           **listed;  /* the same, as the property gives it */
  GHashTable      *waiting; /* ticket -> GTask */

  /* Borrowed */
  AskgGateAskFunc  asker;
  gpointer         asker_data;

  guint            last_ticket;
};

/* Owned by its task. */
typedef struct
{
  AskgOutbound *outbound;
  GSource      *watch; /* (nullable): hears of the cancel */
  guint         ticket;
} Passing;

enum { PROP_0, PROP_PASSED, N_PROPS };
enum { WITHDRAWN, LET_THROUGH, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgGate, askg_gate, G_TYPE_OBJECT)

static void
passing_free (Passing *passing)
{
  if (passing->watch != NULL)
    {
      g_source_destroy (passing->watch);
      g_source_unref (passing->watch);
    }
  askg_outbound_unref (passing->outbound);
  g_free (passing);
}

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

/**
 * askg_gate_is_open_for:
 *
 * Returns: whether @outbound passes without a question: it stays on this machine, or it carries nothing of the
 *   person's, or its engine may send there and the person does not want to see each
 */
gboolean
askg_gate_is_open_for (AskgGate     *self,
                       AskgOutbound *outbound)
{
  if (askg_outbound_get_n_pieces (outbound) == 0 || askg_origin_is_this_machine (askg_outbound_get_origin (outbound)))
    return TRUE;

  return !askg_outbound_is_always_shown (outbound) && askg_gate_has_agreed (self, outbound);
}

static gboolean
withdraw_cb (GCancellable *cancellable,
             gpointer      user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  AskgGate *self = g_task_get_source_object (task);
  const guint ticket = ((Passing *) g_task_get_task_data (task))->ticket;

  if (g_hash_table_remove (self->waiting, GUINT_TO_POINTER (ticket)))
    {
      g_task_return_error_if_cancelled (task);
      g_signal_emit (self, signals[WITHDRAWN], 0, ticket);
    }

  return G_SOURCE_REMOVE;
}

static void
ask (AskgGate *self,
     GTask    *task)
{
  Passing *passing = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  passing->ticket = ++self->last_ticket;
  g_hash_table_insert (self->waiting, GUINT_TO_POINTER (passing->ticket), g_object_ref (task));
  if (cancellable != NULL)
    {
      passing->watch = g_cancellable_source_new (cancellable);
      g_source_set_callback (passing->watch, G_SOURCE_FUNC (withdraw_cb), task, NULL);
      g_source_attach (passing->watch, g_task_get_context (task));
    }
  self->asker (self, passing->outbound, passing->ticket, self->asker_data);
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

  if (reply == ASKG_GATE_NOBODY)
    g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_NOT_SENT,
                             _("Nothing was sent to %s: the first time needs somebody to look at it and agree, and nobody can be asked here. Ask once in the overlay and agree there."),
                             label);
  else
    g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_NOT_SENT,
                             _("Nothing was sent to %s, as you decided. Your question is still there: change it, or choose another engine."),
                             label);
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
  Passing *passing;

  g_return_if_fail (ASKG_IS_GATE (self));
  g_return_if_fail (outbound != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, askg_gate_pass_async);
  passing = g_new0 (Passing, 1);
  passing->outbound = askg_outbound_ref (outbound);
  g_task_set_task_data (task, passing, (GDestroyNotify) passing_free);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (askg_gate_pass_now (self, outbound))
    g_task_return_boolean (task, TRUE);
  else if (self->asker != NULL)
    ask (self, task);
  else
    refuse (task, outbound, ASKG_GATE_NOBODY);
}

/**
 * askg_gate_pass_finish:
 *
 * Errors: %ASKG_ERROR_NOT_SENT when it was declined or nobody could be asked; %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it may be sent
 */
gboolean
askg_gate_pass_finish (AskgGate      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
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

/**
 * askg_gate_reply:
 * @ticket: from the asker; one that is not waited for any more is no mistake
 */
void
askg_gate_reply (AskgGate      *self,
                 guint          ticket,
                 AskgGateReply  reply)
{
  g_autoptr(GTask) task = NULL;
  Passing *passing;

  g_return_if_fail (ASKG_IS_GATE (self));

  if (!g_hash_table_steal_extended (self->waiting, GUINT_TO_POINTER (ticket), NULL, (gpointer *) &task))
    return;

  passing = g_task_get_task_data (task);
  if (reply == ASKG_GATE_SEND_ALWAYS)
    {
      g_hash_table_add (self->passed, entry_for (passing->outbound));
      relist (self);
    }
  if (reply == ASKG_GATE_DECLINE || reply == ASKG_GATE_NOBODY)
    refuse (task, passing->outbound, reply);
  else
    {
      tell_let_through (self, passing->outbound);
      g_task_return_boolean (task, TRUE);
    }
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
  g_clear_pointer (&self->waiting, g_hash_table_unref);
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
  self->waiting = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
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
