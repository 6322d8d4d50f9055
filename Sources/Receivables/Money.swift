/// An exact amount in the minor unit of the ledger's currency (cents for EUR).
///
/// Arithmetic traps on overflow: a wrong total is worse than none. 9.2 × 10¹⁶ euros fit.
@frozen public struct Money: Hashable, Comparable, Sendable, AdditiveArithmetic {
  public var minorUnits: Int64

  @inlinable public init(minorUnits: Int64) { self.minorUnits = minorUnits }

  @inlinable public static var zero: Money { Money(minorUnits: 0) }

  @inlinable public static func + (lhs: Money, rhs: Money) -> Money {
    Money(minorUnits: lhs.minorUnits + rhs.minorUnits)
  }
  @inlinable public static func - (lhs: Money, rhs: Money) -> Money {
    Money(minorUnits: lhs.minorUnits - rhs.minorUnits)
  }
  @inlinable public static func += (lhs: inout Money, rhs: Money) { lhs.minorUnits += rhs.minorUnits }
  @inlinable public static func -= (lhs: inout Money, rhs: Money) { lhs.minorUnits -= rhs.minorUnits }
  @inlinable public static prefix func - (money: Money) -> Money { Money(minorUnits: -money.minorUnits) }
  @inlinable public static func < (lhs: Money, rhs: Money) -> Bool { lhs.minorUnits < rhs.minorUnits }

  /// The amount without its sign.
  @inlinable public var magnitude: Money { minorUnits < 0 ? -self : self }

  /// For ratios and models only; sums stay in integers.
  @inlinable public var inMinorUnits: Double { Double(minorUnits) }

  /// A part of this amount, rounded half away from zero to the minor unit. For estimates, never for balances.
  public func scaled(by share: Double) -> Money {
    Money(minorUnits: Int64((Double(minorUnits) * share).rounded(.toNearestOrAwayFromZero)))
  }
}

extension Money: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(minorUnits: try decoder.singleValueContainer().decode(Int64.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(minorUnits)
  }
}
