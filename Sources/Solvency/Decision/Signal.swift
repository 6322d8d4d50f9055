/// One thing known about a candidate, and which way it points. Signals are never added up into a score.
public struct Signal: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case identity, ledger
    case firstInvoice = "first_invoice"
    case statements, failure
  }
  public enum Direction: String, Sendable { case good, neutral, bad, unknown }

  public let kind: Kind
  public let direction: Direction

  public init(_ kind: Kind, _ direction: Direction) { (self.kind, self.direction) = (kind, direction) }
}
