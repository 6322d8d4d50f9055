#include "CKernels.h"

void encours_widen(int count, const float *from, double *to) {
  for (int i = 0; i < count; i++) to[i] = from[i];
}
