public import LinearAlgebra

/// What a penalised fit subtracts from the log likelihood: `½ βᵀPβ`, over the coefficients of the columns. The intercept
/// is never penalised.
///
/// Read as a prior, the coefficients are normal about 0 with precision P; P does not depend on the number of rows.
///
/// - Source: Hoerl & Kennard (1970), Technometrics 12(1), 55–67, for P = λI; Wood, Generalized Additive Models, 2nd ed.
///   (2017), §4.2, for P in general.
public struct QuadraticPenalty: Sendable {
  /// P: symmetric, positive semi-definite, shape `[p, p]` without the intercept.
  public let matrix: Matrix

  /// - Parameter matrix: P; both triangles are read.
  public init(_ matrix: Matrix) {
    precondition(matrix.rows == matrix.columns, "\(matrix.rows) × \(matrix.columns) is not square")
    self.matrix = matrix
  }

  /// `½ Σ λⱼ βⱼ²`.
  public init(ridge: [Double]) {
    var matrix = Matrix(zeros: ridge.count, ridge.count)
    for (column, lambda) in ridge.enumerated() { matrix[column, column] = lambda }
    self.init(matrix)
  }

  /// Whether a column's coefficient costs nothing.
  func isFree(_ column: Int) -> Bool { matrix[column, column] == 0 }

  /// `½ βᵀPβ` for coefficients with the intercept first.
  func value(at coefficients: [Double]) -> Double {
    zip(slope(at: coefficients), coefficients.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / 2
  }

  /// Adds the penalty's share to a Newton step's information and score, both with the intercept first; of the information
  /// only the upper triangle.
  func add(to information: inout Matrix, _ score: inout [Double], at coefficients: [Double]) {
    for column in 0..<matrix.columns {
      for row in 0...column { information[row + 1, column + 1] += matrix[row, column] }
    }
    for (column, slope) in slope(at: coefficients).enumerated() { score[column + 1] -= slope }
  }

  /// tr(VP), for a covariance V with the intercept first: by how many parameters the penalty has made the fit poorer.
  func trace(with covariance: Matrix) -> Double {
    var trace = 0.0
    for column in 0..<matrix.columns {
      for row in 0..<matrix.rows { trace += covariance[column + 1, row + 1] * matrix[row, column] }
    }
    return trace
  }

  /// Pβ, shape `[p]`.
  private func slope(at coefficients: [Double]) -> [Double] {
    precondition(
      coefficients.count == matrix.columns + 1, "\(coefficients.count) coefficients, P has \(matrix.columns)")
    var slope = Array(repeating: 0.0, count: matrix.rows)
    for column in 0..<matrix.columns {
      let coefficient = coefficients[column + 1]
      for row in 0..<matrix.rows { slope[row] += matrix[row, column] * coefficient }
    }
    return slope
  }
}
