internal import Ingest
internal import Receivables
internal import Statistics
internal import Tables

/// How the receivables got from a month before to the as-of day, and the identities that hold.
struct ReconciliationSection: ReportSection {
  func blocks(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [ReportDocument.Block] {
    [
      .heading(level: 2, language(en: "Reconciliation", fr: "Rapprochement")),
      .table(rollForward(analysis.reconciliation, language, style)),
      .list(identities(analysis, language, style)),
    ]
  }

  private func rollForward(_ reconciliation: Reconciliation, _ language: Language, _ style: CellStyle) -> Table {
    let flows = reconciliation.flows
    let opening = style.text(.day(reconciliation.openingDay))
    return Table(
      [
        Column("step", language(en: "Movement", fr: "Mouvement"), isNumeric: false),
        Column("amount", "\(language(en: "Amount", fr: "Montant")) (\(style.currency.code))"),
      ],
      rows: [
        [
          .text(language(en: "Net receivables at the end of \(opening)", fr: "Encours net au soir du \(opening)")),
          .money(reconciliation.opening),
        ],
        [.text(language(en: "+ invoiced", fr: "+ facturé")), .money(flows.invoiced)],
        [.text(language(en: "− credit notes", fr: "− avoirs")), .money(-flows.credited)],
        [.text(language(en: "− paid", fr: "− encaissé")), .money(-flows.paid)],
        [.text(language(en: "− written off", fr: "− créances irrécouvrables")), .money(-flows.writtenOff)],
        [.text(language(en: "= net receivables", fr: "= encours net")), .money(reconciliation.closing.net)],
      ])
  }

  private func identities(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [String] {
    let reconciliation = analysis.reconciliation
    func money(_ money: Money) -> String { style.text(.money(money)) }
    let closing = reconciliation.closing
    var lines = [
      language(
        en: "not due \(money(closing.notDue.amount)) + past due \(money(closing.overdue.amount)) − unallocated "
          + "\(money(closing.unallocated.amount)) = net \(money(closing.net)): holds",
        fr:
          "non échu \(money(closing.notDue.amount)) + échu \(money(closing.overdue.amount)) − avoirs et règlements non lettrés "
          + "\(money(closing.unallocated.amount)) = net \(money(closing.net)) : vérifié"),
      language(
        en: "opening + invoiced − credited − paid − written off = closing: holds to the cent",
        fr: "ouverture + facturé − avoirs − encaissé − irrécouvrables = clôture : vérifié au centime"),
      language(
        en: "sum of clients \(money(reconciliation.sumOfClients)) = net, sum of items = open balance: holds",
        fr: "somme des clients \(money(reconciliation.sumOfClients)) = net, somme des pièces = postes ouverts : vérifié"
      ),
    ]
    if let books = analysis.reading.books { lines.append(BooksWords.identity(books, language, style)) }
    if let control = reconciliation.controlAccount {
      lines.append(
        language(
          en: "control account \(money(control)) = net: holds", fr: "compte 411 \(money(control)) = net : vérifié"))
    }
    return lines
  }
}
