// Prototypes of the Fortran routines we call, after the LAPACK Users' Guide, 3rd ed. (Anderson et al. 1999).
// Debian's liblapack-dev ships no C header. Integers are 32-bit (LP64); each character argument has a hidden
// trailing length, as gfortran and the reference BLAS expect.
#ifndef ENCOURS_CLAPACK_SHIM_H
#define ENCOURS_CLAPACK_SHIM_H
#include <stddef.h>
#include <stdint.h>

// Cholesky factorisation A = UᵀU or LLᵀ.
void dpotrf_(const char *uplo, const int32_t *n, double *a, const int32_t *lda, int32_t *info, size_t uplo_length);
// Solves A x = b from the factor of dpotrf.
void dpotrs_(const char *uplo, const int32_t *n, const int32_t *nrhs, const double *a, const int32_t *lda, double *b,
             const int32_t *ldb, int32_t *info, size_t uplo_length);
// Inverse of A from the factor of dpotrf.
void dpotri_(const char *uplo, const int32_t *n, double *a, const int32_t *lda, int32_t *info, size_t uplo_length);
// Cholesky factorisation with complete pivoting PᵀAP = UᵀU: reveals the rank.
void dpstrf_(const char *uplo, const int32_t *n, double *a, const int32_t *lda, int32_t *piv, int32_t *rank,
             const double *tol, double *work, int32_t *info, size_t uplo_length);
// LU factorisation with partial pivoting PA = LU.
void dgetrf_(const int32_t *m, const int32_t *n, double *a, const int32_t *lda, int32_t *ipiv, int32_t *info);
// Solves A X = B from the factors of dgetrf.
void dgetrs_(const char *trans, const int32_t *n, const int32_t *nrhs, const double *a, const int32_t *lda,
             const int32_t *ipiv, double *b, const int32_t *ldb, int32_t *info, size_t trans_length);
// Reciprocal of the condition number of A from the factors of dgetrf.
void dgecon_(const char *norm, const int32_t *n, const double *a, const int32_t *lda, const double *anorm, double *rcond,
             double *work, int32_t *iwork, int32_t *info, size_t norm_length);
#endif
