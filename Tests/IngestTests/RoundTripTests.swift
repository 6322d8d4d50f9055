import Foundation
import Receivables
import TestSupport
import Testing

@testable import Ingest

/// A random ledger, written as a FEC and as tables and read back, is the same ledger on any day.
@Suite struct RoundTripTests {
  /// The random rows with what both books and tables can say: no dispute, no write-off, no payment without a day or beyond what is owed, at most one
  /// credit note an invoice, and no more than the invoice.
  private static func rows(seed: UInt64) -> [InvoiceRow] {
    let all = RandomLedger(seed: seed).rows
    let invoices = Dictionary(uniqueKeysWithValues: all.filter { $0.kind != .creditNote }.map { ($0.id, $0) })
    var credited: [String: InvoiceRow] = [:]
    var rows: [InvoiceRow] = []
    for var row in all where row.kind == .creditNote {
      (row.enteredOn, row.isDisputed) = (nil, false)
      if let id = row.relatedTo {
        guard let invoice = invoices[id], invoice.client == row.client, credited[id] == nil else { continue }
        row.amount = -min(-row.amount, invoice.amount)
        (row.paidOn, row.paidAmount) = (nil, nil)
        credited[id] = row
      } else if row.paidOn != nil {
        row.paidAmount = row.amount
      }
      row.due = row.issued
      rows.append(row)
    }
    for var row in all where row.kind != .creditNote {
      (row.enteredOn, row.isDisputed, row.kind) = (nil, false, .invoice)
      (row.writtenOffOn, row.writtenOffAmount) = (nil, nil)
      row.due = row.issued + 30
      let rest = row.amount + (credited[row.id]?.amount ?? 0)
      row.paidAmount = row.paidOn == nil || rest == 0 ? nil : min(row.paidAmount ?? rest, rest)
      if row.paidAmount == nil { row.paidOn = nil }
      rows.append(row)
    }
    return rows
  }

  private static func fec(_ rows: [InvoiceRow]) -> FECText {
    var fec = FECText()
    func date(_ number: Int) -> String { "\(day(number))".replacing("-", with: "") }
    for row in rows.sorted(by: { $0.issued < $1.issued }) {
      let code = row.relatedTo ?? row.id
      if row.kind == .creditNote {
        fec.entry(
          "VE", date(row.issued), row.id, "706000 - \(-row.amount)", "411000 \(row.client) \(row.amount) L\(code)")
      } else {
        fec.invoice(row.id, row.client, date(row.issued), row.amount, "L\(code)")
      }
      if let paidOn = row.paidOn, let paid = row.paidAmount {
        fec.payment("R" + row.id, row.client, date(paidOn), paid, "L\(code)")
      }
    }
    return fec
  }

  private static func tables(_ rows: [InvoiceRow]) -> [String] {
    var invoices = "invoice;client;issued;due;amount;kind;related_to\n"
    var payments = "payment;client;invoice;date;amount\n"
    for row in rows {
      let kind = row.kind == .creditNote ? "avoir" : "facture"
      let amount = FECText.decimal(abs(row.amount))
      invoices +=
        "\(row.id);\(row.client);\(day(row.issued));\(day(row.due));\(amount);\(kind);\(row.relatedTo ?? "")\n"
      guard let paidOn = row.paidOn, let paid = row.paidAmount else { continue }
      let signed = (paid < 0 ? "-" : "") + FECText.decimal(abs(paid))
      payments += "R\(row.id);\(row.client);\(row.id);\(day(paidOn));\(signed)\n"
    }
    return [invoices, payments]
  }

  /// Forms that a text may come in, books and tables alike.
  private static let forms: [@Sendable (String) -> [UInt8]] = [
    { Array($0.utf8) },
    { [0xEF, 0xBB, 0xBF] + Array($0.replacing("\n", with: "\r\n").utf8) },
    { Array($0.replacing("\n", with: "\r").utf8) },
    { [0xFF, 0xFE] + Array($0.data(using: .utf16LittleEndian)!) },
    { Array($0.data(using: .windowsCP1252)!) },
  ]
  private static let delimitersOfBooks = ["\t", "|", ";"]
  private static let delimitersOfTables = [";", "\t", "|"]

  /// Documents that are open or used, with what settled them, as far as both ledgers have them.
  private func documents(_ snapshot: Snapshot, of ids: Set<String>) -> [String: String] {
    var found: [String: String] = [:]
    for client in snapshot.clients.indices {
      let account = snapshot.account(client)
      for (position, document) in account.enumerated() where ids.contains(snapshot.invoiceID(of: document)) {
        let settled = account.allocations(ofDocument: position).map { "\($0.day) \($0.amount.minorUnits) \($0.kind)" }
        found[snapshot.invoiceID(of: document)] =
          "\(snapshot.clients[client].id) \(document.kind) \(document.issued) \(document.due) \(document.amount.minorUnits) "
          + "\(document.balance.minorUnits) \(settled.sorted())"
      }
    }
    return found
  }

  /// Invoices less notes and payments of a client up to a day: the account, by hand.
  private func accounts(_ rows: [InvoiceRow], until last: Int) -> [String: Int64] {
    rows.reduce(into: [:]) { sums, row in
      if row.issued <= last { sums[row.client, default: 0] += row.amount }
      if let paidOn = row.paidOn, paidOn <= last { sums[row.client, default: 0] -= row.paidAmount ?? 0 }
    }.filter { $0.value != 0 }
  }

  @Test(arguments: 1...25) func theSameLedgerFromBooksAndFromTables(seed: UInt64) throws {
    let rows = RoundTripTests.rows(seed: seed)
    let ids = Set(rows.map(\.id))
    let form = RoundTripTests.forms[Int(seed) % RoundTripTests.forms.count]
    let delimiter = Int(seed) % 3
    let fec = RoundTripTests.fec(rows).text.replacing("\t", with: RoundTripTests.delimitersOfBooks[delimiter])
    let tables = RoundTripTests.tables(rows).map {
      $0.replacing(";", with: RoundTripTests.delimitersOfTables[delimiter])
    }
    var random = SeededGenerator(seed: seed)
    let first = rows.map(\.issued).min()!
    for _ in 0..<4 {
      let last = Int.random(in: first...(RandomLedger.lastDay + 150), using: &random)
      let expected = documents(Snapshot(of: .of(rows, asOf: last), asOf: day(last)), of: ids)
      let readings = [
        try read(bytes: [form(fec)]) { ($0.asOf, $0.terms) = (day(last), thirtyDays) },
        try read(bytes: tables.map(form)) { $0.asOf = day(last) },
      ]
      for reading in readings {
        let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
        #expect(documents(snapshot, of: ids) == expected)
        #expect(netBalances(reading).filter { $0.value != 0 } == accounts(rows, until: last))
        #expect(reading.rejected.isEmpty)
      }
    }
  }

  /// Nothing later decides a match: the books as they stood on a day, and what is later cut off, are the same ledger.
  @Test(arguments: 1...25) func matchesDoNotLookAhead(seed: UInt64) throws {
    var fec = RoundTripTests.fec(RoundTripTests.rows(seed: seed))
    for index in fec.lines.indices {
      let isPayment = fec.lines[index].reference.hasPrefix("R")
      // A few codes for all, most lines without one; some payments name their invoice.
      fec.lines[index].code = index.isMultiple(of: 3) ? "L\(index % 5)" : ""
      if isPayment, index.isMultiple(of: 4) { fec.lines[index].reference.removeFirst() }
    }
    for number in stride(from: 60, through: 330, by: 90) {
      let last = "\(day(number))".replacing("-", with: "")
      var cut = fec
      cut.lines.removeAll { $0.day > last }
      let whole = try readFEC(fec) { $0.asOf = day(number) }
      let early = try readFEC(cut) { $0.asOf = day(number) }
      #expect(accounts(whole) == accounts(early))
      #expect(whole.matches == early.matches)
    }
  }

  /// Every document with what settled it. A number that a later document repeats is written with its entry, so the ids
  /// themselves are left out.
  private func accounts(_ reading: LedgerReading) -> [String] {
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    return snapshot.clients.indices.flatMap { client in
      snapshot.account(client).map { documents(snapshot, of: [snapshot.invoiceID(of: $0)]).values.joined() }
    }.sorted()
  }
}
