/* askg-terminal-escape.c: any thread. The states are those of ECMA-48 and of what xterm's ctlseqs adds. */
#include "engine/debug/askg-terminal-escape.h"

/* A string that never ends was none: a program was killed in it, or the bytes are not a terminal's. */
#define MAX_STRING_BYTES 65536u
#define MAX_PARAMETER 65535u

#define ESC 0x1b
#define BEL 0x07
#define CAN 0x18
#define SUB 0x1a

typedef struct
{
  AskgTerminalEscape    *self;
  AskgTerminalEventFunc  func;
  gpointer               user_data;
} Feed;

static void
tell_character (Feed     *feed,
                gunichar  character)
{
  feed->self->event.kind = character < 0x20 ? ASKG_TERMINAL_CONTROL : ASKG_TERMINAL_CHARACTER;
  feed->self->event.character = character;
  feed->func (&feed->self->event, feed->user_data);
}

static void
tell (Feed                  *feed,
      AskgTerminalEventKind  kind,
      char                   final)
{
  feed->self->event.kind = kind;
  feed->self->event.final = final;
  feed->self->at = ASKG_TERMINAL_AT_GROUND;
  feed->func (&feed->self->event, feed->user_data);
}

/* -- Characters ----------------------------------------------------------------- */

/* What was held of a character that goes on with none of its bytes. */
static void
drop_utf8 (Feed *feed)
{
  if (feed->self->n_utf8 > 0)
    tell_character (feed, 0xfffd);
  feed->self->n_utf8 = feed->self->want_utf8 = 0;
}

static void
take_utf8 (Feed   *feed,
           guint8  byte)
{
  AskgTerminalEscape *self = feed->self;
  gunichar character;

  if ((byte & 0xc0) != 0x80)
    drop_utf8 (feed);
  if (self->n_utf8 == 0)
    {
      self->want_utf8 = byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xc2 && byte < 0xe0 ? 2 : 0;
      if (self->want_utf8 == 0)
        {
          tell_character (feed, 0xfffd);
          return;
        }
    }
  self->utf8[self->n_utf8++] = byte;
  if (self->n_utf8 < self->want_utf8)
    return;
  character = g_utf8_get_char_validated ((const char *) self->utf8, self->n_utf8);
  self->n_utf8 = self->want_utf8 = 0;
  if (character == (gunichar) -1 || character == (gunichar) -2)
    tell_character (feed, 0xfffd);
  else if (character >= 0xa0) /* the C1 controls are not drawn, and nobody means them in UTF-8 */
    tell_character (feed, character);
}

/* -- Sequences ------------------------------------------------------------------ */

static void
begin_escape (AskgTerminalEscape *self)
{
  self->at = ASKG_TERMINAL_AT_ESCAPE;
  self->event = (AskgTerminalEvent) { 0 };
}

static void
take_escape (Feed   *feed,
             guint8  byte)
{
  AskgTerminalEscape *self = feed->self;

  if (byte == '[' && self->event.intermediate == 0)
    self->at = ASKG_TERMINAL_AT_SEQUENCE;
  else if ((byte == ']' || byte == 'P' || byte == 'X' || byte == '^' || byte == '_') && self->event.intermediate == 0)
    {
      self->at = ASKG_TERMINAL_AT_STRING;
      self->n_string = 0;
    }
  else if (byte >= 0x20 && byte < 0x30)
    self->event.intermediate = self->event.intermediate == 0 ? (char) byte : self->event.intermediate;
  else if (byte >= 0x30 && byte < 0x7f)
    tell (feed, ASKG_TERMINAL_ESCAPE, (char) byte);
  else if (byte >= 0x80)
    {
      self->at = ASKG_TERMINAL_AT_GROUND;
      take_utf8 (feed, byte);
    }
}

static void
take_digit (AskgTerminalEvent *event,
            guint              digit)
{
  if (event->n_parameters == 0)
    event->n_parameters = 1;
  if (event->n_parameters <= ASKG_TERMINAL_MAX_PARAMETERS)
    {
      guint *parameter = &event->parameters[event->n_parameters - 1];

      *parameter = MIN (*parameter * 10 + digit, MAX_PARAMETER);
    }
}

static void
take_sequence (Feed   *feed,
               guint8  byte)
{
  AskgTerminalEvent *event = &feed->self->event;

  if (byte >= '0' && byte <= '9')
    take_digit (event, byte - '0');
  else if (byte == ';' || byte == ':')
    event->n_parameters = MIN (MAX (event->n_parameters, 1) + 1, ASKG_TERMINAL_MAX_PARAMETERS + 1);
  else if (byte >= '<' && byte <= '?')
    event->prefix = (char) byte;
  else if (byte >= 0x20 && byte < 0x30)
    event->intermediate = event->intermediate == 0 ? (char) byte : event->intermediate;
  else if (byte >= 0x40 && byte < 0x7f)
    {
      event->n_parameters = MIN (event->n_parameters, ASKG_TERMINAL_MAX_PARAMETERS);
      tell (feed, ASKG_TERMINAL_SEQUENCE, (char) byte);
    }
  else if (byte >= 0x80)
    {
      feed->self->at = ASKG_TERMINAL_AT_GROUND;
      take_utf8 (feed, byte);
    }
}

static void
take_string (AskgTerminalEscape *self,
             guint8              byte)
{
  if (byte == BEL || byte == CAN || byte == SUB || ++self->n_string > MAX_STRING_BYTES)
    self->at = ASKG_TERMINAL_AT_GROUND;
  else if (byte == ESC)
    self->at = ASKG_TERMINAL_AT_STRING_END;
}

static void
take_string_end (Feed   *feed,
                 guint8  byte)
{
  if (byte == '\\')
    feed->self->at = ASKG_TERMINAL_AT_GROUND;
  else
    {
      begin_escape (feed->self);
      take_escape (feed, byte);
    }
}

/* -- Bytes ---------------------------------------------------------------------- */

static void
take_ground (Feed   *feed,
             guint8  byte)
{
  if (byte >= 0x80)
    {
      take_utf8 (feed, byte);
      return;
    }
  drop_utf8 (feed);
  if (byte == ESC)
    begin_escape (feed->self);
  else if (byte < 0x20)
    tell_character (feed, byte);
}

/* @run: (nullable): for bytes that are no characters */
static void
tell_run (Feed       *feed,
          const char *run,
          gsize       n)
{
  feed->self->event.kind = ASKG_TERMINAL_RUN;
  feed->self->event.run = run;
  feed->self->event.n_run = n;
  feed->func (&feed->self->event, feed->user_data);
  feed->self->event.run = NULL;
}

/* Controls that draw and move nothing: all but those from BS to SI, and ESC. */
static inline gboolean
is_idle (guint8 byte)
{
  return byte < 0x08 || (byte >= 0x10 && byte < 0x20 && byte != ESC) || byte == 0x7f;
}

/* Most of what is no text at all: nothing, and bytes that begin no character, of which each is one that is unknown. */
static gsize
take_noise (Feed       *feed,
            const char *bytes,
            gsize       n_bytes)
{
  const guint8 *at = (const guint8 *) bytes;
  gsize n = 0, n_unknown = 0;

  if (feed->self->n_utf8 > 0)
    return 0;
  while (n < n_bytes && is_idle (at[n]))
    n++;
  if (n > 0)
    return n;
  while (n_unknown < n_bytes && at[n_unknown] >= 0x80 &&
         (at[n_unknown] < 0xc2 || at[n_unknown] >= 0xf5 || (n_unknown + 1 < n_bytes && (at[n_unknown + 1] & 0xc0) != 0x80)))
    n_unknown++;
  if (n_unknown > 0)
    tell_run (feed, NULL, n_unknown);

  return n_unknown;
}

/* Most of any output: told as one piece. */
static gsize
take_run (Feed       *feed,
          const char *bytes,
          gsize       n_bytes)
{
  gsize n = 0;

  while (n < n_bytes && bytes[n] >= 0x20 && bytes[n] < 0x7f)
    n++;
  if (n == 0)
    return 0;
  drop_utf8 (feed);
  tell_run (feed, bytes, n);

  return n;
}

static void
take (Feed   *feed,
      guint8  byte)
{
  AskgTerminalEscape *self = feed->self;

  switch (self->at)
    {
    case ASKG_TERMINAL_AT_GROUND:
      take_ground (feed, byte);
      break;
    case ASKG_TERMINAL_AT_STRING:
      take_string (self, byte);
      break;
    case ASKG_TERMINAL_AT_STRING_END:
      take_string_end (feed, byte);
      break;
    case ASKG_TERMINAL_AT_ESCAPE:
    case ASKG_TERMINAL_AT_SEQUENCE:
      if (byte == ESC)
        begin_escape (self);
      else if (byte == CAN || byte == SUB)
        self->at = ASKG_TERMINAL_AT_GROUND;
      else if (byte < 0x20) /* a control in the midst of a sequence is obeyed, and the sequence goes on */
        {
          const AskgTerminalEvent held = self->event;

          tell_character (feed, byte);
          self->event = held;
        }
      else if (self->at == ASKG_TERMINAL_AT_ESCAPE)
        take_escape (feed, byte);
      else
        take_sequence (feed, byte);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * askg_terminal_escape_feed:
 * @bytes: (array length=n_bytes): the next of what was written; may end in the middle of anything
 *
 * Bytes that are no UTF-8 come as U+FFFD. What links, titles and other strings hold is read over, and one that
 * does not end within 64 KiB is given up.
 */
void
askg_terminal_escape_feed (AskgTerminalEscape    *self,
                           const char            *bytes,
                           gsize                  n_bytes,
                           AskgTerminalEventFunc  func,
                           gpointer               user_data)
{
  Feed feed = { self, func, user_data };

  for (gsize i = 0; i < n_bytes;)
    {
      gsize n_run = self->at == ASKG_TERMINAL_AT_GROUND ? take_run (&feed, bytes + i, n_bytes - i) : 0;

      if (n_run == 0 && self->at == ASKG_TERMINAL_AT_GROUND)
        n_run = take_noise (&feed, bytes + i, n_bytes - i);
      if (n_run == 0)
        take (&feed, (guint8) bytes[i]);
      i += MAX (n_run, 1);
    }
}

/**
 * askg_terminal_escape_finish:
 *
 * Nothing more comes: a character that was begun is told as U+FFFD, a sequence is dropped.
 */
void
askg_terminal_escape_finish (AskgTerminalEscape    *self,
                             AskgTerminalEventFunc  func,
                             gpointer               user_data)
{
  Feed feed = { self, func, user_data };

  drop_utf8 (&feed);
  self->at = ASKG_TERMINAL_AT_GROUND;
}
