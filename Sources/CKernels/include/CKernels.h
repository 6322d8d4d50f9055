#ifndef ENCOURS_CKERNELS_H
#define ENCOURS_CKERNELS_H

#include <stddef.h>

// Rows a block holds. Blocks are column-major: column j is x[j * ENCOURS_BLOCK_ROWS ...].
#define ENCOURS_BLOCK_ROWS 256

// For one block of p columns: gram += XᵀWX (upper triangle, column-major p × p, W = diag(weight)) and
// gradient += Xᵀ residual. `scratch` holds one block. Uses AVX2 and FMA where the processor has them.
void encours_weighted_gram(int p, const double *x, const double *weight, const double *residual, double *gram,
                           double *gradient, double *scratch);

// product = X beta for one block, shape of X as above.
void encours_multiply(int p, const double *x, const double *beta, double *product);

// The first position from `start` on where bytes[position] is one of two bytes, or count.
ptrdiff_t encours_find_either(const unsigned char *bytes, ptrdiff_t start, ptrdiff_t count, unsigned char one,
                              unsigned char other);

// Where the fields of the record that begins at `start` end: each at a delimiter, the last at the record's end or at
// `count`. Returns their number; 0 when the record has a quote, or more than `capacity` - 16 fields.
int encours_field_ends(const unsigned char *bytes, ptrdiff_t start, ptrdiff_t count, unsigned char delimiter,
                       unsigned char record_end, ptrdiff_t *ends, int capacity);

// Asks the system to back memory with large pages (2 MiB on x86-64), where it can and they fit.
void encours_prefer_large_pages(void *start, size_t length);

// Gives what malloc has freed back to the system, where the C library can.
void encours_return_freed_memory(void);
#endif
