public import Receivables
public import Tables

/// A calendar month that is not over on the as-of day.
public enum PartialMonth {
  /// The days of it that are over; `nil` on the last day of a month.
  static func elapsedDays(_ end: Day) -> Int? {
    let (_, month, dayOfMonth) = end.calendar
    return (end + 1).calendar.month == month ? dayOfMonth : nil
  }

  /// That it is not comparable; `nil` on the last day of a month.
  public static func warning(_ end: Day, _ language: Language) -> String? {
    guard let days = elapsedDays(end) else { return nil }
    let span = [end + 1 - days, end].map(NumberText(language).day)
    return language(
      en:
        "\(span[0]) to \(span[1]) is a partial month, not to be compared with whole ones: most of what falls due in it "
        + "is still to come.",
      fr: "Du \(span[0]) au \(span[1]), le mois est partiel et ne se compare pas à un mois entier : l'essentiel de ses "
        + "échéances est encore à venir.")
  }
}
