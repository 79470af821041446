/* askg-catalogue-loader.c: main thread, and one of its own. */
#include "app/askg-catalogue-loader.h"

#include "engine/base/askg-program.h"

struct _AskgCatalogueLoader
{
  GThread       *thread;
  char          *folder;

  /* The thread's, until it has ended */
  AskgCatalogue *catalogue; /* (nullable) */
  GError        *error;     /* (nullable) */
};

static gpointer
load (gpointer data)
{
  AskgCatalogueLoader *self = data;

  self->catalogue = askg_catalogue_load (self->folder, g_get_language_names (), &self->error);

  return NULL;
}

/**
 * askg_catalogue_loader_start:
 *
 * Returns: (transfer full): free it with askg_catalogue_loader_end()
 */
AskgCatalogueLoader *
askg_catalogue_loader_start (void)
{
  AskgCatalogueLoader *self = g_new0 (AskgCatalogueLoader, 1);

  self->folder = askg_program_find_data ("catalogue");
  self->thread = g_thread_new ("catalogue", load, self);

  return self;
}

/* Waits for the thread, and throws away what was not taken. */
void
askg_catalogue_loader_free (AskgCatalogueLoader *self)
{
  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_object (&self->catalogue);
  g_clear_error (&self->error);
  g_free (self->folder);
  g_free (self);
}

/**
 * askg_catalogue_loader_end:
 * @self: (transfer full)
 *
 * Loading takes 3 to 6 ms: there is no wait when as much has passed since the start.
 *
 * Errors: those of askg_catalogue_load()
 *
 * Returns: (transfer full): the catalogue, or %NULL with @error set
 */
AskgCatalogue *
askg_catalogue_loader_end (AskgCatalogueLoader  *self,
                           GError              **error)
{
  AskgCatalogue *catalogue;

  g_clear_pointer (&self->thread, g_thread_join);
  catalogue = g_steal_pointer (&self->catalogue);
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  askg_catalogue_loader_free (self);

  return catalogue;
}
