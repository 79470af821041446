/* askg-wire-error.h: what an engine or the network said instead of an answer. Pure; any thread. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One kind per thing that can be done next. */
typedef enum
{
  ASKG_WIRE_ERROR_UNKNOWN,
  ASKG_WIRE_ERROR_NETWORK,           /* nobody was reached */
  ASKG_WIRE_ERROR_KEY_REFUSED,
  ASKG_WIRE_ERROR_NO_CREDIT,
  ASKG_WIRE_ERROR_FORBIDDEN,         /* region, permission */
  ASKG_WIRE_ERROR_NOT_FOUND_MODEL,
  ASKG_WIRE_ERROR_NOT_FOUND_ADDRESS,
  ASKG_WIRE_ERROR_TOO_LONG,          /* more tokens than the context holds */
  ASKG_WIRE_ERROR_TOO_LARGE,         /* more bytes than are taken */
  ASKG_WIRE_ERROR_BAD_REQUEST,
  ASKG_WIRE_ERROR_UNSUPPORTED_IMAGE,
  ASKG_WIRE_ERROR_UNSUPPORTED_AUDIO,
  ASKG_WIRE_ERROR_RATE_LIMIT,
  ASKG_WIRE_ERROR_QUOTA,
  ASKG_WIRE_ERROR_LOADING,           /* the model is being loaded: wait */
  ASKG_WIRE_ERROR_SERVER,
  ASKG_WIRE_ERROR_NOT_AN_ENGINE,     /* a page, perhaps of a login */
  ASKG_WIRE_ERROR_OTHER_PROTOCOL,    /* an engine, but none that is asked so; the message names what it speaks */
  ASKG_WIRE_ERROR_REDIRECT,
  ASKG_WIRE_ERROR_TRUNCATED,
  ASKG_WIRE_ERROR_EMPTY,
  ASKG_WIRE_ERROR_TOO_BIG_ANSWER,
  ASKG_WIRE_ERROR_REFUSED_BY_FILTER,
} AskgWireErrorKind;

#define ASKG_TYPE_WIRE_ERROR_KIND (askg_wire_error_kind_get_type ())
GType askg_wire_error_kind_get_type (void);

#define ASKG_WIRE_ERROR_MAX_CHARS 300
#define ASKG_WIRE_ERROR_MAX_PAGE_CHARS 200

typedef struct
{
  AskgWireErrorKind  kind;
  guint              http_status;      /* 0: not known */
  char              *message;          /* the engine's own words: one line, at most MAX_CHARS, no markup, no echo */
  char              *code;             /* (nullable) */
  char              *type;             /* (nullable) */
  char              *param;            /* (nullable) */
  gboolean           is_code_number;
  gboolean           is_page;          /* the body was no JSON */
  char              *title;            /* (nullable): what the page calls itself */
  gboolean           may_retry;        /* by itself, when nothing was shown yet */
  gint64             retry_after_ms;   /* -1: not told */
  gint64             n_prompt_tokens;  /* TOO_LONG; -1: not told */
  gint64             n_context_tokens; /* as above */
} AskgWireError;

/* What of a reply's head matters; all nullable. Valid as long as the call that takes it. */
typedef struct
{
  const char *content_type;
  const char *content_encoding;
  const char *retry_after;
  const char *retry_after_ms;
  const char *should_retry;  /* x-should-retry */
  const char *date;
} AskgWireHead;

AskgWireError *askg_wire_error_new           (AskgWireErrorKind    kind,
                                              const char          *message);
AskgWireError *askg_wire_error_new_from_body (guint                http_status,
                                              const char          *body,
                                              gsize                n_bytes);
AskgWireError *askg_wire_error_copy          (const AskgWireError *self);
void           askg_wire_error_free          (AskgWireError       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgWireError, askg_wire_error_free)

void           askg_wire_error_take_head     (AskgWireError       *self,
                                              guint                http_status,
                                              const AskgWireHead  *head);
void           askg_wire_error_blame         (AskgWireError       *self,
                                              gboolean             sent_images,
                                              gboolean             sent_sounds);
char          *askg_wire_error_clean         (const char          *words,
                                              gboolean             is_page,
                                              guint                n_max_chars);
char          *askg_wire_error_find_title    (const char          *page);
gint64         askg_wire_head_get_retry_after_ms (const AskgWireHead *self);

G_END_DECLS
