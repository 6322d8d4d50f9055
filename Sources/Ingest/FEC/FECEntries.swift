/// The lines of one file by the entry they are of.
struct FECEntries {
  private let file: FECFile
  private let lines: Grouping
  private let counterparts: Grouping
  /// What long entries are about; it takes long to tell.
  private var known: [Int32: EntryClass] = [:]

  private static let mostLinesOfShort = 16

  init(_ file: FECFile) {
    self.file = file
    lines = Grouping(file.lines.lazy.map(\.entry), groups: file.entryCount)
    counterparts = Grouping(file.counterparts.lazy.map(\.entry), groups: file.entryCount)
    for entry in indices where !lines[entry].isEmpty {
      if lines[entry].count + counterparts[entry].count > FECEntries.mostLinesOfShort { known[entry] = sum(entry) }
    }
  }

  var indices: Range<Int32> { 0..<Int32(file.entryCount) }

  /// Positions of an entry's lines on clients' accounts, in the file's order.
  func lines(of entry: Int32) -> [Int] { lines[entry].map(Int.init) }

  /// What an entry is about. Kept for every entry, it would be the largest thing in memory.
  func `class`(of entry: Int32) -> EntryClass { known[entry] ?? sum(entry) }

  private func sum(_ entry: Int32) -> EntryClass {
    var result = EntryClass()
    for index in lines[entry] {
      let line = file.lines[Int(index)]
      result.addReceivable(line.amount, line.account)
    }
    for index in counterparts[entry] {
      let counterpart = file.counterparts[Int(index)]
      result.add(counterpart.class, counterpart.amount)
    }
    return result
  }
}

/// Positions by a group's number, each group's in order.
private struct Grouping {
  /// Where each group starts, and where the last one ends.
  private var starts: [Int32]
  private var positions: [Int32]

  init(_ groupOf: some Collection<Int32>, groups: Int) {
    starts = Array(repeating: 0, count: groups + 1)
    for group in groupOf { starts[Int(group) + 1] += 1 }
    for group in 0..<groups { starts[group + 1] += starts[group] }
    positions = Array(repeating: 0, count: groupOf.count)
    var next = starts
    for (position, group) in groupOf.enumerated() {
      positions[Int(next[Int(group)])] = Int32(position)
      next[Int(group)] += 1
    }
  }

  subscript(group: Int32) -> ArraySlice<Int32> { positions[Int(starts[Int(group)])..<Int(starts[Int(group) + 1])] }
}
