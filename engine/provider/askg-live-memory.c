/* askg-live-memory.c: one thread at a time.
 *
 * What the person said is often known after the reply to it has begun: a place is kept for it. */
#include "engine/provider/askg-live-memory.h"

#include <string.h>

typedef struct
{
  gboolean by_person;
  char    *text; /* (nullable): not known yet */
} Entry;

struct _AskgLiveMemory
{
  GArray *entries; /* of Entry */
};

static void
clear_entry (gpointer data)
{
  g_free (((Entry *) data)->text);
}

AskgLiveMemory *
askg_live_memory_new (void)
{
  AskgLiveMemory *self = g_new0 (AskgLiveMemory, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);

  return self;
}

void
askg_live_memory_free (AskgLiveMemory *self)
{
  g_array_unref (self->entries);
  g_free (self);
}

/* @text: (nullable): a place for it is kept */
void
askg_live_memory_add (AskgLiveMemory *self,
                      gboolean        by_person,
                      const char     *text)
{
  const Entry entry = { by_person, g_strdup (text) };

  g_array_append_val (self->entries, entry);
}

/* The person's words, in the place that was kept for them. */
void
askg_live_memory_hear (AskgLiveMemory *self,
                       const char     *text)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->by_person && entry->text == NULL)
        {
          entry->text = g_strdup (text);
          return;
        }
    }
  askg_live_memory_add (self, TRUE, text);
}

void
askg_live_memory_begin_reply (AskgLiveMemory *self)
{
  const guint n = self->entries->len;

  if (n == 0 || !g_array_index (self->entries, Entry, n - 1).by_person)
    askg_live_memory_add (self, TRUE, NULL);
  askg_live_memory_add (self, FALSE, NULL);
}

/* Of the latest reply: all of it, or as far as it was heard. */
void
askg_live_memory_set_reply (AskgLiveMemory *self,
                            const char     *text)
{
  for (guint i = self->entries->len; i-- > 0;)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->by_person)
        continue;
      g_free (entry->text);
      entry->text = g_strdup (text);
      return;
    }
}

/**
 * askg_live_memory_get_turns:
 * @max_bytes: of all texts together: the latest turns are kept
 *
 * Returns: (transfer full) (element-type AskgLiveTurn): in their order; the texts belong to the memory
 */
GArray *
askg_live_memory_get_turns (AskgLiveMemory *self,
                            gsize           max_bytes)
{
  GArray *turns = g_array_new (FALSE, FALSE, sizeof (AskgLiveTurn));
  gsize n_bytes = 0;

  for (guint i = self->entries->len; i-- > 0;)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      const AskgLiveTurn turn = { entry->by_person, entry->text };

      if (entry->text == NULL || *entry->text == '\0')
        continue;
      n_bytes += strlen (entry->text);
      if (n_bytes > max_bytes)
        break;
      g_array_prepend_val (turns, turn);
    }

  return turns;
}
