/* askg-off-record.c: main thread. */
#include "app/askg-off-record.h"

#define TODAY_KEY "askg-off-record-today" /* of the session */
#define NOTED_KEY "askg-off-record-noted" /* of a conversation that counts */

typedef struct
{
  guint day; /* local; any number that tells days apart */
  guint n;
} Today;

static guint
this_day (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  return (guint) g_date_time_get_year (now) * 366 + (guint) g_date_time_get_day_of_year (now);
}

static Today *
today_of (AskgSession *session)
{
  Today *today = g_object_get_data (G_OBJECT (session), TODAY_KEY);
  const guint day = this_day ();

  if (today == NULL)
    {
      today = g_new0 (Today, 1);
      g_object_set_data_full (G_OBJECT (session), TODAY_KEY, today, g_free);
    }
  if (today->day != day)
    *today = (Today) { day, 0 };

  return today;
}

/* @conversation: off the record; however often something is asked in it, it is one */
void
askg_off_record_note (AskgSession      *session,
                      AskgConversation *conversation)
{
  if (g_object_get_data (G_OBJECT (conversation), NOTED_KEY) != NULL)
    return;
  g_object_set_data (G_OBJECT (conversation), NOTED_KEY, GINT_TO_POINTER (TRUE));
  today_of (session)->n++;
}

guint
askg_off_record_count (AskgSession *session)
{
  return today_of (session)->n;
}
