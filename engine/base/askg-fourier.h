/* askg-fourier.h: sound taken apart into frequencies and put together again. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AskgFourier AskgFourier;

AskgFourier *askg_fourier_new     (guint         n_samples);
void         askg_fourier_free    (AskgFourier  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgFourier, askg_fourier_free)

void         askg_fourier_forward (AskgFourier  *self,
                                   const float  *samples,
                                   float        *re,
                                   float        *im);
void         askg_fourier_back    (AskgFourier  *self,
                                   const float  *re,
                                   const float  *im,
                                   float        *samples);

G_END_DECLS
