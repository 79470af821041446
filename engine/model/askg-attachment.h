/* askg-attachment.h: something that goes with a question: a picture, a sound or exact text. Main thread. */
#pragma once

#include "engine/base/askg-frame.h"
#include "engine/base/askg-pcm.h"
#include "engine/model/askg-page-text.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_ATTACHMENT_REGION,
  ASKG_ATTACHMENT_WINDOW,
  ASKG_ATTACHMENT_SCREEN,
  ASKG_ATTACHMENT_CLIPBOARD,
  ASKG_ATTACHMENT_FILE,
  ASKG_ATTACHMENT_PIPE,
  ASKG_ATTACHMENT_COMMAND, /* what a command wrote that failed, as askg_command_text() tells it */
  ASKG_ATTACHMENT_VOICE, /* a sound that is the question itself: it was said */
} AskgAttachmentKind;

#define ASKG_TYPE_ATTACHMENT_KIND (askg_attachment_kind_get_type ())
GType askg_attachment_kind_get_type (void);

/* How far the words of a picture are read. */
typedef enum
{
  ASKG_READING_NONE,    /* exact text, or nobody asked yet */
  ASKG_READING_BUSY,
  ASKG_READING_DONE,    /* "page" is set; it may hold no line */
  ASKG_READING_FAILED,
} AskgReading;

#define ASKG_TYPE_READING (askg_reading_get_type ())
GType askg_reading_get_type (void);

/* From when to when something was done, monotonic, in microseconds; zeros for never. */
typedef struct
{
  gint64 began_us;
  gint64 ended_us;
} AskgAttachmentTime;

#define ASKG_TYPE_ATTACHMENT (askg_attachment_get_type ())
G_DECLARE_FINAL_TYPE (AskgAttachment, askg_attachment, ASKG, ATTACHMENT, GObject)

AskgAttachment     *askg_attachment_new_picture (AskgAttachmentKind  kind,
                                                 AskgFrame          *frame,
                                                 const char         *title,
                                                 const char         *app);
AskgAttachment     *askg_attachment_new_text    (AskgAttachmentKind  kind,
                                                 const char         *text,
                                                 const char         *title);
AskgAttachment     *askg_attachment_new_sound   (AskgAttachmentKind  kind,
                                                 AskgPcm            *sound,
                                                 const char         *title);
AskgAttachmentKind  askg_attachment_get_kind    (AskgAttachment     *self);
AskgFrame          *askg_attachment_get_frame   (AskgAttachment     *self);
AskgPcm            *askg_attachment_get_sound   (AskgAttachment     *self);
void                askg_attachment_let_sound_go (AskgAttachment    *self);
AskgFrame          *askg_attachment_get_covered (AskgAttachment     *self);
void                askg_attachment_set_covered (AskgAttachment     *self,
                                                 AskgFrame          *covered);
const char         *askg_attachment_get_text    (AskgAttachment     *self);
const char         *askg_attachment_get_title   (AskgAttachment     *self);
const char         *askg_attachment_get_app     (AskgAttachment     *self);
AskgPageText       *askg_attachment_get_page    (AskgAttachment     *self);
AskgReading         askg_attachment_get_reading (AskgAttachment     *self);
void                askg_attachment_set_reading (AskgAttachment     *self,
                                                 AskgReading         reading,
                                                 AskgPageText       *page,
                                                 const GError       *error);
void                askg_attachment_set_transcript (AskgAttachment  *self,
                                                 const char         *transcript);
const GError       *askg_attachment_get_error   (AskgAttachment     *self);
void                askg_attachment_set_captured (AskgAttachment    *self,
                                                 gint64              began_us,
                                                 gint64              ended_us);
AskgAttachmentTime  askg_attachment_get_captured (AskgAttachment    *self);
AskgAttachmentTime  askg_attachment_get_read    (AskgAttachment     *self);

G_END_DECLS
