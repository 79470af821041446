/* askg-picture-diagnosis.h: what is wrong by a picture of what a command wrote. Any thread. */
#pragma once

#include "engine/debug/askg-diagnosis.h"
#include "engine/model/askg-page-text.h"

G_BEGIN_DECLS

AskgDiagnosis *askg_picture_diagnosis_new (AskgPageText *page,
                                           guint         width_px);

G_END_DECLS
