"""The decoder: a chain over the replies, and one layer that looks back at the last message."""
import numpy as np

from tiny_gguf import GgufFile, TYPE_I32, TYPE_STR
from tiny_words import (
    CHAT_TEMPLATE, COLOURS, DEFAULT_REPLY, END, IMAGE_LEAD, IMAGE_TAIL, KEYWORDS, LONG, PITCHES,
    SILENCE, SILENCE_AFTER_IMAGE, SOUND_AFTER_IMAGE, SOUND_LEAD, SPECIALS, START, USER, Vocabulary,
    spell, split_words,
)

N_EMBD = 256
N_HEAD = 4
HEAD_DIM = N_EMBD // N_HEAD
N_FF = 64
CONTEXT = 8192
ROPE_BASE = 1e6
ROPE_SECTIONS = (24, 4, 4, 0)  # time, height, width, unused: pairs of a head
ROPE_PAIR = 21                 # slow enough to be monotonic over the context
ROPE_PHASE = 0.7               # radians: makes a nearer key score higher
RMS_EPS = 1e-6

HEADS = ("keyword", "image", "sound", "recording")

# One row of the stream per name; the rest hold a random code per token.
_names = ["key." + h for h in HEADS]
_names += ["val.kw." + k for k in KEYWORDS] + ["out.kw." + k for k in KEYWORDS]
for _side in ("val", "out"):
    _names += [_side + "." + n for n in (
        "image", "red", "green", "blue", "sound", "low", "middle", "high", "recording")]
_names += ["quiet"]
DIM = {name: N_EMBD - 1 - i for i, name in enumerate(_names)}
N_CODE = N_EMBD - len(_names)

FLAG = 0.5        # strength of a key flag in a unit-length embedding
RESET = 0.999     # ... of the token that opens a user message
VALUE = 0.3       # strength of a value
COLOUR = 0.003    # ... of a full colour channel: too small to bend the norm
FEATURE = 0.5     # strength of a feature that attention writes

NORM = float(np.sqrt(N_EMBD))   # what RMS norm multiplies a unit vector with


class Wiring:
    """Which token follows which, given the features."""

    TAKEN = 2.0       # a token's only successor
    FALLBACK = 1.6    # the successor at a fork when no feature speaks
    OPTION = 1.4      # another successor at a fork, before its features

    def __init__(self, vocab):
        self.vocab = vocab
        self.links = []       # (token, next, weight)
        self.features = []    # (next, feature, weight)
        self.used = set()

    def chain(self, pieces):
        """Give each piece a token of its own, so that a bigram has no doubt."""
        tokens, held = [], b""
        for i, piece in enumerate(pieces):
            data = piece if isinstance(piece, bytes) else piece.encode("utf-8")
            held += data
            if spell(held) in self.used:
                if i + 1 == len(pieces):
                    raise ValueError("no unused token for %r" % held)
                continue
            self.used.add(spell(held))
            tokens.append(self.vocab.add(spell(held)))
            held = b""
        for a, b in zip(tokens, tokens[1:]):
            self.links.append((a, b, self.TAKEN))
        return tokens

    def link(self, token, following, weight=TAKEN):
        self.links.append((token, following, weight))

    def option(self, token, following, features):
        self.links.append((token, following, self.OPTION))
        for name, weight in features.items():
            self.features.append((following, name, weight / FEATURE))


def build_wiring(vocab):
    w = Wiring(vocab)
    end = vocab.ids[END]
    start = vocab.ids[spell(START)]
    w.used |= {spell(START), spell(END)}

    typed = {}
    for word in KEYWORDS:
        typed[word] = vocab.add_typed_word(word)
        typed[word] += vocab.add_typed_word(word.capitalize())
    for word, ids in typed.items():
        w.used |= {vocab.texts[i] for i in ids}
        for form in (word, " " + word, word.capitalize(), " " + word.capitalize()):
            if len(vocab.tokenize_word(form)) != 1:
                raise ValueError("keyword %r is not one token" % form)

    # no picture, no sound, no keyword
    reply = w.chain(split_words(DEFAULT_REPLY))
    w.link(start, reply[0], Wiring.FALLBACK)
    w.link(reply[-1], end)

    # keywords
    for word, pieces in KEYWORDS.items():
        reply = w.chain(pieces) if pieces else [end]
        w.option(start, reply[0], {"out.kw." + word: 0.6})
        if pieces is LONG:
            w.link(reply[-1], reply[0])
        elif pieces:
            w.link(reply[-1], end)

    # a picture, with its colour
    stop = w.chain(["."])[0]
    w.link(stop, end)
    lead = w.chain(split_words(IMAGE_LEAD))
    w.option(start, lead[0], {"out.image": 0.40})
    tail = w.chain([IMAGE_TAIL])[0]
    grey = w.chain([" grey"])[0]
    w.option(lead[-1], grey, {"out.image": 0.30})
    w.link(grey, tail)
    for name, signs in COLOURS.items():
        token = w.chain([" " + name])[0]
        weights = {"out." + c: 0.2 * s for c, s in zip(("red", "green", "blue"), signs)}
        w.option(lead[-1], token, weights)
        w.link(token, tail)
    w.link(tail, stop, Wiring.FALLBACK)

    # a sound, with its pitch
    second = w.chain(split_words(SOUND_AFTER_IMAGE))
    w.option(tail, second[0], {"out.sound": 0.40})
    first = w.chain(split_words(SOUND_LEAD))
    w.option(start, first[0], {"out.sound": 0.35})
    for fork, suffix in ((second[-1], " in pitch"), (first[-1], " in this one")):
        closing = w.chain([suffix])[0]
        w.link(closing, stop)
        for name in PITCHES:
            token = w.chain([" " + name if fork == first[-1] else " rather " + name])[0]
            w.option(fork, token, {"out." + name: 0.5})
            w.link(token, closing)

    # a recording without any sound in it
    silent = w.chain(split_words(SILENCE))
    w.option(start, silent[0], {"out.recording": 0.30})
    w.link(silent[-1], end)
    silent = w.chain(split_words(SILENCE_AFTER_IMAGE))
    w.option(tail, silent[0], {"out.recording": 0.30})
    w.link(silent[-1], end)
    return w, typed


def unit(vector):
    return vector / np.linalg.norm(vector)


def rope_query():
    """The query whose score with a key on ROPE_PAIR falls with distance."""
    return {
        ROPE_PAIR: np.cos(ROPE_PHASE),
        ROPE_PAIR + HEAD_DIM // 2: np.sin(ROPE_PHASE),
    }


def build_decoder(rng):
    vocab = Vocabulary()
    for text in SPECIALS:
        vocab.add(text, kind=3)
    wiring, typed = build_wiring(vocab)
    while len(vocab.texts) % 32:
        vocab.add("<|unused_%d|>" % len(vocab.texts), kind=3)
    n_vocab = len(vocab.texts)

    codes = np.zeros((n_vocab, N_EMBD))
    codes[:, :N_CODE] = rng.standard_normal((n_vocab, N_CODE))
    codes /= np.linalg.norm(codes, axis=1, keepdims=True)
    # the tokens of the replies are told apart exactly: orthogonal codes
    spoken = sorted({token for token, _, _ in wiring.links})
    if len(spoken) > N_CODE:
        raise ValueError("the replies need %d codes of %d" % (len(spoken), N_CODE))
    basis, _ = np.linalg.qr(rng.standard_normal((N_CODE, N_CODE)))
    codes[spoken, :N_CODE] = basis[: len(spoken)]

    # embeddings: a code, and the flags of the tokens that matter; unit length
    embd = codes.copy()

    def mark(token, marks):
        rest = 1.0 - sum(v * v for v in marks.values())
        embd[token] = codes[token] * np.sqrt(rest)
        for name, value in marks.items():
            embd[token, DIM[name]] = value

    for word, ids in typed.items():
        for token in ids:
            mark(token, {"key.keyword": FLAG, "val.kw." + word: VALUE})
    # each flag alone would take a quarter of the length: leave the code nothing
    mark(vocab.ids[USER], {"key." + h: FLAG * RESET for h in HEADS})

    # attention: each head looks for its flag, the nearest first
    score = 12000.0
    key_gain = 30.0
    query_gain = score * np.sqrt(HEAD_DIM) / (key_gain * NORM * FLAG)
    wq = np.zeros((N_EMBD, N_EMBD))
    wk = np.zeros((N_EMBD, N_EMBD))
    wv = np.zeros((N_EMBD, N_EMBD))
    wo = np.zeros((N_EMBD, N_EMBD))
    bq = np.zeros(N_EMBD)
    carries = {
        "keyword": [("kw." + k, VALUE) for k in KEYWORDS],
        "image": [("image", VALUE)] + [(c, COLOUR) for c in ("red", "green", "blue")],
        "sound": [("sound", VALUE)] + [(p, VALUE) for p in PITCHES],
        "recording": [("recording", VALUE)],
    }
    for h, head in enumerate(HEADS):
        base = h * HEAD_DIM
        for dim, value in rope_query().items():
            bq[base + dim] = value * query_gain
        wk[base + ROPE_PAIR, DIM["key." + head]] = key_gain
        for i, (name, strength) in enumerate(carries[head]):
            wv[base + i, DIM["val." + name]] = 1.0 / (NORM * strength)
            wo[DIM["out." + name], base + i] = FEATURE

    # output: the successors of the current token, moved by the features
    out = np.zeros((n_vocab, N_EMBD))
    for token, following, weight in wiring.links:
        out[following] += weight * embd[token]
    for following, name, weight in wiring.features:
        out[following, DIM[name]] += weight
    out *= 10.0

    g = GgufFile()
    arch = "qwen2vl"
    g.string("general.architecture", arch)
    g.string("general.type", "model")
    g.string("general.name", "Askglass tiny omni (untrained, for tests)")
    g.u32("general.file_type", 0)
    g.u32(arch + ".context_length", CONTEXT)
    g.u32(arch + ".embedding_length", N_EMBD)
    g.u32(arch + ".block_count", 1)
    g.u32(arch + ".feed_forward_length", N_FF)
    g.u32(arch + ".attention.head_count", N_HEAD)
    g.u32(arch + ".attention.head_count_kv", N_HEAD)
    g.f32(arch + ".attention.layer_norm_rms_epsilon", RMS_EPS)
    g.f32(arch + ".rope.freq_base", ROPE_BASE)
    g.array(arch + ".rope.dimension_sections", TYPE_I32, ROPE_SECTIONS)
    g.string("tokenizer.ggml.model", "gpt2")
    g.string("tokenizer.ggml.pre", "qwen2")
    g.array("tokenizer.ggml.tokens", TYPE_STR, vocab.texts)
    g.array("tokenizer.ggml.token_type", TYPE_I32, vocab.kinds)
    g.array("tokenizer.ggml.merges", TYPE_STR, ["%s %s" % m for m in vocab.merges])
    g.u32("tokenizer.ggml.eos_token_id", vocab.ids[END])
    g.u32("tokenizer.ggml.bos_token_id", vocab.ids["<|endoftext|>"])
    g.u32("tokenizer.ggml.padding_token_id", vocab.ids["<|endoftext|>"])
    g.boolean("tokenizer.ggml.add_bos_token", False)
    g.string("tokenizer.chat_template", CHAT_TEMPLATE)

    g.tensor("token_embd.weight", embd)
    g.tensor("output_norm.weight", np.ones(N_EMBD))
    g.tensor("output.weight", out)
    g.tensor("blk.0.attn_norm.weight", np.ones(N_EMBD))
    g.tensor("blk.0.attn_q.weight", wq)
    g.tensor("blk.0.attn_q.bias", bq)
    g.tensor("blk.0.attn_k.weight", wk)
    g.tensor("blk.0.attn_k.bias", np.zeros(N_EMBD))
    g.tensor("blk.0.attn_v.weight", wv)
    g.tensor("blk.0.attn_v.bias", np.zeros(N_EMBD))
    g.tensor("blk.0.attn_output.weight", wo)
    g.tensor("blk.0.ffn_norm.weight", np.ones(N_EMBD))
    g.tensor("blk.0.ffn_gate.weight", rng.standard_normal((N_FF, N_EMBD)) / NORM)
    g.tensor("blk.0.ffn_up.weight", rng.standard_normal((N_FF, N_EMBD)) / NORM)
    g.tensor("blk.0.ffn_down.weight", np.zeros((N_EMBD, N_FF)))
    return g
