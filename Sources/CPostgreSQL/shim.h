#pragma once
#include <libpq-fe.h>

/// Takes the server's notices, which libpq would else print on standard error.
static inline void encours_ignore_notice(void *context, const PGresult *notice) {
  (void)context;
  (void)notice;
}
