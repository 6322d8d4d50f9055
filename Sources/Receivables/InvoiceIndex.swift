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
    let hash = InvoiceIndex.hash(ids.bytes, range)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != InvoiceIndex.empty {
      if slots[slot] >> 32 == hash >> 32 {
        let other = Int(slots[slot] & 0xFFFF_FFFF)
        if ids.utf8(other) == ids.bytes[range] { return other }
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(row)
    return nil
  }

  func row(of id: String, ids: PackedStrings) -> Int? {
    let key = Array(id.utf8)
    let hash = InvoiceIndex.hash(key, 0..<key.count)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != InvoiceIndex.empty {
      let row = Int(slots[slot] & 0xFFFF_FFFF)
      if slots[slot] >> 32 == hash >> 32, ids.utf8(row).elementsEqual(key) { return row }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// FNV-1a with the final mix of splitmix64, so that both halves of the word are usable.
  private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    return hash ^ (hash >> 31)
  }
}
