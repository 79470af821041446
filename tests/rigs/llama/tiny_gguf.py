"""The writer of GGUF files."""
import struct

import numpy as np

GGUF_ALIGNMENT = 32
GGML_F32 = 0
GGML_F16 = 1

TYPE_U32, TYPE_I32, TYPE_F32, TYPE_BOOL, TYPE_STR, TYPE_ARR = 4, 5, 6, 7, 8, 9


class GgufFile:
    """Key-value pairs and tensors, written as GGUF version 3."""

    def __init__(self):
        self.pairs = []
        self.tensors = []

    @staticmethod
    def _string(text):
        data = text.encode("utf-8")
        return struct.pack("<Q", len(data)) + data

    def u32(self, key, value):
        self.pairs.append((key, TYPE_U32, struct.pack("<I", value)))

    def f32(self, key, value):
        self.pairs.append((key, TYPE_F32, struct.pack("<f", value)))

    def boolean(self, key, value):
        self.pairs.append((key, TYPE_BOOL, struct.pack("<?", value)))

    def string(self, key, value):
        self.pairs.append((key, TYPE_STR, self._string(value)))

    def array(self, key, kind, values):
        if kind == TYPE_STR:
            body = b"".join(self._string(v) for v in values)
        else:
            code = {TYPE_U32: "I", TYPE_I32: "i", TYPE_F32: "f"}[kind]
            body = struct.pack("<%d%s" % (len(values), code), *values)
        head = struct.pack("<IQ", kind, len(values))
        self.pairs.append((key, TYPE_ARR, head + body))

    def tensor(self, name, values, half=False):
        """Add a tensor; its numpy shape is the reverse of GGML's."""
        values = np.ascontiguousarray(values, np.float16 if half else np.float32)
        self.tensors.append((name, values, GGML_F16 if half else GGML_F32))

    def write(self, path):
        out = [b"GGUF", struct.pack("<IQQ", 3, len(self.tensors), len(self.pairs))]
        for key, kind, body in self.pairs:
            out += [self._string(key), struct.pack("<I", kind), body]
        offset = 0
        for name, values, kind in self.tensors:
            dims = values.shape[::-1]
            out += [
                self._string(name),
                struct.pack("<I", len(dims)),
                struct.pack("<%dQ" % len(dims), *dims),
                struct.pack("<IQ", kind, offset),
            ]
            offset += -(-values.nbytes // GGUF_ALIGNMENT) * GGUF_ALIGNMENT
        head = b"".join(out)
        # never written over in place: a running server has the old one mapped
        fresh = path.with_suffix(".new")
        with open(fresh, "wb") as stream:
            stream.write(head)
            stream.write(bytes(-len(head) % GGUF_ALIGNMENT))
            for _, values, _ in self.tensors:
                stream.write(values.tobytes())
                stream.write(bytes(-values.nbytes % GGUF_ALIGNMENT))
        fresh.replace(path)
