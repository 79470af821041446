/* askg-cli.h: the command line. One thread, which waits in its own main loop. */
#pragma once

#include "app/askg-json.h"
#include "app/askg-service.h"

G_BEGIN_DECLS

/* -- Waiting ---------------------------------------------------------------- */

typedef struct
{
  GMainLoop    *loop;
  GAsyncResult *result; /* owned */
} AskgWait;

void          askg_wait_init  (AskgWait     *wait);
void          askg_wait_clear (AskgWait     *wait);
GAsyncResult *askg_wait_for   (AskgWait     *wait);
void          askg_wait_cb    (GObject      *object,
                               GAsyncResult *result,
                               gpointer      wait);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AskgWait, askg_wait_clear)

GCancellable *askg_cli_get_cancellable (void);
void          askg_cli_mind_itself     (void);

/* -- The verbs; each returns the code to exit with -------------------------- */

int askg_cli_ask       (int argc, char **argv);
int askg_cli_capture   (int argc, char **argv);
int askg_cli_search    (int argc, char **argv);
int askg_cli_diagnose  (int argc, char **argv);
int askg_cli_run       (int argc, char **argv);
int askg_cli_watch     (int argc, char **argv);
int askg_cli_hook      (int argc, char **argv);
int askg_cli_patch     (int argc, char **argv);
int askg_cli_redact    (int argc, char **argv);
int askg_cli_listen    (int argc, char **argv);
int askg_cli_list_microphones (void);
int askg_cli_say       (int argc, char **argv);
int askg_cli_list_voices (void);
int askg_cli_talk      (int argc, char **argv);
int askg_cli_history   (int argc, char **argv);
int askg_cli_facts     (int argc, char **argv);
int askg_cli_engines   (int argc, char **argv);
int askg_cli_ledger    (int argc, char **argv);
int askg_cli_doctor    (int argc, char **argv);
int askg_cli_history_seal (gboolean is_on, gboolean as_json);
int askg_cli_tell_desk (const char *verb);
int askg_cli_open_desk (const char *how);
int askg_cli_autostart (int argc, char **argv);

/* -- Shared by them --------------------------------------------------------- */

gboolean askg_cli_parse    (GOptionEntry      *entries,
                            const char        *verb,
                            int               *argc,
                            char            ***argv,
                            GError           **error);
gboolean askg_cli_parse_before_command (GOptionEntry *entries,
                            const char        *verb,
                            int               *argc,
                            char            ***argv,
                            GError           **error);
char    *askg_cli_join_words (int              argc,
                            char             **argv,
                            gboolean          *out_from_pipe);
json_t  *askg_cli_request  (json_t            *request,
                            gboolean           needs_desk,
                            AskgServiceReply   on_event,
                            gpointer           on_event_data,
                            GError           **error);
void     askg_cli_respond  (json_t            *request);
void     askg_cli_keep_owner (void);
void     askg_cli_mind_others (void);
void     askg_cli_let_go   (void);
json_t  *askg_cli_tell_owner (json_t          *request);
json_t  *askg_cli_tell_running (json_t        *request,
                            GError           **error);
json_t  *askg_cli_attach_bytes (GBytes        *bytes,
                            const char        *kind,
                            const char        *title,
                            GError           **error);
void     askg_cli_agree_at_terminal (AskgSession *session);
void     askg_cli_agree_to  (json_t            *event);
GBytes  *askg_cli_read_file (const char       *path,
                            GError           **error);

G_END_DECLS
