/* askg-output-keep.h: what is kept of a command's output, however long it grows: its beginning, its end, and between them
 * the places where something sounds like an error, for the first of them is seldom at an end. Memory is bounded. Pure; one
 * thread at a time. */
#pragma once

#include "engine/debug/askg-command-record.h"

G_BEGIN_DECLS

#define ASKG_OUTPUT_KEEP_HEAD_BYTES (256u * 1024)
#define ASKG_OUTPUT_KEEP_TAIL_BYTES (512u * 1024)
#define ASKG_OUTPUT_KEEP_BEFORE_BYTES (4u * 1024)  /* of such a place */
#define ASKG_OUTPUT_KEEP_BEHIND_BYTES (12u * 1024)
#define ASKG_OUTPUT_KEEP_MAX_PLACES 16u

typedef struct _AskgOutputKeep AskgOutputKeep;

AskgOutputKeep *askg_output_keep_new   (void);
void            askg_output_keep_free  (AskgOutputKeep    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgOutputKeep, askg_output_keep_free)

void            askg_output_keep_take  (AskgOutputKeep    *self,
                                        const char        *bytes,
                                        gsize              n_bytes);
void            askg_output_keep_leave (AskgOutputKeep    *self,
                                        AskgCommandRecord *record);

G_END_DECLS
