/* askg-terminal-screen.h: the rows a terminal shows, as far as they matter for reading what stood there. Pure; one thread
 * at a time. Rows and columns count from 0. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AskgTerminalScreen AskgTerminalScreen;

/* One line that can change no more; @text is valid UTF-8 without controls, and lives as long as the call. */
typedef void (*AskgTerminalLineFunc) (const char *text,
                                      gsize       n_bytes,
                                      gpointer    user_data);

#define ASKG_TERMINAL_SCREEN_ROWS 50u
/* Longer ones, of a screen without a right edge, lose their rest. */
#define ASKG_TERMINAL_MAX_LINE_CELLS 65536u

/* What of a row or of the screen is erased. */
typedef enum
{
  ASKG_TERMINAL_ERASE_BEHIND = 0,
  ASKG_TERMINAL_ERASE_BEFORE = 1,
  ASKG_TERMINAL_ERASE_ALL    = 2,
} AskgTerminalErase;

AskgTerminalScreen *askg_terminal_screen_new            (guint                 n_columns,
                                                         AskgTerminalLineFunc  func,
                                                         gpointer              user_data);
void                askg_terminal_screen_free           (AskgTerminalScreen   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgTerminalScreen, askg_terminal_screen_free)

void                askg_terminal_screen_put            (AskgTerminalScreen   *self,
                                                         gunichar              character);
void                askg_terminal_screen_put_run        (AskgTerminalScreen   *self,
                                                         const char           *ascii,
                                                         gsize                 n_bytes);
void                askg_terminal_screen_feed_line      (AskgTerminalScreen   *self);
void                askg_terminal_screen_return         (AskgTerminalScreen   *self);
void                askg_terminal_screen_move           (AskgTerminalScreen   *self,
                                                         int                   by_rows,
                                                         int                   by_columns);
void                askg_terminal_screen_move_to        (AskgTerminalScreen   *self,
                                                         int                   row,
                                                         int                   column);
void                askg_terminal_screen_tab            (AskgTerminalScreen   *self);
void                askg_terminal_screen_reverse        (AskgTerminalScreen   *self);
void                askg_terminal_screen_save           (AskgTerminalScreen   *self,
                                                         gboolean              restore);
void                askg_terminal_screen_erase_row      (AskgTerminalScreen   *self,
                                                         AskgTerminalErase     what);
void                askg_terminal_screen_erase          (AskgTerminalScreen   *self,
                                                         AskgTerminalErase     what);
void                askg_terminal_screen_erase_cells    (AskgTerminalScreen   *self,
                                                         guint                 n_cells);
void                askg_terminal_screen_shift_cells    (AskgTerminalScreen   *self,
                                                         int                   by_cells);
void                askg_terminal_screen_shift_rows     (AskgTerminalScreen   *self,
                                                         int                   by_rows);
void                askg_terminal_screen_set_margins    (AskgTerminalScreen   *self,
                                                         guint                 top,
                                                         guint                 bottom);
void                askg_terminal_screen_finish         (AskgTerminalScreen   *self);

G_END_DECLS
