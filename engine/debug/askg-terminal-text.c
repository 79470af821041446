/* askg-terminal-text.c: any thread. Which sequence does what is told by xterm's ctlseqs; those that change only how
 * something looks, and those that ask the terminal for something, do nothing here. */
#include "engine/debug/askg-terminal-text.h"

#include "engine/debug/askg-terminal-escape.h"

#define SHIFT_OUT 0x0e
#define SHIFT_IN 0x0f
#define ALTERNATE_SCREEN 1049u

struct _AskgTerminalText
{
  AskgTerminalEscape  escape;
  AskgTerminalScreen *screen;       /* owned */
  AskgTerminalScreen *other;        /* (nullable) owned: the alternate screen, of which nothing is told */
  gunichar            last;         /* that was drawn, for REP */
  gboolean            draws[2];     /* whether G0 and G1 are the set of lines and corners */
  guint               set;          /* which of them is used */
};

static void
forget_line (const char *text G_GNUC_UNUSED,
             gsize       n_bytes G_GNUC_UNUSED,
             gpointer    user_data G_GNUC_UNUSED)
{
}

/**
 * askg_terminal_text_new:
 * @n_columns: the terminal's width; 0 where nobody knows it, so that no line is taken for two halves of one
 * @func: is called with each line, as soon as it can change no more
 *
 * Returns: (transfer full):
 */
AskgTerminalText *
askg_terminal_text_new (guint                n_columns,
                        AskgTerminalLineFunc func,
                        gpointer             user_data)
{
  AskgTerminalText *self = g_new0 (AskgTerminalText, 1);

  self->screen = askg_terminal_screen_new (n_columns, func, user_data);

  return self;
}

void
askg_terminal_text_free (AskgTerminalText *self)
{
  if (self == NULL)
    return;
  askg_terminal_screen_free (self->screen);
  askg_terminal_screen_free (self->other);
  g_free (self);
}

static AskgTerminalScreen *
screen_of (AskgTerminalText *self)
{
  return self->other != NULL ? self->other : self->screen;
}

/* -- Characters ------------------------------------------------------------------ */

/* The set of lines and corners that ESC ( 0 chooses, from ` on (DEC VT100). */
static gunichar
draw_line (gunichar character)
{
  static const gunichar drawn[] = { 0x25c6, 0x2592, 0x2409, 0x240c, 0x240d, 0x240a, 0x00b0, 0x00b1, 0x2424, 0x240b, 0x2518,
                                    0x2510, 0x250c, 0x2514, 0x253c, 0x23ba, 0x23bb, 0x2500, 0x23bc, 0x23bd, 0x251c, 0x2524,
                                    0x2534, 0x252c, 0x2502, 0x2264, 0x2265, 0x03c0, 0x2260, 0x00a3, 0x00b7 };

  return character >= '`' && character - '`' < G_N_ELEMENTS (drawn) ? drawn[character - '`'] : character;
}

static void
take_run (AskgTerminalText        *self,
          const AskgTerminalEvent *event)
{
  if (!self->draws[self->set] || event->run == NULL)
    askg_terminal_screen_put_run (screen_of (self), event->run, event->n_run);
  else
    for (gsize i = 0; i < event->n_run; i++)
      askg_terminal_screen_put (screen_of (self), draw_line ((guchar) event->run[i]));
  self->last = event->run != NULL ? (guchar) event->run[event->n_run - 1] : 0xfffd;
}

static void
take_control (AskgTerminalText *self,
              gunichar          control)
{
  AskgTerminalScreen *screen = screen_of (self);

  switch (control)
    {
    case '\n':
    case '\v':
    case '\f':
      askg_terminal_screen_feed_line (screen);
      break;
    case '\r':
      askg_terminal_screen_return (screen);
      break;
    case '\b':
      askg_terminal_screen_move (screen, 0, -1);
      break;
    case '\t':
      askg_terminal_screen_tab (screen);
      break;
    case SHIFT_OUT:
      self->set = 1;
      break;
    case SHIFT_IN:
      self->set = 0;
      break;
    default:
      break;
    }
}

/* -- Sequences ------------------------------------------------------------------- */

static void
take_escape (AskgTerminalText        *self,
             const AskgTerminalEvent *event)
{
  AskgTerminalScreen *screen = screen_of (self);

  if (event->intermediate == '(' || event->intermediate == ')')
    self->draws[event->intermediate == ')'] = event->final == '0';
  else if (event->intermediate != 0)
    return;
  else if (event->final == '7' || event->final == '8')
    askg_terminal_screen_save (screen, event->final == '8');
  else if (event->final == 'D' || event->final == 'E')
    askg_terminal_screen_feed_line (screen);
  else if (event->final == 'M')
    askg_terminal_screen_reverse (screen);
}

static void
set_alternate (AskgTerminalText        *self,
               const AskgTerminalEvent *event)
{
  if (event->n_parameters == 0 || (event->parameters[0] != ALTERNATE_SCREEN && event->parameters[0] != 47 && event->parameters[0] != 1047))
    return;
  g_clear_pointer (&self->other, askg_terminal_screen_free);
  if (event->final == 'h')
    self->other = askg_terminal_screen_new (0, forget_line, NULL);
}

/* @n: its first parameter, at least 1 */
static gboolean
move (AskgTerminalScreen      *screen,
      const AskgTerminalEvent *event,
      int                      n)
{
  const int second = event->n_parameters > 1 ? (int) event->parameters[1] : 1;

  switch (event->final)
    {
    case 'A':
      askg_terminal_screen_move (screen, -n, 0);
      return TRUE;
    case 'B':
    case 'e':
      askg_terminal_screen_move (screen, n, 0);
      return TRUE;
    case 'C':
    case 'a':
      askg_terminal_screen_move (screen, 0, n);
      return TRUE;
    case 'D':
      askg_terminal_screen_move (screen, 0, -n);
      return TRUE;
    case 'E':
    case 'F':
      askg_terminal_screen_move (screen, event->final == 'E' ? n : -n, 0);
      askg_terminal_screen_return (screen);
      return TRUE;
    case 'G':
    case '`':
      askg_terminal_screen_return (screen);
      askg_terminal_screen_move (screen, 0, n - 1);
      return TRUE;
    case 'H':
    case 'f':
      askg_terminal_screen_move_to (screen, n - 1, second - 1);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
change (AskgTerminalText        *self,
        const AskgTerminalEvent *event,
        int                      n)
{
  AskgTerminalScreen *screen = screen_of (self);
  const guint first = event->n_parameters > 0 ? event->parameters[0] : 0;

  switch (event->final)
    {
    case 'K':
      if (first <= ASKG_TERMINAL_ERASE_ALL)
        askg_terminal_screen_erase_row (screen, (AskgTerminalErase) first);
      break;
    case 'J':
      if (first <= ASKG_TERMINAL_ERASE_ALL)
        askg_terminal_screen_erase (screen, (AskgTerminalErase) first);
      break;
    case 'X':
      askg_terminal_screen_erase_cells (screen, (guint) n);
      break;
    case '@':
    case 'P':
      askg_terminal_screen_shift_cells (screen, event->final == '@' ? n : -n);
      break;
    case 'L':
    case 'M':
      askg_terminal_screen_shift_rows (screen, event->final == 'L' ? n : -n);
      break;
    case 'b':
      for (int i = 0; i < MIN (n, 1000) && self->last != 0; i++)
        askg_terminal_screen_put (screen, self->last);
      break;
    case 'r':
      askg_terminal_screen_set_margins (screen, (guint) n - 1,
                                        event->n_parameters > 1 && event->parameters[1] > 0 ? event->parameters[1] - 1 : G_MAXUINT);
      askg_terminal_screen_move_to (screen, 0, 0);
      break;
    case 's':
    case 'u':
      askg_terminal_screen_save (screen, event->final == 'u');
      break;
    default:
      break;
    }
}

static void
take_sequence (AskgTerminalText        *self,
               const AskgTerminalEvent *event)
{
  const int n = event->n_parameters > 0 && event->parameters[0] > 0 ? (int) event->parameters[0] : 1;

  if (event->prefix == '?' && (event->final == 'h' || event->final == 'l'))
    set_alternate (self, event);
  else if (event->prefix == 0 && event->intermediate == 0 && !move (screen_of (self), event, n))
    change (self, event, n);
}

static void
event_cb (const AskgTerminalEvent *event,
          gpointer                 user_data)
{
  AskgTerminalText *self = user_data;

  switch (event->kind)
    {
    case ASKG_TERMINAL_RUN:
      take_run (self, event);
      break;
    case ASKG_TERMINAL_CHARACTER:
      askg_terminal_screen_put (screen_of (self), event->character);
      self->last = event->character;
      break;
    case ASKG_TERMINAL_CONTROL:
      take_control (self, event->character);
      break;
    case ASKG_TERMINAL_ESCAPE:
      take_escape (self, event);
      break;
    case ASKG_TERMINAL_SEQUENCE:
      take_sequence (self, event);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * askg_terminal_text_feed:
 * @bytes: (array length=n_bytes): the next of what was written; may end in the middle of anything
 *
 * Lines that scroll off the screen are told before it returns. Takes no more memory however much comes.
 */
void
askg_terminal_text_feed (AskgTerminalText *self,
                         const char       *bytes,
                         gsize             n_bytes)
{
  askg_terminal_escape_feed (&self->escape, bytes, n_bytes, event_cb, self);
}

/**
 * askg_terminal_text_finish:
 *
 * The program is gone: what still stands on the screen is told.
 */
void
askg_terminal_text_finish (AskgTerminalText *self)
{
  askg_terminal_escape_finish (&self->escape, event_cb, self);
  g_clear_pointer (&self->other, askg_terminal_screen_free);
  askg_terminal_screen_finish (self->screen);
}
