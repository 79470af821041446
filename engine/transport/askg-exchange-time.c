/* askg-exchange-time.c: main thread.
 *
 * One source an exchange. A sign of life costs a look at the clock; the source is moved only when it is due. */
#include "engine/transport/askg-exchange-private.h"

#include <time.h>

#define CONNECT_MS         10000u
#define CONNECT_HERE_MS    3000u
#define FIRST_BYTE_MS      120000u
#define FIRST_BYTE_HERE_MS 600000u /* a processor reads a long prompt slowly */
#define QUIET_MS           60000u
#define MAX_REPLY_BYTES    (256u << 20)

#define LOOK_US        (5 * G_USEC_PER_SEC)  /* how often a sleep of the machine is looked for */
#define SLEPT_US       (5 * G_USEC_PER_SEC)  /* more than this is one */
#define AFTER_SLEEP_US (8 * G_USEC_PER_SEC)  /* a connection that says nothing for so long after it is lost */
#define LINGER_US      (2 * G_USEC_PER_SEC)  /* for the end of a body that nobody needs, to keep the connection */

/**
 * askg_exchange_limits_init:
 *
 * Sets the usual limits for @outbound: a connection within 10 s (3 s on this machine), a first byte within
 * 2 minutes (10 on this machine), then no silence over a minute, and at most 256 MiB.
 */
void
askg_exchange_limits_init (AskgExchangeLimits *limits,
                           AskgOutbound       *outbound)
{
  const gboolean is_here = askg_origin_is_this_machine (askg_outbound_get_origin (outbound));

  *limits = (AskgExchangeLimits) {
    .connect_ms = is_here ? CONNECT_HERE_MS : CONNECT_MS,
    .first_byte_ms = is_here ? FIRST_BYTE_HERE_MS : FIRST_BYTE_MS,
    .quiet_ms = QUIET_MS,
    .max_bytes = MAX_REPLY_BYTES,
  };
}

static gint64
get_slept_us (void)
{
  struct timespec boot, monotonic;

  clock_gettime (CLOCK_BOOTTIME, &boot);
  clock_gettime (CLOCK_MONOTONIC, &monotonic);

  return (boot.tv_sec - monotonic.tv_sec) * G_USEC_PER_SEC + (boot.tv_nsec - monotonic.tv_nsec) / 1000;
}

/* When bytes that keep the line warm and say nothing were enough. */
static gint64
get_sense_due_us (AskgExchange *self)
{
  const guint limit_ms = self->has_begun ? self->limits.quiet_ms : self->limits.first_byte_ms;

  if (!self->limits.only_events_count || self->stage != ASKG_EXCHANGE_RECEIVING || self->is_over)
    return G_MAXINT64;

  return self->sense_us + limit_ms * G_GINT64_CONSTANT (1000);
}

/* Whether all that came, for as long as a first byte may take, was a head and what keeps a line open. */
gboolean
askg_exchange_has_yet_to_begin (AskgExchange *self)
{
  return !self->has_begun && g_get_monotonic_time () >= get_sense_due_us (self);
}

static gint64
get_limit_us (AskgExchange *self)
{
  if (self->is_over)
    return LINGER_US;
  if (self->is_idle)
    return -1;

  switch (self->stage)
    {
    case ASKG_EXCHANGE_CONNECTING:
      return self->limits.connect_ms * G_GINT64_CONSTANT (1000);
    case ASKG_EXCHANGE_WAITING:
      return self->limits.first_byte_ms * G_GINT64_CONSTANT (1000);
    case ASKG_EXCHANGE_SENDING:
    case ASKG_EXCHANGE_RECEIVING:
      return self->is_paused ? -1 : self->limits.quiet_ms * G_GINT64_CONSTANT (1000);
    case ASKG_EXCHANGE_ASKING:
    case ASKG_EXCHANGE_ENDED:
    default:
      return -1; /* a person may take their time */
    }
}

static gint64
get_due_us (AskgExchange *self,
            gint64        limit_us)
{
  return MIN (self->alive_us + limit_us, get_sense_due_us (self));
}

/* After a sleep the other side has gone, and nobody tells: what says nothing soon is lost. */
static void
look_for_sleep (AskgExchange *self,
                gint64        limit_us)
{
  const gint64 asleep_us = get_slept_us ();
  const gboolean has_slept = asleep_us - self->asleep_us > SLEPT_US;

  self->asleep_us = asleep_us;
  if (has_slept && self->is_idle && !askg_origin_is_this_machine (askg_outbound_get_origin (self->outbound)))
    {
      self->is_idle = FALSE; /* it has to show that it still lives */
      limit_us = get_limit_us (self);
    }
  if (has_slept && limit_us > AFTER_SLEEP_US && !askg_origin_is_this_machine (askg_outbound_get_origin (self->outbound)))
    self->alive_us = MIN (self->alive_us, g_get_monotonic_time () - limit_us + AFTER_SLEEP_US);
}

static gboolean
time_cb (gpointer user_data)
{
  AskgExchange *self = user_data;
  const gint64 now_us = g_get_monotonic_time ();
  const gint64 limit_us = get_limit_us (self);

  look_for_sleep (self, limit_us);
  if (limit_us < 0 || now_us < get_due_us (self, limit_us))
    g_source_set_ready_time (self->deadline, limit_us < 0 ? now_us + LOOK_US : MIN (now_us + LOOK_US, get_due_us (self, limit_us)));
  else
    askg_exchange_end (self, self->is_over ? NULL : askg_exchange_new_late_error (self));

  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_deadline (GSource     *source,
                   GSourceFunc  callback,
                   gpointer     user_data)
{
  return callback (user_data);
}

static GSourceFuncs deadline_funcs = { .dispatch = dispatch_deadline };

/* A sign of life only notes the time; the source looks at it when it is due, or earlier after this. */
void
askg_exchange_watch_time (AskgExchange *self)
{
  const gint64 limit_us = get_limit_us (self);

  if (self->deadline == NULL)
    {
      self->asleep_us = get_slept_us ();
      self->deadline = g_source_new (&deadline_funcs, sizeof (GSource));
      g_source_set_static_name (self->deadline, "[askg] exchange deadline");
      g_source_set_callback (self->deadline, time_cb, self, NULL);
      g_source_attach (self->deadline, g_main_context_get_thread_default ());
    }
  if (limit_us >= 0)
    g_source_set_ready_time (self->deadline, MIN (g_get_monotonic_time () + LOOK_US, get_due_us (self, limit_us)));
}
