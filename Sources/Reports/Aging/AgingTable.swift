internal import Receivables
public import Statistics
public import Tables

/// The aging schedule as a table: buckets, then unallocated credit and the net.
public enum AgingTable {
  public static func table(
    _ schedule: AgingSchedule.Schedule, _ settings: AgingSchedule, _ language: Language
  ) -> Table {
    let gross = schedule.gross.amount
    func share(_ amount: Money) -> Cell {
      gross > .zero ? .share(amount.inMinorUnits / gross.inMinorUnits) : .blank
    }
    var rows: [[Cell]] = zip(settings.bucketNames, schedule.buckets).map { name, bucket in
      [.text(name), .integer(bucket.items), .money(bucket.amount), share(bucket.amount)]
    }
    rows.append(
      [.text("unallocated"), .integer(schedule.unallocated.items), .money(schedule.unallocated.amount), .blank])
    rows.append([.text("net"), .integer(schedule.gross.items), .money(schedule.net), .blank])
    return Table(columns(settings.axis, language), rows: rows)
  }

  /// For people: buckets by their names in words, with the disputed part.
  public static func readable(
    _ schedule: AgingSchedule.Schedule, _ settings: AgingSchedule, _ disputes: DisputeCells, _ language: Language
  ) -> Table {
    let gross = schedule.gross
    func row(_ name: String, _ bucket: AgingSchedule.Bucket) -> [Cell] {
      let share = gross.amount > .zero ? Cell.share(bucket.amount.inMinorUnits / gross.amount.inMinorUnits) : .blank
      return [.text(name), .integer(bucket.items), .money(bucket.amount), share, disputes.amount(bucket.disputed)]
    }
    var rows = zip(settings.bucketNames, schedule.buckets).map { row(BucketWords.name($0, language), $1) }
    rows.append(row(language(en: "Total open", fr: "Total des postes ouverts"), gross))
    rows.append([
      .text(language(en: "Unallocated credit", fr: "Avoirs et règlements non lettrés")),
      .integer(schedule.unallocated.items),
      .money(-schedule.unallocated.amount), .blank, .blank,
    ])
    rows.append([
      .text(language(en: "Net receivables", fr: "Encours net")), .blank, .money(schedule.net), .blank, .blank,
    ])
    let disputed = Column(
      "disputed",
      disputes.areRecorded
        ? language(en: "of which disputed", fr: "dont en litige")
        : language(en: "of which disputed: not recorded", fr: "dont en litige : non renseigné"))
    return Table(columns(settings.axis, language) + [disputed], rows: rows)
  }

  private static func columns(_ axis: AgingSchedule.Axis, _ language: Language) -> [Column] {
    let title =
      switch axis {
      case .due: language(en: "Days past due", fr: "Retard")
      case .issue: language(en: "Days since issue", fr: "Ancienneté depuis l'émission")
      }
    return [
      Column("bucket", title, isNumeric: false),
      Column("items", language(en: "Items", fr: "Pièces")), Column("amount", language(en: "Amount", fr: "Montant")),
      Column("share", language(en: "Share", fr: "Part")),
    ]
  }
}
