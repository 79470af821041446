/* portal-ask.c: one question to the portal, with a time limit of our choice.
 *
 *   portal-ask INTERFACE METHOD TIMEOUT_MS [TEXT...]
 *
 * Asks with TEXTs and empty options. Prints "registered" or "unregistered", the version of the interface, and
 * the results or the error. */
#include <stdlib.h>

#include "capture/portal/askg-portal-request.h"

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

int
main (int argc, char **argv)
{
  static const char *const names[] = { "absent", "declined", "forbidden", "silent" };
  g_autoptr(AskgPortal) portal = askg_portal_new ();
  g_autoptr(GAsyncResult) version = NULL;
  g_autoptr(GAsyncResult) answer = NULL;
  g_autoptr(GVariant) results = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  GVariantBuilder arguments;

  if (argc < 4)
    return 2;
  g_variant_builder_init (&arguments, G_VARIANT_TYPE_TUPLE);
  for (int i = 4; i < argc; i++)
    g_variant_builder_add (&arguments, "s", argv[i]);
  askg_portal_request_async (portal, argv[1], argv[2], g_variant_builder_end (&arguments), NULL, atoi (argv[3]), NULL,
                             result_cb, &answer);
  results = askg_portal_request_finish (portal, wait_for (&answer), &error);
  askg_portal_version_async (portal, argv[1], NULL, result_cb, &version);
  g_print ("version %u\n", askg_portal_version_finish (portal, wait_for (&version), NULL));
  g_print ("%s\n", askg_portal_is_registered (portal) ? "registered" : "unregistered");
  if (results == NULL)
    {
      g_print ("%s\n", error->domain == ASKG_PORTAL_ERROR ? names[error->code] : error->message);
      return 1;
    }
  text = g_variant_print (results, FALSE);
  g_print ("%s\n", text);

  return 0;
}
