/* askg-reply-attributes.h: how the runs of a text look, as attributes: never as markup. Main thread. */
#pragma once

#include <pango/pango.h>

#include "engine/model/askg-markdown.h"

G_BEGIN_DECLS

PangoAttrList *askg_reply_attributes_new (const AskgMarkdownText *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
