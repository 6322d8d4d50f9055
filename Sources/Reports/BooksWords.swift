internal import Ingest
internal import Receivables
internal import Tables

/// What became of accounting files, for `encours check` and for the page.
enum BooksWords {
  /// Lines and balances by name.
  static func facts(_ books: FECAccount, _ asOf: Day, _ currency: Currency) -> [(what: String, value: String)] {
    func money(_ money: Money) -> String { PlainNumber.money(money, currency) }
    let lines = books.lines
    var facts = [("lines on other accounts", "\(lines.notReceivable)")]
    if lines.joined > 0 { facts.append(("opening lines of later files, already counted", "\(lines.joined)")) }
    if lines.closing > 0 { facts.append(("closing lines, left out", "\(lines.closing)")) }
    if books.opening.rows > 0 {
      facts.append(("opening items", "\(books.opening.rows), \(money(books.opening.amount))"))
    }
    if books.openingDifferences > 0 {
      let value = "\(books.openingDifferences) clients, \(money(books.openingDifference))"
      facts.append(("opening balances that differ from the closing before", value))
    }
    for (account, balance) in books.balances {
      facts.append(("balance of account \(account.rawValue)", money(balance)))
    }
    facts.append(("balance of clients' accounts", money(books.control)))
    if books.bookedLater.rows > 0 {
      let value = "\(books.bookedLater.rows), \(money(books.bookedLater.amount))"
      facts.append(("documents of the day or before, booked after \(asOf)", value))
    }
    facts.append(("open items, net", money(books.net)))
    let rejected = books.rejectedReceivable
    facts.append(
      (
        "tie to the accounts",
        rejected.rows == 0
          ? "holds to the cent"
          : "holds to the cent without \(rejected.rows) rejected lines on clients' accounts, \(money(rejected.amount))"
      ))
    return facts
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
