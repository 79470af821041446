/* askg-model-name.c: any thread. */
#include "engine/provider/askg-model-name.h"

#include <string.h>

/* What one model's name may have more in one place than in another: a tag, a date, a file's packing. */
static gboolean
is_by_the_way (const char *rest)
{
  const gsize n_digits = *rest != '\0' ? strspn (rest + 1, "0123456789") : 0;

  if (*rest == '\0' || *rest == ':' || *rest == '@' || g_str_has_suffix (rest, ".gguf"))
    return TRUE;

  return (*rest == '-' && (n_digits >= 4 || g_str_equal (rest, "-latest"))) || (*rest == '.' && n_digits == 0);
}

static gboolean
begins_with (const char *name,
             const char *start)
{
  return g_ascii_strncasecmp (name, start, strlen (start)) == 0 && is_by_the_way (name + strlen (start));
}

/* "models/x.gguf" is what "x" was asked for, and so is "gpt-4o-2024-08-06" for "gpt-4o"; "gpt-4o-mini" is another. */
gboolean
askg_model_name_fits (const char *asked,
                      const char *answered)
{
  g_autofree char *asked_name = g_path_get_basename (asked);
  g_autofree char *answered_name = g_path_get_basename (answered);

  return *answered == '\0' || begins_with (answered_name, asked_name) || begins_with (asked_name, answered_name);
}
