/* askg-rule-check.h: whether a rule of the person's own means something, told while it is typed. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_RULE_FINE,
  ASKG_RULE_INDEFINITE,  /* nothing but stars and question marks */
  ASKG_RULE_TOO_LONG,
  ASKG_RULE_IS_CATEGORY, /* as a rule: what it names is covered anyway */
  ASKG_RULE_CRITICAL,    /* of the allow-list: what it names is allowed value by value alone */
} AskgRuleFault;

AskgRuleFault askg_rule_check (const char *rule,
                               gboolean    is_allowing);

G_END_DECLS
