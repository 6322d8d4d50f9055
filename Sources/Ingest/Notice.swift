public import Receivables

/// How often something odd was seen, what it is worth, and where first.
public struct Notice: Sendable, Equatable {
  public private(set) var rows = 0
  public private(set) var amount = Money.zero
  /// The first lines, up to five.
  public private(set) var lines: [Int] = []
  /// What was not understood, up to five different words.
  public private(set) var words: [String] = []

  mutating func add(line: Int, amount: Money, word: String? = nil) {
    rows += 1
    self.amount += amount
    if lines.count < 5 { lines.append(line) }
    if let word { add([word]) }
  }

  private mutating func add(_ more: [String]) {
    for word in more where words.count < 5 && !words.contains(word) { words.append(word) }
  }

  mutating func merge(_ later: Notice) {
    rows += later.rows
    amount += later.amount
    lines = Array((lines + later.lines).prefix(5))
    add(later.words)
  }
}
