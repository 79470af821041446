/* askg-proof.c: main thread. */
#include "app/askg-proof.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static const char *const wishes[] = {
  [ASKG_PROOF_ANY] = "any", [ASKG_PROOF_DONE] = "done", [ASKG_PROOF_REFUSED] = "refused",
};

AskgProof *
askg_proof_new (void)
{
  AskgProof *self = g_new0 (AskgProof, 1);

  self->parts = g_ptr_array_new ();

  return self;
}

static void
step_free (gpointer data)
{
  AskgProofStep *step = data;

  g_free (step->what);
  g_free (step);
}

static void
part_free (AskgProofPart *part)
{
  g_ptr_array_unref (part->steps);
  g_clear_pointer (&part->contacts, g_ptr_array_unref);
  g_clear_pointer (&part->expected, g_ptr_array_unref);
  g_free (part);
}

void
askg_proof_free (AskgProof *self)
{
  if (self == NULL)
    return;

  g_ptr_array_set_free_func (self->parts, (GDestroyNotify) part_free);
  g_ptr_array_unref (self->parts);
  g_free (self->impossible);
  g_free (self);
}

/* @name: static */
AskgProofPart *
askg_proof_add_part (AskgProof  *self,
                     const char *name)
{
  AskgProofPart *part = g_new0 (AskgProofPart, 1);

  part->name = name;
  part->steps = g_ptr_array_new_with_free_func (step_free);
  g_ptr_array_add (self->parts, part);

  return part;
}

void
askg_proof_part_add (AskgProofPart *part,
                     const char    *what,
                     AskgProofWish  wish,
                     int            code,
                     guint          took_ms)
{
  AskgProofStep *step = g_new0 (AskgProofStep, 1);

  step->what = g_strdup (what);
  step->wish = wish;
  step->code = code;
  step->took_ms = took_ms;
  g_ptr_array_add (part->steps, step);
}

/* -- Whether it is proven ----------------------------------------------------------------- */

gboolean
askg_proof_step_is_good (const AskgProofStep *step)
{
  if (step->wish == ASKG_PROOF_DONE)
    return step->code == 0;

  return step->wish == ASKG_PROOF_ANY || step->code > 0;
}

static gboolean
has_words (GPtrArray  *list,
           const char *words)
{
  return g_ptr_array_find_with_equal_func (list, words, g_str_equal, NULL);
}

/* Exactly those that were expected: one that is missing would mean that the eye is blind. */
static gboolean
are_as_expected (const AskgProofPart *part)
{
  if (part->contacts == NULL)
    return FALSE;
  if (part->expected == NULL)
    return part->contacts->len == 0;
  for (guint i = 0; i < part->contacts->len; i++)
    if (!has_words (part->expected, g_ptr_array_index (part->contacts, i)))
      return FALSE;
  for (guint i = 0; i < part->expected->len; i++)
    if (!has_words (part->contacts, g_ptr_array_index (part->expected, i)))
      return FALSE;

  return TRUE;
}

gboolean
askg_proof_part_is_good (const AskgProofPart *part)
{
  for (guint i = 0; i < part->steps->len; i++)
    if (!askg_proof_step_is_good (g_ptr_array_index (part->steps, i)))
      return FALSE;

  return part->steps->len > 0 && !part->was_blind && are_as_expected (part);
}

gboolean
askg_proof_is_good (AskgProof *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (!askg_proof_part_is_good (g_ptr_array_index (self->parts, i)))
      return FALSE;

  return self->impossible == NULL && self->parts->len == 3;
}

/* -- What it says ---------------------------------------------------------------------------- */

static json_t *
json_for_words (GPtrArray *words)
{
  json_t *list = json_array ();

  for (guint i = 0; words != NULL && i < words->len; i++)
    json_array_append_new (list, json_string (g_ptr_array_index (words, i)));

  return list;
}

static json_t *
json_for_part (const AskgProofPart *part)
{
  json_t *steps = json_array ();

  for (guint i = 0; i < part->steps->len; i++)
    {
      const AskgProofStep *step = g_ptr_array_index (part->steps, i);

      json_array_append_new (steps, json_pack ("{s:s, s:s, s:i, s:i, s:b}", "what", step->what, "wish", wishes[step->wish],
                                               "status", step->code, "took_ms", (int) step->took_ms,
                                               "as_wished", askg_proof_step_is_good (step)));
    }

  return json_pack ("{s:s, s:b, s:o, s:o, s:o, s:i, s:b}", "part", part->name, "good", askg_proof_part_is_good (part),
                    "contacts", json_for_words (part->contacts), "expected", json_for_words (part->expected),
                    "steps", steps, "loopback", (int) part->n_loopback, "was_blind", part->was_blind);
}

/* (transfer full) */
json_t *
askg_proof_to_json (AskgProof *self)
{
  g_autofree char *text = askg_proof_to_text (self);
  json_t *parts = json_array ();

  for (guint i = 0; i < self->parts->len; i++)
    json_array_append_new (parts, json_for_part (g_ptr_array_index (self->parts, i)));

  return json_pack ("{s:b, s:s?, s:b, s:o, s:s}", "proven", askg_proof_is_good (self), "impossible", self->impossible,
                    "windows", self->has_windows, "parts", parts, "text", text);
}

static void
append_title (GString             *text,
              const AskgProofPart *part)
{
  const guint n_contacts = part->contacts != NULL ? part->contacts->len : 0;

  g_string_append (text, askg_proof_part_is_good (part) ? "✓ " : "✗ ");
  if (g_str_equal (part->name, "control"))
    g_string_append (text, _("What is sent on purpose is seen."));
  else if (g_str_equal (part->name, "remote"))
    g_string_append (text, _("With “Local only” off, what goes to a connected engine is seen, and nothing else."));
  else
    g_string_append_printf (text, ngettext ("With “Local only” on: %u contact with another machine.",
                                            "With “Local only” on: %u contacts with other machines.", n_contacts), n_contacts);
  g_string_append_c (text, '\n');
}

static void
append_part (GString             *text,
             const AskgProofPart *part)
{
  append_title (text, part);
  for (guint i = 0; i < part->steps->len; i++)
    {
      const AskgProofStep *step = g_ptr_array_index (part->steps, i);

      g_string_append_printf (text, "    %s %s (%.1f s)\n", askg_proof_step_is_good (step) ? "✓" : "✗", step->what,
                              step->took_ms / 1000.0);
    }
  for (guint i = 0; part->contacts != NULL && i < part->contacts->len; i++)
    g_string_append_printf (text, "    → %s\n", (const char *) g_ptr_array_index (part->contacts, i));
  if (part->was_blind)
    g_string_append_printf (text, "    %s\n", _("Packets came too fast to be seen. Try again."));
}

/* (transfer full): for a person, with a line end */
char *
askg_proof_to_text (AskgProof *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->parts->len; i++)
    append_part (text, g_ptr_array_index (self->parts, i));
  if (self->impossible == NULL && self->has_windows)
    g_string_append_printf (text, "%s\n", _("The windows ran, too: what was asked went through them. Talking was not tried."));
  else if (self->impossible == NULL)
    g_string_append_printf (text, "%s\n", _("There is no display here, so the windows were not started: what was asked went through commands. "
                                           "Talking was not tried."));
  if (self->impossible != NULL)
    g_string_append (text, self->impossible);
  else if (askg_proof_is_good (self))
    g_string_append (text, _("Proven: with “Local only” on, nothing of this left the machine, and no name was looked up."));
  else
    g_string_append (text, _("Not proven: something above is not as it should be. Please report what it says."));
  g_string_append_c (text, '\n');

  return g_string_free (text, FALSE);
}
