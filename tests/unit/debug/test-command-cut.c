/* test-command-cut.c: of what stands in a terminal the last command's output is found, between prompts of any kind. */
#include <string.h>

#include <glib.h>

#include "engine/debug/askg-command-cut.h"

static const struct
{
  const char *screen;
  const char *command;
  const char *output; /* (nullable) */
} cases[] = {
  { "$ make\nx.c:1: error: e\n$ ", "make", "x.c:1: error: e\n" },
  { "$ make\nx.c:1: error: e\n$", "make", "x.c:1: error: e\n" },
  { "$ make\nold\n$ make\nnew\nmore\n$ ls\na b\n$ ", "make", "new\nmore\n" },
  { "a@b:~/src/harbor$ cd x && make -j8\none\n\ntwo\na@b:~/src/harbor/x$ ls\n", "cd x && make -j8", "one\n\ntwo\n" },
  { "[a@b src]$ make\none\n[a@b src]$ \n", "make", "one\n" },
  { "~/src > make\n\none\n~/other > \n", "make", "\none\n" },
  { "❯ make   \none\n❯ ", "make", "one\n" },
  { "$ make\nno prompt behind it\n\n\n", "make", "no prompt behind it\n" },
  { "$ make\n$ ", "make", NULL },
  { "$ remake\none\n$ ", "make", NULL },
  { "make\none\n", "make", NULL }, /* a line of output, without a prompt */
  { "$ for a in b\n> do make\n> done\none\n", "for a in b\ndo make\ndone", "> do make\n> done\none\n" },
  { "/a/b $ make\none\n", "make", "one\n" },
  { "/sr $ makeone\ntwo\n/sr $ ", "make", "one\ntwo\n" }, /* ten columns filled: the next line is joined to it */
  { "/소/스 $ makeone\n/소/스 $ ", "make", NULL },             /* thirteen: not filled */
  { "/소 $ makeone\n/소 $ ", "make", "one\n" }, /* wide letters take two */
  { "/ $ remakeone\n", "make", NULL },
  { "", "make", NULL },
  { "$ \n$ ", "", NULL },
};

static void
test_the_last_command (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *output = askg_command_cut (cases[i].screen, cases[i].command, 10);

      g_test_message ("%s", cases[i].screen);
      g_assert_cmpstr (output, ==, cases[i].output);
      for (gsize n = 0; n < strlen (cases[i].screen); n++)
        {
          g_autofree char *cut = g_strndup (cases[i].screen, n), *some = askg_command_cut (cut, cases[i].command, 10);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command-cut/the-last-command", test_the_last_command);

  return g_test_run ();
}
