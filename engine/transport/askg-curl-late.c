/* askg-curl-late.c: libcurl's functions, under their own names, from a library that is loaded when the first is called.
 * Any thread.
 *
 * It brings 35 libraries with it, and the loader needs 6 ms for them: most commands and most starts ask no engine
 * elsewhere. Callers include <curl/curl.h> and know nothing of this; a function that is missing here is told by the
 * linker. */
#include "engine/transport/askg-curl-late.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <stdlib.h>

#include <curl/curl.h>
#include <glib.h>

#define LIBRARY "libcurl.so.4"
/* As the loader exits when a library is missing. */
#define EXIT_CANNOT_START 127

/* The arguments of these come by their kinds: see CURLOPTTYPE_LONG. */
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

static struct
{
  __typeof__ (curl_easy_cleanup) *easy_cleanup;
  __typeof__ (curl_easy_getinfo) *easy_getinfo;
  __typeof__ (curl_easy_init) *easy_init;
  __typeof__ (curl_easy_pause) *easy_pause;
  __typeof__ (curl_easy_recv) *easy_recv;
  __typeof__ (curl_easy_send) *easy_send;
  __typeof__ (curl_easy_setopt) *easy_setopt;
  __typeof__ (curl_easy_strerror) *easy_strerror;
  __typeof__ (curl_getdate) *getdate;
  __typeof__ (curl_global_init) *global_init;
  __typeof__ (curl_multi_add_handle) *multi_add_handle;
  __typeof__ (curl_multi_cleanup) *multi_cleanup;
  __typeof__ (curl_multi_info_read) *multi_info_read;
  __typeof__ (curl_multi_init) *multi_init;
  __typeof__ (curl_multi_remove_handle) *multi_remove_handle;
  __typeof__ (curl_multi_setopt) *multi_setopt;
  __typeof__ (curl_multi_socket_action) *multi_socket_action;
  __typeof__ (curl_slist_append) *slist_append;
  __typeof__ (curl_slist_free_all) *slist_free_all;
  __typeof__ (curl_version_info) *version_info;
} late;

static const struct
{
  const char *name;
  gpointer    place; /* in late */
} functions[] = {
  { "curl_easy_cleanup", &late.easy_cleanup },
  { "curl_easy_getinfo", &late.easy_getinfo },
  { "curl_easy_init", &late.easy_init },
  { "curl_easy_pause", &late.easy_pause },
  { "curl_easy_recv", &late.easy_recv },
  { "curl_easy_send", &late.easy_send },
  { "curl_easy_setopt", &late.easy_setopt },
  { "curl_easy_strerror", &late.easy_strerror },
  { "curl_getdate", &late.getdate },
  { "curl_global_init", &late.global_init },
  { "curl_multi_add_handle", &late.multi_add_handle },
  { "curl_multi_cleanup", &late.multi_cleanup },
  { "curl_multi_info_read", &late.multi_info_read },
  { "curl_multi_init", &late.multi_init },
  { "curl_multi_remove_handle", &late.multi_remove_handle },
  { "curl_multi_setopt", &late.multi_setopt },
  { "curl_multi_socket_action", &late.multi_socket_action },
  { "curl_slist_append", &late.slist_append },
  { "curl_slist_free_all", &late.slist_free_all },
  { "curl_version_info", &late.version_info },
};

static gsize is_loaded;

static void
load (void)
{
  void *library = dlopen (LIBRARY, RTLD_NOW | RTLD_LOCAL);

  for (gsize i = 0; library != NULL && i < G_N_ELEMENTS (functions); i++)
    {
      *(gpointer *) functions[i].place = dlsym (library, functions[i].name);
      if (*(gpointer *) functions[i].place == NULL)
        library = NULL;
    }
  if (library == NULL)
    {
      g_printerr ("askglass: %s\n", dlerror ());
      _Exit (EXIT_CANNOT_START);
    }
  late.global_init (CURL_GLOBAL_DEFAULT);
}

static void
ensure (void)
{
  if (g_once_init_enter (&is_loaded))
    {
      load ();
      g_once_init_leave (&is_loaded, 1);
    }
}

/* Whether anything has called libcurl. */
gboolean
askg_curl_is_loaded (void)
{
  return g_atomic_pointer_get (&is_loaded) != 0;
}

/* -- Of libcurl --------------------------------------------------------------------------------------- */

CURLcode
curl_easy_setopt (CURL      *easy,
                  CURLoption option,
                  ...)
{
  va_list arguments;
  CURLcode code;

  ensure ();
  va_start (arguments, option);
  if (option >= CURLOPTTYPE_OFF_T && option < CURLOPTTYPE_BLOB)
    code = late.easy_setopt (easy, option, va_arg (arguments, curl_off_t));
  else if (option < CURLOPTTYPE_OBJECTPOINT)
    code = late.easy_setopt (easy, option, va_arg (arguments, long));
  else
    code = late.easy_setopt (easy, option, va_arg (arguments, void *));
  va_end (arguments);

  return code;
}

CURLcode
curl_easy_getinfo (CURL    *easy,
                   CURLINFO info,
                   ...)
{
  va_list arguments;
  CURLcode code;

  ensure ();
  va_start (arguments, info);
  code = late.easy_getinfo (easy, info, va_arg (arguments, void *));
  va_end (arguments);

  return code;
}

CURLMcode
curl_multi_setopt (CURLM      *multi,
                   CURLMoption option,
                   ...)
{
  va_list arguments;
  CURLMcode code;

  ensure ();
  va_start (arguments, option);
  if ((int) option >= CURLOPTTYPE_OFF_T)
    code = late.multi_setopt (multi, option, va_arg (arguments, curl_off_t));
  else if ((int) option < CURLOPTTYPE_OBJECTPOINT)
    code = late.multi_setopt (multi, option, va_arg (arguments, long));
  else
    code = late.multi_setopt (multi, option, va_arg (arguments, void *));
  va_end (arguments);

  return code;
}

CURL *
curl_easy_init (void)
{
  ensure ();

  return late.easy_init ();
}

void
curl_easy_cleanup (CURL *easy)
{
  ensure ();
  late.easy_cleanup (easy);
}

CURLcode
curl_easy_pause (CURL *easy,
                 int   bits)
{
  ensure ();

  return late.easy_pause (easy, bits);
}

CURLcode
curl_easy_recv (CURL   *easy,
                void   *buffer,
                size_t  n_bytes,
                size_t *out_n_bytes)
{
  ensure ();

  return late.easy_recv (easy, buffer, n_bytes, out_n_bytes);
}

CURLcode
curl_easy_send (CURL       *easy,
                const void *bytes,
                size_t      n_bytes,
                size_t     *out_n_bytes)
{
  ensure ();

  return late.easy_send (easy, bytes, n_bytes, out_n_bytes);
}

const char *
curl_easy_strerror (CURLcode code)
{
  ensure ();

  return late.easy_strerror (code);
}

time_t
curl_getdate (const char   *text,
              const time_t *unused)
{
  ensure ();

  return late.getdate (text, unused);
}

CURLM *
curl_multi_init (void)
{
  ensure ();

  return late.multi_init ();
}

CURLMcode
curl_multi_cleanup (CURLM *multi)
{
  ensure ();

  return late.multi_cleanup (multi);
}

CURLMcode
curl_multi_add_handle (CURLM *multi,
                       CURL  *easy)
{
  ensure ();

  return late.multi_add_handle (multi, easy);
}

CURLMcode
curl_multi_remove_handle (CURLM *multi,
                          CURL  *easy)
{
  ensure ();

  return late.multi_remove_handle (multi, easy);
}

CURLMsg *
curl_multi_info_read (CURLM *multi,
                      int   *out_n_left)
{
  ensure ();

  return late.multi_info_read (multi, out_n_left);
}

CURLMcode
curl_multi_socket_action (CURLM        *multi,
                          curl_socket_t socket,
                          int           events,
                          int          *out_n_running)
{
  ensure ();

  return late.multi_socket_action (multi, socket, events, out_n_running);
}

struct curl_slist *
curl_slist_append (struct curl_slist *list,
                   const char        *line)
{
  ensure ();

  return late.slist_append (list, line);
}

void
curl_slist_free_all (struct curl_slist *list)
{
  ensure ();
  late.slist_free_all (list);
}

curl_version_info_data *
curl_version_info (CURLversion version)
{
  ensure ();

  return late.version_info (version);
}
