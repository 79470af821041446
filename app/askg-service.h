/* askg-service.h: what one process of Askglass does for another, or for its own command line: asks,
 * searches, stops. Requests and replies are JSON objects. Main thread.
 *
 *   {"verb":"ask", "text", "engine"?, "attachments":[{"kind","title"?,"text"|"picture"|"sound":base64,"captured_us"?}]}
 *       -> {"event":"accepted"} {"event":"stage","stage"} … {"event":"delta","text"} … {"event":"done","turn":{…}}
 *       and {"event":"reasoning","reasoning"} … for what is thought before it is answered;
 *       with "speak":true also {"event":"sound","rate_hz","samples":base64} … once the answer is whole
 *       with "failed":{"id","message"} it is only remembered, with why it could not be asked
 *       with "off_record":true nothing of it is written down
 *       with "memory":false no earlier turns go along; what went along stands in the turn's "memory"
 *       with "conversation":id it goes on with that one; with "facts":false without what should be remembered
 *   {"verb":"preview"} with what "ask" takes         -> {"event":"done","preview":{…}}: what it would send; nothing is
 *   {"verb":"hear", "sound"?:base64 of a WAV file, "engine"?, "language"?, "off_record"?}
 *                                     -> {"event":"done","text","engine","rough","language"?}: what was said; nothing is remembered.
 *       with "commands":true whatever was said is one of a few orders: also "command", its name; with "obey":true that is
 *       done in the overlay, and "did" tells what became of it
 *       without a sound it only tells which engine would hear it, and "sentence"; with "soon":true that gets ready
 *   {"verb":"say", "text", "voice"}                  -> {"event":"sound","rate_hz","samples":base64} … {"event":"done"}
 *       by an engine; nothing is remembered
 *   {"verb":"talk", "hands_free"?, "engine"?, "microphone"?, "silent"?, "interpret"?:[a,b], "conversation"?, "off_record"?}
 *       -> {"event":"accepted"} {"event":"talk","state","caption","light"} {"event":"said","text"} {"event":"delta","text"} …
 *       {"event":"answered","turn":{…}} … {"event":"done"} once it was ended; meanwhile
 *   {"verb":"talk-key", "key":"press"|"release"|"toggle"|"interrupt"|"mute"|"unmute"|"hands-free"|"hang-up"} -> {"event":"done"}
 *   {"verb":"ask-region", "text"?, "engine"?, "attachments"?}
 *       the same, with a region the person chooses before the other attachments
 *   {"verb":"search", "text", "most"?, "kinds"?:["question"|"answer"|"code"|"picture"|"text"|"sound"|"window"],
 *       "app"?, "app_in_front"?, "since_us"?, "until_us"?, "newest_first"?}
 *                                                    -> {"event":"done","share","hits":[…]}
 *       "share" of the history is found in, see askg_store_get_search_share(); where nobody else prepares the rest,
 *       {"event":"preparing","share"} … until it is all of it
 *   {"verb":"met", "signature", "words", "text", "before_us"}: of an error, as AskgFailure has them
 *                                                    -> {"event":"done","met"?:{"conversation","turn","asked_at_us"}}
 *   {"verb":"history", "do":"list", "most"} | "check" | "vacuum" | "delete", with "conversation", "before_us" or "all"
 *       | "export" with "path", "markdown"?, "replace"?, "conversation"? | "import" with "path"
 *       -> {"event":"progress","part","conversations"} … {"event":"done",…}; "imported" also in an error
 *   {"verb":"engines"}                               -> {"event":"done","engines":[…],"trouble"?}
 *       "do":"add" with "name", "url", "model"?, "key"?, "key_in_file"?, "fallback"?; "default" or "remove" with "name"
 *       "do":"test" with "name"                     -> {"event":"step","step","verdict","duration_us","detail"} … {"event":"done"}
 *       before the first sending to another machine also {"event":"agree","ticket","engine","what"}: until
 *   {"verb":"agree", "ticket", "agreed"}             it waits; and before the month's limit is passed, with "about":"cost"
 *       and "question" in place of "what", which the answer repeats
 *   {"verb":"encryption", "on"?}                     -> {"event":"progress","n_done","n_total"} …
 *       {"event":"done","encryption":"off"|"encrypting"|"on"|"decrypting","key"?}; without "on" it is only told
 *   {"verb":"facts"}                                 -> {"event":"done","facts":[{"id","text","kept_at"}],"told"}
 *       "do":"remember" with "text", "forget" with "id", "switch" with "on"
 *   {"verb":"ledger", "host"?, "engine"?, "since_us"?, "until_us"?, "left"?, "before_id"?, "most"}
 *                                                    -> {"event":"done","rows":[…],"sum":{…}}
 *       "do":"open" with "id"                       -> {"event":"done","row":{…},"body"?:base64}
 *       "do":"purge" with "before_us"?              -> {"event":"done","purged":n}
 *   {"verb":"stop"}                                  -> {"event":"done","stopped":n}
 *   {"verb":"quit"}                                  -> {"event":"done"}, and the process ends soon
 *   {"verb":"show"|"hide"|"status"}                  -> {"event":"done",…}; only where there are windows
 *
 * After "accepted" the same request must not be made again: it would ask twice.
 * A request that a key of the desktop caused says so with "key":id.
 * Every request ends with one "done" or one {"event":"error","error":{"id","message"},"turn"?}. */
#pragma once

#include "app/askg-json.h"
#include "app/askg-session.h"
#include "app/askg-talking.h"
#include "engine/voice/askg-voice-commands.h"

G_BEGIN_DECLS

typedef void (*AskgServiceReply) (json_t   *event,
                                  gpointer  user_data);

/* What only the program with the windows can do; its functions are all set. key_fired() tells whether the key was
 * pressed to be seen, and nothing else is to happen. */
typedef struct
{
  void      (*show)              (gpointer              data);
  void      (*hide)              (gpointer              data);
  void      (*quit)              (gpointer              data);
  json_t   *(*status)            (gpointer              data);
  void      (*ask_for_more)      (gpointer              data,
                                  AskgBudget            *budget,
                                  const char           *why,
                                  guint                 ticket);
  char     *(*obey)              (gpointer              data,
                                  AskgVoiceCommand      command);
  gboolean  (*key_fired)         (gpointer              data,
                                  const char           *key_id);
  void      (*ask_region_async)  (gpointer              data,
                                  const char           *text,
                                  const char           *engine_id,
                                  gboolean              with_memory,
                                  GListModel           *attachments,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
  AskgTurn *(*ask_region_finish) (gpointer              data,
                                  GAsyncResult         *result,
                                  AskgConversation    **out_conversation,
                                  GError              **error);
} AskgServiceDesk;

#define ASKG_TYPE_SERVICE (askg_service_get_type ())
G_DECLARE_FINAL_TYPE (AskgService, askg_service, ASKG, SERVICE, GObject)

AskgService *askg_service_new      (AskgSession           *session,
                                    const AskgServiceDesk *desk,
                                    gpointer               desk_data);
AskgTalking *askg_service_get_talking (AskgService         *self);
guint        askg_service_stop_all (AskgService           *self);
void         askg_service_handle   (AskgService           *self,
                                    json_t                *request,
                                    GCancellable          *cancellable,
                                    AskgServiceReply       reply,
                                    gpointer               reply_data,
                                    GDestroyNotify         reply_data_free);

G_END_DECLS
