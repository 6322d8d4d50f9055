internal import Receivables

extension Day {
  /// Whether it is one of the last four days of a month or of the first three of the next, about which many clients pay.
  var isAtTurnOfMonth: Bool { (self + 4).calendar.day <= 7 }
}
