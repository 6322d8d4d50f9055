internal import Chase
internal import Ingest
internal import Receivables
internal import Statistics
internal import Tables

/// What was read, what was left out, what was assumed, and the identities that hold.
struct QualitySection: ReportSection {
  func blocks(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [ReportDocument.Block] {
    [
      .heading(level: 2, language(en: "Reconciliation", fr: "Rapprochement")),
      .table(rollForward(analysis.reconciliation, language, style)),
      .list(identities(analysis, language, style)),
      .heading(level: 2, language(en: "Data quality", fr: "Qualité des données")),
      .list(quality(analysis, language, style)),
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

  private func quality(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [String] {
    let reading = analysis.reading
    let code = style.currency.code
    func money(_ money: Money) -> String { "\(style.text(.money(money))) \(code)" }
    let used = reading.usedRows
    var lines = [
      language(
        en: "Rows dated by the as-of day: \(style.text(.integer(used))) used, "
          + "\(style.text(.integer(reading.rejected.count))) rejected (\(money(reading.rejectedAmount))).",
        fr: "Lignes datées au plus tard de l'arrêté : utilisées \(style.text(.integer(used))), rejetées "
          + "\(style.text(.integer(reading.rejected.count))) (\(money(reading.rejectedAmount))).")
    ]
    if let last = analysis.snapshot.lastEntryBefore {
      let days = last.days(until: analysis.snapshot.asOf)
      if days > Snapshot.longSilence {
        lines.append(
          language(
            en: "Nothing is dated in the \(style.text(.integer(days))) days before the as-of day: the last entry is of "
              + "\(style.text(.day(last))). The day may be too late, the files incomplete, or a day in them a slip.",
            fr:
              "Rien n'est daté des \(style.text(.integer(days))) jours qui précèdent l'arrêté : la dernière écriture est "
              + "du \(style.text(.day(last))). Arrêté trop tardif, fichiers incomplets ou date mal saisie ?"))
      }
    }
    lines += reading.rates.map { RateWords.sentence($0, language, style) }
    for notice in RowNotice.allCases {
      guard let seen = reading.notices[notice] else { continue }
      let first = seen.lines.map(String.init).joined(separator: ", ")
      let count = language.plural(seen.rows, en: ("row", "rows"), fr: ("ligne", "lignes"))
      let place = seen.rows == 1 ? language(en: "on line", fr: "ligne") : language(en: "first on lines", fr: "lignes")
      let extent = "\(count), \(money(seen.amount)), \(place) \(first)."
      lines.append(NoticeWords.sentence(notice, language) + " " + extent)
    }
    if let books = reading.books { lines += BooksWords.assumptions(books, language, style) }
    if let matches = MatchWords.sentence(reading, language, style) { lines.append(matches) }
    if reading.unmatchedCreditNotes > 0 {
      lines.append(
        language(
          en: "Credit notes that name an invoice the ledger does not have, kept as unallocated credit: "
            + "\(reading.unmatchedCreditNotes).",
          fr: "Avoirs citant une facture absente du fichier, laissés non lettrés : \(reading.unmatchedCreditNotes)."
        ))
    }
    return lines
  }
}

/// What is odd about rows that are kept, and what is done with them.
enum NoticeWords {
  static func sentence(_ notice: RowNotice, _ language: Language) -> String {
    switch notice {
    case .paymentBeforeIssue:
      language(
        en: "Paid before they were issued: the payment keeps its day, the balance changes on the issue day.",
        fr: "Payées avant leur émission : le paiement garde sa date, le solde change au jour d'émission.")
    case .undatedPayment:
      language(
        en: "Part payments without a day: deducted from the issue day on, and left out of figures about time.",
        fr: "Paiements partiels sans date : déduits dès l'émission, et écartés des délais.")
    case .paidMoreThanOwed:
      language(
        en: "Paid more than invoiced: the excess is unallocated credit.",
        fr: "Payées plus que facturé : l'excédent reste non lettré.")
    case .assumedDue:
      language(
        en: "The due day is assumed: issue day plus the payment terms declared.",
        fr: "Échéance supposée : date de pièce plus le délai de règlement déclaré.")
    case .openingWithoutDay:
      language(
        en:
          "Opening items without a day of their own: they count from the closing day before, so they are at least that old.",
        fr: "À-nouveaux sans date de pièce : comptés depuis la clôture précédente, leur ancienneté est un minimum.")
    case .unknownInvoice:
      language(
        en: "Payments that name an invoice which is not in the files: kept as unallocated.",
        fr: "Règlements citant une facture absente des fichiers : laissés non lettrés.")
    case .signDecides:
      language(
        en: "Lines whose entry has no other side: a debit is read as an invoice, a credit as a payment.",
        fr: "Lignes sans contrepartie : un débit est lu comme une facture, un crédit comme un règlement.")
    case .rejoinedLabel:
      language(
        en: "A label holds the delimiter without quotes: its halves are joined where only that makes a row.",
        fr:
          "Un libellé contient le séparateur sans guillemets : ses moitiés sont réunies quand cela seul donne une ligne."
      )
    }
  }
}
