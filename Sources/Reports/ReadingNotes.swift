public import Ingest
internal import Receivables
public import Tables

/// What a reader of any result should know of how its ledger was read, one sentence a line.
public enum ReadingNotes {
  /// - Parameter isDayChosen: Whether the user said which day to report on.
  public static func sentences(_ reading: LedgerReading, isDayChosen: Bool, _ language: Language) -> [String] {
    let numbers = NumberText(language)
    let day = numbers.day(reading.asOf)
    var notes: [String] = []
    if !isDayChosen {
      notes.append(
        language(
          en: "as of \(day), the last day the ledger knows (choose with --as-of)",
          fr: "arrêté au \(day), dernier jour connu des fichiers (--as-of en choisit un autre)"))
    }
    if let last = Snapshot(of: reading.ledger, asOf: reading.asOf).lastEntryBefore,
      last.days(until: reading.asOf) > Snapshot.longSilence
    {
      let silence = last.days(until: reading.asOf)
      notes.append(
        language(
          en:
            "nothing is dated in the \(silence) days before \(day): the last entry is of \(numbers.day(last)). Is the "
            + "day right?",
          fr: "rien n'est daté des \(silence) jours qui précèdent le \(day) : la dernière écriture est du "
            + "\(numbers.day(last)). L'arrêté est-il le bon ?"))
    }
    if reading.laterRows > 0 {
      notes.append(
        language(
          en: "\(rows(reading.laterRows)) dated after \(day) \(reading.laterRows == 1 ? "is" : "are") not used",
          fr: "lignes postérieures au \(day), non prises en compte : \(numbers.integer(reading.laterRows))"))
    }
    if let earlier = PaymentDayWords(language).earlierDay(reading) { notes.append(earlier) }
    if let first = reading.rejected.first {
      let place = "\(reading.files[first.row.file].source.name):\(first.row.line)"
      let why = RejectionWords.explanation(first, language)
      let worth = RejectedWords.worth(reading, language)
      notes.append(
        language(
          en: "\(rows(reading.rejected.count)) rejected (\(worth)). The first: \(place): \(why)",
          fr: "lignes rejetées : \(numbers.integer(reading.rejected.count)) (\(worth)). La première, \(place) : \(why)")
      )
    }
    return notes
  }

  private static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
}
