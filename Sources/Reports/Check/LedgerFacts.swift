internal import Execution
internal import Ingest
internal import Receivables
internal import Statistics
internal import Tables

/// What all files come to: rows, money, and how payments found their invoices.
struct LedgerFacts {
  private let reading: LedgerReading
  private let style: FactStyle

  init(_ reading: LedgerReading, _ style: FactStyle) { (self.reading, self.style) = (reading, style) }

  var all: [CheckFact] { currencies + rows + books + matches + control + notices + missing }

  private var currencies: [CheckFact] {
    [(style(en: "currency", fr: "devise"), reading.ledger.currency.code)]
      + reading.rates.map {
        let from = $0.rate.currency.code
        return (style(en: "rate of \(from)", fr: "cours \(from)"), RateWords.text($0, asOf: reading.asOf, style))
      }
  }

  private var rows: [CheckFact] {
    [
      (style(en: "as-of day", fr: "date d'arrêté"), style.day(reading.asOf)),
      (style(en: "rows read", fr: "lignes lues"), style.count(reading.records)),
      (style(en: "rows used", fr: "lignes utilisées"), style.count(reading.usedRows)),
      (style(en: "rows after the as-of day", fr: "lignes postérieures à l'arrêté"), style.count(reading.laterRows)),
      (style(en: "rows rejected", fr: "lignes rejetées"), style.count(reading.rejected.count)),
      (style(en: "amount rejected", fr: "montant rejeté"), RejectedWords.worth(reading, style.language)),
    ]
  }

  private var books: [CheckFact] { reading.books.map { BooksWords.facts($0, reading.asOf, style) } ?? [] }

  private var matches: [CheckFact] {
    MatchMethod.allCases.compactMap { method in
      reading.matches[method].map { count in
        let certainty = MatchWords.certainty(method.certainty, style.language)
        return (
          style(en: "matched by \(method.rawValue)", fr: "rapproché " + MatchWords.name(method, .french)),
          "\(style.count(count.matches)), \(style.money(count.amount)), \(certainty)"
        )
      }
    }
  }

  /// That every amount read is somewhere. Books have their own proof.
  private var control: [CheckFact] {
    if reading.books != nil { return [] }
    let control = reading.control
    func money(_ total: ControlTotals.Total) -> String { style.money(total.amount) }
    let merged = control.merged.rows > 0
    return [
      (
        style(en: "amounts without signs", fr: "montants en valeur absolue"),
        style(
          en: "\(money(control.read)) read = \(money(control.used)) used + \(money(control.rejected)) rejected + "
            + "\(money(control.later)) after the as-of day"
            + (merged ? " + \(money(control.merged)) in rows that repeat an invoice" : ""),
          fr: "\(money(control.read)) lus = \(money(control.used)) utilisés + \(money(control.rejected)) rejetés + "
            + "\(money(control.later)) postérieurs à l'arrêté"
            + (merged ? " + \(money(control.merged)) sur des lignes reprenant une facture" : ""))
      )
    ]
  }

  /// That what was settled before some day seems to be left out.
  private var missing: [CheckFact] {
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    guard snapshot.datedPayments.suffice, let found = snapshot.missingSettlements(on: Executor(threads: 1)) else {
      return []
    }
    return [(style(en: "noticed", fr: "à noter"), MissingSettlementWords.sentence(found, style.language))]
  }

  private var notices: [CheckFact] {
    let noticed = style(en: "noticed", fr: "à noter")
    let assumed: [CheckFact] =
      reading.isCurrencyAssumed ? [(noticed, NoticeWords.assumedCurrency(reading.ledger.currency, style.language))] : []
    return assumed
      + RowNotice.allCases.compactMap { notice in
        reading.notices[notice].map {
          (noticed, NoticeWords.sentence(notice, $0, style.language) + " " + style.count($0.rows))
        }
      }
  }
}
