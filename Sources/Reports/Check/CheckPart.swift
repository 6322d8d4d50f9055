public import Ingest
internal import Receivables
public import Tables

/// The parts of `encours check`, by the names that `--show` takes.
public enum CheckPart: String, CaseIterable, Sendable {
  case understanding, rows, reasons, rejected, suspicious
  case allSuspicious = "all-suspicious"
  case months

  /// What a person is shown when no part is asked for.
  public static let page: [CheckPart] = [.understanding, .rows, .reasons, .suspicious, .months]

  public func title(_ language: Language) -> String {
    switch self {
    case .understanding: language(en: "How the files were understood", fr: "Comment les fichiers ont été compris")
    case .rows: language(en: "The first rows as understood", fr: "Les premières lignes telles que comprises")
    case .reasons: language(en: "Rejected rows by reason", fr: "Lignes rejetées par motif")
    case .rejected: language(en: "Rejected rows", fr: "Lignes rejetées")
    case .suspicious, .allSuspicious:
      language(en: "Kept, and probably mistaken", fr: "Conservé, et sans doute erroné")
    case .months: language(en: "Control totals by month", fr: "Totaux de contrôle par mois")
    }
  }

  /// - Parameter isForPeople: In words of their language, rather than the stable ones for scripts.
  /// - Throws: When a file cannot be read again for the texts of its rejected rows.
  public func table(
    _ reading: LedgerReading, _ language: Language, isForPeople: Bool
  ) throws(IngestError) -> Table {
    switch self {
    case .understanding: CheckReport.table(reading, language, isForPeople: isForPeople)
    case .rows: FirstRowsTable.table(reading, language)
    case .reasons: ReasonsTable.table(reading, language)
    case .rejected: RejectedTable.table(reading, texts: try reading.rejectedTexts(), language)
    case .suspicious:
      SuspicionsTable.summary(LedgerAudit(reading).suspicions, language, reading.ledger.currency)
    case .allSuspicious: SuspicionsTable.table(LedgerAudit(reading).suspicions, language, reading.ledger.currency)
    case .months: MonthsTable.table(reading.ledger, language)
    }
  }
}
