#include "CKernels.h"

// Why C: Swift's default x86-64 target is SSE2 and has no per-function target attribute. One body, compiled twice, gives
// portable binaries the AVX2 kernel where it runs.

typedef double v4 __attribute__((vector_size(32), aligned(8)));
enum { ROWS = ENCOURS_BLOCK_ROWS };

// Macros, because passing a v4 to a function would change the calling convention with the target.
#define LOAD(at) (*(const v4 *)(at))
#define SUM(v) (((v)[0] + (v)[1]) + ((v)[2] + (v)[3]))

// A 2 × 4 tile of dot products keeps eight accumulators and six operands in sixteen vector registers.
static inline __attribute__((always_inline)) void tile(const double *left, const double *right, int p, int i, int j,
                                                       double *gram) {
  v4 a[2][4] = {{{0}}};
  for (int row = 0; row < ROWS; row += 4) {
    v4 l0 = LOAD(left + i * ROWS + row), l1 = LOAD(left + (i + 1) * ROWS + row);
    for (int c = 0; c < 4; c++) {
      v4 r = LOAD(right + (j + c) * ROWS + row);
      a[0][c] += l0 * r;
      a[1][c] += l1 * r;
    }
  }
  for (int c = 0; c < 4; c++)
    for (int k = 0; k < 2; k++)
      if (i + k <= j + c) gram[(j + c) * p + i + k] += SUM(a[k][c]);
}

static inline __attribute__((always_inline)) void dot(const double *left, const double *right, int p, int i, int j,
                                                      double *gram) {
  v4 a = {0};
  for (int row = 0; row < ROWS; row += 4) a += LOAD(left + i * ROWS + row) * LOAD(right + j * ROWS + row);
  gram[j * p + i] += SUM(a);
}

static inline __attribute__((always_inline)) void weighted_gram(int p, const double *x, const double *weight,
                                                                const double *residual, double *gram, double *gradient,
                                                                double *scratch) {
  for (int j = 0; j < p; j++) {
    v4 g = {0};
    for (int row = 0; row < ROWS; row += 4) {
      v4 column = LOAD(x + j * ROWS + row);
      g += column * LOAD(residual + row);
      *(v4 *)(scratch + j * ROWS + row) = column * LOAD(weight + row);
    }
    gradient[j] += SUM(g);
  }
  int j = 0;
  for (; j + 4 <= p; j += 4) {
    // Rows of tiles up to the diagonal; a tile that crosses it computes a few products below, and drops them.
    int i = 0;
    for (; i + 2 <= p && i <= j + 3; i += 2) tile(scratch, x, p, i, j, gram);
    for (; i <= j + 3 && i < p; i++)
      for (int c = 0; c < 4; c++)
        if (i <= j + c) dot(scratch, x, p, i, j + c, gram);
  }
  for (; j < p; j++)
    for (int i = 0; i <= j; i++) dot(scratch, x, p, i, j, gram);
}

static inline __attribute__((always_inline)) void multiply(int p, const double *x, const double *beta,
                                                           double *product) {
  // Sixteen rows at a time: whole cache lines of a column, and four sums that do not wait for each other.
  for (int row = 0; row < ROWS; row += 16) {
    v4 sum[4] = {{0}};
    for (int j = 0; j < p; j++)
      for (int k = 0; k < 4; k++) sum[k] += beta[j] * LOAD(x + j * ROWS + row + 4 * k);
    for (int k = 0; k < 4; k++) *(v4 *)(product + row + 4 * k) = sum[k];
  }
}

#if defined(__x86_64__)
__attribute__((target("avx2,fma"))) static void multiply_avx2(int p, const double *x, const double *beta,
                                                              double *product) {
  multiply(p, x, beta, product);
}

__attribute__((target("avx2,fma"))) static void weighted_gram_avx2(int p, const double *x, const double *weight,
                                                                   const double *residual, double *gram,
                                                                   double *gradient, double *scratch) {
  weighted_gram(p, x, weight, residual, gram, gradient, scratch);
}
#endif

void encours_weighted_gram(int p, const double *x, const double *weight, const double *residual, double *gram,
                           double *gradient, double *scratch) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    weighted_gram_avx2(p, x, weight, residual, gram, gradient, scratch);
    return;
  }
#endif
  weighted_gram(p, x, weight, residual, gram, gradient, scratch);
}

void encours_multiply(int p, const double *x, const double *beta, double *product) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    multiply_avx2(p, x, beta, product);
    return;
  }
#endif
  multiply(p, x, beta, product);
}
