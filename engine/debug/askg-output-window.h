/* askg-output-window.h: the lines around one that matters, of an output that is too long to be kept. Pure; one thread at
 * a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_OUTPUT_WINDOW_BEFORE 40u
#define ASKG_OUTPUT_WINDOW_AFTER 80u
#define ASKG_OUTPUT_WINDOW_MAX_LINE_BYTES 4096u

typedef struct _AskgOutputWindow AskgOutputWindow;

AskgOutputWindow *askg_output_window_new      (void);
void              askg_output_window_free     (AskgOutputWindow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgOutputWindow, askg_output_window_free)

void              askg_output_window_take     (AskgOutputWindow *self,
                                               const char       *line,
                                               gsize             n_bytes);
void              askg_output_window_hold     (AskgOutputWindow *self);
char             *askg_output_window_dup_text (AskgOutputWindow *self,
                                               guint            *out_held);

G_END_DECLS
