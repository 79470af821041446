/* askg-model-list.h: what a server offers, and what each can do, as far as it says so. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_MODEL_LIST_MAX 2000

typedef enum
{
  ASKG_MODELS_UNKNOWN,     /* JSON, but no list of models */
  ASKG_MODELS_LIST,        /* /v1/models, of anyone */
  ASKG_MODELS_LLAMA_PROPS, /* /props: one model, and the truth about it */
  ASKG_MODELS_OLLAMA_SHOW, /* /api/show: one model, without its name */
  ASKG_MODELS_OLLAMA_TAGS, /* /api/tags */
  ASKG_MODELS_LM_STUDIO,   /* /api/v1/models, /api/v0/models */
  ASKG_MODELS_GEMINI,      /* /v1beta/models */
} AskgModelsKind;

typedef enum
{
  ASKG_UNKNOWN = -1,
  ASKG_NO,
  ASKG_YES,
} AskgTruth;

typedef struct
{
  char      *id;              /* what a request names it; any characters */
  char      *name;            /* (nullable): for people */
  char      *owner;           /* (nullable): "llamacpp", "vllm", "library" … */
  char     **inputs;          /* (nullable): in the server's own words and order; NULL: it does not say */
  char     **outputs;         /* (nullable): as above */
  AskgTruth  sees;
  AskgTruth  hears;
  AskgTruth  speaks;
  AskgTruth  draws;
  AskgTruth  calls_tools;
  AskgTruth  thinks;
  AskgTruth  embeds;          /* gives numbers, answers nothing */
  gint64     n_context;       /* tokens as it runs; -1 not told */
  gint64     n_max_context;   /* tokens it could have; -1 not told */
  char      *media_marker;    /* (nullable): llama.cpp */
  char      *state;           /* (nullable): "loaded", "unloaded", "sleeping" … */
  double     prompt_usd;      /* per token; NAN not told */
  double     completion_usd;
  double     cached_usd;
  double     image_usd;       /* per picture */
  double     audio_usd;
} AskgModelInfo;

typedef struct
{
  AskgModelsKind  kind;
  GPtrArray      *models;   /* of AskgModelInfo */
  char           *server;   /* (nullable): llama.cpp's build, say */
} AskgModelList;

AskgModelList       *askg_model_list_parse (const char          *json,
                                            gsize                n_bytes);
void                 askg_model_list_free  (AskgModelList       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgModelList, askg_model_list_free)

const AskgModelInfo *askg_model_list_find  (const AskgModelList *self,
                                            const char          *id);

G_END_DECLS
