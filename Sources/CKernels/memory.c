#include "CKernels.h"
#if defined(__GLIBC__) || defined(__linux__)
#include <features.h>
#endif
#if defined(__GLIBC__)
#include <malloc.h>
#endif

// In C, because Swift's module of the C library does not export malloc.h.
void encours_return_freed_memory(void) {
#if defined(__GLIBC__)
  malloc_trim(0);
#endif
}
