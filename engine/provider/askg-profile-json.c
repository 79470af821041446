/* askg-profile-json.c: main thread. Every property is a key of its own name; what is as usual is left
 * out, what is not understood stays as it is. */
#include "engine/provider/askg-profile-json.h"

#include <string.h>

/* -- Reading -------------------------------------------------------------- */

static guint
flags_from_json (GFlagsClass *flags,
                 json_t      *list)
{
  guint bits = 0;
  gsize i;
  json_t *item;

  json_array_foreach (list, i, item)
    {
      const GFlagsValue *value = json_is_string (item) ? g_flags_get_value_by_nick (flags, json_string_value (item)) : NULL;

      if (value != NULL)
        bits |= value->value;
    }

  return bits;
}

static char **
strings_from_json (json_t *list)
{
  g_autoptr(GStrvBuilder) strings = g_strv_builder_new ();
  gsize i;
  json_t *item;

  json_array_foreach (list, i, item)
    if (json_is_string (item))
      g_strv_builder_add (strings, json_string_value (item));

  return g_strv_builder_end (strings);
}

/* A value of the wrong type, or out of its range, is as if it were not there. */
static gboolean
value_from_json (GParamSpec *pspec,
                 json_t     *json,
                 GValue     *value)
{
  if (G_IS_PARAM_SPEC_STRING (pspec) && json_is_string (json))
    g_value_set_string (value, json_string_value (json));
  else if (G_IS_PARAM_SPEC_BOOLEAN (pspec) && json_is_boolean (json))
    g_value_set_boolean (value, json_is_true (json));
  else if (G_IS_PARAM_SPEC_INT64 (pspec) && json_is_integer (json))
    g_value_set_int64 (value, json_integer_value (json));
  else if (G_IS_PARAM_SPEC_DOUBLE (pspec) && json_is_number (json))
    g_value_set_double (value, json_number_value (json));
  else if (G_IS_PARAM_SPEC_ENUM (pspec) && json_is_string (json))
    {
      const GEnumValue *choice =
        g_enum_get_value_by_nick (G_PARAM_SPEC_ENUM (pspec)->enum_class, json_string_value (json));

      if (choice == NULL)
        return FALSE;
      g_value_set_enum (value, choice->value);
    }
  else if (G_IS_PARAM_SPEC_FLAGS (pspec) && json_is_array (json))
    g_value_set_flags (value, flags_from_json (G_PARAM_SPEC_FLAGS (pspec)->flags_class, json));
  else if (pspec->value_type == G_TYPE_STRV && json_is_array (json))
    g_value_take_boxed (value, strings_from_json (json));
  else
    return FALSE;

  return !g_param_value_validate (pspec, value);
}

static void
known_from_json (AskgProfile *self,
                 json_t      *object)
{
  g_autoptr(GEnumClass) sources = g_type_class_ref (ASKG_TYPE_KNOWN_BY);
  g_autoptr(GFlagsClass) capabilities = g_type_class_ref (ASKG_TYPE_CAPABILITIES);
  const char *source_nick;
  json_t *said;

  json_object_foreach (object, source_nick, said)
    {
      const GEnumValue *source = g_enum_get_value_by_nick (sources, source_nick);
      const char *nick;
      json_t *can;

      if (source == NULL || source->value == ASKG_KNOWN_BY_NOBODY)
        continue;
      json_object_foreach (said, nick, can)
        {
          const GFlagsValue *capability = g_flags_get_value_by_nick (capabilities, nick);

          if (capability != NULL && json_is_boolean (can))
            askg_profile_learn (self, capability->value, json_is_true (can), source->value);
        }
    }
}

/**
 * askg_profile_from_json:
 *
 * Returns: (transfer full) (nullable): the profile; %NULL when @object has no id or name that can be one
 */
AskgProfile *
askg_profile_from_json (json_t *object)
{
  const char *id = json_string_value (json_object_get (object, "id"));
  const char *name = json_string_value (json_object_get (object, "name"));
  g_autofree char *own_id = id != NULL ? askg_profile_make_id (id) : NULL;
  g_autofree GParamSpec **specs = NULL;
  AskgProfile *self;
  guint n_specs;

  if (own_id == NULL || *own_id == '\0' || !g_str_equal (own_id, id) || name == NULL || *name == '\0')
    return NULL;

  self = askg_profile_new (id, name, NULL);
  specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (self), &n_specs);
  for (guint i = 0; i < n_specs; i++)
    {
      g_auto(GValue) value = G_VALUE_INIT;

      g_value_init (&value, specs[i]->value_type);
      if ((specs[i]->flags & G_PARAM_CONSTRUCT_ONLY) == 0 &&
          value_from_json (specs[i], json_object_get (object, specs[i]->name), &value))
        g_object_set_property (G_OBJECT (self), specs[i]->name, &value);
    }
  known_from_json (self, json_object_get (object, "known"));

  return self;
}

/* -- Writing -------------------------------------------------------------- */

static json_t *
json_from_flags (GFlagsClass *flags,
                 guint        bits)
{
  json_t *list = json_array ();

  for (guint i = 0; i < flags->n_values; i++)
    if ((bits & flags->values[i].value) != 0)
      json_array_append_new (list, json_string (flags->values[i].value_nick));

  return list;
}

static json_t *
json_from_strings (char **strings)
{
  json_t *list = json_array ();

  for (; strings != NULL && *strings != NULL; strings++)
    json_array_append_new (list, json_string (*strings));

  return list;
}

static json_t *
json_from_value (GParamSpec   *pspec,
                 const GValue *value)
{
  if (G_IS_PARAM_SPEC_STRING (pspec))
    return json_string (g_value_get_string (value));
  if (G_IS_PARAM_SPEC_BOOLEAN (pspec))
    return json_boolean (g_value_get_boolean (value));
  if (G_IS_PARAM_SPEC_INT64 (pspec))
    return json_integer (g_value_get_int64 (value));
  if (G_IS_PARAM_SPEC_DOUBLE (pspec))
    return json_real (g_value_get_double (value));
  if (G_IS_PARAM_SPEC_ENUM (pspec))
    return json_string (g_enum_get_value (G_PARAM_SPEC_ENUM (pspec)->enum_class, g_value_get_enum (value))->value_nick);
  if (G_IS_PARAM_SPEC_FLAGS (pspec))
    return json_from_flags (G_PARAM_SPEC_FLAGS (pspec)->flags_class, g_value_get_flags (value));

  return json_from_strings (g_value_get_boxed (value));
}

static json_t *
json_from_known (AskgProfile *self)
{
  g_autoptr(GEnumClass) sources = g_type_class_ref (ASKG_TYPE_KNOWN_BY);
  g_autoptr(GFlagsClass) capabilities = g_type_class_ref (ASKG_TYPE_CAPABILITIES);
  json_t *known = json_object ();

  for (AskgKnownBy by = ASKG_KNOWN_BY_PROBE; by <= ASKG_KNOWN_BY_PERSON; by++)
    {
      AskgCapabilities can, cannot;
      json_t *said = json_object ();

      askg_profile_get_known (self, by, &can, &cannot);
      for (guint i = 0; i < capabilities->n_values; i++)
        if (((can | cannot) & capabilities->values[i].value) != 0)
          json_object_set_new (said, capabilities->values[i].value_nick,
                               json_boolean ((can & capabilities->values[i].value) != 0));
      if (json_object_size (said) > 0)
        json_object_set (known, g_enum_get_value (sources, by)->value_nick, said);
      json_decref (said);
    }

  return known;
}

/**
 * askg_profile_to_json:
 * @before: (nullable): what the file said of it; its keys that are not ours stay
 *
 * Returns: (transfer full): what the file is to say
 */
json_t *
askg_profile_to_json (AskgProfile *self,
                      json_t      *before)
{
  g_autofree GParamSpec **specs = NULL;
  json_t *object = before != NULL ? json_copy (before) : json_object ();
  json_t *known = json_from_known (self);
  guint n_specs;

  specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (self), &n_specs);
  for (guint i = 0; i < n_specs; i++)
    {
      g_auto(GValue) value = G_VALUE_INIT;

      g_value_init (&value, specs[i]->value_type);
      g_object_get_property (G_OBJECT (self), specs[i]->name, &value);
      if (g_param_value_defaults (specs[i], &value))
        json_object_del (object, specs[i]->name);
      else
        json_object_set_new (object, specs[i]->name, json_from_value (specs[i], &value));
    }
  json_object_del (object, "known");
  if (json_object_size (known) > 0)
    json_object_set (object, "known", known);
  json_decref (known);

  return object;
}
