/* askg-desk-interpret.c: main thread.
 *
 * microphone, or what the computer plays -> AskgTalking between two languages -> rows side by side, or captions */
#include "app/askg-desk-interpret.h"

#include <glib/gi18n-lib.h>

#include "app/askg-desk-sources.h"
#include "app/askg-desk-translation.h"
#include "app/askg-desk-voice.h"
#include "capture/audio/askg-overhearing.h"
#include "ui/voice/askg-captions-window.h"
#include "ui/voice/askg-interpreter-window.h"
#include "ui/voice/askg-languages.h"

struct _AskgDeskInterpret
{
  GObject                parent_instance;

  /* Owned */
  AskgOverlay           *overlay;
  GSettings             *settings; /* (nullable) */
  AskgTalking           *talking;  /* (nullable): once the history is open */
  AskgInterpreterWindow *window;   /* (nullable): made when it is first wanted */
  AskgCaptionsWindow    *captions; /* (nullable): the same */
  AskgDeskTranslation   *translation;
  char                  *source;   /* id: see askg-desk-sources.h */
  char                  *told;     /* (nullable): what goes wrong, as it is shown */

  /* Borrowed */
  GtkApplication        *application;

  gboolean               is_ours; /* what goes on was begun here */
  gboolean               is_begun_anew; /* what ends does so only to go on otherwise */
  gboolean               aloud;
};

G_DEFINE_FINAL_TYPE (AskgDeskInterpret, askg_desk_interpret, G_TYPE_OBJECT)

/* -- What shows ----------------------------------------------------------------------- */

static gboolean
is_captioned (AskgDeskInterpret *self)
{
  return self->captions != NULL && gtk_widget_get_visible (GTK_WIDGET (self->captions));
}

/* (transfer full): what it does, until something better is to be said */
static char *
dup_caption (AskgDeskInterpret *self)
{
  const char *left = askg_interpreter_window_get_language (self->window, ASKG_INTERPRETER_LEFT);
  const char *right = askg_interpreter_window_get_language (self->window, ASKG_INTERPRETER_RIGHT);

  return g_strdup_printf (self->aloud ? _("Between %s and %s, aloud. Each sentence goes when it ends.")
                                      : _("Between %s and %s, in writing. Each sentence goes when it ends."),
                          askg_languages_find (left, NULL)->name, askg_languages_find (right, NULL)->name);
}

/* Without a sound of it, or not at all? */
static const char *
find_title (AskgDeskInterpret *self)
{
  AskgTurn *turn = askg_talking_get_turn (self->talking);

  return turn != NULL && askg_answer_get_error (askg_turn_get_answer (turn)) == NULL ? _("The translation is not spoken")
                                                                                     : _("That was not translated");
}

/* (nullable): once, with what to do about it; the bar goes on telling what it does. Of a microphone that hears nothing the bar
 * tells itself; captions have no bar. */
static void
show_trouble (AskgDeskInterpret *self,
              AskgTalkState      state)
{
  const GError *error = askg_talking_get_trouble (self->talking);
  const char *trouble = state == ASKG_TALK_DEAF ? askg_talking_get_caption (self->talking) : error != NULL ? error->message : NULL;

  if (g_strcmp0 (trouble, self->told) == 0)
    return;
  g_free (self->told);
  self->told = g_strdup (trouble);
  askg_interpreter_window_tell (self->window, error != NULL && state != ASKG_TALK_DEAF ? find_title (self) : NULL, trouble);
  if (is_captioned (self))
    askg_captions_window_tell (self->captions, trouble != NULL ? trouble : _("What is said in what is played will stand here."));
}

static void
show_state (AskgDeskInterpret *self)
{
  const AskgTalkState state = askg_talking_get_state (self->talking);
  g_autofree char *source = askg_desk_sources_dup_words (self->source);
  g_autofree char *caption = NULL;

  if (!self->is_ours)
    return;
  caption = state == ASKG_TALK_LISTENING ? dup_caption (self)
            : state == ASKG_TALK_DEAF || askg_talking_get_trouble (self->talking) == NULL
              ? g_strdup (askg_talking_get_caption (self->talking)) : NULL;
  askg_voice_bar_set (askg_interpreter_window_get_bar (self->window), state, askg_talking_is_light_on (self->talking), caption);
  if (is_captioned (self))
    askg_captions_window_set_source (self->captions, source);
  show_trouble (self, state);
}

static void
show_level (AskgDeskInterpret *self)
{
  if (self->is_ours)
    askg_voice_bar_push_level (askg_interpreter_window_get_bar (self->window), askg_talking_get_level_dbfs (self->talking));
}

static void
turn_cb (AskgDeskInterpret *self,
         AskgTurn          *turn)
{
  if (self->is_ours)
    askg_desk_translation_begin (self->translation, turn);
}

/* -- Beginning and ending --------------------------------------------------------------- */

static void
end (AskgDeskInterpret *self)
{
  if (self->is_ours)
    askg_talking_end (self->talking);
}

static gboolean
begin (AskgDeskInterpret *self)
{
  const gboolean is_played = askg_desk_sources_is_played (self->source);
  g_autofree char *chosen = askg_desk_voice_dup_device (self->settings, "voice-microphone");
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(GError) error = NULL;
  const AskgTalkingOptions options = {
    .microphone = is_played ? self->source : chosen,
    .is_silent = is_played || !self->aloud,
    .interpret_a = askg_interpreter_window_get_language (self->window, ASKG_INTERPRETER_LEFT),
    .interpret_b = askg_interpreter_window_get_language (self->window, ASKG_INTERPRETER_RIGHT),
  };

  if (self->talking != NULL && !askg_talking_can_interpret (self->talking))
    {
      askg_interpreter_window_tell (self->window, _("The reader cannot translate"),
                                    _("It has no model. Connect an engine in the preferences and ask that one first; then "
                                      "press the microphone."));
      return FALSE;
    }
  if (self->talking == NULL || !askg_talking_begin (self->talking, conversation, &options, &error))
    {
      askg_interpreter_window_tell (self->window, _("It cannot be listened to now"),
                                    error != NULL ? error->message : _("The history is not open yet. Wait a moment, then talk."));
      return FALSE;
    }

  askg_interpreter_window_tell (self->window, NULL, NULL);
  self->is_ours = TRUE;
  askg_talking_set_spoken (self->talking, askg_interpreter_window_get_speaking (self->window));
  askg_talking_take (self->talking, ASKG_TALK_CONVERSE);
  show_state (self);

  return TRUE;
}

/* Whoever ended it. */
static void
ended_cb (AskgDeskInterpret *self)
{
  if (!self->is_ours)
    return;
  self->is_ours = FALSE;
  g_clear_pointer (&self->told, g_free);
  askg_desk_translation_forget (self->translation);
  if (is_captioned (self) && !self->is_begun_anew)
    gtk_widget_set_visible (GTK_WIDGET (self->captions), FALSE);
  askg_voice_bar_set (askg_interpreter_window_get_bar (self->window), ASKG_TALK_READY, FALSE, NULL);
}

/* What was chosen holds from now on. */
static void
begin_anew (AskgDeskInterpret *self)
{
  if (!self->is_ours)
    return;
  self->is_begun_anew = TRUE;
  end (self);
  self->is_begun_anew = FALSE;
  if (!begin (self) && is_captioned (self))
    gtk_window_close (GTK_WINDOW (self->captions));
}

/* -- What the person does ------------------------------------------------------------------ */

static void
light_cb (AskgDeskInterpret *self)
{
  if (self->is_ours)
    end (self);
  else
    (void) begin (self);
}

/* Space: the sentence is over; before any, it begins. */
static void
send_cb (AskgDeskInterpret *self)
{
  if (self->is_ours)
    askg_talking_take (self->talking, ASKG_TALK_TOGGLE);
  else
    (void) begin (self);
}

static void
fix_cb (AskgDeskInterpret *self)
{
  g_signal_emit_by_name (self->overlay, "set-up", "voice", "");
}

static void
languages_cb (AskgDeskInterpret *self,
              const char        *left,
              const char        *right)
{
  if (self->settings != NULL)
    g_settings_set (self->settings, "interpret-languages", "(ss)", left, right);
  askg_interpreter_rows_clear (askg_interpreter_window_get_rows (self->window));
  begin_anew (self);
}

static void
choose_source (AskgDeskInterpret *self,
               const char        *id)
{
  g_autofree char *chosen = g_strdup (id);

  g_free (self->source);
  self->source = g_steal_pointer (&chosen);
  askg_interpreter_window_set_source (self->window, self->source);
  askg_interpreter_window_set_aloud (self->window, self->aloud, !askg_desk_sources_is_played (self->source));
}

/* What plays comes and goes: it is listed when somebody looks. */
static void
sources_cb (AskgDeskInterpret *self)
{
  askg_desk_sources_list (self->window, self->source);
}

static void
source_cb (AskgDeskInterpret *self,
           const char        *id)
{
  choose_source (self, id);
  begin_anew (self);
}

static void
speaks_cb (AskgDeskInterpret *self,
           const char        *language)
{
  if (self->is_ours)
    askg_talking_set_spoken (self->talking, language);
  else if (language != NULL)
    (void) begin (self);
}

static void
aloud_cb (AskgDeskInterpret *self,
          gboolean           aloud)
{
  self->aloud = aloud;
  begin_anew (self);
}

/* What is closed does not listen; it is shown again as it was. */
static gboolean
close_cb (AskgDeskInterpret *self,
          GtkWindow         *window)
{
  end (self);
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);

  return TRUE;
}

/* -- The windows ------------------------------------------------------------------------------ */

static void
connect_window (AskgDeskInterpret *self)
{
  AskgVoiceBar *bar = askg_interpreter_window_get_bar (self->window);

  g_signal_connect_object (self->window, "languages", G_CALLBACK (languages_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "sources", G_CALLBACK (sources_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "source", G_CALLBACK (source_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "aloud", G_CALLBACK (aloud_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "speaks", G_CALLBACK (speaks_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "close-request", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bar, "light", G_CALLBACK (light_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bar, "send", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bar, "fix", G_CALLBACK (fix_cb), self, G_CONNECT_SWAPPED);
}

/* The person's own language, and another one. */
static void
make_window (AskgDeskInterpret *self)
{
  const AskgLanguage *own = askg_languages_find (g_get_language_names ()[0], NULL);
  const char *own_code = own != NULL ? own->code : "en";
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (self->window != NULL)
    return;
  self->window = g_object_ref (askg_interpreter_window_new (self->application));
  askg_desk_translation_set_window (self->translation, self->window);
  askg_interpreter_window_set_languages (self->window, own_code, g_str_equal (own_code, "en") ? "ko" : "en");
  if (self->settings != NULL)
    g_settings_get (self->settings, "interpret-languages", "(ss)", &left, &right);
  askg_interpreter_window_set_languages (self->window, left, right);
  askg_desk_sources_list (self->window, self->source);
  choose_source (self, self->source);
  connect_window (self);
}

/* Nothing is heard yet: the light is the person's. */
void
askg_desk_interpret_show (AskgDeskInterpret *self)
{
  g_return_if_fail (ASKG_IS_DESK_INTERPRET (self));

  make_window (self);
  gtk_widget_grab_focus (GTK_WIDGET (askg_interpreter_window_get_bar (self->window))); /* Space and Ctrl+D are its */
  askg_overlay_present_above (self->overlay, GTK_WINDOW (self->window));
}

/* Captions of what the computer plays, all of it or the application that was chosen in the interpreter, from now on until they are
 * closed; where that cannot be, the interpreter says why. */
void
askg_desk_interpret_show_captions (AskgDeskInterpret *self)
{
  g_return_if_fail (ASKG_IS_DESK_INTERPRET (self));

  make_window (self);
  end (self);
  if (!askg_desk_sources_is_played (self->source))
    choose_source (self, ASKG_OVERHEARING_ALL);
  if (!begin (self))
    {
      askg_overlay_present_above (self->overlay, GTK_WINDOW (self->window));
      return;
    }
  if (self->captions == NULL)
    {
      self->captions = g_object_ref (askg_captions_window_new (self->application));
      askg_desk_translation_set_captions (self->translation, self->captions);
      g_signal_connect_object (self->captions, "close-request", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
    }
  askg_captions_window_tell (self->captions, _("What is said in what is played will stand here."));
  askg_captions_window_summon (self->captions);
  show_state (self);
}

/* -- Life -------------------------------------------------------------------------------------- */

static void
askg_desk_interpret_dispose (GObject *object)
{
  AskgDeskInterpret *self = ASKG_DESK_INTERPRET (object);

  if (self->talking != NULL)
    g_signal_handlers_disconnect_by_data (self->talking, self);
  end (self);
  self->is_ours = FALSE;
  g_clear_pointer (&self->translation, askg_desk_translation_free);
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  if (self->captions != NULL)
    gtk_window_destroy (GTK_WINDOW (self->captions));
  g_clear_object (&self->window);
  g_clear_object (&self->captions);
  g_clear_object (&self->talking);
  g_clear_object (&self->settings);
  g_clear_object (&self->overlay);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->told, g_free);

  G_OBJECT_CLASS (askg_desk_interpret_parent_class)->dispose (object);
}

static void
askg_desk_interpret_class_init (AskgDeskInterpretClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_desk_interpret_dispose;
}

static void
askg_desk_interpret_init (AskgDeskInterpret *self)
{
  self->source = g_strdup (ASKG_DESK_SOURCE_MICROPHONE);
  self->translation = askg_desk_translation_new ();
  self->aloud = TRUE;
}

/* @settings: (nullable) */
AskgDeskInterpret *
askg_desk_interpret_new (GtkApplication *application,
                         AskgOverlay    *overlay,
                         GSettings      *settings)
{
  AskgDeskInterpret *self = g_object_new (ASKG_TYPE_DESK_INTERPRET, NULL);

  self->application = application;
  self->overlay = g_object_ref (overlay);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;

  return self;
}

/* @talking: the one there is */
void
askg_desk_interpret_set_talking (AskgDeskInterpret *self,
                                 AskgTalking       *talking)
{
  g_return_if_fail (ASKG_IS_DESK_INTERPRET (self));
  g_return_if_fail (self->talking == NULL);

  self->talking = g_object_ref (talking);
  askg_desk_translation_set_talking (self->translation, talking);
  g_signal_connect_object (talking, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (talking, "notify::caption", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (talking, "notify::level-dbfs", G_CALLBACK (show_level), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (talking, "turn", G_CALLBACK (turn_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (talking, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
}
