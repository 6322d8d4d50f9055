import Foundation
import Ingest
import Receivables

/// A FEC as a test writes it: entries of signed amounts in cents, on the legal 18 columns.
struct FECText {
  struct Line {
    var journal: String
    var number: String
    var day: String
    var account: String
    var client: String
    var reference: String
    var documentDay: String
    var label = "libellé"
    /// Debit less credit.
    var amount: Int64
    var code: String
    var codeDay = ""
  }

  static let header =
    "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\t"
    + "EcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise"

  var lines: [Line] = []
  private var number = 0

  /// A posting as `411 C1 12000 AA`: account, client or `-`, cents, code.
  mutating func entry(
    _ journal: String, _ day: String, _ reference: String = "", documentDay: String? = nil, _ postings: String...
  ) {
    number += 1
    for posting in postings {
      let parts = posting.split(separator: " ").map(String.init)
      lines.append(
        Line(
          journal: journal, number: "\(number)", day: day, account: parts[0], client: parts[1] == "-" ? "" : parts[1],
          reference: reference, documentDay: documentDay ?? day, amount: Int64(parts[2])!,
          code: parts.count > 3 ? parts[3] : ""))
    }
  }

  /// An invoice of so many cents, VAT of a fifth included.
  mutating func invoice(_ reference: String, _ client: String, _ day: String, _ cents: Int64, _ code: String = "") {
    let tax = cents / 6
    entry("VE", day, reference, "411000 \(client) \(cents) \(code)", "706000 - \(tax - cents)", "445710 - \(-tax)")
  }

  mutating func payment(_ reference: String, _ client: String, _ day: String, _ cents: Int64, _ code: String = "") {
    entry("BQ", day, reference, "512000 - \(cents)", "411000 \(client) \(-cents) \(code)")
  }

  static func decimal(_ cents: Int64, mark: String = ",") -> String {
    "\(cents / 100)\(mark)" + "\(cents % 100 + 100)".dropFirst()
  }

  /// The 18 fields of each line.
  var fields: [[String]] {
    lines.map { line in
      [
        line.journal, "journal", line.number, line.day, line.account, "compte", line.client,
        line.client.isEmpty ? "" : "Nom \(line.client)", line.reference, line.documentDay, line.label,
        FECText.decimal(max(line.amount, 0)), FECText.decimal(max(-line.amount, 0)), line.code, line.codeDay, line.day,
        "", "",
      ]
    }
  }

  var text: String { ([FECText.header] + fields.map { $0.joined(separator: "\t") }).map { $0 + "\n" }.joined() }
}

let thirtyDays = PaymentTerms("30")!

/// Reads FECs with terms of 30 days.
func readFEC(
  _ texts: FECText..., change: (inout InvoiceReader.Options) -> Void = { _ in }
) throws -> LedgerReading {
  try read(bytes: texts.map { Array($0.text.utf8) }) {
    $0.terms = thirtyDays
    change(&$0)
  }
}

/// Id → documents with their allocations as `day amount kind`.
func allocations(_ reading: LedgerReading) -> [String: [String]] {
  let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
  var found: [String: [String]] = [:]
  for client in reading.ledger.clients.indices {
    let account = snapshot.account(client)
    for (position, document) in account.enumerated() {
      found[snapshot.invoiceID(of: document)] = account.allocations(ofDocument: position).map {
        "\($0.day) \($0.amount.minorUnits) \($0.kind)"
      }
    }
  }
  return found
}

/// Client → net balance in cents.
func netBalances(_ reading: LedgerReading) -> [String: Int64] {
  let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
  return Dictionary(
    uniqueKeysWithValues: reading.ledger.clients.enumerated().map { index, client in
      (client.id, snapshot.account(index).reduce(0) { $0 + $1.balance.minorUnits })
    })
}
