internal import CLAPACK

/// The factorisation `PA = LU` of a square matrix with partial pivoting, by LAPACK.
///
/// `dgetrf` reports a pivot of exactly zero only; rounding usually leaves a tiny one, and the solution is noise. The
/// reciprocal condition number is therefore tested as well.
public struct LU: Sendable {
  /// L below the diagonal, whose ones are not stored, and U on and above it.
  private let factors: Matrix
  /// Row i was exchanged with row `pivots[i]`, counted from 1.
  private let pivots: [Int32]
  /// An estimate of 1 / (‖A‖₁ ‖A⁻¹‖₁), between 0 and 1.
  public let reciprocalCondition: Double

  /// Why a system cannot be solved.
  public enum Failure: Error, Equatable {
    /// To working precision, some combination of the columns is zero.
    case singular
    /// An element is infinite or not a number.
    case notFinite
  }

  /// - Parameter tolerance: Smallest reciprocal condition number that counts as regular: at 10⁻¹², a solution keeps about
  ///   four of its sixteen digits.
  public init(_ matrix: Matrix, tolerance: Double = 1e-12) throws(Failure) {
    precondition(
      matrix.rows == matrix.columns && matrix.rows > 0, "\(matrix.rows) × \(matrix.columns) is not a square")
    if !matrix.elements.allSatisfy(\.isFinite) { throw .notFinite }
    var factors = matrix
    guard let pivots = LAPACK.factor(&factors) else { throw .singular }
    reciprocalCondition = LAPACK.reciprocalCondition(factors, norm: matrix.oneNorm)
    if !(reciprocalCondition >= tolerance) { throw .singular }
    self.factors = factors
    self.pivots = pivots
  }

  /// The solution X of A X = B.
  public func solve(_ b: Matrix) -> Matrix {
    precondition(b.rows == factors.rows, "\(b.rows) rows for \(factors.rows) equations")
    var x = b
    LAPACK.solve(factors, pivots, &x)
    return x
  }

  /// A⁻¹.
  public var inverse: Matrix { solve(.identity(factors.rows)) }
}

extension Matrix {
  public static func identity(_ size: Int) -> Matrix {
    var matrix = Matrix(zeros: size, size)
    for i in 0..<size { matrix[i, i] = 1 }
    return matrix
  }

  /// The largest sum of absolute values of a column.
  fileprivate var oneNorm: Double {
    (0..<columns).map { column in (0..<rows).reduce(0) { $0 + abs(self[$1, column]) } }.max() ?? 0
  }
}

/// One function a routine; nothing else touches a pointer.
private enum LAPACK {
  /// `dgetrf`: the pivots, or `nil` where one is exactly zero.
  static func factor(_ a: inout Matrix) -> [Int32]? {
    var (n, info) = (Int32(a.rows), Int32(0))
    var pivots = Array(repeating: Int32(0), count: a.rows)
    unsafe a.elements.withUnsafeMutableBufferPointer { a in
      unsafe pivots.withUnsafeMutableBufferPointer { pivots in
        unsafe dgetrf_(&n, &n, a.baseAddress!, &n, pivots.baseAddress!, &info)
      }
    }
    precondition(info >= 0, "dgetrf argument \(-info)")
    return info == 0 ? pivots : nil
  }

  /// `dgetrs`.
  static func solve(_ factors: Matrix, _ pivots: [Int32], _ b: inout Matrix) {
    var (n, count, info) = (Int32(factors.rows), Int32(b.columns), Int32(0))
    unsafe factors.elements.withUnsafeBufferPointer { a in
      unsafe pivots.withUnsafeBufferPointer { pivots in
        unsafe b.elements.withUnsafeMutableBufferPointer { b in
          unsafe dgetrs_("N", &n, &count, a.baseAddress!, &n, pivots.baseAddress!, b.baseAddress!, &n, &info, 1)
        }
      }
    }
    precondition(info == 0, "dgetrs argument \(-info)")
  }

  /// `dgecon` in the one-norm.
  static func reciprocalCondition(_ factors: Matrix, norm: Double) -> Double {
    var (n, info, norm, result) = (Int32(factors.rows), Int32(0), norm, 0.0)
    var work = Array(repeating: 0.0, count: 4 * factors.rows)
    var integers = Array(repeating: Int32(0), count: factors.rows)
    unsafe factors.elements.withUnsafeBufferPointer { a in
      unsafe work.withUnsafeMutableBufferPointer { work in
        unsafe integers.withUnsafeMutableBufferPointer { integers in
          unsafe dgecon_(
            "1", &n, a.baseAddress!, &n, &norm, &result, work.baseAddress!, integers.baseAddress!, &info, 1)
        }
      }
    }
    precondition(info == 0, "dgecon argument \(-info)")
    return result
  }
}
