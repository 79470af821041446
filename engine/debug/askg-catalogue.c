/* askg-catalogue.c: any thread once it is loaded. */
#include "engine/debug/askg-catalogue.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/debug/askg-catalogue-file.h"
#include "engine/debug/askg-catalogue-hits.h"

#define SUFFIX ".errors"
#define MAX_MATCHES 100
#define MAX_MATCHES_AN_ENTRY 20 /* thirty missing functions have one cause */

struct _AskgCatalogue
{
  GObject             parent_instance;

  /* Owned */
  GPtrArray          *entries; /* of AskgCatalogueEntry */
  AskgCatalogueIndex *index;   /* borrows from @entries */
};

G_DEFINE_FINAL_TYPE (AskgCatalogue, askg_catalogue, G_TYPE_OBJECT)

static void
askg_catalogue_finalize (GObject *object)
{
  AskgCatalogue *self = ASKG_CATALOGUE (object);

  g_clear_pointer (&self->index, askg_catalogue_index_free);
  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (askg_catalogue_parent_class)->finalize (object);
}

static void
askg_catalogue_class_init (AskgCatalogueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_catalogue_finalize;
}

static void
askg_catalogue_init (AskgCatalogue *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_catalogue_entry_free);
}

/**
 * askg_catalogue_match_free:
 * @match: (nullable):
 */
void
askg_catalogue_match_free (AskgCatalogueMatch *match)
{
  if (match == NULL)
    return;

  g_free (match->id);
  g_free (match->tool);
  g_free (match->title);
  g_free (match->explanation);
  g_strfreev (match->causes);
  g_strfreev (match->fixes);
  g_strfreev (match->checks);
  g_free (match->link_text);
  g_free (match->link_url);
  g_free (match->line_text);
  g_free (match->file);
  g_free (match);
}

/* "ko_KR.UTF-8" becomes "ko"; English, which every entry has, stands behind them all. */
static GStrv
language_codes (const char *const *languages)
{
  g_autoptr(GStrvBuilder) codes = g_strv_builder_new ();

  for (; languages != NULL && *languages != NULL; languages++)
    {
      const gsize length = strcspn (*languages, "_.@-");
      g_autofree char *code = g_strndup (*languages, length);

      g_strv_builder_add (codes, strcmp (code, "C") == 0 || strcmp (code, "POSIX") == 0 ? "en" : code);
    }
  g_strv_builder_add (codes, "en");

  return g_strv_builder_end (codes);
}

static gboolean
load_file (AskgCatalogue      *self,
           const char         *folder,
           const char         *name,
           const char *const  *codes,
           GError            **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) cause = NULL;

  if (g_file_get_contents (path, &text, NULL, &cause) &&
      askg_catalogue_file_parse (text, codes, FALSE, self->entries, &cause))
    return TRUE;

  g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
               _("The error catalogue cannot be used: %s (%s). Install Askglass again, or mend that file."),
               path, cause->message);
  return FALSE;
}

static gint
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Sorted, so that of two entries that fit equally well the same one wins on every machine. */
static GPtrArray *
list_files (const char  *folder,
            GError     **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) cause = NULL;
  g_autoptr(GDir) dir = g_dir_open (folder, 0, &cause);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, SUFFIX))
      g_ptr_array_add (names, g_strdup (name));
  if (names->len == 0)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                   _("The error catalogue is not in %s (%s). Install Askglass again."),
                   folder, cause != NULL ? cause->message : _("the folder holds none"));
      return NULL;
    }
  g_ptr_array_sort (names, compare_names);

  return g_steal_pointer (&names);
}

/**
 * askg_catalogue_load:
 * @folder: where the `.errors` files are: `askg_program_find_data ("catalogue")`
 * @languages: (array zero-terminated=1) (nullable): as g_get_language_names() gives them; an
 *   entry without texts in any of them is told in English
 *
 * Reads files: not on a thread that draws.
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE when there is no catalogue, or it is damaged.
 *
 * Returns: (transfer full): the catalogue, or %NULL with @error set
 */
AskgCatalogue *
askg_catalogue_load (const char         *folder,
                     const char *const  *languages,
                     GError            **error)
{
  g_autoptr(AskgCatalogue) self = g_object_new (ASKG_TYPE_CATALOGUE, NULL);
  g_autoptr(GPtrArray) names = NULL;
  g_auto(GStrv) codes = language_codes (languages);

  g_return_val_if_fail (folder != NULL, NULL);

  names = list_files (folder, error);
  if (names == NULL)
    return NULL;
  for (guint i = 0; i < names->len; i++)
    if (!load_file (self, folder, g_ptr_array_index (names, i), (const char *const *) codes, error))
      return NULL;
  self->index = askg_catalogue_index_new (self->entries);

  return g_steal_pointer (&self);
}

guint
askg_catalogue_get_n_entries (AskgCatalogue *self)
{
  g_return_val_if_fail (ASKG_IS_CATALOGUE (self), 0);

  return self->entries->len;
}

/* The same error with the same names is one; what many lines repeat is told a few times. */
static gboolean
is_new (GHashTable               *seen,
        const AskgCatalogueMatch *match)
{
  const guint n_before = GPOINTER_TO_UINT (g_hash_table_lookup (seen, match->id));

  if (n_before >= MAX_MATCHES_AN_ENTRY || !g_hash_table_add (seen, g_strconcat (match->id, "\n", match->title, NULL)))
    return FALSE;
  g_hash_table_insert (seen, g_strdup (match->id), GUINT_TO_POINTER (n_before + 1));

  return TRUE;
}

/**
 * askg_catalogue_match:
 * @text: what a terminal, a log or a picture says; any bytes, less than 4 GiB
 * @cancellable: (nullable): ends it early; what was found until then is returned
 *
 * Takes time in proportion to the length of @text. Any thread.
 *
 * Returns: (transfer full) (element-type AskgCatalogueMatch): what is known of the errors in
 *   @text, the root cause first; empty when nothing is
 */
GPtrArray *
askg_catalogue_match (AskgCatalogue *self,
                      const char    *text,
                      GCancellable  *cancellable)
{
  g_autoptr(GPtrArray) matches = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_catalogue_match_free);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(AskgSkeleton) skeleton = NULL;
  g_autoptr(AskgPatternScratch) scratch = askg_pattern_scratch_new ();
  g_autoptr(GArray) hits = NULL;

  g_return_val_if_fail (ASKG_IS_CATALOGUE (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  skeleton = askg_skeleton_new (text);
  hits = askg_catalogue_index_search (self->index, skeleton, scratch, cancellable);
  askg_catalogue_hits_sift (skeleton, hits, scratch);
  askg_catalogue_hits_settle (skeleton, hits);
  for (guint i = 0; i < hits->len && matches->len < MAX_MATCHES; i++)
    {
      g_autoptr(AskgCatalogueMatch) match = askg_catalogue_hit_tell (&g_array_index (hits, AskgCatalogueHit, i), skeleton, scratch);

      if (is_new (seen, match))
        g_ptr_array_add (matches, g_steal_pointer (&match));
    }

  return g_steal_pointer (&matches);
}
