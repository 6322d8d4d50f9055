internal import Receivables
public import Statistics
public import Tables

/// The aging schedule of each client or each segment, one row each.
public enum AgingPartsTable {
  /// - Parameter parts: Those with nothing open and no credit are left out.
  public static func table(
    _ parts: [PortfolioPart<AgingSchedule.Schedule>], _ settings: AgingSchedule, by breakdown: Breakdown,
    _ disputes: DisputeCells, _ language: Language
  ) -> Table {
    let columns =
      PartColumns.columns(breakdown, language) + [
        Column("items", language(en: "Items", fr: "Pièces")), Column("open", language(en: "Open", fr: "Ouvert")),
      ] + settings.bucketNames.map { Column(key($0, settings.axis), BucketWords.name($0, language)) } + [
        Column("disputed", language(en: "of which disputed", fr: "dont en litige")),
        Column("unallocated", language(en: "Unallocated credit", fr: "Non lettré")),
        Column("net", language(en: "Net", fr: "Net")),
      ]
    let shown = parts.filter { $0.value.gross.items > 0 || $0.value.unallocated.items > 0 }
    return Table(columns, rowCount: shown.count) { index in
      let (client, schedule) = (shown[index].client, shown[index].value)
      return PartColumns.cells(client, breakdown) + [.integer(schedule.gross.items), .money(schedule.gross.amount)]
        + schedule.buckets.map { .money($0.amount) } + [
          disputes.amount(schedule.gross.disputed), .money(schedule.unallocated.amount), .money(schedule.net),
        ]
    }
  }

  /// As in clients.csv, where age is that past due.
  private static func key(_ bucket: String, _ axis: AgingSchedule.Axis) -> String {
    if bucket == "not_due" { return bucket }
    return (axis == .due ? "overdue_" : "age_") + BucketWords.columnKey(bucket)
  }
}
