/// A table with a column for each age of debt, and so without the items that are that old.
enum AgedBalance {
  /// Whether a header names an age: `Non échu`, `0-30`, `31 à 60 j`, `> 90 days`.
  static func isAge(_ header: String) -> Bool {
    let normalized = ColumnMeaning.normalized(header)
    if ["nonechu", "notdue", "notyetdue", "current", "echu", "overdue"].contains(normalized) { return true }
    let words = header.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != ">" && $0 != "<" && $0 != "+" }
    let numbers = words.compactMap { Int($0.drop { !$0.isNumber }.prefix { $0.isNumber }) }
    guard let first = numbers.first, first <= 720 else { return false }
    if numbers.count == 2 { return first < numbers[1] && numbers[1] <= 720 }
    let saysBeyond = [">", "<", "+", "plus", "over", "more", "older"].contains {
      normalized.contains($0) || header.contains($0)
    }
    return numbers.count == 1 && saysBeyond
  }
}
