/* askg-reply-light.h: the word that is heard, lit where it is shown. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Starts as all zeros. */
typedef struct
{
  GtkLabel      *label;  /* (nullable) (weak): whose word is lit */
  PangoAttrList *before; /* (nullable) (owned): how it looked */
  PangoAttrList *lit;    /* (nullable) (owned): how it looks */
} AskgReplyLight;

void askg_reply_light_set (AskgReplyLight *self,
                           GtkLabel       *label,
                           guint           start,
                           guint           end);

G_END_DECLS
