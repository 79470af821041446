/* askg-put-back.h: an answer in pieces, with the values where their placeholders stood. One thread at a time. */
#pragma once

#include "engine/privacy/askg-cover.h"

G_BEGIN_DECLS

typedef struct _AskgPutBack AskgPutBack;

AskgPutBack *askg_put_back_new  (AskgCover   *cover);
AskgPutBack *askg_put_back_new_in_json (AskgCover *cover);
void         askg_put_back_free (AskgPutBack *self);
void         askg_put_back_feed (AskgPutBack *self,
                                 const char  *text,
                                 gssize       n_bytes,
                                 GString     *out);
void         askg_put_back_end  (AskgPutBack *self,
                                 GString     *out);
char        *askg_put_back_all  (AskgCover   *cover,
                                 const char  *text,
                                 gssize       n_bytes) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgPutBack, askg_put_back_free)

G_END_DECLS
