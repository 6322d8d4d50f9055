/// A dense matrix of doubles, stored column by column as LAPACK expects.
public struct Matrix: Hashable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Element (i, j) is `elements[j * rows + i]`.
  public var elements: [Double]

  public init(zeros rows: Int, _ columns: Int) {
    self.rows = rows
    self.columns = columns
    elements = Array(repeating: 0, count: rows * columns)
  }

  public init(rows: Int, columns: Int, columnMajor elements: [Double]) {
    precondition(elements.count == rows * columns, "\(elements.count) elements for \(rows) × \(columns)")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  @inlinable public subscript(row: Int, column: Int) -> Double {
    get { elements[column * rows + row] }
    set { elements[column * rows + row] = newValue }
  }

  /// The product with a matrix of as many rows as this one has columns.
  public func multiplied(by other: Matrix) -> Matrix {
    precondition(columns == other.rows, "\(rows) × \(columns) times \(other.rows) × \(other.columns)")
    var product = Matrix(zeros: rows, other.columns)
    for j in 0..<other.columns {
      for k in 0..<columns {
        let factor = other[k, j]
        for i in 0..<rows { product[i, j] += self[i, k] * factor }
      }
    }
    return product
  }
}
