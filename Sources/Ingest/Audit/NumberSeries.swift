/// Invoice numbers as series: a prefix and as many digits at the end. The law wants a series without gaps (CGI, annexe II,
/// art. 242 nonies A), so a hole in one that is nearly whole is a missing invoice or a missing row.
struct NumberSeries {
  private var series: [Name: [Int]] = [:]

  private struct Name: Hashable {
    let prefix: String
    let digits: Int
  }

  /// A series this short says nothing.
  private static let fewest = 20
  /// A series that lacks a larger share is not numbered without gaps, or is shared with another ledger.
  private static let mostMissing = 0.1

  mutating func add(_ id: String) {
    let digits = id.utf8.reversed().prefix { (48...57).contains($0) }.count
    guard (1...15).contains(digits), let number = Int(id.utf8.suffix(digits).map { String(UnicodeScalar($0)) }.joined())
    else { return }
    series[Name(prefix: String(id.dropLast(digits)), digits: digits), default: []].append(number)
  }

  /// First and last number of each hole.
  var gaps: [[String]] {
    var gaps: [[String]] = []
    for (name, numbers) in series.sorted(by: { ($0.key.prefix, $0.key.digits) < ($1.key.prefix, $1.key.digits) }) {
      let sorted = Set(numbers).sorted()
      guard sorted.count >= NumberSeries.fewest else { continue }
      let span = sorted.last! - sorted.first! + 1
      guard Double(span - sorted.count) <= Double(span) * NumberSeries.mostMissing else { continue }
      func text(_ number: Int) -> String {
        let digits = "\(number)"
        return name.prefix + String(repeating: "0", count: max(0, name.digits - digits.utf8.count)) + digits
      }
      for (number, next) in zip(sorted, sorted.dropFirst()) where next > number + 1 {
        gaps.append(next == number + 2 ? [text(number + 1)] : [text(number + 1), text(next - 1)])
      }
    }
    return gaps
  }
}
