/// The invoice numbers of all rows, as written, in the batches' own text.
struct InvoiceIDs: Sendable {
  private let numbers: RowNumbers
  private let batches: [PackedStrings]
  /// Whether each row has a greater number than the row before: the usual export, in order of invoice. None repeats then, and rows
  /// are in the order of their invoice numbers.
  let areRising: Bool

  init(_ rows: RowNumbers, _ batches: [PackedStrings]) {
    (numbers, self.batches) = (rows, batches)
    let filled = batches.filter { $0.count > 0 }
    areRising =
      filled.allSatisfy { ids in (1..<ids.count).allSatisfy { ids.isOrderedBefore($0 - 1, $0) } }
      && zip(filled, filled.dropFirst()).allSatisfy { $0.isOrderedBefore($0.count - 1, $1, 0) }
  }

  subscript(row: Int32) -> String {
    let (batch, index) = numbers.place(of: row)
    return batches[batch][index]
  }

  func utf8(_ row: Int32) -> ArraySlice<UInt8> {
    let (batch, index) = numbers.place(of: row)
    return batches[batch].utf8(index)
  }

  func hash(of row: Int32) -> UInt64 {
    let (batch, index) = numbers.place(of: row)
    return batches[batch].hash(of: index)
  }

  func areEqual(_ first: Int32, _ second: Int32) -> Bool {
    let ((a, i), (b, j)) = (numbers.place(of: first), numbers.place(of: second))
    return batches[a].isEqual(i, batches[b], j)
  }

  /// In byte order.
  func isOrderedBefore(_ first: Int32, _ second: Int32) -> Bool {
    if areRising { return first < second }
    let ((a, i), (b, j)) = (numbers.place(of: first), numbers.place(of: second))
    return batches[a].isOrderedBefore(i, batches[b], j)
  }
}
