/* askg-meter.h: what requests cost, and whether one more is within what the person gives for a month. Main thread. */
#pragma once

#include "engine/memory/askg-store.h"
#include "engine/provider/askg-engine-link.h"
#include "engine/provider/askg-price.h"

G_BEGIN_DECLS

#define ASKG_TYPE_METER (askg_meter_get_type ())
G_DECLARE_FINAL_TYPE (AskgMeter, askg_meter, ASKG, METER, GObject)

/* One request that would pass the month's limit. */
typedef struct
{
  const char *engine_id;
  const char *engine_name;
  double      request_usd; /* about */
  double      spent_usd;   /* this month, as far as it is known */
  double      cap_usd;
} AskgMeterCase;

/**
 * AskgMeterAskFunc:
 * @ticket: to be given to askg_meter_reply(), once, now or later; the signal "withdrawn" says when it is no
 *   longer waited for
 *
 * Asks the person whether it may be passed.
 */
typedef void (*AskgMeterAskFunc) (AskgMeter           *meter,
                                  const AskgMeterCase *request,
                                  guint                ticket,
                                  gpointer             user_data);

AskgMeter *askg_meter_new         (AskgStore            *store,
                                   const char           *prices_path);
void       askg_meter_set_asker   (AskgMeter            *self,
                                   AskgMeterAskFunc      asker,
                                   gpointer              user_data);
char      *askg_meter_describe    (const AskgMeterCase  *request);
void       askg_meter_find_price  (AskgMeter            *self,
                                   AskgEngineLink       *link,
                                   const char           *model,
                                   AskgPrice            *out_price);
void       askg_meter_pass_async  (AskgMeter            *self,
                                   AskgProfile          *profile,
                                   double                request_usd,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean   askg_meter_pass_finish (AskgMeter            *self,
                                   GAsyncResult         *result,
                                   GError              **error);
void       askg_meter_reply       (AskgMeter            *self,
                                   guint                 ticket,
                                   gboolean              agreed);
void       askg_meter_settle      (AskgMeter            *self,
                                   double                request_usd,
                                   gboolean              is_known);

G_END_DECLS
