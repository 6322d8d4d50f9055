/// The figures of one company's year, in one currency and one unit.
public struct FinancialStatement: Sendable, Equatable {
  public internal(set) var values: [StatementItem: Double]
  /// Of `values`, those made from boxes of the French tax return, whose meaning was not checked on a form of the year.
  public let fromBoxes: Set<StatementItem>

  public init(_ values: [StatementItem: Double], fromBoxes: Set<StatementItem> = []) {
    (self.values, self.fromBoxes) = (values, fromBoxes)
  }

  public subscript(item: StatementItem) -> Double? { values[item] }

  public var workingCapital: Double? {
    guard let assets = self[.currentAssets], let liabilities = self[.currentLiabilities] else { return nil }
    return assets - liabilities
  }

  /// What cannot be true of any company, or not of these figures together.
  public enum Problem: Sendable, Hashable {
    /// Total assets, sales or a price index of 0 or less.
    case notPositive(StatementItem)
    case negative(StatementItem)
    /// A part larger than what it is part of.
    case partOverWhole(StatementItem, of: StatementItem)
    /// Two figures about a thousand times apart that cannot be: one in euros, the other in thousands.
    case units(StatementItem, StatementItem)
    /// Equity and debt are not near total assets.
    case doesNotBalance
  }

  /// A balance sheet also has provisions and other equity: what equity and debt may lack of total assets.
  private static let balanceTolerance = 0.5
  /// Ratios between these are taken for thousands beside units.
  private static let thousand = 200.0...5_000

  /// Each with the items that cannot be trusted.
  public var problems: [(problem: Problem, items: Set<StatementItem>)] {
    var found: [(problem: Problem, items: Set<StatementItem>)] = []
    for item in StatementItem.allCases {
      guard let value = self[item] else { continue }
      if value <= 0, item == .totalAssets || item == .priceIndex {
        found.append((.notPositive(item), [item]))
      } else if value < 0, item.cannotBeNegative {
        found.append((.negative(item), [item]))
      }
    }
    let parts: [(StatementItem, StatementItem)] = [
      (.currentAssets, .totalAssets), (.stocks, .currentAssets), (.receivables, .currentAssets),
      (.cash, .currentAssets), (.currentLiabilities, .totalLiabilities),
    ]
    for (part, whole) in parts {
      guard let small = self[part], let large = self[whole], large > 0, small > large * 1.005 else { continue }
      found.append((small > large * 50 ? .units(part, whole) : .partOverWhole(part, of: whole), [part, whole]))
    }
    found += unitProblems
    return found
  }

  private var unitProblems: [(problem: Problem, items: Set<StatementItem>)] {
    guard let assets = self[.totalAssets], assets > 0 else { return [] }
    var found: [(problem: Problem, items: Set<StatementItem>)] = []
    if let equity = self[.equity], let debt = self[.totalLiabilities] {
      let ratio = (equity + debt) / assets
      if FinancialStatement.thousand.contains(ratio) || (ratio > 0 && FinancialStatement.thousand.contains(1 / ratio)) {
        found.append((.units(.totalLiabilities, .totalAssets), [.equity, .totalLiabilities, .totalAssets]))
      } else if abs(ratio - 1) > FinancialStatement.balanceTolerance {
        found.append((.doesNotBalance, [.equity, .totalLiabilities, .totalAssets]))
      }
    }
    for item in [StatementItem.sales, .ebit, .ebitda, .retainedEarnings, .staffCost, .netIncome, .valueAdded] {
      guard let value = self[item], value != 0 else { continue }
      let ratio = abs(value) / assets
      // Only sales are large enough beside assets for a small ratio to tell anything.
      if ratio >= 100 || (item == .sales && FinancialStatement.thousand.contains(1 / ratio)) {
        found.append((.units(item, .totalAssets), [item, .totalAssets]))
      }
    }
    return found
  }
}
