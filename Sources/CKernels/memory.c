#include "CKernels.h"
#if defined(__GLIBC__) || defined(__linux__)
#include <features.h>
#endif
#if defined(__GLIBC__)
#include <malloc.h>
#endif
#if defined(__linux__)
#include <stdint.h>
#include <sys/mman.h>
#endif

// In C, because Swift's module of the C library does not export malloc.h.
void encours_return_freed_memory(void) {
#if defined(__GLIBC__)
  malloc_trim(0);
#endif
}

void encours_prefer_large_pages(void *start, size_t length) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  // Whole large pages only: a part of one would commit memory that nobody asked for. Advice may be refused.
  const uintptr_t size = (uintptr_t)1 << 21;
  uintptr_t first = ((uintptr_t)start + size - 1) & ~(size - 1), last = ((uintptr_t)start + length) & ~(size - 1);
  if (first < last) (void)madvise((void *)first, last - first, MADV_HUGEPAGE);
#else
  (void)start;
  (void)length;
#endif
}
