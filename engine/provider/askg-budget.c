/* askg-budget.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-budget.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-tickets.h"
#include "engine/provider/askg-engine-url.h"
#include "engine/provider/askg-prices.h"

#define MAX_CAP_USD 1e6

struct _AskgBudget
{
  GObject           parent_instance;

  /* Owned */
  AskgStore        *store;
  char             *prices_path;
  AskgPrices       *prices;  /* (nullable): read when the first price is wanted */
  AskgTickets      *tickets;

  /* Borrowed */
  AskgBudgetAskFunc asker;
  gpointer          asker_data;

  double            cap_usd;    /* 0: none */
  double            spent_usd;  /* this month, as of the last question; NAN: nobody asked */
  double            pending_usd; /* about: of requests under way, and of those that nobody counted in the end */
  gboolean          has_no_prices; /* they could not be read */
};

/* Owned by its task. */
typedef struct
{
  AskgProfile *profile;
  double       request_usd;
  double       spent_usd;
} Passing;

enum { PROP_0, PROP_MONTHLY_CAP_USD, N_PROPS };
enum { WITHDRAWN, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgBudget, askg_budget, G_TYPE_OBJECT)

static void
passing_free (Passing *passing)
{
  g_clear_object (&passing->profile);
  g_free (passing);
}

/* -- Prices --------------------------------------------------------------------- */

static AskgPrices *
ensure_prices (AskgBudget *self)
{
  g_autoptr(GError) error = NULL;

  if (self->prices == NULL && !self->has_no_prices)
    {
      self->prices = askg_prices_new (self->prices_path, &error);
      self->has_no_prices = self->prices == NULL;
      if (error != NULL)
        g_debug ("%s", error->message);
    }

  return self->prices;
}

static void
find_listed (AskgBudget  *self,
             AskgProfile *profile,
             const char  *model,
             AskgPrice   *out_price)
{
  const char *typed = askg_profile_get_url (profile);
  g_autoptr(AskgEngineUrl) url = typed != NULL ? askg_engine_url_parse (typed, NULL) : NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  if (url != NULL && model != NULL && ensure_prices (self) != NULL)
    askg_prices_find (self->prices, url->host, model, today, out_price);
}

/**
 * askg_budget_find_price:
 * @model: (nullable): as it is asked for
 * @out_price: (out): the person's own; else nothing where it is on this machine; else as listed; else not known
 */
void
askg_budget_find_price (AskgBudget     *self,
                        AskgEngineLink *link,
                        const char     *model,
                        AskgPrice      *out_price)
{
  AskgProfile *profile = askg_engine_link_get_profile (link);

  g_return_if_fail (ASKG_IS_BUDGET (self));

  askg_price_init (out_price);
  out_price->in = askg_profile_get_price (profile, "price-in");
  out_price->out = askg_profile_get_price (profile, "price-out");
  out_price->cached = askg_profile_get_price (profile, "price-cached");
  /* Who enters a price for tokens means all of them. */
  out_price->audio_in = out_price->in;
  out_price->audio_out = out_price->out;
  if (askg_price_is_known (out_price))
    return;

  if (askg_profile_get_kind (profile) == ASKG_PROFILE_CHILD || askg_engine_link_is_here (link))
    *out_price = (AskgPrice) { 0, 0, 0, 0, 0 };
  else
    find_listed (self, profile, model, out_price);
}

/* -- The month's limit -------------------------------------------------------------- */

/* A single question may cost less than a cent. */
static char *
describe_usd (double usd)
{
  return g_strdup_printf (usd == 0 || usd >= 0.1 ? "$%.2f" : "$%.4f", usd);
}

/**
 * askg_budget_describe:
 *
 * Returns: (transfer full): sentences for the person who is asked; the question itself is the asker's
 */
char *
askg_budget_describe (const AskgBudgetCase *request)
{
  g_autofree char *spent = describe_usd (request->spent_usd);
  g_autofree char *more = describe_usd (request->request_usd);
  g_autofree char *cap = describe_usd (request->cap_usd);

  return g_strdup_printf (_("This month’s answers have cost %s. This question to “%s” costs about %s more, which "
                            "passes your limit of %s a month."), spent, request->engine_name, more, cap);
}

static AskgBudgetCase
case_of (AskgBudget *self,
         Passing    *passing)
{
  return (AskgBudgetCase) {
    .engine_id = askg_profile_get_id (passing->profile),
    .engine_name = askg_profile_get_name (passing->profile),
    .request_usd = passing->request_usd,
    .spent_usd = passing->spent_usd,
    .cap_usd = self->cap_usd,
  };
}

static void
withdrawn_cb (guint    ticket,
              gpointer owner)
{
  g_signal_emit (owner, signals[WITHDRAWN], 0, ticket);
}

static void
let_pass (AskgBudget *self,
          GTask      *task)
{
  self->pending_usd += ((const Passing *) g_task_get_task_data (task))->request_usd;
  g_task_return_boolean (task, TRUE);
}

static void
refuse (AskgBudget *self,
        GTask      *task)
{
  const AskgBudgetCase request = case_of (self, g_task_get_task_data (task));
  g_autofree char *why = askg_budget_describe (&request);

  g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_NOT_SENT,
                           _("Nothing was sent. %s Raise the limit, or take another engine."), why);
}

static void
ask (AskgBudget *self,
     GTask      *task)
{
  const AskgBudgetCase request = case_of (self, g_task_get_task_data (task));

  if (self->asker != NULL)
    self->asker (self, &request, askg_tickets_add (self->tickets, task), self->asker_data);
  else
    refuse (self, task);
}

static void
summed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgBudget *self = g_task_get_source_object (task);
  Passing *passing = g_task_get_task_data (task);
  GError *error = NULL;
  AskgUsageSum sum;

  if (!askg_store_usage_finish (ASKG_STORE (object), result, &sum, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  passing->spent_usd = self->pending_usd + (isfinite (sum.usage.cost_usd) ? sum.usage.cost_usd : 0);
  self->spent_usd = passing->spent_usd;
  if (passing->spent_usd + passing->request_usd <= self->cap_usd)
    let_pass (self, task);
  else
    ask (self, task);
}

/* The person's month begins where they are. */
static gint64
begin_of_month_us (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) begin =
    g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now), 1, 0, 0, 0);

  return begin != NULL ? g_date_time_to_unix (begin) * G_USEC_PER_SEC : 0;
}

/* Whether no limit concerns it, and it has passed; else it is for askg_budget_pass_async(). */
gboolean
askg_budget_pass_now (AskgBudget *self,
                      double      request_usd)
{
  g_return_val_if_fail (ASKG_IS_BUDGET (self), FALSE);

  request_usd = isfinite (request_usd) ? MAX (request_usd, 0) : 0;
  if (self->cap_usd > 0 && request_usd > 0)
    return FALSE;
  self->spent_usd = NAN;
  self->pending_usd += request_usd;

  return TRUE;
}

/**
 * askg_budget_pass_async:
 * @request_usd: about; NAN where nobody knows, and then there is nothing to compare with the limit
 * @cancellable: (nullable): takes the question back
 *
 * @callback runs when the request may be sent, or when it is clear that it may not. One that may is told to
 * askg_budget_settle() at its end.
 */
void
askg_budget_pass_async (AskgBudget          *self,
                        AskgProfile         *profile,
                        double               request_usd,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Passing *passing;

  g_return_if_fail (ASKG_IS_BUDGET (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, askg_budget_pass_async);
  if (askg_budget_pass_now (self, request_usd))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  passing = g_new0 (Passing, 1);
  passing->profile = g_object_ref (profile);
  passing->request_usd = request_usd;
  g_task_set_task_data (task, passing, (GDestroyNotify) passing_free);
  self->spent_usd = NAN;
  askg_store_usage_async (self->store, 0, begin_of_month_us (), G_MAXINT64, cancellable, summed_cb, g_steal_pointer (&task));
}

/**
 * askg_budget_pass_finish:
 *
 * Errors: %ASKG_ERROR_NOT_SENT when the person said no, or nobody could be asked; %G_IO_ERROR_CANCELLED;
 *   %ASKG_ERROR_STORAGE when what was spent cannot be found out
 */
gboolean
askg_budget_pass_finish (AskgBudget    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_budget_pass_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * askg_budget_reply:
 * @ticket: from the asker; one that is not waited for any more is no mistake
 */
void
askg_budget_reply (AskgBudget *self,
                   guint       ticket,
                   gboolean    agreed)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ASKG_IS_BUDGET (self));

  task = askg_tickets_take (self->tickets, ticket);
  if (task == NULL)
    return;
  if (agreed)
    let_pass (self, task);
  else
    refuse (self, task);
}

/**
 * askg_budget_settle:
 * @request_usd: as it was let pass with
 * @is_known: whether its real cost is in the history now; else the estimate goes on to count, until Askglass ends
 */
void
askg_budget_settle (AskgBudget *self,
                    double      request_usd,
                    gboolean    is_known)
{
  g_return_if_fail (ASKG_IS_BUDGET (self));

  if (is_known && isfinite (request_usd))
    self->pending_usd = MAX (0, self->pending_usd - MAX (request_usd, 0));
}

/* What was spent this month before the question that was let pass last; NAN where there is no limit. */
double
askg_budget_get_spent_usd (AskgBudget *self)
{
  g_return_val_if_fail (ASKG_IS_BUDGET (self), NAN);

  return self->cap_usd > 0 ? self->spent_usd : NAN;
}

/**
 * askg_budget_set_asker:
 * @asker: (nullable): asks the person; without one, what would pass the limit is not sent
 */
void
askg_budget_set_asker (AskgBudget        *self,
                       AskgBudgetAskFunc  asker,
                       gpointer           user_data)
{
  g_return_if_fail (ASKG_IS_BUDGET (self));

  self->asker = asker;
  self->asker_data = user_data;
}

/* -- The object ------------------------------------------------------------------------ */

static void
askg_budget_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  if (id == PROP_MONTHLY_CAP_USD)
    g_value_set_double (value, ASKG_BUDGET (object)->cap_usd);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
askg_budget_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  if (id == PROP_MONTHLY_CAP_USD)
    ASKG_BUDGET (object)->cap_usd = g_value_get_double (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
askg_budget_finalize (GObject *object)
{
  AskgBudget *self = ASKG_BUDGET (object);

  /* Whoever waits holds a reference to us through its task, so nobody does. */
  g_clear_pointer (&self->tickets, askg_tickets_free);
  g_clear_pointer (&self->prices, askg_prices_free);
  g_clear_pointer (&self->prices_path, g_free);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (askg_budget_parent_class)->finalize (object);
}

static void
askg_budget_class_init (AskgBudgetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = askg_budget_get_property;
  object_class->set_property = askg_budget_set_property;
  object_class->finalize = askg_budget_finalize;

  /* Made to be bound to a settings key of type "d"; 0 for no limit. */
  properties[PROP_MONTHLY_CAP_USD] =
    g_param_spec_double ("monthly-cap-usd", NULL, NULL, 0, MAX_CAP_USD, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /* (guint ticket): what needs no reply any more, because the question was stopped */
  signals[WITHDRAWN] = g_signal_new ("withdrawn", ASKG_TYPE_BUDGET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
askg_budget_init (AskgBudget *self)
{
  self->tickets = askg_tickets_new (withdrawn_cb, self);
  self->spent_usd = NAN;
}

/**
 * askg_budget_new:
 * @store: (transfer none): knows what was spent
 * @prices_path: of the list of prices; read when it is first needed
 */
AskgBudget *
askg_budget_new (AskgStore  *store,
                 const char *prices_path)
{
  AskgBudget *self = g_object_new (ASKG_TYPE_BUDGET, NULL);

  self->store = g_object_ref (store);
  self->prices_path = g_strdup (prices_path);

  return self;
}
