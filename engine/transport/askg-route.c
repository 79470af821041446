/* askg-route.c: main thread.
 *
 * Names are looked up here and not by libcurl: the policy sees every address before it is used, and
 * stopping a transfer never waits for a resolver that does not answer. */
#include "engine/transport/askg-route-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/transport/askg-proxy.h"

/* As long as libcurl keeps an idle connection: one that is used again needs no lookup. */
#define KEPT_US (118 * G_USEC_PER_SEC)

struct _AskgRouter
{
  AskgPolicy *policy;
  GHashTable *kept;   /* URL of an origin -> Kept */
};

typedef struct
{
  AskgRoute *route;
  gint64     until_us; /* monotonic */
} Kept;

/* Owned by its task. */
typedef struct
{
  AskgRouter *router; /* its owner outlives every search: it cancels and waits */
  AskgOrigin *origin;
  AskgProxy  *proxy;  /* (nullable) */
  gboolean    is_about_proxy; /* whose addresses are looked for */
} Search;

void
askg_route_free (AskgRoute *route)
{
  g_free (route->proxy);
  if (route->proxy_login != NULL)
    explicit_bzero (route->proxy_login, strlen (route->proxy_login));
  g_free (route->proxy_login);
  g_free (route->proxy_label);
  g_free (route->addresses);
  g_free (route);
}

static void look_up (GTask *task);

static AskgRoute *
route_copy (const AskgRoute *route)
{
  AskgRoute *copy = g_new0 (AskgRoute, 1);

  copy->proxy = g_strdup (route->proxy);
  copy->proxy_login = g_strdup (route->proxy_login);
  copy->proxy_label = g_strdup (route->proxy_label);
  copy->addresses = g_strdup (route->addresses);

  return copy;
}

static void
kept_free (Kept *kept)
{
  askg_route_free (kept->route);
  g_free (kept);
}

static void
search_free (Search *search)
{
  askg_origin_unref (search->origin);
  g_clear_pointer (&search->proxy, askg_proxy_free);
  g_free (search);
}

AskgRouter *
askg_router_new (AskgPolicy *policy)
{
  AskgRouter *self = g_new0 (AskgRouter, 1);

  self->policy = g_object_ref (policy);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) kept_free);

  return self;
}

void
askg_router_free (AskgRouter *self)
{
  g_object_unref (self->policy);
  g_hash_table_unref (self->kept);
  g_free (self);
}

static AskgRoute *
new_direct (AskgOrigin *origin,
            const char *addresses)
{
  AskgRoute *route = g_new0 (AskgRoute, 1);

  route->proxy = g_strdup ("");
  if (addresses != NULL)
    route->addresses = g_strdup_printf ("%s:%u:%s", askg_origin_get_host (origin), askg_origin_get_port (origin), addresses);

  return route;
}

/**
 * askg_router_find:
 *
 * Returns: (transfer full) (nullable): the way to @origin, when it is known without asking anybody
 */
AskgRoute *
askg_router_find (AskgRouter *self,
                  AskgOrigin *origin)
{
  const Kept *kept;

  if (askg_origin_is_this_machine (origin))
    return new_direct (origin, askg_origin_get_socket_path (origin) == NULL && askg_origin_get_literal (origin) == NULL
                                 ? "127.0.0.1,[::1]" : NULL);

  kept = g_hash_table_lookup (self->kept, askg_origin_get_url (origin));

  return kept != NULL && kept->until_us > g_get_monotonic_time () ? route_copy (kept->route) : NULL;
}

static void
found (GTask     *task,
       AskgRoute *route)
{
  Search *search = g_task_get_task_data (task);
  Kept *kept = g_new0 (Kept, 1);

  kept->route = route_copy (route);
  kept->until_us = g_get_monotonic_time () + KEPT_US;
  g_hash_table_replace (search->router->kept, g_strdup (askg_origin_get_url (search->origin)), kept);
  g_task_return_pointer (task, route, (GDestroyNotify) askg_route_free);
}

/* The addresses that may be used; NULL with the reason against the first when none may. */
static char *
allowed_addresses (Search  *search,
                   GList   *addresses,
                   GError **error)
{
  AskgPolicy *policy = search->router->policy;
  g_autoptr(GString) allowed = g_string_new (NULL);
  g_autoptr(GError) refused = NULL;

  for (GList *l = addresses; l != NULL; l = l->next)
    {
      const guint16 port = search->is_about_proxy ? search->proxy->port : askg_origin_get_port (search->origin);
      g_autoptr(GSocketAddress) address = g_inet_socket_address_new (l->data, port);
      g_autofree char *text = g_inet_address_to_string (l->data);
      GError **first = refused == NULL ? &refused : NULL;

      if (search->is_about_proxy ? !askg_policy_check_proxy_address (policy, search->proxy->label, address, first)
                                 : !askg_policy_check_address (policy, search->origin, address, first))
        continue;
      g_string_append_printf (allowed, strchr (text, ':') != NULL ? "%s[%s]" : "%s%s", allowed->len > 0 ? "," : "", text);
    }
  if (allowed->len > 0)
    return g_string_free (g_steal_pointer (&allowed), FALSE);
  g_propagate_error (error, g_steal_pointer (&refused));

  return NULL;
}

static void
look_up_proxy (GTask *task)
{
  ((Search *) g_task_get_task_data (task))->is_about_proxy = TRUE;
  look_up (task);
}

static void
use_addresses (GTask *task,
               GList *addresses)
{
  Search *search = g_task_get_task_data (task);
  const AskgProxy *proxy = search->proxy;
  g_autoptr(GError) error = NULL;
  g_autofree char *allowed = allowed_addresses (search, addresses, &error);
  AskgRoute *route;

  if (allowed == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (proxy != NULL && !search->is_about_proxy)
    {
      look_up_proxy (task);
      return;
    }
  if (proxy == NULL)
    {
      found (task, new_direct (search->origin, askg_origin_get_literal (search->origin) != NULL ? NULL : allowed));
      return;
    }
  route = g_new0 (AskgRoute, 1);
  route->proxy = g_strdup (proxy->url);
  route->proxy_login = g_strdup (proxy->login);
  route->proxy_label = g_strdup (proxy->label);
  if (strchr (proxy->host, ':') == NULL)
    route->addresses = g_strdup_printf ("%s:%u:%s", proxy->host, proxy->port, allowed);
  found (task, route);
}

static GError *
name_error (Search       *search,
            const GError *error)
{
  const gboolean is_missing = g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND);

  if (askg_error_is_cancelled (error))
    return g_error_copy (error);
  if (search->is_about_proxy)
    return g_error_new (ASKG_ERROR, ASKG_ERROR_NETWORK,
                        _("%s was not reached: the name of the proxy %s could not be looked up. Look at the proxy in the network settings and at the network connection."),
                        askg_origin_get_label (search->origin), search->proxy->label);

  return g_error_new (ASKG_ERROR, ASKG_ERROR_NETWORK,
                      is_missing ? _("%s was not reached: nobody knows that name. Look at the engine’s address, and whether this machine is on the network.")
                                 : _("%s was not reached: its name could not be looked up just now. Look whether this machine is on the network, then try again."),
                      askg_origin_get_label (search->origin));
}

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  GList *addresses = g_resolver_lookup_by_name_finish (G_RESOLVER (object), result, &error);

  if (error != NULL && search->proxy != NULL && !search->is_about_proxy && !askg_error_is_cancelled (error))
    look_up_proxy (task); /* a name that only the proxy knows */
  else if (error != NULL)
    g_task_return_error (task, name_error (g_task_get_task_data (task), error));
  else if (!g_task_return_error_if_cancelled (task))
    use_addresses (task, addresses);
  g_resolver_free_addresses (addresses);
}

static void
look_up (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  const char *host = search->is_about_proxy ? search->proxy->host : askg_origin_get_host (search->origin);
  g_autoptr(GInetAddress) literal = g_inet_address_new_from_string (host);
  g_autoptr(GResolver) resolver = g_resolver_get_default ();

  if (literal != NULL)
    {
      GList only = { literal, NULL, NULL };

      use_addresses (task, &only);
    }
  else
    g_resolver_lookup_by_name_async (resolver, host, g_task_get_cancellable (task), looked_up_cb, g_object_ref (task));
}

/* @url: (nullable): of the proxy; "direct://" for none. */
static void
use_proxy (GTask      *task,
           const char *url)
{
  Search *search = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (url != NULL && !g_str_equal (url, "direct://"))
    {
      search->proxy = askg_proxy_parse (url, &error);
      if (search->proxy == NULL ||
          !askg_policy_check_proxy (search->router->policy, search->origin, search->proxy->label, &error))
        {
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
    }
  /* Behind a proxy the target's own addresses matter only where its bytes can be read on the way. */
  if (search->proxy != NULL && askg_origin_is_encrypted (search->origin))
    look_up_proxy (task);
  else
    look_up (task);
}

static void
desktop_said_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_auto(GStrv) proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (object), result, NULL);

  if (!g_task_return_error_if_cancelled (task))
    use_proxy (task, proxies != NULL ? proxies[0] : NULL);
}

/**
 * askg_router_find_async:
 * @cancellable: (nullable)
 *
 * Asks the policy, then the environment and the desktop for a proxy, then for the addresses.
 */
void
askg_router_find_async (AskgRouter          *self,
                        AskgOrigin          *origin,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(GError) error = NULL;
  g_autofree char *proxy = NULL;
  Search *search = g_new0 (Search, 1);
  gboolean is_said;

  g_task_set_source_tag (task, askg_router_find_async);
  search->router = self;
  search->origin = askg_origin_ref (origin);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);

  if (!askg_policy_check_origin (self->policy, origin, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  proxy = askg_proxy_from_environment (askg_origin_get_host (origin), askg_origin_is_encrypted (origin), &is_said);
  if (is_said)
    use_proxy (task, proxy);
  else
    g_proxy_resolver_lookup_async (g_proxy_resolver_get_default (), askg_origin_get_url (origin), cancellable,
                                   desktop_said_cb, g_object_ref (task));
}

/**
 * askg_router_find_finish:
 *
 * Errors: %ASKG_ERROR_NETWORK when a name is not found; %ASKG_ERROR_ADDRESS; %ASKG_ERROR_LOCAL_ONLY;
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the way there, or %NULL with @error set
 */
AskgRoute *
askg_router_find_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_router_find_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What is known of @origin did not lead there: ask again next time. */
void
askg_router_forget (AskgRouter *self,
                    AskgOrigin *origin)
{
  g_hash_table_remove (self->kept, askg_origin_get_url (origin));
}
