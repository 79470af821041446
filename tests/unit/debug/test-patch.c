/* test-patch.c: a diff from an answer, whatever its arithmetic, either changes exactly what it shows or tells why not. */
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "engine/debug/askg-patch-fit.h"
#include "engine/debug/askg-patch-trial.h"

#define FILE_TEXT "one\ntwo\nthree\nfour\nfive\nsix\nseven\n"

typedef struct
{
  const char *name;
  const char *before;
  const char *patch;
  const char *after;  /* (nullable): it does not apply */
  const char *why;    /* (nullable): what the sentence must hold */
} Case;

#define HEAD "--- a/f.txt\n+++ b/f.txt\n"

static const Case cases[] = {
  { "plain", FILE_TEXT, HEAD "@@ -2,3 +2,3 @@\n two\n-three\n+3\n four\n", "one\ntwo\n3\nfour\nfive\nsix\nseven\n", NULL },
  { "with-git-header", FILE_TEXT, "diff --git a/f.txt b/f.txt\nindex 1..2 100644\n" HEAD "@@ -2,3 +2,3 @@\n two\n-three\n+3\n four\n",
    "one\ntwo\n3\nfour\nfive\nsix\nseven\n", NULL },
  { "without-prefixes", FILE_TEXT, "--- f.txt\n+++ f.txt\n@@ -2,3 +2,3 @@\n two\n-three\n+3\n four\n", "one\ntwo\n3\nfour\nfive\nsix\nseven\n", NULL },
  { "with-times", FILE_TEXT, "--- f.txt.orig\t2026-01-01 10:00:00\n+++ f.txt\t2026-01-01 10:00:01\n@@ -2,3 +2,3 @@\n two\n-three\n+3\n four\n",
    "one\ntwo\n3\nfour\nfive\nsix\nseven\n", NULL },
  { "counts-too-small", FILE_TEXT, HEAD "@@ -2,1 +2,1 @@\n two\n-three\n+3\n four\n", "one\ntwo\n3\nfour\nfive\nsix\nseven\n", NULL },
  { "counts-too-large", FILE_TEXT, HEAD "@@ -2,9 +2,9 @@\n two\n-three\n+3\n four\n", "one\ntwo\n3\nfour\nfive\nsix\nseven\n", NULL },
  { "no-numbers", FILE_TEXT, HEAD "@@ ... @@\n two\n-three\n+3\n four\n", "one\ntwo\n3\nfour\nfive\nsix\nseven\n", NULL },
  { "wrong-line", FILE_TEXT, HEAD "@@ -90,3 +90,3 @@\n two\n-three\n+3\n four\n", "one\ntwo\n3\nfour\nfive\nsix\nseven\n", NULL },
  { "no-context-behind", FILE_TEXT, HEAD "@@ -2,2 +2,2 @@\n two\n-three\n+3\n", "one\ntwo\n3\nfour\nfive\nsix\nseven\n", NULL },
  { "no-context-before", FILE_TEXT, HEAD "@@ -3,2 +3,2 @@\n-three\n+3\n four\n", "one\ntwo\n3\nfour\nfive\nsix\nseven\n", NULL },
  { "two-hunks", FILE_TEXT, HEAD "@@ -1,2 +1,3 @@\n one\n+1.5\n two\n@@ -6,2 +7,1 @@\n six\n-seven\n", "one\n1.5\ntwo\nthree\nfour\nfive\nsix\n", NULL },
  { "blank-line-without-its-space", "a\n\nb\nc\n", HEAD "@@ -1,4 +1,4 @@\n a\n\n-b\n+B\n c\n", "a\n\nB\nc\n", NULL },
  { "space-at-the-end-lost", "a  \nb\t\nc\n", HEAD "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n", "a  \nB\nc\n", NULL },
  { "carriage-returns", "a\r\nb\r\nc\r\n", HEAD "@@ -1,3 +1,4 @@\n a\n-b\n+B\n+BB\n c\n", "a\r\nB\r\nBB\r\nc\r\n", NULL },
  { "patch-with-carriage-returns", "a\nb\nc\n", "--- a/f.txt\r\n+++ b/f.txt\r\n@@ -1,3 +1,3 @@\r\n a\r\n-b\r\n+B\r\n c\r\n", "a\nB\nc\n", NULL },
  { "no-newline-at-the-end", "a\nb", HEAD "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+B\n\\ No newline at end of file\n", "a\nB", NULL },
  { "behind-an-open-end", "a\nb", HEAD "@@ -1,2 +1,3 @@\n a\n b\n+c\n", "a\nb\nc\n", NULL },
  { "into-an-empty-file", "", HEAD "@@ -0,0 +1,1 @@\n+a\n", "a\n", NULL },
  { "all-goes", "a\n", HEAD "@@ -1,1 +0,0 @@\n-a\n", "", NULL },
  { "korean", "가\n나\n다\n", HEAD "@@ -1,3 +1,3 @@\n 가\n-나\n+라\n 다\n", "가\n라\n다\n", NULL },
  { "mail-signature", FILE_TEXT, "From 1\nSubject: x\n\n---\n f.txt | 2 +-\n\n" HEAD "@@ -2,3 +2,3 @@\n two\n-three\n+3\n four\n-- \n2.39.2\n",
    "one\ntwo\n3\nfour\nfive\nsix\nseven\n", NULL },
  { "the-line-it-names-of-many", "x\na\nx\na\nx\na\n", HEAD "@@ -3,2 +3,2 @@\n x\n-a\n+b\n", "x\na\nx\nb\nx\na\n", NULL },
  { "one-of-many", "x\na\nx\na\nx\na\n", HEAD "@@ @@\n x\n-a\n+b\n", NULL, "in 3 places of f.txt" },
  { "changed-line", "one\ntwo\nTHREE\nfour\n", HEAD "@@ -2,3 +2,3 @@\n two\n-three\n+3\n four\n", NULL, "line 3 of f.txt" },
  { "nothing-of-it", "x\n", HEAD "@@ -2,3 +2,3 @@\n two\n-three\n+3\n four\n", NULL, "none of the lines" },
  { "no-place", FILE_TEXT, HEAD "@@ -3,0 +4,1 @@\n+new\n", NULL, "no line of f.txt to go by" },
  { "no-file-named", FILE_TEXT, "@@ -1,1 +1,1 @@\n-one\n+1\n", NULL, "names no file" },
  { "no-such-file", FILE_TEXT, "--- a/g.txt\n+++ b/g.txt\n@@ -1,1 +1,1 @@\n-one\n+1\n", NULL, "no file g.txt" },
  { "outside", FILE_TEXT, "--- a/../../etc/passwd\n+++ b/../../etc/passwd\n@@ -1,1 +1,1 @@\n-one\n+1\n", NULL, "no file" },
  { "absolute", FILE_TEXT, "--- /etc/passwd\n+++ /etc/passwd\n@@ -1,1 +1,1 @@\n-root\n+r\n", NULL, "no file" },
  { "new-outside", FILE_TEXT, "--- /dev/null\n+++ b/../x.txt\n@@ -0,0 +1,1 @@\n+one\n", NULL, "outside the project" },
  { "into-version-control", FILE_TEXT, "--- /dev/null\n+++ b/.git/hooks/post-checkout\n@@ -0,0 +1,1 @@\n+rm\n", NULL, "version control" },
  { "rename", FILE_TEXT, "diff --git a/f.txt b/g.txt\nsimilarity index 100%\nrename from f.txt\nrename to g.txt\n", NULL, "renames" },
  { "binary", FILE_TEXT, "diff --git a/f.txt b/f.txt\nGIT binary patch\nliteral 1\n", NULL, "no text" },
  { "half-of-a-delete", FILE_TEXT, "--- a/f.txt\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-one\n", NULL, "holds more" },
};

/* -- A folder of one file ------------------------------------------------------------------- */

static char *
make_project (const char *text)
{
  char *folder = g_dir_make_tmp ("askg-patch-XXXXXX", NULL);
  g_autofree char *git = g_build_filename (folder, ".git", NULL), *file = g_build_filename (folder, "f.txt", NULL);

  g_assert_cmpint (g_mkdir (git, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));

  return folder;
}

static void
drop_project (const char *folder)
{
  const char *const argv[] = { "rm", "-rf", folder, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
}

static void
assert_file (const char *folder,
             const char *name,
             const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL), *there = NULL;

  if (text == NULL)
    {
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      return;
    }
  g_assert_true (g_file_get_contents (path, &there, NULL, NULL));
  g_assert_cmpstr (there, ==, text);
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autofree char *folder = make_project (one->before);
  g_autoptr(AskgPatchTrial) trial = askg_patch_trial_new (one->patch, folder, NULL), again = NULL, undone = NULL;
  g_autoptr(GError) error = NULL;

  if (one->after == NULL)
    {
      g_assert_cmpint (trial->state, ==, ASKG_PATCH_TRIAL_FAILS);
      g_assert_nonnull (strstr (trial->why->message, one->why));
    }
  else
    {
      g_assert_no_error (trial->why);
      g_assert_cmpint (trial->state, ==, ASKG_PATCH_TRIAL_FITS);
      assert_file (folder, "f.txt", one->before); /* a trial writes nothing */
      g_assert_true (askg_patch_trial_apply (trial, FALSE, NULL, &error));
      assert_file (folder, "f.txt", one->after);
      again = askg_patch_trial_new (one->patch, folder, NULL); /* as after a restart */
      if (*one->after != '\0')
        g_assert_cmpint (again->state, ==, ASKG_PATCH_TRIAL_IS_IN);
      g_assert_true (askg_patch_trial_apply (trial, TRUE, NULL, &error));
      undone = askg_patch_trial_new (one->patch, folder, NULL);
      g_assert_cmpint (undone->state, ==, ASKG_PATCH_TRIAL_FITS);
    }
  assert_file (folder, "f.txt", one->before);
  drop_project (folder);
}

/* On a machine that has patch alone. */
static void
test_case_without_git (gconstpointer data)
{
  g_autofree char *before = g_strdup (g_getenv ("PATH")), *tools = g_dir_make_tmp ("askg-tools-XXXXXX", NULL);
  static const char *const names[] = { "patch", "rm" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *real = g_find_program_in_path (names[i]), *link = g_build_filename (tools, names[i], NULL);

      g_assert_cmpint (symlink (real, link), ==, 0);
    }
  g_setenv ("PATH", tools, TRUE);
  test_case (data);
  g_setenv ("PATH", before, TRUE);
  drop_project (tools);
}

/* -- Files that come and go -------------------------------------------------------------------- */

static void
test_file_comes (void)
{
  static const char patch[] = "--- /dev/null\n+++ b/src/new.h\n@@ -0,0 +1,2 @@\n+one\n+two\n";
  g_autofree char *folder = make_project ("x\n");
  g_autoptr(AskgPatchTrial) trial = askg_patch_trial_new (patch, folder, NULL), again = NULL;

  g_assert_no_error (trial->why);
  g_assert_true (askg_patch_trial_apply (trial, FALSE, NULL, NULL));
  assert_file (folder, "src/new.h", "one\ntwo\n");
  again = askg_patch_trial_new (patch, folder, NULL);
  g_assert_cmpint (again->state, ==, ASKG_PATCH_TRIAL_IS_IN);
  g_assert_true (askg_patch_trial_apply (again, TRUE, NULL, NULL));
  assert_file (folder, "src/new.h", NULL);
  drop_project (folder);
}

static void
test_file_goes_and_comes_back (void)
{
  g_autofree char *folder = make_project ("one\ntwo\n");
  g_autoptr(AskgPatchTrial) trial = askg_patch_trial_new ("--- a/f.txt\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-one\n-two\n", folder, NULL);

  g_assert_no_error (trial->why);
  g_assert_true (askg_patch_trial_apply (trial, FALSE, NULL, NULL));
  assert_file (folder, "f.txt", NULL);
  g_assert_true (askg_patch_trial_apply (trial, TRUE, NULL, NULL));
  assert_file (folder, "f.txt", "one\ntwo\n");
  drop_project (folder);
}

/* Of two files one no longer fits: none is written. */
static void
test_all_or_nothing (void)
{
  g_autofree char *folder = make_project ("one\n"), *second = g_build_filename (folder, "g.txt", NULL);
  g_autoptr(AskgPatchTrial) trial = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (second, "two\n", -1, NULL));
  trial = askg_patch_trial_new (HEAD "@@ -1 +1 @@\n-one\n+1\n--- a/g.txt\n+++ b/g.txt\n@@ -1 +1 @@\n-two\n+2\n", folder, NULL);
  g_assert_no_error (trial->why);
  g_assert_true (g_file_set_contents (second, "changed meanwhile\n", -1, NULL));
  g_assert_false (askg_patch_trial_apply (trial, FALSE, NULL, &error));
  g_assert_nonnull (strstr (error->message, "Ask again"));
  assert_file (folder, "f.txt", "one\n");
  assert_file (folder, "g.txt", "changed meanwhile\n");
  drop_project (folder);
}

static void
test_undo_spares_what_came_after (void)
{
  g_autofree char *folder = make_project ("one\ntwo\n"), *file = g_build_filename (folder, "f.txt", NULL);
  g_autoptr(AskgPatchTrial) trial = askg_patch_trial_new (HEAD "@@ -1,2 +1,2 @@\n-one\n+1\n two\n", folder, NULL);

  g_assert_true (askg_patch_trial_apply (trial, FALSE, NULL, NULL));
  g_assert_true (g_file_set_contents (file, "1 and more\ntwo\n", -1, NULL));
  g_assert_false (askg_patch_trial_apply (trial, TRUE, NULL, NULL));
  assert_file (folder, "f.txt", "1 and more\ntwo\n");
  drop_project (folder);
}

static void
test_link_out_of_the_project_is_not_followed (void)
{
  g_autofree char *folder = make_project ("one\n"), *other = make_project ("one\n");
  g_autofree char *link = g_build_filename (folder, "out", NULL);
  g_autoptr(AskgPatchTrial) trial = NULL, created = NULL;

  g_assert_cmpint (symlink (other, link), ==, 0);
  trial = askg_patch_trial_new ("--- a/out/f.txt\n+++ b/out/f.txt\n@@ -1 +1 @@\n-one\n+1\n", folder, NULL);
  g_assert_cmpint (trial->state, ==, ASKG_PATCH_TRIAL_FAILS);
  created = askg_patch_trial_new ("--- /dev/null\n+++ b/out/new.txt\n@@ -0,0 +1 @@\n+one\n", folder, NULL);
  g_assert_cmpint (created->state, ==, ASKG_PATCH_TRIAL_FAILS);
  assert_file (other, "f.txt", "one\n");
  drop_project (folder);
  drop_project (other);
}

/* -- Reading ------------------------------------------------------------------------------------ */

static void
test_cut_anywhere (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize n = 0; n <= strlen (cases[i].patch); n++)
      {
        g_autofree char *cut = g_strndup (cases[i].patch, n);
        g_autoptr(AskgPatch) patch = askg_patch_read (cut, NULL), again = NULL;
        g_autofree char *written = patch != NULL ? askg_patch_write (patch) : NULL, *rewritten = NULL;

        if (patch == NULL)
          continue;
        again = askg_patch_read (written, NULL);
        g_assert_nonnull (again);
        rewritten = askg_patch_write (again);
        g_assert_cmpstr (rewritten, ==, written);
      }
}

static void
test_names_survive_quoting (void)
{
  g_autoptr(AskgPatch) patch = askg_patch_read ("--- \"a/\\355\\225\\234 \\\"x\\\".c\"\n+++ \"b/\\355\\225\\234 \\\"x\\\".c\"\n@@ -1 +1 @@\n-a\n+b\n", NULL);
  g_autoptr(AskgPatch) again = NULL;
  g_autofree char *written = NULL;

  g_assert_nonnull (patch);
  g_assert_cmpstr (askg_patch_file_get_path (g_ptr_array_index (patch->files, 0)), ==, "한 \"x\".c");
  written = askg_patch_write (patch);
  again = askg_patch_read (written, NULL);
  g_assert_cmpstr (askg_patch_file_get_path (g_ptr_array_index (again->files, 0)), ==, "한 \"x\".c");
}

static void
test_what_is_meant_to_be_applied (void)
{
  g_assert_true (askg_patch_looks_like (HEAD "@@ -1 +1 @@\n-a\n+b\n", NULL));
  g_assert_true (askg_patch_looks_like ("diff --git a/f b/f\n" HEAD "@@ -1 +1 @@\n-a\n+b\n", "text"));
  g_assert_true (askg_patch_looks_like ("Here:\n" HEAD "@@ -1 +1 @@\n-a\n+b\n", "diff"));
  g_assert_false (askg_patch_looks_like ("- a\n+ b\n", "diff"));
  g_assert_false (askg_patch_looks_like ("--- a\nlist\n", "yaml"));
  g_assert_false (askg_patch_looks_like ("", "diff"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/patch/", cases[i].name, NULL);
      g_autofree char *other_path = g_strconcat ("/patch-without-git/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
      g_test_add_data_func (other_path, &cases[i], test_case_without_git);
    }
  g_test_add_func ("/patch/file-comes", test_file_comes);
  g_test_add_func ("/patch/file-goes-and-comes-back", test_file_goes_and_comes_back);
  g_test_add_func ("/patch/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/patch/undo-spares-what-came-after", test_undo_spares_what_came_after);
  g_test_add_func ("/patch/link-out-of-the-project-is-not-followed", test_link_out_of_the_project_is_not_followed);
  g_test_add_func ("/patch/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/patch/names-survive-quoting", test_names_survive_quoting);
  g_test_add_func ("/patch/what-is-meant-to-be-applied", test_what_is_meant_to_be_applied);

  return g_test_run ();
}
