#!/usr/bin/env python3
"""Make a tiny Whisper model for whisper.cpp that says one known sentence.

Nothing is trained and nothing is downloaded: the encoder is random (fixed
seed) and the decoder is wired so that every recording is transcribed as
SENTENCE, from 0.00 to 2.00 seconds.  It is for testing a client of
whisper-server, not for testing what is heard.

Usage: make-tiny-whisper.py [--out DIR] [--seed N]
Needs: Python 3.9+, numpy.
"""

import argparse
import pathlib
import struct

import numpy as np

SENTENCE = "This is the small test transcriber of Askglass."

MAGIC = 0x67676D6C
N_VOCAB = 51864        # the English-only layout
EOT, SOT, TIME_0 = 50256, 50257, 50363
N_MELS, N_FFT = 80, 201
AUDIO_CTX, TEXT_CTX = 1500, 448
STATE, HEADS, LAYERS = 32, 1, 1
F16 = 1


def mel_filters():
    """Triangular filters on the Slaney mel scale, 16 kHz, 400-point FFT."""
    def to_hz(mel):
        return mel * 200 / 3 if mel < 15 else 1000 * np.exp((mel - 15) * np.log(6.4) / 27)

    top = 15 + np.log(8) * 27 / np.log(6.4)
    edges = np.array([to_hz(m) for m in np.linspace(0, top, N_MELS + 2)])
    bins = np.linspace(0, 8000, N_FFT)
    rows = []
    for low, mid, high in zip(edges, edges[1:], edges[2:]):
        up, down = (bins - low) / (mid - low), (high - bins) / (high - mid)
        rows.append(np.maximum(0, np.minimum(up, down)) * 2 / (high - low))
    return np.array(rows, np.float32)


class ModelFile:
    def __init__(self, stream):
        self.stream = stream

    def numbers(self, *values):
        self.stream.write(struct.pack("<%di" % len(values), *values))

    def tensor(self, name, values):
        half = values.ndim > 1 and values.shape[-1] != 1 and "positional" not in name
        values = np.ascontiguousarray(values, np.float16 if half else np.float32)
        text = name.encode()
        self.numbers(values.ndim, len(text), F16 if half else 0)
        self.numbers(*values.shape[::-1])
        self.stream.write(text + values.tobytes())


def attention(out, name, rng):
    for part in ("query", "key", "value"):
        out.tensor("%s.%s.weight" % (name, part), rng.standard_normal((STATE, STATE)) / 6)
        if part != "key":
            out.tensor("%s.%s.bias" % (name, part), np.zeros(STATE))
    # what it finds is dropped
    out.tensor(name + ".out.weight", np.zeros((STATE, STATE)))
    out.tensor(name + ".out.bias", np.zeros(STATE))


def norm(out, name, scale=1.0):
    out.tensor(name + ".weight", np.full(STATE, scale))
    out.tensor(name + ".bias", np.zeros(STATE))


def write_model(stream, seed):
    rng = np.random.default_rng(seed)
    out = ModelFile(stream)
    out.numbers(MAGIC, N_VOCAB, AUDIO_CTX, STATE, HEADS, LAYERS)
    out.numbers(TEXT_CTX, STATE, HEADS, LAYERS, N_MELS, F16)
    out.numbers(N_MELS, N_FFT)
    stream.write(mel_filters().tobytes())

    words = [(" " + w).encode() for w in SENTENCE.split()]
    tokens = words + [bytes([b]) for b in range(256)]
    out.numbers(len(tokens))
    for token in tokens:
        stream.write(struct.pack("<I", len(token)) + token)

    # codes at right angles to each other and to the vector of ones, so that
    # the layer norm only scales them
    chain = [SOT, TIME_0, *range(len(words)), TIME_0 + 100, EOT]
    basis = np.linalg.qr(np.column_stack([np.ones(STATE), rng.standard_normal((STATE, STATE - 1))]))[0]
    codes = basis[:, 1 : len(chain) + 1].T
    embedding = np.zeros((N_VOCAB, STATE))
    embedding[chain] = codes
    step = sum(np.outer(b, a) for a, b in zip(codes, codes[1:]))
    width = np.sqrt(STATE)
    change = (3 * step - np.eye(STATE)) / width

    for side, layers in (("encoder", LAYERS), ("decoder", LAYERS)):
        if side == "encoder":
            out.tensor("encoder.positional_embedding", rng.standard_normal((AUDIO_CTX, STATE)) / 10)
            out.tensor("encoder.conv1.weight", rng.standard_normal((STATE, N_MELS, 3)) / 15)
            out.tensor("encoder.conv1.bias", np.zeros((STATE, 1)))
            out.tensor("encoder.conv2.weight", rng.standard_normal((STATE, STATE, 3)) / 10)
            out.tensor("encoder.conv2.bias", np.zeros((STATE, 1)))
            norm(out, "encoder.ln_post")
        else:
            out.tensor("decoder.positional_embedding", np.zeros((TEXT_CTX, STATE)))
            out.tensor("decoder.token_embedding.weight", embedding)
            norm(out, "decoder.ln", 5.0)
        for i in range(layers):
            block = "%s.blocks.%d." % (side, i)
            norm(out, block + "attn_ln")
            attention(out, block + "attn", rng)
            if side == "decoder":
                norm(out, block + "cross_attn_ln")
                attention(out, block + "cross_attn", rng)
            norm(out, block + "mlp_ln")
            up, down = np.zeros((4 * STATE, STATE)), np.zeros((STATE, 4 * STATE))
            if side == "decoder":
                # gelu(x) - gelu(-x) is x: a linear step from code to code
                up[:STATE], up[STATE : 2 * STATE] = np.eye(STATE), -np.eye(STATE)
                down[:, :STATE], down[:, STATE : 2 * STATE] = change, -change
            out.tensor(block + "mlp.0.weight", up)
            out.tensor(block + "mlp.0.bias", np.zeros(4 * STATE))
            out.tensor(block + "mlp.2.weight", down)
            out.tensor(block + "mlp.2.bias", np.zeros(STATE))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", default=".", help="folder to write to")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    out = pathlib.Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    with open(out / "tiny-whisper.bin", "wb") as stream:
        write_model(stream, args.seed)


if __name__ == "__main__":
    main()
