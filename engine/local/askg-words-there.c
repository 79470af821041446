/* askg-words-there.c: any thread. */
#include "engine/local/askg-words-there.h"

#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"
#include "engine/local/askg-words-wire.h"

/**
 * askg_words_are_there:
 * @helper: (nullable): %NULL for the one that comes with Askglass
 * @model_folder: (nullable): %NULL for where its package puts it
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE, naming the package that is missing
 */
gboolean
askg_words_are_there (const char  *helper,
                      const char  *model_folder,
                      GError     **error)
{
  g_autofree char *usual = askg_program_find_helper ("askglass-hear-words");
  g_autofree char *sounds = g_build_filename (model_folder != NULL ? model_folder : ASKG_WORDS_MODEL_DIR, "en-us", "mdef", NULL);

  if (access (helper != NULL ? helper : usual, X_OK) != 0)
    g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                         _("This Askglass was built without PocketSphinx, so it understands no speech by itself. Build it with "
                           "libpocketsphinx-dev, or connect an engine that hears."));
  else if (access (sounds, R_OK) != 0)
    g_propagate_error (error, askg_words_new_start_error (ASKG_WORDS_NO_MODEL));
  else
    return TRUE;

  return FALSE;
}

/* @message: that a helper sent instead of %ASKG_WORDS_READY. Returns: (transfer full) */
GError *
askg_words_new_start_error (guint message)
{
  if (message == ASKG_WORDS_NO_MODEL)
    return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                                _("PocketSphinx has no model to understand speech with. Install the package pocketsphinx-en-us, or "
                                  "connect an engine that hears."));
  if (message == ASKG_WORDS_NO_PHRASE)
    return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_USAGE,
                                _("The words that are to wake Askglass are not all in the English dictionary. Choose others."));
  if (message == ASKG_WORDS_NO_CAGE)
    return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                                _("Speech is not understood on this machine: the program that does it could not be locked in "
                                  "(seccomp is missing). Use a kernel that has it, or connect an engine that hears."));

  return NULL;
}
