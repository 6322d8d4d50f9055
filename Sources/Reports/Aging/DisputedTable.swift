internal import Receivables
public import Statistics
public import Tables

/// What is disputed of each bucket of the aging schedule: `disputed.csv`.
public enum DisputedTable {
  public static func table(
    _ schedule: AgingSchedule.Schedule, _ settings: AgingSchedule, _ disputes: DisputeCells, _ language: Language
  ) -> Table {
    Table(
      [
        Column("bucket", language(en: "Bucket", fr: "Tranche"), isNumeric: false),
        Column("amount", language(en: "Amount", fr: "Montant")),
        Column("disputed", language(en: "of which disputed", fr: "dont en litige")),
      ],
      rows: zip(settings.bucketNames + ["total"], schedule.buckets + [schedule.gross]).map { name, bucket in
        [.text(name), .money(bucket.amount), disputes.amount(bucket.disputed)]
      })
  }
}
