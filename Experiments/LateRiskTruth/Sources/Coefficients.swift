import Execution
import Population
import Receivables
import Risk
import Samples

/// Whether the intervals of the model's coefficients cover those of the population its clients are drawn from.
///
/// Coefficients are per unit of the feature: per standard deviation they would differ between ledgers by what their clients
/// are.
enum Coefficients {
  static let clients = [120, 480]
  /// Generated ledgers of 120 clients that make up the population.
  static let generated = 500
  /// Parts of the population whose fits give the truth, their mean; as many documents each as the report fits at most.
  static let parts = 20

  /// One interval of one ledger.
  struct Trial: Sendable {
    let clients: Int
    let feature: String
    let truth: Double
    let estimate: Double
    let interval: ClosedRange<Double>
  }

  static func trials(_ ledgers: [Int], on executor: Executor) -> [Trial] {
    let population = executor.map(generated) { SampleLedger(clients: 120, seed: UInt64($0 + 1)).rows }
      .flatMap(\.self)
    let asOf = SampleLedger(clients: 1, seed: 1).asOf
    let fits = executor.map(parts) { part in
      let rows = stride(from: part, to: population.count, by: parts).map { population[$0] }
      return fit(Snapshot(rows, asOf: asOf))
    }
    precondition(fits.allSatisfy { $0 != nil }, "a part of the population has no fit")
    let truth = fits.compactMap(\.self).reduce(into: [String: Double]()) { sums, fit in
      for (name, value) in fit { sums[name, default: 0] += value.estimate / Double(parts) }
    }
    let found = executor.map(ledgers.count) { index in
      var random = Draws(seed: UInt64(ledgers[index]))
      return clients.flatMap { count -> [Trial] in
        let rows = (0..<count).map { _ in population[Int.random(in: 0..<population.count, using: &random)] }
        guard let fit = fit(Snapshot(rows, asOf: asOf)) else { return [] }
        return fit.keys.sorted().compactMap { name in
          guard let truth = truth[name], let value = fit[name] else { return nil }
          return Trial(
            clients: count, feature: name, truth: truth, estimate: value.estimate, interval: value.low...value.high)
        }
      }
    }
    return found.flatMap(\.self)
  }

  private static func fit(_ snapshot: Snapshot) -> [String: (estimate: Double, low: Double, high: Double)]? {
    let risk = LateRisk(snapshot, executor: Executor(threads: 1))
    guard case .success(let model) = risk.fit, case .success(let effects)? = risk.effects else { return nil }
    let columns = model.regression.scaling.columns
    let values = columns.indices.compactMap { index -> (String, (Double, Double, Double))? in
      guard let interval = effects.interval(ofCoefficient: index + 1) else { return nil }
      let unit = columns[index].deviation
      let estimate = effects.fit.coefficients[index + 1]
      return (columns[index].name, (estimate / unit, interval.lowerBound / unit, interval.upperBound / unit))
    }
    return Dictionary(uniqueKeysWithValues: values.map { ($0.0, (estimate: $0.1.0, low: $0.1.1, high: $0.1.2)) })
  }
}
