/// The numbers of rows of many batches, rising in input order.
///
/// Each batch begins a page of its own, so that a small table finds the batch of a row, and batches stay where they are instead of
/// being copied one behind the other.
struct RowNumbers: Sendable {
  private static let page = 1_024

  /// Of each batch, the number of its first row.
  private(set) var first: [Int32] = []
  private var batchOfPage: [Int32] = []
  /// Rows that have a number.
  private(set) var count = 0

  mutating func append(_ rows: Int) {
    let pages = (rows + RowNumbers.page - 1) / RowNumbers.page
    let next = batchOfPage.count * RowNumbers.page
    precondition(next + rows <= Int(Int32.max), "more than two thousand million rows")
    batchOfPage += repeatElement(Int32(first.count), count: pages)
    first.append(Int32(next))
    count += rows
  }

  /// Where a row is: in which batch, and which of its rows it is.
  @inline(__always) func place(of row: Int32) -> (batch: Int, index: Int) {
    let batch = Int(batchOfPage[Int(row) / RowNumbers.page])
    return (batch, Int(row - first[batch]))
  }
}
