/* askg-engine-test.h: asks a connected engine step by step, up to the first that fails. What is sent is of our own
 * making. Main thread. */
#pragma once

#include "engine/local/askg-recogniser.h"
#include "engine/provider/askg-ear.h"
#include "engine/provider/askg-engine-link.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_TEST_RESOLVE, /* the name */
  ASKG_TEST_CONNECT,
  ASKG_TEST_TLS,
  ASKG_TEST_MODELS,
  ASKG_TEST_TEXT,
  ASKG_TEST_IMAGE,
  ASKG_TEST_AUDIO,
  ASKG_TEST_SPEECH, /* only of one that is known to read aloud */
  ASKG_TEST_TALK,   /* only of one that is spoken with */
} AskgTestStep;

#define ASKG_TYPE_TEST_STEP (askg_test_step_get_type ())
GType askg_test_step_get_type (void);

typedef enum
{
  ASKG_TEST_PASSED,
  ASKG_TEST_FAILED,
  ASKG_TEST_LEFT_OUT, /* not for this engine, or after one that failed */
} AskgTestVerdict;

#define ASKG_TYPE_TEST_VERDICT (askg_test_verdict_get_type ())
GType askg_test_verdict_get_type (void);

typedef struct
{
  AskgTestStep     step;
  AskgTestVerdict  verdict;
  gint64           duration_us; /* 0 where nothing was done */
  const char      *detail;      /* one line: what was found, or why it was left out or failed, and what to do */
  const GError    *error;       /* (nullable): for ASKG_TEST_FAILED */
} AskgTestResult;

/* Once a step, in order, as each ends. */
typedef void (*AskgTestFunc) (const AskgTestResult *result,
                              gpointer              user_data);

void     askg_engine_test_async  (AskgEngineLink       *link,
                                  AskgRecogniser       *recogniser,
                                  AskgTestFunc          func,
                                  gpointer              func_data,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
gboolean askg_engine_test_finish (AskgEngineLink       *link,
                                  GAsyncResult         *result,
                                  GError              **error);

G_END_DECLS
