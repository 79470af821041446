/* askg-inert-text.h: text of strangers made harmless to show, copy and print. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_INERT_DEFAULT     = 0,      /* for prose: what cannot be seen is left out */
  ASKG_INERT_SHOW_HIDDEN = 1 << 0, /* for code and terminals: it is written as <U+202E> */
  ASKG_INERT_ONE_LINE    = 1 << 1, /* for titles, logs and notifications: line breaks and tabs become spaces */
} AskgInertFlags;

/* What must be remembered between two pieces of one text. Starts as all zeros. */
typedef struct
{
  gunichar previous;    /* what was let through last */
  guint    n_marks;     /* combining marks since the last base */
  guint    n_hidden;    /* characters left out or spelled out so far */
  gboolean after_cr;    /* a line feed now is the second half of a line end */
} AskgInert;

char *askg_text_make_inert (const char     *utf8,
                            AskgInertFlags  flags) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_text_is_blank (const char *utf8);
void  askg_inert_append    (AskgInert      *self,
                            GString        *out,
                            const char     *utf8,
                            gsize           n_bytes,
                            AskgInertFlags  flags);

G_END_DECLS
