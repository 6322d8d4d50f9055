internal import Receivables

/// How much later the invoices of this attribute's level are than the portfolio's: excess log-odds of the level's late rate.
public struct DeclaredAttribute: IssueFeature {
  /// Among the declared attributes.
  let place: Int
  public let name: String

  init(_ header: String, place: Int) {
    self.place = place
    name = DeclaredAttribute.prefix + header
  }

  public static let prefix = "attribute:"

  public func value(of invoice: Prospect, _ known: IssueKnowledge) -> Double {
    known.attributes[place].excessLogOdds(ofLevel: invoice.levels[place], by: known.day)
  }
}
