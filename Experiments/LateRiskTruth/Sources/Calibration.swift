import Execution
import Population
import Receivables
import Risk
import Samples

/// How far the model's probabilities of one generated ledger are from the true ones.
struct Calibration: Sendable {
  static let trainedUntil = Day(iso: "2024-12-31")!
  static let tested = Day(iso: "2025-01-01")!...Day(iso: "2025-09-30")!
  static let draws = 400

  /// Whose invoices are compared.
  enum Clients: String, CaseIterable {
    case all
    /// Without those that pay by another law in the tested months than before: drifting, or stopping for good.
    case steady

    func holds(_ client: SampleClient) -> Bool {
      self == .all || (client.behaviour != .drifting && client.behaviour != .nonPayer)
    }
  }

  /// One predictor's errors over the tested invoices of some clients.
  struct Result: Sendable {
    let compared: Clients
    let predictor: String
    /// Root mean squared difference from the truth.
    let rmse: Double
    /// Expected calibration error: over tenths of the predictions, |mean prediction − mean truth|.
    let calibrationError: Double
  }

  let results: [Result]

  /// Trains on what is known at the end of 2024, and compares each prediction of the next nine months, made on its invoice's
  /// issue day, with the truth.
  init(clients count: Int, seed: UInt64) {
    let sample = SampleLedger(clients: count, seed: seed)
    let snapshot = Snapshot(sample.rows, asOf: sample.asOf)
    let executor = Executor(threads: 1)
    guard
      let test = try? IssueTask.test(
        snapshot, outcome: LateOutcome(), trainedUntil: Calibration.trainedUntil, tested: Calibration.tested,
        executor: executor)
    else {
      results = []
      return
    }
    let invoices = sample.byPosition(in: snapshot)
    let truths = test.predictions.map {
      sample.probabilityLate(invoices[$0.document]!, grace: 30, draws: Calibration.draws)!
    }
    let rates = test.baselines.first { $0.rule == .clientRate }!.scores
    results = Clients.allCases.flatMap { compared in
      let rows = test.predictions.indices.filter {
        compared.holds(sample.clients[invoices[test.predictions[$0].document]!.client])
      }
      return [("model", test.predictions.map(\.probability)), ("client_rate", rates)].map { name, scores in
        Result(compared, name, rows.map { (scores[$0], truths[$0]) })
      }
    }
  }
}

extension Calibration.Result {
  fileprivate init(_ compared: Calibration.Clients, _ predictor: String, _ pairs: [(predicted: Double, truth: Double)])
  {
    self.compared = compared
    self.predictor = predictor
    let sorted = pairs.sorted { $0.predicted < $1.predicted }
    let count = Double(sorted.count)
    let squares = sorted.reduce(0.0) { $0 + ($1.predicted - $1.truth) * ($1.predicted - $1.truth) }
    rmse = (squares / count).squareRoot()
    calibrationError =
      (0..<10).reduce(0.0) { sum, tenth in
        let bin = sorted[(tenth * sorted.count / 10)..<((tenth + 1) * sorted.count / 10)]
        return sum + abs(bin.reduce(0.0) { $0 + $1.predicted - $1.truth })
      } / count
  }
}

extension SampleLedger {
  /// The simulated invoice of each document of a snapshot of ``rows``.
  fileprivate func byPosition(in snapshot: Snapshot) -> [Int: SampleInvoice] {
    var byNumber: [String: SampleInvoice] = [:]
    var places = Array(repeating: 0, count: clients.count)
    for invoice in invoices {
      byNumber["\(invoice.client)/\(places[invoice.client])"] = invoice
      places[invoice.client] += 1
    }
    var found: [Int: SampleInvoice] = [:]
    for client in snapshot.clients.indices {
      for document in snapshot.account(client) {
        found[document.position] = byNumber[snapshot.invoiceID(of: document)]
      }
    }
    return found
  }
}
