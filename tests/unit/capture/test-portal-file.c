/* test-portal-file.c: the desktop's picture of a moment ago goes; nothing of the person's does. */
#include <glib/gstdio.h>
#include <unistd.h>
#include <utime.h>

#include "capture/screen/askg-portal-file.h"
#include "engine/base/askg-error.h"

#define NOW g_get_real_time ()

typedef struct
{
  char *folder; /* below the folder for temporary files */
  char *path;
  char *uri;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  user_data)
{
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("portal-file-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "Screen shot, äöü 1.png", NULL);
  g_assert_true (g_file_set_contents (self->path, "picture", -1, NULL));
  self->uri = g_filename_to_uri (self->path, NULL, NULL);
}

static void
tear_down (Fixture       *self,
           gconstpointer  user_data)
{
  (void) g_unlink (self->path);
  (void) g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->uri);
}

static AskgPortalFile *
open_file (Fixture *self, gint64 asked_at_us)
{
  g_autoptr(GError) error = NULL;
  AskgPortalFile *file = askg_portal_file_open (self->uri, asked_at_us, &error);

  g_assert_no_error (error);

  return file;
}

static void
test_what_was_made_for_us_goes (Fixture       *self,
                                gconstpointer  user_data)
{
  g_autoptr(AskgPortalFile) file = open_file (self, NOW);
  char text[8] = { 0 };
  const int fd = askg_portal_file_take_fd (file);

  g_assert_true (askg_portal_file_remove (file));
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (read (fd, text, 7), ==, 7); /* and is readable all the same */
  g_assert_cmpstr (text, ==, "picture");
  close (fd);
}

static void
test_what_is_older_stays (Fixture       *self,
                          gconstpointer  user_data)
{
  const struct utimbuf minute_ago = { 0, NOW / G_USEC_PER_SEC - 60 };
  g_autoptr(AskgPortalFile) file = NULL;

  g_assert_cmpint (utime (self->path, &minute_ago), ==, 0);
  file = open_file (self, NOW);
  g_assert_false (askg_portal_file_remove (file));
  g_assert_true (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

static void
test_what_took_its_name_stays (Fixture       *self,
                               gconstpointer  user_data)
{
  g_autoptr(AskgPortalFile) file = open_file (self, NOW);

  g_assert_cmpint (g_unlink (self->path), ==, 0);
  g_assert_true (g_file_set_contents (self->path, "another", -1, NULL));
  g_assert_false (askg_portal_file_remove (file));
}

static void
test_what_has_a_second_name_stays (Fixture       *self,
                                   gconstpointer  user_data)
{
  g_autofree char *second = g_build_filename (self->folder, "second", NULL);
  g_autoptr(AskgPortalFile) file = NULL;

  g_assert_cmpint (link (self->path, second), ==, 0);
  file = open_file (self, NOW);
  g_assert_false (askg_portal_file_remove (file));
  g_unlink (second);
}

static void
test_what_a_link_points_at_stays (Fixture       *self,
                                  gconstpointer  user_data)
{
  g_autofree char *target = g_build_filename (self->folder, "target", NULL);
  g_autoptr(AskgPortalFile) file = NULL;

  g_assert_cmpint (g_rename (self->path, target), ==, 0);
  g_assert_cmpint (symlink (target, self->path), ==, 0);
  file = open_file (self, NOW);
  g_assert_false (askg_portal_file_remove (file));
  g_assert_true (g_file_test (target, G_FILE_TEST_EXISTS));
  g_unlink (target);
}

static void
test_what_lies_elsewhere_stays (Fixture       *self,
                                gconstpointer  user_data)
{
  g_autofree char *folder = g_build_filename (g_get_home_dir (), "project", NULL);
  g_autofree char *path = g_build_filename (folder, "picture.png", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr(AskgPortalFile) file = NULL;

  if (g_str_has_prefix (folder, "/tmp/"))
    {
      g_test_skip ("the home folder is a temporary one");
      return;
    }
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "picture", -1, NULL));
  file = askg_portal_file_open (uri, NOW, NULL);
  g_assert_false (askg_portal_file_remove (file));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_what_is_no_file_is_told (Fixture       *self,
                              gconstpointer  user_data)
{
  g_autofree char *folder_uri = g_filename_to_uri (self->folder, NULL, NULL);
  const char *const uris[] = { "", "http://example.org/a.png", "file://elsewhere/tmp/a.png", "file:///dev/zero",
                               "file:///nowhere/%00.png", folder_uri };

  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (askg_portal_file_open (uris[i], NOW, &error));
      g_assert_error (error, ASKG_ERROR, ASKG_ERROR_CAPTURE_UNAVAILABLE);
    }
}

#define ADD(name) \
  g_test_add ("/capture/portal-file/" #name, Fixture, NULL, set_up, test_ ## name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (what_was_made_for_us_goes);
  ADD (what_is_older_stays);
  ADD (what_took_its_name_stays);
  ADD (what_has_a_second_name_stays);
  ADD (what_a_link_points_at_stays);
  ADD (what_lies_elsewhere_stays);
  ADD (what_is_no_file_is_told);

  return g_test_run ();
}
