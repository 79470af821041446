"""What the model says, and the tokens that it says it in."""
import re

END = "<|im_end|>"
START = "\n"  # the token after the assistant's header: a reply starts here

COLOURS = {  # name -> sign of (red, green, blue) around mid grey
    "black": (-1, -1, -1),
    "red": (1, -1, -1),
    "green": (-1, 1, -1),
    "blue": (-1, -1, 1),
    "yellow": (1, 1, -1),
    "magenta": (1, -1, 1),
    "cyan": (-1, 1, 1),
    "white": (1, 1, 1),
}
PITCHES = ("low", "middle", "high")
PITCH_EDGES_HZ = (600.0, 2000.0)

DEFAULT_REPLY = (
    "Hello! This is the small test engine of Askglass. "
    "It got your words, without any picture or sound."
)

IMAGE_LEAD = "I can see a picture; it is mostly"
IMAGE_TAIL = " overall"
SOUND_AFTER_IMAGE = ", while the sound I hear seems"
SOUND_LEAD = "I hear a sound; its pitch sounds"
SILENCE = "The recording came through, but there is only silence."
SILENCE_AFTER_IMAGE = ", while the recording is silent."

MARKDOWN = [
    "## A heading\n\n", "Some ", "**bold** ", "and *slanted* ", "words, ",
    "a `code span`, ", "and a [link](https://example.org/).\n\n",
    "1. first\n", "2. second\n", "   - nested\n\n",
    "> A quotation.\n\n", "| Name ", "| Value ", "|\n", "|---", "|---:|\n",
    "| alpha | 1 |\n", "| beta | 22 |\n\n",
    "```c\n", "int ", "main(void) ", "{\n", "    return 0;\n", "}\n", "```\n\n",
    "Done &amp; <b>escaped</b>.",
]
CODE = [
    "```python\n", "def ", "greet(name):\n", "    print(f\"Hi, {name}\")\n\n",
    "greet(\"you\")\n", "```",
]
GLYPHS = [
    "Gr", "\u00fc\u00dfe, ", "\u043c\u0438\u0440, ", "\u05e9\u05dc\u05d5\u05dd, ",
    "\u0645\u0631\u062d\u0628\u0627, ", "\u65e5\u672c\u8a9e, ",
    # one emoji as four tokens, one combining sequence as two
    b"\xf0", b"\x9f", b"\x98", b"\x80", " e", "\u0301", " end.",
]
THINK = [
    "<think>\n", "First ", "I weigh ", "the question.\n", "</think>\n\n",
    "My answer ", "follows the thought.",
]
LETTERS = (
    "alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima "
    "mike november oscar papa quebec romeo sierra tango uniform victor whiskey "
    "xray yankee zulu"
).split()
LONG = ["- %s" % w if i % 2 == 0 else " and %s\n" % w for i, w in enumerate(LETTERS)]

# keyword in the user's message -> reply; LONG never ends by itself.  Each word
# becomes one token by merges from the left, so no word may hold the first two
# letters of another one further in (checked below).
KEYWORDS = {
    "replymarkdown": MARKDOWN,
    "replycode": CODE,
    "replyglyphs": GLYPHS,
    "replythink": THINK,
    "replylong": LONG,
    "replyempty": [],
}

CHAT_TEMPLATE = """\
{%- for message in messages -%}
{{- '<|im_start|>' + message.role + '\\n' -}}
{%- if message.role == 'assistant' and message.reasoning_content -%}
{{- '<think>\\n' + message.reasoning_content + '\\n</think>\\n\\n' -}}
{%- endif -%}
{%- if message.content is string -%}
{{- message.content -}}
{%- else -%}
{%- for part in message.content -%}
{%- if part.type == 'text' -%}{{- part.text -}}{%- endif -%}
{%- endfor -%}
{%- endif -%}
{{- '<|im_end|>\\n' -}}
{%- endfor -%}
{%- if add_generation_prompt -%}
{{- '<|im_start|>assistant\\n' -}}
{%- if enable_thinking is defined and enable_thinking is false -%}
{{- '<think>\\n\\n</think>\\n\\n' -}}
{%- endif -%}
{%- endif -%}
"""

USER = "<|im_start|>user"  # one token: from here on the last message counts

SPECIALS = [
    "<|endoftext|>", "<|im_start|>", USER, END,
    "<|vision_start|>", "<|vision_end|>", "<|image_pad|>",
    "<|audio_bos|>", "<|audio_eos|>", "<|AUDIO|>",
]


# -- Tokens ------------------------------------------------------------

def byte_alphabet():
    """The printable stand-in for each byte, as byte-level BPE writes it."""
    plain = set(range(0x21, 0x7F)) | set(range(0xA1, 0xAD)) | set(range(0xAE, 0x100))
    spare = iter(range(0x100, 0x200))
    return [chr(b) if b in plain else chr(next(spare)) for b in range(256)]


ALPHABET = byte_alphabet()


def spell(text):
    """A token's text (str or bytes) in the byte alphabet."""
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    return "".join(ALPHABET[b] for b in data)


def split_words(text):
    return re.findall(r"\s*\S+", text)


class Vocabulary:
    def __init__(self):
        self.texts = []
        self.kinds = []
        self.ids = {}
        self.merges = []
        for byte in range(256):
            self.add(ALPHABET[byte])

    def add(self, spelled, kind=1):
        if spelled not in self.ids:
            self.ids[spelled] = len(self.texts)
            self.texts.append(spelled)
            self.kinds.append(kind)
        return self.ids[spelled]

    def add_typed_word(self, word):
        """A word that the tokenizer itself turns into one token."""
        for i in range(2, len(word) + 1):
            merge = (word[: i - 1], word[i - 1])
            if merge not in self.merges:
                self.merges.append(merge)
            self.add(word[:i])
        spaced = spell(" ") + word
        self.merges.append((spell(" "), word))
        return [self.ids[word], self.add(spaced)]

    def tokenize_word(self, text):
        """Byte-level BPE of one pre-token, to check the merges."""
        parts = list(spell(text))
        rank = {pair: i for i, pair in enumerate(self.merges)}
        while True:
            pairs = [(rank.get((a, b), 1 << 30), i) for i, (a, b) in enumerate(zip(parts, parts[1:]))]
            best = min(pairs, default=(1 << 30, 0))
            if best[0] == 1 << 30:
                return [self.ids[p] for p in parts]
            i = best[1]
            parts[i : i + 2] = [parts[i] + parts[i + 1]]
