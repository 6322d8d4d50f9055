public import LinearAlgebra

/// What a fit pays for large coefficients and for rough curves, up to the factor λ that validation chooses.
///
/// The penalty is `½ λ (Σ rⱼ (sⱼ βⱼ)² + Σ wₖ βₖᵀ Sₖ βₖ)`: sⱼ is the column's standard deviation in the rows fitted, so a
/// coefficient costs the same in euros as in cents; βₖ are the coefficients of a curve and Sₖ its roughness.
public struct PenaltyShape: Sendable {
  /// rⱼ, 0 for a column that costs nothing by itself; shape `[p]`.
  public var ridge: [Double]
  public var curves: [Curve]

  /// Columns that are one curve's basis functions.
  public struct Curve: Sendable {
    public let columns: Range<Int>
    /// Sₖ, such as ``SplineBasis/roughness``; shape `[columns.count]²`.
    public let roughness: Matrix
    /// wₖ, how dear the curve is beside the ridge.
    public let weight: Double

    public init(columns: Range<Int>, roughness: Matrix, weight: Double = 1) {
      precondition(roughness.rows == columns.count, "\(columns.count) columns, roughness of \(roughness.rows)")
      (self.columns, self.roughness, self.weight) = (columns, roughness, weight)
    }
  }

  public init(ridge: [Double], curves: [Curve] = []) {
    (self.ridge, self.curves) = (ridge, curves)
  }

  /// - Parameters:
  ///   - lambda: λ, at least 0.
  ///   - spread: Of the rows that are fitted.
  public func penalty(_ lambda: Double, _ spread: ColumnSpread) -> QuadraticPenalty {
    precondition(lambda >= 0, "λ is \(lambda)")
    precondition(spread.deviations.count == ridge.count, "\(spread.deviations.count) columns, \(ridge.count) weights")
    var matrix = Matrix(zeros: ridge.count, ridge.count)
    for (column, weight) in ridge.enumerated() {
      let scale = spread.scale(of: column)
      matrix[column, column] = lambda * weight * scale * scale
    }
    for curve in curves {
      for (j, column) in curve.columns.enumerated() {
        for (i, row) in curve.columns.enumerated() {
          matrix[row, column] += lambda * curve.weight * curve.roughness[i, j]
        }
      }
    }
    return QuadraticPenalty(matrix)
  }
}
