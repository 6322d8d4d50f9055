internal import Statistics
internal import Tables

/// How little data there is for a figure, in words.
struct ShortageWords {
  private let language: Language

  init(_ language: Language) { self.language = language }

  /// `not enough data (3 invoices, 10 needed)`.
  func sentence(_ shortage: Shortage) -> String {
    let found: String
    switch shortage.unit {
    case .clients: found = language.plural(shortage.found, en: ("client", "clients"), fr: ("client", "clients"))
    case .invoices: found = language.plural(shortage.found, en: ("invoice", "invoices"), fr: ("facture", "factures"))
    case .payments:
      found = language.plural(shortage.found, en: ("payment", "payments"), fr: ("règlement", "règlements"))
    }
    let needed = NumberText(language).integer(shortage.needed)
    return language(
      en: "not enough data (\(found), \(needed) needed)", fr: "données insuffisantes (\(found), il en faut \(needed))")
  }

  func cell(_ shortage: Shortage) -> Cell { .withheld(sentence(shortage)) }

  /// Of a part of the portfolio with too few invoices for figures of its own.
  func fewInvoices(_ count: Int, needed: Int = DaysSalesOutstanding.minimumInvoices) -> Cell {
    cell(Shortage(count, .invoices, needed: needed))
  }
}
