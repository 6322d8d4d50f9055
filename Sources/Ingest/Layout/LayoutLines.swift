/// Lines of one sort: how many, and the first of them.
public struct LayoutLines: Sendable, Equatable {
  public private(set) var count = 0
  /// The first lines, up to five.
  public private(set) var lines: [Int] = []

  mutating func add(line: Int) {
    count += 1
    if lines.count < 5 { lines.append(line) }
  }

  mutating func merge(_ later: LayoutLines, lineOffset: Int) {
    count += later.count
    lines = Array((lines + later.lines.map { $0 + lineOffset }).prefix(5))
  }
}
