/* askg-curl-loop-private.h: libcurl's multi handle as sources of a GMainContext. One thread, no polling. */
#pragma once

#include <curl/curl.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct _AskgCurlLoop AskgCurlLoop;

/* Both run with no libcurl function on the stack: they may start and stop transfers. */
typedef struct
{
  void     (*settled) (gpointer user_data); /* libcurl has done what it could for now */
  gboolean (*keeps)   (CURL *easy, CURLcode code, gpointer user_data); /* whether @easy stays in the loop: else its
                                                                         * connection, which is all it made, closes */
  void     (*ended)   (CURL *easy, CURLcode code, gpointer user_data); /* and @easy is out of the loop, unless kept */
} AskgCurlLoopFuncs;

AskgCurlLoop *askg_curl_loop_new       (const AskgCurlLoopFuncs *funcs,
                                        gpointer                 user_data);
void          askg_curl_loop_free      (AskgCurlLoop            *self);
gboolean      askg_curl_loop_start     (AskgCurlLoop            *self,
                                        CURL                    *easy);
void          askg_curl_loop_stop      (AskgCurlLoop            *self,
                                        CURL                    *easy);
void          askg_curl_loop_go_on     (AskgCurlLoop            *self,
                                        CURL                    *easy);
gboolean      askg_curl_loop_is_inside (AskgCurlLoop            *self);

G_END_DECLS
