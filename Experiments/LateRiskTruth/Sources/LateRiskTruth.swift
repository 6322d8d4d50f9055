import Execution
import Foundation

/// How near the at-issue model comes to the truth of the sample generator: see README.md.
@main
struct LateRiskTruth {
  static let sizes = [30, 60, 120, 240, 480, 960]

  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    let executor = Executor(threads: ProcessInfo.processInfo.activeProcessorCount)
    let ends = arguments.dropFirst().compactMap { Int($0) }
    guard let command = arguments.first, ends.count == 2, ends[0] <= ends[1] else {
      print("usage: LateRiskTruth calibration|coefficients FIRST LAST")
      exit(64)
    }
    let ledgers = Array(ends[0]...ends[1])
    switch command {
    case "calibration": calibration(ledgers, on: executor)
    case "coefficients": coefficients(ledgers, on: executor)
    default: print("unknown: \(command)")
    }
  }

  /// Means over the ledgers of each size.
  private static func calibration(_ ledgers: [Int], on executor: Executor) {
    print("clients,compared,predictor,ledgers,rmse,calibration_error")
    for size in sizes {
      let results = executor.map(ledgers.count) { Calibration(clients: size, seed: UInt64(ledgers[$0])).results }
        .flatMap(\.self)
      for (key, group) in Dictionary(grouping: results, by: { "\($0.compared),\($0.predictor)" }).sorted(by: {
        $0.key < $1.key
      }) {
        let count = Double(group.count)
        let (rmse, error) = (
          group.reduce(0) { $0 + $1.rmse } / count, group.reduce(0) { $0 + $1.calibrationError } / count
        )
        print("\(size),\(key),\(group.count),\(Float(rmse)),\(Float(error))")
      }
    }
  }

  /// Shares of intervals that cover, and of those that lie above or below the truth.
  private static func coefficients(_ ledgers: [Int], on executor: Executor) {
    print("clients,feature,ledgers,truth,mean_estimate,covered,below_truth,above_truth")
    let trials = Coefficients.trials(ledgers, on: executor)
    for (key, group) in Dictionary(grouping: trials, by: { "\($0.clients),\($0.feature)" }).sorted(by: {
      $0.key < $1.key
    }) {
      let count = Double(group.count)
      func share(_ holds: (Coefficients.Trial) -> Bool) -> Float { Float(Double(group.count(where: holds)) / count) }
      let covered = share { $0.interval.contains($0.truth) }
      let (below, above) = (share { $0.interval.upperBound < $0.truth }, share { $0.interval.lowerBound > $0.truth })
      let mean = group.reduce(0) { $0 + $1.estimate } / count
      print("\(key),\(group.count),\(Float(group[0].truth)),\(Float(mean)),\(covered),\(below),\(above)")
    }
  }
}
