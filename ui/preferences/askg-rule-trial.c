/* askg-rule-trial.c: main thread. */
#include "ui/preferences/askg-rule-trial.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/privacy/askg-cover.h"
#include "engine/privacy/askg-rule-check.h"

#define RULES "redact-rules"
#define ALLOW "redact-allow"

#define MAX_LINE_CHARS 2000 /* tried at each key that is pressed */

struct _AskgRuleTrial
{
  GtkBox        parent_instance;

  /* Template children */
  GtkEntry     *line;
  AdwActionRow *result;

  /* Owned */
  GSettings    *settings;
  char         *draft_key; /* (nullable) */
  char         *draft;     /* (nullable): what is being typed into that list */
};

G_DEFINE_FINAL_TYPE (AskgRuleTrial, askg_rule_trial, GTK_TYPE_BOX)

/* Those of the settings and the one that is being typed. */
static char **
rules_of (AskgRuleTrial *self,
          const char    *key)
{
  g_auto(GStrv) kept = g_settings_get_strv (self->settings, key);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) kept);
  if (g_strcmp0 (self->draft_key, key) == 0 && self->draft != NULL)
    g_strv_builder_add (builder, self->draft);

  return g_strv_builder_end (builder);
}

static void
try_line (AskgRuleTrial *self)
{
  g_auto(GStrv) rules = rules_of (self, RULES);
  g_auto(GStrv) allowed = rules_of (self, ALLOW);
  g_autoptr(AskgRedactor) redactor = askg_redactor_new ((const char *const *) rules, (const char *const *) allowed);
  g_autoptr(AskgCover) cover = askg_cover_new ();
  g_autofree char *line = g_utf8_substring (gtk_editable_get_text (GTK_EDITABLE (self->line)), 0,
                                            MIN (g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (self->line)), -1),
                                                 MAX_LINE_CHARS));
  g_autofree char *covered = askg_cover_text (cover, redactor, line, -1, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->result), *line != '\0');
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->result), strcmp (line, covered) == 0
                                                                       ? _("Nothing of it would be covered") : _("What would leave"));
  adw_action_row_set_subtitle (self->result, covered);
}

/* Why a rule would do nothing: one sentence, or %NULL when it does something. @key: the list it is for */
const char *
askg_rule_trial_tell_fault (const char *key,
                            const char *rule)
{
  if (!g_str_equal (key, RULES) && !g_str_equal (key, ALLOW))
    return NULL;

  switch (askg_rule_check (rule, g_str_equal (key, ALLOW)))
    {
    case ASKG_RULE_INDEFINITE:
      return _("There must be a letter, a digit or a sign in it: stars alone would mean everything.");
    case ASKG_RULE_TOO_LONG:
      return _("This is too long. A rule has at most 256 letters; shorten it with a star.");
    case ASKG_RULE_IS_CATEGORY:
      return _("This names a category, which is covered anyway. Put a colon and a pattern behind it.");
    case ASKG_RULE_CRITICAL:
      return _("What this names is too dangerous to be left uncovered as a whole. Give the value itself.");
    case ASKG_RULE_FINE:
    default:
      return NULL;
    }
}

/* What is typed into the list @key counts before it is added. @rule: (nullable): nothing is */
void
askg_rule_trial_set_draft (AskgRuleTrial *self,
                           const char    *key,
                           const char    *rule)
{
  g_return_if_fail (ASKG_IS_RULE_TRIAL (self));

  g_free (self->draft_key);
  self->draft_key = g_strdup (key);
  g_free (self->draft);
  self->draft = g_strdup (rule);
  try_line (self);
}

void
askg_rule_trial_set_settings (AskgRuleTrial *self,
                              GSettings     *settings)
{
  g_return_if_fail (ASKG_IS_RULE_TRIAL (self));

  g_set_object (&self->settings, settings);
  g_signal_connect_object (settings, "changed::" RULES, G_CALLBACK (try_line), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::" ALLOW, G_CALLBACK (try_line), self, G_CONNECT_SWAPPED);
}

static void
askg_rule_trial_dispose (GObject *object)
{
  AskgRuleTrial *self = ASKG_RULE_TRIAL (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->draft_key, g_free);
  g_clear_pointer (&self->draft, g_free);

  G_OBJECT_CLASS (askg_rule_trial_parent_class)->dispose (object);
}

static void
askg_rule_trial_class_init (AskgRuleTrialClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_rule_trial_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-rule-trial.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgRuleTrial, line);
  gtk_widget_class_bind_template_child (widget_class, AskgRuleTrial, result);
  gtk_widget_class_bind_template_callback (widget_class, try_line);
}

static void
askg_rule_trial_init (AskgRuleTrial *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
