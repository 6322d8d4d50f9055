#include "CKernels.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// memchr for two bytes: fields end at a delimiter or with the record, a few bytes on.
ptrdiff_t encours_find_either(const unsigned char *bytes, ptrdiff_t start, ptrdiff_t count, unsigned char one,
                              unsigned char other) {
  ptrdiff_t at = start;
#if defined(__SSE2__)
  const __m128i first = _mm_set1_epi8((char)one), second = _mm_set1_epi8((char)other);
  for (; at + 16 <= count; at += 16) {
    __m128i block = _mm_loadu_si128((const __m128i *)(bytes + at));
    int found = _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(block, first), _mm_cmpeq_epi8(block, second)));
    if (found) return at + __builtin_ctz((unsigned)found);
  }
#endif
  while (at < count && bytes[at] != one && bytes[at] != other) at++;
  return at;
}
