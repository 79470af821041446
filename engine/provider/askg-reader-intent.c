/* askg-reader-intent.c: pure; any thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader-intent.h"

#include <string.h>

/* A question longer than this is a pasted text; what is asked stands at its beginning. */
#define MAX_CHARS 300

/* The nouns people use for what can be taken out of a text. */
#define EN_NUMBERS  "numbers?|figures?|digits|amounts?|prices?"
#define EN_DATES    "dates?|times|timestamps?|days"
#define EN_LINKS    "links?|urls?|web ?sites?|web addresses|(?:web )?address"
#define EN_MAILS    "e-?mails?(?: address(?:es)?)?|mail address(?:es)?"
#define EN_PATHS    "(?:file ?)?paths?|files?|file ?names?|folders?|director(?:y|ies)"
#define EN_COMMANDS "commands?(?: lines?)?|shell commands?"
#define KO_NUMBERS  "숫자|금액|가격|수치|번호"
#define KO_DATES    "날짜|일자|일시|시각"
#define KO_LINKS    "링크|유알엘|url|웹\\s*주소|인터넷\\s*주소|사이트\\s*주소"
#define KO_MAILS    "이메일(?:\\s*주소)?|메일(?:\\s*주소)?"
#define KO_PATHS    "파일\\s*경로|경로|파일\\s*이름|파일명|파일|폴더"
#define KO_COMMANDS "명령어|명령|커맨드"

/* "which numbers are there", "list all the links", or the noun alone. */
#define EN_LIST(nouns) \
  "^(?:(?:which|what|list|extract|copy|get|give me|show(?: me)?|find|collect|pull out|read(?: out)?)(?: me)?" \
  "(?: (?:are|is|all|out|the|any|every|of|its|these|those|there|just|only|different))*|all|the|any|just|only)? ?" \
  "(?:" nouns ")(?:$|(?: (?:are|is|do|does|can|only|here|there|in|on|from|you|shown|it|mentioned|used|and|out|of)\\b.*)?$)"
#define KO_LIST(nouns) \
  "(?:^|[ ,])(?:" nouns ")(?:들)?(?:만|을|를|이|가|은|는|도)*\\s*(?:$|(?:좀|다|모두|전부|어떤|뭐|무엇|무슨|알려|뽑|추출|복사|보여|찾아|나열|읽|골라|모아|있|적어|가져))"
#define EN_COUNT(nouns) "\\b(?:how many|count|number of|amount of)\\b.*\\b(?:" nouns ")\\b"
#define KO_COUNT(nouns) "(?:" nouns ")[이가은는을를의]?\\s*(?:총\\s*)?(?:몇|개수|갯수|수[는가를]?(?:$|\\s)|세어|세\\s*줘|세줘)|몇\\s*(?:개의\\s*)?(?:" nouns ")"

#define TROUBLE \
  "errors?|failures?|fail(?:s|ed|ing)?|crash(?:es|ed|ing)?|exceptions?|tracebacks?|stack ?trace|warnings?|bugs?|broken|wrong|" \
  "mistakes?|problems?|issues?|not work(?:ing)?|(?:doesn't|does not|won't|will not|can't|cannot) (?:work|start|compile|build|run|open|connect|install|link|load|boot)"
#define KO_TROUBLE "오류|에러|예외|실패|문제|버그|경고|고장|잘못|안\\s*(?:돼|되|됨|됩|돌아|열|켜)"
/* Things on a screen that a question may point at. */
#define THIS \
  "this|that|it|these|those|here|the (?:message|line|lines|text|output|log|dialog|window|picture|screen|region|image|terminal|build|above|last line|result|code)"

typedef struct
{
  AskgIntentKind  kind;
  int             detail;  /* AskgAspect, AskgExtractKind or AskgUnit, as the kind wants */
  const char     *pattern; /* its first group, where it has one, is the subject */
} Rule;

#define COUNTS_EXTRACT(kind) (ASKG_UNIT_EXTRACTS | (kind) << 8)

/* The first rule that matches wins, so the narrow ones stand before the wide ones. */
static const Rule rules[] = {
  /* Earlier questions */
  { ASKG_INTENT_RECALL, 0, "\\bwhat (?:did|have|had) i (?:ask(?:ed)?|want(?:ed)? to know)(?: you)?(?: (?:last time|yesterday|earlier|before|today|last))?(?: (?:about|on|for|regarding|concerning) (.+))?$" },
  { ASKG_INTENT_RECALL, 0, "\\b(?:did|have|had) i (?:ever |already )?(?:asked?|seen?|had|met) (?:you )?(?:about |on )?(.+?)(?: (?:before|already|earlier))?$" },
  { ASKG_INTENT_RECALL, 0, "\\bwhen did i (?:last |first )?(?:ask|see)(?: you)?(?: about)?(?: (.+))?$" },
  { ASKG_INTENT_RECALL, 0, "\\b(?:search|look|find|show)\\b.*\\b(?:history|(?:earlier|past|previous|old) (?:questions?|conversations?|answers?))(?: (?:for|about|on|with) (.+))?$" },
  { ASKG_INTENT_RECALL, 0, "\\b(?:my|the) (?:last|latest|previous|earlier|recent) (?:questions?|conversations?)\\b(?: (?:about|on) (.+))?" },
  { ASKG_INTENT_RECALL, 0, "^(?:last time|recall|remember)(?: (?:about )?(.+))?$" },
  { ASKG_INTENT_RECALL, 0, "(?:지난\\s*번|저번|예전|전에|아까|어제|최근|언제|내가)\\S*\\s+(?:내가\\s+|물어\\s*본\\s+)?(.+?)(?:에\\s*(?:대해서?|관해서?|대한)|\\s*관련(?:해서|된)?|[을를])\\s*(?:뭘|뭐라고|뭐|무엇을|언제|어떻게|내가)?\\s*(?:물었|물어|질문)" },
  { ASKG_INTENT_RECALL, 0, "(?:지난\\s*번|저번|예전에|전에|아까|어제|최근에?|언제|내가).*(?:물었|물어\\s*(?:봤|본|보았)|질문)|^(?:지난\\s*번|저번)\\S*$|(?:지난|이전|최근|예전)\\s*(?:질문|대화)|전에\\s*본\\s*적|(?:질문|대화)\\s*기록" },

  /* The reader itself */
  { ASKG_INTENT_WHO, 0, "^(?:who|what) are you\\b|\\bare you (?:an? )?(?:ai|model|chatgpt|gpt|llm|human|person|robot|bot|real|language model)\\b|^(?:which|what) (?:model|engine|ai) (?:are|is|do)\\b|your name\\b" },
  { ASKG_INTENT_WHO, 0, "^(?:너|넌|네|당신|리더|이\\s*프로그램)(?:는|은|의|가)?\\s*(?:이름|누구|뭐|무엇|어떤\\s*모델|모델|ai|인공지능|사람)|^누구(?:야|니|세요|십니까|예요|신가요)|자기\\s*소개" },
  { ASKG_INTENT_HELP, 0, "\\bwhat (?:all )?(?:can|could) (?:you|i|the reader|askglass) (?:do|ask|read|help|say)\\b|^what do you (?:do|know|support|understand)\\b|^help(?: me)?$|\\bhow (?:do|can|should) i use (?:you|askglass|this program|the reader)\\b|^(?:hi|hello|hey|good (?:morning|evening|afternoon))(?: there)?$" },
  { ASKG_INTENT_HELP, 0, "(?:뭘|뭐를?|무엇을|무얼|어떤\\s*(?:것|걸|일)을?)\\s*(?:할|물어\\s*볼|도와\\s*줄)\\s*수\\s*있|^도움말|^도와\\s*(?:줘|주세요|줄래)\\S*$|사용법|쓰는\\s*(?:법|방법)|(?:무슨|어떤)\\s*기능|^안녕\\S*$" },
  { ASKG_INTENT_THANKS, 0, "^(?:(?:ok(?:ay)?|great|perfect|super|cool|many|good|nice)[, ]*)*(?:thanks?(?: you| a lot| so much| very much)*|thx|cheers|ty|well done)$|^(?:ok(?:ay)?|great|perfect|cool|nice)$" },
  { ASKG_INTENT_THANKS, 0, "^(?:정말\\s*|너무\\s*|대단히\\s*)?(?:고마워|고맙|감사)\\S*$|^(?:좋아|알겠)\\S*$" },

  /* Counting */
  { ASKG_INTENT_COUNT, ASKG_UNIT_OCCURRENCES, "\\bhow (?:many times|often) (?:does|do|is|are|has)?\\s*(?:the words? )?\"?(.+?)\"? (?:appear|occur|used|mentioned|written|come up|show up|stand|in|here|there)\\b" },
  { ASKG_INTENT_COUNT, ASKG_UNIT_OCCURRENCES, "\\b(?:count|occurrences of|how many) \"(.+?)\"" },
  { ASKG_INTENT_COUNT, ASKG_UNIT_OCCURRENCES, "^\"?(.+?)\"?[이가은는]?\\s*(?:몇\\s*번)\\s*(?:나|등장|쓰|있|들어)" },
  { ASKG_INTENT_COUNT, ASKG_UNIT_LINES, EN_COUNT ("lines?|rows?") "|" KO_COUNT ("줄|행|라인") },
  { ASKG_INTENT_COUNT, ASKG_UNIT_WORDS, EN_COUNT ("words?") "|\\bword count\\b|" KO_COUNT ("단어|낱말") },
  { ASKG_INTENT_COUNT, ASKG_UNIT_CHARACTERS, EN_COUNT ("characters?|chars?|letters?") "|글자\\s*수|" KO_COUNT ("글자|문자") },
  { ASKG_INTENT_COUNT, ASKG_UNIT_WARNINGS, EN_COUNT ("warnings?") "|" KO_COUNT ("경고") },
  { ASKG_INTENT_COUNT, ASKG_UNIT_ERRORS, EN_COUNT ("errors?|problems?|failures?|mistakes?") "|" KO_COUNT ("오류|에러") },
  { ASKG_INTENT_COUNT, COUNTS_EXTRACT (ASKG_EXTRACT_MAILS), EN_COUNT (EN_MAILS) "|" KO_COUNT (KO_MAILS) },
  { ASKG_INTENT_COUNT, COUNTS_EXTRACT (ASKG_EXTRACT_LINKS), EN_COUNT (EN_LINKS) "|" KO_COUNT (KO_LINKS) },
  { ASKG_INTENT_COUNT, COUNTS_EXTRACT (ASKG_EXTRACT_NUMBERS), EN_COUNT ("numbers") "|" KO_COUNT ("숫자") },
  { ASKG_INTENT_COUNT, COUNTS_EXTRACT (ASKG_EXTRACT_DATES), EN_COUNT ("dates") "|" KO_COUNT ("날짜") },
  { ASKG_INTENT_COUNT, COUNTS_EXTRACT (ASKG_EXTRACT_PATHS), EN_COUNT ("(?:file ?)?paths|files|filenames|folders") "|" KO_COUNT ("경로|파일") },
  { ASKG_INTENT_COUNT, COUNTS_EXTRACT (ASKG_EXTRACT_COMMANDS), EN_COUNT ("commands") "|" KO_COUNT ("명령어|명령") },
  { ASKG_INTENT_COUNT, ASKG_UNIT_ALL, "^(?:count|how long is (?:this|it|the text))(?: (?:this|it|here))?$|^(?:분량|길이)[은는이가]?\\s*(?:얼마|어느|몇|어떻게)" },

  /* Taking out */
  { ASKG_INTENT_TABLE, 0, "\\b(?:copy|extract|get|give|read|show|convert|turn|export|save|make|transcribe|format)\\b.*\\b(?:tables?|csv|tsv|spreadsheet|excel|columns)\\b|^(?:the |as )?(?:a )?(?:table|csv|tsv|markdown table)$|\\bas (?:a )?(?:csv|tsv|table|spreadsheet|markdown table)\\b" },
  { ASKG_INTENT_TABLE, 0, "(?:^|\\s)(?:도?표)(?:만|를|로|는|을)*\\s*(?:좀\\s*)?(?:복사|추출|뽑|옮|읽|만들|바꿔|변환|정리|보여|알려|가져)|^(?:이\\s*)?표$|엑셀|스프레드시트|\\bcsv\\b|\\btsv\\b" },
  { ASKG_INTENT_EXTRACT, ASKG_EXTRACT_MAILS, EN_LIST (EN_MAILS) "|" KO_LIST (KO_MAILS) },
  { ASKG_INTENT_EXTRACT, ASKG_EXTRACT_NUMBERS, EN_LIST (EN_NUMBERS) "|" KO_LIST (KO_NUMBERS) },
  { ASKG_INTENT_EXTRACT, ASKG_EXTRACT_DATES, EN_LIST (EN_DATES) "|" KO_LIST (KO_DATES) },
  { ASKG_INTENT_EXTRACT, ASKG_EXTRACT_LINKS, EN_LIST (EN_LINKS) "|" KO_LIST (KO_LINKS) },
  { ASKG_INTENT_EXTRACT, ASKG_EXTRACT_PATHS, EN_LIST (EN_PATHS) "|" KO_LIST (KO_PATHS) },
  { ASKG_INTENT_EXTRACT, ASKG_EXTRACT_COMMANDS, EN_LIST (EN_COMMANDS) "|" KO_LIST (KO_COMMANDS) },
  { ASKG_INTENT_SUMMARISE, 0, "\\bsummar(?:y|ize|ise|izing|ising)\\b|\\btl;?dr\\b|\\b(?:in short|in brief|in a nutshell|gist)\\b|\\b(?:main|key|important) (?:points?|ideas?|sentences?)\\b|\\bsum (?:it|this|that) up\\b|^shorten (?:this|it)" },
  { ASKG_INTENT_SUMMARISE, 0, "요약|간추|짧게\\s*줄|핵심|한\\s*줄로|요점|간단히\\s*정리|^정리해" },
  { ASKG_INTENT_AGAIN, 0, "^(?:(?:say|tell|show|repeat|explain)(?: (?:it|that|this|me|to me))* (?:again|once more)|repeat(?: (?:it|that|this|yourself))?|again|once (?:more|again)|what did you (?:just )?say|pardon(?: me)?|come again|what was that)$" },
  { ASKG_INTENT_AGAIN, 0, "^다시\\s*(?:한\\s*번\\s*)?(?:말|설명|얘기|이야기|알려)|(?:말|얘기|설명|이야기)해?\\s*(?:줘|줘요|주세요)?\\s*다시|^(?:다시\\s*)?한\\s*번\\s*(?:더|만)|^다시요?$|^뭐라고요?$" },

  /* What only a model can do, said so at the start */
  { ASKG_INTENT_MODEL, 0, "^(?:write|translate|draw|paint|generate|create|compose|rewrite|rephrase|refactor|implement|improve|imagine|invent|design|calculate|compute|recommend|suggest|compare|review|proofread|paraphrase|code|plan|describe|define|tell me (?:a|the|about)|correct the (?:spelling|grammar)|fix the (?:spelling|grammar|typos?)|solve for|convert|teach|guess|predict|rate|judge)\\b" },
  { ASKG_INTENT_MODEL, 0, "번역|작성해|(?<!받아)(?<!받아 )써\\s*(?:줘|주세요)|그려|계산|추천|비교해|다듬|영작|농담|날씨|묘사|맞춤법|리팩터|(?:코드|함수|프로그램)[를을]?\\s*(?:만들|짜)" },

  /* Trouble */
  { ASKG_INTENT_FIND, 0, "^(?:find|search(?: for)?|locate|look for|highlight|point (?:to|at|out)|show me|where (?:is|are|does it say|do you see)|does it (?:say|mention|contain)|is there)\\b[^\"]*\"(.+?)\"" },
  { ASKG_INTENT_FIND, 0, "\"(.+?)\"\\s*(?:[을를이가은는]|라는|이라는|라고)?.*(?:찾|어디|있[어나는습])" },
  { ASKG_INTENT_EXPLAIN, ASKG_ASPECT_WHERE, "\\b(?:which|what|in which|on which) lines?\\b|\\bwhere(?:'s| is| are| was)? (?:the |its? |this |that )?(?:" TROUBLE ")\\b|^where(?: is (?:it|this|that))?$|\\bwhere (?:does|did) (?:it|this|that) (?:fail|happen|come from|go wrong|break|crash)|\\b(?:find|locate|point (?:to|at|out)|show me|highlight)\\b.*\\b(?:" TROUBLE ")\\b" },
  { ASKG_INTENT_EXPLAIN, ASKG_ASPECT_WHERE, "(?:어느|몇\\s*번째?|무슨)\\s*(?:줄|행|라인)|어디\\S*\\s*(?:틀|잘못|났|난|발생|문제|오류|에러)|(?:" KO_TROUBLE ")\\S*\\s*(?:어디|찾아)|^어디(?:야|예요|인가요|지|에)?$" },
  { ASKG_INTENT_EXPLAIN, ASKG_ASPECT_MEND, "\\b(?:how|what|can|could|which)\\b.*\\b(?:fix|solve|repair|mend|resolve|remedy|get rid of|work around|avoid|prevent)\\b|^(?:fix|solve|repair|resolve|mend|debug)(?: (?:it|this|that|me|now|the (?:\\w+ )?(?:error|problem|issue|bug|build|crash|warning)s?|for me))*$" },
  { ASKG_INTENT_EXPLAIN, ASKG_ASPECT_MEND, "\\bwhat (?:should|can|do|must|shall|could) i (?:do|try|run|install|change|type)(?: (?:now|next|here|then|first|about (?:it|this|that)|to .+))*$|^what now$|^(?:and )?now what$|\\bhelp me (?:with|to|fix)\\b|\\b(?:make|get) (?:it|this) (?:to )?(?:work|go away|run|build|compile)\\b|\\bsolution\\b|^how$" },
  { ASKG_INTENT_EXPLAIN, ASKG_ASPECT_MEND, "고쳐|고치|고칠|해결|해법|어떻게\\s*(?:해|하[면나지죠]|할|처리|바꾸)|(?:뭘|무엇을|뭐를?)\\s*(?:해야|하면|바꿔)|없애|^어떻게(?:요)?$" },
  { ASKG_INTENT_EXPLAIN, ASKG_ASPECT_WHY, "^(?:but )?why(?: not| so| then| that| this| is that| is this| is it)?$|\\bwhy\\b.*\\b(?:" TROUBLE "|" THIS "|happen(?:s|ed|ing)?|get|getting|see|seeing)\\b|\\b(?:cause[ds]?|reasons?)\\b|\\bhow come\\b|\\bwhere does (?:this|it|that) come from\\b" },
  { ASKG_INTENT_EXPLAIN, ASKG_ASPECT_WHY, "^왜(?:요|죠|지|야|그래|이래|그런|이런|\\s*(?:그래|이래|그런|이런|그렇|이렇|안)\\S*)?(?:\\s*\\S+)?$|원인|이유|어째서|왜.*(?:" KO_TROUBLE "|나와|나오|나는|떠|뜨|생겨|생기|발생|죽)" },
  { ASKG_INTENT_EXPLAIN, ASKG_ASPECT_ALL, "\\b(?:" TROUBLE ")\\b|" KO_TROUBLE },

  /* Reading */
  { ASKG_INTENT_READ, 0, "^(?:read|transcribe|ocr)\\b|\\bwhat (?:does|do|did|is) (?:it|this|that|they|the [\\w ]+?) say(?:s|ing)?\\b|\\bwhat(?:'s| is| was) written\\b|\\bwhat(?:'s| is) the text\\b|\\b(?:copy|extract|get|give|show|type)(?: me)?(?: all| out| just| only)*(?: the| its)? (?:text|words|letters|writing|characters)\\b|^(?:all )?(?:the )?text(?: only)?$|^(?:what|which) (?:text|words)\\b" },
  { ASKG_INTENT_READ, 0, "읽어|읽을\\s*수|뭐라고\\s*(?:써|쓰|적|되|돼|하|나와|나오)|(?:뭐가|무엇이|무슨\\s*말이?|무슨\\s*글이?)\\s*(?:써|쓰여|적)|받아\\s*(?:적|써)|베껴|(?:글자?|텍스트|문자|내용)(?:만|를|을|이|가)*\\s*(?:좀\\s*)?(?:복사|추출|뽑|보여|알려|옮|뭐)|^(?:글자|텍스트)$" },

  /* Finding, without quotation marks */
  { ASKG_INTENT_FIND, 0, "^(?:find|search(?: for)?|locate|look for|highlight|point (?:to|at|out)|where (?:is|are|does it say|do you see)|does it (?:say|mention|contain)|is there (?:any(?: mention of)?|an?|mention of)) (?:the (?:words?|text|string) )?(.+?)(?: (?:in|on) (?:it|this|here|there|(?:this|the) \\w+))?$" },
  { ASKG_INTENT_FIND, 0, "^(?:여기서?|이\\s*(?:그림|글|화면)에서?\\s*)?\\s*(.+?)(?:라는\\s*(?:말|글자|단어)|이라는\\s*(?:말|글자|단어))?(?:[을를이가은는])?\\s*(?:좀\\s*)?(?:찾아|어디\\s*(?:에|있|야|인|나))" },

  /* "What is this?", with nothing but the screen to point at */
  { ASKG_INTENT_EXPLAIN, ASKG_ASPECT_ALL, "^(?:so )?what(?:'s| is| are| does| do| did)? (?:" THIS ")(?: \\w+)?(?: (?:mean|about|for|thing|here|trying to tell me|telling me))*$|\\bwhat\\b.*\\b(?:" THIS ")\\b.*\\bmean(?:s|ing)?\\b|\\bmeaning of (?:" THIS ")\\b|^explain(?: (?:please|to me))?$|^explain\\b.*\\b(?:" THIS "|line \\d+)\\b|^what(?:'s| is)? (?:happen(?:ed|ing|s)|going on|up)(?: (?:here|there|now))?$|^(?:huh|what|hm+|\\?+)$|^(?:(?:what|how) about )?(?:" THIS ")(?: one)?$|^(?:i )?(?:don't|do not) (?:understand|get (?:it|this))\\b|^tell me more$|^more(?: details?)?$|^details?$" },
  { ASKG_INTENT_EXPLAIN, ASKG_ASPECT_ALL, "^(?:(?:이|그|저|요|이거|이것|이게|이건|이걸|그거|그게|그건|저게|저건|여기|화면|방금|도대체|메시지|내용|로그|줄|좀|더|자세히|간단히|쉽게|그림|글)(?:이|가|은|는|을|를|의|에)?\\s*)*(?:뭐(?:야|예요|에요|지|죠|니|임|냐|가)?|뭔가요?|뭔데|뭔지|무엇|무슨\\s*(?:뜻|말|의미|소리|일|상황)|뜻|의미|설명|해석)" },
  { ASKG_INTENT_EXPLAIN, ASKG_ASPECT_ALL, "^(?:이|그|저)(?:것|거|건)(?:은|는|도)?요?$|^(?:자세히|더\\s*자세히|이해가\\s*안|모르겠)" },

  /* "What is the total?" needs a model, but the lines that speak of it can be shown. */
  { ASKG_INTENT_MODEL, 0, "^(?:what|who|when|how much|how many)(?:'s| is| are| was| were)? (?:the |its |my |your )?([\\w'. -]{3,40})$" },
  { ASKG_INTENT_MODEL, 0, "^([^ ].{0,30}?)(?:[은는이가])?\\s*(?:얼마|뭐|몇|누구|언제|무엇)\\S*$" },
};

/* Which of several errors: looked for in every question that wants an explanation. */
static const struct
{
  guint       ordinal;
  const char *pattern;
} ordinals[] = {
  { ASKG_ORDINAL_LAST, "\\b(?:last|final) (?:one|error|problem|warning|message)\\b|^(?:the )?last$|마지막(?:\\s*(?:것|거|건|오류|에러|문제|번))" },
  { 1, "\\b(?:first|1st) (?:one|error|problem|warning|message)\\b|^(?:the )?first$|\\berror (?:number |no\\.? |#)?(?:1|one)\\b|(?:첫|1)\\s*번째?" },
  { 2, "\\b(?:second|2nd) (?:one|error|problem|warning|message)\\b|^(?:the )?second$|\\berror (?:number |no\\.? |#)?(?:2|two)\\b|(?:두|둘|2)\\s*번째?" },
  { 3, "\\b(?:third|3rd) (?:one|error|problem|warning|message)\\b|^(?:the )?third$|\\berror (?:number |no\\.? |#)?(?:3|three)\\b|(?:세|셋|3)\\s*번째?" },
  { 4, "\\b(?:fourth|4th) (?:one|error|problem|warning|message)\\b|^(?:the )?fourth$|\\berror (?:number |no\\.? |#)?(?:4|four)\\b|(?:네|4)\\s*번째?" },
  { 5, "\\b(?:fifth|5th) (?:one|error|problem|warning|message)\\b|^(?:the )?fifth$|\\berror (?:number |no\\.? |#)?(?:5|five)\\b|(?:다섯|5)\\s*번째?" },
  { ASKG_ORDINAL_NEXT, "\\b(?:next|other|another) (?:one|ones|error|errors|problem|warning|message)\\b|^(?:the )?(?:next|others?|rest)$|(?:다음|다른|나머지)(?:\\s*(?:것|거|건|오류|에러|문제))|^(?:다음|나머지)(?:은|는)?$" },
};

typedef struct
{
  GRegex *rules[G_N_ELEMENTS (rules)];
  GRegex *ordinals[G_N_ELEMENTS (ordinals)];
  GRegex *politeness;
} Compiled;

static GRegex *
compile (const char *pattern)
{
  g_autoptr(GError) error = NULL;
  GRegex *regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, &error);

  if (regex == NULL)
    g_error ("reader: %s in %s", error->message, pattern); /* our own table: a test runs over all of it */

  return regex;
}

/* The tables are compiled at the first question, once. */
static const Compiled *
get_compiled (void)
{
  static Compiled *compiled;

  if (g_once_init_enter (&compiled))
    {
      Compiled *made = g_new0 (Compiled, 1);

      for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
        made->rules[i] = compile (rules[i].pattern);
      for (gsize i = 0; i < G_N_ELEMENTS (ordinals); i++)
        made->ordinals[i] = compile (ordinals[i].pattern);
      made->politeness = compile ("^(?:(?:please|pls|hey|hi|ok|okay|so|and|then|now|well|but|just|kindly|askglass|reader|"
                                  "(?:can|could|would|will) you(?: please)?|i (?:want|need|would like|'d like) (?:you )?to|"
                                  "그럼|그러면|그리고|그래서|혹시|저기|제발|근데)[, ]+)+"
                                  "|[ ,]+(?:please|pls|for me|thanks|thank you|부탁해요?|부탁드려요|부탁합니다)$");
      g_once_init_leave (&compiled, made);
    }

  return compiled;
}

/* One line, single spaces, plain quotation marks, no closing punctuation, no politeness. */
static char *
normalise (const char *question)
{
  g_autofree char *cut = g_utf8_substring (question, 0, MIN (g_utf8_strlen (question, -1), MAX_CHARS));
  g_autofree char *composed = g_utf8_normalize (cut, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autoptr(GString) plain = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *p = composed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          space = plain->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (plain, ' ');
      space = FALSE;
      if (c == 0x2018 || c == 0x2019)
        g_string_append_c (plain, '\'');
      else if (c == 0x201c || c == 0x201d || c == 0xab || c == 0xbb || c == '`')
        g_string_append_c (plain, '"');
      else
        g_string_append_unichar (plain, c);
    }
  while (plain->len > 1 && strchr (".!?;:, ~", plain->str[plain->len - 1]) != NULL)
    g_string_truncate (plain, plain->len - 1);

  return g_regex_replace_literal (get_compiled ()->politeness, plain->str, -1, 0, "", 0, NULL);
}

/* "this", "the error" and their like name nothing that could be searched for. */
static gboolean
names_nothing (const char *subject)
{
  return g_regex_match_simple ("^(?:(?:this|that|it|these|you|the|an?|same|error|message|problem|kind|of|before|last time|earlier|yesterday|이|그|저|같은|이거|이것|그거|이런|오류|에러|뭐|뭘|무엇|언제)(?:[을를이가은는]|\\s|$)*)+$",
                               subject, G_REGEX_CASELESS, 0);
}

static void
take_detail (AskgIntent *intent,
             const Rule *rule)
{
  if (rule->kind == ASKG_INTENT_EXPLAIN)
    intent->aspect = (AskgAspect) rule->detail;
  else if (rule->kind == ASKG_INTENT_EXTRACT)
    intent->what = (AskgExtractKind) rule->detail;
  else if (rule->kind == ASKG_INTENT_COUNT)
    {
      intent->unit = (AskgUnit) (rule->detail & 0xff);
      intent->what = (AskgExtractKind) (rule->detail >> 8);
    }
}

static void
take_subject (AskgIntent *intent,
              GMatchInfo *match)
{
  g_autofree char *subject = g_match_info_fetch (match, 1);

  if (subject == NULL)
    return;

  g_strstrip (subject);
  if (subject[0] == '"' && strlen (subject) > 2 && g_str_has_suffix (subject, "\""))
    {
      memmove (subject, subject + 1, strlen (subject));
      subject[strlen (subject) - 1] = '\0';
    }
  if (subject[0] != '\0' && !names_nothing (subject))
    intent->subject = g_steal_pointer (&subject);
}

static guint
find_ordinal (const char *plain)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ordinals); i++)
    if (g_regex_match (get_compiled ()->ordinals[i], plain, 0, NULL))
      return ordinals[i].ordinal;

  return ASKG_ORDINAL_NONE;
}

/**
 * askg_intent_parse:
 * @question: the person's words, English or Korean; valid UTF-8
 *
 * Takes well under a millisecond after the first call, whatever the length.
 *
 * Returns: (transfer full): what is wanted; %ASKG_INTENT_MODEL when no rule knows it
 */
AskgIntent *
askg_intent_parse (const char *question)
{
  g_autofree char *plain = normalise (question);
  AskgIntent *intent = g_new0 (AskgIntent, 1);

  intent->kind = plain[0] == '\0' ? ASKG_INTENT_NOTHING : ASKG_INTENT_MODEL;
  for (gsize i = 0; plain[0] != '\0' && i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr(GMatchInfo) match = NULL;

      if (!g_regex_match (get_compiled ()->rules[i], plain, 0, &match))
        continue;

      intent->kind = rules[i].kind;
      take_detail (intent, &rules[i]);
      take_subject (intent, match);
      break;
    }

  /* "and the second one?" says nothing but which. */
  if (intent->kind == ASKG_INTENT_EXPLAIN || intent->kind == ASKG_INTENT_MODEL)
    intent->ordinal = find_ordinal (plain);
  if (intent->ordinal != ASKG_ORDINAL_NONE && intent->kind == ASKG_INTENT_MODEL && g_utf8_strlen (plain, -1) < 40)
    intent->kind = ASKG_INTENT_EXPLAIN;

  /* Something must be named to be found; "where is it?" asks for the error. */
  if (intent->kind == ASKG_INTENT_FIND && intent->subject == NULL)
    {
      intent->kind = ASKG_INTENT_EXPLAIN;
      intent->aspect = ASKG_ASPECT_WHERE;
    }

  return intent;
}

void
askg_intent_free (AskgIntent *intent)
{
  if (intent == NULL)
    return;

  g_free (intent->subject);
  g_free (intent);
}
