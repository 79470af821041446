/* askg-ssip.h: what speech-dispatcher and its clients say to each other: lines, three figures first. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_SSIP_MAX_LINE 4096

typedef enum
{
  ASKG_SSIP_ANSWER, /* to a command */
  ASKG_SSIP_BEGIN,  /* a message sounds */
  ASKG_SSIP_END,    /* it was heard */
  ASKG_SSIP_STOPPED,
  ASKG_SSIP_MARK,   /* it has come to a mark in it */
  ASKG_SSIP_OTHER,  /* an event of no interest */
} AskgSsipKind;

typedef struct
{
  AskgSsipKind  kind;
  guint         code;
  char         *words[4]; /* what stood before the last line, in order; (nullable) */
  char         *last;     /* the last line's */
} AskgSsipReply;

typedef struct
{
  GString       *line;   /* owned */
  AskgSsipReply  reply;  /* that is being read */
  guint          n_words;
} AskgSsipReader;

gboolean askg_ssip_feed         (AskgSsipReader *self,
                                 char            byte,
                                 gboolean       *is_whole);
void     askg_ssip_next         (AskgSsipReader *self);
void     askg_ssip_clear        (AskgSsipReader *self);
char    *askg_ssip_make_message (const char     *text,
                                 const gsize    *mark_bytes,
                                 guint           n_marks);

G_END_DECLS
