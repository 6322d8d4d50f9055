import Execution
import Receivables
import Statistics

/// The figures whose intervals are put to the test, with the truth they should cover.
struct Truth: Sendable {
  /// P(still open) 30, 60 and 90 days past due.
  let open: [Int: Double]
  /// Daily hazard of days 1–30 over that of days 31–60.
  let knee: Double

  static let days = [30, 60, 90]

  /// Of a population, from the life table of all its invoices.
  init(_ table: LifeTable) throws {
    let incidence = try CumulativeIncidence(table)
    open = Dictionary(uniqueKeysWithValues: Truth.days.map { ($0, incidence.open(at: $0)!.value) })
    func hazard(_ days: ClosedRange<Int>) -> Double {
      let payments = days.reduce(Int64(0)) { $0 + table.events[$1] }
      let exposure = days.reduce(Int64(0)) { $0 + table.atRisk($1) }
      return Double(payments) / Double(exposure)
    }
    knee = hazard(1...30) / hazard(31...60)
  }
}

/// One interval of one ledger.
struct Trial: Sendable {
  let experiment: String
  let ledger: Int
  let figure: String
  let truth: Double
  let estimate: Estimate

  static let header = "experiment,ledger,figure,truth,estimate,low,high"

  var line: String {
    let numbers = [truth, estimate.value, estimate.low ?? .nan, estimate.high ?? .nan].map { "\(Float($0))" }
    return ([experiment, "\(ledger)", figure] + numbers).joined(separator: ",")
  }
}

/// The intervals of one ledger.
func trials(_ snapshot: Snapshot, _ truth: Truth, experiment: String, ledger: Int, seed: UInt64) -> [Trial] {
  func trial(_ figure: String, _ truth: Double, _ estimate: Estimate) -> Trial {
    Trial(experiment: experiment, ledger: ledger, figure: figure, truth: truth, estimate: estimate)
  }
  var trials: [Trial] = []
  for sampling in DecayAnalysis.Sampling.allCases {
    var settings = DecayAnalysis.Settings()
    settings.sampling = sampling
    settings.seed = seed
    settings.parts = sampling == .client ? [.curve, .knee] : [.curve]
    let found = DecayAnalysis(snapshot, settings, by: .whole(snapshot), on: Executor(threads: 1)).groups[0]
    for row in found.curve where Truth.days.contains(row.day) {
      trials.append(trial("open at \(row.day) by \(sampling)", truth.open[row.day]!, row.open.estimate!))
    }
    if case .ratio(let knee)? = found.knee { trials.append(trial("knee at 30 by bootstrap", truth.knee, knee.ratio)) }
  }
  return trials
}
