internal import CKernels

/// The sums a Newton step needs, over any number of row blocks: XᵀWX and Xᵀr.
///
/// Blocks are added in order and merged in order, so the last bit does not depend on the number of threads.
public struct NormalEquations: Sendable {
  /// Rows of a block. Rows beyond a block's own count have weight and residual zero.
  public static let blockRows = Int(ENCOURS_BLOCK_ROWS)

  public let columns: Int
  /// Upper triangle of XᵀWX.
  public private(set) var gram: Matrix
  /// Xᵀr, shape `[columns]`.
  public private(set) var gradient: [Double]
  private var scratch: [Double]

  public init(columns: Int) {
    self.columns = columns
    gram = Matrix(zeros: columns, columns)
    gradient = Array(repeating: 0, count: columns)
    scratch = Array(repeating: 0, count: columns * NormalEquations.blockRows)
  }

  /// Adds one block.
  ///
  /// - Parameters:
  ///   - x: Column-major, shape `[blockRows, columns]`.
  ///   - weights: W's diagonal, shape `[blockRows]`.
  ///   - residuals: r, shape `[blockRows]`.
  public mutating func add(x: [Double], weights: [Double], residuals: [Double]) {
    let rows = NormalEquations.blockRows
    precondition(x.count == rows * columns, "x has \(x.count) elements, expected \(rows) × \(columns)")
    precondition(weights.count == rows && residuals.count == rows, "\(weights.count) weights for \(rows) rows")
    unsafe gram.elements.withUnsafeMutableBufferPointer { gram in
      unsafe gradient.withUnsafeMutableBufferPointer { gradient in
        unsafe scratch.withUnsafeMutableBufferPointer { scratch in
          unsafe encours_weighted_gram(
            Int32(columns), x, weights, residuals, gram.baseAddress!, gradient.baseAddress!, scratch.baseAddress!)
        }
      }
    }
  }

  /// X β for one block. Shapes: `x` column-major `[blockRows, columns]`, `beta` `[columns]`, `product` `[blockRows]`.
  public static func multiply(_ x: [Double], _ beta: [Double], into product: inout [Double]) {
    let rows = blockRows
    precondition(x.count == rows * beta.count && product.count == rows, "x has \(x.count) elements")
    unsafe product.withUnsafeMutableBufferPointer { product in
      unsafe encours_multiply(Int32(beta.count), x, beta, product.baseAddress!)
    }
  }

  /// Adds the sums of later blocks.
  public mutating func merge(_ later: NormalEquations) {
    for index in gram.elements.indices { gram.elements[index] += later.gram.elements[index] }
    for index in gradient.indices { gradient[index] += later.gradient[index] }
  }
}
