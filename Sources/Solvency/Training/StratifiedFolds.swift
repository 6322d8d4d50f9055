/// A split of rows into parts with about the same share of events each, the same on every machine.
struct StratifiedFolds {
  let count: Int
  /// The part of each row.
  private let fold: [Int]

  /// - Parameter seed: Another one makes another split.
  init(_ outcomes: [Bool], count: Int, seed: UInt64) {
    self.count = count
    var fold = Array(repeating: 0, count: outcomes.count)
    for outcome in [true, false] {
      let rows = outcomes.indices.filter { outcomes[$0] == outcome }
        .map { (key: StratifiedFolds.mixed(UInt64($0) &+ seed &* 0x9E37_79B9_7F4A_7C15), row: $0) }
        .sorted { $0 < $1 }
      for (place, entry) in rows.enumerated() { fold[entry.row] = place % count }
    }
    self.fold = fold
  }

  func rows(_ part: Int) -> [Int] { fold.indices.filter { fold[$0] == part } }
  func others(_ part: Int) -> [Int] { fold.indices.filter { fold[$0] != part } }

  /// - Source: the output function of SplitMix64: Steele, Lea & Flood (2014), OOPSLA, fig. 16.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
