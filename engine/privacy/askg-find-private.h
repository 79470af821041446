/* askg-find-private.h: the finders of askg-find-*.c, each over the whole text once. One thread at a time. */
#pragma once

#include "engine/privacy/askg-scan-private.h"

G_BEGIN_DECLS

/* In the order they are asked: the surest first. */
void  askg_find_key_blocks   (AskgScan *scan); /* private keys */
void  askg_find_key_parts    (AskgScan *scan); /* and their numbers */
void  askg_find_addresses    (AskgScan *scan); /* passwords in addresses, hooks */
void  askg_find_spoilt_addresses (AskgScan *scan); /* the same, written or read otherwise */
void  askg_find_pairs        (AskgScan *scan); /* name / X */
void  askg_find_signed       (AskgScan *scan); /* JSON Web Tokens and what has a shape like theirs */
void  askg_find_prefixes     (AskgScan *scan); /* what providers mark as theirs */
void  askg_find_headers      (AskgScan *scan); /* cookies, tokens at a request's head, files of passwords */
void  askg_find_commands   (AskgScan *scan); /* what commands are handed */
void  askg_find_belows     (AskgScan *scan); /* alone below what announces it */
void  askg_find_tolds        (AskgScan *scan); /* alone below the command that was asked for it */
void  askg_find_calls        (AskgScan *scan); /* what functions are handed by its place */
void  askg_find_columns      (AskgScan *scan); /* tables */
void  askg_find_lists        (AskgScan *scan); /* names and passwords below a head */
void  askg_find_leads        (AskgScan *scan); /* typed by scripts, one of two, behind words of a language */
void  askg_find_wallets      (AskgScan *scan); /* recovery phrases, keys of coins */
void  askg_find_numbers      (AskgScan *scan); /* cards, accounts, registration numbers */
void  askg_find_named        (AskgScan *scan); /* password = ..., "the code is ...", 비밀번호는 ... */
void  askg_find_places     (AskgScan *scan); /* what a line tells by its place in it */
void  askg_find_lones      (AskgScan *scan); /* drawn by lot, and alone */
void  askg_find_shapes       (AskgScan *scan); /* word_word_ and something drawn by lot */
void  askg_find_rests        (AskgScan *scan); /* in the next line */
void  askg_find_contacts     (AskgScan *scan); /* e-mail, phone */

/* Returns: whether a text has a secret in it. */
typedef gboolean (*AskgHasSecret) (const char *text,
                                   gsize       n_bytes);
void  askg_find_encoded      (AskgScan      *scan,
                              AskgHasSecret  has_secret); /* text in base64 that has one */

gsize askg_find_body_end     (AskgScan *scan,
                              gsize     at);

G_END_DECLS
