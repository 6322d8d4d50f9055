import Receivables
import TestSupport
import Testing

@testable import Statistics

@Suite struct ClientVarianceTests {
  private func answers(
    _ snapshot: Snapshot, _ weight: DecayWeight, _ figures: (CumulativeIncidence) -> [Functional?]
  ) throws -> (values: [Double], answers: [ClientVariance.Answer]) {
    let table: LifeTable = snapshot.evaluate(PaymentDecay(weight: weight), on: .serial)
    let found = figures(try CumulativeIncidence(table)).compactMap(\.self)
    let answers: [ClientVariance.Answer] = snapshot.evaluate(
      ClientVariance(weight: weight, influences: found.map(\.influence)), on: .serial)
    return (found.map(\.value), answers)
  }

  /// R's `survfit(weights, cluster)`.
  @Test(arguments: [DecayWeight.invoice, .amount]) func matchesR(weight: DecayWeight) throws {
    let veterans = try #require(DecayReference.values?.veteran)
    let reference = weight == .invoice ? veterans.byCluster : veterans.byClusterWeighted
    let (values, answers) = try answers(Veterans.snapshot(), weight) { found in
      reference.time.map { found.openFunctional(at: $0) }
    }
    #expect(answers.count == reference.time.count)
    for index in answers.indices {
      expectNear(values[index], reference.surv[index])
      if let error = reference.stdErr[index] { expectNear(answers[index].standardError, error) }
    }
    #expect(reference.stdErr.count(where: { $0 != nil }) > 90)
  }

  /// A client of one invoice each: the variance of subjects.
  @Test func clientsOfOneInvoiceAreSubjects() throws {
    let rows = RandomLedger(seed: 4, invoices: 120).rows.filter { $0.kind != .creditNote && $0.enteredOn == nil }
      .map { row in
        var row = row
        row.client = "own \(row.id)"
        return row
      }
    let snapshot = Snapshot.of(rows, asOf: 350)
    let days = [-10, 0, 20, 60]
    let table: LifeTable = snapshot.evaluate(PaymentDecay(), on: .serial)
    let curve = try SurvivalCurve(table.anyEnd)
    let (_, answers) = try answers(snapshot, .invoice) { found in days.map { found.openFunctional(at: $0) } }
    for (day, answer) in zip(days, answers) {
      let step = try #require(curve.steps.last { $0.day <= day })
      expectNear(answer.standardError, step.unpaid * step.greenwoodSum.squareRoot())
    }
  }

  /// Twenty clients alike: the same invoices, so that only the number of clients counts.
  @Test func equalClientsHaveManyDegreesOfFreedom() throws {
    func rows(_ clients: Int, lateAmong late: Int) -> [InvoiceRow] {
      (0..<clients).flatMap { client in
        (0..<4).map { number in
          InvoiceRow(
            "\(client)/\(number)", client: "C\(client)", issued: 0, due: 30, amount: 100,
            paidOn: client < late ? 60 : 40)
        }
      }
    }
    let equal = try answers(.of(rows(20, lateAmong: 10), asOf: 200), .invoice) { [$0.openFunctional(at: 20)] }
    #expect(equal.values == [0.5])
    // Half of the clients late: the standard error of a share of 20, not of 80.
    expectNear(equal.answers[0].standardError, (0.25 / 20).squareRoot())
    #expect(equal.answers[0].degreesOfFreedom == .infinity)
    // One late client of twenty carries most of the variance.
    let uneven = try answers(.of(rows(20, lateAmong: 1), asOf: 200), .invoice) { [$0.openFunctional(at: 20)] }
    #expect(uneven.answers[0].degreesOfFreedom < 3)
    #expect(uneven.answers[0].quantile > 3)
  }

  /// The influences of all subjects sum to zero, whatever the figure.
  @Test(arguments: [DecayWeight.invoice, .amount]) func influencesSumToZero(weight: DecayWeight) throws {
    let snapshot = Snapshot.of(RandomLedger(seed: 11, clients: 9, invoices: 200).rows, asOf: 380)
    let table: LifeTable = snapshot.evaluate(PaymentDecay(weight: weight), on: .serial)
    let found = try CumulativeIncidence(table)
    let tail = try DecayTail(table, from: 15)
    let figures: [Functional?] = [
      found.openFunctional(at: 30), found.functional(of: .paid, by: 40, openAt: 10),
      found.functional(of: .credited, by: 60, openAt: nil), DailyHazard(table, days: 1...30).functional,
      tail.exponential.halfLife, tail.weibull.halfLife, tail.weibull.shapeFunctional,
    ]
    let influences = try figures.map { try #require($0).influence }
    var totals = Array(repeating: 0.0, count: figures.count)
    var ends: Set<Spell.End> = []
    var hasEntries = false
    for account in snapshot.clients.indices.map(snapshot.account) {
      let sums = Influences(influences).sums(over: account, weight)
      let spells = account.spells(weight)
      #expect(
        sums
          == influences.map { influence in
            spells.reduce(0) { $0 + Double($1.weight) * influence.value(of: $1) }
          })
      totals = zip(totals, sums).map(+)
      ends.formUnion(spells.map(\.end))
      hasEntries = hasEntries || spells.contains { $0.entry != nil }
    }
    #expect(hasEntries && ends.contains(.credited))
    #expect(totals.allSatisfy { abs($0) < 1e-9 })
  }

  /// The influence is the derivative by a subject's weight: what a hundredth more of one subject changes.
  @Test func influencesAreDerivatives() throws {
    let spells = Snapshot.of(RandomLedger(seed: 3, clients: 5, invoices: 80).rows, asOf: 380)
    let all = spells.clients.indices.flatMap { spells.account($0).spells(.invoice) }
    let scale: Int64 = 1_000_000
    func table(_ extra: Int?) -> LifeTable {
      all.enumerated().reduce(into: LifeTable()) { table, spell in
        let (index, spell) = spell
        table.add(
          Spell(entry: spell.entry, exit: spell.exit, end: spell.end, weight: scale + (index == extra ? 1 : 0)))
      }
    }
    func figures(_ table: LifeTable) throws -> [Functional] {
      let found = try CumulativeIncidence(table)
      let tail = try DecayTail(table, from: 10)
      return [
        found.openFunctional(at: 25), found.functional(of: .paid, by: 60, openAt: 5),
        DailyHazard(table, days: 1...30).functional, tail.exponential.halfLife, tail.weibull.halfLife,
        tail.weibull.shapeFunctional,
      ].compactMap(\.self)
    }
    let base = try figures(table(nil))
    #expect(base.count == 6)
    for extra in stride(from: 0, to: all.count, by: 7) {
      for (before, after) in zip(base, try figures(table(extra))) {
        let isLogarithm = before.scale == .logarithm
        let change = (after.value - before.value) / (isLogarithm ? before.value : 1)
        let one = Spell(entry: all[extra].entry, exit: all[extra].exit, end: all[extra].end, weight: 1)
        #expect(abs(change - before.influence.value(of: one)) < 1e-11)
      }
    }
  }
}
