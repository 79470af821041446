/* askg-error.c: any thread. */
#include "engine/base/askg-error.h"

#include <string.h>

#include <gio/gio.h>

/* Two of them leave room for a sentence of 400. */
#define MAX_QUOTED_CHARS 150

G_DEFINE_QUARK (askg-error, askg_error)

G_DEFINE_ENUM_TYPE (AskgError, askg_error,
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_USAGE, "usage"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_NO_DISPLAY, "no-display"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_CAPTURE_UNAVAILABLE, "capture-unavailable"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_CAPTURE_REFUSED, "capture-refused"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_EMPTY_REGION, "empty-region"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_NO_SUCH_OUTPUT, "no-such-output"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_NOTHING_THERE, "nothing-there"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_UNREADABLE_PICTURE, "unreadable-picture"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_UNREADABLE_SOUND, "unreadable-sound"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_TOO_LARGE, "too-large"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_NO_TEXT, "no-text"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_OCR_UNAVAILABLE, "ocr-unavailable"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_NO_SUCH_ENGINE, "no-such-engine"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_NEEDS_MODEL, "needs-model"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_EMPTY_ANSWER, "empty-answer"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_STORAGE, "storage"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_STORAGE_FULL, "storage-full"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_STORAGE_BUSY, "storage-busy"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_UNAVAILABLE, "unavailable"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_TIMED_OUT, "timed-out"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_BUSY, "busy"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_NETWORK, "network"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_ADDRESS, "address"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_CERTIFICATE, "certificate"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_LOCAL_ONLY, "local-only"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_NOT_SENT, "not-sent"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_KEY_REFUSED, "key-refused"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_NO_CREDIT, "no-credit"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_RATE_LIMIT, "rate-limit"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_NO_SUCH_MODEL, "no-such-model"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_ENGINE_FAILED, "engine-failed"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_ENGINE_SILENT, "engine-silent"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_DAMAGED_DOWNLOAD, "damaged-download"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_UNREADABLE_MODEL, "unreadable-model"),
                    G_DEFINE_ENUM_VALUE (ASKG_ERROR_NO_KEYRING, "no-keyring"))

/**
 * askg_error_is_cancelled:
 * @error: (nullable): any error
 *
 * The person asked for this outcome, so nothing is shown for it.
 */
gboolean
askg_error_is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/**
 * askg_error_get_id:
 * @error: any error
 *
 * Returns: (transfer none): the stable word for it in JSON and in the store, such as
 *   "no-display"; "cancelled" for a cancelled one, "failed" for a foreign one
 */
const char *
askg_error_get_id (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (askg_error_is_cancelled (error))
    return "cancelled";
  if (error->domain == ASKG_ERROR)
    {
      g_autoptr(GEnumClass) codes = g_type_class_ref (ASKG_TYPE_ERROR);
      const GEnumValue *value = g_enum_get_value (codes, error->code);

      if (value != NULL)
        return value->value_nick;
    }

  return "failed";
}

/**
 * askg_error_new_for_id:
 * @id: what askg_error_get_id() gave, perhaps in another process or long ago
 * @message: the sentence that came with it
 *
 * Returns: (transfer full): that error again; an unknown @id gives %G_IO_ERROR_FAILED
 */
GError *
askg_error_new_for_id (const char *id,
                       const char *message)
{
  g_autoptr(GEnumClass) codes = g_type_class_ref (ASKG_TYPE_ERROR);
  const GEnumValue *value = g_enum_get_value_by_nick (codes, id);

  if (value != NULL)
    return g_error_new_literal (ASKG_ERROR, value->value, message);
  if (g_str_equal (id, "cancelled"))
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, message);

  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, message);
}

/**
 * askg_error_quote:
 * @words: why, as a library, another program or a file's name has it; of any encoding
 *
 * Returns: (transfer full): at most 150 characters of it on one line, without a full stop at
 *   its end, to stand in brackets in a sentence of ours. Precision in a format would count bytes and
 *   cut a Hangul syllable in two.
 */
char *
askg_error_quote (const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  g_autofree char *line = g_strstrip (g_strdelimit (g_strdup (valid), "\r\n\t", ' '));

  if (g_utf8_strlen (line, -1) > MAX_QUOTED_CHARS)
    {
      g_autofree char *start = g_utf8_substring (line, 0, MAX_QUOTED_CHARS - 1);

      return g_strconcat (start, "…", NULL);
    }
  if (g_str_has_suffix (line, "."))
    line[strlen (line) - 1] = '\0';

  return g_steal_pointer (&line);
}
