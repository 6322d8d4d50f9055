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

// Where a field's bytes are, outer blanks apart.
typedef struct {
  ptrdiff_t start, end;
} encours_field;

// The fields of the record that begins at `start`: each ends at a delimiter, the last at the record's end or at `count`.
// Sets `next` to where the next record begins. Returns their number; 0 when the record has a quote, or more than
// `capacity` - 16 fields.
int encours_fields(const unsigned char *bytes, ptrdiff_t start, ptrdiff_t count, unsigned char delimiter,
                   unsigned char record_end, encours_field *fields, int capacity, ptrdiff_t *next);

// Makes malloc keep what is freed, large blocks too, instead of giving it back to the system, where the C library can.
void encours_keep_freed_memory(void);
#endif
