import TestSupport
import Testing

@testable import Statistics

/// Against R's `survfit` with a factor event, on the Mayo Clinic's study of monoclonal gammopathy (1,384 patients:
/// progression, or death before it).
@Suite struct CumulativeIncidenceTests {
  private static let rows = (try? Files.referenceTable("survival_mgus2.csv")) ?? []
  private static let ends: [Spell.End] = [.censored, .paid, .credited]

  private static func spell(_ row: [String: Double], entry: Int? = nil, exit: String = "time") -> Spell {
    Spell(entry: entry, exit: Int(row[exit]!), end: ends[Int(row["how"]!)], weight: 1)
  }

  private func incidence() throws -> CumulativeIncidence {
    #expect(Self.rows.count > 1_300)
    return try CumulativeIncidence(LifeTable(Self.rows) { Self.spell($0) })
  }

  @Test func matchesR() throws {
    let reference = try #require(DecayReference.values?.mgus2.incidence)
    let found = try incidence()
    for (index, time) in reference.time.enumerated() {
      #expect(Double(found.open.atRisk(time)) == reference.nRisk[index])
      let (paid, credited) = (
        found.functional(of: .paid, by: time, openAt: nil), found.functional(of: .credited, by: time, openAt: nil)
      )
      expectNear(paid?.value, reference.ended1[index])
      expectNear(credited?.value, reference.ended2[index])
      expectNear(paid?.influence.varianceOfSubjects.squareRoot(), reference.ended1Se[index])
      expectNear(credited?.influence.varianceOfSubjects.squareRoot(), reference.ended2Se[index])
      let open = found.openFunctional(at: time)
      expectNear(open?.value, reference.open[index])
      if let value = open?.value, value > 0 {
        expectNear(open?.influence.varianceOfSubjects.squareRoot(), reference.openSe[index])
      }
    }
  }

  /// `start.time = 60`: those still open then, from there on.
  @Test func conditionalProbabilitiesMatchR() throws {
    let reference = try #require(DecayReference.values?.mgus2.incidenceFrom60)
    let found = try incidence()
    // R starts just before 60; what happened on day 60 itself is still to come.
    for (index, time) in reference.time.enumerated() where time >= 60 {
      let paid = found.functional(of: .paid, by: time, openAt: 59)
      expectNear(paid?.value, reference.ended1[index])
      expectNear(paid?.influence.varianceOfSubjects.squareRoot(), reference.ended1Se[index])
    }
    #expect(reference.time.count > 100)
  }

  /// Age as the time, entered at diagnosis. R's standard errors are a jackknife that, with late entry, is not quite the sum
  /// over days used here; the probabilities are the same.
  @Test func lateEntryMatchesR() throws {
    let reference = try #require(DecayReference.values?.mgus2.lateEntryIncidence)
    let table = LifeTable(Self.rows) { Self.spell($0, entry: Int($0["start"]!), exit: "stop") }
    let found = try CumulativeIncidence(table)
    for (index, time) in reference.time.enumerated() {
      expectNear(found.functional(of: .paid, by: time, openAt: nil)?.value, reference.ended1[index])
      expectNear(found.functional(of: .credited, by: time, openAt: nil)?.value, reference.ended2[index])
      expectNear(found.openFunctional(at: time)?.value, reference.open[index])
    }
  }

  @Test func theProbabilitiesSumToOne() throws {
    let found = try incidence()
    for day in stride(from: 0, through: 400, by: 7) {
      let ended = [Spell.End.paid, .credited, .writtenOff].compactMap { found.probability(of: $0, by: day)?.value }
      guard let open = found.open(at: day) else { continue }
      #expect(abs(ended.reduce(open.value, +) - 1) < 1e-12)
    }
  }

  /// Without competing ends the estimate is Kaplan–Meier's, its variance Greenwood's, and its interval the same.
  @Test func withoutCompetingEndsItIsKaplanMeier() throws {
    var table = try incidence().table
    table.censored.merge(table.credited)
    table.credited = DayCounts()
    let (found, curve) = (try CumulativeIncidence(table), try SurvivalCurve(table))
    for day in stride(from: 5, through: 300, by: 5) {
      let (paid, unpaid) = (found.probability(of: .paid, by: day), curve.unpaid(at: day))
      expectNear(paid?.value, unpaid.map { 1 - $0.value })
      expectNear(paid?.low, unpaid?.complement.low)
      expectNear(paid?.high, unpaid?.complement.high)
      let (soon, expected) = (found.paid(within: 30, openAt: day), curve.paid(within: 30, unpaidAt: day))
      expectNear(soon?.value, expected?.value)
      expectNear(soon?.low, expected?.low)
    }
  }

  /// Competing ends make fewer payments than a curve that takes them as censorings.
  @Test func censoringCompetingEndsOverstatesPayment() throws {
    let found = try incidence()
    let (paid, naive) = (
      try #require(found.probability(of: .paid, by: 240)), try #require(found.payment.unpaid(at: 240))
    )
    #expect(paid.value < 0.6 * (1 - naive.value))
  }

  @Test func nothingIsSaidBeyondWhatWasSeen() throws {
    var table = LifeTable()
    table.add(Spell(entry: nil, exit: 10, end: .paid, weight: 1))
    table.add(Spell(entry: nil, exit: 12, end: .credited, weight: 1))
    table.add(Spell(entry: nil, exit: 20, end: .censored, weight: 2))
    let found = try CumulativeIncidence(table)
    #expect(found.probability(of: .paid, by: 20)?.value == 0.25)
    #expect(found.probability(of: .paid, by: 21) == nil)
    #expect(found.paid(within: 5, openAt: 9)?.value == 0.25)
    #expect(found.paid(within: 5, openAt: 10)?.value == 0)
    #expect(found.paid(within: 30, openAt: 0) == nil)
    #expect(throws: SurvivalCurve.Failure.noEvents) {
      var table = LifeTable()
      table.add(Spell(entry: nil, exit: 12, end: .credited, weight: 1))
      return try CumulativeIncidence(table)
    }
  }
}
