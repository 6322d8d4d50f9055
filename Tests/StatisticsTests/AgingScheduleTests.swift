import Receivables
import Statistics
import TestSupport
import Testing

@Suite struct AgingScheduleTests {
  private func schedule(
    _ rows: [InvoiceRow], bounds: [Int] = [0, 30, 60, 90, 180], by axis: AgingSchedule.Axis = .due, asOf: Int = 100
  ) -> AgingSchedule.Schedule {
    Snapshot.of(rows, asOf: asOf)
      .evaluate(AgingSchedule(asOf: day(asOf), bounds: bounds, by: axis), on: .serial)
  }

  private func amounts(_ schedule: AgingSchedule.Schedule) -> [Int64] { schedule.buckets.map(\.amount.minorUnits) }

  /// Age 0 is not overdue, and a bound belongs to the bucket it closes.
  @Test(arguments: [
    (-5, 0), (0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4), (180, 4), (181, 5),
  ])
  func anItemIsInTheBucketOfItsAge(age: Int, bucket: Int) {
    let found = schedule([InvoiceRow("1", issued: 0, due: 200 - age, amount: 500)], asOf: 200)
    #expect(found.buckets.indices.filter { found.buckets[$0].items > 0 } == [bucket])
    #expect(found.buckets[bucket].amount.minorUnits == 500)
  }

  @Test func byIssueDay() {
    let rows = [InvoiceRow("1", issued: 70, due: 200, amount: 1), InvoiceRow("2", issued: 69, due: 200, amount: 20)]
    #expect(amounts(schedule(rows, by: .issue)) == [0, 1, 20, 0, 0, 0])
    #expect(amounts(schedule(rows)) == [21, 0, 0, 0, 0, 0])
  }

  @Test func bucketsAreNamed() {
    func names(_ bounds: [Int], _ axis: AgingSchedule.Axis) -> [String] {
      AgingSchedule(asOf: day(0), bounds: bounds, by: axis).bucketNames
    }
    #expect(names([0, 30, 60, 90, 180], .due) == ["not_due", "1-30", "31-60", "61-90", "91-180", ">180"])
    #expect(names([30, 60], .issue) == ["<=30", "31-60", ">60"])
  }

  @Test func aPartialPaymentKeepsTheAge() {
    let rows = [InvoiceRow("1", issued: 0, due: 60, amount: 1_000, paidOn: 95, paidAmount: 400)]
    #expect(amounts(schedule(rows)) == [0, 0, 600, 0, 0, 0])
    #expect(amounts(schedule(rows, asOf: 94)) == [0, 0, 1_000, 0, 0, 0], "not yet paid on the day before")
  }

  @Test func aLinkedCreditNoteReducesItsInvoiceFromItsOwnDayOn() {
    let rows = [
      InvoiceRow("1", issued: 0, due: 60, amount: 1_000),
      InvoiceRow("A", issued: 95, due: 95, amount: -300, kind: .creditNote, relatedTo: "1"),
    ]
    #expect(amounts(schedule(rows)) == [0, 0, 700, 0, 0, 0])
    #expect(schedule(rows).unallocated.items == 0)
    #expect(amounts(schedule(rows, asOf: 94)) == [0, 0, 1_000, 0, 0, 0])
  }

  @Test func creditThatReducesNothingStandsApart() {
    let rows = [
      InvoiceRow("1", issued: 0, due: 60, amount: 1_000),
      InvoiceRow("2", issued: 0, due: 60, amount: 1_000, paidOn: 70, paidAmount: 1_250),
      InvoiceRow("A", issued: 95, due: 95, amount: -300, kind: .creditNote),
      InvoiceRow("B", client: "C2", issued: 95, due: 95, amount: -80, kind: .creditNote, relatedTo: "1"),
    ]
    let found = schedule(rows)
    #expect(amounts(found) == [0, 0, 1_000, 0, 0, 0])
    #expect(found.unallocated.items == 3 && found.unallocated.amount.minorUnits == 630)
    #expect(found.net.minorUnits == 370)
  }

  @Test func aRefundedCreditNoteIsGone() {
    let found = schedule([InvoiceRow("A", issued: 10, due: 10, amount: -300, paidOn: 20, kind: .creditNote)])
    #expect(found.net == .zero && found.unallocated.items == 0 && found.gross.items == 0)
  }

  @Test func disputedItemsAreCountedInTheirBucketAndApart() {
    let rows = [
      InvoiceRow("1", issued: 0, due: 90, amount: 100, isDisputed: true),
      InvoiceRow("2", issued: 0, due: 90, amount: 7),
      InvoiceRow("3", issued: 0, due: 90, amount: 100, paidOn: 91, isDisputed: true),
    ]
    let bucket = schedule(rows).buckets[1]
    #expect((bucket.items, bucket.amount.minorUnits, bucket.disputed.minorUnits) == (2, 107, 100))
  }

  @Test func totalsAreSumsOfBuckets() {
    let found = schedule([
      InvoiceRow("1", issued: 0, due: 101, amount: 1), InvoiceRow("2", issued: 0, due: 99, amount: 20),
      InvoiceRow("3", issued: 0, due: 1, amount: 300),
    ])
    #expect(found.notDue.amount.minorUnits == 1)
    #expect(found.overdue.amount.minorUnits == 320 && found.overdue.items == 2)
    #expect(found.gross.amount.minorUnits == 321 && found.net.minorUnits == 321)
  }

  @Test func boundsThatDoNotIncreaseTrap() async {
    await #expect(processExitsWith: .failure) { _ = AgingSchedule(asOf: Day(number: 0), bounds: [0, 30, 30]) }
    await #expect(processExitsWith: .failure) { _ = AgingSchedule(asOf: Day(number: 0), bounds: []) }
  }
}
