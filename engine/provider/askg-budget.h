/* askg-budget.h: what requests cost, and whether one more is within what the person gives for a month. Main thread. */
#pragma once

#include "engine/memory/askg-store.h"
#include "engine/provider/askg-engine-link.h"
#include "engine/provider/askg-price.h"

G_BEGIN_DECLS

#define ASKG_TYPE_BUDGET (askg_budget_get_type ())
G_DECLARE_FINAL_TYPE (AskgBudget, askg_budget, ASKG, BUDGET, GObject)

/* One request that would pass the month's limit. */
typedef struct
{
  const char *engine_id;
  const char *engine_name;
  double      request_usd; /* about */
  double      spent_usd;   /* this month, as far as it is known */
  double      cap_usd;
} AskgBudgetCase;

/**
 * AskgBudgetAskFunc:
 * @ticket: to be given to askg_budget_reply(), once, now or later; the signal "withdrawn" says when it is no
 *   longer waited for
 *
 * Asks the person whether it may be passed.
 */
typedef void (*AskgBudgetAskFunc) (AskgBudget           *budget,
                                  const AskgBudgetCase *request,
                                  guint                ticket,
                                  gpointer             user_data);

AskgBudget *askg_budget_new         (AskgStore            *store,
                                     const char           *prices_path);
void        askg_budget_set_asker   (AskgBudget           *self,
                                     AskgBudgetAskFunc     asker,
                                     gpointer              user_data);
char       *askg_budget_describe    (const AskgBudgetCase *request);
void        askg_budget_find_price  (AskgBudget           *self,
                                     AskgEngineLink       *link,
                                     const char           *model,
                                     AskgPrice            *out_price);
gboolean    askg_budget_pass_now    (AskgBudget           *self,
                                     double                request_usd);
void        askg_budget_pass_async  (AskgBudget           *self,
                                     AskgProfile          *profile,
                                     double                request_usd,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean    askg_budget_pass_finish (AskgBudget           *self,
                                     GAsyncResult         *result,
                                     GError              **error);
void        askg_budget_reply       (AskgBudget           *self,
                                     guint                 ticket,
                                     gboolean              agreed);
void        askg_budget_settle      (AskgBudget           *self,
                                     double                request_usd,
                                     gboolean              is_known);
double      askg_budget_get_spent_usd (AskgBudget         *self);

G_END_DECLS
