/* askg-fact.c: any thread. */
#include "engine/model/askg-fact.h"

#include "engine/model/askg-inert-text.h"

struct _AskgFact
{
  GObject  parent_instance;

  /* Owned */
  char    *text;

  gint64   id;
  gint64   kept_at_us;
};

G_DEFINE_FINAL_TYPE (AskgFact, askg_fact, G_TYPE_OBJECT)

static void
askg_fact_finalize (GObject *object)
{
  AskgFact *self = ASKG_FACT (object);

  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (askg_fact_parent_class)->finalize (object);
}

static void
askg_fact_class_init (AskgFactClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_fact_finalize;
}

static void
askg_fact_init (AskgFact *self)
{
}

/**
 * askg_fact_new:
 * @id: what it is named by, also in the store
 * @text: see askg_fact_clean()
 * @kept_at_us: wall clock, microseconds since 1970
 *
 * Returns: (transfer full)
 */
AskgFact *
askg_fact_new (gint64      id,
               const char *text,
               gint64      kept_at_us)
{
  AskgFact *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (ASKG_TYPE_FACT, NULL);
  self->id = id;
  self->text = g_utf8_make_valid (text, -1);
  self->kept_at_us = kept_at_us;

  return self;
}

gint64
askg_fact_get_id (AskgFact *self)
{
  g_return_val_if_fail (ASKG_IS_FACT (self), 0);

  return self->id;
}

const char *
askg_fact_get_text (AskgFact *self)
{
  g_return_val_if_fail (ASKG_IS_FACT (self), NULL);

  return self->text;
}

/* Wall clock, microseconds since 1970. */
gint64
askg_fact_get_kept_at_us (AskgFact *self)
{
  g_return_val_if_fail (ASKG_IS_FACT (self), 0);

  return self->kept_at_us;
}

/**
 * askg_fact_clean:
 * @text: as it was typed or marked; at most %ASKG_FACT_MAX_CHARS of it are kept
 *
 * Returns: (transfer full): one line of characters that are seen; empty when nothing was
 */
char *
askg_fact_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *line = askg_text_make_inert (valid, ASKG_INERT_ONE_LINE);
  char *start = g_utf8_substring (line, 0, MIN (g_utf8_strlen (line, -1), ASKG_FACT_MAX_CHARS));

  return g_strstrip (start);
}
