/* askg-json-diagnosis.c: any thread. */
#include "app/askg-json-diagnosis.h"

#include <glib/gi18n-lib.h>

/* Around the root; of all others only their own line is told. */
#define N_AROUND 20u

static json_t *
number_or_null (guint number)
{
  return number > 0 ? json_integer (number) : json_null ();
}

static json_t *
text_or_null (const char *text)
{
  return text != NULL ? json_string (text) : json_null ();
}

static json_t *
pack_source (AskgSourceFinder *finder,
             const char       *file,
             guint             line,
             guint             n_around)
{
  g_autoptr(GPtrArray) lines = askg_source_finder_read (finder, file, line, n_around);
  json_t *source = json_array ();

  for (guint i = 0; i < lines->len; i++)
    {
      const AskgSourceLine *at = g_ptr_array_index (lines, i);

      json_array_append_new (source, json_pack ("{s:s, s:i, s:s}", "file", file, "line", (int) at->number, "text", at->text));
    }

  return source;
}

static json_t *
pack_diagnostic (const AskgDiagnostic *diagnostic,
                 gboolean              is_root,
                 AskgSourceFinder     *finder)
{
  g_autofree char *file = askg_source_finder_resolve (finder, diagnostic);
  g_autofree char *valid_file = file != NULL ? g_utf8_make_valid (file, -1) : NULL;
  const gboolean has_tool = *diagnostic->tool != '\0';

  return json_pack ("{s:o, s:o, s:o, s:s, s:s, s:o, s:s, s:b, s:o}",
                    "file", text_or_null (valid_file),
                    "line", number_or_null (diagnostic->line),
                    "column", number_or_null (diagnostic->column),
                    "severity", askg_severity_name (diagnostic->severity),
                    "kind", askg_diagnostic_kind_name (diagnostic->kind),
                    "tool", text_or_null (has_tool ? diagnostic->tool : NULL),
                    "message", diagnostic->message,
                    "root", is_root,
                    "source", pack_source (finder, file, diagnostic->line, is_root ? N_AROUND : 0));
}

static void
add_list (GString    *words,
          const char *heading,
          char      **items)
{
  g_string_append_printf (words, "\n\n%s", heading);
  for (guint i = 0; items[i] != NULL; i++)
    g_string_append_printf (words, "\n- %s", items[i]);
}

/* All that is known of it, as one would tell it; for who shows nothing but this. */
static char *
explain (const AskgCatalogueMatch *match)
{
  g_autoptr(GString) words = g_string_new (NULL);

  g_string_append_printf (words, "%s.\n%s\n> %s", match->title, match->explanation, match->line_text);
  add_list (words, _("The usual causes, the likely one first:"), match->causes);
  add_list (words, _("To fix it:"), match->fixes);
  if (match->checks[0] != NULL)
    add_list (words, _("To check it:"), match->checks);

  return g_strdup (words->str);
}

static json_t *
pack_texts (char **texts)
{
  json_t *array = json_array ();

  for (guint i = 0; texts[i] != NULL; i++)
    json_array_append_new (array, json_string (texts[i]));

  return array;
}

static json_t *
pack_known (const AskgCatalogueMatch *match)
{
  g_autofree char *explanation = explain (match);

  return json_pack ("{s:s, s:f, s:s, s:s, s:o, s:o, s:o, s:o, s:o}", "id", match->id, "confidence", match->confidence / 100.0,
                    "explanation", explanation, "title", match->title, "causes", pack_texts (match->causes),
                    "fixes", pack_texts (match->fixes), "checks", pack_texts (match->checks),
                    "link", text_or_null (match->link_text), "url", text_or_null (match->link_url));
}

/**
 * askg_json_for_diagnosis:
 * @diagnosis: finished
 * @known: (element-type AskgCatalogueMatch): what the catalogue knows of it, likely first
 *
 * Returns: (transfer full): an object; the root, or the first warning where nothing is wrong, comes first, the others in the order of the output
 */
json_t *
askg_json_for_diagnosis (AskgDiagnosis    *diagnosis,
                         AskgSourceFinder *finder,
                         GPtrArray        *known)
{
  const AskgDiagnostic *root = askg_diagnosis_get_lead (diagnosis);
  GPtrArray *all = askg_diagnosis_get_all (diagnosis);
  json_t *diagnostics = json_array (), *catalogue = json_array ();

  if (root != NULL)
    json_array_append_new (diagnostics, pack_diagnostic (root, TRUE, finder));
  for (guint i = 0; i < all->len; i++)
    if (g_ptr_array_index (all, i) != root)
      json_array_append_new (diagnostics, pack_diagnostic (g_ptr_array_index (all, i), FALSE, finder));
  for (guint i = 0; i < known->len; i++)
    json_array_append_new (catalogue, pack_known (g_ptr_array_index (known, i)));

  return json_pack ("{s:o, s:o, s:i}", "diagnostics", diagnostics, "catalogue", catalogue,
                    "more", (int) askg_diagnosis_get_n_more (diagnosis));
}
