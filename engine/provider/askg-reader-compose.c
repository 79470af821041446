/* askg-reader-compose.c: which parts make the answer. Any thread, one at a time. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader-matter.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

/* The one sentence that says it, everywhere the same. */
static const char *
needs_model (void)
{
  return _("This needs a model. The reader can read, find and explain errors. Add an engine…");
}

static GError *
nothing_to_look_at (AskgReaderMatter *matter)
{
  if (matter->intent->kind == ASKG_INTENT_MODEL)
    return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_NEEDS_MODEL, needs_model ());
  if (matter->n_attachments > 0)
    return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_NO_TEXT,
                                _("No text in this region. Ask about the picture, or drag again."));

  return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                              _("There is nothing to look at yet. Drag a region, or attach a picture or a text, and ask again. "
                                "Questions without one need a model."));
}

/* What a refusal can still tell: the error, the lines that speak of what was asked, or the text. */
static void
add_refusal (AskgReaderMatter *matter,
             AskgReaderReply  *reply)
{
  const gboolean has_error = askg_reader_matter_count_errors (matter) > 0;
  const gboolean has_place = matter->intent->subject != NULL && askg_reader_matter_holds (matter, matter->intent->subject);

  if (matter->is_follow_up && !has_error && !has_place)
    {
      askg_reader_reply_fail (reply, g_error_new_literal (ASKG_ERROR, ASKG_ERROR_NEEDS_MODEL, needs_model ()));
      return;
    }

  askg_reader_reply_add_paragraph (reply, needs_model ());
  if (has_error || has_place)
    askg_reader_reply_add_paragraph (reply, _("What it can tell:"));
  if (has_place)
    askg_reader_tell_places (matter, reply);
  else
    askg_reader_explain_short (matter, reply);
}

/* Without words: an error is explained, anything else is read. */
static void
add_unasked (AskgReaderMatter *matter,
             AskgReaderReply  *reply)
{
  gboolean looks_wrong = askg_reader_matter_count_errors (matter) > 0;
  gboolean is_certain = FALSE;

  for (guint i = 0; !looks_wrong && i < matter->sources->len; i++)
    looks_wrong = askg_reader_source_guess_line (g_ptr_array_index (matter->sources, i), &is_certain) != G_MAXUINT && is_certain;

  if (looks_wrong)
    askg_reader_explain (matter, reply);
  else
    askg_reader_tell_text (matter, reply);
}

static void
add_answer (AskgReaderMatter *matter,
            AskgReaderReply  *reply,
            GCancellable     *cancellable)
{
  switch (matter->intent->kind)
    {
    case ASKG_INTENT_NOTHING:
      add_unasked (matter, reply);
      break;
    case ASKG_INTENT_EXPLAIN:
      askg_reader_explain (matter, reply);
      break;
    case ASKG_INTENT_AGAIN:
    case ASKG_INTENT_READ:
      askg_reader_tell_text (matter, reply);
      break;
    case ASKG_INTENT_TABLE:
      askg_reader_tell_table (matter, reply);
      break;
    case ASKG_INTENT_EXTRACT:
      askg_reader_tell_extracts (matter, reply, cancellable);
      break;
    case ASKG_INTENT_COUNT:
      askg_reader_tell_count (matter, reply, cancellable);
      break;
    case ASKG_INTENT_SUMMARISE:
      askg_reader_tell_summary (matter, reply, cancellable);
      break;
    case ASKG_INTENT_FIND:
      askg_reader_tell_places (matter, reply);
      break;
    case ASKG_INTENT_RECALL:
      askg_reader_tell_earlier (matter, reply);
      break;
    case ASKG_INTENT_HELP:
    case ASKG_INTENT_WHO:
      askg_reader_tell_help (matter, reply);
      break;
    case ASKG_INTENT_THANKS:
      askg_reader_reply_add_paragraph (reply, _("You are welcome."));
      break;
    case ASKG_INTENT_MODEL:
    default:
      add_refusal (matter, reply);
      break;
    }
}

/**
 * askg_reader_compose:
 * @matter: what is known
 * @cancellable: (nullable): ends early; what is returned then is not to be shown
 *
 * Errors in the reply: %ASKG_ERROR_NEEDS_MODEL, %ASKG_ERROR_NO_TEXT, %ASKG_ERROR_NOTHING_THERE,
 *   each only when nothing at all can be said.
 *
 * Returns: (transfer full): the whole answer
 */
AskgReaderReply *
askg_reader_compose (AskgReaderMatter *matter,
                     GCancellable     *cancellable)
{
  AskgReaderReply *reply = askg_reader_reply_new ();

  if (matter->sources->len == 0 && askg_reader_matter_needs_sources (matter))
    {
      askg_reader_reply_fail (reply, nothing_to_look_at (matter));
      return reply;
    }

  add_answer (matter, reply, cancellable);
  for (guint i = 0; i < matter->troubles->len; i++)
    askg_reader_reply_add_paragraph (reply, g_ptr_array_index (matter->troubles, i));

  return reply;
}
