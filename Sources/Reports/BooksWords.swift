internal import Ingest
internal import Receivables
internal import Tables

/// What became of accounting files, for `encours check` and for the page.
enum BooksWords {
  /// Lines and balances by name.
  static func facts(_ books: FECAccount, _ asOf: Day, _ style: FactStyle) -> [CheckFact] {
    lines(books, style) + balances(books, asOf, style) + [tie(books, style)]
  }

  private static func lines(_ books: FECAccount, _ style: FactStyle) -> [CheckFact] {
    let lines = books.lines
    var facts = [
      (style(en: "lines on other accounts", fr: "lignes d'autres comptes"), style.count(lines.notReceivable))
    ]
    if lines.joined > 0 {
      facts.append(
        (
          style(
            en: "opening lines of later files, already counted", fr: "à-nouveaux des fichiers suivants, déjà comptés"),
          style.count(lines.joined)
        ))
    }
    if lines.closing > 0 {
      facts.append(
        (style(en: "closing lines, left out", fr: "lignes de clôture, écartées"), style.count(lines.closing)))
    }
    if books.opening.rows > 0 {
      facts.append((style(en: "opening items", fr: "à-nouveaux"), extent(books.opening, style)))
    }
    if books.openingDifferences > 0 {
      facts.append(
        (
          style(
            en: "opening balances that differ from the closing before",
            fr: "à-nouveaux différents de la clôture précédente"),
          "\(books.openingDifferences) clients, \(style.money(books.openingDifference))"
        ))
    }
    return facts
  }

  private static func balances(_ books: FECAccount, _ asOf: Day, _ style: FactStyle) -> [CheckFact] {
    var facts = books.balances.map { account, balance in
      (
        style(en: "balance of account \(account.rawValue)", fr: "solde du compte \(account.rawValue)"),
        style.money(balance)
      )
    }
    facts.append(
      (style(en: "balance of clients' accounts", fr: "solde des comptes clients"), style.money(books.control)))
    if books.bookedLater.rows > 0 {
      facts.append(
        (
          style(
            en: "documents of the day or before, booked after \(style.day(asOf))",
            fr: "pièces datées au plus tard de l'arrêté, comptabilisées après le \(style.day(asOf))"),
          extent(books.bookedLater, style)
        ))
    }
    return facts + [(style(en: "open items, net", fr: "postes ouverts, net"), style.money(books.net))]
  }

  private static func tie(_ books: FECAccount, _ style: FactStyle) -> CheckFact {
    let rejected = books.rejectedReceivable
    let (rows, amount) = (style.count(rejected.rows), style.money(rejected.amount))
    return (
      style(en: "tie to the accounts", fr: "rapprochement avec les comptes"),
      rejected.rows == 0
        ? style(en: "holds to the cent", fr: "vérifié au centime")
        : style(
          en: "holds to the cent without \(rows) rejected lines on clients' accounts, \(amount)",
          fr: "vérifié au centime, hors \(rows) lignes rejetées sur les comptes clients, \(amount)")
    )
  }

  private static func extent(_ notice: Notice, _ style: FactStyle) -> String {
    "\(style.count(notice.rows)), \(style.money(notice.amount))"
  }

  /// The tie, in a sentence.
  static func identity(_ books: FECAccount, _ language: Language, _ style: CellStyle) -> String {
    func money(_ money: Money) -> String { style.text(.money(money)) }
    let accounts = books.balances.map(\.account.rawValue).joined(separator: ", ")
    let later = books.bookedLater
    return language(
      en: "accounts \(accounts) of the FEC \(money(books.control))"
        + (later.rows == 0 ? "" : " + documents booked after the as-of day \(money(later.amount))")
        + " = net \(money(books.net)): holds to the cent",
      fr: "comptes \(accounts) du FEC \(money(books.control))"
        + (later.rows == 0 ? "" : " + pièces comptabilisées après l'arrêté \(money(later.amount))")
        + " = net \(money(books.net)) : vérifié au centime")
  }

  /// What was assumed in rebuilding the open items, in sentences.
  static func assumptions(_ books: FECAccount, _ language: Language, _ style: CellStyle) -> [String] {
    func money(_ money: Money) -> String { "\(style.text(.money(money))) \(style.currency.code)" }
    var lines: [String] = []
    if books.openingDifferences > 0 {
      let count = "\(books.openingDifferences)"
      lines.append(
        language(
          en: "Opening balances that differ from the closing balance of the file before: \(count) clients, "
            + "\(money(books.openingDifference)) in all, each kept as an item of its own.",
          fr: "À-nouveaux différents de la clôture du fichier précédent : \(count) clients, "
            + "\(money(books.openingDifference)) au total, chaque écart gardé comme une pièce."))
    }
    if books.rejectedReceivable.rows > 0 {
      let (rows, amount) = (books.rejectedReceivable.rows, money(books.rejectedReceivable.amount))
      lines.append(
        language(
          en: "Rejected lines on clients' accounts, in the accounts and not in the open items: \(rows), \(amount).",
          fr: "Lignes rejetées sur les comptes clients, présentes en comptabilité et absentes de l'encours : \(rows), "
            + "\(amount)."))
    }
    return lines
  }
}
