/* askg-cast-wire.h: what askglass-cast writes, and Askglass reads. No functions. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_CAST_MAGIC 0x41435354u
#define ASKG_CAST_FD    3 /* where askglass-cast finds the PipeWire connection */

/* Before each picture; then height rows of width 32-bit words 0x??RRGGBB, without gaps. */
typedef struct
{
  guint32 magic;
  guint32 width_px;
  guint32 height_px;
} AskgCastHead;

G_END_DECLS
