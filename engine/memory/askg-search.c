/* askg-search.c: any thread. */
#include "engine/memory/askg-search.h"

/* In the order of the kinds' bits. */
static const char *const names[ASKG_SEARCH_N_KINDS] = {
  "question", "answer", "code", "picture", "text", "sound", "window",
};

/**
 * askg_search_new:
 * @text: as typed
 * @most: how many hits at most; more than %ASKG_SEARCH_MOST are not looked for
 *
 * Returns: (transfer full): a search for all of @text anywhere, best first
 */
AskgSearch *
askg_search_new (const char *text,
                 guint       most)
{
  AskgSearch *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (AskgSearch, 1);
  self->text = g_strdup (text);
  self->most = MIN (most, ASKG_SEARCH_MOST);

  return self;
}

AskgSearch *
askg_search_copy (const AskgSearch *self)
{
  AskgSearch *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->text = g_strdup (self->text);
  copy->app = g_strdup (self->app);
  copy->app_in_front = g_strdup (self->app_in_front);

  return copy;
}

void
askg_search_free (AskgSearch *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self->app);
  g_free (self->app_in_front);
  g_free (self);
}

/**
 * askg_search_kind_get_name:
 * @kind: one kind, not several
 *
 * Returns: (transfer none): an English word that is never translated
 */
const char *
askg_search_kind_get_name (AskgSearchKinds kind)
{
  for (guint i = 0; i < ASKG_SEARCH_N_KINDS; i++)
    if (kind == (AskgSearchKinds) 1 << i)
      return names[i];

  g_return_val_if_reached (names[0]);
}

/* 0 where no kind has this name. */
AskgSearchKinds
askg_search_kind_from_name (const char *name)
{
  for (guint i = 0; i < ASKG_SEARCH_N_KINDS; i++)
    if (g_ascii_strcasecmp (names[i], name) == 0)
      return 1 << i;

  return 0;
}
