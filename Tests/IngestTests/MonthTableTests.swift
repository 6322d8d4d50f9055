import Receivables
import Testing

@testable import Ingest

@Suite struct MonthTableTests {
  /// Every date of four centuries, and some that do not exist.
  @Test func daysAreThoseOfTheCalendar() {
    for year in 1850..<2250 {
      for month in 0...13 {
        for day in 0...32 {
          let expected = Day(year: year, month: month, day: day).flatMap { Day.plausible.contains($0) ? $0 : nil }
          guard MonthTable.day(year: year, month: month, day: day) != expected else { continue }
          Issue.record("\(year)-\(month)-\(day)")
        }
      }
    }
  }
}
