/// How a debit and a credit of a client were found to belong together.
public enum MatchMethod: String, Sendable, CaseIterable {
  /// The books say so, by a code on both.
  case lettering
  /// The payment names the document, or both have one number that no other document of the client has.
  case reference
  /// A code whose other side is not in the books given: it settles the opening balance.
  case opening
  /// The only open item of exactly this amount.
  case exactAmount = "exact_amount"
  /// The oldest of several open items of exactly this amount.
  case exactAmountOfSeveral = "exact_amount_of_several"
  /// Whatever is open, oldest first.
  case oldestFirst = "oldest_first"
  /// Debts that are due, then the oldest, then in proportion: article 1342-10 of the Code civil.
  case legal

  public enum Certainty: String, Sendable {
    case certain, probable, assumed
  }

  public var certainty: Certainty {
    switch self {
    case .lettering, .reference: .certain
    case .opening, .exactAmount: .probable
    case .exactAmountOfSeveral, .oldestFirst, .legal: .assumed
    }
  }
}
