/* askg-run-child.h: a command whose output is read along. Main thread of a process without others: it forks.
 *
 * Where standard output is a terminal, the command gets one of its own, in a session of its own: a keeper leads that session
 * and stands between, so that Ctrl-Z can stop the command (the kernel stops nobody whose parent is in another session) and a
 * child that it leaves behind is not hung up on. Where it is none, the command stays in this session and job, with standard
 * input as it is, and only what it writes goes through a pipe; through a terminal where standard error is one. */
#pragma once

#include <termios.h>

#include <gio/gio.h>

#include "app/askg-own-terminal.h"

G_BEGIN_DECLS

#define ASKG_RUN_MAX_STREAMS 2

/* What it writes, and where that goes. */
typedef struct
{
  int from; /* -1 once it is closed */
  int to;
} AskgRunStream;

typedef struct
{
  int           reports;    /* from the keeper; see AskgRunReport */
  int           screen;     /* the end of its own terminal that keys are written to; -1 without one */
  int           side;       /* that of a terminal for standard error alone; -1 */
  AskgRunStream streams[ASKG_RUN_MAX_STREAMS];
  guint         n_streams;
  pid_t         keeper;     /* this process’s child; the command itself where it has no terminal of its own */
  pid_t         command;    /* 0: not known yet */
} AskgRunChild;

typedef enum
{
  ASKG_RUN_STARTED,  /* value: its process */
  ASKG_RUN_REFUSED,  /* value: errno */
  ASKG_RUN_CHANGED,  /* value: as of waitpid() */
} AskgRunNews;

typedef struct
{
  AskgRunNews news;
  int         value;
} AskgRunReport;

gboolean askg_run_child_start    (AskgRunChild         *self,
                                  char                **words,
                                  AskgOwnTerminal      *own,
                                  gboolean              wants_terminal,
                                  GError              **error);
void     askg_run_child_set_size (AskgRunChild         *self);
void     askg_run_child_signal   (AskgRunChild         *self,
                                  int                   number);
void     askg_run_child_clear    (AskgRunChild         *self);

G_END_DECLS
