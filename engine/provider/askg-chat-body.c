/* askg-chat-body.c: called on the main thread; works on another where it takes time. */
#include "engine/provider/askg-chat-body.h"

#include "engine/provider/askg-chat-learn.h"
#include "engine/provider/askg-chat-turns.h"

/* How many pieces of the parcel a turn is: its words, then its sounds, then its pictures. */
typedef struct
{
  gboolean is_answer;
  guint    n_sounds;
  guint    n_pictures;
} Shape;

/* What the body is made with, on any thread: nothing of it is the person's, and nobody changes it any more. */
typedef struct
{
  AskgDialect      dialect;
  AskgRequestPlan  plan;    /* its strings are the recipe's */
  char            *model;
  char            *voice;
  gboolean         has_facts; /* the first piece of the parcel; it goes with the system's words */
  GArray          *shapes;  /* of Shape */
} Recipe;

/* The task's data. */
typedef struct
{
  Recipe       *recipe; /* borrowed: the parcel has it */
  AskgChatBody *body;   /* owned until it is returned */
  AskgFold     *fold;   /* owned (nullable): whose turns are read for what is secret in it */
  AskgCover    *cover;  /* owned */
  guint         picture_side_px;
} Making;

static void
recipe_free (gpointer data)
{
  Recipe *recipe = data;

  g_clear_pointer (&recipe->shapes, g_array_unref);
  g_free (recipe->model);
  g_free (recipe->voice);
  g_free (recipe);
}

void
askg_chat_body_free (AskgChatBody *self)
{
  g_clear_pointer (&self->content, askg_covered_unref);
  g_free (self);
}

static void
making_free (Making *making)
{
  g_clear_pointer (&making->body, askg_chat_body_free);
  g_clear_object (&making->fold);
  g_clear_pointer (&making->cover, askg_cover_unref);
  g_free (making);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Making, making_free)

/* -- The body, of what may leave ------------------------------------------------- */

static char *
dup_text (const AskgCoveredPiece *piece)
{
  return g_strndup (g_bytes_get_data (piece->bytes, NULL), g_bytes_get_size (piece->bytes));
}

/* @at: the piece they begin at; moved behind them */
static AskgRequestMedia *
take_media (AskgCovered *covered,
            GPtrArray   *owned,
            guint       *at,
            guint        n)
{
  AskgRequestMedia *media = g_new0 (AskgRequestMedia, n + 1);

  g_ptr_array_add (owned, media);
  for (guint i = 0; i < n; i++)
    {
      const AskgCoveredPiece *piece = askg_covered_get_piece (covered, (*at)++);

      media[i].mime = piece->mime;
      media[i].bytes = piece->bytes;
    }

  return media;
}

/* What an engine is told before the first turn. */
static char *
dup_system (const Recipe *recipe,
            AskgCovered  *covered)
{
  const char *ours = askg_chat_turns_get_system (askg_covered_may_leave (covered));
  g_autofree char *facts = recipe->has_facts ? dup_text (askg_covered_get_piece (covered, 0)) : NULL;

  return facts != NULL ? g_strconcat (ours, "\n\n", facts, NULL) : g_strdup (ours);
}

/* An AskgParcelMake. */
static GBytes *
make_body (AskgCovered  *covered,
           gpointer      data,
           char        **out_content_type)
{
  const Recipe *recipe = data;
  AskgRequestPlan plan = recipe->plan;
  g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  g_autofree AskgRequestTurn *turns = g_new0 (AskgRequestTurn, recipe->shapes->len);
  g_autofree char *system = dup_system (recipe, covered);
  guint at = recipe->has_facts;

  for (guint i = 0; i < recipe->shapes->len; i++)
    {
      const Shape *shape = &g_array_index (recipe->shapes, Shape, i);
      char *text = dup_text (askg_covered_get_piece (covered, at++));

      g_ptr_array_add (owned, text);
      turns[i].role = shape->is_answer ? ASKG_ROLE_ASSISTANT : ASKG_ROLE_USER;
      turns[i].text = text;
      turns[i].sounds = take_media (covered, owned, &at, shape->n_sounds);
      turns[i].n_sounds = shape->n_sounds;
      turns[i].pictures = take_media (covered, owned, &at, shape->n_pictures);
      turns[i].n_pictures = shape->n_pictures;
    }
  plan.turns = turns;
  plan.n_turns = recipe->shapes->len;
  plan.system_text = system;

  return recipe->dialect == ASKG_DIALECT_RESPONSES ? askg_responses_request_new (&plan) : askg_chat_request_new (&plan);
}

/* -- What it takes ------------------------------------------------------------------ */

/* As large as it is sent. */
static void
estimate_picture (Making                 *making,
                  const AskgCoveredPiece *piece)
{
  const double scale = MIN (1.0, (double) making->picture_side_px / MAX (piece->width_px, piece->height_px));

  askg_estimate_add_picture (&making->body->estimate, making->recipe->model, piece->width_px * scale,
                             piece->height_px * scale);
}

static void
estimate (Making *making)
{
  AskgChatBody *body = making->body;
  g_autofree char *system = dup_system (making->recipe, body->content);
  guint at = making->recipe->has_facts;

  askg_estimate_init (&body->estimate);
  askg_estimate_add_message (&body->estimate, system);
  for (guint i = 0; i < making->recipe->shapes->len; i++)
    {
      const Shape *shape = &g_array_index (making->recipe->shapes, Shape, i);
      g_autofree char *text = dup_text (askg_covered_get_piece (body->content, at++));

      askg_estimate_add_message (&body->estimate, text);
      for (guint j = 0; j < shape->n_sounds; j++)
        askg_estimate_add_sound (&body->estimate, making->recipe->model,
                                 askg_covered_get_piece (body->content, at++)->duration_s);
      for (guint j = 0; j < shape->n_pictures; j++)
        estimate_picture (making, askg_covered_get_piece (body->content, at++));
      body->n_sounds += shape->n_sounds;
      body->n_pictures += shape->n_pictures;
    }
}

/* -- Both -------------------------------------------------------------------------------- */

/* (transfer full) */
static AskgChatBody *
finish_body (Making      *making,
             AskgCovered *content)
{
  making->body->content = content;
  if (making->fold != NULL)
    askg_chat_learn_keep (making->fold, making->cover);
  estimate (making);
  making->body->ended_us = g_get_monotonic_time ();

  return g_steal_pointer (&making->body);
}

static void
covered_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  AskgCovered *content = askg_parcel_cover_finish (result, &error);

  if (content != NULL)
    g_task_return_pointer (task, finish_body (g_task_get_task_data (task), content), (GDestroyNotify) askg_chat_body_free);
  else
    g_task_return_error (task, error);
}

static Recipe *
recipe_new (const AskgChatBodyParts *parts)
{
  AskgProfile *profile = askg_engine_link_get_profile (parts->link);
  Recipe *recipe = g_new0 (Recipe, 1);

  recipe->shapes = g_array_new (FALSE, FALSE, sizeof (Shape));
  recipe->dialect = parts->dialect;
  recipe->model = g_strdup (parts->model);
  recipe->voice = g_strdup (askg_profile_get_text (profile, "voice"));
  recipe->plan = (AskgRequestPlan) {
    .model = recipe->model,
    .quirks = askg_profile_get_quirks (profile),
    .is_stream = TRUE,
    .max_tokens = askg_profile_get_number (profile, "max-output-tokens"),
    .temperature = -1,
    .wants_sound = !parts->is_summary && askg_profile_get_flag (profile, "wants-sound"),
    .voice = recipe->voice,
    .wants_pictures = !parts->is_summary && askg_profile_get_flag (profile, "wants-pictures"),
  };

  return recipe;
}

static void
pack_turn (AskgParcel         *parcel,
           Recipe             *recipe,
           const AskgChatTurn *turn,
           guint               side_px,
           gboolean            takes_webp)
{
  const Shape shape = { turn->is_answer, turn->sounds->len, turn->pictures->len };

  g_array_append_val (recipe->shapes, shape);
  askg_parcel_add_text (parcel, turn->text);
  for (guint i = 0; i < turn->sounds->len; i++)
    askg_parcel_add_sound (parcel, g_ptr_array_index (turn->sounds, i), 0);
  for (guint i = 0; i < turn->pictures->len; i++)
    {
      const AskgChatPicture *picture = g_ptr_array_index (turn->pictures, i);

      askg_parcel_add_picture (parcel, picture->frame, picture->page, side_px, takes_webp);
    }
}

/* (transfer full): with the parcel that its body is to be made of */
static Making *
making_new (const AskgChatBodyParts  *parts,
            AskgParcel              **out_parcel)
{
  AskgProfile *profile = askg_engine_link_get_profile (parts->link);
  const gboolean takes_webp = askg_profile_get_flag (profile, "picture-webp");
  Making *making = g_new0 (Making, 1);
  AskgParcel *parcel;

  making->body = g_new0 (AskgChatBody, 1);
  making->body->began_us = g_get_monotonic_time ();
  making->picture_side_px = askg_profile_get_number (profile, "picture-side-px");
  if (making->picture_side_px == 0)
    making->picture_side_px = ASKG_FRAME_MAX_SIDE_PX;
  making->recipe = recipe_new (parts);
  *out_parcel = parcel = askg_engine_link_new_parcel (parts->link, parts->cover, make_body, making->recipe, recipe_free);
  if (parts->is_ours)
    askg_parcel_set_ours (parcel);
  making->cover = askg_cover_ref (parts->cover);
  if (askg_engine_link_must_cover (parts->link))
    making->fold = askg_chat_learn_add_folded (parcel, parts->earlier);
  making->recipe->has_facts = parts->facts != NULL;
  if (parts->facts != NULL)
    askg_parcel_add_text (parcel, parts->facts);
  for (guint i = 0; i < parts->turns->len; i++)
    pack_turn (parcel, making->recipe, g_ptr_array_index (parts->turns, i), making->picture_side_px, takes_webp);

  return making;
}

/**
 * askg_chat_body_make_now:
 *
 * Returns: (transfer full) (nullable): the body, where it is of a few words alone; else it is for askg_chat_body_make_async()
 */
AskgChatBody *
askg_chat_body_make_now (const AskgChatBodyParts *parts)
{
  g_autoptr(AskgParcel) parcel = NULL;
  g_autoptr(Making) making = making_new (parts, &parcel);
  AskgCovered *content = askg_parcel_cover_now (parcel, askg_engine_link_must_cover (parts->link));

  return content != NULL ? finish_body (making, content) : NULL;
}

void
askg_chat_body_make_async (const AskgChatBodyParts *parts,
                           GCancellable            *cancellable,
                           GAsyncReadyCallback      callback,
                           gpointer                 user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(AskgParcel) parcel = NULL;

  g_task_set_source_tag (task, askg_chat_body_make_async);
  g_task_set_task_data (task, making_new (parts, &parcel), (GDestroyNotify) making_free);
  askg_engine_link_cover_async (parts->link, parcel, cancellable, covered_cb, g_steal_pointer (&task));
}

/**
 * askg_chat_body_make_finish:
 *
 * Errors: %G_IO_ERROR_CANCELLED, %ASKG_ERROR_TOO_LARGE
 *
 * Returns: (transfer full): what is sent
 */
AskgChatBody *
askg_chat_body_make_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_chat_body_make_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
