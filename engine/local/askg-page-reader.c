/* askg-page-reader.c: called from one thread; the lines are read on threads of its own.
 *
 * A line is the unit of work: each is read alone, the next one by whoever is free, so that two
 * processors halve the time and the first words are there after a line or two. */
#include "engine/local/askg-page-reader.h"

#include "engine/local/askg-line-reader.h"
#include "engine/local/askg-line-words.h"

#define MAX_THREADS 4u

typedef struct
{
  AskgFoundLine  found;
  GArray        *glyphs; /* (nullable): not read yet */
} Line;

struct _AskgPageReader
{
  GThread          *threads[MAX_THREADS];
  AskgLineReader   *readers[MAX_THREADS];
  guint             n_threads;

  /* Held to touch what follows. */
  GMutex            lock;
  GCond             changed;
  guint             n_ready;   /* threads that have loaded, or failed to */
  gboolean          has_data;  /* the first of them found the reading data */
  gboolean          is_ending;
  const AskgPixels *picture;   /* (nullable): being read */
  GArray           *lines;     /* (nullable): of Line */
  guint             n_taken;
  guint             n_at_work;
};

typedef struct
{
  AskgPageReader *reader;
  guint           index;
} Start;

static void
clear_line (gpointer data)
{
  g_clear_pointer (&((Line *) data)->glyphs, g_array_unref);
}

/* Takes the next line to read; NULL when it is time to end. Called with the lock held. */
static Line *
take_line (AskgPageReader *self)
{
  while (!self->is_ending && (self->lines == NULL || self->n_taken == self->lines->len))
    g_cond_wait (&self->changed, &self->lock);

  return self->is_ending ? NULL : &g_array_index (self->lines, Line, self->n_taken++);
}

static gpointer
read_lines (gpointer data)
{
  g_autofree Start *start = data;
  AskgPageReader *self = start->reader;
  AskgLineReader *reader = askg_line_reader_new ();
  Line *line;

  g_mutex_lock (&self->lock);
  self->readers[start->index] = reader;
  self->n_ready++;
  g_cond_broadcast (&self->changed);
  while (reader != NULL && (line = take_line (self)) != NULL)
    {
      GArray *glyphs;

      self->n_at_work++;
      g_mutex_unlock (&self->lock);
      glyphs = askg_line_reader_read (reader, self->picture, &line->found);
      g_mutex_lock (&self->lock);
      line->glyphs = glyphs;
      self->n_at_work--;
      g_cond_broadcast (&self->changed);
    }
  g_mutex_unlock (&self->lock);

  return NULL;
}

/**
 * askg_page_reader_new:
 *
 * Loads the reading data once a thread, all at the same time; some 150 ms.
 *
 * Returns: (transfer full) (nullable): %NULL when the English reading data is not installed
 */
AskgPageReader *
askg_page_reader_new (void)
{
  AskgPageReader *self = g_new0 (AskgPageReader, 1);
  gboolean has_data = TRUE;

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->n_threads = CLAMP (g_get_num_processors (), 1, MAX_THREADS);
  for (guint i = 0; i < self->n_threads; i++)
    {
      Start *start = g_new (Start, 1);

      *start = (Start) { self, i };
      self->threads[i] = g_thread_new ("reading", read_lines, start);
    }

  g_mutex_lock (&self->lock);
  while (self->n_ready < self->n_threads)
    g_cond_wait (&self->changed, &self->lock);
  for (guint i = 0; i < self->n_threads; i++)
    has_data = has_data && self->readers[i] != NULL;
  g_mutex_unlock (&self->lock);
  if (!has_data)
    g_clear_pointer (&self, askg_page_reader_free);

  return self;
}

void
askg_page_reader_free (AskgPageReader *self)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->lock);
  self->is_ending = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < self->n_threads; i++)
    {
      g_thread_join (self->threads[i]);
      askg_line_reader_free (self->readers[i]);
    }
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

static AskgPageText *
new_page (const GArray *lines,
          guint         start,
          guint         end)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  double advance = 0;

  for (guint i = 0; i < end; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      const double own = askg_line_words_find_advance (line->glyphs);

      advance = own > 0 ? own : advance;
      if (i >= start)
        askg_line_words_add (builder, line->glyphs, &line->found.box, line->found.paragraph, line->found.left_px,
                             advance);
    }

  return askg_page_text_builder_finish (builder);
}

/* Tells of lines as soon as all before them are read. Called with the lock held. */
static void
follow (AskgPageReader     *self,
        AskgFreshLinesFunc  fresh,
        gpointer            user_data)
{
  guint n_told = 0;

  while (n_told < self->lines->len)
    {
      guint n_read = n_told;
      g_autoptr(AskgPageText) page = NULL;

      while (n_read < self->lines->len && g_array_index (self->lines, Line, n_read).glyphs != NULL)
        n_read++;
      if (n_read == n_told)
        {
          g_cond_wait (&self->changed, &self->lock);
          continue;
        }
      g_mutex_unlock (&self->lock);
      page = new_page (self->lines, n_told, n_read);
      if (fresh != NULL && askg_page_text_get_n_lines (page) > 0)
        fresh (page, user_data);
      g_mutex_lock (&self->lock);
      n_told = n_read;
    }
}

/**
 * askg_page_reader_read:
 * @picture: stays as it is until this returns
 * @fresh: (nullable): hears of lines as they are read, on this thread
 *
 * Returns: (transfer full): all lines; none when there is no writing
 */
AskgPageText *
askg_page_reader_read (AskgPageReader     *self,
                       const AskgPixels   *picture,
                       AskgFreshLinesFunc  fresh,
                       gpointer            user_data)
{
  g_autoptr(AskgGrey) ink = askg_ink_find (picture);
  g_autoptr(GArray) found = askg_line_finder_run (ink);
  g_autoptr(GArray) lines = g_array_new (FALSE, TRUE, sizeof (Line));

  g_array_set_clear_func (lines, clear_line);
  for (guint i = 0; i < found->len; i++)
    {
      const Line line = { g_array_index (found, AskgFoundLine, i), NULL };

      g_array_append_val (lines, line);
    }

  g_mutex_lock (&self->lock);
  self->picture = picture;
  self->lines = lines;
  self->n_taken = 0;
  g_cond_broadcast (&self->changed);
  follow (self, fresh, user_data);
  self->lines = NULL;
  self->picture = NULL;
  g_mutex_unlock (&self->lock);

  return new_page (lines, 0, lines->len);
}
