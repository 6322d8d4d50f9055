internal import RealModule

/// A published formula of a company's solvency. Each is a signal of its own; none is mixed with another.
public enum ScoreKind: String, CaseIterable, Sendable {
  /// Altman (1983), private manufacturers.
  case zPrime = "z_prime"
  /// Altman (1995), private companies that do not manufacture.
  case zSecond = "z_second"
  /// The same with the constant 3.25, and cut-offs moved by as much.
  case zEmerging = "z_emerging"
  /// Conan & Holder (1979), French industrial companies of small and middle size.
  case conanHolder = "conan_holder"
  /// Ohlson (1980), a probability of failure.
  case ohlson

  /// Of the formula.
  public var source: String {
    switch self {
    case .zPrime: "Altman, Corporate Financial Distress (1983)"
    case .zSecond: "Altman, Hartzell & Peck, Emerging Markets Corporate Bonds (1995)"
    case .zEmerging: "Altman, Hartzell & Peck (1995), + 3.25"
    case .conanHolder: "Conan & Holder (1979)"
    case .ohlson: "Ohlson, J. of Accounting Research 18 (1980), for US dollars"
    }
  }

  /// Of our copy of the formula: none was read in its original.
  public var confidence: Confidence { self == .conanHolder ? .c : .b }

  /// The least value of the zone above distress, and what is beyond grey; `nil` where higher is worse.
  private var cutOffs: (grey: Double, safe: Double)? {
    switch self {
    case .zPrime: (1.23, 2.90)
    case .zSecond: (1.10, 2.60)
    case .zEmerging: (4.35, 5.85)
    case .conanHolder: (4, 9)
    case .ohlson: nil
    }
  }

  /// A cut-off itself is grey for Altman's scores. Conan & Holder's from 9 on are safe, below 4 in distress. Ohlson's is a
  /// probability, in distress over one half; the formula has no grey zone.
  public func zone(_ value: Double) -> Zone {
    guard let cutOffs else { return value > 0.5 ? .distress : .safe }
    if value < cutOffs.grey { return .distress }
    return value > cutOffs.safe || (self == .conanHolder && value == cutOffs.safe) ? .safe : .grey
  }
}

extension ScoreKind {
  /// The share of companies with such a score of Conan & Holder's that failed, as secondary copies print it.
  public static func conanHolderRisk(_ value: Double) -> String {
    value > 16 ? "< 10 %" : value >= 9 ? "10–30 %" : value >= 4 ? "30–65 %" : "> 65 %"
  }
}

extension ScoreKind {
  var items: [StatementItem] {
    switch self {
    case .zPrime:
      [
        .totalAssets, .currentAssets, .currentLiabilities, .retainedEarnings, .ebit, .equity, .totalLiabilities, .sales,
      ]
    case .zSecond, .zEmerging:
      [.totalAssets, .currentAssets, .currentLiabilities, .retainedEarnings, .ebit, .equity, .totalLiabilities]
    case .conanHolder:
      [
        .totalAssets, .currentAssets, .stocks, .totalLiabilities, .permanentCapital, .sales, .valueAdded, .ebitda,
        .staffCost, .financialExpense,
      ]
    case .ohlson:
      [
        .totalAssets, .currentAssets, .currentLiabilities, .totalLiabilities, .netIncome, .previousNetIncome,
        .fundsFromOperations, .priceIndex,
      ]
    }
  }

  var divisors: Set<StatementItem> {
    switch self {
    case .zPrime, .zSecond, .zEmerging: [.totalAssets, .totalLiabilities]
    case .conanHolder: [.totalAssets, .totalLiabilities, .sales, .valueAdded]
    case .ohlson: [.totalAssets, .totalLiabilities, .currentAssets, .priceIndex]
    }
  }

  /// In the order of the formula. Every item needed is there and no divisor is 0.
  func ratios(_ statement: FinancialStatement) -> [FinancialScore.Ratio] {
    func item(_ item: StatementItem) -> Double { statement[item]! }
    func ratio(_ kind: FinancialRatio, _ value: Double) -> FinancialScore.Ratio {
      FinancialScore.Ratio(kind: kind, value: value)
    }
    let assets = item(.totalAssets)
    switch self {
    case .zPrime, .zSecond, .zEmerging:
      let common = [
        ratio(.workingCapitalToAssets, statement.workingCapital! / assets),
        ratio(.retainedEarningsToAssets, item(.retainedEarnings) / assets),
        ratio(.ebitToAssets, item(.ebit) / assets),
        ratio(.equityToLiabilities, item(.equity) / item(.totalLiabilities)),
      ]
      return self == .zPrime ? common + [ratio(.salesToAssets, item(.sales) / assets)] : common
    case .conanHolder:
      return [
        ratio(.ebitdaToDebt, item(.ebitda) / item(.totalLiabilities)),
        ratio(.permanentCapitalToAssets, item(.permanentCapital) / assets),
        ratio(.quickAssetsToAssets, (item(.currentAssets) - item(.stocks)) / assets),
        ratio(.financialExpenseToSales, item(.financialExpense) / item(.sales)),
        ratio(.staffCostToValueAdded, item(.staffCost) / item(.valueAdded)),
      ]
    case .ohlson:
      let (income, before) = (item(.netIncome), item(.previousNetIncome))
      let size = abs(income) + abs(before)
      return [
        ratio(.logSize, .log(assets / item(.priceIndex))),
        ratio(.liabilitiesToAssets, item(.totalLiabilities) / assets),
        ratio(.workingCapitalToAssets, statement.workingCapital! / assets),
        ratio(.currentLiabilitiesToCurrentAssets, item(.currentLiabilities) / item(.currentAssets)),
        ratio(.liabilitiesOverAssets, item(.totalLiabilities) > assets ? 1 : 0),
        ratio(.netIncomeToAssets, income / assets),
        ratio(.fundsToLiabilities, item(.fundsFromOperations) / item(.totalLiabilities)),
        ratio(.lossInTwoYears, income < 0 && before < 0 ? 1 : 0),
        ratio(.changeOfNetIncome, size > 0 ? (income - before) / size : 0),
      ]
    }
  }

  /// The formula itself.
  func value(_ x: [Double]) -> Double {
    switch self {
    case .zPrime: 0.717 * x[0] + 0.847 * x[1] + 3.107 * x[2] + 0.420 * x[3] + 0.998 * x[4]
    case .zSecond: ScoreKind.zSecond(x)
    case .zEmerging: 3.25 + ScoreKind.zSecond(x)
    case .conanHolder: 24 * x[0] + 22 * x[1] + 16 * x[2] - 87 * x[3] - 10 * x[4]
    case .ohlson: 1 / (1 + .exp(-ScoreKind.ohlsonLogit(x)))
    }
  }

  private static func zSecond(_ x: [Double]) -> Double { 6.56 * x[0] + 3.26 * x[1] + 6.72 * x[2] + 1.05 * x[3] }

  private static func ohlsonLogit(_ x: [Double]) -> Double {
    let coefficients = [-0.407, 6.03, -1.43, 0.0757, -1.72, -2.37, -1.83, 0.285, -0.521]
    return zip(coefficients, x).reduce(-1.32) { $0 + $1.0 * $1.1 }
  }
}
