/* askg-attachment.c: main thread. */
#include "engine/model/askg-attachment.h"

G_DEFINE_ENUM_TYPE (AskgAttachmentKind, askg_attachment_kind,
                    G_DEFINE_ENUM_VALUE (ASKG_ATTACHMENT_REGION, "region"),
                    G_DEFINE_ENUM_VALUE (ASKG_ATTACHMENT_WINDOW, "window"),
                    G_DEFINE_ENUM_VALUE (ASKG_ATTACHMENT_SCREEN, "screen"),
                    G_DEFINE_ENUM_VALUE (ASKG_ATTACHMENT_CLIPBOARD, "clipboard"),
                    G_DEFINE_ENUM_VALUE (ASKG_ATTACHMENT_FILE, "file"),
                    G_DEFINE_ENUM_VALUE (ASKG_ATTACHMENT_PIPE, "pipe"),
                    G_DEFINE_ENUM_VALUE (ASKG_ATTACHMENT_COMMAND, "command"),
                    G_DEFINE_ENUM_VALUE (ASKG_ATTACHMENT_VOICE, "voice"))

G_DEFINE_ENUM_TYPE (AskgReading, askg_reading,
                    G_DEFINE_ENUM_VALUE (ASKG_READING_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (ASKG_READING_BUSY, "busy"),
                    G_DEFINE_ENUM_VALUE (ASKG_READING_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (ASKG_READING_FAILED, "failed"))

struct _AskgAttachment
{
  GObject             parent_instance;

  /* Owned; fixed from the start. Exactly one of frame, sound and text is set, but a sound may get
   * a text: the words that were heard in it. */
  AskgFrame          *frame;
  AskgPcm            *sound;
  char               *text;
  char               *title;
  char               *app;

  /* Owned; set when the picture was read */
  AskgPageText       *page;
  GError             *error;

  AskgFrame          *covered; /* (nullable): owned */

  AskgAttachmentTime  captured;
  AskgAttachmentTime  read;
  AskgAttachmentKind  kind;
  AskgReading         reading;
};

enum { PROP_0, PROP_READING, PROP_COVERED, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AskgAttachment, askg_attachment, G_TYPE_OBJECT)

static void
askg_attachment_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  AskgAttachment *self = ASKG_ATTACHMENT (object);

  switch (id)
    {
    case PROP_READING:
      g_value_set_enum (value, self->reading);
      break;
    case PROP_COVERED:
      g_value_set_object (value, self->covered);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
askg_attachment_finalize (GObject *object)
{
  AskgAttachment *self = ASKG_ATTACHMENT (object);

  g_clear_object (&self->frame);
  g_clear_object (&self->sound);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->app, g_free);
  g_clear_object (&self->page);
  g_clear_object (&self->covered);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (askg_attachment_parent_class)->finalize (object);
}

static void
askg_attachment_class_init (AskgAttachmentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = askg_attachment_finalize;
  object_class->get_property = askg_attachment_get_property;

  properties[PROP_READING] = g_param_spec_enum ("reading", NULL, NULL, ASKG_TYPE_READING, ASKG_READING_NONE,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                                G_PARAM_STATIC_STRINGS);
  properties[PROP_COVERED] = g_param_spec_object ("covered", NULL, NULL, ASKG_TYPE_FRAME,
                                                  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
askg_attachment_init (AskgAttachment *self)
{
}

/**
 * askg_attachment_new_picture:
 * @kind: where it came from
 * @frame: (transfer none): the picture
 * @title: (nullable): of the window or file it shows
 * @app: (nullable): application it shows, as the desktop names it
 */
AskgAttachment *
askg_attachment_new_picture (AskgAttachmentKind  kind,
                             AskgFrame          *frame,
                             const char         *title,
                             const char         *app)
{
  AskgAttachment *self;

  g_return_val_if_fail (ASKG_IS_FRAME (frame), NULL);

  self = g_object_new (ASKG_TYPE_ATTACHMENT, NULL);
  self->kind = kind;
  self->frame = g_object_ref (frame);
  self->title = g_strdup (title);
  self->app = g_strdup (app);

  return self;
}

/**
 * askg_attachment_new_text:
 * @kind: where it came from
 * @text: exact text; what is not valid UTF-8 in it is replaced
 * @title: (nullable): such as a file name
 */
AskgAttachment *
askg_attachment_new_text (AskgAttachmentKind  kind,
                          const char         *text,
                          const char         *title)
{
  AskgAttachment *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (ASKG_TYPE_ATTACHMENT, NULL);
  self->kind = kind;
  self->text = g_utf8_make_valid (text, -1);
  self->title = g_strdup (title);

  return self;
}

/**
 * askg_attachment_new_sound:
 * @kind: where it came from
 * @sound: (transfer none): what is heard
 * @title: (nullable): such as a file name
 */
AskgAttachment *
askg_attachment_new_sound (AskgAttachmentKind  kind,
                           AskgPcm            *sound,
                           const char         *title)
{
  AskgAttachment *self;

  g_return_val_if_fail (ASKG_IS_PCM (sound), NULL);

  self = g_object_new (ASKG_TYPE_ATTACHMENT, NULL);
  self->kind = kind;
  self->sound = g_object_ref (sound);
  self->title = g_strdup (title);

  return self;
}

AskgAttachmentKind
askg_attachment_get_kind (AskgAttachment *self)
{
  g_return_val_if_fail (ASKG_IS_ATTACHMENT (self), ASKG_ATTACHMENT_FILE);

  return self->kind;
}

/**
 * askg_attachment_get_frame:
 *
 * Returns: (nullable) (transfer none): the picture; %NULL for exact text and for sound
 */
AskgFrame *
askg_attachment_get_frame (AskgAttachment *self)
{
  g_return_val_if_fail (ASKG_IS_ATTACHMENT (self), NULL);

  return self->frame;
}

/**
 * askg_attachment_get_sound:
 *
 * Returns: (nullable) (transfer none): the sound; %NULL for pictures and exact text
 */
AskgPcm *
askg_attachment_get_sound (AskgAttachment *self)
{
  g_return_val_if_fail (ASKG_IS_ATTACHMENT (self), NULL);

  return self->sound;
}

/* It is held no longer: its place and its words stay, as of one that could not be read back. */
void
askg_attachment_let_sound_go (AskgAttachment *self)
{
  g_return_if_fail (ASKG_IS_ATTACHMENT (self));

  g_clear_object (&self->sound);
}

/**
 * askg_attachment_get_text:
 *
 * Returns: (nullable) (transfer none): exact text, or the words read in the picture or heard in the
 *   sound so far
 */
const char *
askg_attachment_get_text (AskgAttachment *self)
{
  g_return_val_if_fail (ASKG_IS_ATTACHMENT (self), NULL);

  if (self->text == NULL && self->page != NULL)
    return askg_page_text_get_text (self->page);

  return self->text;
}

const char *
askg_attachment_get_title (AskgAttachment *self)
{
  g_return_val_if_fail (ASKG_IS_ATTACHMENT (self), NULL);

  return self->title;
}

const char *
askg_attachment_get_app (AskgAttachment *self)
{
  g_return_val_if_fail (ASKG_IS_ATTACHMENT (self), NULL);

  return self->app;
}

/**
 * askg_attachment_get_page:
 *
 * Returns: (nullable) (transfer none): the words read and their places; %NULL before
 *   they are read and for exact text
 */
AskgPageText *
askg_attachment_get_page (AskgAttachment *self)
{
  g_return_val_if_fail (ASKG_IS_ATTACHMENT (self), NULL);

  return self->page;
}

AskgReading
askg_attachment_get_reading (AskgAttachment *self)
{
  g_return_val_if_fail (ASKG_IS_ATTACHMENT (self), ASKG_READING_NONE);

  return self->reading;
}

/**
 * askg_attachment_set_reading:
 * @page: (nullable) (transfer none): with %ASKG_READING_DONE; with %ASKG_READING_BUSY the
 *   lines read so far
 * @error: (nullable): with %ASKG_READING_FAILED
 *
 * Notifies "reading" each time, also when only @page changed.
 */
void
askg_attachment_set_reading (AskgAttachment *self,
                             AskgReading     reading,
                             AskgPageText   *page,
                             const GError   *error)
{
  g_return_if_fail (ASKG_IS_ATTACHMENT (self));
  g_return_if_fail (self->frame != NULL);
  g_return_if_fail (reading != ASKG_READING_DONE || page != NULL);

  if (reading == ASKG_READING_BUSY && self->reading != ASKG_READING_BUSY)
    self->read = (AskgAttachmentTime) { g_get_monotonic_time (), 0 };
  else if (self->reading == ASKG_READING_BUSY && reading != ASKG_READING_BUSY)
    self->read.ended_us = g_get_monotonic_time ();
  self->reading = reading;
  g_set_object (&self->page, page);
  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READING]);
}

/**
 * askg_attachment_set_transcript:
 * @transcript: valid UTF-8: the words that were heard in the sound
 *
 * Notifies "reading", as for the words of a picture.
 */
void
askg_attachment_set_transcript (AskgAttachment *self,
                                const char     *transcript)
{
  g_return_if_fail (ASKG_IS_ATTACHMENT (self));
  g_return_if_fail (self->sound != NULL && transcript != NULL);

  g_free (self->text);
  self->text = g_strdup (transcript);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READING]);
}

/**
 * askg_attachment_get_error:
 *
 * Returns: (nullable) (transfer none): why the picture could not be read
 */
const GError *
askg_attachment_get_error (AskgAttachment *self)
{
  g_return_val_if_fail (ASKG_IS_ATTACHMENT (self), NULL);

  return self->error;
}

/**
 * askg_attachment_set_captured:
 * @began_us: monotonic: when the screen was asked for its pixels
 * @ended_us: monotonic: when they were there
 */
void
askg_attachment_set_captured (AskgAttachment *self,
                              gint64          began_us,
                              gint64          ended_us)
{
  g_return_if_fail (ASKG_IS_ATTACHMENT (self));
  g_return_if_fail (began_us <= ended_us);

  self->captured = (AskgAttachmentTime) { began_us, ended_us };
}

/* Zeros for what does not come from the screen, or from an earlier day. */
AskgAttachmentTime
askg_attachment_get_captured (AskgAttachment *self)
{
  g_return_val_if_fail (ASKG_IS_ATTACHMENT (self), ((AskgAttachmentTime) { 0, 0 }));

  return self->captured;
}

/* From the first "busy" to its end; the end is zero until then, both where nobody has read it. */
AskgAttachmentTime
askg_attachment_get_read (AskgAttachment *self)
{
  g_return_val_if_fail (ASKG_IS_ATTACHMENT (self), ((AskgAttachmentTime) { 0, 0 }));

  return self->read;
}

/* (nullable) (transfer none): see askg_attachment_set_covered() */
AskgFrame *
askg_attachment_get_covered (AskgAttachment *self)
{
  g_return_val_if_fail (ASKG_IS_ATTACHMENT (self), NULL);

  return self->covered;
}

/* @covered: (nullable): the picture as it may be seen elsewhere; %NULL for as it is. "notify::covered" tells */
void
askg_attachment_set_covered (AskgAttachment *self,
                             AskgFrame      *covered)
{
  g_return_if_fail (ASKG_IS_ATTACHMENT (self));

  if (g_set_object (&self->covered, covered))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COVERED]);
}
