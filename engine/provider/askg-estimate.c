/* askg-estimate.c: any thread. No table of words is carried along: these rules are about right, and what an engine
 * really counted puts them right. */
#include "engine/provider/askg-estimate.h"

#include <math.h>
#include <string.h>

#define PROSE_BYTES_PER_TOKEN 4.0
#define CODE_BYTES_PER_TOKEN 3.0
#define OTHER_CHARACTERS_PER_TOKEN 1.5
#define TOKENS_PER_MESSAGE 3 /* who speaks, and where it ends */
#define TOKENS_PER_REPLY 3

/* A line in which so many of a hundred characters are such as people do not write to each other is code. */
#define CODE_PERCENT 12
#define CODE_CHARACTERS "{}()[]<>;=_/\\|&*#$%^~+:@`"

/* -- Words ------------------------------------------------------------------ */

void
askg_estimate_init (AskgEstimate *self)
{
  memset (self, 0, sizeof *self);
  self->tokens[ASKG_TOKENS_ENGLISH] = TOKENS_PER_REPLY;
}

static void
add_line (AskgEstimate *self,
          const char   *line,
          gsize         n_bytes)
{
  guint n_ascii = 0, n_other = 0, n_solid = 0, n_code = 0;

  for (gsize i = 0; i < n_bytes; i++)
    {
      const guchar byte = line[i];

      n_ascii += byte < 0x80;
      n_other += byte >= 0xc0; /* the first byte of a character; not those that go on with it */
      n_solid += byte > ' ' && byte < 0x7f;
      n_code += byte > ' ' && byte < 0x7f && strchr (CODE_CHARACTERS, byte) != NULL;
    }
  if (n_solid > 0 && n_code * 100 >= n_solid * CODE_PERCENT)
    self->tokens[ASKG_TOKENS_CODE] += n_ascii / CODE_BYTES_PER_TOKEN;
  else
    self->tokens[ASKG_TOKENS_ENGLISH] += n_ascii / PROSE_BYTES_PER_TOKEN;
  self->tokens[ASKG_TOKENS_KOREAN] += n_other / OTHER_CHARACTERS_PER_TOKEN;
}

/**
 * askg_estimate_add_message:
 * @text: UTF-8: what one side said, or the system text; may be empty
 */
void
askg_estimate_add_message (AskgEstimate *self,
                           const char   *text)
{
  self->tokens[ASKG_TOKENS_ENGLISH] += TOKENS_PER_MESSAGE;
  while (*text != '\0')
    {
      const gsize n_bytes = strcspn (text, "\n");

      add_line (self, text, n_bytes + (text[n_bytes] == '\n'));
      text += n_bytes + (text[n_bytes] == '\n');
    }
}

/* -- Sounds ------------------------------------------------------------------ */

/* The part of a model's name that says what it is: "openai/GPT-4o" and "models/gpt-4o" are "gpt-4o". */
static const char *
plain_name (const char *model)
{
  const char *slash = model != NULL ? strrchr (model, '/') : NULL;

  return slash != NULL ? slash + 1 : model != NULL ? model : "";
}

/* Whether @name is of the family @stem: itself, or with a size or date behind it. */
static gboolean
is_of (const char *name,
       const char *stem)
{
  const gsize n = strlen (stem);

  return g_ascii_strncasecmp (name, stem, n) == 0 && (name[n] == '\0' || strchr ("-:@_", name[n]) != NULL);
}

/**
 * askg_estimate_add_sound:
 * @model: (nullable): as it is asked for
 */
void
askg_estimate_add_sound (AskgEstimate *self,
                         const char   *model,
                         double        seconds)
{
  const struct { const char *stem; double tokens_per_second; } rates[] = {
    { "gpt", 10 }, { "gemini", 32 }, { "qwen", 25 },
  };
  double rate = 25;

  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    if (is_of (plain_name (model), rates[i].stem))
      rate = rates[i].tokens_per_second;
  self->tokens[ASKG_TOKENS_SOUND] += MAX (seconds, 0) * rate;
}

/* -- Pictures ---------------------------------------------------------------- */

typedef enum
{
  BY_TILES,   /* @a for the picture, @b for each tile of 512 px, its shorter side made @limit px */
  BY_PATCHES, /* at most @a patches of 32 px, each @b tokens, its longer side made @limit px */
  BY_AREA,    /* @a pixels a token, its longer side made @limit px */
  BY_BLOCKS,  /* @a for each block of 768 px; one if it is not larger than @limit px */
  FIXED,      /* @a, whatever its size */
} Rule;

typedef struct
{
  const char *stem;
  Rule        rule;
  double      a;
  double      b;
  guint       limit_px; /* 0: none */
} Model;

/* A longer stem is looked for first. */
static const Model models[] = {
  { "gpt-4o", BY_TILES, 85, 170, 768 },
  { "gpt-4.1", BY_TILES, 85, 170, 768 },
  { "gpt-4.5", BY_TILES, 85, 170, 768 },
  { "gpt-4o-mini", BY_TILES, 2833, 5667, 768 },
  { "gpt-5", BY_TILES, 70, 140, 768 },
  { "gpt-5.1", BY_TILES, 70, 140, 768 },
  { "o1", BY_TILES, 75, 150, 768 },
  { "o3", BY_TILES, 75, 150, 768 },
  { "gpt-image-1", BY_TILES, 65, 129, 512 },
  { "gpt-4.1-mini", BY_PATCHES, 1536, 1.62, 0 },
  { "gpt-4.1-nano", BY_PATCHES, 1536, 2.46, 0 },
  { "o4-mini", BY_PATCHES, 1536, 1.72, 0 },
  { "gpt-5-mini", BY_PATCHES, 1536, 1.2, 0 },
  { "gpt-5-nano", BY_PATCHES, 1536, 1.5, 0 },
  { "gpt-5.2", BY_PATCHES, 2500, 1.2, 2048 },
  { "gpt-5.4", BY_PATCHES, 2500, 1.2, 2048 },
  { "gpt-5.5", BY_PATCHES, 2500, 1.2, 2048 },
  { "gpt-5.6", BY_PATCHES, 2500, 1.2, 2048 },
  { "claude", BY_AREA, 750, 0, 1568 },
  { "gemini", BY_BLOCKS, 258, 0, 384 },
  { "qwen2.5-vl", BY_AREA, 28 * 28, 0, 0 },
  { "qwen2.5vl", BY_AREA, 28 * 28, 0, 0 },
  { "qwen3-vl", BY_AREA, 32 * 32, 0, 0 },
  { "qwen3vl", BY_AREA, 32 * 32, 0, 0 },
  { "gemma-3", FIXED, 256, 0, 0 },
  { "gemma3", FIXED, 256, 0, 0 },
};

/* Of a model that nobody has heard of: many that can be run at home are like this. */
static const Model unknown = { "", BY_AREA, 28 * 28, 0, 0 };

static const Model *
find_model (const char *model)
{
  const char *name = plain_name (model);
  const Model *found = &unknown;

  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    if (is_of (name, models[i].stem) && strlen (models[i].stem) > strlen (found->stem))
      found = &models[i];

  return found;
}

static double
count_steps (double length_px,
             double step_px)
{
  return MAX (1, ceil (length_px / step_px - 1e-6));
}

/* Never larger than it is. */
static void
fit (double *width_px,
     double *height_px,
     double  length_px,
     double  limit_px)
{
  const double scale = limit_px > 0 ? MIN (1, limit_px / length_px) : 1;

  *width_px *= scale;
  *height_px *= scale;
}

static double
count_patches (double width_px,
               double height_px,
               double most)
{
  double n = count_steps (width_px, 32) * count_steps (height_px, 32);
  double scale, across, down;

  if (n <= most)
    return n;

  scale = sqrt (32.0 * 32.0 * most / (width_px * height_px));
  across = width_px * scale / 32;
  down = height_px * scale / 32;
  scale *= MIN (floor (across) / across, floor (down) / down);
  n = count_steps (width_px * scale, 32) * count_steps (height_px * scale, 32);

  return MIN (n, most);
}

/**
 * askg_estimate_picture:
 * @model: (nullable): as it is asked for
 * @width_px: as it is sent
 *
 * Returns: tokens
 */
double
askg_estimate_picture (const char *model,
                       guint       width_px,
                       guint       height_px)
{
  const Model *known = find_model (model);
  double width = MAX (width_px, 1);
  double height = MAX (height_px, 1);

  switch (known->rule)
    {
    case BY_TILES:
      fit (&width, &height, MAX (width, height), 2048);
      fit (&width, &height, MIN (width, height), known->limit_px);
      return known->a + known->b * count_steps (width, 512) * count_steps (height, 512);
    case BY_PATCHES:
      fit (&width, &height, MAX (width, height), known->limit_px);
      return known->b * count_patches (width, height, known->a);
    case BY_BLOCKS:
      if (MAX (width, height) <= known->limit_px)
        return known->a;
      return known->a * count_steps (width, 768) * count_steps (height, 768);
    case FIXED:
      return known->a;
    case BY_AREA:
    default:
      fit (&width, &height, MAX (width, height), known->limit_px);
      return width * height / known->a;
    }
}

/**
 * askg_estimate_add_picture:
 * @model: (nullable): as it is asked for
 * @width_px: as it is sent
 */
void
askg_estimate_add_picture (AskgEstimate *self,
                           const char   *model,
                           guint         width_px,
                           guint         height_px)
{
  self->tokens[ASKG_TOKENS_PICTURE] += askg_estimate_picture (model, width_px, height_px);
}

/* Tokens of all kinds, by the rules alone. */
double
askg_estimate_get_sum (const AskgEstimate *self)
{
  double sum = 0;

  for (guint i = 0; i < ASKG_N_TOKEN_KINDS; i++)
    sum += self->tokens[i];

  return sum;
}
