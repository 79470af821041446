/* askg-words-process.h: PocketSphinx in a process of its own: rough English dictation, or one of a few orders. It is started
 * by the first utterance, and ends when none came for a while. Main thread. */
#pragma once

#include "engine/local/askg-transcriber.h"

G_BEGIN_DECLS

#define ASKG_WORDS_ENGINE "PocketSphinx"    /* as a sentence names it */
#define ASKG_WORDS_ENGINE_ID "pocketsphinx" /* as a setting does */

typedef enum
{
  ASKG_WORDS_FOR_DICTATION,
  ASKG_WORDS_FOR_COMMANDS, /* what was said is one of askg_voice_commands_grammar(), whatever it was */
} AskgWordsPurpose;

#define ASKG_TYPE_WORDS_PROCESS (askg_words_process_get_type ())
G_DECLARE_FINAL_TYPE (AskgWordsProcess, askg_words_process, ASKG, WORDS_PROCESS, GObject)

AskgWordsProcess *askg_words_process_new          (AskgWordsPurpose   purpose);
void              askg_words_process_set_program  (AskgWordsProcess  *self,
                                                   const char        *helper,
                                                   const char        *model_folder);
void              askg_words_process_set_limit_ms (AskgWordsProcess  *self,
                                                   guint              start_ms,
                                                   guint              hearing_ms);

G_END_DECLS
