/* fuzz-main.c: a fuzz target without a fuzzer is a regression test.
 *
 *     fuzz-NAME [--mutate N] FILE-OR-FOLDER...
 *
 * gives the target every file, and N mutants of each, the same ones every time. */
#include <glib.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static int n_mutants;
static guint n_inputs;

/* Bytes that parsers look for, beside any others. */
static const char marks[] = "\n\n\n  `*_[]()<>#->|~:!&;\"\\\r\t0123\xe2\x80\xae\xff";

static void
mutate (GByteArray *bytes,
        GRand      *rand)
{
  for (int n = g_rand_int_range (rand, 1, 6); n > 0 && bytes->len > 1; n--)
    {
      const guint at = g_rand_int_range (rand, 0, bytes->len);
      const guint n_wanted = g_rand_int_range (rand, 1, 20);
      const guint n_some = MIN (bytes->len - at, n_wanted);
      guint8 mark = (guint8) marks[g_rand_int_range (rand, 0, sizeof marks - 1)];
      g_autofree guint8 *some = g_memdup2 (bytes->data + at, n_some);

      switch (g_rand_int_range (rand, 0, 4))
        {
        case 0:
          bytes->data[at] = mark;
          break;
        case 1:
          g_byte_array_remove_range (bytes, at, n_some);
          break;
        case 2:
          g_byte_array_append (bytes, some, n_some);
          break;
        default:
          g_byte_array_append (bytes, &mark, 1);
          break;
        }
    }
}

static void
run_file (const char *path)
{
  g_autofree char *contents = NULL;
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(GError) error = NULL;
  gsize size;

  if (!g_file_get_contents (path, &contents, &size, &error))
    g_error ("%s", error->message);

  g_debug ("%s", path);
  LLVMFuzzerTestOneInput ((const guint8 *) contents, size);
  n_inputs++;
  for (int i = 0; i < n_mutants; i++)
    {
      g_autoptr(GByteArray) bytes = g_byte_array_append (g_byte_array_new (), (const guint8 *) contents, size);

      mutate (bytes, rand);
      LLVMFuzzerTestOneInput (bytes->data, bytes->len);
      n_inputs++;
    }
}

static void
run_path (const char *path)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  if (folder == NULL)
    {
      run_file (path);
      return;
    }
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      run_path (inner);
    }
}

int
main (int argc, char **argv)
{
  int i = 1;

  if (argc > 2 && strcmp (argv[1], "--mutate") == 0)
    {
      n_mutants = atoi (argv[2]);
      i = 3;
    }
  for (; i < argc; i++)
    run_path (argv[i]);
  g_print ("%u inputs\n", n_inputs);

  return n_inputs > 0 ? 0 : 1;
}
