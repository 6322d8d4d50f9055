#pragma once
#include <zlib.h>

/// `inflateInit2` is a macro, which Swift does not see. `windowBits` is -15 for a raw deflate stream, 15 for zlib's.
static inline int encours_inflate_init(z_stream *stream, int windowBits) { return inflateInit2(stream, windowBits); }
