import Receivables
import Testing

@Suite struct DayTests {
  @Test func knownDates() {
    #expect(Day(year: 1970, month: 1, day: 1)!.number == 0)
    #expect(Day(year: 2000, month: 2, day: 29)!.description == "2000-02-29")
    #expect(Day(year: 1900, month: 2, day: 29) == nil, "1900 was no leap year")
    #expect(Day(iso: "2025-12-31")!.description == "2025-12-31")
    #expect(Day(iso: "31/12/2025") == nil)
  }

  @Test func everyDayOfThreeCenturiesRoundTrips() {
    for number in Day.plausible.lowerBound.number...Day.plausible.upperBound.number {
      let day = Day(number: number)
      let (year, month, dayOfMonth) = day.calendar
      #expect(Day(year: year, month: month, day: dayOfMonth) == day)
    }
  }

  @Test(arguments: [
    ("2024-03-31", -1, "2024-02-29"), ("2023-03-30", -1, "2023-02-28"), ("2024-02-29", 12, "2025-02-28"),
    ("2025-02-28", 1, "2025-03-31"), ("2025-01-15", -13, "2023-12-15"), ("2024-12-31", -12, "2023-12-31"),
  ]) func addingMonthsKeepsLastDaysLast(from: String, months: Int, expected: String) {
    #expect(Day(iso: from)!.adding(months: months).description == expected)
  }

  @Test func weekdaysStartOnMonday() {
    #expect(Day(iso: "2025-12-29")!.weekday == 0)
    #expect(Day(iso: "1969-12-28")!.weekday == 6)
  }
}
