import Receivables
import Testing

@testable import Ingest

private func field(_ text: String, order: DateOrder? = nil) -> DateField {
  let bytes = Array(text.utf8)
  return DateField(bytes.span, order: order)
}

private func evidence(_ texts: [String]) -> DateEvidence.Verdict {
  var evidence = DateEvidence()
  for (index, text) in texts.enumerated() { evidence.add(field(text), line: index + 2) }
  return evidence.verdict
}

@Suite struct DateFieldTests {
  @Test(arguments: [
    "2025-12-31", "20251231", "20251231.0", "2025/12/31", "2025.12.31", "2025-12-31 00:00:00", "2025-12-31T23:59:59Z",
    "2025-12-31T10:00:00.123+02:00",
  ]) func theseAreDaysWhateverTheOrder(text: String) {
    for order in [nil, DateOrder.dayFirst, .monthFirst] {
      #expect(field(text, order: order) == DateField(Day(iso: "2025-12-31")!))
    }
  }

  @Test(arguments: ["2025-1-2", "2025/01/2"]) func aYearFirstNeedsNoLeadingZeros(text: String) {
    #expect(field(text).day(in: nil) == Day(iso: "2025-01-02"))
  }

  @Test(arguments: [
    "03/04/2025", "3/4/2025", "03-04-2025", "3.4.2025", "03/04/2025 00:00", "3-4-2025T01:02:03", "03042025",
  ])
  func twoShortNumbersWaitForTheColumn(text: String) {
    let date = field(text)
    #expect(date.pending?.first == 3 && date.pending?.second == 4 && date.pending?.year == 2025)
    #expect(date.day(in: .dayFirst) == Day(iso: "2025-04-03"))
    #expect(date.day(in: .monthFirst) == Day(iso: "2025-03-04"))
    #expect(field(text, order: .dayFirst) == DateField(Day(iso: "2025-04-03")!))
    #expect(field(text, order: .monthFirst) == DateField(Day(iso: "2025-03-04")!))
  }

  @Test(arguments: ["", "-", "NaN", "nan", "NaT", "null", "NULL", "None", "N/A"])
  func theseSayThatThereIsNoDate(text: String) { #expect(field(text) == .missing) }

  @Test(arguments: [
    "2025-02-29", "2025-13-01", "20251301", "202512310", "2025123", "00/01/2025", "31/31/2025", "31-12-25",
    "13/13/2025", "1/2", "2025-12", "2025-12/31", "31 brumaire 2025", "30 février 2025", "32 mai 2025", "1 jui 2025",
    "mai 2025", "32873", "73051", "45657x", "45657.x", "45657.",
    "2025-12-31 midi", "2025-12-31x", "2025-12-31 ", "1899-12-31", "2200-01-01", "9999-12-31", "99991231", "hier",
    "1/2/20255",
  ]) func theseAreNoDates(text: String) { #expect(field(text) == .unreadable) }

  /// Serial numbers from Microsoft's documentation of DATEVALUE and of the 1900 date system.
  @Test(arguments: [
    ("40777", "2011-08-22"), ("39448", "2008-01-01"), ("45657", "2024-12-31"), ("45657.75", "2024-12-31"),
  ])
  func aNumberOfFiveDigitsIsADayAsExcelCounts(text: String, iso: String) {
    for order in [nil, DateOrder.dayFirst, .monthFirst] {
      #expect(field(text, order: order).day(in: order) == Day(iso: iso))
      #expect(field(text, order: order).isSerial)
    }
  }

  @Test(arguments: [
    ("15-oct.-25", "2025-10-15"), ("15 octobre 2025", "2025-10-15"), ("15-Oct-2025", "2025-10-15"),
    ("1 août 2025", "2025-08-01"), ("1/AOUT/2025", "2025-08-01"), ("28 févr. 2025", "2025-02-28"),
    ("31 décembre 2025", "2025-12-31"), ("31\u{A0}déc.\u{A0}2025 00:00", "2025-12-31"), ("4 July 2025", "2025-07-04"),
    ("4 juil. 2025", "2025-07-04"), ("5 juin 2025", "2025-06-05"), ("7 mai 1999", "1999-05-07"),
    ("1er octobre 2025", "2025-10-01"), ("1er août 2025", "2025-08-01"),
  ])
  func aMonthByItsNameSettlesTheOrder(text: String, iso: String) {
    for order in [nil, DateOrder.dayFirst, .monthFirst] {
      #expect(field(text, order: order).day(in: order) == Day(iso: iso))
    }
    #expect(evidence([text]) == .notNeeded)
  }

  /// Every encoding has its own bytes for letters with accents.
  @Test func aMonthInWindows1252() {
    let bytes: [UInt8] = [0x31, 0x20, 0x61, 0x6F, 0xFB, 0x74, 0xA0, 0x32, 0x30, 0x32, 0x35]
    #expect(DateField(bytes.span, order: nil).day(in: nil) == Day(iso: "2025-08-01"))
  }

  @Test func aYearOfTwoDigitsBehindAMonthIsSaid() throws {
    let reading = try read("invoice,client,issued,due,amount\nI1,C1,15-oct.-25,2025-11-30,1.00\n")
    #expect(reading.files[0].dateForms[.issued]?.shortYearLine == 2)
  }

  @Test func oneColumnSettlesTheOrderOfTheOthers() throws {
    let header = "invoice,client,issued,due,amount\n"
    let reading = try read(header + "I1,C1,03/04/2025,31/10/2025,1.00\n")
    #expect(reading.ledger.firstIssueDay == Day(iso: "2025-04-03"))
    #expect(reading.files[0].dateOrder == [.issued: .dayFirst, .due: .dayFirst])
    #expect(reading.files[0].orderedBy == [.issued: .due])
    let open = try failure(header + "I1,C1,03/04/2025,05/06/2025,1.00\n")
    #expect(open?.contains("column 'issued' could be day/month") == true)
    let differing = try failure(
      "invoice,client,issued,due,amount,paid_on\nI1,C1,13/04/2025,10/31/2025,1.00,01/11/2025\n")
    #expect(differing?.contains("column 'paid_on' could be") == true, "two columns that differ settle no third")
  }

  @Test func anImpossibleDateIsQuotedAsTheFileHasIt() throws {
    let reading = try read(
      "invoice,client,issued,due,amount\nI1,C1,03/01/2025,28/02/2025,1.00\nI2,C1,03/01/2025,31/02/2025,1.00\n")
    #expect(
      rejections(reading)
        == ["3: cannot read '31/02/2025' as a date in due. Expected 2025-12-31, 20251231 or 31/12/2025."])
  }

  @Test func aYearOfTwoDigitsIsOfTheCenturyPOSIXHas() {
    #expect(field("31/12/25").day(in: .dayFirst) == Day(iso: "2025-12-31"))
    #expect(field("12/31/25").day(in: .monthFirst) == Day(iso: "2025-12-31"))
    #expect(field("3.4.68").day(in: .dayFirst) == Day(iso: "2068-04-03"))
    #expect(field("03/04/69", order: .dayFirst).day(in: .dayFirst) == Day(iso: "1969-04-03"))
    #expect(evidence(["03/04/25", "31/12/25"]) == .order(.dayFirst))
  }

  @Test func aDateThatTheOrderMakesImpossibleIsUnreadable() {
    #expect(field("31/12/2025", order: .monthFirst) == .unreadable)
    #expect(field("12/31/2025", order: .dayFirst) == .unreadable)
    #expect(field("30/02/2025", order: .dayFirst) == .unreadable)
    #expect(field("30/02/2025").day(in: .dayFirst) == nil, "seen only when the column has its order")
    #expect(field("01/01/2200").day(in: .dayFirst) == nil, "beyond the days a ledger may hold")
  }

  @Test func everyPlausibleDayIsReadBackInBothOrders() {
    var number = Day.plausible.lowerBound.number
    while number <= Day.plausible.upperBound.number {
      let day = Day(number: number)
      let (year, month, dayOfMonth) = day.calendar
      #expect(field("\(dayOfMonth)/\(month)/\(year)", order: .dayFirst) == DateField(day))
      #expect(field("\(month)/\(dayOfMonth)/\(year)", order: .monthFirst) == DateField(day))
      #expect(DateField(day).day(in: nil) == day)
      number += 97
    }
  }

  @Test func theColumnAsAWholeDecidesTheOrder() {
    #expect(evidence(["03/04/2025", "31/04/2025"]) == .order(.dayFirst))
    #expect(evidence(["03/04/2025", "04/31/2025"]) == .order(.monthFirst))
    #expect(evidence(["03/03/2025", "2025-01-02", ""]) == .notNeeded, "both orders give the same days")
    #expect(evidence(["05/05/2025", "03/04/2025", "01/02/2025"]) == .open(line: 3))
    #expect(evidence(["01/02/2025", "31/12/2025", "12/31/2025"]) == .mixed(dayFirstLine: 3, monthFirstLine: 4))
  }

  @Test func evidenceFromLaterChunksKeepsTheFirstLineOfTheFile() {
    var (early, late) = (DateEvidence(), DateEvidence())
    early.add(field("01/02/2025"), line: 1)
    late.add(field("31/12/2025"), line: 5)
    var both = DateEvidence()
    both.merge(early, lineOffset: 1)
    both.merge(late, lineOffset: 100)
    #expect(both.openLine == 2 && both.dayFirstLine == 105 && both.verdict == .order(.dayFirst))
  }

  @Test func aFileReadsEveryRowInTheOrderOneRowProves() throws {
    let header = "invoice,client,issued,due,amount\n"
    let reading = try read(header + "I1,C1,03/04/2025,2025-06-30,1.00\nI2,C1,31/05/2025,2025-06-30,1.00\n")
    #expect(reading.ledger.firstIssueDay == Day(iso: "2025-04-03"))
    #expect(reading.files[0].dateOrder == [.issued: .dayFirst])
    let american = try read(header + "I1,C1,03/04/2025,2025-06-30,1.00\nI2,C1,05/31/2025,2025-06-30,1.00\n")
    #expect(american.ledger.firstIssueDay == Day(iso: "2025-03-04"))
  }

  @Test func aColumnThatContradictsItselfSaysWhereAndTheUserDecides() throws {
    let text = "invoice,client,issued,due,amount\nI1,C1,31/05/2025,2025-06-30,1.00\nI2,C1,05/31/2025,2025-06-30,1.00\n"
    #expect(
      try failure(text)
        == "1.csv: column 'issued' has the day first on line 2 and the month first on line 3. Say which is right: "
        + "--date-order dmy or mdy; the other rows are then rejected.")
    let reading = try read(text) { $0.dateOrder = .dayFirst }
    #expect(
      rejections(reading)
        == ["3: cannot read '05/31/2025' as a date in issued. Expected 2025-12-31, 20251231 or 31/12/2025."])
  }
}
