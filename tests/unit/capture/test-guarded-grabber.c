/* test-guarded-grabber.c: nobody gets a picture before it is known whether one may be taken. */
#include "capture/screen/askg-guarded-grabber.h"
#include "engine/base/askg-error.h"

/* -- A screen that counts who looks ---------------------------------------------------------------- */

#define TYPE_SCREEN (screen_get_type ())
G_DECLARE_FINAL_TYPE (Screen, screen, TEST, SCREEN, GObject)

struct _Screen
{
  GObject parent_instance;

  guint   n_looks;
};

static void
screen_grab_async (AskgGrabber         *grabber,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (grabber, cancellable, callback, user_data);

  TEST_SCREEN (grabber)->n_looks++;
  g_task_return_pointer (task, g_ptr_array_new_with_free_func (g_object_unref), (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
screen_grab_finish (AskgGrabber   *grabber,
                    GAsyncResult  *result,
                    GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static GPtrArray *
screen_list_windows (AskgGrabber *grabber)
{
  return g_ptr_array_new ();
}

static void
screen_grab_window_async (AskgGrabber         *grabber,
                          guint64              handle,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (grabber, cancellable, callback, user_data);

  TEST_SCREEN (grabber)->n_looks++;
  g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE, "no window");
}

static AskgFrame *
screen_grab_window_finish (AskgGrabber   *grabber,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
grabber_iface_init (AskgGrabberInterface *iface)
{
  iface->grab_async = screen_grab_async;
  iface->grab_finish = screen_grab_finish;
  iface->list_windows = screen_list_windows;
  iface->grab_window_async = screen_grab_window_async;
  iface->grab_window_finish = screen_grab_window_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (Screen, screen, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (ASKG_TYPE_GRABBER, grabber_iface_init))

static void
screen_class_init (ScreenClass *klass)
{
}

static void
screen_init (Screen *self)
{
}

/* -- Who knows whether it is locked ------------------------------------------------------------------ */

typedef enum
{
  OPEN,
  LOCKED,         /* and it is known */
  LOCKED_UNKNOWN, /* until it is waited for */
} Lock;

static gboolean
hides_nothing (const AskgWindowPlace *window,
               gpointer               data)
{
  return FALSE;
}

static GError *
refuse (gpointer data,
        gboolean is_last)
{
  const Lock lock = GPOINTER_TO_UINT (data);

  if (lock == OPEN || (lock == LOCKED_UNKNOWN && !is_last))
    return NULL;

  return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_CAPTURE_REFUSED, "locked");
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* What comes of it; the caller's picture is forgotten. */
static void
grab (AskgGrabber  *grabber,
      gboolean      window,
      GError      **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  if (window)
    askg_grabber_grab_window_async (grabber, 1, NULL, done_cb, &result);
  else
    askg_grabber_grab_async (grabber, NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (window)
    {
      g_autoptr(AskgFrame) frame = askg_grabber_grab_window_finish (grabber, result, error);

      g_assert_null (frame);
    }
  else
    {
      g_autoptr(GPtrArray) frames = askg_grabber_grab_finish (grabber, result, error);

      g_assert_true ((frames == NULL) == (*error != NULL));
    }
}

static void
test_a_locked_screen_gives_no_picture (void)
{
  static const struct
  {
    Lock     lock;
    gboolean window;
    guint    n_looks; /* at the screen */
    gboolean is_refused;
  } cases[] = {
    { OPEN, FALSE, 1, FALSE },
    { LOCKED, FALSE, 0, TRUE },
    { LOCKED_UNKNOWN, FALSE, 1, TRUE }, /* it was looked while the answer was on its way: nobody gets it */
    { OPEN, TRUE, 1, FALSE },
    { LOCKED, TRUE, 0, TRUE },
    { LOCKED_UNKNOWN, TRUE, 0, TRUE },
  };
  static const AskgGrabberGuard guard = { hides_nothing, refuse };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(Screen) screen = g_object_new (TYPE_SCREEN, NULL);
      g_autoptr(AskgGrabber) grabber = askg_guarded_grabber_new (ASKG_GRABBER (screen), &guard,
                                                                 GUINT_TO_POINTER (cases[i].lock), NULL);
      g_autoptr(GError) error = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      grab (grabber, cases[i].window, &error);
      g_assert_cmpuint (screen->n_looks, ==, cases[i].n_looks);
      g_assert_true (g_error_matches (error, ASKG_ERROR, ASKG_ERROR_CAPTURE_REFUSED) == cases[i].is_refused);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/capture/guarded-grabber/a-locked-screen-gives-no-picture", test_a_locked_screen_gives_no_picture);

  return g_test_run ();
}
