/* askg-command-record.h: one command that was run: what, where, how it ended and what it wrote; and the bytes that tell it
 * to another process. Pure; one thread at a time while it is filled, any afterwards.
 *
 * The bytes: “askglass-command 1” NUL, then `key=value` NUL …, then an empty one: NUL. A shell writes that with printf alone.
 *     command    as it was typed                 arg         one word of it, in order; as often as there are words
 *     folder     where it ran                    status      as shells tell it: 128 and the signal
 *     began, ended    seconds since 1970, with a fraction; a comma may stand for its point
 *     took       milliseconds, for a shell that cannot tell the time: began and ended follow from when the file was written
 *     shell      who told of it: bash, zsh, fish; none for `askglass run`
 *     pid        of that shell, or of `askglass run`
 *     columns    how wide its terminal was; 0 or none where it wrote to none
 *     env:NAME   what says which terminal that was: WINDOWID, TMUX_PANE …, and “env:TTY” for its device
 *     total      bytes that it wrote             part        OFFSET LENGTH of a piece of them that was kept, in order
 * Behind the head stand those pieces, one after the other. Unknown keys are read over. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_COMMAND_MAGIC "askglass-command 1"
#define ASKG_COMMAND_MAX_HEAD_BYTES (256u * 1024)
#define ASKG_COMMAND_MAX_OUTPUT_BYTES (4u * 1024 * 1024)
#define ASKG_COMMAND_MAX_PARTS 32u

/* A piece of what the command wrote. */
typedef struct
{
  guint64  offset; /* of its first byte in all that was written */
  GBytes  *bytes;  /* owned; with its escape sequences */
} AskgOutputPart;

/* Everything in it is owned. Text is as bytes came: not always UTF-8. */
typedef struct
{
  char       *command;   /* as it was typed, or as it can be typed again */
  GStrv       arguments; /* (nullable): its words; NULL for a line of a shell */
  char       *folder;    /* absolute */
  char       *shell;     /* (nullable) */
  GStrv       terminal;  /* “NAME=value”; may be empty */
  GPtrArray  *parts;     /* of AskgOutputPart, in order; empty where nobody read along */
  guint64     n_total_bytes; /* that it wrote; parts hold at most ASKG_COMMAND_MAX_OUTPUT_BYTES of them */
  gint64      began_us;  /* since 1970 */
  gint64      ended_us;
  int         status;    /* 0 to 255 */
  guint       n_columns; /* 0: it wrote to no terminal, or nobody knows */
  int         pid;       /* 0: nobody knows */
} AskgCommandRecord;

AskgCommandRecord *askg_command_record_new          (void);
AskgCommandRecord *askg_command_record_ref          (AskgCommandRecord       *self);
void               askg_command_record_unref        (AskgCommandRecord       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgCommandRecord, askg_command_record_unref)

void               askg_command_record_add_part     (AskgCommandRecord       *self,
                                                     guint64                  offset,
                                                     GBytes                  *bytes);
GBytes            *askg_command_record_write        (const AskgCommandRecord *self);
AskgCommandRecord *askg_command_record_read         (GBytes                  *bytes);
void               askg_command_record_set_ended    (AskgCommandRecord       *self,
                                                     gint64                   ended_us);

const char        *askg_command_record_get_terminal (const AskgCommandRecord *self,
                                                     const char              *name);
gboolean           askg_command_record_has_failed   (const AskgCommandRecord *self);
gboolean           askg_command_record_has_output   (const AskgCommandRecord *self);
GStrv              askg_command_record_dup_words    (const AskgCommandRecord *self);
GBytes            *askg_command_record_dup_output   (const AskgCommandRecord *self);

G_END_DECLS
