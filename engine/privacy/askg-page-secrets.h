/* askg-page-secrets.h: which words of a picture carry a secret. Pure but for the cover, which learns them; any thread. */
#pragma once

#include "engine/model/askg-page-text.h"
#include "engine/privacy/askg-cover.h"

G_BEGIN_DECLS

/* The secret of a word that carries none. */
#define ASKG_NO_SECRET G_MAXUINT

GArray *askg_page_secrets_find (AskgPageText *page,
                                AskgRedactor *redactor,
                                AskgCover    *cover);

G_END_DECLS
