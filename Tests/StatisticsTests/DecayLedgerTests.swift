import Execution
import Foundation
import Ingest
import Receivables
import TestSupport
import Testing

@testable import Statistics

/// Payment decay of whole ledgers against R, which reads the same files on its own: see Tests/References/README.md.
@Suite struct DecayLedgerTests {
  private static func snapshot(_ path: String, asOf: String) throws -> Snapshot {
    var options = InvoiceReader.Options()
    options.asOf = Day(iso: asOf)
    let reading = try InvoiceReader(options: options, executor: Executor(threads: 2)).read(paths: [path])
    return Snapshot(of: reading.ledger, asOf: reading.asOf)
  }

  @Test func theSampleLedgerMatchesR() throws {
    let reference = try #require(DecayReference.values?.sampleLedger)
    let path = Files.root.appendingPathComponent("Datasets/ledger.csv").path
    try expect(Self.snapshot(path, asOf: "2025-12-31"), reference)
  }

  @Test(.enabled(if: Files.hasRealLedgers, "the folder of real ledgers is absent"))
  func theHighRadiusLedgerMatchesR() throws {
    let reference = try Files.reference("decay_highradius_reference.json", as: DecayReference.Ledger.self)
    let path = Files.realLedgers.appendingPathComponent("highradius/invoices.csv").path
    try expect(Self.snapshot(path, asOf: "2019-06-30"), reference)
  }

  private func expect(_ snapshot: Snapshot, _ reference: DecayReference.Ledger) throws {
    let (table, cents) = snapshot.evaluate(PaymentDecay(), PaymentDecay(weight: .amount), on: .serial)
    let (found, ofCents) = (try CumulativeIncidence(table), try CumulativeIncidence(cents))
    #expect(table.total == Int64(reference.invoices))
    try expect(found.open, reference.open)
    try expect(found.payment, reference.payment)
    func standardErrors(_ found: CumulativeIncidence, _ weight: DecayWeight, _ end: Spell.End?) -> [Double] {
      let figures = reference.days.map { day in
        end.map { found.functional(of: $0, by: day, openAt: nil)! } ?? found.openFunctional(at: day)!
      }
      let answers: [ClientVariance.Answer] = snapshot.evaluate(
        ClientVariance(weight: weight, influences: figures.map(\.influence)), on: .serial)
      return answers.map(\.standardError)
    }
    func near(_ found: [Double], _ expected: [Double], _ place: SourceLocation = #_sourceLocation) {
      #expect(found.count == expected.count, sourceLocation: place)
      for (found, expected) in zip(found, expected) { expectNear(found, expected, nil, place) }
    }
    near(standardErrors(found, .invoice, nil), reference.byClientSe)
    near(reference.days.compactMap { ofCents.open(at: $0)?.value }, reference.byCent)
    near(standardErrors(ofCents, .amount, nil), reference.byCentSe)
    for (end, value) in [(Spell.End.paid, \DecayReference.Ends.paid), (.credited, \.credited)] {
      if let ends = reference.ends {
        near(reference.days.map { found.probability(of: end, by: $0)!.value }, ends[keyPath: value])
        let errors = end == .paid ? ends.paidSe : ends.creditedSe
        near(
          reference.days.map {
            found.functional(of: end, by: $0, openAt: nil)!.influence.varianceOfSubjects.squareRoot()
          },
          errors)
      }
      if let ends = reference.endsByClient {
        near(standardErrors(found, .invoice, end), end == .paid ? ends.paidSe : ends.creditedSe)
      }
    }
    try tail(snapshot, table, reference.tail)
    try segments(snapshot, reference)
  }

  private func expect(_ curve: SurvivalCurve, _ reference: DecayReference.Curve) throws {
    for (index, time) in reference.time.enumerated() {
      let estimate = try #require(curve.unpaid(at: time))
      #expect(Double(curve.atRisk(time)) == reference.nRisk[index])
      expectNear(estimate.value, reference.surv[index])
      expectNear(estimate.low, reference.lower[index])
      expectNear(estimate.high, reference.upper[index])
    }
    expectNear(curve.median?.day, reference.median[0])
    expectNear(curve.median?.low, reference.median[1])
    expectNear(curve.median?.high, reference.median[2])
    let (expected, horizon) = (try #require(reference.restrictedMean), try #require(reference.horizon))
    let mean = try #require(curve.restrictedMean(upTo: horizon))
    expectNear(mean.mean, expected[0])
    expectNear(mean.standardError, expected[1])
  }

  private func tail(_ snapshot: Snapshot, _ table: LifeTable, _ reference: DecayReference.Tail) throws {
    let tail = try DecayTail(table, from: reference.from)
    #expect(tail.payments == Int64(reference.payments))
    let answers: [ClientVariance.Answer] = snapshot.evaluate(
      ClientVariance(
        weight: .invoice, influences: [tail.exponential.halfLife.influence, tail.weibull.halfLife.influence]),
      on: .serial)
    for (index, (law, expected)) in [(tail.exponential, reference.exponential), (tail.weibull, reference.weibull)]
      .enumerated()
    {
      expectNear(law.shape, expected.shape)
      expectNear(law.scale, expected.scale)
      expectNear(law.logLikelihood, expected.logLikelihood)
      expectNear(law.halfLife.value, expected.halfLife)
      expectNear(answers[index].standardError, expected.logHalfLifeRobustSe)
    }
  }

  private func segments(_ snapshot: Snapshot, _ reference: DecayReference.Ledger) throws {
    guard let logRank = reference.logRank, let byClient = reference.logRankByClient else { return }
    for weight in DecayWeight.allCases {
      var settings = DecayAnalysis.Settings()
      settings.weight = weight
      settings.parts = [.test]
      let found = DecayAnalysis(snapshot, settings, by: .segments(snapshot), on: .serial)
      let robust = weight == .invoice ? byClient : try #require(reference.logRankByClientCents)
      expectNear(found.logRankByClient?.statistic, robust.chiSquared)
      expectNear(found.logRankByClient?.p, robust.p)
      if weight == .amount { #expect(found.logRank == nil, "minor units are not independent") }
      if weight == .invoice { expectNear(found.logRank?.statistic, logRank.chiSquared) }
    }
  }
}
