"""Its eyes and ears: the mean colour of a patch, and the loudest of three pitch bands."""
import numpy as np

from tiny_gguf import GgufFile, TYPE_F32
from tiny_words import PITCHES, PITCH_EDGES_HZ
from tiny_decoder import COLOUR, DIM, FLAG, N_CODE, N_EMBD, VALUE, unit

# -- Eyes: the mean colour of a patch ----------------------------------------

V_EMBD, V_HEAD, V_FF, PATCH, MERGE = 64, 2, 128, 14, 2
V_LAYERS = 2
V_CONST = 10.0


def add_vision(g, rng):
    k = "clip.vision."
    g.u32(k + "image_size", 560)
    g.u32(k + "patch_size", PATCH)
    g.u32(k + "embedding_length", V_EMBD)
    g.u32(k + "feed_forward_length", V_FF)
    g.u32(k + "block_count", V_LAYERS)
    g.u32(k + "projection_dim", N_EMBD)
    g.u32(k + "attention.head_count", V_HEAD)
    g.f32(k + "attention.layer_norm_epsilon", 1e-6)
    g.u32(k + "n_wa_pattern", V_LAYERS)  # the last layer sees the whole image
    g.u32(k + "spatial_merge_size", MERGE)
    g.array(k + "image_mean", TYPE_F32, (0.5, 0.5, 0.5))
    g.array(k + "image_std", TYPE_F32, (0.5, 0.5, 0.5))
    g.boolean("clip.use_silu", True)

    # rows 0..2: the patch's mean red, green, blue, each in [-1, 1]
    conv = np.zeros((V_EMBD, 3, PATCH, PATCH))
    for c in range(3):
        conv[c, c] = 0.5 / (PATCH * PATCH)  # two frames are added
    g.tensor("v.patch_embd.weight", conv)
    g.tensor("v.patch_embd.weight.1", conv)

    # the blocks only add a constant, so that the norm keeps the brightness
    for layer in range(V_LAYERS):
        b = "v.blk.%d." % layer
        noise = rng.standard_normal((3, V_EMBD, V_EMBD)) / np.sqrt(V_EMBD)
        for name, weight in zip(("attn_q", "attn_k", "attn_v"), noise):
            g.tensor(b + name + ".weight", weight)
            g.tensor(b + name + ".bias", np.zeros(V_EMBD))
        constant = np.zeros(V_EMBD)
        constant[3] = V_CONST / V_LAYERS
        g.tensor(b + "attn_out.weight", np.zeros((V_EMBD, V_EMBD)))
        g.tensor(b + "attn_out.bias", constant)
        g.tensor(b + "ln1.weight", np.ones(V_EMBD))
        g.tensor(b + "ln2.weight", np.ones(V_EMBD))
        for name in ("ffn_gate", "ffn_up"):
            weight = rng.standard_normal((V_FF, V_EMBD)) / np.sqrt(V_EMBD)
            g.tensor(b + name + ".weight", weight)
            g.tensor(b + name + ".bias", np.zeros(V_FF))
        g.tensor(b + "ffn_down.weight", np.zeros((V_EMBD, V_FF)))
        g.tensor(b + "ffn_down.bias", np.zeros(V_EMBD))
    g.tensor("v.post_ln.weight", np.ones(V_EMBD))

    # the merger: gelu(x) - gelu(-x) is x, so two rows carry one channel
    wide = V_EMBD * MERGE * MERGE
    scale = np.sqrt(V_EMBD) / V_CONST  # what the norm made of a full channel
    up = np.zeros((wide, wide))
    down = np.zeros((N_EMBD, wide))
    for c, name in enumerate(("red", "green", "blue")):
        for part in range(MERGE * MERGE):
            up[2 * c, part * V_EMBD + c] = 1.0 / (MERGE * MERGE)
            up[2 * c + 1, part * V_EMBD + c] = -1.0 / (MERGE * MERGE)
        down[DIM["val." + name], 2 * c] = COLOUR / scale
        down[DIM["val." + name], 2 * c + 1] = -COLOUR / scale
    bias = np.zeros(N_EMBD)
    bias[:N_CODE] = unit(rng.standard_normal(N_CODE)) * np.sqrt(1 - FLAG**2 - VALUE**2)
    bias[DIM["key.image"]] = FLAG
    bias[DIM["val.image"]] = VALUE
    g.tensor("mm.0.weight", up)
    g.tensor("mm.0.bias", np.zeros(wide))
    g.tensor("mm.2.weight", down)
    g.tensor("mm.2.bias", bias)


# -- Ears: the loudest of three pitch bands -----------------------------------

A_EMBD, A_HEAD, A_FF, MELS, A_POS = 160, 2, 64, 128, 1500
SAMPLE_RATE = 16000
LOUD = 0.3        # a log-mel bin above this is sound, below it is silence
A_CONST = 1.0


def mel_centres():
    """Centre frequency of each bin on the Slaney mel scale."""
    def to_mel(hz):
        return hz * 3 / 200 if hz < 1000 else 15 + np.log(hz / 1000) * 27 / np.log(6.4)

    def to_hz(mel):
        return mel * 200 / 3 if mel < 15 else 1000 * np.exp((mel - 15) * np.log(6.4) / 27)

    top = to_mel(SAMPLE_RATE / 2)
    return [to_hz(top * (i + 1) / (MELS + 1)) for i in range(MELS)]


def add_audio(g, rng):
    k = "clip.audio."
    g.u32(k + "num_mel_bins", MELS)
    g.u32(k + "embedding_length", A_EMBD)
    g.u32(k + "feed_forward_length", A_FF)
    g.u32(k + "block_count", 1)
    g.u32(k + "projection_dim", N_EMBD)
    g.u32(k + "attention.head_count", A_HEAD)
    g.f32(k + "attention.layer_norm_epsilon", 1e-5)

    # first convolution: how far each bin is above the threshold
    conv = np.zeros((A_EMBD, MELS, 3))
    bias = np.zeros((A_EMBD, 1))
    for m in range(MELS):
        conv[m, m, 1] = 20.0
        bias[m] = -20.0 * LOUD
    g.tensor("a.conv1d.1.weight", conv, half=True)
    g.tensor("a.conv1d.1.bias", bias)

    # second convolution: the sum over each band, large as soon as there is any
    conv = np.zeros((A_EMBD, A_EMBD, 3))
    for m, hz in enumerate(mel_centres()):
        band = int(np.searchsorted(PITCH_EDGES_HZ, hz))
        conv[band, m, 1] = 50.0
    g.tensor("a.conv1d.2.weight", conv, half=True)
    g.tensor("a.conv1d.2.bias", np.zeros((A_EMBD, 1)))

    # a small constant pair: the layer norm makes it 1 in silence, 0 in sound
    pos = np.zeros((A_POS, A_EMBD))
    pos[:, 3] = A_CONST
    pos[:, 4] = -A_CONST
    g.tensor("a.position_embd.weight", pos)

    b = "a.blk.0."
    noise = rng.standard_normal((3, A_EMBD, A_EMBD)) / np.sqrt(A_EMBD)
    for name, weight in zip(("attn_q", "attn_k", "attn_v"), noise):
        g.tensor(b + name + ".weight", weight)
        if name != "attn_k":
            g.tensor(b + name + ".bias", np.zeros(A_EMBD))
    g.tensor(b + "attn_out.weight", np.zeros((A_EMBD, A_EMBD)))
    g.tensor(b + "attn_out.bias", np.zeros(A_EMBD))
    for name in ("ln1", "ln2"):
        g.tensor(b + name + ".weight", np.ones(A_EMBD))
        g.tensor(b + name + ".bias", np.zeros(A_EMBD))
    g.tensor(b + "ffn_up.weight", rng.standard_normal((A_FF, A_EMBD)) / np.sqrt(A_EMBD))
    g.tensor(b + "ffn_up.bias", np.zeros(A_FF))
    g.tensor(b + "ffn_down.weight", np.zeros((A_EMBD, A_FF)))
    g.tensor(b + "ffn_down.bias", np.zeros(A_EMBD))
    g.tensor("a.post_ln.weight", np.ones(A_EMBD))
    g.tensor("a.post_ln.bias", np.zeros(A_EMBD))

    full = np.sqrt(A_EMBD)         # a band that is the only sound, after the norm
    quiet = np.sqrt(A_EMBD / 2)    # the constant pair in silence, after the norm
    weight = np.zeros((N_EMBD, A_EMBD))
    bias = np.zeros(N_EMBD)
    used = 2 * FLAG**2 + VALUE**2 * 3
    bias[:N_CODE] = unit(rng.standard_normal(N_CODE)) * np.sqrt(1 - used)
    bias[DIM["key.recording"]] = FLAG
    bias[DIM["val.recording"]] = VALUE
    for name, strength in (("key.sound", FLAG), ("val.sound", VALUE)):
        bias[DIM[name]] = strength
        weight[DIM[name], 3] = -strength / (2 * quiet)
        weight[DIM[name], 4] = strength / (2 * quiet)
    # in silence this stands in for the lost length, so that the norm is the same
    lost = np.sqrt(FLAG**2 + 2 * VALUE**2)
    weight[DIM["quiet"], 3] = lost / (2 * quiet)
    weight[DIM["quiet"], 4] = -lost / (2 * quiet)
    for band, name in enumerate(PITCHES):
        weight[DIM["val." + name], band] = VALUE / full
    g.tensor("mm.a.fc.weight", weight)
    g.tensor("mm.a.fc.bias", bias)


def build_projector(rng, vision, audio):
    g = GgufFile()
    kind = {(1, 1): "qwen2.5o", (1, 0): "qwen2.5vl_merger", (0, 1): "qwen2a"}[vision, audio]
    g.string("general.architecture", "clip")
    g.string("general.type", "mmproj")
    g.string("general.name", "Askglass tiny omni towers (untrained, for tests)")
    g.u32("general.file_type", 0)
    g.string("clip.projector_type", kind)
    g.boolean("clip.has_vision_encoder", bool(vision))
    g.boolean("clip.has_audio_encoder", bool(audio))
    if vision:
        add_vision(g, rng)
    if audio:
        add_audio(g, rng)
    return g
