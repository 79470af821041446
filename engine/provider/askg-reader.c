/* askg-reader.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader.h"

#include <glib/gi18n-lib.h>

#include "engine/provider/askg-reader-job.h"

struct _AskgReader
{
  GObject         parent_instance;

  /* Owned */
  AskgRecogniser *recogniser;
  AskgCatalogue  *catalogue;
  AskgStore      *store; /* (nullable): then nothing is recalled */
};

static void engine_iface_init (AskgEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgReader, askg_reader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_ENGINE, engine_iface_init))

static const char *
askg_reader_get_id (AskgEngine *engine)
{
  return ASKG_READER_ID;
}

static const char *
askg_reader_get_name (AskgEngine *engine)
{
  return _("Reader");
}

static AskgCapabilities
askg_reader_get_capabilities (AskgEngine *engine)
{
  return ASKG_CAN_TAKE_TEXT | ASKG_CAN_TAKE_IMAGE | ASKG_CAN_GIVE_TEXT | ASKG_CAN_POINT | ASKG_IS_LOCAL;
}

static void
askg_reader_ask (AskgEngine       *engine,
                 AskgConversation *earlier,
                 AskgQuestion     *question,
                 AskgAnswer       *answer,
                 GCancellable     *cancellable)
{
  AskgReader *self = ASKG_READER (engine);

  askg_reader_job_start (self->recogniser, self->catalogue, self->store, earlier, question, answer, cancellable);
}

static void
engine_iface_init (AskgEngineInterface *iface)
{
  iface->get_id = askg_reader_get_id;
  iface->get_name = askg_reader_get_name;
  iface->get_capabilities = askg_reader_get_capabilities;
  iface->ask = askg_reader_ask;
}

static void
askg_reader_finalize (GObject *object)
{
  AskgReader *self = ASKG_READER (object);

  g_clear_object (&self->recogniser);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (askg_reader_parent_class)->finalize (object);
}

static void
askg_reader_class_init (AskgReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_reader_finalize;
}

static void
askg_reader_init (AskgReader *self)
{
}

/**
 * askg_reader_new:
 * @recogniser: (transfer none): reads pictures
 * @catalogue: (transfer none): knows errors, in the person's language
 * @store: (nullable) (transfer none): where earlier questions are looked up
 *
 * Returns: (transfer full): an #AskgEngine; it may be dropped while it still answers
 */
AskgReader *
askg_reader_new (AskgRecogniser *recogniser,
                 AskgCatalogue  *catalogue,
                 AskgStore      *store)
{
  AskgReader *self;

  g_return_val_if_fail (ASKG_IS_RECOGNISER (recogniser), NULL);
  g_return_val_if_fail (ASKG_IS_CATALOGUE (catalogue), NULL);
  g_return_val_if_fail (store == NULL || ASKG_IS_STORE (store), NULL);

  self = g_object_new (ASKG_TYPE_READER, NULL);
  self->recogniser = g_object_ref (recogniser);
  self->catalogue = g_object_ref (catalogue);
  g_set_object (&self->store, store);

  return self;
}
