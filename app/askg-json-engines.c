/* askg-json-engines.c: main thread. */
#include "app/askg-json-engines.h"

#include "engine/provider/askg-ear.h"
#include "engine/provider/askg-engine-url.h"
#include "engine/provider/askg-live-session.h"
#include "engine/provider/askg-mouth.h"
#include "engine/provider/askg-token-rates.h"

/* What scripts are told about: true, false, or null for what nobody knows yet. */
static const AskgCapabilities told[] = {
  ASKG_CAN_TAKE_TEXT, ASKG_CAN_TAKE_IMAGE, ASKG_CAN_TAKE_AUDIO, ASKG_CAN_GIVE_TEXT, ASKG_CAN_GIVE_IMAGE,
  ASKG_CAN_GIVE_AUDIO, ASKG_CAN_CALL_TOOLS, ASKG_CAN_READ_ALOUD, ASKG_CAN_CONVERSE,
};

static const char *
nick_of_flag (AskgCapabilities capability)
{
  g_autoptr(GFlagsClass) capabilities = g_type_class_ref (ASKG_TYPE_CAPABILITIES);

  return g_flags_get_first_value (capabilities, capability)->value_nick;
}

static const char *
nick_of (GType type,
         int   value)
{
  g_autoptr(GEnumClass) values = g_type_class_ref (type);

  return g_enum_get_value (values, value)->value_nick;
}

static json_t *
for_capabilities (AskgCapabilities capabilities)
{
  json_t *object = json_object ();

  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    json_object_set_new (object, nick_of_flag (told[i]), json_boolean ((capabilities & told[i]) != 0));

  return object;
}

static json_t *
for_known (AskgProfile *profile)
{
  json_t *object;

  if (askg_profile_is_ear (profile))
    return for_capabilities (ASKG_CAN_TAKE_AUDIO | ASKG_CAN_GIVE_TEXT);
  if (askg_profile_is_mouth (profile))
    return for_capabilities (ASKG_CAN_TAKE_TEXT | ASKG_CAN_GIVE_AUDIO | ASKG_CAN_READ_ALOUD);
  if (askg_profile_is_live (profile))
    return for_capabilities (ASKG_CAN_TAKE_TEXT | ASKG_CAN_TAKE_IMAGE | ASKG_CAN_TAKE_AUDIO | ASKG_CAN_GIVE_TEXT | ASKG_CAN_GIVE_AUDIO |
                             ASKG_CAN_CONVERSE);

  object = json_object ();

  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    {
      gboolean can;
      const AskgKnownBy by = askg_profile_find_out (profile, told[i], &can);

      json_object_set_new (object, nick_of_flag (told[i]), by == ASKG_KNOWN_BY_NOBODY ? json_null () : json_boolean (can));
    }

  return object;
}

/* How it counts, against the estimate, and how far the last few estimates were off; nothing before the first answer. */
static void
add_counting (json_t      *object,
              AskgProfile *profile)
{
  const struct { const char *name; AskgTokenKind kind; } kinds[] = {
    { "english", ASKG_TOKENS_ENGLISH }, { "korean", ASKG_TOKENS_KOREAN }, { "code", ASKG_TOKENS_CODE },
    { "picture", ASKG_TOKENS_PICTURE }, { "sound", ASKG_TOKENS_SOUND },
  };
  g_auto(GStrv) words = NULL;
  AskgTokenRates rates;
  json_t *factors;

  g_object_get (profile, "token-rates", &words, NULL);
  askg_token_rates_read (&rates, (const char *const *) words);
  if (rates.errors.n == 0)
    return;

  factors = json_object ();
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (rates.ratios[kinds[i].kind].n > 0)
      json_object_set_new (factors, kinds[i].name, json_real (askg_token_rates_get_factor (&rates, kinds[i].kind)));
  json_object_set_new (object, "estimate", json_pack ("{s:f, s:o}", "error", askg_token_rates_get_error (&rates),
                                                      "factors", factors));
}

/**
 * askg_json_for_profile:
 * @default_id: the one that is asked first
 *
 * Returns: (transfer full): without its key
 */
json_t *
askg_json_for_profile (AskgProfile *profile,
                       const char  *default_id)
{
  const char *url = askg_profile_get_url (profile);
  const char *id = askg_profile_get_id (profile);
  const gint64 n_context = askg_profile_get_number (profile, "context-tokens");
  g_autoptr(AskgEngineUrl) place = url != NULL ? askg_engine_url_parse (url, NULL) : NULL;
  json_t *object;

  object = json_pack ("{s:s, s:s, s:s, s:s*, s:s*, s:s, s:s, s:b, s:b, s:o}",
                      "id", id,
                      "name", askg_profile_get_name (profile),
                      "kind", nick_of (ASKG_TYPE_PROFILE_KIND, askg_profile_get_kind (profile)),
                      "url", url,
                      "model", askg_profile_get_model (profile),
                      "speaks", nick_of (ASKG_TYPE_SPEAKS, askg_profile_get_speaks (profile)),
                      "key", nick_of (ASKG_TYPE_KEY_PLACE, askg_profile_get_key_place (profile)),
                      "default", g_strcmp0 (id, default_id) == 0,
                      "local", place == NULL || place->is_here,
                      "can", for_known (profile));
  if (askg_profile_get_text (profile, "model-file") != NULL)
    json_object_set_new (object, "model_file", json_string (askg_profile_get_text (profile, "model-file")));
  if (askg_profile_get_text (profile, "projector-file") != NULL)
    json_object_set_new (object, "projector_file", json_string (askg_profile_get_text (profile, "projector-file")));
  if (askg_profile_get_flag (profile, "may-fall-back"))
    json_object_set_new (object, "fallback", json_true ());
  if (askg_profile_get_flag (profile, "wants-sound"))
    json_object_set_new (object, "voice", json_string (askg_profile_get_text (profile, "voice")));
  if (askg_profile_get_flag (profile, "wants-pictures"))
    json_object_set_new (object, "pictures", json_true ());
  if (n_context > 0)
    json_object_set_new (object, "context_tokens", json_integer (n_context));
  add_counting (object, profile);

  return object;
}

static json_t *
for_embedded (AskgEngine *engine,
              const char *default_id)
{
  const AskgCapabilities capabilities = askg_engine_get_capabilities (engine);

  return json_pack ("{s:s, s:s, s:s, s:b, s:b, s:o}",
                    "id", askg_engine_get_id (engine),
                    "name", askg_engine_get_name (engine),
                    "kind", "embedded",
                    "default", g_strcmp0 (askg_engine_get_id (engine), default_id) == 0,
                    "local", (capabilities & ASKG_IS_LOCAL) != 0,
                    "can", for_capabilities (capabilities));
}

/**
 * askg_json_for_engines:
 *
 * Returns: (transfer full): an array: what comes with Askglass first, then what was connected, in the
 *   order in which one steps in for another
 */
json_t *
askg_json_for_engines (AskgEngineRoom *room)
{
  GListModel *engines = G_LIST_MODEL (askg_engine_room_get_engines (room));
  AskgProfiles *profiles = askg_engine_room_get_profiles (room);
  g_autofree char *default_id = askg_engine_room_get_default (room);
  json_t *list = json_array ();

  for (guint i = 0; i < g_list_model_get_n_items (engines); i++)
    {
      g_autoptr(AskgEngine) engine = g_list_model_get_item (engines, i);

      if (askg_profiles_find (profiles, askg_engine_get_id (engine)) == NULL)
        json_array_append_new (list, for_embedded (engine, default_id));
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (profiles)); i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (G_LIST_MODEL (profiles), i);

      json_array_append_new (list, askg_json_for_profile (profile, default_id));
    }

  return list;
}
