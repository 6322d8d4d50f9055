internal import LinearAlgebra
internal import Risk

/// The penalty `½ Σ λₖ βᵀSₖβ` of a regression, and the λ that the rows themselves make most likely.
///
/// Read as a prior, the coefficients of a kind are normal with precision λ S. λ is raised or lowered until the prior's variance
/// is that of the coefficients and their errors: `λ ← λ (tr(S⁻Sₖ) − tr(V Sₖ)) / βᵀSₖβ`, with V the coefficients' covariance and
/// S⁻ the inverse of the whole penalty. No row has to be kept aside to choose it.
///
/// - Source: Wood & Fasiolo (2017), Biometrics 73(4), 1071–1081, for the update; Eilers & Marx (1996), Statistical Science
///   11(2), 89–121, for penalised curves.
struct SmoothingPenalty {
  /// Coefficients that penalties share, and those penalties: positive definite together.
  struct Block {
    /// Place of the first coefficient, the intercept not counted.
    let first: Int
    let terms: [(kind: PenaltyKind, matrix: Matrix)]

    var width: Int { terms[0].matrix.rows }
  }

  let columns: Int
  let blocks: [Block]

  /// Weaker than the first, nothing is kept in check; stronger than the last, nothing is left.
  private static let factors = 0.01...100_000.0

  var start: [PenaltyKind: Double] {
    Dictionary(blocks.flatMap(\.terms).map { ($0.kind, 1) }, uniquingKeysWith: { first, _ in first })
  }

  func penalty(_ factors: [PenaltyKind: Double]) -> QuadraticPenalty {
    var matrix = Matrix(zeros: columns, columns)
    for block in blocks {
      let total = total(block, factors)
      for column in 0..<block.width {
        for row in 0..<block.width { matrix[block.first + row, block.first + column] = total[row, column] }
      }
    }
    return QuadraticPenalty(matrix)
  }

  /// One step of the update, from the fit under `factors`.
  func updated(_ factors: [PenaltyKind: Double], _ fit: LogisticRegression) -> [PenaltyKind: Double] {
    var (freedom, squares): ([PenaltyKind: Double], [PenaltyKind: Double]) = ([:], [:])
    for block in blocks {
      guard let prior = try? Cholesky(total(block, factors)).inverse else {
        preconditionFailure("a block's penalties are positive definite together")
      }
      for (kind, matrix) in block.terms {
        for column in 0..<block.width {
          for row in 0..<block.width where matrix[row, column] != 0 {
            let (i, j) = (1 + block.first + row, 1 + block.first + column)
            freedom[kind, default: 0] += matrix[row, column] * (prior[row, column] - fit.covariance[i, j])
            squares[kind, default: 0] += matrix[row, column] * fit.coefficients[i] * fit.coefficients[j]
          }
        }
      }
    }
    return factors.reduce(into: [:]) { updated, factor in
      let ratio = max(freedom[factor.key]!, 1e-9) / max(squares[factor.key]!, 1e-12)
      let range = SmoothingPenalty.factors
      updated[factor.key] = min(max(factor.value * ratio, range.lowerBound), range.upperBound)
    }
  }

  private func total(_ block: Block, _ factors: [PenaltyKind: Double]) -> Matrix {
    var total = Matrix(zeros: block.width, block.width)
    for (kind, matrix) in block.terms {
      for index in total.elements.indices { total.elements[index] += factors[kind]! * matrix.elements[index] }
    }
    return total
  }
}
