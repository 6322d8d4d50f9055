import Execution
import Foundation
import Population
import Receivables
import Samples
import Statistics

/// How often the 95 % intervals of payment decay cover the truth of the sample generator: see README.md.
@main
struct DecayCoverage {
  static let clients = 120
  /// Ledgers whose clients make up the population that clients are drawn from.
  static let pool = 500
  /// Draws of other invoices for the same clients that make up a ledger's own truth.
  static let redraws = 100
  static let executor = Executor(threads: ProcessInfo.processInfo.activeProcessorCount)

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch arguments.first {
    case "given-clients": try givenClients(range(arguments))
    case "drawn-clients": try drawnClients(range(arguments))
    case "summary": try summary(files: arguments.dropFirst())
    default: print("usage: DecayCoverage given-clients FIRST LAST | drawn-clients FIRST LAST | summary FILE…")
    }
  }

  private static func range(_ arguments: ArraySlice<String>) -> [Int] {
    let ends = arguments.dropFirst().compactMap { Int($0) }
    return Array(ends[0]...ends[1])
  }

  private static func table(_ snapshot: Snapshot) -> LifeTable {
    snapshot.evaluate(PaymentDecay(), on: .init(threads: 1))
  }

  /// The clients of a ledger are given; chance decides which invoices they get and when each is paid.
  private static func givenClients(_ ledgers: [Int]) throws {
    let results = try executor.map(ledgers.count) { index in
      let ledger = ledgers[index]
      let sample = SampleLedger(clients: clients, seed: UInt64(ledger))
      var all = LifeTable()
      for redraw in 1...redraws {
        let other = SampleLedger(
          clients: clients, seed: UInt64(ledger), invoiceSeed: UInt64(ledger * 1_000_003 + redraw))
        all.merge(table(Snapshot(other.rows, asOf: other.asOf)))
      }
      let snapshot = Snapshot(sample.rows, asOf: sample.asOf)
      return trials(snapshot, try Truth(all), experiment: "clients given", ledger: ledger, seed: UInt64(ledger))
        .filter { $0.figure.hasSuffix("invoice") }
    }
    write(results)
  }

  /// The population is the clients of many generated ledgers. Ledgers of 120 and of 240 clients drawn from it at random,
  /// and the generated ledgers themselves, whose behaviours are spread evenly rather than drawn.
  private static func drawnClients(_ ledgers: [Int]) throws {
    let generated = executor.map(pool) { SampleLedger(clients: clients, seed: UInt64($0 + 1)).rows }
    let asOf = SampleLedger(clients: 1, seed: 1).asOf
    let tables = executor.map(pool) { table(Snapshot(generated[$0], asOf: asOf)) }
    let truth = try Truth(tables.reduce(into: LifeTable()) { $0.merge($1) })
    let population = generated.flatMap(\.self)
    let results = executor.map(ledgers.count) { index in
      let ledger = ledgers[index]
      var random = Draws(seed: UInt64(ledger))
      let drawn = [clients, 2 * clients].flatMap { count in
        let rows = (0..<count).map { _ in population[Int.random(in: 0..<population.count, using: &random)] }
        return trials(
          Snapshot(rows, asOf: asOf), truth, experiment: "\(count) clients drawn", ledger: ledger, seed: UInt64(ledger))
      }
      if ledger > pool { return drawn }
      let whole = trials(
        Snapshot(generated[ledger - 1], asOf: asOf), truth, experiment: "clients as generated", ledger: ledger,
        seed: UInt64(ledger))
      return drawn + whole
    }
    write(results)
  }

  private static func write(_ results: [[Trial]]) {
    print(Trial.header)
    for trial in results.joined() { print(trial.line) }
  }

  /// Shares of intervals that cover, and of those that lie above or below the truth.
  private static func summary(files: ArraySlice<String>) throws {
    var rows: [String: [[Double]]] = [:]
    for file in files {
      for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").dropFirst() {
        let fields = line.split(separator: ",").map(String.init)
        rows[fields[0] + "," + fields[2], default: []].append(fields[3...].compactMap { Double($0) })
      }
    }
    print("experiment,figure,ledgers,mean_truth,mean_estimate,covered,below_truth,above_truth")
    for (key, trials) in rows.sorted(by: { $0.key < $1.key }) {
      let count = Double(trials.count)
      func share(_ holds: ([Double]) -> Bool) -> Float { Float(Double(trials.count(where: holds)) / count) }
      let means = [0, 1].map { column in Float(trials.reduce(0) { $0 + $1[column] } / count) }
      let covered = share { $0[2] <= $0[0] && $0[0] <= $0[3] }
      print(
        "\(key),\(trials.count),\(means[0]),\(means[1]),\(covered),\(share { $0[3] < $0[0] }),\(share { $0[0] < $0[2] })"
      )
    }
  }
}
