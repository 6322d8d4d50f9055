import Foundation
import TestSupport
import Testing

@testable import Statistics

/// What R's survival says: see Tests/References/README.md. Numbers are missing where R has none.
struct DecayReference: Decodable {
  struct Quantiles: Decodable {
    let degreesOfFreedom, t975, chiSquared, upperTail1, upperTail4, upperTail49: [Double]
  }
  struct Curve: Decodable {
    let time: [Int]
    let nRisk, nEvent, surv: [Double]
    let stdErr, lower, upper: [Double?]
    /// With its bounds.
    let median: [Double?]
    let horizon: Int?
    /// With its standard error.
    let restrictedMean: [Double]?
  }
  struct Test: Decodable {
    let chiSquared, p: Double
    let degreesOfFreedom: Int
  }
  struct Clustered: Decodable {
    let time: [Int]
    let surv, stdErr: [Double?]
  }
  /// `ended1` is the event of interest, `ended2` competes with it.
  struct Incidence: Decodable {
    let time: [Int]
    let nRisk, open, openSe, ended1, ended1Se, ended2, ended2Se: [Double?]
  }
  struct Law: Decodable {
    let shape, scale, logLikelihood, halfLife, logHalfLifeSe, logHalfLifeRobustSe: Double
    let logShapeRobustSe: Double?
  }
  struct Tail: Decodable {
    let from, payments: Int
    let exponential, weibull: Law
  }
  struct Gehan: Decodable {
    let treated, control: Curve
    let logRank: Test
  }
  struct Veteran: Decodable {
    let all: Curve
    let logRank, logRankByCluster, logRankByClusterWeighted: Test
    let byCluster, byClusterWeighted: Clustered
    let tail: Tail
  }
  struct MGUS: Decodable {
    let incidence, incidenceFrom60, lateEntryIncidence: Incidence
    let lateEntry: Curve
  }
  struct Heart: Decodable {
    let all, transplanted: Curve
  }
  struct Ends: Decodable {
    let days: [Int]
    let open, openSe, paid, paidSe, credited, creditedSe: [Double]
  }
  struct Ledger: Decodable {
    let invoices: Int
    let open, payment: Curve
    let days: [Int]
    let byClientSe, byCent, byCentSe: [Double]
    let ends, endsByClient: Ends?
    let logRank, logRankByClient, logRankByClientCents: Test?
    let tail: Tail
  }

  let quantiles: Quantiles
  let gehan: Gehan
  let veteran: Veteran
  let mgus2: MGUS
  let heart: Heart
  let sampleLedger: Ledger

  static let values: DecayReference? = try? Files.reference("decay_reference.json", as: DecayReference.self)
}

/// Equal to 1e-10 of the expected value, or of 1 where that is smaller; missing where R has nothing.
func expectNear(
  _ found: Double?, _ expected: Double?, _ comment: Comment? = nil, _ place: SourceLocation = #_sourceLocation
) {
  guard let found, let expected else {
    #expect(found == expected, comment, sourceLocation: place)
    return
  }
  #expect(abs(found - expected) <= 1e-10 * max(1, abs(expected)), comment, sourceLocation: place)
}

extension LifeTable {
  /// A reference table's rows as subjects.
  init(_ rows: [[String: Double]], _ spell: ([String: Double]) -> Spell) {
    self.init()
    for row in rows { add(spell(row)) }
  }
}
