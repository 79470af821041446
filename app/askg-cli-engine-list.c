/* askg-cli-engine-list.c: one thread. */
#include "app/askg-cli-engine-list.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "engine/model/askg-inert-text.h"

/* Returns: (transfer full): on one line, and nothing in it that a terminal would obey */
char *
askg_cli_inert (const char *text)
{
  return askg_text_make_inert (text != NULL ? text : "", ASKG_INERT_SHOW_HIDDEN | ASKG_INERT_ONE_LINE);
}

/* As a terminal lays it out: Hangul takes two. */
static gsize
count_cells (const char *text)
{
  gsize n_cells = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    n_cells += g_unichar_iswide (g_utf8_get_char (text)) ? 2 : 1;

  return n_cells;
}

/* "text, pictures, sound?": the question mark says that nobody knows yet. */
static char *
describe_abilities (json_t *can)
{
  const struct { const char *key; const char *word; } abilities[] = {
    { "take-image", _("pictures") },
    { "take-audio", _("sound") },
    { "give-image", _("draws") },
    { "give-audio", _("speaks") },
  };
  g_autoptr(GString) words = g_string_new (_("text"));

  if (json_is_false (json_object_get (can, "take-text")))
    return g_strdup (_("turns speech into text"));
  if (json_is_true (json_object_get (can, "converse")))
    return g_strdup (_("is spoken with"));
  for (gsize i = 0; i < G_N_ELEMENTS (abilities); i++)
    {
      json_t *known = json_object_get (can, abilities[i].key);

      if (json_is_true (known))
        g_string_append_printf (words, ", %s", abilities[i].word);
      else if (json_is_null (known) && g_str_has_prefix (abilities[i].key, "take"))
        g_string_append_printf (words, ", %s?", abilities[i].word);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* "* reader  comes with Askglass  text, pictures": a line an engine; the star is the one asked first. */
static void
print_engine (json_t *engine,
              gsize   n_id_cells)
{
  const char *url = askg_json_get_string (engine, "url");
  const char *kind = askg_json_get_string (engine, "kind");
  const gboolean is_embedded = g_str_equal (kind, "embedded");
  g_autofree char *abilities = describe_abilities (json_object_get (engine, "can"));
  g_autofree char *id = askg_cli_inert (askg_json_get_string (engine, "id"));
  g_autofree char *where = askg_cli_inert (url != NULL ? url : is_embedded ? _("comes with Askglass") : _("started by Askglass"));
  g_autofree char *model = askg_cli_inert (askg_json_get_string (engine, "model"));
  const gsize n_cells = count_cells (id);

  printf ("%c %s%*s  %s  %s%s%s\n", json_is_true (json_object_get (engine, "default")) ? '*' : ' ', id,
          (int) (n_id_cells > n_cells ? n_id_cells - n_cells : 0), "", where, model, *model != '\0' ? "  " : "", abilities);
}

/* @engines: as askg_json_for_engines() made it */
void
askg_cli_print_engines (json_t *engines)
{
  gsize n_id_cells = 0;
  gsize i;
  json_t *engine;

  json_array_foreach (engines, i, engine)
    n_id_cells = MAX (n_id_cells, count_cells (askg_json_get_string (engine, "id")));
  json_array_foreach (engines, i, engine)
    print_engine (engine, n_id_cells);
}

/* What "engines find" found: a name, an address, and how to connect it. */
void
askg_cli_print_found (json_t *found)
{
  gsize n_cells = 0;
  gsize i;
  json_t *engine;

  json_array_foreach (found, i, engine)
    n_cells = MAX (n_cells, count_cells (askg_json_get_string (engine, "name")));
  json_array_foreach (found, i, engine)
    {
      const char *name = askg_json_get_string (engine, "name");

      printf ("%s%*s  askglass engines add %s %s\n", name, (int) (n_cells - count_cells (name)), "",
              askg_json_get_string (engine, "id"), askg_json_get_string (engine, "url"));
    }
}

/* "connect   ok       0.3 ms  …". @step: of a test of an engine */
void
askg_cli_print_step (json_t *step)
{
  const struct { const char *verdict; const char *word; } verdicts[] = {
    { "passed", _("ok") }, { "failed", _("failed") }, { "left-out", _("left out") },
  };
  const char *verdict = askg_json_get_string (step, "verdict");
  const json_int_t us = json_integer_value (json_object_get (step, "duration_us"));
  g_autofree char *time = us > 0 ? g_strdup_printf ("%.1f ms", us / 1000.0) : g_strdup ("");
  g_autofree char *detail = askg_cli_inert (askg_json_get_string (step, "detail"));

  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    if (g_strcmp0 (verdict, verdicts[i].verdict) == 0)
      printf ("%-8s  %-8s  %10s  %s\n", askg_json_get_string (step, "step"), verdicts[i].word, time,
              g_str_equal (verdict, "failed") ? "" : detail); /* the sentence comes at the end */
  fflush (stdout);
}
