/* covered-rig.h: what may leave, made of fixed bytes, for tests of what happens to it afterwards. */
#pragma once

#include <string.h>

#include "engine/privacy/askg-parcel.h"

static inline GBytes *
rig_make_body (AskgCovered *covered, gpointer data, char **out_content_type)
{
  return g_bytes_ref (data);
}

static inline AskgParcel *
rig_parcel (GBytes *body)
{
  g_autoptr(AskgRedactor) redactor = askg_redactor_new (NULL, NULL);
  g_autoptr(AskgCover) cover = askg_cover_new ();

  return askg_parcel_new (redactor, cover, rig_make_body, g_bytes_ref (body), (GDestroyNotify) g_bytes_unref);
}

/* Nothing can be read in it. */
static inline void
rig_add_picture (AskgParcel *parcel)
{
  static const guint32 pixels[16];
  g_autoptr(GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);
  g_autoptr(AskgFrame) frame = askg_frame_new (bytes, 4, 4, 16, TRUE, 0);
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(AskgPageText) page = askg_page_text_builder_finish (builder);

  askg_parcel_add_picture (parcel, frame, page, 100, FALSE);
}

static inline void
rig_add_sound (AskgParcel *parcel)
{
  static const gint16 samples[160];
  g_autoptr(GBytes) bytes = g_bytes_new_static (samples, sizeof samples);
  g_autoptr(AskgPcm) sound = askg_pcm_new (bytes, 16000, 1);

  askg_parcel_add_sound (parcel, sound, 0);
}

/* @words: (nullable): the person's; without any nothing in it is theirs */
static inline AskgCovered *
rig_covered (GBytes *body, const char *words, gboolean may_leave)
{
  g_autoptr(AskgParcel) parcel = rig_parcel (body);

  if (words != NULL)
    askg_parcel_add_text (parcel, words);

  return askg_parcel_cover (parcel, may_leave, NULL, NULL);
}

/* Nothing in it is the person's. */
static inline AskgCovered *
rig_static (const char *body)
{
  g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));

  return rig_covered (bytes, NULL, TRUE);
}
