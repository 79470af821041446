/* askg-remedy.c: any thread. The sentence of an error says what went wrong and what to do; here it gets its buttons. */
#include "ui/overlay/askg-remedy.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

#define N_WISHES 4

/* The likely wish first. Those that cannot work are left out: see can_work(). */
typedef struct
{
  AskgError       code;
  AskgNoticeKind  kind;
  const char     *title;
  AskgRemedy      wishes[N_WISHES];
} Row;

static const Row rows[] = {
  { ASKG_ERROR_NETWORK, ASKG_NOTICE_WARNING, N_("The engine was not reached"),
    { ASKG_REMEDY_AGAIN, ASKG_REMEDY_ANOTHER, ASKG_REMEDY_ENGINE } },
  { ASKG_ERROR_ADDRESS, ASKG_NOTICE_FAILED, N_("No engine at this address"),
    { ASKG_REMEDY_ENGINE, ASKG_REMEDY_ANOTHER, ASKG_REMEDY_AGAIN } },
  { ASKG_ERROR_CERTIFICATE, ASKG_NOTICE_FAILED, N_("The certificate is not to be trusted"),
    { ASKG_REMEDY_ANOTHER, ASKG_REMEDY_AGAIN } },
  { ASKG_ERROR_LOCAL_ONLY, ASKG_NOTICE_INFO, N_("Local only is on"),
    { ASKG_REMEDY_ANOTHER, ASKG_REMEDY_ENGINE } },
  { ASKG_ERROR_NOT_SENT, ASKG_NOTICE_INFO, N_("Nothing was sent"),
    { ASKG_REMEDY_AGAIN, ASKG_REMEDY_ANOTHER } },
  { ASKG_ERROR_KEY_REFUSED, ASKG_NOTICE_FAILED, N_("The key was refused"),
    { ASKG_REMEDY_KEY, ASKG_REMEDY_ANOTHER, ASKG_REMEDY_AGAIN } },
  { ASKG_ERROR_NO_KEYRING, ASKG_NOTICE_FAILED, N_("The key cannot be read"),
    { ASKG_REMEDY_AGAIN, ASKG_REMEDY_KEY, ASKG_REMEDY_ANOTHER } },
  { ASKG_ERROR_NO_CREDIT, ASKG_NOTICE_FAILED, N_("The account is used up"),
    { ASKG_REMEDY_ANOTHER, ASKG_REMEDY_AGAIN } },
  { ASKG_ERROR_RATE_LIMIT, ASKG_NOTICE_WARNING, N_("Too many requests"),
    { ASKG_REMEDY_AGAIN, ASKG_REMEDY_ANOTHER } },
  { ASKG_ERROR_NO_SUCH_MODEL, ASKG_NOTICE_FAILED, N_("The model is not there"),
    { ASKG_REMEDY_ENGINE, ASKG_REMEDY_ANOTHER, ASKG_REMEDY_AGAIN } },
  { ASKG_ERROR_NO_SUCH_ENGINE, ASKG_NOTICE_FAILED, N_("The engine is not there"),
    { ASKG_REMEDY_ANOTHER, ASKG_REMEDY_ADD } },
  { ASKG_ERROR_UNREADABLE_MODEL, ASKG_NOTICE_FAILED, N_("The model file cannot be used"),
    { ASKG_REMEDY_ENGINE, ASKG_REMEDY_ANOTHER } },
  { ASKG_ERROR_ENGINE_FAILED, ASKG_NOTICE_FAILED, N_("The engine failed"),
    { ASKG_REMEDY_AGAIN, ASKG_REMEDY_ANOTHER } },
  { ASKG_ERROR_ENGINE_SILENT, ASKG_NOTICE_WARNING, N_("The engine did not answer"),
    { ASKG_REMEDY_AGAIN, ASKG_REMEDY_ANOTHER, ASKG_REMEDY_ENGINE } },
  { ASKG_ERROR_TIMED_OUT, ASKG_NOTICE_WARNING, N_("It took too long"),
    { ASKG_REMEDY_AGAIN, ASKG_REMEDY_ANOTHER } },
  { ASKG_ERROR_EMPTY_ANSWER, ASKG_NOTICE_WARNING, N_("The answer is empty"),
    { ASKG_REMEDY_AGAIN, ASKG_REMEDY_ANOTHER } },
  { ASKG_ERROR_TOO_LARGE, ASKG_NOTICE_WARNING, N_("Too much at once"),
    { ASKG_REMEDY_SMALLER, ASKG_REMEDY_NEW, ASKG_REMEDY_ANOTHER } },
  { ASKG_ERROR_NEEDS_MODEL, ASKG_NOTICE_INFO, N_("Not answered"),
    { ASKG_REMEDY_ANOTHER, ASKG_REMEDY_ADD } },
  { ASKG_ERROR_NO_TEXT, ASKG_NOTICE_INFO, N_("Not answered"),
    { ASKG_REMEDY_ANOTHER } },
};

/* What another try mends at best. */
static const Row any_other = { ASKG_ERROR_UNAVAILABLE, ASKG_NOTICE_FAILED, N_("Not answered"),
                               { ASKG_REMEDY_AGAIN, ASKG_REMEDY_ANOTHER } };

/* What was written is kept, and the engine gets it back to read. */
static const Row in_mid_answer = { ASKG_ERROR_ENGINE_FAILED, ASKG_NOTICE_FAILED, N_("The engine stopped in mid-answer"),
                                   { ASKG_REMEDY_GO_ON, ASKG_REMEDY_ANOTHER, ASKG_REMEDY_AGAIN } };

/* An engine that turned out not to see or hear is told otherwise the next time. */
static const Row not_taken = { ASKG_ERROR_NEEDS_MODEL, ASKG_NOTICE_INFO, N_("This engine cannot take that"),
                               { ASKG_REMEDY_AGAIN, ASKG_REMEDY_ANOTHER, ASKG_REMEDY_ADD } };

static const Row *
find_row (const GError     *error,
          const AskgPlight *plight)
{
  if (plight->is_partial && !plight->is_reader)
    return &in_mid_answer;
  if (!plight->is_reader && g_error_matches (error, ASKG_ERROR, ASKG_ERROR_NEEDS_MODEL))
    return &not_taken;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_error_matches (error, ASKG_ERROR, (int) rows[i].code))
      return &rows[i];

  return &any_other;
}

static gboolean
can_work (AskgRemedy        remedy,
          const AskgPlight *plight)
{
  switch (remedy)
    {
    case ASKG_REMEDY_AGAIN:
      return TRUE;
    case ASKG_REMEDY_GO_ON:
      return plight->is_partial;
    case ASKG_REMEDY_ANOTHER:
      return plight->has_other;
    case ASKG_REMEDY_KEY:
    case ASKG_REMEDY_ENGINE:
    case ASKG_REMEDY_ADD:
      return plight->can_set_up;
    case ASKG_REMEDY_SMALLER:
      return plight->has_pictures;
    case ASKG_REMEDY_NEW:
      return plight->is_follow_up;
    case ASKG_REMEDY_NONE:
    default:
      return FALSE;
    }
}

/**
 * askg_remedies_for:
 * @error: (nullable): why it was not answered
 *
 * Returns: how it is told, and at most two wishes that can work here
 */
AskgRemedies
askg_remedies_for (const GError     *error,
                   const AskgPlight *plight)
{
  const Row *row = find_row (error, plight);
  AskgRemedies remedies = { row->kind, _(row->title), ASKG_REMEDY_NONE, ASKG_REMEDY_NONE };

  for (gsize i = 0; i < N_WISHES; i++)
    {
      if (!can_work (row->wishes[i], plight))
        continue;
      if (remedies.first == ASKG_REMEDY_NONE)
        remedies.first = row->wishes[i];
      else if (remedies.second == ASKG_REMEDY_NONE)
        remedies.second = row->wishes[i];
    }

  return remedies;
}

/**
 * askg_remedy_dup_label:
 * @other_name: (nullable): of the engine that would be asked instead
 *
 * Returns: (transfer full) (nullable): what its button says
 */
char *
askg_remedy_dup_label (AskgRemedy  remedy,
                       const char *other_name)
{
  switch (remedy)
    {
    case ASKG_REMEDY_AGAIN:
      return g_strdup (_("Try again"));
    case ASKG_REMEDY_GO_ON:
      return g_strdup (_("Go on from here"));
    case ASKG_REMEDY_ANOTHER:
      return other_name != NULL ? g_strdup_printf (_("Ask %s"), other_name) : NULL;
    case ASKG_REMEDY_KEY:
      return g_strdup (_("Change the key…"));
    case ASKG_REMEDY_ENGINE:
      return g_strdup (_("Engine settings…"));
    case ASKG_REMEDY_ADD:
      return g_strdup (_("Add an engine…"));
    case ASKG_REMEDY_SMALLER:
      return g_strdup (_("Make the picture smaller"));
    case ASKG_REMEDY_NEW:
      return g_strdup (_("Begin a new conversation"));
    case ASKG_REMEDY_NONE:
    default:
      return NULL;
    }
}
