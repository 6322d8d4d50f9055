import Foundation
import Receivables
import TestSupport
import Testing

@testable import Ingest

/// One row as a person would know it.
private struct Entry {
  let invoice: Int
  let client: Int
  let issued: Day
  let terms: Int
  let cents: Int
}

/// How one table is written.
private struct Dialect: Sendable {
  var delimiter = ";"
  var lineEnd = "\n"
  var decimal = ","
  var thousands = ""
  var negative: @Sendable (String) -> String = { "-" + $0 }
  var sign = ""
  var date: @Sendable (Day) -> String = { "\($0)" }
  var quotes = false
  var titles = 0
  var total = false
  var headerEvery = Int.max
  var blankEvery = Int.max
  var headings = false
  var encode: @Sendable (String) -> [UInt8] = { Array($0.utf8) }

  private func amount(_ cents: Int) -> String {
    var units = "\(abs(cents) / 100)"
    if !thousands.isEmpty, units.count > 3 {
      units.insert(contentsOf: thousands, at: units.index(units.endIndex, offsetBy: -3))
    }
    let text = units + decimal + "\(abs(cents) % 100 + 100)".dropFirst() + sign
    return cents < 0 ? negative(text) : text
  }

  private func field(_ text: String) -> String {
    quotes || text.contains(delimiter) || text.contains("\n") ? "\"\(text)\"" : text
  }

  private func line(_ fields: [String]) -> String { fields.map(field).joined(separator: delimiter) + lineEnd }

  func bytes(_ entries: [Entry]) -> [UInt8] {
    let columns = ["Facture", "Client", "Nom", "Émise le", "Échéance", "Montant", "Nature"]
    var text = (0..<titles).map { "Édition n° \($0)\(lineEnd)" }.joined() + line(columns)
    var last: Int?
    let ordered = headings ? entries.sorted { ($0.client, $0.invoice) < ($1.client, $1.invoice) } : entries
    for (index, entry) in ordered.enumerated() {
      if index > 0, index % headerEvery == 0 { text += line(columns) }
      if index % blankEvery == blankEvery - 1 { text += line(columns.map { _ in "" }) + lineEnd }
      let name = "Société à \(entry.client)"
      if headings, entry.client != last { text += line(["C\(entry.client)", "", name, "", "", "", ""]) }
      last = entry.client
      text += line([
        "F\(entry.invoice)", headings ? "" : "C\(entry.client)", headings ? "" : name, date(entry.issued),
        date(entry.issued + entry.terms), amount(entry.cents), entry.cents < 0 ? "avoir" : "facture",
      ])
    }
    if total { text += line(["Total général", "", "", "", "", amount(entries.reduce(0) { $0 + $1.cents }), ""]) }
    return encode(text)
  }
}

private func slashed(_ day: Day, shortYear: Bool = false) -> String {
  let (year, month, dayOfMonth) = day.calendar
  func two(_ value: Int) -> String { (value < 10 ? "0" : "") + "\(value)" }
  return "\(two(dayOfMonth))/\(two(month))/" + (shortYear ? two(year % 100) : "\(year)")
}

private func bytes(_ text: String, _ encoding: String.Encoding, mark: [UInt8] = []) -> [UInt8] {
  mark + Array(text.data(using: encoding)!)
}

@Suite struct DialectRoundTripTests {
  private static let dialects: [String: Dialect] = [
    "comma and point": Dialect(delimiter: ",", decimal: "."),
    "tab, quoted, CRLF": Dialect(delimiter: "\t", lineEnd: "\r\n", quotes: true),
    "bar, French days, NBSP": Dialect(delimiter: "|", thousands: "\u{A0}", date: { slashed($0) }),
    "narrow NBSP, euro, parentheses": Dialect(thousands: "\u{202F}", negative: { "(\($0))" }, sign: " €"),
    "German thousands, trailing minus": Dialect(thousands: ".", negative: { $0 + "-" }),
    "English thousands, comma, unquoted days": Dialect(delimiter: "\t", decimal: ".", thousands: ","),
    "years of two digits": Dialect(date: { slashed($0, shortYear: true) }),
    "Excel's days": Dialect(date: { "\(Int($0.number) + 25_569)" }),
    "compact days": Dialect(date: { "\($0)".replacing("-", with: "") }),
    "byte-order mark": Dialect(encode: { [0xEF, 0xBB, 0xBF] + Array($0.utf8) }),
    "UTF-16 LE": Dialect(encode: { bytes($0, .utf16LittleEndian, mark: [0xFF, 0xFE]) }),
    "UTF-16 BE": Dialect(encode: { bytes($0, .utf16BigEndian, mark: [0xFE, 0xFF]) }),
    "Windows-1252": Dialect(encode: { bytes($0, .windowsCP1252) }),
    "Latin-9 with euro": Dialect(sign: " €", encode: { $0.unicodeScalars.map { $0 == "€" ? 0xA4 : UInt8($0.value) } }),
    "old Mac line ends": Dialect(lineEnd: "\r"),
    "titles, totals, headers, blanks": Dialect(titles: 3, total: true, headerEvery: 7, blankEvery: 5),
    "client headings": Dialect(titles: 1, total: true, headings: true),
    "client headings, quoted": Dialect(delimiter: ",", decimal: ".", quotes: true, headings: true),
  ]

  private func entries(_ seed: UInt64) -> [Entry] {
    var generator = SeededGenerator(seed: seed)
    let start = Day(iso: "2024-01-31")!
    return (1...60).map { number in
      let cents = Int.random(in: 1...9_999_999, using: &generator)
      let isCredit = Int.random(in: 0..<10, using: &generator) == 0
      return Entry(
        invoice: number, client: Int.random(in: 1...7, using: &generator),
        issued: start + Int.random(in: 0...500, using: &generator), terms: Int.random(in: 0...90, using: &generator),
        cents: isCredit ? -cents : cents)
    }
  }

  @Test(arguments: dialects.keys.sorted()) func anyDialectIsTheSameLedger(name: String) throws {
    for seed in UInt64(1)...5 {
      let entries = entries(seed)
      let plain = try read(bytes: [Dialect().bytes(entries)])
      let reading = try read(bytes: [Self.dialects[name]!.bytes(entries)])
      #expect(reading.rejected.isEmpty && reading.control.used.rows == entries.count)
      #expect(contents(of: reading.ledger) == contents(of: plain.ledger))
    }
  }

  /// Days and amounts as numbers, which is how Excel keeps them; codes and words as texts.
  private func workbook(_ entries: [Entry]) -> [UInt8] {
    func text(_ text: String) -> String { "<c t='inlineStr'><is><t>\(text)</t></is></c>" }
    func day(_ day: Day) -> String { "<c s='1'><v>\(Int(day.number) + 25_569)</v></c>" }
    let columns = ["Facture", "Client", "Nom", "Émise le", "Échéance", "Montant", "Nature"]
    let rows = entries.map { entry in
      [
        text("F\(entry.invoice)"), text("C\(entry.client)"), text("Société à \(entry.client)"), day(entry.issued),
        day(entry.issued + entry.terms), "<c><v>\(Double(entry.cents) / 100)</v></c>",
        text(entry.cents < 0 ? "avoir" : "facture"),
      ]
    }
    let sheet = ([columns.map(text)] + rows).map { "<row>\($0.joined())</row>" }.joined()
    return ZipWriter.workbook(sheet: Array("<worksheet><sheetData>\(sheet)</sheetData></worksheet>".utf8))
  }

  @Test func aWorkbookIsTheSameLedger() throws {
    for seed in UInt64(1)...5 {
      let entries = entries(seed)
      let reading = try read(bytes: [workbook(entries)])
      #expect(reading.rejected.isEmpty && reading.control.used.rows == entries.count)
      #expect(contents(of: reading.ledger) == contents(of: try read(bytes: [Dialect().bytes(entries)]).ledger))
    }
  }

  private func crossIndustryInvoice(_ entry: Entry) -> String {
    func date(_ day: Day) -> String {
      "<udt:DateTimeString format='102'>\("\(day)".replacing("-", with: ""))</udt:DateTimeString>"
    }
    let total = "\(abs(entry.cents) / 100)." + "\(abs(entry.cents) % 100 + 100)".dropFirst()
    return """
      <rsm:CrossIndustryInvoice xmlns:rsm='a' xmlns:ram='b' xmlns:udt='c'><rsm:ExchangedDocument>
      <ram:ID>F\(entry.invoice)</ram:ID><ram:TypeCode>\(entry.cents < 0 ? 381 : 380)</ram:TypeCode>
      <ram:IssueDateTime>\(date(entry.issued))</ram:IssueDateTime></rsm:ExchangedDocument>
      <rsm:SupplyChainTradeTransaction><ram:ApplicableHeaderTradeAgreement><ram:BuyerTradeParty>
      <ram:ID>C\(entry.client)</ram:ID><ram:Name>Société à \(entry.client)</ram:Name></ram:BuyerTradeParty>
      </ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeSettlement>
      <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode><ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>
      \(date(entry.issued + entry.terms))</ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>
      <ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:GrandTotalAmount>\(total)</ram:GrandTotalAmount>
      <ram:DuePayableAmount>\(total)</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
      </ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>
      """
  }

  private func universalInvoice(_ entry: Entry) -> String {
    let root = entry.cents < 0 ? "CreditNote" : "Invoice"
    let total = "\(abs(entry.cents) / 100)." + "\(abs(entry.cents) % 100 + 100)".dropFirst()
    return """
      <\(root) xmlns='a' xmlns:cac='b' xmlns:cbc='c'><cbc:ID>F\(entry.invoice)</cbc:ID>
      <cbc:IssueDate>\(entry.issued)</cbc:IssueDate><cbc:DueDate>\(entry.issued + entry.terms)</cbc:DueDate>
      <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode><cac:AccountingCustomerParty><cac:Party>
      <cac:PartyIdentification><cbc:ID>C\(entry.client)</cbc:ID></cac:PartyIdentification><cac:PartyLegalEntity>
      <cbc:RegistrationName>Société à \(entry.client)</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party>
      </cac:AccountingCustomerParty><cac:LegalMonetaryTotal>
      <cbc:TaxInclusiveAmount currencyID='EUR'>\(total)</cbc:TaxInclusiveAmount>
      <cbc:PayableAmount currencyID='EUR'>\(total)</cbc:PayableAmount></cac:LegalMonetaryTotal></\(root)>
      """
  }

  @Test(arguments: 1...2 as ClosedRange<UInt64>) func aFolderOfElectronicInvoicesIsTheSameLedger(seed: UInt64) throws {
    let entries = entries(seed)
    let plain = contents(of: try read(bytes: [Dialect().bytes(entries)]).ledger)
    for write in [crossIndustryInvoice, universalInvoice] {
      let reading = try read(bytes: entries.map { Array(write($0).utf8) })
      #expect(reading.rejected.isEmpty && reading.control.used.rows == entries.count)
      #expect(contents(of: reading.ledger) == plain)
    }
  }
}
