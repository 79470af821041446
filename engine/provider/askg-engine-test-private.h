/* askg-engine-test-private.h: a test on its way, for its two files. */
#pragma once

#include "engine/provider/askg-engine-test.h"

G_BEGIN_DECLS

/* The data of its task, whose source is the link. */
typedef struct
{
  /* Owned */
  AskgRecogniser   *recogniser;
  AskgQuestion     *question; /* (nullable): what an ear hears */
  GError           *error;    /* (nullable): the first that failed */

  AskgTestFunc      func;
  gpointer          func_data;
  gint64            began_us; /* of the step */
  AskgTestStep      step;
  gint64            spoken_us; /* how long it spoke */
  int               loudest;   /* sample of it */
} AskgEngineTest;

void         askg_engine_test_tell          (AskgEngineTest  *self,
                                             AskgTestVerdict  verdict,
                                             gint64           duration_us,
                                             const char      *detail);
void         askg_engine_test_end           (GTask           *task,
                                             GError          *error);
void         askg_engine_test_question      (GTask           *task);
void         askg_engine_test_talk          (GTask           *task);
AskgTestStep askg_engine_test_get_last_step (AskgProfile     *profile);

G_END_DECLS
