/* reader-rig.h: a recogniser that does what it is told, a small catalogue, and a question asked to its end. */
#pragma once

#include "engine/base/askg-error.h"
#include "engine/provider/askg-reader.h"

G_BEGIN_DECLS

#define FAKE_TYPE_RECOGNISER (fake_recogniser_get_type ())
G_DECLARE_FINAL_TYPE (FakeRecogniser, fake_recogniser, FAKE, RECOGNISER, GObject)

FakeRecogniser *fake_recogniser_new        (void);
void            fake_recogniser_will_say   (FakeRecogniser *self,
                                            const char     *text,
                                            guint           delay_ms);
void            fake_recogniser_will_fail  (FakeRecogniser *self,
                                            AskgError       code,
                                            const char     *message,
                                            guint           delay_ms);
guint           fake_recogniser_n_reads    (FakeRecogniser *self);
guint           fake_recogniser_n_running  (FakeRecogniser *self);

AskgPageText   *rig_draw                   (const char     *text);
AskgFrame      *rig_frame                  (void);
AskgAttachment *rig_picture                (void);
AskgAttachment *rig_read_picture           (const char     *text);
AskgAttachment *rig_text                   (const char     *text);
AskgQuestion   *rig_question               (const char     *text,
                                            ...) G_GNUC_NULL_TERMINATED;
AskgCatalogue  *rig_catalogue              (const char     *language);

/* Everything a test of the reader holds. */
typedef struct
{
  FakeRecogniser   *recogniser;
  AskgReader       *reader;
  AskgConversation *earlier;
  AskgAnswer       *answer;     /* the last one */
  GString          *stages;     /* of the last answer: "looking reading …" */
  guint             n_ends;     /* how often it became over */
  guint             n_deltas;
} Rig;

Rig        *rig_new      (AskgStore        *store);
void        rig_free     (Rig              *rig);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rig, rig_free)

void        rig_begin    (Rig              *rig,
                          AskgQuestion     *question,
                          GCancellable     *cancellable);
const char *rig_ask      (Rig              *rig,
                          AskgQuestion     *question);
void        rig_remember (Rig              *rig,
                          AskgQuestion     *question);
void        rig_wait     (Rig              *rig);
void        rig_check_offers (const char     *text);
void        rig_wait_for_end_of (gpointer         object);
void        rig_settle   (guint             ms);

G_END_DECLS
