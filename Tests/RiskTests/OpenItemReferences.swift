import Foundation
import Receivables
import TestSupport
import Testing

@testable import Risk

/// Fits and predictions by numpy, as Tests/References/make_open_items.py writes them.
struct OpenItemReferences: Decodable {
  struct Window: Decodable, CustomTestStringConvertible, Sendable {
    struct Score: Decodable {
      let auc: Double
      let brier: Double
      let logLoss: Double
    }
    struct Prediction: Decodable {
      let day: String
      let invoice: String
      let p: Double
      let pooled: Double
    }
    let ledger: String
    let group: OpenItemGroup
    let trainUntil: String
    let testFrom: String
    let testUntil: String
    let within: Int
    let rows: Int
    let events: Int
    let trainingRows: Int
    let trainingEvents: Int
    let designEffect: Double
    let intercept: Double
    let columns: [String]
    let coefficients: [Double]
    let model: Score
    let pooledCurve: Score
    let predictions: [Prediction]

    var isSynthetic: Bool { ledger == "open_items.csv" }
    var testDescription: String { "\(ledger), \(group.rawValue), trained until \(trainUntil), within \(within) days" }
  }

  let windows: [Window]

  static let all = try! Files.reference("open_items.json", as: OpenItemReferences.self).windows

  /// The synthetic ledger of the same script.
  static func ledger() throws -> Ledger {
    let text = try String(contentsOf: Files.references.appendingPathComponent("open_items.csv"), encoding: .utf8)
    var rows: [InvoiceRow] = []
    for line in text.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",").map(String.init)
      let (issued, due, end) = (Int(fields[2])!, Int(fields[3])!, Int(fields[5])!)
      let amount = Int64((Double(fields[4])! * 100).rounded())
      let isPaid = fields[6] == "payment"
      rows.append(
        InvoiceRow(
          fields[0], client: fields[1], issued: issued, due: due, amount: amount, paidOn: isPaid ? end : nil))
      if !isPaid {
        rows.append(
          InvoiceRow(
            "credit of \(fields[0])", client: fields[1], issued: end, due: end, amount: -amount, kind: .creditNote,
            relatedTo: fields[0]))
      }
    }
    return .of(rows, asOf: 420)
  }
}
