/* askg-terminal-text.h: what a program wrote to a terminal becomes the lines a person would have read there: without
 * colours, links and spinners, bars that redraw themselves as they stood last, wrapped lines whole again. Pure; one thread
 * at a time. */
#pragma once

#include "engine/debug/askg-terminal-screen.h"

G_BEGIN_DECLS

typedef struct _AskgTerminalText AskgTerminalText;

AskgTerminalText *askg_terminal_text_new    (guint                 n_columns,
                                             AskgTerminalLineFunc  func,
                                             gpointer              user_data);
void              askg_terminal_text_free   (AskgTerminalText     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgTerminalText, askg_terminal_text_free)

void              askg_terminal_text_feed   (AskgTerminalText     *self,
                                             const char           *bytes,
                                             gsize                 n_bytes);
void              askg_terminal_text_finish (AskgTerminalText     *self);

G_END_DECLS
