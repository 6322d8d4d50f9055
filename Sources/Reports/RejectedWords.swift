public import Ingest
internal import Receivables
public import Tables

/// What rejected rows are worth, in words: their amounts without signs, and how many could not be read. A sum with signs
/// would let a credit note hide an invoice.
public enum RejectedWords {
  public static func worth(_ reading: LedgerReading, _ language: Language) -> String {
    let currency = reading.ledger.currency
    return worth(reading, language, CellStyle(language: language, currency: currency))
  }

  static func worth(_ reading: LedgerReading, _ language: Language, _ style: CellStyle) -> String {
    let amount = "\(style.text(.money(reading.rejectedAmount))) \(style.currency.code)"
    let unread = reading.rejectedAmountsUnread
    if reading.rejected.isEmpty { return amount }
    if unread == reading.rejected.count {
      return language(en: "no amount could be read", fr: "aucun montant n'a pu être lu")
    }
    let sum = language(en: "\(amount) signs aside", fr: "\(amount) en valeur absolue")
    if unread == 0 { return sum }
    let others = language.plural(
      unread, en: ("amount could not be read", "amounts could not be read"),
      fr: ("montant n'a pas pu être lu", "montants n'ont pas pu être lus"))
    return language(en: "\(sum); \(others)", fr: "\(sum) ; \(others)")
  }
}
