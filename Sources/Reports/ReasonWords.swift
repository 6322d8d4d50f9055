internal import Chase
internal import Receivables
internal import Tables

/// The reasons of a rank in words.
struct ReasonWords {
  private let language: Language
  private let style: CellStyle
  private let currency: Currency

  init(_ language: Language, _ currency: Currency) {
    self.language = language
    self.currency = currency
    style = CellStyle(language: language, currency: currency)
  }

  func sentence(_ reasons: [ClientStanding.Reason]) -> String {
    reasons.map(text).joined(separator: language(en: "; ", fr: " ; "))
  }

  private func text(_ reason: ClientStanding.Reason) -> String {
    switch reason {
    case .lateOfLast(late: 0, let count):
      language(
        en: count == 1 ? "the last invoice due paid on time" : "the last \(count) invoices due all paid on time",
        fr: count == 1
          ? "dernière échéance payée à l'heure" : "les \(count) dernières échéances payées à l'heure")
    case .lateOfLast(_, of: 1):
      language(
        en: "the last invoice due paid after the due day or still unpaid",
        fr: "dernière échéance payée après l'échéance ou encore impayée")
    case .lateOfLast(let late, let count):
      language(
        en: "\(late) of the last \(count) invoices due paid after the due day or still unpaid",
        fr: "\(late) des \(count) dernières échéances "
          + (late == 1 ? "payée après l'échéance ou encore impayée" : "payées après l'échéance ou encore impayées"))
    case .oldest(let days):
      language(
        en: language.plural(days, en: ("day", "days"), fr: ("", "")) + " past due on the oldest",
        fr: "la plus ancienne échue depuis " + language.plural(days, en: ("", ""), fr: ("jour", "jours")))
    case .disputed(let amount):
      language(
        en: "\(style.text(.money(amount))) \(currency.code) disputed: settle the dispute first",
        fr: "\(style.text(.money(amount))) \(currency.code) en litige : régler d'abord le litige")
    case .neverPaid: language(en: "no invoice paid so far", fr: "aucune facture payée à ce jour")
    case .nothingDue: language(en: "nothing past due", fr: "rien d'échu")
    }
  }
}
