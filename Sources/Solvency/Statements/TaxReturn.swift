/// Boxes of the French tax return under the normal regime (Cerfa 2050 to 2053), and the figures they make.
///
/// The mapping is from general knowledge and was not checked on a form of any year, which is why each figure made here is
/// marked (``FinancialStatement/fromBoxes``). The simplified regime (2033-A and B) has other boxes.
enum TaxReturn {
  /// Codes read, as headers.
  static let boxes: [String] = [
    "CO", "EE", "CJ", "BL", "BN", "BP", "BR", "BT", "BX", "BZ", "CD", "CF", "DL", "DD", "DE", "DF", "DG", "DH", "DI",
    "DO", "DR", "EC", "EG", "EH", "DX", "DY", "DZ", "EA", "EB", "FL", "FM", "FN", "FO", "FS", "FT", "FU", "FV", "FW",
    "FX", "FY", "FZ", "GG", "GR", "GU", "HN",
  ]

  /// - Parameter boxes: By code. An empty box of a sum counts as 0, as on the form, where another box of the sum is filled.
  static func items(_ boxes: [String: Double]) -> [StatementItem: Double] {
    func sum(_ codes: String...) -> Double? {
      codes.contains { boxes[$0] != nil } ? codes.reduce(0) { $0 + (boxes[$1] ?? 0) } : nil
    }
    var items: [StatementItem: Double] = [:]
    items[.totalAssets] = boxes["CO"] ?? boxes["EE"]
    items[.currentAssets] = boxes["CJ"]
    items[.stocks] = sum("BL", "BN", "BP", "BR", "BT")
    items[.receivables] = sum("BX", "BZ")
    items[.cash] = sum("CD", "CF")
    items[.equity] = boxes["DL"]
    items[.retainedEarnings] = sum("DD", "DE", "DF", "DG", "DH", "DI")
    items[.totalLiabilities] = boxes["EC"]
    items[.currentLiabilities] = boxes["EG"] ?? sum("DX", "DY", "DZ", "EA", "EB", "EH")
    if let equity = boxes["DL"], let debt = boxes["EC"], let short = items[.currentLiabilities] {
      items[.permanentCapital] = equity + (boxes["DO"] ?? 0) + (boxes["DR"] ?? 0) + debt - short
    }
    items[.sales] = boxes["FL"]
    if let sales = boxes["FL"], let bought = sum("FS", "FT", "FU", "FV", "FW") {
      let added = sales + (boxes["FM"] ?? 0) + (boxes["FN"] ?? 0) - bought
      items[.valueAdded] = added
      if let staff = sum("FY", "FZ") {
        items[.ebitda] = added + (boxes["FO"] ?? 0) - (boxes["FX"] ?? 0) - staff
      }
    }
    items[.staffCost] = sum("FY", "FZ")
    items[.ebit] = boxes["GG"]
    items[.financialExpense] = boxes["GU"] ?? boxes["GR"]
    items[.netIncome] = boxes["HN"]
    return items
  }
}
