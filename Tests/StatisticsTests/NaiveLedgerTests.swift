import Receivables
import Statistics
import TestSupport
import Testing

/// Every figure against its recomputation by hand, on small ledgers with everything in them.
///
/// Half of the ledgers end on the as-of day; the others know what came later and are looked at on a past day.
@Suite struct NaiveLedgerTests {
  static let seeds = Array(UInt64(0)..<300)

  private struct Case {
    let snapshot: Snapshot
    let naive: NaiveLedger

    init(seed: UInt64) {
      var random = SeededGenerator(seed: seed &* 7_919 &+ 1)
      let rows = RandomLedger(seed: seed).rows
      let asOf = Int.random(in: 20...460, using: &random)
      let knownUntil = seed.isMultiple(of: 2) ? asOf : asOf + Int.random(in: 1...300, using: &random)
      snapshot = Snapshot(of: .of(rows, asOf: knownUntil), asOf: day(asOf))
      naive = NaiveLedger(rows, asOf: asOf)
    }

    /// The first day with sales, in the tests' calendar.
    var firstDay: Int { day(0).days(until: snapshot.firstIssueDay!) }
  }

  @Test(arguments: seeds) func aging(seed: UInt64) {
    let (snapshot, naive) = (Case(seed: seed).snapshot, Case(seed: seed).naive)
    let ages: [ClosedRange<Int>] = [-10_000...0, 1...30, 31...60, 61...90, 91...180, 181...10_000]
    for axis in [AgingSchedule.Axis.due, .issue] {
      let schedule = snapshot.evaluate(AgingSchedule(asOf: snapshot.asOf, by: axis), on: .serial)
      #expect(
        schedule.buckets.map(\.amount.minorUnits) == ages.map { naive.openAmount(ages: $0, sinceIssue: axis == .issue) }
      )
      #expect(
        schedule.buckets.map(\.disputed.minorUnits)
          == ages.map { naive.openAmount(ages: $0, sinceIssue: axis == .issue, disputedOnly: true) })
      #expect(schedule.gross.items == naive.open.count)
      #expect(schedule.unallocated.amount.minorUnits == naive.unallocated)
      #expect(schedule.net.minorUnits == naive.receivables)
    }
  }

  @Test(arguments: seeds) func daysSalesOutstanding(seed: UInt64) {
    let example = Case(seed: seed)
    let (snapshot, naive) = (example.snapshot, example.naive)
    let window = seed.isMultiple(of: 3) ? 200 : nil
    let windows = DaysSalesOutstanding.Windows(
      averagedReceivables: Int(seed % 4) + 1, averagedSales: Int(seed % 5) + 1, payments: window)
    let family = snapshot.evaluate(
      DaysSalesOutstanding(asOf: snapshot.asOf, firstDay: snapshot.firstIssueDay!, windows: windows),
      on: .serial)
    let notDue = min(naive.openAmount(ages: -10_000...0), max(naive.receivables, 0))
    let disputed = naive.openAmount(ages: -10_000...10_000, disputedOnly: true)
    for (found, receivables) in [
      (family.countBack, naive.receivables), (family.countBackUndisputed, naive.receivables - disputed),
      (family.contractual, notDue),
    ] {
      let expected = naive.countBack(receivables, firstDay: example.firstDay)
      #expect(abs(found.days - expected.days) < 1e-9)
      #expect(found.isExhausted == expected.isExhausted && found.clippedPeriods == expected.clipped)
    }
    for (found, step) in [
      (family.countBackThirty, NaiveLedger.CountBackStep.thirtyDayMonth), (family.countBackDaily, .day),
    ] {
      let expected = naive.countBack(naive.receivables, firstDay: example.firstDay, by: step)
      #expect(abs(found.days - expected.days) < 1e-9)
      #expect(found.isExhausted == expected.isExhausted && found.clippedPeriods == expected.clipped)
    }
    expectNear(
      family.rollingAverage,
      naive.rollingAverage(
        receivables: windows.averagedReceivables, sales: windows.averagedSales, firstDay: example.firstDay))
    #expect(family.overdue == family.countBack.days - family.contractual.days)
    #expect(family.receivables.minorUnits == naive.receivables)
    #expect(family.open.minorUnits == naive.openAmount(ages: -10_000...10_000))
    #expect(family.notDue.minorUnits == naive.openAmount(ages: -10_000...0))

    let sales = naive.sales(last: 90)
    #expect(family.sales.minorUnits == sales)
    #expect(family.invoicesInWindow == naive.invoices.count { $0.row.issued > naive.asOf - 90 })
    func ratio(_ amount: Int64) -> Double? { sales > 0 ? Double(max(amount, 0)) / Double(sales) * 90 : nil }
    expectNear(family.simple, ratio(naive.receivables))
    expectNear(family.bestPossible, ratio(notDue))

    func isInWindow(_ event: NaiveLedger.Event) -> Bool { naive.asOf - event.effective < window ?? .max }
    let payments = naive.payments.filter { isInWindow($0.event) }
    let paid = payments.reduce(0) { $0 + $1.event.amount }
    let weighted = payments.reduce(0.0) { sum, payment in
      sum + Double(payment.event.amount) * Double(payment.event.written - payment.paper.row.issued)
    }
    expectNear(family.directPaymentDelay, paid > 0 ? weighted / Double(paid) : nil)
    #expect(
      family.undatedPayments
        == naive.invoices.reduce(0) { $0 + $1.events.count { $0.what == .undatedPayment && isInWindow($0) } })
  }

  @Test(arguments: seeds) func daysLate(seed: UInt64) {
    let (snapshot, naive) = (Case(seed: seed).snapshot, Case(seed: seed).naive)
    let summary = snapshot.evaluate(DaysLate(), on: .serial)
    let late = naive.invoices.compactMap { paper in
      paper.closing.flatMap { $0.what == .payment ? $0.written - paper.row.due : nil }
    }.sorted()
    #expect(summary.paidInvoices == late.count)
    expectNear(summary.mean, late.isEmpty ? nil : Double(late.reduce(0, +)) / Double(late.count))
    if !late.isEmpty {
      #expect(summary.median == Double(late[(late.count - 1) / 2] + late[late.count / 2]) / 2)
    }
    let paid = naive.payments.reduce(0) { $0 + $1.event.amount }
    let weighted = naive.payments.reduce(0.0) { sum, payment in
      sum + Double(payment.event.amount) * Double(payment.event.written - payment.paper.row.due)
    }
    expectNear(summary.weightedMean, paid > 0 ? weighted / Double(paid) : nil)
  }

  @Test(arguments: seeds) func rollForward(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let rows = RandomLedger(seed: seed).rows
    let opening = Int.random(in: -5...400, using: &random)
    let closing = opening + Int.random(in: 0...120, using: &random)
    let snapshot = Snapshot.of(rows, asOf: closing)
    let (before, after) = (NaiveLedger(rows, asOf: opening), NaiveLedger(rows, asOf: closing))
    let flows = snapshot.evaluate(RollForward(after: day(opening)), on: .serial)

    let new = after.papers.filter { $0.row.issued > opening }
    #expect(flows.invoiced.minorUnits == new.filter { !$0.isNote }.reduce(0) { $0 + $1.row.amount })
    #expect(flows.credited.minorUnits == new.filter(\.isNote).reduce(0) { $0 - $1.row.amount })
    let events = after.papers.flatMap(\.events).filter { $0.effective > opening }
    func sum(_ kinds: [NaiveLedger.What]) -> Int64 {
      events.reduce(0) { kinds.contains($1.what) ? $0 + $1.amount : $0 }
    }
    #expect(flows.paid.minorUnits == sum([.payment, .undatedPayment]))
    #expect(flows.writtenOff.minorUnits == sum([.writeOff]))
    #expect(before.receivables + flows.net.minorUnits == after.receivables, "the identity a report prints")
  }

  @Test(arguments: seeds) func paymentDecay(seed: UInt64) {
    let (snapshot, naive) = (Case(seed: seed).snapshot, Case(seed: seed).naive)
    guard let curve = try? SurvivalCurve(snapshot.evaluate(PaymentDecay(), on: .serial)) else {
      #expect(naive.unpaid(after: 10_000) == 1)
      return
    }
    for day in stride(from: -60, through: 300, by: 7) {
      guard let estimate = curve.unpaid(at: day) else { continue }
      #expect(abs(estimate.value - naive.unpaid(after: day)) < 1e-9)
    }
  }

  /// How debts end, by invoice and by cent: the ends compete, and opening items enter late.
  @Test(arguments: seeds.prefix(120), DecayWeight.allCases)
  func competingEnds(seed: UInt64, weight: DecayWeight) {
    let (snapshot, naive) = (Case(seed: seed).snapshot, Case(seed: seed).naive)
    guard let found = try? CumulativeIncidence(snapshot.evaluate(PaymentDecay(weight: weight), on: .serial)) else {
      return
    }
    let ends: [(Spell.End, NaiveLedger.What)] = [(.paid, .payment), (.credited, .credit), (.writtenOff, .writeOff)]
    for day in stride(from: -60, through: 300, by: 20) {
      for (end, what) in ends {
        guard let estimate = found.probability(of: end, by: day) else { continue }
        #expect(abs(estimate.value - naive.ended(what, by: day, byCent: weight == .amount)) < 1e-9)
      }
    }
  }

  /// The ledgers above are worth something only if everything is in them.
  @Test func theLedgersHaveEverythingInThem() {
    var seen: [String: Int] = [:]
    func count(_ what: String, _ happens: Bool) { if happens { seen[what, default: 0] += 1 } }
    for seed in NaiveLedgerTests.seeds {
      let example = Case(seed: seed)
      let (papers, asOf) = (example.naive.papers, example.naive.asOf)
      let ends = papers.compactMap { $0.isNote ? nil : $0.closing?.what }
      count("partial payments", papers.contains { $0.isOpen && $0.events.contains { $0.what == .payment } })
      count("credit notes", papers.contains { !$0.isNote && $0.credited > 0 })
      count("write-offs", ends.contains(.writeOff))
      count("ended by a credit note", ends.contains(.credit))
      count("instalments", papers.contains { $0.row.id.hasSuffix("/2") })
      count("unallocated cash", papers.contains { !$0.isNote && $0.balance < 0 })
      count("unallocated credit", papers.contains { $0.isNote && $0.balance < 0 })
      count("undated payments", papers.contains { $0.events.contains { $0.what == .undatedPayment } })
      count("opening items", papers.contains { $0.row.enteredOn != nil })
      count("disputes", papers.contains { $0.isOpen && $0.row.isDisputed })
      count(
        "back-dated",
        !seed.isMultiple(of: 2) && papers.contains { $0.isOpen && $0.row.paidOn.map { $0 > asOf } ?? false })
    }
    for what in [
      "partial payments", "credit notes", "write-offs", "ended by a credit note", "instalments", "unallocated cash",
      "unallocated credit", "undated payments", "opening items", "disputes", "back-dated",
    ] {
      #expect(seen[what, default: 0] >= 75, "\(what): in \(seen[what, default: 0]) of the ledgers")
    }
  }

  private func expectNear(_ found: Double?, _ expected: Double?, _ place: SourceLocation = #_sourceLocation) {
    guard let found, let expected else {
      #expect(found == expected, sourceLocation: place)
      return
    }
    #expect(abs(found - expected) <= 1e-9 * max(1, abs(expected)), sourceLocation: place)
  }
}
