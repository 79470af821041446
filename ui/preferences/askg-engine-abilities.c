/* askg-engine-abilities.c: main thread. */
#include "ui/preferences/askg-engine-abilities.h"

#include <glib/gi18n-lib.h>

/* The choices of each row, in this order. */
enum { FIND_OUT, CAN, CANNOT };

static const struct
{
  AskgCapabilities  capability;
  const char       *title;
} abilities[] = {
  { ASKG_CAN_TAKE_IMAGE, N_("Sees pictures") },
  { ASKG_CAN_TAKE_AUDIO, N_("Hears sound") },
  { ASKG_CAN_GIVE_AUDIO, N_("Speaks") },
  { ASKG_CAN_GIVE_IMAGE, N_("Draws pictures") },
  { ASKG_CAN_CALL_TOOLS, N_("Calls tools") },
};

struct _AskgEngineAbilities
{
  AdwPreferencesGroup  parent_instance;

  AdwComboRow         *rows[G_N_ELEMENTS (abilities)]; /* borrowed: children */
  AskgProfile         *profile;                        /* owned */
  gboolean             is_filling;
};

G_DEFINE_FINAL_TYPE (AskgEngineAbilities, askg_engine_abilities, ADW_TYPE_PREFERENCES_GROUP)

/* What would be so without the person's word. */
static const char *
words_for_found (AskgProfile      *profile,
                 AskgCapabilities  capability)
{
  for (AskgKnownBy by = ASKG_KNOWN_BY_SERVER; by > ASKG_KNOWN_BY_NOBODY; by--)
    {
      AskgCapabilities can, cannot;

      askg_profile_get_known (profile, by, &can, &cannot);
      if (((can | cannot) & capability) == 0)
        continue;
      if (by == ASKG_KNOWN_BY_SERVER)
        return (can & capability) != 0 ? _("Yes, the server says") : _("No, the server says");
      return (can & capability) != 0 ? _("Yes, it was tried") : _("No, it was tried");
    }

  return _("Not known yet");
}

static guint
choice_of (AskgProfile      *profile,
           AskgCapabilities  capability)
{
  AskgCapabilities can, cannot;

  askg_profile_get_known (profile, ASKG_KNOWN_BY_PERSON, &can, &cannot);

  return (can & capability) != 0 ? CAN : (cannot & capability) != 0 ? CANNOT : FIND_OUT;
}

static void
fill (AskgEngineAbilities *self)
{
  if (self->is_filling)
    return;

  self->is_filling = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (abilities); i++)
    {
      const char *choices[] = { words_for_found (self->profile, abilities[i].capability), _("Yes, I say"),
                                _("No, I say"), NULL };
      GtkStringList *model = GTK_STRING_LIST (adw_combo_row_get_model (self->rows[i]));

      if (!g_str_equal (gtk_string_list_get_string (model, FIND_OUT), choices[FIND_OUT]))
        gtk_string_list_splice (model, 0, G_N_ELEMENTS (choices) - 1, choices);
      adw_combo_row_set_selected (self->rows[i], choice_of (self->profile, abilities[i].capability));
    }
  self->is_filling = FALSE;
}

static void
row_selected (AskgEngineAbilities *self,
              GParamSpec          *pspec,
              AdwComboRow         *row)
{
  const guint choice = adw_combo_row_get_selected (row);
  gsize i = 0;

  if (self->is_filling || choice == GTK_INVALID_LIST_POSITION)
    return;

  while (self->rows[i] != row)
    i++;
  if (choice == FIND_OUT)
    askg_profile_unlearn (self->profile, abilities[i].capability, ASKG_KNOWN_BY_PERSON);
  else
    askg_profile_learn (self->profile, abilities[i].capability, choice == CAN, ASKG_KNOWN_BY_PERSON);
}

static void
askg_engine_abilities_dispose (GObject *object)
{
  g_clear_object (&ASKG_ENGINE_ABILITIES (object)->profile);

  G_OBJECT_CLASS (askg_engine_abilities_parent_class)->dispose (object);
}

static void
askg_engine_abilities_class_init (AskgEngineAbilitiesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_engine_abilities_dispose;
}

static void
askg_engine_abilities_init (AskgEngineAbilities *self)
{
  const char *nothing[] = { "", "", "", NULL };

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("What it can"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _("Where it cannot, Askglass reads the picture or the sound for it."));
  for (gsize i = 0; i < G_N_ELEMENTS (abilities); i++)
    {
      g_autoptr(GtkStringList) model = gtk_string_list_new (nothing);

      self->rows[i] = ADW_COMBO_ROW (adw_combo_row_new ());
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]), _(abilities[i].title));
      adw_combo_row_set_model (self->rows[i], G_LIST_MODEL (model));
      g_signal_connect_object (self->rows[i], "notify::selected", G_CALLBACK (row_selected), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->rows[i]));
    }
}

GtkWidget *
askg_engine_abilities_new (AskgProfile *profile)
{
  AskgEngineAbilities *self = g_object_new (ASKG_TYPE_ENGINE_ABILITIES, NULL);

  self->profile = g_object_ref (profile);
  g_signal_connect_object (profile, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);

  return GTK_WIDGET (self);
}
