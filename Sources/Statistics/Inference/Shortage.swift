/// What there is too little of for a figure, and how much the figure takes.
public struct Shortage: Sendable, Equatable {
  public enum Unit: Sendable { case clients, invoices, payments }

  public let found: Int
  public let unit: Unit
  public let needed: Int

  public init(_ found: Int, _ unit: Unit, needed: Int) { (self.found, self.unit, self.needed) = (found, unit, needed) }
}
