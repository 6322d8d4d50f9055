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

  /// Whether each of these rows has a greater number than the one before, so that none repeats: the usual export, in
  /// order of invoice, needs no index.
  static func areRising(_ rows: [Int32], ids: PackedStrings) -> Bool {
    zip(rows, rows.dropFirst()).allSatisfy { ids.isOrderedBefore(Int($0), Int($1)) }
  }

  /// The index of these rows, in their order, and the rows that repeat a number.
  static func entering(_ rows: [Int32], ids: PackedStrings) -> (InvoiceIndex, [Repeat]) {
    var index = InvoiceIndex(capacity: rows.count)
    var repeats: [Repeat] = []
    for row in rows {
      if let first = index.insert(Int(row), ids: ids) { repeats.append(Repeat(row: row, first: Int32(first))) }
    }
    return (index, repeats)
  }

  /// Enters a row, or returns the earlier row that has its id.
  private mutating func insert(_ row: Int, ids: PackedStrings) -> Int? {
    let range = ids.range(row)
    let hash = ByteRun.hash(ids.bytes.span, range)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != InvoiceIndex.empty {
      if slots[slot] >> 32 == hash >> 32 {
        let other = Int(slots[slot] & 0xFFFF_FFFF)
        if ByteRun.areEqual(ids.bytes.span, ids.range(other), ids.bytes.span, range) { return other }
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(row)
    return nil
  }

  func row(of id: String, ids: PackedStrings) -> Int32? {
    let key = Array(id.utf8)
    let hash = ByteRun.hash(key.span, 0..<key.count)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != InvoiceIndex.empty {
      let row = Int32(slots[slot] & 0xFFFF_FFFF)
      if slots[slot] >> 32 == hash >> 32, ids.utf8(Int(row)).elementsEqual(key) { return row }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
