internal import Receivables

extension Day {
  /// Whether it is one of the last four days of a month or of the first three of the next, about which many clients pay.
  var isAtTurnOfMonth: Bool {
    let (year, month, day) = calendar
    return day <= 3 || day + 4 > Day.length(ofMonth: month, year: year)
  }
}
