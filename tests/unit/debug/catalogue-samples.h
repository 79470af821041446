/* catalogue-samples.h: the catalogue of the source tree, and the samples its entries come with. */
#pragma once

#include <string.h>

#include "engine/base/askg-program.h"
#include "engine/debug/askg-catalogue-file.h"
#include "engine/debug/askg-catalogue.h"

static inline AskgCatalogue *
load_catalogue (const char *language)
{
  g_autofree char *folder = askg_program_find_data ("catalogue");
  const char *languages[] = { language, NULL };
  g_autoptr(GError) error = NULL;
  AskgCatalogue *catalogue = askg_catalogue_load (folder, languages, &error);

  g_assert_no_error (error);

  return catalogue;
}

/* Returns all entries, with their samples. */
static inline GPtrArray *
read_samples (void)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_catalogue_entry_free);
  g_autofree char *folder = askg_program_find_data ("catalogue");
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *languages[] = { "en", NULL };
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr(GError) error = NULL;

      if (!g_str_has_suffix (name, ".errors"))
        continue;
      g_file_get_contents (path, &text, NULL, &error);
      g_assert_no_error (error);
      askg_catalogue_file_parse (text, languages, TRUE, entries, &error);
      g_assert_no_error (error);
    }

  return entries;
}

static inline const char *
first_id (GPtrArray *matches)
{
  return matches->len > 0 ? ((AskgCatalogueMatch *) g_ptr_array_index (matches, 0))->id : "nothing";
}
