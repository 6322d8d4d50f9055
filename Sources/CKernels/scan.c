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

// A field without blanks at either end.
static inline __attribute__((always_inline)) encours_field trimmed(const unsigned char *bytes, ptrdiff_t low,
                                                                   ptrdiff_t high) {
  // Nearly every field has none: one test for each end, whatever the byte.
  if (low == high || (bytes[low] > ' ' && bytes[high - 1] > ' ')) return (encours_field){low, high};
  while (low < high && (bytes[low] == ' ' || bytes[low] == '\t')) low++;
  while (high > low && (bytes[high - 1] == ' ' || bytes[high - 1] == '\t' || bytes[high - 1] == '\r')) high--;
  return (encours_field){low, high};
}

// The fields of one record, 16 bytes at a time. A quote may hide a delimiter: such a record is not for here.
int encours_fields(const unsigned char *bytes, ptrdiff_t start, ptrdiff_t count, unsigned char delimiter,
                   unsigned char record_end, encours_field *fields, int capacity, ptrdiff_t *next) {
  ptrdiff_t at = start, begin = start;
  int found = 0;
#if defined(__SSE2__)
  const __m128i first = _mm_set1_epi8((char)delimiter), second = _mm_set1_epi8((char)record_end),
                quote = _mm_set1_epi8('"');
  for (; at + 16 <= count; at += 16) {
    __m128i block = _mm_loadu_si128((const __m128i *)(bytes + at));
    unsigned marks = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, first));
    unsigned quotes = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, quote));
    unsigned record = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, second));
    if (record) {
      // What follows the record's end is another's.
      unsigned until_end = record ^ (record - 1);
      marks = (marks | record) & until_end;
      quotes &= until_end;
    }
    if (quotes || found + 16 > capacity) return 0;
    for (; marks; marks &= marks - 1) {
      ptrdiff_t end = at + __builtin_ctz(marks);
      fields[found++] = trimmed(bytes, begin, end);
      begin = end + 1;
    }
    if (record) {
      *next = begin;
      return found;
    }
  }
#endif
  for (; at < count; at++) {
    if (bytes[at] != delimiter && bytes[at] != record_end && bytes[at] != '"') continue;
    if (bytes[at] == '"' || found == capacity) return 0;
    fields[found++] = trimmed(bytes, begin, at);
    begin = at + 1;
    if (bytes[at] == record_end) {
      *next = begin;
      return found;
    }
  }
  if (found == capacity) return 0;
  fields[found++] = trimmed(bytes, begin, count);
  *next = count;
  return found;
}
