/// Which row has an invoice number: open addressing, 16 bytes a row.
struct InvoiceIndex: Sendable {
  private static let empty = UInt64.max

  /// High half: part of the id's hash, to skip most comparisons. Low half: the row.
  private var slots: [UInt64]
  private let mask: Int

  private init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: InvoiceIndex.empty, count: size)
    mask = size - 1
  }

  /// A row whose invoice number an earlier row has.
  struct Repeat: Sendable {
    let row: Int32
    let first: Int32
  }

  /// The index of these rows, in their order, and the rows that repeat a number.
  static func entering(_ rows: [Int32], ids: InvoiceIDs) -> (InvoiceIndex, [Repeat]) {
    var index = InvoiceIndex(capacity: rows.count)
    var repeats: [Repeat] = []
    for row in rows {
      if let first = index.insert(row, ids: ids) { repeats.append(Repeat(row: row, first: first)) }
    }
    return (index, repeats)
  }

  /// Enters a row, or returns the earlier row that has its id.
  private mutating func insert(_ row: Int32, ids: InvoiceIDs) -> Int32? {
    let hash = ids.hash(of: row)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != InvoiceIndex.empty {
      if slots[slot] >> 32 == hash >> 32 {
        let other = Int32(slots[slot] & 0xFFFF_FFFF)
        if ids.areEqual(other, row) { return other }
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(row)
    return nil
  }

  func row(of id: String, ids: InvoiceIDs) -> Int32? {
    let key = Array(id.utf8)
    let hash = ByteRun.hash(key.span, 0..<key.count)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != InvoiceIndex.empty {
      let row = Int32(slots[slot] & 0xFFFF_FFFF)
      if slots[slot] >> 32 == hash >> 32, ids.utf8(row).elementsEqual(key) { return row }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
