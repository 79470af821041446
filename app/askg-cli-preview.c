/* askg-cli-preview.c: main thread. */
#include "app/askg-cli-preview.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-exit.h"
#include "engine/model/askg-inert-text.h"
#include "engine/privacy/askg-secret.h"

/* Control characters are gone before they are printed. */
static void
print_inert (const char *words)
{
  g_autofree char *inert = askg_text_make_inert (words != NULL ? words : "", ASKG_INERT_SHOW_HIDDEN);

  askg_exit_print (inert);
  askg_exit_print ("\n");
}

static char *
name_of (json_t *found)
{
  const char *nick = askg_json_get_string (found, "category");
  const char *name = askg_json_get_string (found, "name");
  AskgSecretCategory category;

  if (nick == NULL || !askg_secret_category_from_nick (nick, strlen (nick), &category))
    return g_strdup (_("A picture that was not read"));
  if (name == NULL)
    return g_strdup (askg_secret_category_get_name (category));

  return g_strconcat (askg_secret_category_get_name (category), " · ", name, NULL);
}

static void
print_found (json_t *found)
{
  json_t *one;
  gsize i;

  json_array_foreach (found, i, one)
    {
      g_autofree char *name = name_of (one);
      const int line = (int) json_integer_value (json_object_get (one, "line"));
      g_autofree char *place = line > 0 ? g_strdup_printf (_("text, line %d"), line) : g_strdup (_("picture"));
      g_autofree char *words = NULL;

      /* TRANSLATORS: "Covered: API key · HARBOR_KEY (text, line 3)" */
      words = g_strdup_printf (json_is_true (json_object_get (one, "shown")) ? _("Shown: %s (%s)") : _("Covered: %s (%s)"),
                               name, place);
      print_inert (words);
    }
}

static void
print_pieces (json_t *pieces)
{
  json_t *piece;
  gsize i;

  json_array_foreach (pieces, i, piece)
    {
      const char *text = askg_json_get_string (piece, "text");
      g_autofree char *size = g_format_size ((guint64) json_integer_value (json_object_get (piece, "bytes")));
      g_autofree char *other = g_strdup_printf ("[%s, %s]", askg_json_get_string (piece, "mime"), size);

      askg_exit_print ("\n");
      print_inert (text != NULL ? text : other);
    }
}

/* Returns: the exit code */
int
askg_cli_print_preview (json_t   *preview,
                        gboolean  as_json)
{
  if (as_json)
    {
      g_autofree char *printed = askg_json_print (preview);

      askg_exit_print (printed);
      askg_exit_print ("\n");
      return ASKG_EXIT_OK;
    }

  print_inert (askg_json_get_string (preview, "what"));
  print_found (json_object_get (preview, "found"));
  print_pieces (json_object_get (preview, "pieces"));

  return ASKG_EXIT_OK;
}
