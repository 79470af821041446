/* askg-retaining.c: main thread. */
#include "app/askg-retaining.h"

#include "app/askg-settings.h"
#include "engine/memory/askg-store-life.h"

#define DAY_SECONDS (24 * 60 * 60)
#define MEGABYTE    (1000 * 1000)

/* The keys "keep-days" and "keep-megabytes"; zeroes, for ever and any size, where there are no settings. */
AskgRetention
askg_retaining_get_rule (void)
{
  g_autoptr(GSettings) settings = askg_settings_new ();

  if (settings == NULL)
    return (AskgRetention) { 0 };

  return (AskgRetention) {
    .longest_us = g_settings_get_uint (settings, "keep-days") * G_TIME_SPAN_DAY,
    .most_bytes = (gint64) g_settings_get_uint (settings, "keep-megabytes") * MEGABYTE,
  };
}

static void
retained_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(AskgSession) session = user_data;
  g_autoptr(GError) error = NULL;
  AskgRetained retained;

  if (!askg_store_retain_finish (ASKG_STORE (object), result, &retained, &error))
    askg_session_report (session, error);
  else if (retained.n_too_old + retained.n_too_large > 0)
    askg_session_note_history_changed (session);
}

static void
retain (AskgSession *session)
{
  const AskgRetention rule = askg_retaining_get_rule ();

  if ((rule.longest_us > 0 || rule.most_bytes > 0) && askg_store_is_open (askg_session_get_store (session)))
    askg_store_retain_async (askg_session_get_store (session), &rule, FALSE, NULL, retained_cb, g_object_ref (session));
}

static gboolean
daily_cb (gpointer user_data)
{
  g_autoptr(AskgSession) session = g_weak_ref_get (user_data);

  if (session == NULL)
    return G_SOURCE_REMOVE;
  retain (session);

  return G_SOURCE_CONTINUE;
}

static void
ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/**
 * askg_retaining_start:
 * @session: open
 *
 * Ends what the settings let go, now and every day as long as @session lives, in small pieces.
 */
void
askg_retaining_start (AskgSession *session)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, session);
  retain (session);
  g_timeout_add_seconds_full (G_PRIORITY_LOW, DAY_SECONDS, daily_cb, ref, ref_free);
}
