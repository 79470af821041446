/* askg-rule-trial.h: a person's rules are tried on a line of theirs: what of it would leave. Nothing is kept.
 * Main thread. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ASKG_TYPE_RULE_TRIAL (askg_rule_trial_get_type ())
G_DECLARE_FINAL_TYPE (AskgRuleTrial, askg_rule_trial, ASKG, RULE_TRIAL, GtkBox)

void        askg_rule_trial_set_settings (AskgRuleTrial *self,
                                          GSettings     *settings);
void        askg_rule_trial_set_draft    (AskgRuleTrial *self,
                                          const char    *key,
                                          const char    *rule);
const char *askg_rule_trial_tell_fault   (const char    *key,
                                          const char    *rule);

G_END_DECLS
