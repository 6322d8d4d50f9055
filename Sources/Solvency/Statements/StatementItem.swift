/// A line of a balance sheet or an income statement that a score needs.
public enum StatementItem: String, CaseIterable, Sendable {
  case totalAssets = "total_assets"
  case currentAssets = "current_assets"
  case stocks
  case receivables, cash
  case currentLiabilities = "current_liabilities"
  case totalLiabilities = "total_liabilities"
  case equity
  case retainedEarnings = "retained_earnings"
  case permanentCapital = "permanent_capital"
  case sales
  case valueAdded = "value_added"
  case ebitda, ebit
  case staffCost = "staff_cost"
  case financialExpense = "financial_expense"
  case netIncome = "net_income"
  case previousNetIncome = "previous_net_income"
  case fundsFromOperations = "funds_from_operations"
  /// Of the year of the statement, 1968 = 100.
  case priceIndex = "price_index"

  /// Headers by which it is known, accents, blanks and punctuation apart.
  var headers: [String] {
    let french: [String] =
      switch self {
      case .totalAssets: ["total actif", "total bilan", "assets"]
      case .currentAssets: ["actif circulant"]
      case .stocks: ["stock", "inventory", "inventories"]
      case .receivables: ["creances"]
      case .cash: ["disponibilites", "tresorerie"]
      case .currentLiabilities: ["dettes court terme", "passif circulant", "dettes a moins d'un an"]
      case .totalLiabilities: ["dettes", "total dettes", "total debt", "liabilities"]
      case .equity: ["capitaux propres", "book equity"]
      case .retainedEarnings: ["reserves", "benefices non distribues"]
      case .permanentCapital: ["capitaux permanents"]
      case .sales: ["chiffre d'affaires", "ca", "turnover", "revenue"]
      case .valueAdded: ["valeur ajoutee"]
      case .ebitda: ["ebe", "excedent brut d'exploitation"]
      case .ebit: ["resultat d'exploitation", "operating income"]
      case .staffCost: ["charges de personnel", "frais de personnel"]
      case .financialExpense: ["charges financieres", "frais financiers"]
      case .netIncome: ["resultat net", "net result"]
      case .previousNetIncome: ["resultat net n-1", "resultat net precedent"]
      case .fundsFromOperations: ["caf", "capacite d'autofinancement", "ffo"]
      case .priceIndex: ["gnp index", "indice des prix"]
      }
    return [rawValue] + french
  }

  /// Amounts that no company can have below 0.
  var cannotBeNegative: Bool {
    switch self {
    case .totalAssets, .currentAssets, .stocks, .receivables, .cash, .currentLiabilities, .totalLiabilities, .sales,
      .staffCost, .financialExpense, .priceIndex:
      true
    default: false
    }
  }
}
