public import Receivables

/// When an invoice is due, as a contract says it: `30`, `45 end of month`, `end of month 45`.
///
/// French law caps "45 days end of month" and leaves open which comes first, the days or the end of the month, so the
/// order of the words decides here.
public struct PaymentTerms: Sendable, Equatable {
  /// As typed.
  public let text: String
  /// 0 to 3650.
  let days: Int
  let monthEnd: MonthEnd

  enum MonthEnd: Sendable {
    case none
    /// Days from the issue day, then to the end of that month.
    case afterDays
    /// Days from the end of the month of issue.
    case beforeDays
  }

  /// Reads terms in English or French; `nil` for anything else.
  public init?(_ text: some StringProtocol) {
    var words = text.lowercased().replacing("-", with: " ").split(whereSeparator: \.isWhitespace).map(String.init)
    words.removeAll {
      ["days", "day", "jours", "jour", "j", "d", "net", "nets", "of", "de", "du", "from"].contains($0)
    }
    if text.first == "-" { return nil }
    let numbers = words.indices.filter { words[$0].utf8.allSatisfy { (48...57).contains($0) } }
    guard numbers.count == 1, let days = Int(words[numbers[0]]), days <= 3650 else { return nil }
    let before = words[..<numbers[0]].joined(separator: " ")
    let after = words[(numbers[0] + 1)...].joined(separator: " ")
    func isMonthEnd(_ words: String) -> Bool { ["end month", "eom", "fin mois", "fdm"].contains(words) }
    switch (before, after) {
    case ("", ""): monthEnd = .none
    case ("", let words) where isMonthEnd(words): monthEnd = .afterDays
    case (let words, "") where isMonthEnd(words): monthEnd = .beforeDays
    default: return nil
    }
    self.text = String(text)
    self.days = days
  }

  /// The due day of an invoice issued on a day.
  public func due(issued: Day) -> Day {
    switch monthEnd {
    case .none: issued + days
    case .afterDays: (issued + days).lastOfMonth
    case .beforeDays: issued.lastOfMonth + days
    }
  }

  public static func == (first: PaymentTerms, second: PaymentTerms) -> Bool {
    first.days == second.days && first.monthEnd == second.monthEnd
  }
}
