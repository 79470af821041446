/* askg-profile.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-profile-private.h"

#include <math.h>

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_KIND,
  PROP_URL,
  PROP_SPEAKS,
  PROP_BASE_PATH,
  PROP_MODEL,
  PROP_KEY_PLACE,
  PROP_QUIRKS,
  PROP_PROBED_AT,
  PROP_TRIED,
  PROP_CONTEXT_TOKENS,
  PROP_MAX_OUTPUT_TOKENS,
  PROP_PICTURE_SIDE_PX,
  PROP_PICTURE_WEBP,
  PROP_WANTS_SOUND,
  PROP_VOICE,
  PROP_WANTS_PICTURES,
  PROP_CONNECT_TIMEOUT_MS,
  PROP_FIRST_BYTE_TIMEOUT_MS,
  PROP_SILENCE_TIMEOUT_MS,
  PROP_PRICE_IN,
  PROP_PRICE_OUT,
  PROP_PRICE_CACHED,
  PROP_TOKEN_RATES,
  PROP_PREVIEW,
  PROP_MAY_FALL_BACK,
  PROP_MODEL_FILE,
  PROP_PROJECTOR_FILE,
  PROP_ARGUMENTS,
  PROP_WANTED_CONTEXT_TOKENS,
  N_PROPS
};

struct _AskgProfile
{
  GObject           parent_instance;

  GValue            values[N_PROPS]; /* owned; by property */
  AskgProfileKnown  known;
};

G_DEFINE_FINAL_TYPE (AskgProfile, askg_profile, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];
static GParamSpec *props[N_PROPS];

static void
askg_profile_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  g_value_copy (&ASKG_PROFILE (object)->values[id], value);
}

static void
askg_profile_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  AskgProfile *self = ASKG_PROFILE (object);

  if (g_param_values_cmp (pspec, value, &self->values[id]) == 0)
    return;

  g_value_copy (value, &self->values[id]);
  g_object_notify_by_pspec (object, pspec);
}

static void
askg_profile_notify (GObject    *object,
                     GParamSpec *pspec)
{
  g_signal_emit (object, signals[CHANGED], 0);
}

static void
askg_profile_finalize (GObject *object)
{
  AskgProfile *self = ASKG_PROFILE (object);

  for (guint i = PROP_ID; i < N_PROPS; i++)
    g_value_unset (&self->values[i]);

  G_OBJECT_CLASS (askg_profile_parent_class)->finalize (object);
}

static GParamSpec *
number (const char *name,
        gint64      largest,
        gint64      usual)
{
  return g_param_spec_int64 (name, NULL, NULL, 0, largest, usual,
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
text (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
choice (const char *name,
        GType       type)
{
  return g_param_spec_enum (name, NULL, NULL, type, 0,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
flag (const char *name,
      gboolean    usual)
{
  return g_param_spec_boolean (name, NULL, NULL, usual,
                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

/* -1 for not known */
static GParamSpec *
price (const char *name)
{
  return g_param_spec_double (name, NULL, NULL, -1, 1e6, -1,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static void
install_properties (GObjectClass *object_class)
{
  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL,
                                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_NAME] = text ("name");
  props[PROP_KIND] = choice ("kind", ASKG_TYPE_PROFILE_KIND);
  props[PROP_URL] = text ("url");                              /* as it was typed */
  props[PROP_SPEAKS] = choice ("speaks", ASKG_TYPE_SPEAKS);
  props[PROP_BASE_PATH] = text ("base-path");                  /* learnt: before "/chat/completions" */
  props[PROP_MODEL] = text ("model");                          /* NULL: the one the server names first */
  props[PROP_KEY_PLACE] = choice ("key-place", ASKG_TYPE_KEY_PLACE);
  props[PROP_QUIRKS] = g_param_spec_flags ("quirks", NULL, NULL, ASKG_TYPE_QUIRKS, 0,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_PROBED_AT] = number ("probed-at", G_MAXINT64, 0); /* seconds since 1970; 0: never */
  props[PROP_TRIED] =                                          /* what it was asked a tiny question about */
    g_param_spec_flags ("tried", NULL, NULL, ASKG_TYPE_CAPABILITIES, 0,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_CONTEXT_TOKENS] = number ("context-tokens", G_MAXINT32, 0);
  props[PROP_MAX_OUTPUT_TOKENS] = number ("max-output-tokens", G_MAXINT32, 0); /* 0: the engine's own limit */
  props[PROP_PICTURE_SIDE_PX] = number ("picture-side-px", 16384, 2048); /* the longest that is sent */
  props[PROP_PICTURE_WEBP] = flag ("picture-webp", FALSE);     /* whether it reads WebP */
  props[PROP_WANTS_SOUND] = flag ("wants-sound", FALSE);       /* whether it is asked to speak its answers */
  props[PROP_VOICE] = text ("voice");                          /* NULL: any */
  props[PROP_WANTS_PICTURES] = flag ("wants-pictures", FALSE); /* whether it may draw */
  props[PROP_CONNECT_TIMEOUT_MS] = number ("connect-timeout-ms", G_MAXINT32, 0);       /* 0: as usual */
  props[PROP_FIRST_BYTE_TIMEOUT_MS] = number ("first-byte-timeout-ms", G_MAXINT32, 0); /* 0: as usual */
  props[PROP_SILENCE_TIMEOUT_MS] = number ("silence-timeout-ms", G_MAXINT32, 0);       /* 0: as usual */
  props[PROP_PRICE_IN] = price ("price-in");                   /* USD for a million tokens */
  props[PROP_PRICE_OUT] = price ("price-out");
  props[PROP_PRICE_CACHED] = price ("price-cached");
  props[PROP_TOKEN_RATES] =                                    /* learnt: see AskgTokenRates */
    g_param_spec_boxed ("token-rates", NULL, NULL, G_TYPE_STRV,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_PREVIEW] = choice ("preview", ASKG_TYPE_PREVIEW);
  props[PROP_MAY_FALL_BACK] = flag ("may-fall-back", FALSE);   /* whether the next may take over unasked */
  props[PROP_MODEL_FILE] = text ("model-file");
  props[PROP_PROJECTOR_FILE] = text ("projector-file");
  props[PROP_ARGUMENTS] = g_param_spec_boxed ("arguments", NULL, NULL, G_TYPE_STRV,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_WANTED_CONTEXT_TOKENS] = number ("wanted-context-tokens", G_MAXINT32, 0); /* of a child; 0: what is sensible */
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
askg_profile_class_init (AskgProfileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = askg_profile_get_property;
  object_class->set_property = askg_profile_set_property;
  object_class->notify = askg_profile_notify;
  object_class->finalize = askg_profile_finalize;
  install_properties (object_class);

  /* AskgProfile::changed: something is to be saved */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

void
askg_profile_emit_changed (AskgProfile *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

AskgProfileKnown *
askg_profile_known (AskgProfile *self)
{
  return &self->known;
}

static void
askg_profile_init (AskgProfile *self)
{
  for (guint i = PROP_ID; i < N_PROPS; i++)
    {
      g_value_init (&self->values[i], props[i]->value_type);
      g_param_value_set_default (props[i], &self->values[i]);
    }
}

/**
 * askg_profile_new:
 * @id: from askg_profile_make_id(); never changes
 * @url: (nullable): as it was typed, perhaps with an endpoint that tells what it speaks; %NULL for a child
 *
 * Returns: (transfer full): a server of which nothing is known yet
 */
AskgProfile *
askg_profile_new (const char *id,
                  const char *name,
                  const char *url)
{
  return g_object_new (ASKG_TYPE_PROFILE, "id", id, "name", name, "url", url, "speaks", askg_speaks_guess (url), NULL);
}

const char *
askg_profile_get_id (AskgProfile *self)
{
  g_return_val_if_fail (ASKG_IS_PROFILE (self), NULL);

  return g_value_get_string (&self->values[PROP_ID]);
}

const char *
askg_profile_get_name (AskgProfile *self)
{
  g_return_val_if_fail (ASKG_IS_PROFILE (self), NULL);

  return g_value_get_string (&self->values[PROP_NAME]);
}

/* (nullable): as it was typed; see askg_engine_url_parse() */
const char *
askg_profile_get_url (AskgProfile *self)
{
  g_return_val_if_fail (ASKG_IS_PROFILE (self), NULL);

  return g_value_get_string (&self->values[PROP_URL]);
}

/* (nullable): %NULL for the one that the server names first */
const char *
askg_profile_get_model (AskgProfile *self)
{
  g_return_val_if_fail (ASKG_IS_PROFILE (self), NULL);

  return g_value_get_string (&self->values[PROP_MODEL]);
}

AskgProfileKind
askg_profile_get_kind (AskgProfile *self)
{
  g_return_val_if_fail (ASKG_IS_PROFILE (self), ASKG_PROFILE_SERVER);

  return g_value_get_enum (&self->values[PROP_KIND]);
}

AskgSpeaks
askg_profile_get_speaks (AskgProfile *self)
{
  g_return_val_if_fail (ASKG_IS_PROFILE (self), ASKG_SPEAKS_AUTO);

  return g_value_get_enum (&self->values[PROP_SPEAKS]);
}

AskgKeyPlace
askg_profile_get_key_place (AskgProfile *self)
{
  g_return_val_if_fail (ASKG_IS_PROFILE (self), ASKG_KEY_NONE);

  return g_value_get_enum (&self->values[PROP_KEY_PLACE]);
}

AskgQuirks
askg_profile_get_quirks (AskgProfile *self)
{
  g_return_val_if_fail (ASKG_IS_PROFILE (self), 0);

  return g_value_get_flags (&self->values[PROP_QUIRKS]);
}

void
askg_profile_add_quirk (AskgProfile *self,
                        AskgQuirks   quirk)
{
  g_return_if_fail (ASKG_IS_PROFILE (self));

  g_object_set (self, "quirks", askg_profile_get_quirks (self) | quirk, NULL);
}

/* What it was asked a tiny question about, whether or not the answer was clear. */
AskgCapabilities
askg_profile_get_tried (AskgProfile *self)
{
  g_return_val_if_fail (ASKG_IS_PROFILE (self), 0);

  return g_value_get_flags (&self->values[PROP_TRIED]);
}

void
askg_profile_note_tried (AskgProfile      *self,
                         AskgCapabilities  capability)
{
  g_return_if_fail (ASKG_IS_PROFILE (self));

  g_object_set (self, "tried", askg_profile_get_tried (self) | capability, NULL);
}

static const GValue *
value_of (AskgProfile *self,
          const char  *property)
{
  guint id = PROP_ID;

  while (id < N_PROPS - 1 && !g_str_equal (props[id]->name, property))
    id++;

  return &self->values[id];
}

/* (nullable): a property that is text, by its name. */
const char *
askg_profile_get_text (AskgProfile *self,
                       const char  *property)
{
  g_return_val_if_fail (ASKG_IS_PROFILE (self), NULL);

  return g_value_get_string (value_of (self, property));
}

/* (nullable) (transfer full): a property that is a list of words, by its name. */
char **
askg_profile_dup_list (AskgProfile *self,
                       const char  *property)
{
  g_return_val_if_fail (ASKG_IS_PROFILE (self), NULL);

  return g_strdupv (g_value_get_boxed (value_of (self, property)));
}

/* A property that is a whole number, by its name. */
gint64
askg_profile_get_number (AskgProfile *self,
                         const char  *property)
{
  g_return_val_if_fail (ASKG_IS_PROFILE (self), 0);

  return g_value_get_int64 (value_of (self, property));
}

/* A property that is yes or no, by its name. */
gboolean
askg_profile_get_flag (AskgProfile *self,
                       const char  *property)
{
  g_return_val_if_fail (ASKG_IS_PROFILE (self), FALSE);

  return g_value_get_boolean (value_of (self, property));
}

/* USD for a million tokens, by the property's name; NAN when it is not known. */
double
askg_profile_get_price (AskgProfile *self,
                        const char  *property)
{
  double usd;

  g_return_val_if_fail (ASKG_IS_PROFILE (self), NAN);

  usd = g_value_get_double (value_of (self, property));

  return usd < 0 ? NAN : usd;
}
