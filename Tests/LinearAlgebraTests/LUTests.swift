import LinearAlgebra
import TestSupport
import Testing

@Suite struct LUTests {
  private func matrix(_ rows: [[Double]]) -> Matrix {
    var matrix = Matrix(zeros: rows.count, rows[0].count)
    for (i, row) in rows.enumerated() { for (j, value) in row.enumerated() { matrix[i, j] = value } }
    return matrix
  }

  private func expectNear(_ found: Matrix, _ expected: Matrix, within tolerance: Double) {
    #expect(found.rows == expected.rows && found.columns == expected.columns)
    #expect(zip(found.elements, expected.elements).allSatisfy { abs($0 - $1) <= tolerance }, "\(found)")
  }

  /// Golub & Van Loan, Matrix Computations, 4th ed. (2013), §3.4.1: pivots are needed, since a₁₁ is not the largest.
  @Test func solvesASystemThatNeedsPivoting() throws {
    let a = matrix([[3, 17, 10], [2, 4, -2], [6, 18, -12]])
    let x = matrix([[1, 0], [-2, 5], [0.5, -1]])
    let b = matrix([[-26, 75], [-7, 22], [-36, 102]])
    expectNear(try LU(a).solve(b), x, within: 1e-13)
  }

  @Test func aZeroOnTheDiagonalIsNoSingularity() throws {
    expectNear(try LU(matrix([[0, 2], [1, 0]])).inverse, matrix([[0, 1], [0.5, 0]]), within: 0)
  }

  /// The inverse of the Hilbert matrix of order 5 has whole numbers: Choi (1983), Amer. Math. Monthly 90(5), 301–312.
  @Test func invertsAHilbertMatrix() throws {
    let hilbert = matrix((1...5).map { i in (1...5).map { j in 1 / Double(i + j - 1) } })
    let inverse = matrix([
      [25, -300, 1_050, -1_400, 630], [-300, 4_800, -18_900, 26_880, -12_600],
      [1_050, -18_900, 79_380, -117_600, 56_700], [-1_400, 26_880, -117_600, 179_200, -88_200],
      [630, -12_600, 56_700, -88_200, 44_100],
    ])
    let lu = try LU(hilbert)
    expectNear(lu.inverse, inverse, within: 1e-5)
    // ‖H‖₁ = 137/60, ‖H⁻¹‖₁ = 413 280.
    #expect(abs(lu.reciprocalCondition * (137.0 / 60 * 413_280) - 1) < 1e-6)
  }

  @Test(arguments: UInt64(1)...20) func aSolutionSolves(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let n = Int.random(in: 1...12, using: &random)
    let a = matrix((0..<n).map { _ in (0..<n).map { _ in random.normal() } })
    let b = matrix((0..<n).map { _ in (0..<3).map { _ in random.normal() } })
    let x = try LU(a).solve(b)
    for i in 0..<n {
      for j in 0..<3 {
        let product = (0..<n).reduce(0.0) { $0 + a[i, $1] * x[$1, j] }
        #expect(abs(product - b[i, j]) < 1e-9)
      }
    }
  }

  @Test func singularMatricesAreRefused() {
    #expect(throws: LU.Failure.singular) { try LU(matrix([[1, 2], [2, 4]])) }
    #expect(throws: LU.Failure.singular) { try LU(matrix([[0, 0], [0, 0]])) }
    // The third row is the sum of the others, but for rounding: no pivot is exactly zero.
    #expect(throws: LU.Failure.singular) { try LU(matrix([[0.1, 0.7, 0.3], [0.2, 0.1, 0.9], [0.3, 0.8, 1.2]])) }
    #expect(throws: LU.Failure.notFinite) { try LU(matrix([[1, .nan], [2, 4]])) }
  }

  @Test func aNearlySingularMatrixIsRefusedByItsCondition() throws {
    let nearly = matrix([[1, 1], [1, 1 + 1e-11]])
    #expect(throws: Never.self) { try LU(nearly) }
    #expect(throws: LU.Failure.singular) { try LU(nearly, tolerance: 1e-10) }
  }
}
