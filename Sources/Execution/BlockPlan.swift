/// How groups of records (clients, here) are cut into blocks of work.
///
/// The cut depends on the records alone, never on the number of threads, so sums merged in block order have the same
/// last bit on one core, on two, or on many machines.
public struct BlockPlan: Sendable {
  /// Ranges of groups, in order, covering all of them.
  public let blocks: [Range<Int>]

  /// - Parameters:
  ///   - offsets: Where each group's records start, and the total: `groups + 1` increasing values.
  ///   - recordsPerBlock: A block closes with the group that reaches this many records.
  public init(offsets: [Int32], recordsPerBlock: Int = 8_192) {
    precondition(offsets.first == 0, "offsets start at 0")
    var blocks: [Range<Int>] = []
    var start = 0
    for group in 0..<(offsets.count - 1)
    where Int(offsets[group + 1] - offsets[start]) >= recordsPerBlock || group == offsets.count - 2 {
      blocks.append(start..<(group + 1))
      start = group + 1
    }
    self.blocks = blocks
  }
}
