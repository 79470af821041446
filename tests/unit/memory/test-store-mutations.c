/* test-store-mutations.c: a history that chance has been at: it never crashes, the original is kept, and what
 * stands on whole pages comes back. A sample; a thousand with ASKGLASS_TESTS_ALL set. */
#include "engine/base/askg-error.h"
#include "engine/memory/askg-db.h"
#include "tests/unit/memory/store-rig.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define N_TURNS 300
#define PAGE_BYTES 4096
#define SAMPLE 48
#define SAMPLE_SEED 20261121 /* the same ones each time */
#define ALL 1000

typedef enum { FLIPPED_BITS, ZERO_PAGES, FOREIGN_PAGES, CUT, SWAPPED_LOG, ANOTHER_FILE, N_KINDS } Kind;

static const char *const kinds[] = {
  [FLIPPED_BITS] = "flipped bits", [ZERO_PAGES] = "zero pages", [FOREIGN_PAGES] = "pages of something else",
  [CUT] = "cut off", [SWAPPED_LOG] = "the log of another history", [ANOTHER_FILE] = "another file",
};

typedef struct
{
  guint  n;
  guint  n_intact;  /* of them, where 95 of 100 pages or more are as they were */
  guint  n_good;    /* of those, where 95 of 100 questions or more came back */
  guint  n_refused;
  double least;     /* share of what came back of one of those */
  double sum;       /* of those shares */
} Tally;

/* Closed: N_TURNS questions, every tenth with a picture, in ten conversations. */
static GBytes *
make_history (StoreRig *rig)
{
  g_autoptr(GPtrArray) conversations = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 10; i++)
    g_ptr_array_add (conversations, askg_conversation_new ());
  store_rig_reopen (rig);
  for (guint i = 0; i < N_TURNS; i++)
    {
      g_autofree char *words = g_strdup_printf ("question number%u of many", i);
      g_autofree char *reply = g_strnfill (300 + i * 37 % 4000, 'a' + i % 26);
      g_autoptr(AskgFrame) frame = i % 10 == 0 ? store_rig_frame (i * 77) : NULL;
      g_autoptr(AskgAttachment) picture = frame != NULL
        ? askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, "title", "app") : NULL;
      g_autoptr(AskgQuestion) question = store_rig_question (words, picture);
      g_autoptr(AskgTurn) turn = store_rig_ask (rig, g_ptr_array_index (conversations, i % 10), question, reply);
    }
  (void) store_rig_close (rig, NULL);

  return store_rig_read_file (rig->path);
}

static void
write_file (const char *path, const guint8 *bytes, gsize size)
{
  g_autoptr(GError) error = NULL;

  (void) g_file_set_contents_full (path, (const char *) bytes, size, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static gsize
random_page (GRand *chance, gsize size)
{
  return (gsize) g_rand_int_range (chance, 0, size / PAGE_BYTES) * PAGE_BYTES;
}

/* Returns: how much of the file is left of @size. */
static gsize
mutate (guint8 *bytes, gsize size, Kind kind, GRand *chance)
{
  const guint n_pages = 1 + g_rand_int_range (chance, 0, MAX (size / PAGE_BYTES / 20, 1));

  switch (kind)
    {
    case FLIPPED_BITS:
      for (guint i = 0; i < n_pages; i++)
        bytes[g_rand_int_range (chance, 0, size)] ^= 1 << g_rand_int_range (chance, 0, 8);
      return size;
    case ZERO_PAGES:
      for (guint i = 0; i < n_pages; i++)
        memset (bytes + random_page (chance, size), 0, PAGE_BYTES);
      return size;
    case FOREIGN_PAGES:
      for (guint i = 0; i < n_pages; i++)
        for (gsize at = random_page (chance, size), end = at + PAGE_BYTES; at < end; at++)
          bytes[at] = g_rand_int (chance);
      return size;
    case CUT:
      return g_rand_int_range (chance, 0, size);
    case ANOTHER_FILE:
      for (gsize at = 0; at < size; at++)
        bytes[at] = g_rand_int (chance);
      return g_rand_int_range (chance, 0, size);
    case SWAPPED_LOG:
    case N_KINDS:
    default:
      return size;
    }
}

static double
share_intact (const guint8 *before, const guint8 *after, gsize size, gsize left)
{
  guint n = 0;

  for (gsize at = 0; at + PAGE_BYTES <= left; at += PAGE_BYTES)
    n += memcmp (before + at, after + at, PAGE_BYTES) == 0;

  return (double) n / (size / PAGE_BYTES);
}

static guint
count_found (StoreRig *rig)
{
  g_autoptr(GPtrArray) list = store_rig_list (rig);
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr(AskgConversation) conversation =
        store_rig_load (rig, ((const AskgConversationSummary *) g_ptr_array_index (list, i))->id, NULL);

      for (guint j = 0; conversation != NULL && j < askg_conversation_get_n_turns (conversation); j++)
        n += g_str_has_prefix (askg_question_get_text (askg_turn_get_question (askg_conversation_get_turn (conversation, j))),
                               "question number");
    }

  return n;
}

/* Removes what the last one left; checks that what was put aside is what was there. */
static void
clear (StoreRig *rig, const guint8 *mutated, gsize size)
{
  g_autoptr(GDir) dir = g_dir_open (rig->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (rig->folder, name, NULL);

      if (strstr (name, ".corrupt-") != NULL && !g_str_has_suffix (name, "-wal"))
        {
          g_autoptr(GBytes) kept = store_rig_read_file (path);

          g_assert_cmpmem (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept), mutated, size);
        }
      if (g_str_has_prefix (name, "askglass.db"))
        g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

static void
try_one (StoreRig *rig, GBytes *whole, GBytes *log, Kind kind, GRand *chance, Tally *tally)
{
  const gsize size = g_bytes_get_size (whole);
  g_autofree guint8 *mutated = g_memdup2 (g_bytes_get_data (whole, NULL), size);
  const gsize left = mutate (mutated, size, kind, chance);
  const double intact = share_intact (g_bytes_get_data (whole, NULL), mutated, size, left);
  g_autofree char *log_path = g_strconcat (rig->path, "-wal", NULL);
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(GError) error = NULL;
  guint n_found;

  write_file (rig->path, mutated, left);
  if (kind == SWAPPED_LOG)
    write_file (log_path, g_bytes_get_data (log, NULL), g_bytes_get_size (log));
  tally->n++;
  if (!store_rig_open (rig, &error))
    {
      /* A bit of its version: it may be a newer one. Nothing was touched then. */
      g_autoptr(GBytes) after = store_rig_read_file (rig->path);

      g_assert_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE);
      g_assert_cmpmem (g_bytes_get_data (after, NULL), g_bytes_get_size (after), mutated, left);
      tally->n_refused++;
      clear (rig, mutated, left);
      return;
    }
  n_found = count_found (rig);
  {
    g_autoptr(AskgTurn) turn = store_rig_ask_words (rig, conversation, "afterwards", "yes");

    n_found = MAX (n_found, count_found (rig)); /* damage met late is mended then */
  }
  if (intact >= 0.95)
    {
      const double share = (double) n_found / N_TURNS;

      tally->n_intact++;
      tally->n_good += share >= 0.95;
      tally->least = MIN (tally->least, share);
      tally->sum += share;
      if (share < 0.95)
        g_test_message ("%s: %u of %u questions where %.1f %% of the pages are whole", kinds[kind], n_found, N_TURNS, intact * 100);
    }
  (void) store_rig_close (rig, NULL);
  clear (rig, mutated, left);
}

/* The log as a crash leaves it, of a history that begins as this one and goes on otherwise. */
static GBytes *
make_log (StoreRig *rig)
{
  StoreRig other;
  g_autofree char *path = NULL;
  g_autofree guint8 *log = NULL;
  GBytes *bytes;

  store_rig_set_up (&other, NULL);
  store_rig_reopen (&other);
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr(AskgConversation) conversation = askg_conversation_new ();
      g_autoptr(AskgTurn) turn = store_rig_ask_words (&other, conversation, "another", "history");
    }
  path = g_strconcat (other.path, "-wal", NULL);
  bytes = store_rig_read_file (path);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, PAGE_BYTES);
  store_rig_tear_down (&other, NULL);

  return bytes;
}

static void
test_what_stands_on_whole_pages_comes_back (StoreRig *rig, gconstpointer unused)
{
  const guint n = g_getenv ("ASKGLASS_TESTS_ALL") != NULL ? ALL : SAMPLE;
  const guint32 seed = n == ALL ? g_test_rand_int () : SAMPLE_SEED;
  g_autoptr(GRand) chance = g_rand_new_with_seed (seed);
  g_autoptr(GBytes) whole = make_history (rig);
  g_autoptr(GBytes) log = make_log (rig);
  Tally tallies[N_KINDS];
  guint n_intact = 0, n_good = 0;
  double sum = 0;

  clear (rig, NULL, 0);
  for (guint i = 0; i < N_KINDS; i++)
    tallies[i] = (Tally) { .least = 1 };
  for (guint i = 0; i < n; i++)
    try_one (rig, whole, log, i % 8 < N_KINDS ? i % 8 : i % 3, chance, &tallies[i % 8 < N_KINDS ? i % 8 : i % 3]);
  for (guint i = 0; i < N_KINDS; i++)
    {
      g_test_message ("%s: %u histories, none crashed, %u refused untouched; of %u with 95 %% whole pages %u gave back 95 %%"
                      " of the questions, the worst %.0f %%", kinds[i], tallies[i].n, tallies[i].n_refused, tallies[i].n_intact,
                      tallies[i].n_good, tallies[i].least * 100);
      n_intact += tallies[i].n_intact;
      n_good += tallies[i].n_good;
      sum += tallies[i].sum;
    }
  g_test_message ("seed %u: %u mutations of %" G_GSIZE_FORMAT " pages, 0 crashes; where 95 %% of the pages were whole, %.1f %% of"
                  " the questions came back; 95 %% or more of them in %u of %u histories", seed, n,
                  g_bytes_get_size (whole) / PAGE_BYTES, sum / MAX (n_intact, 1) * 100, n_good, n_intact);
  g_assert_cmpfloat (sum, >=, 0.95 * n_intact);
}

int
main (int argc, char **argv)
{
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", FALSE); /* what is on the disk is known; how fast it is does not matter */
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/engine/mutations/what-stands-on-whole-pages-comes-back", StoreRig, NULL, store_rig_set_up,
              test_what_stands_on_whole_pages_comes_back, store_rig_tear_down);

  return g_test_run ();
}
