internal import Receivables
internal import Statistics
public import Tables

/// What moved since a month and a year before, by client and by segment: `changes.csv`.
public enum ChangesTable {
  public static func table(_ analysis: MonthlyAnalysis, _ language: Language) -> Table {
    let columns = [
      Column("since", language(en: "Since", fr: "Depuis")),
      Column("part", language(en: "Part", fr: "Partie"), isNumeric: false),
      Column("client", "Client", isNumeric: false),
      Column("client_name", language(en: "Name", fr: "Nom"), isNumeric: false),
      Column("segment", "Segment", isNumeric: false),
      Column("receivables_before", language(en: "Net receivables before", fr: "Encours net avant")),
      Column("receivables", language(en: "Net receivables", fr: "Encours net")),
      Column("receivables_change", language(en: "Change", fr: "Variation")),
      Column("past_due_before", language(en: "Past due before", fr: "Échu avant")),
      Column("past_due", language(en: "Past due", fr: "Échu")),
      Column("past_due_change", language(en: "Change", fr: "Variation")),
    ]
    let rows = analysis.changes.flatMap { changes in
      moved(changes.segments).map { (changes.since, Breakdown.segment, $0) }
        + moved(changes.clients).map { (changes.since, Breakdown.client, $0) }
    }
    let clients = analysis.snapshot.clients
    return Table(columns, rowCount: rows.count) { index in
      let (since, part, change) = rows[index]
      let isClient = part == .client
      return [
        .day(since), .text(part.rawValue), .text(isClient ? clients[change.client].id : ""),
        .text(isClient ? clients[change.client].name : ""), .text(clients[change.client].segment),
        .money(change.before.net),
        .money(change.now.net), .money(change.net), .money(change.before.pastDue), .money(change.now.pastDue),
        .money(change.pastDue),
      ]
    }
  }

  /// Those with any change, the largest in net receivables first.
  private static func moved(_ changes: [ExposureChange]) -> [ExposureChange] {
    ExposureChange.ranked(changes, by: \.net)
      + ExposureChange.ranked(changes.filter { $0.net == .zero }, by: \.pastDue)
  }
}
