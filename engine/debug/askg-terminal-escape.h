/* askg-terminal-escape.h: what a program writes to a terminal, taken apart into characters, controls and escape
 * sequences (ECMA-48 as xterm reads it), wherever the bytes are cut. Pure; one thread at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_TERMINAL_MAX_PARAMETERS 16u

typedef enum
{
  ASKG_TERMINAL_RUN,       /* @run, ASCII that is drawn; it lives as long as the call; %NULL: @n_run times U+FFFD */
  ASKG_TERMINAL_CHARACTER, /* @character, another one that is drawn */
  ASKG_TERMINAL_CONTROL,   /* @character, below 0x20 */
  ASKG_TERMINAL_ESCAPE,    /* ESC @intermediate @final */
  ASKG_TERMINAL_SEQUENCE,  /* ESC [ @prefix @parameters @intermediate @final */
} AskgTerminalEventKind;

typedef struct
{
  AskgTerminalEventKind kind;
  const char           *run;
  gsize                 n_run;
  gunichar              character;
  char                  prefix;       /* '?', '<', '=', '>', or 0 */
  char                  intermediate; /* the first, or 0 */
  char                  final;
  guint                 n_parameters;
  guint                 parameters[ASKG_TERMINAL_MAX_PARAMETERS]; /* 0 where it was left out */
} AskgTerminalEvent;

typedef void (*AskgTerminalEventFunc) (const AskgTerminalEvent *event,
                                       gpointer                 user_data);

typedef enum
{
  ASKG_TERMINAL_AT_GROUND,
  ASKG_TERMINAL_AT_ESCAPE,
  ASKG_TERMINAL_AT_SEQUENCE,
  ASKG_TERMINAL_AT_STRING,     /* OSC, DCS and their like: read over */
  ASKG_TERMINAL_AT_STRING_END, /* an ESC in one: its end, if a backslash follows */
} AskgTerminalAt;

/* Cleared with zeros. */
typedef struct
{
  AskgTerminalAt    at;
  AskgTerminalEvent event;
  gsize             n_string; /* bytes of a string so far */
  guint8            utf8[4];
  guint             n_utf8;
  guint             want_utf8;
} AskgTerminalEscape;

void askg_terminal_escape_feed   (AskgTerminalEscape    *self,
                                  const char            *bytes,
                                  gsize                  n_bytes,
                                  AskgTerminalEventFunc  func,
                                  gpointer               user_data);
void askg_terminal_escape_finish (AskgTerminalEscape    *self,
                                  AskgTerminalEventFunc  func,
                                  gpointer               user_data);

G_END_DECLS
