import LinearAlgebra
import Testing

@Suite struct CholeskyTests {
  /// The inverse of the Hilbert matrix has integer elements: Choi (1983), "Tricks or treats with the Hilbert matrix",
  /// American Mathematical Monthly 90(5), 301–312. Its condition number grows like e^{3.5 n}, so n digits are lost at
  /// n = 4, 5, 6 about 4, 6, 7 of the 16.
  @Test(arguments: [(4, 1e-10), (5, 1e-9), (6, 1e-7)])
  func theHilbertMatrixHasAnIntegerInverse(n: Int, tolerance: Double) throws {
    let inverse = try Cholesky(hilbert(n), tolerance: 1e-14).inverse
    for i in 1...n {
      for j in 1...n {
        let sign = (i + j) % 2 == 0 ? 1.0 : -1.0
        let exact =
          sign * Double(i + j - 1) * choose(n + i - 1, n - j) * choose(n + j - 1, n - i)
          * choose(i + j - 2, i - 1) * choose(i + j - 2, i - 1)
        #expect(abs(inverse[i - 1, j - 1] - exact) <= tolerance * abs(exact), "(\(i), \(j)) should be \(exact)")
      }
    }
  }

  @Test(arguments: [4, 5, 6]) func solvingUndoesMultiplying(n: Int) throws {
    let x = (1...n).map { Double($0) - 2.5 }
    let matrix = hilbert(n)
    let b = (0..<n).map { row in (0..<n).reduce(0) { $0 + matrix[row, $1] * x[$1] } }
    for (found, expected) in zip(try Cholesky(matrix, tolerance: 1e-14).solve(b), x) {
      #expect(abs(found - expected) < 1e-8)
    }
  }

  /// Second differences: tridiagonal 2 and −1, whose inverse is min(i, j) (n + 1 − max(i, j)) / (n + 1).
  @Test(arguments: [1, 2, 7]) func secondDifferencesHaveAKnownInverse(n: Int) throws {
    var matrix = Matrix(zeros: n, n)
    for i in 0..<n {
      matrix[i, i] = 2
      if i > 0 { matrix[i - 1, i] = -1 }
    }
    let inverse = try Cholesky(matrix).inverse
    for i in 1...n {
      for j in 1...n {
        let exact = Double(min(i, j) * (n + 1 - max(i, j))) / Double(n + 1)
        #expect(abs(inverse[i - 1, j - 1] - exact) < 1e-13)
      }
    }
  }

  /// Columns in cents beside columns of zeros and ones must not look dependent.
  @Test func theScaleOfAColumnDoesNotMatter() throws {
    let scale = [1e-9, 1, 1e12]
    var matrix = Matrix(zeros: 3, 3)
    for j in 0..<3 { for i in 0..<3 { matrix[i, j] = (i == j ? 2 : 1) * scale[i] * scale[j] } }
    let x = try Cholesky(matrix).solve([1e-9, 1, 1e12])
    // (I + 11ᵀ)⁻¹ 1 = 1/4 in the unscaled problem.
    for (x, scale) in zip(x, scale) { #expect(abs(x * scale - 0.25) < 1e-14) }
  }

  @Test func onlyTheUpperTriangleIsRead() throws {
    let whole = Matrix(rows: 2, columns: 2, columnMajor: [4, 2, 2, 3])
    let upper = Matrix(rows: 2, columns: 2, columnMajor: [4, 99, 2, 3])
    #expect(try Cholesky(whole).inverse == Cholesky(upper).inverse)
    for (x, exact) in zip(try Cholesky(upper).solve([1, 1]), [0.125, 0.25]) { #expect(abs(x - exact) < 1e-15) }
  }

  /// The columns of X, by name in words, and the one of XᵀX to be named.
  @Test func aColumnThatRepeatsAnotherIsNamed() throws {
    let (a, b, c) = ([1.0, 2, 3, 4, 5], [2.0, -1, 0, 1, 7], [1.0, 0, 0, 1, 0])
    let sum = zip(a, b).map { $0 + 2 * $1 }
    #expect(throws: Cholesky.Failure.dependent(column: 2)) { try Cholesky(gram([a, b, a])) }
    #expect(throws: Cholesky.Failure.dependent(column: 3)) { try Cholesky(gram([c, a, b, b.map { $0 * -1e6 }])) }
    #expect(throws: Cholesky.Failure.dependent(column: 1)) { try Cholesky(gram([a, [0, 0, 0, 0, 0], b])) }
    let failure = #expect(throws: Cholesky.Failure.self) { try Cholesky(gram([a, c, b, sum])) }
    guard case .dependent(let column)? = failure else { return }
    #expect([0, 2, 3].contains(column), "c is not part of the combination, so column 1 is not to blame")
    #expect(throws: Never.self) { try Cholesky(gram([a, b, c])) }
  }

  /// Pivots are 1 − R² of a column on the others.
  @Test func nearlyDependentIsDecidedByTheTolerance() throws {
    func matrix(_ oneLessR2: Double) -> Matrix {
      let r = (1 - oneLessR2).squareRoot()
      return Matrix(rows: 2, columns: 2, columnMajor: [1, r, r, 1])
    }
    #expect(throws: Never.self) { try Cholesky(matrix(2e-10)) }
    #expect(throws: Cholesky.Failure.dependent(column: 1)) { try Cholesky(matrix(0.5e-10)) }
    #expect(throws: Never.self) { try Cholesky(matrix(0.5e-10), tolerance: 1e-11) }
  }

  @Test func indefiniteMatricesHaveNoFactor() {
    #expect(throws: Cholesky.Failure.dependent(column: 0)) {
      try Cholesky(Matrix(rows: 2, columns: 2, columnMajor: [-1, 0, 0, 1]))
    }
    #expect(throws: Cholesky.Failure.dependent(column: 1)) {
      try Cholesky(Matrix(rows: 2, columns: 2, columnMajor: [1, 2, 2, 1]))
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity]) func whatIsNotFiniteIsRefused(value: Double) {
    #expect(throws: Cholesky.Failure.notFinite) {
      try Cholesky(Matrix(rows: 2, columns: 2, columnMajor: [1, 0, value, 1]))
    }
    #expect(throws: Cholesky.Failure.notFinite) {
      try Cholesky(Matrix(rows: 2, columns: 2, columnMajor: [1, 0, 0, value]))
    }
  }

  @Test func aWrongShapeTraps() async {
    await #expect(processExitsWith: .failure) { _ = try Cholesky(Matrix(zeros: 2, 3)) }
    await #expect(processExitsWith: .failure) {
      _ = try Cholesky(Matrix(rows: 1, columns: 1, columnMajor: [1])).solve([1, 2])
    }
  }

  private func hilbert(_ n: Int) -> Matrix {
    var matrix = Matrix(zeros: n, n)
    for j in 0..<n { for i in 0..<n { matrix[i, j] = 1 / Double(i + j + 1) } }
    return matrix
  }

  private func gram(_ columns: [[Double]]) -> Matrix {
    var gram = Matrix(zeros: columns.count, columns.count)
    for j in columns.indices {
      for i in columns.indices { gram[i, j] = zip(columns[i], columns[j]).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    return gram
  }

  private func choose(_ n: Int, _ k: Int) -> Double {
    (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }.rounded()
  }
}
