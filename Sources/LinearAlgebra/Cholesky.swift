internal import CLAPACK

/// The Cholesky factorisation `A = UᵀU` of a symmetric positive definite matrix, by LAPACK.
///
/// `dpotrf` alone does not notice columns that are nearly combinations of others: rounding leaves a tiny positive pivot
/// and the solution is noise. The rank is therefore tested first, on the matrix scaled to a unit diagonal, with the
/// pivoted factorisation `dpstrf`.
public struct Cholesky: Sendable {
  /// Upper triangle holds U; the strict lower triangle is not used.
  private let factor: Matrix
  /// 1/√aᵢᵢ: what the matrix was scaled by before factoring.
  private let scale: [Double]

  /// Why a matrix has no Cholesky factor.
  public enum Failure: Error, Equatable {
    /// The column is, to working precision, a linear combination of the others (or zero).
    case dependent(column: Int)
    /// An element is infinite or not a number.
    case notFinite
  }

  /// - Parameters:
  ///   - matrix: Symmetric; only its upper triangle is read.
  ///   - tolerance: Smallest pivot of the unit-diagonal matrix that counts as non-zero, that is 1 − R² of a column on
  ///     the others.
  public init(_ matrix: Matrix, tolerance: Double = 1e-10) throws(Failure) {
    precondition(matrix.rows == matrix.columns, "\(matrix.rows) × \(matrix.columns) is not square")
    let n = matrix.rows
    if !matrix.elements.allSatisfy(\.isFinite) { throw .notFinite }
    for j in 0..<n where !(matrix[j, j] > 0) { throw .dependent(column: j) }
    let scale = (0..<n).map { 1 / matrix[$0, $0].squareRoot() }
    var scaled = matrix
    for j in 0..<n {
      for i in 0...j { scaled[i, j] = i == j ? 1 : matrix[i, j] * scale[i] * scale[j] }
    }
    if let column = LAPACK.firstDependentColumn(scaled, tolerance: tolerance) { throw .dependent(column: column) }
    guard LAPACK.cholesky(&scaled) else { throw .dependent(column: n - 1) }
    factor = scaled
    self.scale = scale
  }

  /// The solution x of A x = b.
  public func solve(_ b: [Double]) -> [Double] {
    precondition(b.count == scale.count, "\(b.count) elements for \(scale.count) equations")
    var x = zip(b, scale).map { $0 * $1 }
    LAPACK.solve(factor, &x)
    return zip(x, scale).map { $0 * $1 }
  }

  /// The diagonal of U; the product of its squares is the determinant.
  public var diagonal: [Double] { scale.indices.map { factor[$0, $0] / scale[$0] } }

  /// A⁻¹, both triangles.
  public var inverse: Matrix {
    var inverse = factor
    LAPACK.invert(&inverse)
    for j in 0..<inverse.columns {
      for i in 0...j {
        inverse[i, j] *= scale[i] * scale[j]
        inverse[j, i] = inverse[i, j]
      }
    }
    return inverse
  }
}

/// One function a routine; nothing else touches a pointer.
private enum LAPACK {
  /// `dpotrf`. False when a leading minor is not positive.
  static func cholesky(_ a: inout Matrix) -> Bool {
    var (n, info) = (Int32(a.rows), Int32(0))
    unsafe a.elements.withUnsafeMutableBufferPointer { a in
      unsafe dpotrf_("U", &n, a.baseAddress!, &n, &info, 1)
    }
    precondition(info >= 0, "dpotrf argument \(-info)")
    return info == 0
  }

  /// `dpotrs`, one right-hand side.
  static func solve(_ factor: Matrix, _ b: inout [Double]) {
    var (n, one, info) = (Int32(factor.rows), Int32(1), Int32(0))
    unsafe factor.elements.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeMutableBufferPointer { b in
        unsafe dpotrs_("U", &n, &one, a.baseAddress!, &n, b.baseAddress!, &n, &info, 1)
      }
    }
    precondition(info == 0, "dpotrs argument \(-info)")
  }

  /// `dpotri`: the inverse's upper triangle over the factor's.
  static func invert(_ factor: inout Matrix) {
    var (n, info) = (Int32(factor.rows), Int32(0))
    unsafe factor.elements.withUnsafeMutableBufferPointer { a in
      unsafe dpotri_("U", &n, a.baseAddress!, &n, &info, 1)
    }
    precondition(info == 0, "dpotri returned \(info)")
  }

  /// `dpstrf`: the last of the columns it set aside as dependent, or `nil` at full rank.
  ///
  /// Of two equal columns it is the later one. Of a larger dependent set it is one that the pivots left over, so it can be
  /// any of them.
  static func firstDependentColumn(_ matrix: Matrix, tolerance: Double) -> Int? {
    var a = matrix
    var (n, rank, info, tolerance) = (Int32(a.rows), Int32(0), Int32(0), tolerance)
    var pivots = Array(repeating: Int32(0), count: a.rows)
    var work = Array(repeating: 0.0, count: 2 * a.rows)
    unsafe a.elements.withUnsafeMutableBufferPointer { a in
      unsafe pivots.withUnsafeMutableBufferPointer { pivots in
        unsafe work.withUnsafeMutableBufferPointer { work in
          unsafe dpstrf_(
            "U", &n, a.baseAddress!, &n, pivots.baseAddress!, &rank, &tolerance, work.baseAddress!, &info, 1)
        }
      }
    }
    precondition(info >= 0, "dpstrf argument \(-info)")
    if info == 0 { return nil }
    return pivots[Int(rank)...].map { Int($0) - 1 }.max()
  }
}
