/* askg-engine-limits.c: main thread. */
#include "ui/preferences/askg-engine-limits.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#define MS_PER_S 1000

struct _AskgEngineLimits
{
  AdwPreferencesGroup  parent_instance;

  AskgProfile         *profile; /* owned */
};

G_DEFINE_FINAL_TYPE (AskgEngineLimits, askg_engine_limits, ADW_TYPE_PREFERENCES_GROUP)

/* A number of the profile that is typed or turned. */
typedef struct
{
  const char *property;
  const char *title;
  const char *subtitle; /* what 0 means */
  double      largest;
  double      step;
  guint       n_digits;
} Number;

static const Number times[] = {
  { "connect-timeout-ms", N_("To be reached, seconds"), N_("0: as usual, 10"), 600, 1, 0 },
  { "first-byte-timeout-ms", N_("To begin an answer, seconds"), N_("0: as usual, 120; here 600"), 7200, 10, 0 },
  { "silence-timeout-ms", N_("To go on with it, seconds"), N_("0: as usual, 60"), 3600, 10, 0 },
};

static const Number prices[] = {
  { "price-in", N_("Dollars for a million tokens asked"), N_("0: free, or not known"), 10000, 0.1, 3 },
  { "price-out", N_("Dollars for a million tokens answered"), N_("0: free, or not known"), 10000, 0.1, 3 },
  { "price-cached", N_("Dollars for a million tokens it kept"), N_("0: free, or not known"), 10000, 0.1, 3 },
};

static gboolean
is_price (const char *property)
{
  return g_str_has_prefix (property, "price-");
}

static void
value_changed (AskgEngineLimits *self,
               GtkSpinButton    *spin)
{
  const char *property = gtk_widget_get_name (GTK_WIDGET (spin));
  const double value = gtk_spin_button_get_value (spin);

  if (is_price (property))
    g_object_set (self->profile, property, value > 0 ? value : -1.0, NULL);
  else
    g_object_set (self->profile, property, (gint64) (value * MS_PER_S), NULL);
}

static double
value_now (AskgEngineLimits *self,
           const char       *property)
{
  const double price = is_price (property) ? askg_profile_get_price (self->profile, property) : 0;

  if (is_price (property))
    return isnan (price) ? 0 : price;

  return (double) askg_profile_get_number (self->profile, property) / MS_PER_S;
}

static GtkWidget *
new_row (AskgEngineLimits *self,
         const Number     *number)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (0, number->largest, number->step);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), number->n_digits);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value_now (self, number->property));
  gtk_widget_set_name (spin, number->property);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (value_changed), self, G_CONNECT_SWAPPED);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(number->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(number->subtitle));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);

  return row;
}

static void
add_folded (AskgEngineLimits *self,
            const char       *title,
            const char       *subtitle,
            const Number     *numbers,
            gsize             n_numbers)
{
  GtkWidget *fold = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (fold), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (fold), subtitle);
  for (gsize i = 0; i < n_numbers; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (fold), new_row (self, &numbers[i]));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), fold);
}

static void
askg_engine_limits_dispose (GObject *object)
{
  g_clear_object (&ASKG_ENGINE_LIMITS (object)->profile);

  G_OBJECT_CLASS (askg_engine_limits_parent_class)->dispose (object);
}

static void
askg_engine_limits_class_init (AskgEngineLimitsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_engine_limits_dispose;
}

static void
askg_engine_limits_init (AskgEngineLimits *self)
{
}

GtkWidget *
askg_engine_limits_new (AskgProfile *profile)
{
  AskgEngineLimits *self = g_object_new (ASKG_TYPE_ENGINE_LIMITS, NULL);

  self->profile = g_object_ref (profile);
  add_folded (self, _("Patience"), _("How long it may take before it is given up"), times, G_N_ELEMENTS (times));
  add_folded (self, _("Price"), _("What an answer costs is counted from this"), prices, G_N_ELEMENTS (prices));

  return GTK_WIDGET (self);
}
