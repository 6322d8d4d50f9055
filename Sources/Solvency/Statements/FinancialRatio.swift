/// What a score is a weighted sum of.
public enum FinancialRatio: Sendable, CaseIterable {
  case workingCapitalToAssets, retainedEarningsToAssets, ebitToAssets, equityToLiabilities, salesToAssets
  case ebitdaToDebt, permanentCapitalToAssets, financialExpenseToSales, staffCostToValueAdded
  /// Of the current assets, without stocks.
  case quickAssetsToAssets
  /// The logarithm of total assets over the price index.
  case logSize
  case liabilitiesToAssets, currentLiabilitiesToCurrentAssets, netIncomeToAssets, fundsToLiabilities
  /// 1 or 0.
  case liabilitiesOverAssets, lossInTwoYears
  /// From -1 to 1.
  case changeOfNetIncome
}
