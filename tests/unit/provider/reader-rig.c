/* reader-rig.c: main thread. */
#include "tests/unit/provider/reader-rig.h"

#include <string.h>

#include "engine/provider/askg-reader-intent.h"

#define LETTER_PX 9
#define LINE_PX 20

struct _FakeRecogniser
{
  GObject  parent_instance;

  char    *text;
  GError  *error;
  guint    delay_ms;
  guint    n_reads;
  guint    n_running;
};

static void recogniser_iface_init (AskgRecogniserInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeRecogniser, fake_recogniser, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_RECOGNISER, recogniser_iface_init))

typedef struct
{
  AskgReadSoFarFunc so_far;
  gpointer          so_far_data;
} FakeRead;

static void
fake_warm_up (AskgRecogniser *recogniser)
{
}

static gboolean
read_done_cb (gpointer user_data)
{
  GTask *task = user_data;
  FakeRecogniser *self = g_task_get_source_object (task);
  FakeRead *read = g_task_get_task_data (task);

  self->n_running--;
  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else
    {
      AskgPageText *page = rig_draw (self->text);

      if (read->so_far != NULL)
        read->so_far (page, read->so_far_data);
      g_task_return_pointer (task, page, g_object_unref);
    }

  return G_SOURCE_REMOVE;
}

/* Like the real one: ends soon after it is cancelled, not before its time is up. */
static void
fake_read_async (AskgRecogniser      *recogniser,
                 AskgFrame           *frame,
                 AskgReadSoFarFunc    so_far,
                 gpointer             so_far_data,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  FakeRecogniser *self = FAKE_RECOGNISER (recogniser);
  GTask *task = g_task_new (recogniser, cancellable, callback, user_data);
  FakeRead *read = g_new0 (FakeRead, 1);

  read->so_far = so_far;
  read->so_far_data = so_far_data;
  g_task_set_task_data (task, read, g_free);
  self->n_reads++;
  self->n_running++;
  g_timeout_add_full (G_PRIORITY_DEFAULT, self->delay_ms, read_done_cb, task, g_object_unref);
}

static AskgPageText *
fake_read_finish (AskgRecogniser  *recogniser,
                  GAsyncResult    *result,
                  GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
recogniser_iface_init (AskgRecogniserInterface *iface)
{
  iface->warm_up = fake_warm_up;
  iface->read_async = fake_read_async;
  iface->read_finish = fake_read_finish;
}

static void
fake_recogniser_finalize (GObject *object)
{
  FakeRecogniser *self = FAKE_RECOGNISER (object);

  g_free (self->text);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (fake_recogniser_parent_class)->finalize (object);
}

static void
fake_recogniser_class_init (FakeRecogniserClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_recogniser_finalize;
}

static void
fake_recogniser_init (FakeRecogniser *self)
{
  self->text = g_strdup ("");
}

FakeRecogniser *
fake_recogniser_new (void)
{
  return g_object_new (FAKE_TYPE_RECOGNISER, NULL);
}

void
fake_recogniser_will_say (FakeRecogniser *self,
                          const char     *text,
                          guint           delay_ms)
{
  g_free (self->text);
  self->text = g_strdup (text);
  self->delay_ms = delay_ms;
  g_clear_error (&self->error);
}

void
fake_recogniser_will_fail (FakeRecogniser *self,
                           AskgError       code,
                           const char     *message,
                           guint           delay_ms)
{
  g_clear_error (&self->error);
  self->error = g_error_new_literal (ASKG_ERROR, code, message);
  self->delay_ms = delay_ms;
}

guint
fake_recogniser_n_reads (FakeRecogniser *self)
{
  return self->n_reads;
}

guint
fake_recogniser_n_running (FakeRecogniser *self)
{
  return self->n_running;
}

/* The words of @text where a terminal would show them: line n at y = 20 n. */
AskgPageText *
rig_draw (const char *text)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (int y = 0; lines[y] != NULL; y++)
    {
      const guint indent = strspn (lines[y], " ");

      for (const char *p = lines[y]; *p != '\0'; )
        {
          const gsize n_spaces = strspn (p, " ");
          const gsize n = strcspn (p + n_spaces, " ");
          g_autofree char *word = g_strndup (p + n_spaces, n);
          const AskgRect box = { (int) (p + n_spaces - lines[y]) * LETTER_PX, y * LINE_PX, (int) n * LETTER_PX, 16 };

          if (n > 0)
            askg_page_text_builder_add_word (builder, word, &box, 90);
          p += n_spaces + n;
        }
      askg_page_text_builder_end_line (builder, 0, indent);
    }

  return askg_page_text_builder_finish (builder);
}

AskgFrame *
rig_frame (void)
{
  g_autoptr(GBytes) pixels = g_bytes_new_take (g_malloc0 (8 * 8 * 4), 8 * 8 * 4);

  return askg_frame_new (pixels, 8, 8, 8 * 4, TRUE, 0);
}

/* A picture that nobody has read yet. */
AskgAttachment *
rig_picture (void)
{
  g_autoptr(AskgFrame) frame = rig_frame ();

  return askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, NULL, NULL);
}

AskgAttachment *
rig_read_picture (const char *text)
{
  AskgAttachment *attachment = rig_picture ();
  g_autoptr(AskgPageText) page = rig_draw (text);

  askg_attachment_set_reading (attachment, ASKG_READING_DONE, page, NULL);

  return attachment;
}

AskgAttachment *
rig_text (const char *text)
{
  return askg_attachment_new_text (ASKG_ATTACHMENT_CLIPBOARD, text, NULL);
}

/* Takes the attachments behind @text, up to NULL. */
AskgQuestion *
rig_question (const char *text,
              ...)
{
  g_autoptr(GListStore) attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);
  AskgAttachment *attachment;
  va_list all;

  va_start (all, text);
  while ((attachment = va_arg (all, AskgAttachment *)) != NULL)
    {
      g_list_store_append (attachments, attachment);
      g_object_unref (attachment);
    }
  va_end (all);

  return askg_question_new (text, G_LIST_MODEL (attachments));
}

AskgCatalogue *
rig_catalogue (const char *language)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "unit", "provider", "catalogue", NULL);
  const char *const languages[] = { language, NULL };
  g_autoptr(GError) error = NULL;
  AskgCatalogue *catalogue = askg_catalogue_load (folder, languages, &error);

  g_assert_no_error (error);

  return catalogue;
}

Rig *
rig_new (AskgStore *store)
{
  Rig *rig = g_new0 (Rig, 1);
  g_autoptr(AskgCatalogue) catalogue = rig_catalogue ("en");

  rig->recogniser = fake_recogniser_new ();
  rig->reader = askg_reader_new (ASKG_RECOGNISER (rig->recogniser), catalogue, store);
  rig->earlier = askg_conversation_new ();
  rig->stages = g_string_new (NULL);

  return rig;
}

void
rig_free (Rig *rig)
{
  g_clear_object (&rig->reader);
  g_clear_object (&rig->earlier);
  g_clear_object (&rig->answer);
  rig_wait_for_end_of (rig->recogniser);
  g_string_free (rig->stages, TRUE);
  g_free (rig);
}

static void
stage_changed_cb (AskgAnswer *answer, GParamSpec *pspec, Rig *rig)
{
  g_autoptr(GEnumClass) stages = g_type_class_ref (ASKG_TYPE_STAGE);

  g_string_append_printf (rig->stages, "%s%s", rig->stages->len > 0 ? " " : "",
                          g_enum_get_value (stages, askg_answer_get_stage (answer))->value_nick);
}

static void
state_changed_cb (AskgAnswer *answer, GParamSpec *pspec, Rig *rig)
{
  rig->n_ends += askg_answer_is_over (answer);
}

static void
appended_cb (AskgAnswer *answer, const char *delta, Rig *rig)
{
  g_assert_true (g_utf8_validate (delta, -1, NULL));
  rig->n_deltas++;
}

/* Nothing may be heard before the call returns. */
void
rig_begin (Rig          *rig,
           AskgQuestion *question,
           GCancellable *cancellable)
{
  g_clear_object (&rig->answer);
  g_string_truncate (rig->stages, 0);
  rig->n_ends = rig->n_deltas = 0;
  rig->answer = askg_answer_new ("reader", "Reader");
  g_signal_connect (rig->answer, "notify::stage", G_CALLBACK (stage_changed_cb), rig);
  g_signal_connect (rig->answer, "notify::state", G_CALLBACK (state_changed_cb), rig);
  g_signal_connect (rig->answer, "appended", G_CALLBACK (appended_cb), rig);
  askg_engine_ask (ASKG_ENGINE (rig->reader), rig->earlier, question, rig->answer, cancellable);
  g_assert_cmpuint (rig->n_ends + rig->n_deltas, ==, 0);
}

void
rig_wait (Rig *rig)
{
  const gint64 until_us = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (!askg_answer_is_over (rig->answer) && g_get_monotonic_time () < until_us)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (askg_answer_is_over (rig->answer));
  g_assert_cmpuint (rig->n_ends, ==, 1);
}

/* What an answer offers to be asked, between quotation marks, must be understood when it is asked. */
void
rig_check_offers (const char *text)
{
  g_autoptr(GRegex) regex = g_regex_new ("“([^”]+)”", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  guint n = 0;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *offer = g_match_info_fetch (match, 1);
      g_autoptr(AskgIntent) intent = askg_intent_parse (offer);

      if (intent->kind == ASKG_INTENT_MODEL)
        g_error ("“%s” is offered, but not understood", offer);
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

static gboolean
set_cb (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

/* Lets the main loop run for @ms, so that anything late would be heard. */
void
rig_settle (guint ms)
{
  gboolean is_over = FALSE;

  g_timeout_add (ms, set_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* Takes @object: whoever still holds it lets go soon, a worker at the end of its step. */
void
rig_wait_for_end_of (gpointer object)
{
  const gint64 until_us = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  gpointer alive = object;

  g_object_add_weak_pointer (object, &alive);
  g_object_unref (object);
  while (alive != NULL && g_get_monotonic_time () < until_us)
    rig_settle (1);
  g_assert_null (alive);
}

/* Returns: (transfer none): the whole answer; "" when it failed */
const char *
rig_ask (Rig          *rig,
         AskgQuestion *question)
{
  rig_begin (rig, question, NULL);
  rig_wait (rig);
  if (askg_answer_get_error (rig->answer) != NULL)
    g_test_message ("%s", askg_answer_get_error (rig->answer)->message);
  g_test_message ("%s", askg_answer_get_text (rig->answer));

  return askg_answer_get_text (rig->answer);
}

/* Asks, and keeps the turn for the questions after it. Takes @question. */
void
rig_remember (Rig          *rig,
              AskgQuestion *question)
{
  g_autoptr(AskgTurn) turn = NULL;

  rig_ask (rig, question);
  turn = askg_turn_new (question, rig->answer);
  askg_conversation_append (rig->earlier, turn);
  g_object_unref (question);
}
