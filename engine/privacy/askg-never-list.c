/* askg-never-list.c: any thread.
 *
 * Letters count as the same in both cases, and "*" and "?" stand for what they always do: a desktop spells
 * an application now "KeePassXC", now "org.keepassxc.KeePassXC", and a title has the page's name before it. */
#include "engine/privacy/askg-never-list.h"

#include <string.h>

struct _AskgNeverList
{
  GPtrArray *apps;   /* of GPatternSpec */
  GPtrArray *titles; /* of GPatternSpec */
};

static void
add_pattern (GPtrArray  *patterns,
             const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  g_autofree char *folded = g_utf8_casefold (g_strstrip (valid), -1);

  if (*folded != '\0')
    g_ptr_array_add (patterns, g_pattern_spec_new (folded));
}

/**
 * askg_never_list_new:
 * @entries: (nullable) (array zero-terminated=1): an application's id or class, such as "keepassxc", or
 *   "title:" and a window's title; both may have "*" and "?"; an empty one stands for nothing
 *
 * Returns: (transfer full)
 */
AskgNeverList *
askg_never_list_new (const char *const *entries)
{
  AskgNeverList *self = g_atomic_rc_box_new0 (AskgNeverList);

  self->apps = g_ptr_array_new_with_free_func ((GDestroyNotify) g_pattern_spec_free);
  self->titles = g_ptr_array_new_with_free_func ((GDestroyNotify) g_pattern_spec_free);
  for (gsize i = 0; entries != NULL && entries[i] != NULL; i++)
    if (g_str_has_prefix (entries[i], ASKG_NEVER_LIST_TITLE))
      add_pattern (self->titles, entries[i] + strlen (ASKG_NEVER_LIST_TITLE));
    else
      add_pattern (self->apps, entries[i]);

  return self;
}

AskgNeverList *
askg_never_list_ref (AskgNeverList *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
never_list_clear (AskgNeverList *self)
{
  g_ptr_array_unref (self->apps);
  g_ptr_array_unref (self->titles);
}

void
askg_never_list_unref (AskgNeverList *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) never_list_clear);
}

gboolean
askg_never_list_is_empty (AskgNeverList *self)
{
  return self->apps->len == 0 && self->titles->len == 0;
}

static gboolean
any_fits (GPtrArray  *patterns,
          const char *words)
{
  g_autofree char *valid = words != NULL ? g_utf8_make_valid (words, -1) : NULL;
  g_autofree char *folded = valid != NULL ? g_utf8_casefold (valid, -1) : NULL;

  for (guint i = 0; folded != NULL && i < patterns->len; i++)
    if (g_pattern_spec_match_string (g_ptr_array_index (patterns, i), folded))
      return TRUE;

  return FALSE;
}

/**
 * askg_never_list_has:
 * @app: (nullable): the class or application id that the desktop tells
 * @title: (nullable)
 *
 * Returns: whether such a window is never to be looked at
 */
gboolean
askg_never_list_has (AskgNeverList *self,
                     const char    *app,
                     const char    *title)
{
  return any_fits (self->apps, app) || any_fits (self->titles, title);
}
