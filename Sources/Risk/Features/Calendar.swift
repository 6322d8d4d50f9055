internal import RealModule
internal import Receivables

/// 1 when the invoice was issued on the 25th or later.
public struct MonthEndIssue: Feature {
  public let name = "month_end_issue"
  public func value(of invoice: Prospect, _ known: Known) -> Double { invoice.issued.calendar.day >= 25 ? 1 : 0 }
}

/// 1 when the due day is a Saturday or a Sunday.
public struct WeekendDue: Feature {
  public let name = "weekend_due"
  public func value(of invoice: Prospect, _ known: Known) -> Double { invoice.due.weekday >= 5 ? 1 : 0 }
}

/// sin(2π × month of the due day / 12): with the cosine, a smooth season.
public struct SeasonSine: Feature {
  public let name = "season_sin"
  public func value(of invoice: Prospect, _ known: Known) -> Double { Season.sine[invoice.due.calendar.month] }
}

/// cos(2π × month of the due day / 12).
public struct SeasonCosine: Feature {
  public let name = "season_cos"
  public func value(of invoice: Prospect, _ known: Known) -> Double { Season.cosine[invoice.due.calendar.month] }
}

/// The columns that mean something only over a year.
enum SeasonFeatures {
  static let names = [SeasonSine().name, SeasonCosine().name]
}

/// By month, 1 to 12.
private enum Season {
  static let sine = (0...12).map { Double.sin(2 * .pi * Double($0) / 12) }
  static let cosine = (0...12).map { Double.cos(2 * .pi * Double($0) / 12) }
}
