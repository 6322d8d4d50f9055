import Execution
import Receivables
import TestSupport
import Testing

@testable import Statistics

@Suite struct DecayAnalysisTests {
  private func analysis(
    _ rows: [InvoiceRow], asOf: Int = 400, bySegment: Bool = false, threads: Int = 1,
    _ change: (inout DecayAnalysis.Settings) -> Void = { _ in }
  ) -> DecayAnalysis {
    let snapshot = Snapshot.of(rows, asOf: asOf)
    var settings = DecayAnalysis.Settings()
    settings.replicates = 99
    settings.comparesSampling = true
    change(&settings)
    return DecayAnalysis(
      snapshot, settings, by: bySegment ? .segments(snapshot) : .whole(snapshot), on: Executor(threads: threads))
  }

  private static let rows = RandomLedger(seed: 21, clients: 30, invoices: 1_200).rows

  /// The curve with invoices drawn is Kaplan–Meier with Greenwood's interval; what is paid soon is Aalen–Johansen.
  @Test func theCurveIsTheEstimates() throws {
    let group = analysis(Self.rows).groups[0]
    let incidence = try #require(group.incidence)
    #expect(group.curve.map(\.day) == DecayAnalysis.curveDays)
    for row in group.curve {
      #expect(row.open.estimate == incidence.open(at: row.day))
      #expect(row.atRisk == incidence.open.atRisk(row.day) && Int(row.atRisk) == row.invoicesAtRisk)
      if incidence.open.atRisk(row.day + 1) >= 10 {
        #expect(row.paidSoon.estimate == incidence.paid(within: 30, openAt: row.day))
      }
    }
  }

  @Test func clientsAreDrawnForAmounts() throws {
    let (amounts, asked) = (
      analysis(Self.rows) { $0.weight = .amount },
      analysis(Self.rows) {
        $0.weight = .amount
        $0.sampling = .client
      }
    )
    #expect(amounts.groups[0].curve.map(\.open) == asked.groups[0].curve.map(\.open))
    let (own, other) = (
      try #require(analysis(Self.rows).groups[0].curve[2].open.estimate),
      try #require(analysis(Self.rows) { $0.sampling = .client }.groups[0].curve[2].open.estimate)
    )
    #expect(own.value == other.value && own.low != other.low)
  }

  @Test func partsNotAskedForAreEmpty() {
    let found = analysis(Self.rows, bySegment: true) { $0.parts = [.hazard] }
    for group in found.groups {
      #expect(group.curve.isEmpty && group.outcomes.isEmpty && group.knee == nil && group.openAtFrom == nil)
      if case .some = group.tail { Issue.record("a tail") }
      #expect(group.hazards.count == DecayAnalysis.hazardBounds.count - 1)
    }
    #expect(found.logRank == nil && found.logRankByClient == nil)
  }

  /// A part does not depend on which others are asked for.
  @Test(arguments: DecayAnalysis.Part.allCases) func partsStandAlone(part: DecayAnalysis.Part) {
    let all = analysis(Self.rows, bySegment: true)
    let one = analysis(Self.rows, bySegment: true) { $0.parts = [part] }
    for (whole, alone) in zip(all.groups, one.groups) {
      switch part {
      case .curve: #expect(whole.curve.map(\.paidSoon) == alone.curve.map(\.paidSoon))
      case .outcomes: #expect(whole.outcomes.map(\.probability) == alone.outcomes.map(\.probability))
      case .hazard: #expect(whole.hazards.map(\.daily) == alone.hazards.map(\.daily))
      case .knee: #expect(whole.knee == alone.knee && alone.knee != nil)
      case .tail: #expect(String(reflecting: whole.tail) == String(reflecting: alone.tail))
      case .test: #expect(all.logRank == one.logRank && one.logRankByClient != nil)
      }
    }
  }

  @Test func threadsDoNotMatter() {
    let rows = (0..<12).flatMap { part in
      RandomLedger(seed: UInt64(part), clients: 5, invoices: 1_000).rows.map { row in
        var row = row
        (row.id, row.client) = ("\(part)/\(row.id)", "\(part)/\(row.client)")
        row.relatedTo = row.relatedTo.map { "\(part)/\($0)" }
        return row
      }
    }
    let texts = (1...5).map { threads in
      let found = analysis(rows, bySegment: true, threads: threads)
      return String(reflecting: found.groups.map { ($0.curve, $0.hazards, $0.outcomes, $0.knee, $0.tail) })
        + String(reflecting: [found.logRank, found.logRankByClient])
    }
    #expect(Set(texts).count == 1)
  }

  /// Twelve invoices of as many clients, paid on the days 31 to 42 past due.
  @Test func theObservedHalfLifeIsTheMedianOfWhatIsLeft() throws {
    let rows = (1...12).map { number in
      InvoiceRow("\(number)", client: "C\(number)", issued: 0, due: 0, amount: 100, paidOn: 30 + number)
    }
    guard case .fitted(let tail)? = analysis(rows).groups[0].tail else {
      Issue.record("no tail")
      return
    }
    let observed = try #require(tail.observedHalfLife?.estimate)
    #expect(observed.value == 6)
    let (low, high) = (try #require(observed.low), try #require(observed.high))
    #expect(low < 6 && 6 < high && low >= 3 && high <= 10)
    #expect(tail.prefersWeibull, "payments that all come in twelve days have no constant hazard")
  }

  @Test func belowTenClientsOrPaymentsNothingIsSaid() {
    func rows(clients: Int, late: Int) -> [InvoiceRow] {
      (0..<60).map { number in
        InvoiceRow(
          "\(number)", client: "C\(number % clients)", issued: 0, due: 0, amount: 100,
          paidOn: number < late ? 31 + number : 5 + number % 7)
      }
    }
    let few = analysis(rows(clients: 9, late: 20)).groups[0]
    #expect(few.hazards.allSatisfy { $0.daily.estimate == nil })
    #expect(few.hazards[1].daily == .notEnoughData(Shortage(9, .clients, needed: 10)))
    #expect(few.knee == .tooFewClients(9))
    #expect(
      few.openAtFrom?.byClient == .notEnoughData(Shortage(9, .clients, needed: 10))
        && few.openAtFrom?.byInvoice.estimate != nil)
    #expect(few.curve[0].paidSoon.estimate != nil, "with invoices drawn, clients do not matter")
    let quick = analysis(rows(clients: 20, late: 9)).groups[0]
    guard case .notEnoughData(Shortage(9, .payments, needed: 10))? = quick.tail else {
      Issue.record("\(String(describing: quick.tail))")
      return
    }
    #expect(quick.knee == .tooFewPayments(9))
    #expect(quick.curve[2].paidSoon == .notEnoughData(Shortage(9, .invoices, needed: 10)))
  }

  /// Nobody is paid before day −5, so that the first band has five days with ends and 25 without: all 30 are at risk.
  @Test func theHazardCountsTheDaysBeforeTheFirstEnd() throws {
    let rows = (0..<20).map {
      InvoiceRow("\($0)", client: "C\($0)", issued: 0, due: 60, amount: 5, paidOn: 55 + ($0 < 5 ? $0 : 20))
    }
    let band = analysis(rows).groups[0].hazards[0]
    #expect(band.hazard.days == -29...0 && band.hazard.atRisk == 20 && band.hazard.payments == 5)
    // Five leave after 25, 26, … 29 days of the thirty.
    #expect(band.hazard.daysAtRisk == 15 * 30 + 25 + 26 + 27 + 28 + 29)
    #expect(try #require(band.daily.estimate).value == 5.0 / 585)
  }

  @Test func theCurveOfAFewInvoicesIsWithheld() {
    func rows(_ count: Int) -> [InvoiceRow] {
      (0..<count).map { InvoiceRow("\($0)", issued: 0, due: 10, amount: 5, paidOn: $0 < count - 2 ? 15 : 50) }
    }
    #expect(analysis(rows(9)).groups[0].curve[0].open == .notEnoughData(Shortage(9, .invoices, needed: 10)))
    let ten = analysis(rows(10)).groups[0].curve
    #expect(ten[0].open.estimate?.value == 1)
    #expect(
      ten[2].invoicesAtRisk == 2 && ten[2].open.estimate?.low != nil
        && ten[2].paidSoon == .notEnoughData(Shortage(2, .invoices, needed: 10)))
  }

  /// Thirty are at risk on day 15, and all but nine or ten of them are paid on it.
  @Test func whatIsPaidSoonIsOfThoseStillOpenAfterTheDay() {
    func curve(lasting: Int) -> [DecayAnalysis.CurveRow] {
      let rows = (0..<30).map {
        InvoiceRow("\($0)", issued: 0, due: 10, amount: 5, paidOn: $0 < 30 - lasting ? 25 : 30 + $0 % 9)
      }
      return analysis(rows).groups[0].curve
    }
    let (few, enough) = (curve(lasting: 9)[1], curve(lasting: 10)[1])
    #expect(few.day == 15 && few.invoicesAtRisk == 30 && few.atRisk == 30 && few.open.estimate != nil)
    #expect(few.paidSoon == .notEnoughData(Shortage(9, .invoices, needed: 10)))
    #expect(enough.paidSoon.estimate?.value == 1)
  }

  /// Where all were paid before a day and nobody is followed any more, nothing is open: that is known.
  @Test func nothingIsOpenWhereAllArePaid() {
    let rows = (0..<20).map { InvoiceRow("\($0)", issued: 0, due: 10, amount: 5, paidOn: 11 + $0 % 13) }
    let all = analysis(rows) { $0.parts = [.curve, .outcomes] }.groups[0]
    #expect(all.curve.last?.open == .estimate(Estimate(value: 0)))
    #expect(all.outcomes.first?.probability == .estimate(Estimate(value: 1)))
    let open = analysis(rows + [InvoiceRow("open", issued: 390, due: 395, amount: 5)]).groups[0].curve
    #expect(open.last?.open == .notEnoughData(Shortage(0, .invoices, needed: 10)))
  }

  /// A sum of probabilities that must be 1 is 1, whatever its rounding: nothing varies, and no interval pretends to.
  @Test func whereAllArePaidTheProbabilityIsOne() throws {
    let rows = (0..<49).map { InvoiceRow("\($0)", issued: 0, due: 10, amount: 5, paidOn: 11 + $0 % 13) }
    let soon = try #require(analysis(rows).groups[0].curve[0].paidSoon.estimate)
    #expect(soon == Estimate(value: 1))
  }

  @Test func withoutPaymentsThereAreCountsOnly() {
    let rows = (0..<30).map { InvoiceRow("\($0)", client: "C\($0)", issued: 0, due: 10, amount: 5) }
    let group = analysis(rows, asOf: 50).groups[0]
    #expect(group.incidence == nil && group.invoices == 30)
    #expect(group.curve[0].open == .notEnoughData(Shortage(30, .invoices, needed: 10)) && group.curve[0].atRisk == 30)
    #expect(analysis([], asOf: 5).groups[0].curve[0].open == .notEnoughData(Shortage(0, .invoices, needed: 10)))
  }
}
