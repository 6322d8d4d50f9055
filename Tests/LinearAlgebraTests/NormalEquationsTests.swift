import LinearAlgebra
import TestSupport
import Testing

@Suite struct NormalEquationsTests {
  private struct Block {
    let x: [Double]
    let weights: [Double]
    let residuals: [Double]

    init(columns: Int, seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      let rows = NormalEquations.blockRows
      x = (0..<(rows * columns)).map { _ in .random(in: -3...3, using: &random) }
      weights = (0..<rows).map { _ in .random(in: 0...0.25, using: &random) }
      residuals = (0..<rows).map { _ in .random(in: -1...1, using: &random) }
    }
  }

  /// The kernel works in tiles of 2 × 4 columns, so every remainder of p must be tried.
  @Test(arguments: 1...20) func sumsMatchThreeLoops(columns p: Int) {
    let rows = NormalEquations.blockRows
    let blocks = (0..<3).map { Block(columns: p, seed: UInt64(p * 10 + $0)) }
    var equations = NormalEquations(columns: p)
    for block in blocks { equations.add(x: block.x, weights: block.weights, residuals: block.residuals) }
    for j in 0..<p {
      for i in 0...j {
        var (sum, size) = (0.0, 0.0)
        for block in blocks {
          for row in 0..<rows {
            let product = block.x[i * rows + row] * block.weights[row] * block.x[j * rows + row]
            sum += product
            size += abs(product)
          }
        }
        #expect(abs(equations.gram[i, j] - sum) <= 1e-15 * size * 16, "(\(i), \(j)) of \(p) columns")
      }
      let gradient = blocks.reduce(0.0) { sum, block in
        (0..<rows).reduce(sum) { $0 + block.x[j * rows + $1] * block.residuals[$1] }
      }
      #expect(abs(equations.gradient[j] - gradient) <= 1e-12 * Double(rows))
    }
  }

  @Test(arguments: 1...20) func multiplyingMatchesTwoLoops(columns p: Int) {
    let rows = NormalEquations.blockRows
    let block = Block(columns: p, seed: UInt64(p))
    let beta = (0..<p).map { Double($0) - 3.5 }
    var product = Array(repeating: Double.nan, count: rows)
    NormalEquations.multiply(block.x, beta, into: &product)
    for row in 0..<rows {
      let expected = (0..<p).reduce(0) { $0 + block.x[$1 * rows + row] * beta[$1] }
      #expect(abs(product[row] - expected) < 1e-11)
    }
  }

  @Test func mergingAddsTheSums() {
    let blocks = (0..<4).map { Block(columns: 5, seed: UInt64($0)) }
    func sums(_ blocks: ArraySlice<Block>) -> NormalEquations {
      blocks.reduce(into: NormalEquations(columns: 5)) {
        $0.add(x: $1.x, weights: $1.weights, residuals: $1.residuals)
      }
    }
    var halves = sums(blocks[..<2])
    halves.merge(sums(blocks[2...]))
    let whole = sums(blocks[...])
    for (half, whole) in zip(halves.gram.elements, whole.gram.elements) { #expect(abs(half - whole) < 1e-10) }
    for (half, whole) in zip(halves.gradient, whole.gradient) { #expect(abs(half - whole) < 1e-10) }

    var unchanged = halves
    unchanged.merge(NormalEquations(columns: 5))
    #expect(unchanged.gram == halves.gram && unchanged.gradient == halves.gradient, "nothing merged changes nothing")
  }

  @Test func rowsWithoutWeightAddNothing() {
    let block = Block(columns: 3, seed: 1)
    let nothing = Array(repeating: 0.0, count: NormalEquations.blockRows)
    var equations = NormalEquations(columns: 3)
    equations.add(x: block.x, weights: nothing, residuals: nothing)
    #expect(equations.gram == Matrix(zeros: 3, 3) && equations.gradient == [0, 0, 0])
  }

  @Test func aWrongShapeTraps() async {
    await #expect(processExitsWith: .failure) {
      var equations = NormalEquations(columns: 2)
      equations.add(x: [1, 2], weights: [1], residuals: [1])
    }
  }
}
