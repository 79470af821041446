/* askg-desk-first-run.c: main thread. It comes when a new person opens Askglass, and never before a question: not for a
 * key that was pressed, nor for a command. */
#include "app/askg-desk-first-run.h"

#include <glib/gi18n-lib.h>

#include "app/askg-desk-engine-add.h"
#include "app/askg-desk-first-run-voice.h"
#include "app/askg-engine-change.h"
#include "capture/audio/askg-microphone.h"
#include "capture/shortcuts/askg-accelerator.h"
#include "ui/first-run/askg-first-run-engine.h"
#include "ui/first-run/askg-first-run-key.h"
#include "ui/first-run/askg-first-run-window.h"
#include "ui/preferences/askg-engine-item.h"

#define DONE_KEY "first-run-done"
#define KEY_ID   "region" /* what a person uses most */

struct _AskgDeskFirstRun
{
  GObject              parent_instance;

  /* Owned */
  GSettings           *settings; /* (nullable) */
  AskgDeskKeys        *keys;
  AskgOverlay         *overlay;
  AskgDeskPreferences *preferences;
  AskgDeskRegion      *region;

  /* Borrowed */
  GtkApplication      *application;
  AskgFirstRunWindow  *window;      /* (nullable): while it is open, with its steps */
  AskgFirstRunStep    *key_step;
  AskgFirstRunStep    *engine_step;

  gint64               opened_at_s; /* real time */
};

G_DEFINE_FINAL_TYPE (AskgDeskFirstRun, askg_desk_first_run, G_TYPE_OBJECT)

static guint closed_signal;

/* -- The key -------------------------------------------------------------------- */

static const char *
describe_way (AskgDeskKeys *keys)
{
  static const struct
  {
    const char *kind;
    const char *words;
  } ways[] = {
    { "portal", N_("Through your desktop’s shortcut portal") },
    { "x11", N_("At the X server") },
    { "gnome", N_("In GNOME’s settings") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_strcmp0 (askg_desk_keys_get_kind (keys), ways[i].kind) == 0)
      return _(ways[i].words);

  return _("This desktop has no way to ask for keys");
}

/* (transfer full): "Super+Alt+A": what was given, or else what was asked for; some desktops say only that they gave that,
 * as they were asked for it: "LOGO+ALT+a" */
static char *
dup_key (const AskgShortcut *shortcut)
{
  g_autoptr(AskgAccelerator) proposed = askg_accelerator_parse (shortcut->proposed);
  g_autofree char *asked = proposed != NULL ? askg_accelerator_to_portal (proposed) : NULL;

  if (shortcut->given != NULL && g_strcmp0 (shortcut->given, asked) != 0)
    return g_strdup (shortcut->given);

  return proposed != NULL ? askg_accelerator_to_person (proposed) : g_strdup (shortcut->proposed);
}

/* (transfer full) */
static char *
describe_fired (AskgDeskFirstRun *self,
                gint64            fired_at_s,
                gboolean          is_bound)
{
  g_autoptr(GDateTime) at = g_date_time_new_from_unix_local (fired_at_s);

  if (fired_at_s == 0)
    return g_strdup (is_bound ? _("Waiting for you to press it…") : _("Once it is bound"));
  if (fired_at_s >= self->opened_at_s)
    return g_strdup (_("Just now"));

  return g_date_time_format (at, "%x %H:%M");
}

static void
tell_key (AskgDeskFirstRun *self)
{
  const AskgShortcut *shortcut = askg_desk_keys_get (self->keys, KEY_ID);
  const gboolean is_asked = shortcut != NULL && shortcut->state != ASKG_KEY_UNASKED;
  const gboolean is_bound = shortcut != NULL && shortcut->state == ASKG_KEY_BOUND;
  const gboolean is_taken = shortcut != NULL && shortcut->state == ASKG_KEY_TAKEN;
  const gint64 fired_at_s = askg_desk_keys_get_last_fired (self->keys, KEY_ID);
  g_autofree char *key = NULL;
  g_autofree char *given = NULL;
  g_autofree char *fired_how = describe_fired (self, fired_at_s, is_bound);
  const gboolean can_set_up = !is_bound && askg_desk_keys_can_write (self->keys) &&
                              !askg_desk_keys_are_written (self->keys);
  AskgKeyFacts facts;

  if (self->window == NULL || shortcut == NULL)
    return;

  key = dup_key (shortcut);
  given = g_strdup_printf (_("Your desktop gave %s"), key);
  facts = (AskgKeyFacts) {
    .key = key,
    .asked = is_asked ? ASKG_KEY_STEP_DONE : ASKG_KEY_STEP_TO_COME,
    .asked_how = can_set_up ? _("“Set Up Keys” writes it into GNOME’s settings") : describe_way (self->keys),
    .bound = is_bound ? ASKG_KEY_STEP_DONE : is_taken ? ASKG_KEY_STEP_FAILED : ASKG_KEY_STEP_TO_COME,
    .bound_how = is_bound ? given : is_taken ? _("Another program has this key") : _("Your desktop gave no key yet"),
    .fired = fired_at_s > 0 ? ASKG_KEY_STEP_DONE : ASKG_KEY_STEP_TO_COME,
    .fired_how = fired_how,
    .note = is_bound || can_set_up ? NULL : shortcut->note,
    .can_set_up = can_set_up,
  };
  askg_first_run_key_tell (ASKG_FIRST_RUN_KEY (askg_first_run_step_get_content (self->key_step)), &facts);
  askg_first_run_step_set_words (self->key_step,
                                 fired_at_s > 0 ? _("It works") : is_bound ? _("Press it now") : _("A key to ask with"),
                                 _("This key freezes the screen, so that you can ask about any part of it."));
  askg_first_run_step_set_ready (self->key_step, fired_at_s > 0);
}

static void
set_up_keys_cb (AskgDeskFirstRun *self)
{
  askg_desk_keys_write (self->keys, TRUE);
  tell_key (self);
}

/**
 * askg_desk_first_run_take_key:
 * @id: of a key that fired
 *
 * Returns: whether it was pressed to be seen here, and does nothing else
 */
gboolean
askg_desk_first_run_take_key (AskgDeskFirstRun *self,
                              const char       *id)
{
  g_return_val_if_fail (ASKG_IS_DESK_FIRST_RUN (self), FALSE);

  if (self->window == NULL || !g_str_equal (id, KEY_ID) ||
      askg_first_run_window_get_step (self->window) != self->key_step)
    return FALSE;

  tell_key (self);
  gtk_window_present (GTK_WINDOW (self->window));

  return TRUE;
}

/* -- The engine ----------------------------------------------------------------- */

/* It may be gone by the time it was added. */
static void
added_cb (AskgProfile *profile,
          gpointer     user_data)
{
  AskgDeskFirstRun *self = user_data;

  if (self->engine_step != NULL)
    askg_first_run_engine_choose (ASKG_FIRST_RUN_ENGINE (askg_first_run_step_get_content (self->engine_step)),
                                  askg_profile_get_id (profile));
}

static void
add_cb (AskgDeskFirstRun *self)
{
  askg_desk_engine_add (GTK_WINDOW (self->window), askg_desk_preferences_get_room (self->preferences), added_cb, self);
}

typedef struct
{
  AskgDeskFirstRun *self;    /* owned */
  AskgProfile      *profile; /* owned */
} Connecting;

static void
connected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree Connecting *connecting = user_data;
  g_autoptr(AskgDeskFirstRun) self = connecting->self;
  g_autoptr(AskgProfile) profile = connecting->profile;
  g_autoptr(GError) error = NULL;

  if (!askg_engine_connect_finish (ASKG_ENGINE_ROOM (object), result, &error) ||
      !askg_engine_room_set_default (ASKG_ENGINE_ROOM (object), askg_profile_get_id (profile), &error))
    askg_desk_preferences_tell (self->preferences, error);
}

/* What was found is connected as it was found, and asked first. */
static void
take_choice (AskgDeskFirstRun *self)
{
  AskgEngineRoom *room = askg_desk_preferences_get_room (self->preferences);
  GObject *choice =
    askg_first_run_engine_get_choice (ASKG_FIRST_RUN_ENGINE (askg_first_run_step_get_content (self->engine_step)));
  g_autoptr(GError) error = NULL;
  Connecting *connecting;

  if (ASKG_IS_ENGINE_ITEM (choice))
    {
      if (!askg_engine_room_set_default (room, askg_engine_item_get_id (ASKG_ENGINE_ITEM (choice)), &error))
        askg_desk_preferences_tell (self->preferences, error);
    }
  else if (ASKG_IS_PROFILE (choice))
    {
      connecting = g_new0 (Connecting, 1);
      connecting->self = g_object_ref (self);
      connecting->profile = g_object_ref (ASKG_PROFILE (choice));
      askg_engine_connect_async (room, connecting->profile, NULL, ASKG_KEY_NONE, NULL, connected_cb, connecting);
    }
}

static void
done_cb (AskgDeskFirstRun *self,
         AskgFirstRunStep *step)
{
  if (step == self->engine_step)
    take_choice (self);
}

/* -- The window ------------------------------------------------------------------ */

static void
destroyed_cb (AskgDeskFirstRun *self)
{
  self->window = NULL;
  self->key_step = NULL;
  self->engine_step = NULL;
  g_signal_emit (self, closed_signal, 0);
}

/* Seen is seen, however it was left. */
static gboolean
close_cb (AskgDeskFirstRun *self)
{
  if (self->settings != NULL)
    {
      g_settings_set_boolean (self->settings, DONE_KEY, TRUE);
      g_settings_sync ();
    }

  return FALSE;
}

static void
add_key_step (AskgDeskFirstRun *self)
{
  GtkWidget *key = askg_first_run_key_new ();

  self->key_step = askg_first_run_step_new (key);
  g_signal_connect_object (key, "set-up", G_CALLBACK (set_up_keys_cb), self, G_CONNECT_SWAPPED);
  askg_first_run_window_add_step (self->window, self->key_step);
  tell_key (self);
}

static void
add_engine_step (AskgDeskFirstRun *self,
                 AskgEngineRoom   *room)
{
  AskgFinder *finder = askg_engine_room_get_finder (room);
  GtkWidget *engine = askg_first_run_engine_new (askg_desk_preferences_get_list (self->preferences),
                                                 askg_finder_get_found (finder));

  self->engine_step = askg_first_run_step_new (engine);
  askg_first_run_step_set_words (self->engine_step, _("Who answers?"),
                                 _("You can change this at any time, and for one question only."));
  askg_first_run_step_set_ready (self->engine_step, TRUE);
  g_signal_connect_object (engine, "add", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  askg_first_run_window_add_step (self->window, self->engine_step);
  askg_finder_look_async (finder, NULL, NULL, NULL);
}

static void
make_window (AskgDeskFirstRun *self,
             AskgEngineRoom   *room)
{
  self->window = askg_first_run_window_new (self->application);
  self->opened_at_s = g_get_real_time () / G_USEC_PER_SEC;
  if (askg_desk_keys_get (self->keys, KEY_ID) != NULL)
    add_key_step (self);
  add_engine_step (self, room);
  if (askg_microphone_is_there ())
    askg_first_run_window_add_step (self->window, askg_desk_first_run_voice_new (self->settings));
  askg_desk_region_keep_out (self->region, GTK_WINDOW (self->window));
  g_signal_connect_object (self->window, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "close-request", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "destroy", G_CALLBACK (destroyed_cb), self, G_CONNECT_SWAPPED);
}

/* Once the session is open; before, nothing happens. */
void
askg_desk_first_run_show (AskgDeskFirstRun *self)
{
  AskgEngineRoom *room = askg_desk_preferences_get_room (self->preferences);

  g_return_if_fail (ASKG_IS_DESK_FIRST_RUN (self));

  if (room == NULL)
    return;
  if (self->window == NULL)
    make_window (self, room);
  /* The overlay stays above other windows; this one is above the overlay. */
  gtk_window_set_transient_for (GTK_WINDOW (self->window),
                                gtk_widget_get_visible (GTK_WIDGET (self->overlay)) ? GTK_WINDOW (self->overlay) : NULL);
  gtk_window_present (GTK_WINDOW (self->window));
}

gboolean
askg_desk_first_run_is_open (AskgDeskFirstRun *self)
{
  g_return_val_if_fail (ASKG_IS_DESK_FIRST_RUN (self), FALSE);

  return self->window != NULL;
}

/* Whether this person was never shown it. */
gboolean
askg_desk_first_run_is_due (AskgDeskFirstRun *self)
{
  g_return_val_if_fail (ASKG_IS_DESK_FIRST_RUN (self), FALSE);

  return self->settings != NULL && !g_settings_get_boolean (self->settings, DONE_KEY);
}

/* -- Life ------------------------------------------------------------------------ */

static void
askg_desk_first_run_dispose (GObject *object)
{
  AskgDeskFirstRun *self = ASKG_DESK_FIRST_RUN (object);

  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->settings);
  g_clear_object (&self->keys);
  g_clear_object (&self->overlay);
  g_clear_object (&self->preferences);
  g_clear_object (&self->region);

  G_OBJECT_CLASS (askg_desk_first_run_parent_class)->dispose (object);
}

static void
askg_desk_first_run_class_init (AskgDeskFirstRunClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_desk_first_run_dispose;

  closed_signal = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
askg_desk_first_run_init (AskgDeskFirstRun *self)
{
}

/**
 * askg_desk_first_run_new:
 * @settings: (nullable): where it is kept that it was shown; without them it comes from the menu alone
 * @region: keeps its window out of what is captured
 */
AskgDeskFirstRun *
askg_desk_first_run_new (GtkApplication      *application,
                         GSettings           *settings,
                         AskgDeskKeys        *keys,
                         AskgOverlay         *overlay,
                         AskgDeskPreferences *preferences,
                         AskgDeskRegion      *region)
{
  AskgDeskFirstRun *self = g_object_new (ASKG_TYPE_DESK_FIRST_RUN, NULL);

  self->application = application;
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  self->keys = g_object_ref (keys);
  self->overlay = g_object_ref (overlay);
  self->preferences = g_object_ref (preferences);
  self->region = g_object_ref (region);
  g_signal_connect_object (keys, "changed", G_CALLBACK (tell_key), self, G_CONNECT_SWAPPED);

  return self;
}
