/* askg-nick.c: any thread. */
#include "engine/memory/askg-nick.h"

const char *
askg_nick (GType type,
           int   value)
{
  g_autoptr(GEnumClass) values = g_type_class_ref (type);

  return g_enum_get_value (values, value)->value_nick;
}

/* The value whose word @nick is; @otherwise where this Askglass does not know the word. */
int
askg_nick_read (GType       type,
                const char *nick,
                int         otherwise)
{
  g_autoptr(GEnumClass) values = g_type_class_ref (type);
  const GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (values, nick) : NULL;

  return value != NULL ? value->value : otherwise;
}
