/* askg-code-block.h: code in an answer, coloured, to copy. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ASKG_TYPE_CODE_BLOCK (askg_code_block_get_type ())
G_DECLARE_FINAL_TYPE (AskgCodeBlock, askg_code_block, ASKG, CODE_BLOCK, GtkWidget)

void        askg_code_block_warm_up  (GtkWidget     *parent);
GtkWidget  *askg_code_block_new      (void);
void        askg_code_block_set_code (AskgCodeBlock *self,
                                      const char    *code,
                                      const char    *language,
                                      const char    *title);
char       *askg_code_block_get_code (AskgCodeBlock *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
