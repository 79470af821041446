/* askg-voice-bar.c: main thread. */
#include "ui/voice/askg-voice-bar.h"

#include <glib/gi18n-lib.h>

#include "ui/reply/askg-whole-words.h"
#include "ui/voice/askg-level.h"

struct _AskgVoiceBar
{
  GtkBox             parent_instance;

  /* Template children */
  GtkButton         *light;
  GtkLabel          *state_label;
  GtkStack          *activity;
  AskgLevel         *level;
  GtkSpinner        *spinner;
  GtkLabel          *hint;
  GtkLabel          *said;
  GtkButton         *fix_button;
  GtkWidget         *type_button;

  /* Owned */
  char              *caption; /* (nullable): from somebody who knows better than the state alone */
  char              *key;     /* (nullable): of @facts */

  AskgVoiceFacts     facts;
  AskgTalkState  state;
  gboolean           is_open; /* the microphone */
};

enum
{
  PROP_STATE = 1,
  N_PROPS
};

enum
{
  SEND,
  LIGHT,
  FIX,
  LEAVE,
  N_ACTIONS,
  TYPED = N_ACTIONS,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgVoiceBar, askg_voice_bar, GTK_TYPE_BOX)

/* -- What shows ------------------------------------------------------------------ */

static void
set_class (gpointer    widget,
           const char *name,
           gboolean    wanted)
{
  if (wanted)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_light (AskgVoiceBar        *self,
            const AskgVoiceLook *look)
{
  gtk_button_set_icon_name (self->light, look->icon_name);
  set_class (self->light, "on", self->is_open);
  set_class (self->light, "trouble", self->state == ASKG_TALK_DEAF);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->light), GTK_ACCESSIBLE_STATE_PRESSED,
                               self->is_open ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

static void
show_activity (AskgVoiceBar   *self,
               AskgVoiceShows  shows)
{
  const gboolean waits = shows == ASKG_VOICE_SHOWS_WAITING;

  gtk_stack_set_visible_child_name (self->activity, waits ? "spinner" : "level");
  gtk_spinner_set_spinning (self->spinner, waits);
  set_class (self, "hearing", shows == ASKG_VOICE_SHOWS_MICROPHONE);
}

/* (transfer full) */
static char *
dup_sentence (AskgVoiceBar *self)
{
  return self->caption != NULL ? g_strdup (self->caption) : askg_voice_dup_sentence (self->state, &self->facts);
}

static void
show_caption (AskgVoiceBar *self)
{
  g_autofree char *sentence = dup_sentence (self);
  g_autofree char *described = g_strdup_printf ("%s. %s", _(askg_voice_look_of (self->state)->word), sentence);

  gtk_label_set_text (self->hint, sentence);
  askg_whole_words_apply (self->hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, described, -1);
}

/* Nothing is told that would be spoken over a voice: of the person, who knows, or of the engine. What is bad news comes
 * with its sentence. */
static void
tell_state (AskgVoiceBar        *self,
            const AskgVoiceLook *look)
{
  const gboolean is_news = self->state == ASKG_TALK_DEAF || self->state == ASKG_TALK_MUTED;
  g_autofree char *sentence = dup_sentence (self);
  g_autofree char *words = is_news ? g_strdup_printf ("%s. %s", _(look->word), sentence) : g_strdup (_(look->word));

  if (!look->is_told)
    return;
  gtk_label_set_text (self->said, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->said), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
show_fix (AskgVoiceBar *self,
          const char   *fix)
{
  gtk_widget_set_visible (GTK_WIDGET (self->fix_button), fix != NULL);
  if (fix != NULL)
    gtk_button_set_label (self->fix_button, _(fix));
}

static void
show_state (AskgVoiceBar *self)
{
  const AskgVoiceLook *look = askg_voice_look_of (self->state);

  show_light (self, look);
  gtk_label_set_text (self->state_label, _(look->word));
  show_activity (self, look->shows);
  show_fix (self, look->fix);
  show_caption (self);
}

/* -- What the person does ---------------------------------------------------------- */

static void
emit_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  static const char *const names[N_ACTIONS] = { "voice.send", "voice.light", "voice.fix", "voice.leave" };

  for (guint i = 0; i < N_ACTIONS; i++)
    if (g_str_equal (action_name, names[i]))
      g_signal_emit (widget, signals[i], 0);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char      *name;
    guint            keyval;
    GdkModifierType  modifiers;
  } actions[] = {
    { "voice.send", GDK_KEY_space, 0 },
    { "voice.send", GDK_KEY_KP_Space, 0 },
    { "voice.light", GDK_KEY_d, GDK_CONTROL_MASK },
    { "voice.fix", 0, 0 },
    { "voice.leave", GDK_KEY_Escape, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (i == 0 || !g_str_equal (actions[i].name, actions[i - 1].name))
        gtk_widget_class_install_action (widget_class, actions[i].name, NULL, emit_action);
      if (actions[i].keyval != 0)
        gtk_widget_class_add_binding_action (widget_class, actions[i].keyval, actions[i].modifiers, actions[i].name, NULL);
    }
}

/* What writes something, or begins to: a dead key, a compose key. Space is the bar's own. */
static gboolean
is_written (guint           keyval,
            GdkModifierType modifiers)
{
  const gunichar c = gdk_keyval_to_unicode (keyval);

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK | GDK_HYPER_MASK)) != 0)
    return FALSE;
  if (keyval == GDK_KEY_Multi_key || (keyval >= GDK_KEY_dead_grave && keyval <= GDK_KEY_dead_greek))
    return TRUE;

  return c != 0 && g_unichar_isgraph (c);
}

/* Whoever types wants to type. While the key to talk is down it is their voice that counts. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        modifiers,
                AskgVoiceBar          *self)
{
  gboolean is_taken = FALSE;

  if (self->facts.can_type && !self->facts.is_pushed && is_written (keyval, modifiers))
    g_signal_emit (self, signals[TYPED], 0, controller, &is_taken);

  return is_taken;
}

/* -- Life ---------------------------------------------------------------------------- */

static void
askg_voice_bar_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  g_value_set_enum (value, ASKG_VOICE_BAR (object)->state);
}

static void
askg_voice_bar_finalize (GObject *object)
{
  AskgVoiceBar *self = ASKG_VOICE_BAR (object);

  g_free (self->caption);
  g_free (self->key);

  G_OBJECT_CLASS (askg_voice_bar_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AskgVoiceBar, light);
  gtk_widget_class_bind_template_child_full (widget_class, "state", FALSE, G_STRUCT_OFFSET (AskgVoiceBar, state_label));
  gtk_widget_class_bind_template_child (widget_class, AskgVoiceBar, activity);
  gtk_widget_class_bind_template_child (widget_class, AskgVoiceBar, level);
  gtk_widget_class_bind_template_child (widget_class, AskgVoiceBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, AskgVoiceBar, hint);
  gtk_widget_class_bind_template_child (widget_class, AskgVoiceBar, said);
  gtk_widget_class_bind_template_child (widget_class, AskgVoiceBar, fix_button);
  gtk_widget_class_bind_template_child (widget_class, AskgVoiceBar, type_button);
}

static void
askg_voice_bar_class_init (AskgVoiceBarClass *klass)
{
  static const char *const names[N_ACTIONS] = { "send", "light", "fix", "leave" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWidgetClass *plain = g_type_class_peek (GTK_TYPE_WIDGET);

  G_OBJECT_CLASS (klass)->get_property = askg_voice_bar_get_property;
  G_OBJECT_CLASS (klass)->finalize = askg_voice_bar_finalize;

  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, ASKG_TYPE_TALK_STATE, ASKG_TALK_READY,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
  for (guint i = 0; i < N_ACTIONS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TYPED] = g_signal_new ("typed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL,
                                 NULL, G_TYPE_BOOLEAN, 1, GTK_TYPE_EVENT_CONTROLLER_KEY);

  /* A box would hand the focus to the light, where Space means the light. */
  widget_class->grab_focus = plain->grab_focus;
  widget_class->focus = plain->focus;
  g_type_ensure (ASKG_TYPE_LEVEL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-voice-bar.ui");
  bind_children (widget_class);
  install_actions (widget_class);
}

static void
askg_voice_bar_init (AskgVoiceBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->facts.can_type = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->said), GTK_ACCESSIBLE_PROPERTY_LABEL, " ", -1); /* else it has its type's name */
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  show_state (self);
}

/* Returns: (transfer floating) */
GtkWidget *
askg_voice_bar_new (void)
{
  return g_object_new (ASKG_TYPE_VOICE_BAR, NULL);
}

/* -- What it is told -------------------------------------------------------------------- */

/**
 * askg_voice_bar_set:
 * @is_open: whether the microphone's stream exists: the light
 * @caption: (nullable): a sentence that knows more than @state says
 *
 * A new state is announced to screen readers, unless something sounds then.
 */
void
askg_voice_bar_set (AskgVoiceBar      *self,
                    AskgTalkState  state,
                    gboolean           is_open,
                    const char        *caption)
{
  const gboolean is_new = state != self->state;
  const AskgVoiceLook *look = askg_voice_look_of (state);

  g_return_if_fail (ASKG_IS_VOICE_BAR (self));

  if (is_new && look->shows != askg_voice_look_of (self->state)->shows)
    askg_level_clear (self->level);
  self->state = state;
  self->is_open = is_open;
  g_free (self->caption);
  self->caption = g_strdup (caption);
  show_state (self);
  if (!is_new)
    return;

  tell_state (self, look);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

/* @caption: (nullable): for the state it is in; announced to nobody */
void
askg_voice_bar_set_caption (AskgVoiceBar *self,
                            const char   *caption)
{
  g_return_if_fail (ASKG_IS_VOICE_BAR (self));

  if (g_strcmp0 (caption, self->caption) == 0)
    return;
  g_free (self->caption);
  self->caption = g_strdup (caption);
  show_caption (self);
}

/* @facts: for the sentences that are made here; copied */
void
askg_voice_bar_set_facts (AskgVoiceBar         *self,
                          const AskgVoiceFacts *facts)
{
  gboolean can_type;
  char *key;

  g_return_if_fail (ASKG_IS_VOICE_BAR (self));
  g_return_if_fail (facts != NULL);

  key = g_strdup (facts->key);
  g_free (self->key);
  self->key = key;
  can_type = self->facts.can_type;
  self->facts = *facts;
  self->facts.key = key;
  self->facts.can_type = can_type;
  show_caption (self);
}

/* Whether there is something else to turn to: where there is not, nothing offers it. */
void
askg_voice_bar_set_can_leave (AskgVoiceBar *self,
                              gboolean      can_leave)
{
  g_return_if_fail (ASKG_IS_VOICE_BAR (self));

  self->facts.can_type = can_leave;
  show_caption (self);
  gtk_widget_set_visible (self->type_button, can_leave);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "voice.leave", can_leave);
}

/* Of what is heard or said; what does not belong to the state is not shown. */
void
askg_voice_bar_push_level (AskgVoiceBar *self,
                           float         dbfs)
{
  const AskgVoiceShows shows = askg_voice_look_of (self->state)->shows;

  g_return_if_fail (ASKG_IS_VOICE_BAR (self));

  if (shows == ASKG_VOICE_SHOWS_MICROPHONE || shows == ASKG_VOICE_SHOWS_REPLY)
    askg_level_push (self->level, dbfs, g_get_monotonic_time ());
}

AskgTalkState
askg_voice_bar_get_state (AskgVoiceBar *self)
{
  g_return_val_if_fail (ASKG_IS_VOICE_BAR (self), ASKG_TALK_READY);

  return self->state;
}

/* Whether an answer is being spoken: nobody else talks then, a screen reader neither. */
gboolean
askg_voice_bar_is_sounding (AskgVoiceBar *self)
{
  g_return_val_if_fail (ASKG_IS_VOICE_BAR (self), FALSE);

  return askg_voice_look_of (self->state)->shows == ASKG_VOICE_SHOWS_REPLY;
}
