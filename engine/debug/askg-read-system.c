/* askg-read-system.c: any thread. The kernel and systemd; the time, the host and the unit before each line are read off already. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-place.h"

typedef struct
{
  AskgDiagnostic *oops; /* (nullable): where in the kernel it was is told below */
} State;

typedef struct
{
  const char         *words;
  AskgDiagnosticKind  kind;
  AskgStanding        standing;
} Said;

/* Anywhere in the line; the first that is found decides. */
static const Said kernel_words[] = {
  { "BUG: unable to handle", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CAUSE },
  { "BUG: kernel NULL pointer dereference", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CAUSE },
  { "BUG: KASAN: ", ASKG_DIAGNOSTIC_SANITIZER, ASKG_STANDING_CAUSE },
  { "BUG: KFENCE: ", ASKG_DIAGNOSTIC_SANITIZER, ASKG_STANDING_CAUSE },
  { "BUG: soft lockup", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CAUSE },
  { "BUG: scheduling while atomic", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CAUSE },
  { "general protection fault", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CAUSE },
  { "Kernel panic - not syncing", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_GUESS }, /* the oops above it is why */
  { "invoked oom-killer", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CONSEQUENCE },
  { "Out of memory: Kill", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CAUSE },
  { "Memory cgroup out of memory: Kill", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CAUSE },
  { ": segfault at ", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CAUSE },
  { "blocked for more than ", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CAUSE },
  { "I/O error, dev ", ASKG_DIAGNOSTIC_IO, ASKG_STANDING_CAUSE },
  { "EXT4-fs error (device ", ASKG_DIAGNOSTIC_IO, ASKG_STANDING_CAUSE },
  { "BTRFS error (device ", ASKG_DIAGNOSTIC_IO, ASKG_STANDING_CAUSE },
  { "failed command: ", ASKG_DIAGNOSTIC_IO, ASKG_STANDING_GUESS },
  { "firmware: failed to load", ASKG_DIAGNOSTIC_IO, ASKG_STANDING_CAUSE },
  { "Oops: ", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CONSEQUENCE },
};

static const Said systemd_words[] = {
  { ": Failed to execute ", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE },
  { ": Failed to locate executable", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE },
  { ": Failed at step ", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE },
  { ": Changing to the requested working directory failed", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE },
  { ": Failed to load environment files", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE },
  { ": Failed to determine user credentials", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE },
  { ": Start request repeated too quickly", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CONSEQUENCE },
  { ": Main process exited", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_GUESS },
  { ": Control process exited", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_GUESS },
  { ": Failed with result ", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CONSEQUENCE },
  { "Failed to start ", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CONSEQUENCE },
  { "Dependency failed for ", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CONSEQUENCE },
  { "Job for ", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CONSEQUENCE },
};

/* -- The kernel -------------------------------------------------------------------------------------- */

/* "kernel BUG at mm/slub.c:305!", "WARNING: CPU: 1 PID: 12 at fs/inode.c:123 f+0x1/0x2" */
static gboolean
take_placed (State                *self,
             const AskgOutputLine *line,
             AskgDiagnosticList   *findings)
{
  const char *at = strstr (line->text, "kernel BUG at "), *colon;
  g_autofree char *file = NULL;

  if (at != NULL)
    at += strlen ("kernel BUG at ");
  else if (g_str_has_prefix (line->text, "WARNING: CPU: ") && (at = strstr (line->text, " at ")) != NULL)
    at += strlen (" at ");
  else
    return FALSE;
  self->oops = askg_diagnostic_list_add_error (findings, "kernel", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CAUSE, line->text, -1);
  colon = strchr (at, ':');
  if (self->oops != NULL && colon != NULL && g_ascii_isdigit (colon[1]))
    askg_diagnostic_set_place (self->oops, at, colon - at, (guint) g_ascii_strtoull (colon + 1, NULL, 10), 0);

  return TRUE;
}

static gboolean
take_kernel (State                *self,
             const AskgOutputLine *line,
             AskgDiagnosticList   *findings)
{
  if (take_placed (self, line, findings))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (kernel_words); i++)
    if (strstr (line->text, kernel_words[i].words) != NULL)
      {
        AskgDiagnostic *diagnostic = askg_diagnostic_list_add_error (findings, "kernel", kernel_words[i].kind,
                                                                     kernel_words[i].standing, line->text, -1);

        if (kernel_words[i].standing == ASKG_STANDING_CAUSE)
          self->oops = diagnostic;

        return TRUE;
      }
  if (self->oops == NULL)
    return FALSE;

  return g_str_has_prefix (line->text, "RIP: ") || g_str_has_prefix (line->text, "Call Trace:") ||
         g_str_has_prefix (line->text, "#PF: ") || g_str_has_prefix (line->text, "Modules linked in:") ||
         g_str_has_prefix (line->text, "---[ end trace");
}

/* -- systemd ------------------------------------------------------------------------------------------ */

/* "/etc/systemd/system/shop.service:5: Unknown key …, ignoring.", with the name of who reads it before it or not */
static gboolean
take_unit_file (const AskgOutputLine *line,
                AskgDiagnosticList   *findings)
{
  static const char *const suffixes[] = { ".service", ".socket", ".timer", ".mount", ".target", ".path", ".conf", ".slice" };
  AskgDiagnostic *diagnostic;
  AskgPlace place;

  if (!askg_place_read_head (line->text, &place) || *place.rest == '\0')
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (place.n_file > strlen (suffixes[i]) &&
        strncmp (place.file + place.n_file - strlen (suffixes[i]), suffixes[i], strlen (suffixes[i])) == 0)
      {
        diagnostic = askg_diagnostic_list_add_error (findings, "systemd", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE,
                                                     place.rest, -1);
        if (diagnostic != NULL)
          askg_diagnostic_set_place (diagnostic, place.file, (gssize) place.n_file, place.line, place.column);

        return TRUE;
      }

  return FALSE;
}

static gboolean
take_systemd (const AskgOutputLine *line,
              AskgDiagnosticList   *findings)
{
  const gboolean names_unit = strstr (line->text, ".service") != NULL || strstr (line->text, ".socket") != NULL ||
                              strstr (line->text, ".timer") != NULL || strstr (line->text, ".mount") != NULL;

  if (!names_unit)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (systemd_words); i++)
    if (strstr (line->text, systemd_words[i].words) != NULL)
      {
        askg_diagnostic_list_add_error (findings, "systemd", systemd_words[i].kind, systemd_words[i].standing, line->text, -1);

        return TRUE;
      }

  return take_unit_file (line, findings);
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList   *findings)
{
  return take_kernel (state, line, findings) || take_systemd (line, findings);
}

const AskgOutputReader askg_system_reader = { "system", sizeof (State), take, NULL, NULL, NULL };
