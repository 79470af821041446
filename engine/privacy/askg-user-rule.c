/* askg-user-rule.c: any thread. */
#include "engine/privacy/askg-user-rule-private.h"

#include <string.h>

#include "engine/privacy/askg-rule-check.h"

/* One text is matched in at most so many steps a byte. */
#define MAX_STEPS 256
#define NOWHERE G_MAXSIZE

typedef enum
{
  STEP_BYTE, /* this one, small or capital */
  STEP_ANY,  /* one character */
  STEP_STAR, /* any number of them, no space */
} StepKind;

typedef struct
{
  StepKind kind;
  char     byte; /* of STEP_BYTE, small */
} Step;

struct _AskgUserRule
{
  Step               steps[MAX_STEPS];
  guint              n_steps;
  gboolean           is_category; /* the whole rule is a category's nick */
  AskgSecretCategory category;
};

static gboolean
add_step (AskgUserRule *self,
          StepKind      kind,
          char          byte)
{
  if (self->n_steps == MAX_STEPS)
    return FALSE;
  if (kind == STEP_STAR && self->n_steps > 0 && self->steps[self->n_steps - 1].kind == STEP_STAR)
    return TRUE;
  self->steps[self->n_steps++] = (Step) { kind, g_ascii_tolower (byte) };

  return TRUE;
}

/**
 * askg_user_rule_new:
 * @text: "word", "ACME-????-*", "nick:pattern" or a category's nick; a backslash takes the next character as it is
 *
 * Returns: (transfer full) (nullable): the rule; %NULL when there is nothing definite in it, or too much
 */
AskgUserRule *
askg_user_rule_new (const char *text)
{
  AskgUserRule *self = g_new0 (AskgUserRule, 1);
  const char *colon = strchr (text, ':');
  gboolean has_byte = FALSE, fits = TRUE;

  self->category = ASKG_SECRET_USER_RULE;
  self->is_category = askg_secret_category_from_nick (text, strlen (text), &self->category);
  if (colon != NULL && askg_secret_category_from_nick (text, colon - text, &self->category))
    text = colon + 1;

  for (; *text != '\0' && fits; text++)
    {
      if (*text == '*')
        fits = add_step (self, STEP_STAR, 0);
      else if (*text == '?')
        fits = add_step (self, STEP_ANY, 0);
      else
        {
          if (*text == '\\' && text[1] != '\0')
            text++;
          fits = add_step (self, STEP_BYTE, *text);
          has_byte = TRUE;
        }
    }
  if (!has_byte || !fits)
    g_clear_pointer (&self, askg_user_rule_free);

  return self;
}

void
askg_user_rule_free (AskgUserRule *self)
{
  g_free (self);
}

/**
 * askg_rule_check:
 * @rule: as in the settings
 * @is_allowing: whether it is one of what is never covered
 *
 * Returns: why it would do nothing, or %ASKG_RULE_FINE
 */
AskgRuleFault
askg_rule_check (const char *rule,
                 gboolean    is_allowing)
{
  AskgUserRule *parsed = askg_user_rule_new (rule);
  AskgRuleFault fault = ASKG_RULE_FINE;

  if (parsed == NULL)
    fault = strlen (rule) > MAX_STEPS ? ASKG_RULE_TOO_LONG : ASKG_RULE_INDEFINITE;
  else if (parsed->is_category && !is_allowing)
    fault = ASKG_RULE_IS_CATEGORY;
  else if (parsed->is_category && askg_secret_category_get_tier (parsed->category) == ASKG_SECRET_CRITICAL)
    fault = ASKG_RULE_CRITICAL;
  g_clear_pointer (&parsed, askg_user_rule_free);

  return fault;
}

/* -- Matching: all places at once, each remembering where it began -------------------- */

typedef struct
{
  gsize starts[MAX_STEPS + 1]; /* by steps done: the leftmost beginning, or NOWHERE */
  guint n_live;                /* behind the last step that may be other than NOWHERE */
} State;

static void
state_init (State *state,
            guint  n_steps)
{
  for (guint i = 0; i <= n_steps; i++)
    state->starts[i] = NOWHERE;
  state->n_live = 0;
}

static void
reach (const AskgUserRule *self,
       State              *state,
       guint               step,
       gsize               start)
{
  for (;; step++)
    {
      state->starts[step] = MIN (state->starts[step], start);
      state->n_live = MAX (state->n_live, step + 1);
      if (step >= self->n_steps || self->steps[step].kind != STEP_STAR)
        return;
    }
}

static void
advance (const AskgUserRule *self,
         State              *state,
         char                byte)
{
  const gboolean is_inner = ((guint8) byte & 0xc0) == 0x80;
  const guint n_live = state->n_live;
  State before;

  memcpy (before.starts, state->starts, n_live * sizeof (gsize));
  for (guint i = 0; i < n_live; i++)
    state->starts[i] = NOWHERE;
  state->n_live = 0;

  for (guint i = 0; i < n_live; i++)
    {
      if (before.starts[i] == NOWHERE)
        continue;
      if (is_inner && i > 0 && self->steps[i - 1].kind == STEP_ANY) /* the rest of that character */
        reach (self, state, i, before.starts[i]);
      if (i == self->n_steps)
        continue;
      if (self->steps[i].kind == STEP_STAR && !askg_byte_is (byte, ASKG_BYTE_SPACE))
        reach (self, state, i, before.starts[i]);
      if ((self->steps[i].kind == STEP_ANY && !is_inner && !askg_byte_is (byte, ASKG_BYTE_SPACE)) ||
          (self->steps[i].kind == STEP_BYTE && g_ascii_tolower (byte) == self->steps[i].byte))
        reach (self, state, i + 1, before.starts[i]);
    }
}

static gboolean
is_word_byte (const Step *step)
{
  return step->kind == STEP_BYTE && askg_byte_is (step->byte, ASKG_BYTES_ALNUM);
}

/* A rule that begins or ends with a letter or digit does so at a word's end: "ann" is not in "planned". */
void
askg_user_rule_find (const AskgUserRule *self,
                     AskgScan           *scan)
{
  const gboolean begins_word = is_word_byte (&self->steps[0]), ends_word = is_word_byte (&self->steps[self->n_steps - 1]);
  gsize start = NOWHERE, end = 0;
  State state;

  if (self->is_category)
    return;

  state_init (&state, self->n_steps);
  for (gsize at = 0; at < scan->n; at++)
    {
      if ((!begins_word || (g_ascii_tolower (scan->text[at]) == self->steps[0].byte && askg_scan_is_word_start (scan, at))) &&
          ((guint8) scan->text[at] & 0xc0) != 0x80)
        reach (self, &state, 0, at);
      if (state.n_live == 0)
        continue;
      advance (self, &state, scan->text[at]);
      if (state.n_live <= self->n_steps || state.starts[self->n_steps] == NOWHERE ||
          (ends_word && askg_scan_is (scan, at + 1, ASKG_BYTES_ALNUM)))
        continue;

      if (start != NOWHERE && state.starts[self->n_steps] >= end)
        {
          askg_scan_add (scan, start, end, self->category);
          start = NOWHERE;
        }
      start = MIN (start, state.starts[self->n_steps]);
      end = at + 1;
    }
  if (start != NOWHERE)
    askg_scan_add (scan, start, end, self->category);
}

/**
 * askg_user_rule_allows:
 * @value: (array length=n_bytes): something found
 *
 * Returns: whether the rule, as one of the allow-list, means the whole of @value
 */
gboolean
askg_user_rule_allows (const AskgUserRule *self,
                       const char         *value,
                       gsize               n_bytes,
                       AskgSecretCategory  category)
{
  State state;

  if (self->is_category)
    return self->category == category && askg_secret_category_get_tier (category) != ASKG_SECRET_CRITICAL;

  state_init (&state, self->n_steps);
  reach (self, &state, 0, 0);
  for (gsize at = 0; at < n_bytes && state.n_live > 0; at++)
    advance (self, &state, value[at]);

  return state.n_live > self->n_steps && state.starts[self->n_steps] != NOWHERE;
}
