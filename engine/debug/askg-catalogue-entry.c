/* askg-catalogue-entry.c: pure; built on one thread, then never changed. */
#include "engine/debug/askg-catalogue-entry.h"

#include "engine/base/askg-error.h"

static void
clear_where (gpointer data)
{
  askg_pattern_free (((AskgWhere *) data)->pattern);
}

static void
sample_free (gpointer data)
{
  AskgCatalogueSample *sample = data;

  g_free (sample->text);
  g_ptr_array_unref (sample->finds);
  g_free (sample);
}

AskgCatalogueSample *
askg_catalogue_sample_new (void)
{
  AskgCatalogueSample *sample = g_new0 (AskgCatalogueSample, 1);

  sample->text = g_strdup ("");
  sample->line = G_MAXUINT;
  sample->finds = g_ptr_array_new_with_free_func (g_free);

  return sample;
}

AskgCatalogueEntry *
askg_catalogue_entry_new (const char *id)
{
  AskgCatalogueEntry *self = g_new0 (AskgCatalogueEntry, 1);

  self->id = g_strdup (id);
  self->severity = 2;
  self->patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_pattern_free);
  self->wheres = g_array_new (FALSE, FALSE, sizeof (AskgWhere));
  g_array_set_clear_func (self->wheres, clear_where);
  self->needs = g_array_new (FALSE, FALSE, sizeof (AskgWhere));
  g_array_set_clear_func (self->needs, clear_where);
  self->causes = g_ptr_array_new_with_free_func (g_free);
  self->fixes = g_ptr_array_new_with_free_func (g_free);
  self->checks = g_ptr_array_new_with_free_func (g_free);
  self->samples = g_ptr_array_new_with_free_func (sample_free);
  self->language = G_MAXUINT;

  return self;
}

void
askg_catalogue_entry_free (AskgCatalogueEntry *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->tool);
  g_ptr_array_unref (self->patterns);
  g_array_unref (self->wheres);
  g_array_unref (self->needs);
  g_free (self->title);
  g_free (self->explanation);
  g_ptr_array_unref (self->causes);
  g_ptr_array_unref (self->fixes);
  g_ptr_array_unref (self->checks);
  g_free (self->link_text);
  g_free (self->link_url);
  g_clear_pointer (&self->samples, g_ptr_array_unref);
  g_free (self);
}

/**
 * askg_catalogue_entry_check:
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE when something an entry must have is missing.
 */
gboolean
askg_catalogue_entry_check (AskgCatalogueEntry  *self,
                            GError             **error)
{
  const char *missing = NULL;

  if (self->tool == NULL)
    missing = "tool";
  else if (self->patterns->len == 0)
    missing = "pattern";
  else if (self->title == NULL)
    missing = "title";
  else if (self->explanation == NULL)
    missing = "what";
  else if (self->causes->len == 0)
    missing = "cause";
  else if (self->fixes->len == 0)
    missing = "fix";
  if (missing != NULL)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE, "[%s] has no %s", self->id, missing);
      return FALSE;
    }

  if (self->confidence == 0)
    self->confidence = self->rank == ASKG_RANK_FALLBACK ? 40 : 90;

  return TRUE;
}
