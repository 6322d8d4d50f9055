internal import Ingest
internal import Receivables
internal import Tables

/// What is probably a mistake: kept in the ledger, and listed for a person to decide.
enum SuspicionsTable {
  /// The cases of each sort that there are, and what they come to.
  private static func bySort(
    _ suspicions: [Suspicion]
  ) -> [(sort: Suspicion.Sort, cases: [Suspicion], amount: Money)] {
    Suspicion.Sort.allCases.compactMap { sort in
      let cases = suspicions.filter { $0.sort == sort }
      if cases.isEmpty { return nil }
      return (sort, cases, cases.compactMap(\.amount).reduce(Money.zero) { $0 + $1.magnitude })
    }
  }

  /// One sentence a sort, for the report; none where nothing is suspicious.
  static func sentences(_ suspicions: [Suspicion], _ language: Language, _ style: CellStyle) -> [String] {
    if suspicions.isEmpty { return [] }
    let lines = bySort(suspicions).map { sort, cases, amount in
      let count = language.plural(cases.count, en: ("case", "cases"), fr: ("cas", "cas"))
      let worth = amount == .zero ? "" : ", \(style.text(.money(amount))) \(style.currency.code)"
      return language(
        en: "Suspicious, and kept: \(words(sort, language)): \(count)\(worth).",
        fr: "Suspect, mais conservé : \(words(sort, language)) : \(count)\(worth).")
    }
    return lines + [
      language(
        en: "encours check --show all-suspicious lists what is suspicious.",
        fr: "encours check --show all-suspicious donne la liste de ce qui est suspect.")
    ]
  }

  /// One line a sort, with the first cases.
  static func summary(_ suspicions: [Suspicion], _ language: Language, _ currency: Currency) -> Table {
    let style = CellStyle(language: language, currency: currency)
    let groups = bySort(suspicions).map { sort, cases, amount -> [Cell] in
      let shown = cases.prefix(3).map { text($0, language, style) }.joined(separator: "; ")
      return [
        .text(words(sort, language)), .integer(cases.count), amount == .zero ? .blank : .money(amount),
        .text(cases.count > 3 ? shown + "; …" : shown),
      ]
    }
    return Table(
      [
        Column("sort", language(en: "Suspicious", fr: "Suspect"), isNumeric: false),
        Column("cases", language(en: "Cases", fr: "Cas")),
        Column("amount", language(en: "Amount", fr: "Montant")),
        Column("first", language(en: "The first", fr: "Les premiers"), isNumeric: false),
      ], rows: groups)
  }

  /// Every case.
  static func table(_ suspicions: [Suspicion], _ language: Language, _ currency: Currency) -> Table {
    let style = CellStyle(language: language, currency: currency)
    return Table(
      [
        Column("sort", language(en: "Suspicious", fr: "Suspect"), isNumeric: false),
        Column("about", language(en: "About", fr: "Objet"), isNumeric: false),
        Column("day", language(en: "Day", fr: "Date"), isNumeric: false),
        Column("amount", language(en: "Amount", fr: "Montant")),
      ], rowCount: suspicions.count
    ) { index in
      let suspicion = suspicions[index]
      return [
        .text(words(suspicion.sort, language)), .text(about(suspicion, language, style)),
        .optional(suspicion.day) { .day($0) }, .optional(suspicion.amount) { .money($0) },
      ]
    }
  }

  private static func about(_ suspicion: Suspicion, _ language: Language, _ style: CellStyle) -> String {
    let about = suspicion.about.joined(separator: suspicion.sort == .numberGap ? " … " : ", ")
    guard let sides = suspicion.sides else { return about }
    let (debits, credits) = (style.text(.money(sides.debits)), style.text(.money(sides.credits)))
    return about
      + language(en: ": debits \(debits), credits \(credits)", fr: " : débits \(debits), crédits \(credits)")
  }

  private static func text(_ suspicion: Suspicion, _ language: Language, _ style: CellStyle) -> String {
    about(suspicion, language, style) + (suspicion.day.map { " (\(style.text(.day($0))))" } ?? "")
  }

  private static func words(_ sort: Suspicion.Sort, _ language: Language) -> String {
    switch sort {
    case .issuedFarAhead:
      language(en: "issued over a year after the rest", fr: "émise plus d'un an après les autres")
    case .issuedLongAgo: language(en: "issued before 1990", fr: "émise avant 1990")
    case .dueFarAhead: language(en: "due over two years after issue", fr: "échéance à plus de deux ans")
    case .probableDuplicate:
      language(en: "same client, day and amount", fr: "même client, même date, même montant")
    case .overpaid: language(en: "paid more than invoiced", fr: "payée au-delà du montant facturé")
    case .overcredited:
      language(en: "credited and paid more than invoiced", fr: "avoirs et règlements supérieurs au facturé")
    case .roundTrip:
      language(en: "paid, and given back", fr: "encaissée, puis rendue ou rejetée pour le même montant")
    case .unknownStatus: language(en: "status that is no known word", fr: "statut non reconnu")
    case .partlyPaidWithoutAmount:
      language(en: "partly paid, without an amount", fr: "partiellement réglée, sans montant")
    case .paidWithBalance:
      language(en: "paid by its status, with a balance", fr: "soldée d'après son statut, avec un solde")
    case .unbalancedEntry:
      language(en: "entry whose debits and credits differ", fr: "écriture dont débits et crédits diffèrent")
    case .spelling: language(en: "one client spelled two ways?", fr: "un même client, deux graphies ?")
    case .numberGap: language(en: "numbers missing from a series", fr: "numéros manquants dans une série")
    }
  }
}
