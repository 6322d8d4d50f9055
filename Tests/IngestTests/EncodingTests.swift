import Receivables
import Testing

@testable import Ingest

/// A French export, with letters outside ASCII in the header, a name, an id and a status.
private let text = """
  N° facture;Client;Raison sociale;Émise le;Échéance;Montant TTC;Statut
  FÉ-1;CÉ1;Société Générale d’Œuvres €;2025-01-01;2025-02-01;1 234,50 €;impayée
  FÉ-2;CÉ1;;2025-01-02;2025-02-01;10,00;annulée

  """

/// The text in Windows-1252, by hand: the letters used above and no other.
private func windows1252(_ text: String) -> [UInt8] {
  text.unicodeScalars.map { scalar in
    switch scalar {
    case "€": 0x80
    case "’": 0x92
    case "Œ": 0x8C
    case "œ": 0x9C
    default: UInt8(scalar.value)
    }
  }
}

@Suite struct EncodingTests {
  @Test func utf8AndWindows1252GiveTheSameLedger() throws {
    let utf8 = try read(text)
    let windows = try read(bytes: [windows1252(text)])
    #expect(utf8.files[0].encoding == .utf8 && windows.files[0].encoding == .windows1252)
    #expect(contents(of: utf8.ledger) == contents(of: windows.ledger))
    #expect(utf8.ledger.clients.map(\.id) == ["CÉ1"])
    #expect(utf8.ledger.clients.map(\.name) == ["Société Générale d’Œuvres €"])
    #expect(balances(utf8.ledger) == ["FÉ-1": [123_450, 123_450]])
    #expect(rejections(utf8) == rejections(windows))
    #expect(
      rejections(utf8)
        == ["3: the status 'annulée' says this is not an issued invoice. Remove the row, or correct the status."])
    #expect(try utf8.rejectedTexts() == windows.rejectedTexts())
    #expect(try utf8.rejectedTexts().values.first == "FÉ-2;CÉ1;;2025-01-02;2025-02-01;10,00;annulée")
  }

  @Test func oneClientInFilesOfBothEncodingsIsOneClient() throws {
    let second = text.replacing("FÉ-", with: "FÈ-")
    let reading = try read(bytes: [Array(text.utf8), windows1252(second)])
    #expect(reading.ledger.clients.count == 1)
    #expect(balances(reading.ledger).keys.sorted() == ["FÈ-1", "FÉ-1"])
  }

  @Test func aByteOrderMarkIsNoPartOfTheFirstHeader() throws {
    let reading = try read("\u{FEFF}" + text)
    #expect(reading.files[0].mapping.headers[0] == "N° facture")
    #expect(balances(reading.ledger) == ["FÉ-1": [123_450, 123_450]])
    let quoted = try read("\u{FEFF}\"facture\",client,issued,due,amount\n1,C1,2025-01-01,2025-02-01,5\n")
    #expect(balances(quoted.ledger) == ["1": [500, 500]])
  }

  /// The WHATWG Encoding Standard's index for windows-1252, its 27 letters that are not Latin-1.
  @Test func windows1252IsTheTableOfTheStandard() {
    let high = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
    let bytes = (UInt8(0x80)...0x9F).filter { ![0x81, 0x8D, 0x8F, 0x90, 0x9D].contains($0) }
    #expect(FieldText.decode(bytes, .windows1252) == high)
    #expect(FieldText.decode([0xA0, 0xE9, 0xFF, 0x41], .windows1252) == "\u{A0}éÿA")
  }
}
