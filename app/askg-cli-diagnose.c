/* askg-cli-diagnose.c: `askglass diagnose`: what was understood of a command's output. Needs neither bus nor display. */
#include "app/askg-cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/askg-cli-last.h"
#include "app/askg-cli-words.h"
#include "app/askg-exit.h"
#include "app/askg-given.h"
#include "app/askg-json-diagnosis.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"
#include "engine/debug/askg-command-diagnosis.h"
#include "engine/debug/askg-picture-diagnosis.h"

#define N_AROUND 3u
#define MOST_TOLD 10u
#define MOST_KNOWN 3u
#define MAX_PICTURE_BYTES (64u * 1024 * 1024)
#define MOST_DOUBTED 50u /* percent: it only points at the line */

typedef struct
{
  gboolean  as_json;
  gboolean  is_last;
  char     *folder;
  int       n_columns;
} Options;

/* Of output, in pieces as they are read; or of a picture of it. */
typedef struct
{
  AskgDiagnosis *diagnosis; /* owned */
  GByteArray    *picture;   /* (nullable) owned: what was read of it */
} Reading;

static void
take (Reading      *reading,
      const guchar *bytes,
      gsize         n_bytes,
      gboolean      is_first)
{
  if (is_first && askg_given_is_picture (bytes, n_bytes))
    reading->picture = g_byte_array_new ();
  if (reading->picture == NULL)
    askg_diagnosis_feed (reading->diagnosis, (const char *) bytes, n_bytes);
  else if (reading->picture->len <= MAX_PICTURE_BYTES)
    g_byte_array_append (reading->picture, bytes, (guint) n_bytes);
}

static void
set_read_error (GError     **error,
                const char  *path,
                gboolean     is_pipe,
                int          why)
{
  if (is_pipe)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                 _("Standard input could not be read (%s). Give the output through a pipe or a file: make 2>&1 | askglass diagnose."),
                 g_strerror (why));
  else
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE, _("“%s” could not be read: %s."), path, g_strerror (why));
}

static gboolean
read_output (Reading     *reading,
             const char  *path,
             GError     **error)
{
  const gboolean is_pipe = path == NULL || strcmp (path, "-") == 0;
  const int file = is_pipe ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  guchar buffer[65536];
  gssize n = file < 0 ? -1 : 0;
  gboolean is_first = TRUE;

  while (file >= 0 && ((n = read (file, buffer, sizeof buffer)) > 0 || (n < 0 && errno == EINTR)))
    if (n > 0)
      {
        take (reading, buffer, (gsize) n, is_first);
        is_first = FALSE;
      }
  if (n < 0)
    set_read_error (error, path, is_pipe, errno);
  if (file > STDIN_FILENO)
    close (file);

  return n == 0;
}

/* Returns: (transfer full) (nullable) */
static AskgDiagnosis *
understand_picture (GByteArray  *picture,
                    GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (picture->data, picture->len);
  g_autoptr(AskgPageText) page = NULL;
  guint width_px;

  if (picture->len > MAX_PICTURE_BYTES)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE, _("The picture is larger than 64 MB. Give a smaller one."));
      return NULL;
    }
  page = askg_cli_read_words (bytes, &width_px, error);

  return page != NULL ? askg_picture_diagnosis_new (page, width_px) : NULL;
}

/* Returns: (transfer full) (nullable): of the output in the file, or from standard input for NULL and “-”; or of a picture of one */
static AskgDiagnosis *
understand (const char  *path,
            guint        n_columns,
            gboolean    *out_is_picture,
            GError     **error)
{
  g_autoptr(AskgDiagnosis) diagnosis = askg_diagnosis_new (n_columns);
  Reading reading = { diagnosis, NULL };
  const gboolean is_read = read_output (&reading, path, error);
  g_autoptr(GByteArray) picture = reading.picture;

  askg_diagnosis_finish (diagnosis);
  *out_is_picture = picture != NULL;
  if (!is_read)
    return NULL;

  return picture != NULL ? understand_picture (picture, error) : g_steal_pointer (&diagnosis);
}

/* The same of the command that failed last; @folder becomes its own where none was given; @met: (nullable): where it was asked about before */
static AskgDiagnosis *
understand_last (char   **folder,
                 json_t **met,
                 GError **error)
{
  g_autoptr(AskgCommandRecord) record = askg_cli_find_last (error);

  if (record != NULL && *folder == NULL)
    *folder = g_strdup (record->folder);
  if (record != NULL)
    *met = askg_cli_find_met (record);

  return record != NULL ? askg_command_diagnosis_new (record) : NULL;
}

/* -- The catalogue --------------------------------------------------------------------- */

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      root_line)
{
  const AskgCatalogueMatch *const *first = a, *const *second = b;
  const guint at = GPOINTER_TO_UINT (root_line);
  const int is_first = (*first)->line == at, is_second = (*second)->line == at;

  if (is_first != is_second)
    return is_second - is_first;

  return (int) (*second)->severity - (int) (*first)->severity;
}

static void
drop_repeated (GPtrArray *known)
{
  for (guint i = 0; i < known->len; i++)
    for (guint j = known->len - 1; j > i; j--)
      if (strcmp (((AskgCatalogueMatch *) g_ptr_array_index (known, i))->id,
                  ((AskgCatalogueMatch *) g_ptr_array_index (known, j))->id) == 0)
        g_ptr_array_remove_index (known, j);
}

/* A terminal's text is what was printed: an entry that fits it only roughly is most likely another's. */
static void
doubt_rough (GPtrArray *known)
{
  for (guint i = 0; i < known->len; i++)
    {
      AskgCatalogueMatch *match = g_ptr_array_index (known, i);

      if (!match->is_exact)
        match->confidence = MIN (match->confidence, MOST_DOUBTED);
    }
}

/* What is known of the line that tells the root comes first. */
static GPtrArray *
look_up (AskgDiagnosis *diagnosis,
         gboolean       is_picture)
{
  g_autofree char *folder = askg_program_find_data ("catalogue");
  g_autoptr(AskgCatalogue) catalogue = folder != NULL ? askg_catalogue_load (folder, g_get_language_names (), NULL) : NULL;
  guint root_line;
  g_autofree char *excerpt = askg_diagnosis_dup_excerpt (diagnosis, &root_line);
  GPtrArray *known;

  if (catalogue == NULL || askg_diagnosis_get_lead (diagnosis) == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) askg_catalogue_match_free);
  known = askg_catalogue_match (catalogue, excerpt, NULL);
  g_ptr_array_sort_with_data (known, compare_cb, GUINT_TO_POINTER (root_line));
  drop_repeated (known);
  if (!is_picture)
    doubt_rough (known);
  if (known->len > MOST_KNOWN)
    g_ptr_array_set_size (known, MOST_KNOWN);

  return known;
}

/* -- For people ------------------------------------------------------------------------ */

static void
print_place (const AskgDiagnostic *diagnostic,
             AskgSourceFinder     *finder)
{
  g_autofree char *file = askg_source_finder_resolve (finder, diagnostic);

  if (file != NULL)
    {
      g_print ("%s", file);
      if (diagnostic->line > 0)
        g_print (":%u", diagnostic->line);
      if (diagnostic->column > 0)
        g_print (":%u", diagnostic->column);
      g_print (": ");
    }
  g_print ("%s\n", diagnostic->message);
}

static void
print_source (const AskgDiagnostic *diagnostic,
              AskgSourceFinder     *finder)
{
  g_autofree char *file = askg_source_finder_resolve (finder, diagnostic);
  g_autoptr(GPtrArray) lines = askg_source_finder_read (finder, file, diagnostic->line, N_AROUND);

  for (guint i = 0; i < lines->len; i++)
    {
      const AskgSourceLine *line = g_ptr_array_index (lines, i);

      g_print ("%s %5u  %s\n", line->number == diagnostic->line ? ">" : " ", line->number, line->text);
    }
}

static void
print_known (GPtrArray *known)
{
  const AskgCatalogueMatch *match = known->len > 0 ? g_ptr_array_index (known, 0) : NULL;

  if (match == NULL)
    return;
  g_print ("\n%s\n", match->explanation);
  for (guint i = 0; match->fixes[i] != NULL; i++)
    g_print ("  • %s\n", match->fixes[i]);
  for (guint i = 0; match->checks[i] != NULL; i++)
    g_print ("  ? %s\n", match->checks[i]);
  if (match->link_url != NULL)
    g_print ("  %s: %s\n", match->link_text, match->link_url);
  else if (match->link_text != NULL)
    g_print ("  %s\n", match->link_text);
}

static void
print_others (AskgDiagnosis    *diagnosis,
              AskgSourceFinder *finder)
{
  const AskgDiagnostic *root = askg_diagnosis_get_lead (diagnosis);
  GPtrArray *all = askg_diagnosis_get_all (diagnosis);
  guint n_told = 0, n_more = askg_diagnosis_get_n_more (diagnosis);

  for (guint i = 0; i < all->len; i++)
    {
      const AskgDiagnostic *diagnostic = g_ptr_array_index (all, i);

      if (diagnostic == root || diagnostic->severity != root->severity || diagnostic->standing != root->standing)
        continue;
      if (n_told == MOST_TOLD)
        {
          n_more++;
          continue;
        }
      if (n_told++ == 0)
        g_print ("\n%s\n", _("Also:"));
      g_print ("  ");
      print_place (diagnostic, finder);
    }
  if (n_more > 0)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more error", "and %u more errors", n_more), n_more);

      g_print ("  %s\n", more);
    }
}

static void
print_all (AskgDiagnosis    *diagnosis,
           AskgSourceFinder *finder,
           GPtrArray        *known,
           json_t           *met)
{
  const AskgDiagnostic *root = askg_diagnosis_get_lead (diagnosis);
  g_autofree char *told = met != NULL ? askg_cli_tell_met (met) : NULL;

  if (root == NULL)
    {
      g_print ("%s\n", _("No error was found in it."));
      return;
    }
  if (root->severity != ASKG_SEVERITY_ERROR)
    g_print ("%s\n", _("No error was found in it, but a warning:"));
  print_place (root, finder);
  print_source (root, finder);
  if (told != NULL)
    g_print ("\n%s\n", told);
  print_known (known);
  print_others (diagnosis, finder);
}

int
askg_cli_diagnose (int    argc,
                   char **argv)
{
  Options options = { 0 };
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, N_("Print a JSON object"), NULL },
    { "last", 0, 0, G_OPTION_ARG_NONE, &options.is_last, N_("What the command wrote that failed last"), NULL },
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &options.folder, N_("The folder in which the command ran"), N_("FOLDER") },
    { "columns", 0, 0, G_OPTION_ARG_INT, &options.n_columns, N_("How wide the terminal was that wrapped its lines"), N_("N") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgDiagnosis) diagnosis = NULL;
  g_autoptr(AskgSourceFinder) finder = NULL;
  g_autoptr(GPtrArray) known = NULL;
  g_autoptr(json_t) met = NULL;
  g_autofree char *folder = NULL;
  gboolean is_picture = FALSE;

  if (!askg_cli_parse (entries, "diagnose", &argc, &argv, &error))
    return askg_exit_with_error (error);
  if (argc > 2 || options.n_columns < 0 || (options.is_last && argc > 1))
    {
      g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_USAGE,
                           _("One output is understood at a time. Use: askglass diagnose [--json] [--last | FILE | -]."));
      return askg_exit_with_error (error);
    }

  folder = g_steal_pointer (&options.folder);
  diagnosis = options.is_last ? understand_last (&folder, &met, &error)
                              : understand (argc > 1 ? argv[1] : NULL, (guint) options.n_columns, &is_picture, &error);
  if (diagnosis == NULL)
    return askg_exit_with_error (error);
  if (folder == NULL)
    folder = g_get_current_dir ();
  finder = askg_source_finder_new (folder);
  if (is_picture)
    askg_source_finder_accept_alike (finder);
  known = look_up (diagnosis, is_picture);
  if (options.as_json)
    {
      g_autoptr(json_t) told = askg_json_for_diagnosis (diagnosis, finder, known);
      g_autofree char *printed = NULL;

      if (met != NULL)
        json_object_set (told, "met", met);
      printed = askg_json_print (told);
      g_print ("%s\n", printed);
    }
  else
    print_all (diagnosis, finder, known, met);

  return ASKG_EXIT_OK;
}
