public import Receivables

/// When an invoice is due, as a contract says it: `30`, `45 end of month`, `end of month 45`, `à réception`.
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
    if text.first == "-" { return nil }
    var words = PaymentTerms.words(of: text)
    words.removeAll(where: PaymentTerms.idle.contains)
    let numbers = words.indices.filter { words[$0].utf8.allSatisfy { (48...57).contains($0) } }
    if numbers.isEmpty, words.count == 1, PaymentTerms.atOnce.contains(words[0]) {
      (self.text, days, monthEnd) = (String(text), 0, .none)
      return
    }
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

  /// Words that say nothing about the day.
  private static let idle: Set<String> = [
    "days", "day", "jours", "jour", "j", "d", "net", "nets", "of", "de", "du", "from", "à", "a", "on", "upon", "due",
    "la", "le", "the", "date", "facture", "invoice", "paiement", "payment", "règlement", "reglement", "payable",
    "délai",
    "delai", "sous", "within", "par", "by", "virement", "transfer", "terms",
  ]
  private static let atOnce: Set<String> = [
    "réception", "reception", "comptant", "receipt", "cash", "immédiat",
    "immediat", "immediate",
  ]

  /// In small letters, `30j` in two.
  private static func words(of text: some StringProtocol) -> [String] {
    var spaced = ""
    for character in text.lowercased().replacing("-", with: " ") {
      if let last = spaced.last, last.isNumber != character.isNumber { spaced += " " }
      spaced.append(character)
    }
    return spaced.split { $0.isWhitespace || ".,:;".contains($0) }.map(String.init)
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
