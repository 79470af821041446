/* askg-check-digit-private.h: numbers that prove themselves. Pure; any thread. All take digits as characters. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean askg_digits_are_luhn  (const char *digits,
                                gsize       n_digits);
gboolean askg_digits_are_card  (const char *digits,
                                gsize       n_digits);
gboolean askg_digits_are_date  (const char *yymmdd);
gboolean askg_digits_are_rrn   (const char *digits,
                                gboolean   *out_checked);
gboolean askg_digits_are_cpf   (const char *digits);
gboolean askg_digits_are_nir   (const char *digits);
gboolean askg_digits_are_chinese (const char *digits,
                                char        last);
gboolean askg_text_is_iban     (const char *text,
                                gsize       n_bytes);
gsize    askg_iban_get_length  (const char *country);

G_END_DECLS
