/* askg-think.h: thinking that stays in the text, between tags at its very start, told from the answer.
 * The tags may be cut anywhere. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_THINK_START, /* nothing came but space, or the beginning of a tag */
  ASKG_THINK_INSIDE,
  ASKG_THINK_OVER,  /* all that follows is text, tags too */
} AskgThinkState;

typedef struct
{
  AskgThinkState  state;
  GString        *pending; /* owned; what cannot be told yet */
  const char     *closing; /* the tag that ends it */
} AskgThink;

void askg_think_feed  (AskgThink  *self,
                       const char *piece,
                       GString    *text,
                       GString    *reasoning);
void askg_think_end   (AskgThink  *self,
                       GString    *text,
                       GString    *reasoning);
void askg_think_clear (AskgThink  *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AskgThink, askg_think_clear)

G_END_DECLS
