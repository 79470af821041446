/* askg-prefix-table.c: any thread. Lengths are those of the providers' documentation, a little loosened: formats grow. */
#include "engine/privacy/askg-prefix-table-private.h"

#define ALNUM   ASKG_BYTES_ALNUM
#define URL64   ASKG_BYTES_URL64
#define DOTTED  ASKG_BYTES_DOTTED
#define BASE64  ASKG_BYTES_BASE64
#define HEX     ASKG_BYTES_HEX
#define UPPER   ASKG_BYTES_UPPER36
#define LOWER   ASKG_BYTES_LOWER36
#define TOKEN   ASKG_BYTES_TOKEN
#define UPDASH  (ASKG_BYTES_UPPER36 | ASKG_BYTE_DASH)
#define HEXDASH (ASKG_BYTES_HEX | ASKG_BYTE_DASH)
#define RANDOM  ASKG_PREFIX_RANDOM
#define WHOLE   ASKG_PREFIX_WHOLE
#define OCR     ASKG_PREFIX_OCR
#define API     ASKG_SECRET_GENERIC_API_KEY
#define CLOUD   ASKG_SECRET_CLOUD_CONNECTION_SECRET
#define GIT     ASKG_SECRET_GITHUB_TOKEN
#define PACKAGE ASKG_SECRET_REGISTRY_TOKEN
#define MODEL   ASKG_SECRET_LLM_API_KEY
#define GOOGLE  ASKG_SECRET_GOOGLE_CREDENTIAL
#define CHAT    ASKG_SECRET_CHAT_PLATFORM_TOKEN
#define PAY     ASKG_SECRET_PAYMENT_KEY
#define AWS     ASKG_SECRET_AWS_ACCESS_KEY_ID

static const AskgPrefix prefixes[] = {
  /* Amazon: IAM's list of unique id prefixes; only those that name a key. */
  { "AKIA", UPPER, 16, 16, AWS, WHOLE | OCR }, { "ASIA", UPPER, 16, 16, AWS, WHOLE | OCR }, { "ABIA", UPPER, 16, 16, AWS, WHOLE | RANDOM },
  { "ACCA", UPPER, 16, 16, AWS, WHOLE | RANDOM }, { "IQoJb3JpZ2lu", BASE64, 80, 0, API, 0 },
  { "FwoGZXIvYXdz", BASE64, 80, 0, API, 0 }, { "ABSK", BASE64, 80, 0, MODEL, 0 }, { "bedrock-api-key-", BASE64, 40, 0, MODEL, 0 },

  /* Forges: GitHub's and GitLab's token overviews, Atlassian, Gitea, Azure DevOps. */
  { "ghp_", ALNUM, 30, 0, GIT, OCR }, { "gho_", ALNUM, 30, 0, GIT, 0 }, { "ghu_", ALNUM, 30, 0, GIT, 0 }, { "ghs_", URL64, 30, 0, GIT, 0 },
  { "ghr_", ALNUM, 30, 0, GIT, 0 }, { "github_pat_", URL64, 20, 0, GIT, OCR }, { "glpat-", DOTTED, 18, 0, PACKAGE, OCR },
  { "gldt-", URL64, 18, 0, PACKAGE, 0 }, { "glptt-", URL64, 20, 0, PACKAGE, 0 }, { "glrt-", DOTTED, 18, 0, PACKAGE, 0 },
  { "glrtr-", DOTTED, 18, 0, PACKAGE, 0 }, { "glcbt-", URL64, 18, 0, PACKAGE, 0 }, { "glimt-", URL64, 18, 0, PACKAGE, 0 },
  { "glagent-", URL64, 18, 0, PACKAGE, 0 }, { "glsoat-", URL64, 18, 0, PACKAGE, 0 }, { "gloas-", URL64, 18, 0, PACKAGE, 0 },
  { "glft-", URL64, 18, 0, PACKAGE, 0 }, { "glffct-", URL64, 18, 0, PACKAGE, 0 }, { "glwt-", URL64, 18, 0, PACKAGE, 0 },
  { "GR1348941", URL64, 18, 0, PACKAGE, 0 }, { "ATATT3", TOKEN, 40, 0, API, 0 }, { "ATCTT3", TOKEN, 40, 0, API, 0 },
  { "ATSTT3", TOKEN, 40, 0, API, 0 }, { "ATBB", ALNUM, 24, 0, API, RANDOM }, { "ATTA", ALNUM, 60, 0, API, RANDOM },
  { "BBDC-", BASE64, 40, 0, API, 0 }, { "sgp_", URL64, 32, 0, API, 0 }, { "slk_", HEX, 40, 0, API, 0 },
  { "gta_", ALNUM, 30, 0, GIT, RANDOM },

  /* Package and image registries. */
  { "npm_", ALNUM, 30, 0, PACKAGE, OCR | RANDOM }, { "pypi-", URL64, 50, 0, PACKAGE, OCR | RANDOM },
  { "rubygems_", HEX, 40, 0, PACKAGE, 0 }, { "dckr_pat_", URL64, 20, 0, PACKAGE, OCR }, { "dckr_oat_", URL64, 20, 0, PACKAGE, 0 },
  { "hf_", ALNUM, 30, 0, PACKAGE, RANDOM }, { "api_org_", ALNUM, 30, 0, PACKAGE, RANDOM }, { "oy2", LOWER, 43, 43, PACKAGE, WHOLE },
  { "cio", ALNUM, 32, 32, PACKAGE, WHOLE | RANDOM }, { "AKCp", ALNUM, 60, 0, PACKAGE, 0 }, { "cmVmdGtu", ALNUM, 50, 0, PACKAGE, 0 },
  { "CLOJARS_", HEX, 50, 0, PACKAGE, 0 }, { "packagist_", URL64, 40, 0, PACKAGE, RANDOM }, { "ddp_", ALNUM, 30, 0, PACKAGE, 0 },
  { "ddo_", ALNUM, 30, 0, PACKAGE, 0 }, { "jsrp_", ALNUM, 20, 0, PACKAGE, RANDOM }, { "NpmToken.", HEXDASH, 30, 0, PACKAGE, 0 },
  { "ghcr_", ALNUM, 30, 0, PACKAGE, RANDOM },

  /* Models. */
  { "sk-proj-", URL64, 20, 0, MODEL, OCR | RANDOM }, { "sk-svcacct-", URL64, 20, 0, MODEL, OCR | RANDOM },
  { "sk-admin-", URL64, 20, 0, MODEL, RANDOM }, { "sk-None-", URL64, 20, 0, MODEL, RANDOM },
  { "sk-ant-", URL64, 24, 0, MODEL, OCR | RANDOM }, { "sk-or-v1-", HEX, 32, 0, MODEL, OCR }, { "sk-lf-", HEXDASH, 30, 0, MODEL, 0 },
  { "sk-", URL64, 20, 0, MODEL, RANDOM }, { "gsk_", ALNUM, 30, 0, MODEL, RANDOM | OCR }, { "xai-", URL64, 40, 0, MODEL, RANDOM },
  { "pplx-", ALNUM, 32, 0, MODEL, RANDOM }, { "r8_", ALNUM, 30, 0, MODEL, RANDOM }, { "tgp_v1_", URL64, 30, 0, MODEL, 0 },
  { "fw_", ALNUM, 20, 0, MODEL, RANDOM }, { "fpk_", ALNUM, 20, 0, MODEL, RANDOM }, { "nvapi-", URL64, 40, 0, MODEL, RANDOM },
  { "esecret_", ALNUM, 20, 0, MODEL, RANDOM }, { "jina_", URL64, 40, 0, MODEL, RANDOM }, { "lsv2_", URL64, 32, 0, MODEL, RANDOM },
  { "ls__", ALNUM, 32, 0, MODEL, RANDOM }, { "pcsk_", URL64, 30, 0, MODEL, RANDOM }, { "csk-", ALNUM, 32, 0, MODEL, RANDOM },
  { "sk_", HEX, 40, 0, MODEL, 0 }, { "tvly-", URL64, 20, 0, MODEL, RANDOM }, { "fc-", HEX, 32, 32, MODEL, WHOLE },
  { "BSA", URL64, 24, 40, MODEL, RANDOM }, { "pa-", URL64, 40, 0, MODEL, RANDOM }, { "wandb_v1_", URL64, 30, 0, MODEL, 0 },
  { "sk_car_", ALNUM, 20, 0, MODEL, RANDOM }, { "rpa_", ALNUM, 32, 0, MODEL, RANDOM }, { "up_", ALNUM, 28, 0, MODEL, RANDOM },
  { "nv-", HEX, 32, 0, MODEL, 0 }, { "voyage-", URL64, 36, 0, MODEL, RANDOM },

  /* Google. */
  { "AIza", URL64, 30, 45, GOOGLE, OCR }, { "ya29.", DOTTED, 20, 0, GOOGLE, OCR }, { "1//0", URL64, 30, 0, GOOGLE, 0 },
  { "GOCSPX-", URL64, 20, 0, GOOGLE, OCR }, { "AQ.Ab8", URL64, 30, 0, GOOGLE, 0 }, { "ya29.c.", DOTTED, 20, 0, GOOGLE, 0 },

  /* Chat. */
  { "xoxb-", URL64, 20, 0, CHAT, OCR }, { "xoxp-", URL64, 20, 0, CHAT, OCR }, { "xoxa-", URL64, 20, 0, CHAT, 0 },
  { "xoxr-", URL64, 20, 0, CHAT, 0 }, { "xoxs-", URL64, 20, 0, CHAT, 0 }, { "xoxo-", ALNUM, 30, 0, CHAT, RANDOM },
  { "xoxc-", URL64, 20, 0, CHAT, 0 }, { "xoxd-", ASKG_BYTES_TOKEN | ASKG_BYTE_PERCENT, 20, 0, CHAT, 0 },
  { "xoxe-", URL64, 20, 0, CHAT, 0 },
  { "xoxe.xoxp-", URL64, 20, 0, CHAT, 0 }, { "xoxe.xoxb-", URL64, 20, 0, CHAT, 0 }, { "xapp-", URL64, 20, 0, CHAT, RANDOM },
  { "mfa.", URL64, 60, 100, CHAT, RANDOM }, { "xwfp-", URL64, 20, 0, CHAT, RANDOM },
  { "syt_", ALNUM | ASKG_BYTE_UNDER, 24, 0, CHAT, RANDOM }, { "mat_", ALNUM, 24, 0, CHAT, RANDOM },
  { "SK", HEX, 32, 32, CHAT, WHOLE }, { "os_v2_", LOWER | ASKG_BYTE_UNDER, 40, 0, CHAT, 0 },

  /* Payment. Publishable keys are meant to be seen. */
  { "sk_live_", ALNUM, 16, 0, PAY, OCR }, { "sk_test_", ALNUM, 16, 0, PAY, OCR }, { "rk_live_", ALNUM, 16, 0, PAY, OCR },
  { "rk_test_", ALNUM, 16, 0, PAY, 0 }, { "sk_org_", URL64, 16, 0, PAY, RANDOM }, { "whsec_", BASE64, 20, 0, PAY, OCR },
  { "sq0atp-", URL64, 20, 0, PAY, OCR }, { "sq0csp-", URL64, 30, 0, PAY, OCR }, { "sq0idp-", URL64, 20, 0, PAY, 0 },
  { "EAAA", URL64, 56, 0, PAY, RANDOM }, { "shpat_", HEX, 30, 0, PAY, 0 }, { "shpca_", HEX, 30, 0, PAY, 0 },
  { "shppa_", HEX, 30, 0, PAY, 0 }, { "shpss_", HEX, 30, 0, PAY, 0 }, { "shptka_", HEX, 30, 0, PAY, 0 },
  { "rzp_live_", ALNUM, 14, 0, PAY, 0 }, { "rzp_test_", ALNUM, 14, 0, PAY, 0 }, { "FLWSECK-", URL64, 30, 0, PAY, 0 },
  { "FLWSECK_TEST-", URL64, 12, 0, PAY, 0 }, { "access_token$", HEX | ASKG_BYTES_LOWER36 | ASKG_BYTE_MARK, 40, 120, PAY, 0 },
  { "test_sk_", ALNUM, 20, 0, PAY, 0 }, { "live_sk_", ALNUM, 20, 0, PAY, 0 }, { "test_gsk_", ALNUM, 20, 0, PAY, 0 },
  { "live_gsk_", ALNUM, 20, 0, PAY, 0 }, { "live_", ALNUM, 28, 0, PAY, RANDOM }, { "test_", ALNUM, 28, 0, PAY, RANDOM },
  { "sandbox_", ALNUM, 28, 0, PAY, RANDOM }, { "access-sandbox-", HEXDASH, 32, 0, PAY, 0 },
  { "access-production-", HEXDASH, 32, 0, PAY, 0 }, { "access-development-", HEXDASH, 32, 0, PAY, 0 },
  { "sk_sbox_", ALNUM, 20, 0, PAY, 0 },
  { "pdl_", ALNUM | ASKG_BYTE_UNDER, 30, 0, PAY, RANDOM }, { "A21AA", URL64, 60, 0, PAY, RANDOM }, { "AQE", BASE64, 80, 0, PAY, RANDOM },
  { "cko_", ALNUM, 30, 0, PAY, RANDOM }, { "secret-live-", BASE64 | ASKG_BYTES_URL64, 30, 0, PAY, RANDOM },
  { "secret-test-", BASE64 | ASKG_BYTES_URL64, 30, 0, PAY, RANDOM }, { "EZAK", ALNUM, 50, 0, PAY, RANDOM },
  { "EZTK", ALNUM, 50, 0, PAY, RANDOM },

  /* Mail and messages. */
  { "SG.", DOTTED, 50, 0, API, 0 }, { "key-", HEX, 32, 32, API, WHOLE }, { "xkeysib-", URL64, 60, 0, API, 0 },
  { "xsmtpsib-", URL64, 60, 0, API, 0 }, { "re_", ALNUM | ASKG_BYTE_UNDER, 24, 0, API, RANDOM }, { "mlsn.", HEX, 40, 0, API, 0 },
  { "md-", URL64, 22, 22, API, WHOLE | RANDOM }, { "pubkey-", HEX, 32, 32, API, WHOLE }, { "shippo_live_", HEX, 30, 0, API, 0 },
  { "shippo_test_", HEX, 30, 0, API, 0 }, { "duffel_live_", URL64, 30, 0, API, 0 }, { "duffel_test_", URL64, 30, 0, API, 0 },
  { "NCS", UPPER, 13, 13, API, WHOLE | RANDOM },

  /* Building, hosting and secrets of the cloud. */
  { "CCIPAT_", URL64, 30, 0, API, 0 }, { "CCIPRJ_", URL64, 30, 0, API, 0 }, { "bkua_", HEX, 30, 0, API, 0 },
  { "squ_", HEX, 30, 0, API, 0 },
  { "sqp_", HEX, 30, 0, API, 0 }, { "sqa_", HEX, 30, 0, API, 0 }, { "vcp_", ALNUM, 24, 0, API, RANDOM },
  { "nfp_", ALNUM, 30, 0, API, RANDOM }, { "nfu_", ALNUM, 30, 0, API, RANDOM }, { "HRKU-", URL64, 30, 0, API, 0 },
  { "FlyV1 fm2_", BASE64, 60, 0, API, RANDOM }, { "fm2_", BASE64, 60, 0, API, RANDOM }, { "fm1r_", BASE64, 60, 0, API, 0 },
  { "fo1_", URL64, 30, 0, API, RANDOM },
  { "rnd_", ALNUM, 24, 0, API, RANDOM }, { "pul-", HEX, 36, 0, API, 0 }, { "dp.pt.", ALNUM, 30, 0, API, 0 },
  { "dp.st.", DOTTED, 30, 0, API, 0 }, { "dp.ct.", ALNUM, 30, 0, API, 0 }, { "dp.sa.", ALNUM, 30, 0, API, 0 },
  { "dp.scim.", ALNUM, 30, 0, API, 0 }, { "dp.audit.", ALNUM, 30, 0, API, 0 }, { "hvs.", URL64, 20, 0, API, 0 },
  { "hvb.", URL64, 20, 0, API, 0 }, { "hvr.", URL64, 20, 0, API, 0 }, { "ops_eyJ", URL64, 40, 0, API, 0 },
  { "A3-", UPDASH, 33, 36, API, WHOLE | RANDOM }, { "API-", UPPER, 25, 34, API, WHOLE | RANDOM }, { "dop_v1_", HEX, 40, 0, API, OCR },
  { "doo_v1_", HEX, 40, 0, API, 0 }, { "dor_v1_", HEX, 40, 0, API, 0 }, { "SCW", UPPER, 17, 17, API, WHOLE | RANDOM },
  { "LTAI", ALNUM, 12, 26, CLOUD, RANDOM }, { "AKID", ALNUM, 32, 36, CLOUD, RANDOM }, { "AQVN", URL64, 35, 40, CLOUD, RANDOM },
  { "t1.", DOTTED, 80, 0, CLOUD, RANDOM }, { "y0_", URL64, 40, 0, CLOUD, RANDOM }, { "ncp_iam_", ALNUM, 20, 0, CLOUD, 0 },
  { "tskey-", URL64, 24, 0, API, OCR | RANDOM }, { "SWMTKN-1-", LOWER | ASKG_BYTE_DASH, 60, 0, API, 0 },
  { "K10", LOWER | ASKG_BYTE_COLON, 64, 0, API, RANDOM }, { "cfut_", URL64, 30, 0, API, RANDOM }, { "cfat_", URL64, 30, 0, API, RANDOM },
  { "v1.0-", HEXDASH, 140, 0, API, 0 }, { "ion_", LOWER, 40, 0, API, RANDOM }, { "tk-us-", URL64, 40, 0, API, RANDOM },
  { "base64:", BASE64, 40, 52, ASKG_SECRET_PASSWORD_CONFIG, RANDOM },

  /* Watching. */
  { "sntrys_", BASE64 | ASKG_BYTE_UNDER, 40, 0, API, 0 }, { "sntryu_", HEX, 40, 0, API, 0 }, { "sntrya_", HEX, 40, 0, API, 0 },
  { "glsa_", URL64, 30, 0, API, 0 }, { "glc_", BASE64, 32, 0, API, RANDOM }, { "NRAK-", UPPER, 20, 0, API, 0 },
  { "NRII-", URL64, 20, 0, API, 0 }, { "NRJS-", HEX, 19, 0, API, 0 }, { "NRIQ-", URL64, 20, 0, API, 0 }, { "NRSP-", ALNUM, 20, 0, API, 0 },
  { "hcaik_", ALNUM, 40, 0, API, 0 }, { "hcbik_", ALNUM, 40, 0, API, 0 }, { "hcaic_", ALNUM, 40, 0, API, 0 },
  { "hcalk_", ALNUM, 40, 0, API, 0 }, { "dt0c01.", DOTTED, 60, 0, API, 0 }, { "dt0s01.", DOTTED, 60, 0, API, 0 },
  { "dt0s16.", DOTTED, 60, 0, API, 0 }, { "essu_", BASE64, 40, 0, API, 0 }, { "phx_", ALNUM, 30, 0, API, 0 },
  { "pnu_", ALNUM, 30, 0, API, RANDOM }, { "pnb_", ALNUM, 30, 0, API, RANDOM }, { "sdk-", HEXDASH, 36, 36, API, WHOLE },
  { "api-", HEXDASH, 36, 36, API, WHOLE }, { "ddpat_", ALNUM, 20, 0, API, RANDOM },

  /* Databases and content. */
  { "pscale_tkn_", URL64, 30, 0, API, OCR }, { "pscale_pw_", URL64, 30, 0, API, 0 }, { "pscale_oauth_", URL64, 30, 0, API, 0 },
  { "sbp_", HEX, 36, 0, API, OCR }, { "sb_secret_", URL64, 20, 0, API, 0 }, { "napi_", ALNUM, 40, 0, API, RANDOM },
  { "npg_", ALNUM, 10, 0, ASKG_SECRET_PASSWORD_CONFIG, RANDOM }, { "mdb_sa_sk_", URL64, 30, 0, API, 0 },
  { "fnA", URL64, 36, 0, API, RANDOM }, { "pat", DOTTED, 60, 90, API, RANDOM }, { "secret_", ALNUM, 40, 46, API, RANDOM },
  { "ntn_", ALNUM, 40, 0, API, 0 }, { "xau_", ALNUM, 30, 0, API, 0 }, { "dapi", HEX, 32, 34, API, WHOLE },
  { "dose", HEX, 32, 34, API, WHOLE }, { "AVNS_", URL64, 15, 0, ASKG_SECRET_PASSWORD_CONFIG, RANDOM }, { "CCDB1_", URL64, 30, 0, API, 0 },
  { "CFPAT-", URL64, 40, 0, API, 0 }, { "cflt", BASE64, 50, 0, API, RANDOM },

  /* Work, maps and people. */
  { "lin_api_", ALNUM, 30, 0, API, OCR }, { "lin_oauth_", ALNUM, 30, 0, API, 0 }, { "figd_", URL64, 30, 0, API, 0 },
  { "figu_", URL64, 30, 0, API, 0 }, { "PMAK-", HEXDASH, 50, 0, API, OCR }, { "PMAT-", UPPER, 24, 0, API, 0 },
  { "tfp_", URL64, 40, 0, API, 0 }, { "pat-na1-", HEXDASH, 32, 0, API, 0 }, { "pat-na2-", HEXDASH, 32, 0, API, 0 },
  { "pat-eu1-", HEXDASH, 32, 0, API, 0 }, { "rdme_", LOWER, 50, 0, API, 0 }, { "sl.", URL64, 60, 0, API, RANDOM },
  { "sl.u.", URL64, 60, 0, API, RANDOM }, { "fio-u-", URL64, 40, 0, API, 0 }, { "sk.eyJ", DOTTED, 40, 0, API, 0 },
  { "tk.eyJ", DOTTED, 40, 0, API, 0 }, { "EAAC", ALNUM, 60, 0, API, RANDOM }, { "EAAB", ALNUM, 60, 0, API, RANDOM },
  { "EAAG", ALNUM, 60, 0, API, RANDOM }, { "IGQV", ALNUM, 60, 0, API, RANDOM },
  { "AAAAAAAAAAAAAAAAAAAAA", ALNUM | ASKG_BYTE_PERCENT, 40, 0, API, RANDOM }, { "p8e-", ALNUM, 30, 0, API, RANDOM },
  { "sec-c-", URL64, 40, 0, API, RANDOM }, { "00D", ALNUM | ASKG_BYTE_MARK | ASKG_BYTE_DOT | ASKG_BYTE_UNDER, 90, 0, API, RANDOM },
  { "KEY0", ALNUM | ASKG_BYTE_UNDER, 50, 0, API, RANDOM }, { "PS", ALNUM, 34, 34, API, WHOLE | RANDOM },
  { "rf_", ALNUM, 20, 0, API, RANDOM }, { "ak-", ALNUM, 20, 0, API, RANDOM }, { "as-", ALNUM, 20, 0, API, RANDOM },
  { "pk-lf-", HEXDASH, 30, 0, API, 0 }, { "AGE-SECRET-KEY-1", UPPER, 50, 0, ASKG_SECRET_PRIVATE_KEY, OCR },
  { "AGE-PLUGIN-", UPDASH, 40, 0, ASKG_SECRET_PRIVATE_KEY, RANDOM }, { "xprv", ALNUM, 100, 112, ASKG_SECRET_WALLET_SECRET, WHOLE },
  { "yprv", ALNUM, 100, 112, ASKG_SECRET_WALLET_SECRET, WHOLE }, { "zprv", ALNUM, 100, 112, ASKG_SECRET_WALLET_SECRET, WHOLE },
  { "tprv", ALNUM, 100, 112, ASKG_SECRET_WALLET_SECRET, WHOLE }, { "nsec1", LOWER, 58, 58, ASKG_SECRET_WALLET_SECRET, WHOLE },
  { "ed25519:", ALNUM, 80, 90, ASKG_SECRET_WALLET_SECRET, WHOLE }, { "suiprivkey1", LOWER, 50, 0, ASKG_SECRET_WALLET_SECRET, 0 },
};

const AskgPrefix *
askg_prefix_table (gsize *n_prefixes)
{
  *n_prefixes = G_N_ELEMENTS (prefixes);

  return prefixes;
}
