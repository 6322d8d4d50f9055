import Foundation
import Receivables
import Testing

@testable import Ingest

/// What a plain table says of the invoices below, for every layout to be compared with.
private let plain = """
  Facture;Client;Nom;Émise le;Échéance;Montant TTC
  F1;C1;Durand SA;03/01/2025;31/01/2025;1234,56
  F2;C1;Durand SA;15/01/2025;28/02/2025;100,00
  F3;C2;Martin;20/01/2025;28/02/2025;50,10

  """

private func lines(_ reading: LedgerReading) -> [LayoutLine: [Int]] { reading.files[0].layout.mapValues(\.lines) }

@Suite struct LayoutTests {
  private func expectPlain(_ text: String, _ layout: [LayoutLine: [Int]], records: Int = 3) throws {
    let reading = try read(text)
    #expect(contents(of: reading.ledger) == contents(of: try read(plain).ledger))
    #expect(rejections(reading) == [])
    #expect(lines(reading) == layout)
    #expect(reading.records == records && reading.control.used.rows == records)
    #expect(reading.control.used.amount == Money(minorUnits: 138_466))
  }

  @Test func titlesAboveTheHeader() throws {
    try expectPlain(
      "Société Exemple, SARL;;\nBalance âgée au 31/12/2025\n\n" + plain,
      [.title: [1, 2], .blank: [3], .header: [4]])
  }

  @Test func aTitleWithMoreCommasThanTheHeaderHasDelimiters() throws {
    try expectPlain("Clients, a, b, c, d, e, f, g, h\n" + plain, [.title: [1], .header: [2]])
  }

  @Test func totalsAtTheFootAndBetween() throws {
    var rows = plain.split(separator: "\n").map(String.init)
    rows.insert("Total C1;;;;;1334,56", at: 3)
    let text = rows.joined(separator: "\n") + "\n\nTotal général;;;;;1384,66\n"
    try expectPlain(text, [.header: [1], .total: [4, 7], .blank: [6]])
    #expect(try read(text).files[0].totals?.agreeing == 2)
  }

  @Test func aTotalShorterThanTheHeader() throws {
    try expectPlain(plain + "TOTAL;1384,66\n", [.header: [1], .total: [5]])
  }

  @Test func aClientNamedTotalIsNoTotal() throws {
    let text = "client;facture;emission;echeance;montant\nTotal SA;F1;2025-01-03;31/01/2025;10,00\n"
    #expect(balances(try read(text).ledger) == ["F1": [1_000, 1_000]])
    let unusable = try read(text + "Total SA;F2;;31/01/2025;10,00\n")
    #expect(rejections(unusable) == ["3: issued is empty. Fill it in."])
  }

  @Test func theHeaderAgainAndLinesOfDelimiters() throws {
    let rows = plain.split(separator: "\n").map(String.init)
    try expectPlain(
      [rows[0], rows[1], ";;;;;", rows[0], rows[2], rows[0].uppercased(), rows[3]].joined(separator: "\n") + "\n",
      [.header: [1], .blank: [3], .repeatedHeader: [4, 6]])
  }

  @Test func quotedLineEndsKeepTheLineNumbers() throws {
    let text = plain.replacing("Durand SA;03", with: "\"Durand\nSA\";03") + "Total;;;;;1\nF4;C2;;?;28/02/2025;1,00\n"
    let reading = try read(text)
    #expect(lines(reading) == [.header: [1], .total: [6]])
    #expect(rejections(reading).map { $0.prefix(3) } == ["7: "])
  }

  @Test(arguments: [
    "Client;Facture;Nom;Émise le;Échéance;Montant TTC\nC1;;Durand SA;;;\n;F1;;03/01/2025;31/01/2025;1234,56\n"
      + ";F2;;15/01/2025;28/02/2025;100,00\nTotal C1;;;;;1334,56\nC2;;Martin;;;\n;F3;;20/01/2025;28/02/2025;50,10\n",
    "Facture;Nom;Émise le;Échéance;Montant TTC\nClient : C1 - Durand SA;;;;\nF1;;03/01/2025;31/01/2025;1234,56\n"
      + "F2;;15/01/2025;28/02/2025;100,00\nTotal C1;;;;1334,56\nClient : C2 - Martin;;;;\nF3;;20/01/2025;28/02/2025;50,10\n",
  ]) func clientsInHeadings(text: String) throws {
    try expectPlain(text, [.header: [1], .clientHeading: [2, 6], .total: [5]])
    try expectPlain("Balance âgée\n" + text, [.title: [1], .header: [2], .clientHeading: [3, 7], .total: [6]])
  }

  @Test func withoutHeadingsAnEmptyClientIsRejected() throws {
    let reading = try read(plain + "F4;;;20/01/2025;28/02/2025;1,00\n")
    #expect(rejections(reading) == ["5: client is empty. Fill it in."])
    #expect(reading.control.rejected.rows == 1 && reading.control.rejected.amount == Money(minorUnits: 100))
  }

  @Test func aDelimiterInALabelIsJoinedWhereOnlyThatMakesARow() throws {
    let reading = try read(plain.replacing("Durand SA;15", with: "Durand;SA;15"))
    #expect(balances(reading.ledger) == balances(try read(plain).ledger))
    #expect(reading.ledger.clients[0].name == "Durand;SA")
    #expect(reading.notices[.rejoinedLabel]?.lines == [3])
  }

  @Test func aDelimiterThatMayBeADecimalCommaIsNotGuessed() throws {
    let header = "invoice,client,issued,due,amount,note\n"
    let text = header + "I1,C1,2025-01-01,2025-01-31,1.00,x\nI2,C1,2025-01-01,2025-01-31,1234,56,x\n"
    #expect(
      rejections(try read(text)) == [
        "3: 7 fields where the header has 6. Check for a missing or an unquoted delimiter."
      ])
  }

  @Test func everyRowAndCentIsAccountedFor() throws {
    let text =
      "Export\n" + plain + "F1;C1;;03/01/2025;31/01/2025;1234,56\nF5;C1;;?;31/01/2025;7,00\n"
      + "F6;C1;;01/12/2025;31/12/2025;9,00\nTotal;;;;;2635,22\n"
    let reading = try read(text) { $0.asOf = Day(iso: "2025-06-30") }
    let control = reading.control
    #expect(control.read.rows == 6 && control.used.rows == 3 && control.rejected.rows == 2 && control.later.rows == 1)
    #expect(control.used.amount == Money(minorUnits: 138_466) && control.rejected.amount == Money(minorUnits: 124_156))
    #expect(control.later.amount == Money(minorUnits: 900))
    #expect(control.read.amount == control.used.amount + control.rejected.amount + control.later.amount)
    let layout = reading.files[0].layout.values.reduce(0) { $0 + $1.count }
    #expect(control.read.rows + layout == text.split(separator: "\n").count, "every line is one or the other")
  }
}

// MARK: - Encodings

@Suite struct LegacyEncodingTests {
  private let text = plain.replacing("Durand SA", with: "Cœur & Œuvre à 5 €").replacing("100,00", with: "100,00 €")

  private func utf16(_ encoding: String.Encoding, mark: [UInt8]) -> [UInt8] {
    mark + Array(text.data(using: encoding)!)
  }

  @Test func utf16WithItsMark() throws {
    let expected = try read(text)
    for bytes in [utf16(.utf16LittleEndian, mark: [0xFF, 0xFE]), utf16(.utf16BigEndian, mark: [0xFE, 0xFF])] {
      let reading = try read(bytes: [bytes])
      #expect(contents(of: reading.ledger) == contents(of: expected.ledger))
      #expect(reading.files[0].form == "UTF-16 text" && reading.files[0].sha256 != expected.files[0].sha256)
    }
  }

  @Test func halfASurrogateAndHalfAUnitAreNoTrap() throws {
    let bytes = utf16(.utf16LittleEndian, mark: [0xFF, 0xFE]) + [0x00, 0xD8, 0x41, 0x00, 0x00, 0xD8, 0x42]
    #expect(rejections(try read(bytes: [bytes])).count == 1)
  }

  @Test func iso8859_15IsToldFromWindows1252ByItsOwnLetters() throws {
    func bytes(_ euro: UInt8, _ small: UInt8, _ capital: UInt8) -> [UInt8] {
      text.unicodeScalars.map { $0 == "€" ? euro : $0 == "œ" ? small : $0 == "Œ" ? capital : UInt8($0.value) }
    }
    let (latin9, windows) = (try read(bytes: [bytes(0xA4, 0xBD, 0xBC)]), try read(bytes: [bytes(0x80, 0x9C, 0x8C)]))
    #expect(latin9.files[0].encoding == .latin9 && windows.files[0].encoding == .windows1252)
    #expect(latin9.ledger.clients.map(\.name) == ["Cœur & Œuvre à 5 €", "Martin"])
    #expect(contents(of: latin9.ledger) == contents(of: windows.ledger))
  }

  @Test(arguments: ["1\u{A0}234,56", "1\u{202F}234,56", "1.234,56", "1,234.56", "1234,56 €", "1'234.56"])
  func spellingsOfAnAmount(amount: String) throws {
    let reading = try read(plain.split(separator: "\n")[0] + "\nF1;C1;Durand SA;2025-01-03;2025-01-31;\(amount)\n")
    #expect(balances(reading.ledger) == ["F1": [123_456, 123_456]])
  }
}
