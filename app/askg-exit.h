/* askg-exit.h: how a command ends. The codes stand in the man page. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

enum
{
  ASKG_EXIT_OK          = 0,
  ASKG_EXIT_FAILED      = 1,   /* it was tried and failed */
  ASKG_EXIT_USAGE       = 2,   /* the command line is not understood */
  ASKG_EXIT_NO_INPUT    = 3,   /* nothing usable was given: empty, unreadable, too large, no text */
  ASKG_EXIT_UNAVAILABLE = 4,   /* this machine or desktop cannot: no display, no capture, refused */
  ASKG_EXIT_STORAGE     = 5,   /* the history could not be read or written */
  ASKG_EXIT_NO_ANSWER   = 6,   /* the engine had none, or it needs a model */
  ASKG_EXIT_CANCELLED   = 130, /* Ctrl-C, Escape, "stop" or "quit" */
};

int  askg_exit_for_error   (const GError *error);
int  askg_exit_with_error  (const GError *error);
void askg_exit_say         (const char   *message);
char *askg_exit_shorten    (const char   *message);

/* What goes to standard output, and what became of it in the end. */
void askg_exit_print       (const char   *text);
void askg_exit_note_output (int           errno_of_write);
int  askg_exit_close_output (int          code);

G_END_DECLS
