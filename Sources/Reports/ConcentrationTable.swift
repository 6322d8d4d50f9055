public import Receivables
public import Statistics
public import Tables

/// How far the receivables hang on a few clients.
public enum ConcentrationTable {
  private static let tops = [1, 5, 10, 20]

  /// `measure,value`: `concentration.csv`.
  public static func table(_ concentration: Concentration, _ language: Language) -> Table {
    Table(
      [Column("measure", language(en: "Measure", fr: "Mesure"), isNumeric: false), value(language)],
      rows: measures(concentration, language).map { [.text($0.key), $0.cell] })
  }

  /// For people: the measures by name.
  public static func readable(_ concentration: Concentration, _ language: Language) -> Table {
    Table(
      [Column("measure", language(en: "Measure", fr: "Mesure"), isNumeric: false), value(language)],
      rows: measures(concentration, language).map { [.text($0.name), $0.cell] })
  }

  /// The largest debtors, one row each.
  public static func largest(
    _ count: Int, of concentration: Concentration, clients: [Client], _ language: Language
  ) -> Table {
    let columns = [
      Column("rank", language(en: "Rank", fr: "Rang")), Column("client", "Client", isNumeric: false),
      Column("client_name", language(en: "Name", fr: "Nom"), isNumeric: false),
      Column("balance", language(en: "Net balance", fr: "Solde net")),
      Column("share", language(en: "Share", fr: "Part")),
      Column("cumulative_share", language(en: "Cumulative share", fr: "Part cumulée")),
    ]
    return Table(
      columns,
      rows: concentration.debtors.prefix(count).enumerated().map { index, debtor in
        let client = clients[debtor.client]
        return [
          .integer(index + 1), .text(client.id), .text(client.name), .money(debtor.balance),
          .share(concentration.share(of: debtor)), .optional(concentration.share(ofTop: index + 1)) { .share($0) },
        ]
      })
  }

  private static func value(_ language: Language) -> Column { Column("value", language(en: "Value", fr: "Valeur")) }

  private static func measures(
    _ concentration: Concentration, _ language: Language
  ) -> [(key: String, name: String, cell: Cell)] {
    [
      ("debtors", language(en: "Clients that owe", fr: "Clients débiteurs"), .integer(concentration.debtors.count)),
      ("total", language(en: "Owed by them", fr: "Total dû"), .money(concentration.total)),
      (
        "largest", language(en: "Largest exposure", fr: "Plus gros encours"),
        .optional(concentration.debtors.first) { .money($0.balance) }
      ),
    ]
      + tops.map { n in
        (
          "top_\(n)_share",
          n == 1
            ? language(en: "Share of the largest", fr: "Part du premier")
            : language(en: "Share of the \(n) largest", fr: "Part des \(n) premiers"),
          .optional(concentration.share(ofTop: n)) { .share($0) }
        )
      } + [
        (
          "herfindahl",
          language(en: "Herfindahl index (1: a single client)", fr: "Indice de Herfindahl (1 : un seul client)"),
          .optional(concentration.herfindahl) { .number($0) }
        ),
        (
          "equivalent_debtors",
          language(en: "Equal clients as concentrated", fr: "Nombre équivalent de clients égaux"),
          .optional(concentration.equivalentDebtors) { .days($0) }
        ),
      ]
  }
}
