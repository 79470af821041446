/* askg-doctor.c: main thread. */
#include "app/askg-doctor.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/askg-capture-guard.h"
#include "app/askg-cli.h"
#include "capture/clipboard/askg-clipboard.h"
#include "capture/screen/askg-grabber.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"
#include "engine/base/askg-sandbox.h"
#include "engine/local/askg-words-there.h"
#include "engine/debug/askg-catalogue.h"

void
askg_finding_free (AskgFinding *finding)
{
  g_free (finding->title);
  g_free (finding->text);
  g_free (finding);
}

/**
 * askg_findings_add:
 * @part: a stable word
 * @title: translated
 * @text: (transfer full): one or more sentences, a line each
 */
void
askg_findings_add (GPtrArray        *findings,
                   const char       *part,
                   const char       *title,
                   AskgFindingState  state,
                   char             *text)
{
  AskgFinding *finding = g_new0 (AskgFinding, 1);

  finding->part = part;
  finding->title = g_strdup (title);
  finding->state = state;
  finding->text = text;
  g_ptr_array_add (findings, finding);
}

static gboolean
is_set (const char *variable)
{
  const char *value = g_getenv (variable);

  return value != NULL && *value != '\0';
}

static void
probe_display (GPtrArray *findings)
{
  const char *desktop = is_set ("XDG_CURRENT_DESKTOP") ? g_getenv ("XDG_CURRENT_DESKTOP") : _("unnamed desktop");

  if (is_set ("WAYLAND_DISPLAY"))
    askg_findings_add (findings, "display", _("Display"), ASKG_FINDING_FINE,
                       g_strdup_printf (_("Wayland, %s."), desktop));
  else if (is_set ("DISPLAY"))
    askg_findings_add (findings, "display", _("Display"), ASKG_FINDING_FINE, g_strdup_printf (_("X11, %s."), desktop));
  else
    askg_findings_add (findings, "display", _("Display"), ASKG_FINDING_MISSING,
                       g_strdup (_("There is none. Windows, keys and capture need a desktop session; "
                                   "ask --image and pipes work without.")));
}

static void
probe_capture (GPtrArray *findings)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgGrabber) grabber = askg_grabber_new_for_session (&error);

  if (grabber != NULL)
    askg_findings_add (findings, "capture", _("Screen capture"), ASKG_FINDING_FINE, askg_grabber_describe_session ());
  else
    askg_findings_add (findings, "capture", _("Screen capture"), ASKG_FINDING_MISSING, g_strdup (error->message));
}

static void
probe_never_capture (GPtrArray *findings)
{
  gboolean is_known;
  char *text = askg_capture_guard_describe (&is_known);

  if (text == NULL)
    return;
  askg_findings_add (findings, "never-look", _("Windows never looked at"),
                     is_known ? ASKG_FINDING_FINE : ASKG_FINDING_LIMITED, text);
}

static void
probe_clipboard (GPtrArray *findings)
{
  char *text = askg_clipboard_describe ();

  if (text != NULL)
    askg_findings_add (findings, "clipboard", _("Clipboard"), ASKG_FINDING_FINE, text);
  else if (is_set ("WAYLAND_DISPLAY"))
    askg_findings_add (findings, "clipboard", _("Clipboard"), ASKG_FINDING_LIMITED,
                       g_strdup (_("This desktop shows the clipboard to the window in use alone. "
                                   "Open the overlay and paste with Ctrl+V.")));
}

static const struct
{
  const char *language;
  const char *file;
  const char *package;
} reading_data[] = {
  { N_("English"), "eng.traineddata", "tesseract-ocr-eng" },
  { N_("Korean"), "kor.traineddata", "tesseract-ocr-kor" },
};

static gboolean
find_reading_data (const char *file)
{
  const char *const folders[] = { "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata",
                                  "/usr/share/tessdata" };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (folders[i], file, NULL);

      if (access (path, R_OK) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
probe_reading (GPtrArray *findings)
{
  g_autofree char *helper = askg_program_find_helper ("askglass-read");
  GString *text = g_string_new (NULL);
  AskgFindingState state = ASKG_FINDING_FINE;

  if (access (helper, X_OK) != 0)
    {
      g_string_append (text, _("This Askglass was built without Tesseract: it cannot read pictures. Build it with libtesseract-dev installed."));
      state = ASKG_FINDING_MISSING;
    }
  for (gsize i = 0; state != ASKG_FINDING_MISSING && i < G_N_ELEMENTS (reading_data); i++)
    {
      const gboolean found = find_reading_data (reading_data[i].file);

      g_string_append_printf (text, found ? _("%s: installed.") : _("%s: missing. Install %s."),
                              _(reading_data[i].language), reading_data[i].package);
      g_string_append_c (text, '\n');
      if (!found)
        state = i == 0 ? ASKG_FINDING_MISSING : ASKG_FINDING_LIMITED;
    }
  askg_findings_add (findings, "reading", _("Reading pictures"), state, g_string_free (text, FALSE));
}

/* What understands speech without any engine. */
static void
probe_hearing (GPtrArray *findings)
{
  g_autoptr(GError) error = NULL;

  if (askg_words_are_there (NULL, NULL, &error))
    askg_findings_add (findings, "hearing", _("Understanding speech"), ASKG_FINDING_LIMITED,
                       g_strdup (_("Roughly, and English alone, by PocketSphinx; also spoken orders and the wake word. Connect an engine "
                                   "that hears for more.")));
  else
    askg_findings_add (findings, "hearing", _("Understanding speech"), ASKG_FINDING_MISSING, g_strdup (error->message));
}

static void
probe_sandbox (GPtrArray *findings)
{
  askg_findings_add (findings, "sandbox", _("Cage for strangers’ files"), ASKG_FINDING_FINE, askg_sandbox_describe ());
}

static void
probe_catalogue (GPtrArray *findings)
{
  g_autofree char *folder = askg_program_find_data ("catalogue");
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgCatalogue) catalogue = askg_catalogue_load (folder, g_get_language_names (), &error);

  if (catalogue != NULL)
    askg_findings_add (findings, "catalogue", _("Error catalogue"), ASKG_FINDING_FINE,
                       g_strdup_printf (ngettext ("%u error is known.", "%u errors are known.",
                                                 askg_catalogue_get_n_entries (catalogue)),
                                       askg_catalogue_get_n_entries (catalogue)));
  else
    askg_findings_add (findings, "catalogue", _("Error catalogue"), ASKG_FINDING_MISSING, g_strdup (error->message));
}

/* Of a history there is: by its owner, or by becoming it for a moment. */
static void
probe_encryption (GPtrArray  *findings,
                  const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "askglass.db", NULL);
  g_autoptr(json_t) request = json_pack ("{s:s}", "verb", "encryption");
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) last = NULL;
  const char *trouble, *state, *key;

  if (access (path, F_OK) != 0)
    return;
  last = askg_cli_request (request, FALSE, NULL, NULL, &error);
  trouble = error != NULL ? error->message : askg_json_get_string (json_object_get (last, "error"), "message");
  state = askg_json_get_string (last, "encryption");
  key = askg_json_get_string (last, "key");
  if (trouble != NULL || state == NULL)
    /* Whoever holds the history without a word may only be starting on a machine that is busy: nothing is missing then. */
    askg_findings_add (findings, "encryption", _("Encryption of the history"),
                       g_error_matches (error, ASKG_ERROR, ASKG_ERROR_STORAGE_BUSY) ||
                       g_error_matches (error, ASKG_ERROR, ASKG_ERROR_TIMED_OUT) ? ASKG_FINDING_LIMITED : ASKG_FINDING_MISSING,
                       g_strdup (trouble != NULL ? trouble : _("It could not be found out.")));
  else if (g_str_equal (state, "off"))
    askg_findings_add (findings, "encryption", _("Encryption of the history"), ASKG_FINDING_FINE,
                       g_strdup (_("Off: whoever can read your files can read it.")));
  else
    askg_findings_add (findings, "encryption", _("Encryption of the history"), ASKG_FINDING_FINE,
                       g_strdup_printf (g_str_equal (state, "on")
                                        ? _("On: texts, pictures and sounds. Its key is in your keyring, as %s.")
                                        : _("Under way: it goes on while Askglass runs. Its key is in your keyring, as %s."), key));
}

static void
probe_history (GPtrArray *findings)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = askg_program_data_folder (&error);

  if (folder == NULL)
    askg_findings_add (findings, "history", _("History"), ASKG_FINDING_MISSING, g_strdup (error->message));
  else if (access (folder, W_OK) != 0)
    askg_findings_add (findings, "history", _("History"), ASKG_FINDING_MISSING,
                       g_strdup_printf (_("%s cannot be written to, so nothing can be asked. Make it writable."), folder));
  else
    askg_findings_add (findings, "history", _("History"), ASKG_FINDING_FINE,
                       g_strdup_printf (_("In %s, on this machine alone."), folder));
  if (folder != NULL)
    probe_encryption (findings, folder);
}

/* The folders that Askglass makes; each refuses to be used in a way that is not private. */
static void
probe_folders (GPtrArray *findings)
{
  char *(*const folders[]) (GError **) = {
    askg_program_data_folder, askg_program_config_folder, askg_program_cache_folder, askg_program_runtime_folder,
  };
  GString *text = g_string_new (NULL);
  AskgFindingState state = ASKG_FINDING_FINE;

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *folder = folders[i] (&error);

      if (folder == NULL)
        state = ASKG_FINDING_MISSING;
      g_string_append_printf (text, "%s\n", folder == NULL ? error->message : folder);
    }
  if (state == ASKG_FINDING_FINE)
    {
      g_string_prepend_c (text, '\n');
      g_string_prepend (text, _("Nobody but you can look into these:"));
    }
  askg_findings_add (findings, "folders", _("Folders"), state, g_string_free (text, FALSE));
}

/* -- What only the running program knows ------------------------------------ */

static void
append_key (GString *text,
            json_t  *key)
{
  const char *state = askg_json_get_string (key, "state");
  const char *given = askg_json_get_string (key, "given");
  const char *note = askg_json_get_string (key, "note");
  const gint64 fired_at = json_integer_value (json_object_get (key, "fired_at"));

  g_string_append_printf (text, "%s: ", askg_json_get_string (key, "title"));
  if (g_strcmp0 (state, "bound") == 0)
    g_string_append_printf (text, _("bound to %s"), given != NULL ? given : _("a key the desktop does not name"));
  else if (g_strcmp0 (state, "asked") == 0)
    g_string_append (text, _("asked, the desktop has given no key yet"));
  else if (g_strcmp0 (state, "taken") == 0)
    g_string_append (text, _("taken by another program"));
  else
    g_string_append (text, _("no key"));
  if (fired_at > 0)
    {
      g_autoptr(GDateTime) at = g_date_time_new_from_unix_local (fired_at);
      g_autofree char *when = g_date_time_format (at, "%Y-%m-%d %H:%M");

      g_string_append_printf (text, _(", seen to fire %s"), when);
    }
  else
    g_string_append (text, _(", not yet seen to fire"));
  g_string_append_printf (text, ".%s%s\n", note != NULL ? " " : "", note != NULL ? note : "");
}

static void
probe_desk (GPtrArray *findings)
{
  g_autoptr(json_t) request = json_pack ("{s:s}", "verb", "status");
  g_autoptr(json_t) last = askg_cli_tell_owner (request);
  json_t *status = json_object_get (last, "status");
  json_t *keys = json_object_get (status, "keys");
  AskgFindingState state = ASKG_FINDING_FINE;
  GString *text;
  gsize i;
  json_t *key;

  if (status == NULL)
    {
      askg_findings_add (findings, "desk", _("Overlay and keys"), ASKG_FINDING_LIMITED,
                         g_strdup (_("Askglass is not running, so no key works. Start it with “askglass”, "
                                     "or with the desktop: “askglass autostart on”.")));
      return;
    }

  askg_findings_add (findings, "overlay", _("Overlay"), ASKG_FINDING_FINE,
                     g_strdup (askg_json_get_string (status, "overlay")));
  text = g_string_new (NULL);
  json_array_foreach (keys, i, key)
    {
      append_key (text, key);
      if (g_strcmp0 (askg_json_get_string (key, "state"), "bound") != 0)
        state = ASKG_FINDING_LIMITED;
    }
  askg_findings_add (findings, "keys", _("Keys"), state, g_string_free (text, FALSE));
}

/**
 * askg_doctor_probe:
 *
 * Returns: (transfer full) (element-type AskgFinding): one a part, in the order a person would ask
 */
GPtrArray *
askg_doctor_probe (void)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_finding_free);

  probe_display (findings);
  probe_capture (findings);
  probe_never_capture (findings);
  probe_clipboard (findings);
  probe_desk (findings);
  probe_reading (findings);
  probe_hearing (findings);
  probe_catalogue (findings);
  probe_sandbox (findings);
  probe_history (findings);
  probe_folders (findings);

  return findings;
}
