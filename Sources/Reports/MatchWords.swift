internal import Ingest
internal import Receivables
internal import Tables

/// How debits and credits were found to belong together.
enum MatchWords {
  /// In a sentence; `nil` when nothing was matched.
  static func sentence(_ reading: LedgerReading, _ language: Language, _ style: CellStyle) -> String? {
    let parts = MatchMethod.allCases.compactMap { method -> String? in
      guard let count = reading.matches[method] else { return nil }
      let certainty = certainty(method.certainty, language)
      return "\(name(method, language)) \(style.text(.integer(count.matches))) "
        + "(\(style.text(.money(count.amount))) \(style.currency.code), \(certainty))"
    }
    if parts.isEmpty { return nil }
    let list = parts.joined(separator: ", ")
    return language(
      en: "Payments and credit notes set against invoices: \(list).",
      fr: "Règlements et avoirs imputés sur les factures : \(list).")
  }

  static func name(_ method: MatchMethod, _ language: Language) -> String {
    switch method {
    case .lettering: language(en: "by lettering", fr: "par lettrage")
    case .reference: language(en: "by reference", fr: "par référence")
    case .opening: language(en: "with the opening balance", fr: "avec les à-nouveaux")
    case .exactAmount: language(en: "by exact amount", fr: "par montant exact")
    case .exactAmountOfSeveral: language(en: "by exact amount, of several", fr: "par montant exact, parmi plusieurs")
    case .oldestFirst: language(en: "oldest first", fr: "par ancienneté")
    case .legal: language(en: "in the legal order", fr: "selon l'article 1342-10 du Code civil")
    }
  }

  static func certainty(_ certainty: MatchMethod.Certainty, _ language: Language) -> String {
    switch certainty {
    case .certain: language(en: "certain", fr: "certain")
    case .probable: language(en: "probable", fr: "probable")
    case .assumed: language(en: "assumed", fr: "supposé")
    }
  }
}
