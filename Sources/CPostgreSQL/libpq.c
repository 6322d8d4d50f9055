#include "CPostgreSQL.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdlib.h>

static bool find_all(void *handle, struct encours_libpq *library) {
#define FIND(function)                                                        \
  if (!(library->function = (__typeof__(&function))dlsym(handle, #function))) \
    return false;
  ENCOURS_LIBPQ(FIND)
#undef FIND
  return true;
}

const struct encours_libpq *encours_load_libpq(const char *file_name) {
  void *handle = dlopen(file_name, RTLD_NOW | RTLD_LOCAL);
  struct encours_libpq *library = malloc(sizeof *library);
  if (handle && library && find_all(handle, library)) return library;
  free(library);
  return NULL;
}

void encours_ignore_notice(void *context, const PGresult *notice) {
  (void)context;
  (void)notice;
}
