public import LinearAlgebra

/// What a penalised fit subtracts from the log likelihood: `½ (β − c)ᵀP(β − c)`, over the coefficients of the columns. The intercept
/// is never penalised.
///
/// Read as a prior, the coefficients are normal about c with precision P; P does not depend on the number of rows.
///
/// - Source: Hoerl & Kennard (1970), Technometrics 12(1), 55–67, for P = λI; Wood, Generalized Additive Models, 2nd ed.
///   (2017), §4.2, for P in general.
public struct QuadraticPenalty: Sendable {
  /// P: symmetric, positive semi-definite, shape `[p, p]` without the intercept.
  public let matrix: Matrix
  /// c: where the coefficients are drawn to, shape `[p]`.
  public let centre: [Double]

  /// - Parameters:
  ///   - matrix: P; both triangles are read.
  ///   - centre: c; `nil` for 0.
  public init(_ matrix: Matrix, centre: [Double]? = nil) {
    precondition(matrix.rows == matrix.columns, "\(matrix.rows) × \(matrix.columns) is not square")
    self.matrix = matrix
    self.centre = centre ?? Array(repeating: 0, count: matrix.rows)
    precondition(self.centre.count == matrix.rows, "\(self.centre.count) centres for \(matrix.rows) columns")
  }

  /// `½ Σ λⱼ (βⱼ − cⱼ)²`.
  public init(ridge: [Double], centre: [Double]? = nil) {
    var matrix = Matrix(zeros: ridge.count, ridge.count)
    for (column, lambda) in ridge.enumerated() { matrix[column, column] = lambda }
    self.init(matrix, centre: centre)
  }

  /// Whether a column's coefficient costs nothing.
  func isFree(_ column: Int) -> Bool { matrix[column, column] == 0 }

  /// `½ (β − c)ᵀP(β − c)` for coefficients with the intercept first.
  func value(at coefficients: [Double]) -> Double {
    let away = zip(coefficients.dropFirst(), centre).map { $0 - $1 }
    return zip(slope(at: coefficients), away).reduce(0) { $0 + $1.0 * $1.1 } / 2
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

  /// P(β − c), shape `[p]`.
  private func slope(at coefficients: [Double]) -> [Double] {
    precondition(
      coefficients.count == matrix.columns + 1, "\(coefficients.count) coefficients, P has \(matrix.columns)")
    var slope = Array(repeating: 0.0, count: matrix.rows)
    for column in 0..<matrix.columns {
      let coefficient = coefficients[column + 1] - centre[column]
      for row in 0..<matrix.rows { slope[row] += matrix[row, column] * coefficient }
    }
    return slope
  }
}
