internal import Solvency
internal import Tables

extension StatementItem {
  func title(_ language: Language) -> String {
    let (en, fr) = names
    return language(en: en, fr: fr)
  }

  private var names: (en: String, fr: String) {
    switch self {
    case .totalAssets: ("total assets", "total de l'actif")
    case .currentAssets: ("current assets", "actif circulant")
    case .stocks: ("stocks", "stocks")
    case .receivables: ("receivables", "créances")
    case .cash: ("cash", "disponibilités")
    case .currentLiabilities: ("current liabilities", "dettes à court terme")
    case .totalLiabilities: ("liabilities", "dettes")
    case .equity: ("equity", "capitaux propres")
    case .retainedEarnings: ("retained earnings", "réserves et report à nouveau")
    case .permanentCapital: ("permanent capital", "capitaux permanents")
    case .sales: ("sales", "chiffre d'affaires")
    case .valueAdded: ("value added", "valeur ajoutée")
    case .ebitda: ("EBITDA", "EBE")
    case .ebit: ("EBIT", "résultat d'exploitation")
    case .staffCost: ("staff cost", "charges de personnel")
    case .financialExpense: ("financial expense", "charges financières")
    case .netIncome: ("net income", "résultat net")
    case .previousNetIncome: ("net income of the year before", "résultat net de l'année précédente")
    case .fundsFromOperations: ("funds from operations", "capacité d'autofinancement")
    case .priceIndex: ("price index (1968 = 100)", "indice des prix (1968 = 100)")
    }
  }
}

extension FinancialRatio {
  func title(_ language: Language) -> String {
    let (en, fr) = names
    return language(en: en, fr: fr)
  }

  private var names: (en: String, fr: String) {
    switch self {
    case .workingCapitalToAssets: ("working capital / assets", "fonds de roulement / actif")
    case .retainedEarningsToAssets: ("retained earnings / assets", "réserves / actif")
    case .ebitToAssets: ("EBIT / assets", "résultat d'exploitation / actif")
    case .equityToLiabilities: ("book equity / liabilities", "capitaux propres / dettes")
    case .salesToAssets: ("sales / assets", "chiffre d'affaires / actif")
    case .ebitdaToDebt: ("EBITDA / debt", "EBE / dettes")
    case .permanentCapitalToAssets: ("permanent capital / assets", "capitaux permanents / actif")
    case .quickAssetsToAssets: ("current assets without stocks / assets", "actif circulant hors stocks / actif")
    case .financialExpenseToSales: ("financial expense / sales", "charges financières / chiffre d'affaires")
    case .staffCostToValueAdded: ("staff cost / value added", "charges de personnel / valeur ajoutée")
    case .logSize: ("log(assets / price index)", "log(actif / indice des prix)")
    case .liabilitiesToAssets: ("liabilities / assets", "dettes / actif")
    case .currentLiabilitiesToCurrentAssets:
      ("current liabilities / current assets", "dettes à court terme / actif circulant")
    case .liabilitiesOverAssets: ("liabilities over assets", "dettes supérieures à l'actif")
    case .netIncomeToAssets: ("net income / assets", "résultat net / actif")
    case .fundsToLiabilities: ("funds from operations / liabilities", "CAF / dettes")
    case .lossInTwoYears: ("loss in two years", "pertes deux ans de suite")
    case .changeOfNetIncome: ("change of net income", "variation du résultat net")
    }
  }
}
