/* askg-waterfall.c: main thread. */
#include "ui/overlay/askg-waterfall.h"

#include <glib/gi18n-lib.h>

/* What a person takes for one thing; in the order in which it usually goes. */
typedef enum
{
  CAPTURE,
  READ,
  ENCODE,
  START,
  PROBE,
  FOLD,
  CONNECT,
  UPLOAD,
  FIRST,
  LAST,
  N_GROUPS,
} Group;

typedef struct
{
  gint64   start_us;
  gint64   end_us;
  gint64   duration_us;
  gboolean is_there;
  gboolean is_reused;  /* all of it */
  gboolean is_engines;
} Extent;

static Group
group_of (AskgSpanKind kind)
{
  static const Group groups[] = {
    [ASKG_SPAN_CAPTURE] = CAPTURE, [ASKG_SPAN_READ] = READ, [ASKG_SPAN_ENCODE] = ENCODE, [ASKG_SPAN_START] = START,
    [ASKG_SPAN_PROBE] = PROBE, [ASKG_SPAN_FOLD] = FOLD,
    [ASKG_SPAN_RESOLVE] = CONNECT, [ASKG_SPAN_CONNECT] = CONNECT, [ASKG_SPAN_TLS] = CONNECT,
    [ASKG_SPAN_UPLOAD] = UPLOAD, [ASKG_SPAN_WAIT] = FIRST, [ASKG_SPAN_FIRST_TOKEN] = FIRST, [ASKG_SPAN_STREAM] = LAST,
  };

  return (gsize) kind < G_N_ELEMENTS (groups) ? groups[kind] : LAST;
}

static const char *
name_of (Group group)
{
  const char *const names[N_GROUPS] = {
    [CAPTURE] = _("Capture"), [READ] = _("Read the text"), [ENCODE] = _("Encode"), [START] = _("Start the engine"),
    [PROBE] = _("Get to know the engine"),
    [FOLD] = _("Sum up earlier turns"), [CONNECT] = _("Connect"), [UPLOAD] = _("Upload"), [FIRST] = _("First word"), [LAST] = _("Last word"),
  };

  return names[group];
}

static void
add (Extent                extents[N_GROUPS],
     const AskgAnswerSpan *span)
{
  Extent *extent = &extents[group_of (span->kind)];
  const gint64 duration_us = MAX (span->duration_us, 0);

  if (!extent->is_there)
    *extent = (Extent) { span->start_us, span->start_us, 0, TRUE, TRUE, FALSE };
  extent->start_us = MIN (extent->start_us, span->start_us);
  extent->end_us = MAX (extent->end_us, span->start_us + duration_us);
  extent->is_reused &= span->is_reused;
  extent->is_engines |= span->is_engines;
  if (!span->is_reused)
    extent->duration_us += duration_us;
}

/* An engine that says nothing of its time: what was seen of it. */
static void
add_what_was_seen (Extent      extents[N_GROUPS],
                   AskgAnswer *answer)
{
  const gboolean is_engines = g_strcmp0 (askg_answer_get_engine_id (answer), "reader") != 0;
  const gint64 first_us = askg_answer_get_first_text_us (answer);
  const gint64 all_us = askg_answer_get_duration_us (answer);

  if (first_us >= 0)
    add (extents, &(AskgAnswerSpan) { ASKG_SPAN_FIRST_TOKEN, 0, first_us, FALSE, is_engines });
  if (all_us > first_us)
    add (extents, &(AskgAnswerSpan) { ASKG_SPAN_STREAM, MAX (first_us, 0), all_us - MAX (first_us, 0), FALSE, is_engines });
}

/* What was done before Enter stands right before it: how long a person typed is nobody's work. */
static void
pack_before_enter (Extent extents[N_GROUPS])
{
  gint64 end_us = 0;

  for (Group group = 0; group < N_GROUPS; group++)
    if (extents[group].is_there && extents[group].end_us > 0)
      end_us = MIN (end_us, extents[group].start_us);
  for (Group group = N_GROUPS; group-- > 0;)
    {
      Extent *extent = &extents[group];
      const gint64 length_us = extent->end_us - extent->start_us;

      if (!extent->is_there || extent->end_us > 0 || extent->start_us >= 0)
        continue;
      extent->end_us = end_us;
      extent->start_us = end_us - length_us;
      end_us = extent->start_us;
    }
}

/**
 * askg_waterfall_new:
 * @answer: one that is over
 */
AskgWaterfall *
askg_waterfall_new (AskgAnswer *answer)
{
  const GArray *spans = askg_answer_get_parts (answer)->spans;
  AskgWaterfall *self = g_new0 (AskgWaterfall, 1);
  Extent extents[N_GROUPS] = { 0 };
  gint64 start_us = 0, end_us = 1;

  self->bars = g_array_new (FALSE, FALSE, sizeof (AskgWaterfallBar));
  for (guint i = 0; i < spans->len; i++)
    add (extents, &g_array_index (spans, AskgAnswerSpan, i));
  if (spans->len == 0)
    add_what_was_seen (extents, answer);
  pack_before_enter (extents);

  for (Group group = 0; group < N_GROUPS; group++)
    if (extents[group].is_there)
      {
        start_us = MIN (start_us, extents[group].start_us);
        end_us = MAX (end_us, extents[group].end_us);
      }
  for (Group group = 0; group < N_GROUPS; group++)
    {
      const Extent *extent = &extents[group];
      const double all_us = (double) (end_us - start_us);
      const AskgWaterfallBar bar = { name_of (group), (double) (extent->start_us - start_us) / all_us,
                                     (double) (extent->end_us - start_us) / all_us, extent->duration_us,
                                     extent->is_reused, extent->is_engines };

      if (!extent->is_there)
        continue;
      g_array_append_val (self->bars, bar);
      *(bar.is_engines ? &self->engines_us : &self->ours_us) += bar.duration_us;
    }

  return self;
}

void
askg_waterfall_free (AskgWaterfall *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->bars);
  g_free (self);
}

/* (transfer full): such as "203 ms" or "1.20 s": finer than a caption, since it is compared */
char *
askg_waterfall_dup_time (gint64 duration_us)
{
  if (duration_us < G_USEC_PER_SEC)
    return g_strdup_printf (_("%d ms"), (int) (duration_us / 1000));

  return g_strdup_printf (_("%.2f s"), duration_us / (double) G_USEC_PER_SEC);
}

/* (transfer full) (nullable): whose time it was; %NULL when there was no engine beside us */
char *
askg_waterfall_dup_verdict (const AskgWaterfall *self)
{
  g_autofree char *engines = askg_waterfall_dup_time (self->engines_us);
  g_autofree char *ours = askg_waterfall_dup_time (self->ours_us);

  if (self->engines_us == 0)
    return NULL;

  return g_strdup_printf (_("The engine took %s of it, Askglass %s."), engines, ours);
}
