/* askg-session-facts.c: main thread. What the person wants remembered is known as soon as the history is open. */
#define G_LOG_DOMAIN "askg-app"

#include "app/askg-session-private.h"

typedef struct
{
  AskgSession *session; /* owned */
  void       (*then) (AskgSession *self, const GError *error); /* (nullable) */
} Loading;

/* A history whose facts cannot be read is open all the same. */
static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Loading *loading = user_data;
  g_autoptr(AskgSession) session = loading->session;
  g_autoptr(GError) error = NULL;

  if (!askg_facts_change_finish (ASKG_FACTS (object), result, &error))
    askg_session_report (session, error);
  if (loading->then != NULL)
    loading->then (session, NULL);
}

/* @then: (nullable): what is next, without an error */
void
askg_session_load_facts (AskgSession *self,
                         void       (*then) (AskgSession *self, const GError *error))
{
  Loading *loading = g_new0 (Loading, 1);

  loading->session = g_object_ref (self);
  loading->then = then;
  askg_facts_load_async (self->facts, loaded_cb, loading);
}

/* (transfer none): what the person wants remembered; known once askg_session_open_async() has ended well */
AskgFacts *
askg_session_get_facts (AskgSession *self)
{
  g_return_val_if_fail (ASKG_IS_SESSION (self), NULL);

  return self->facts;
}
