import Foundation
import Receivables
import TestSupport
import Testing

@testable import Ingest

/// Ledgers longer than one read of a mebibyte, with records that lie across its ends.
@Suite struct ChunkReaderTests {
  /// RFC 4180 a byte at a time, as slow and plain as can be: the reader to compare with.
  private func naiveRecords(_ bytes: [UInt8]) -> [[String]] {
    var records: [[String]] = []
    var (fields, field, isQuoted): ([String], [UInt8], Bool) = ([], [], false)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if isQuoted, byte == UInt8(ascii: "\""), index + 1 < bytes.count, bytes[index + 1] == byte {
        field.append(byte)
        index += 1
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if !isQuoted, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") {
        fields.append(String(decoding: field, as: UTF8.self))
        field = []
        if byte == UInt8(ascii: "\n") {
          records.append(fields)
          fields = []
        }
      } else {
        field.append(byte)
      }
      index += 1
    }
    return records
  }

  /// More than three mebibytes; names hold newlines, commas and quotes, and some are long.
  private func ledger(shift: Int) -> [UInt8] {
    var text = "invoice,client,name,issued,due,amount,note\n"
    text += "FIRST,C,\(String(repeating: "x", count: shift)),2025-01-01,2025-01-31,1.00,\n"
    var random = Random(seed: UInt64(shift + 1))
    var number = 0
    while text.utf8.count < 3 << 20 {
      number += 1
      let client = random.below(50)
      let lines = random.below(40)
      let note = (0..<lines).map { _ in ["a\nb", "\"\"", ",", "é", "long text ", "\n"][random.below(6)] }.joined()
      text += "I\(number),C\(client),\"Name\n\(client), \"\"SA\"\"\",2025-01-\(10 + random.below(20)),2025-03-01,"
      text += "\(1 + random.below(9_999)).\(10 + random.below(90)),\"\(note)\"\n"
    }
    return Array(text.utf8)
  }

  @Test(arguments: [0, 5_000]) func recordsAcrossReadsAreWhole(shift: Int) throws {
    let bytes = ledger(shift: shift)
    let expected = naiveRecords(bytes).dropFirst()
    let reading = try read(bytes: [bytes], threads: 2)
    #expect(reading.rejected.isEmpty)
    #expect(reading.records == expected.count)

    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    var found: Set<[String]> = []
    for (index, client) in reading.ledger.clients.enumerated() {
      for document in snapshot.account(index) {
        let cents = document.amount.minorUnits
        found.insert([
          snapshot.invoiceID(of: document), client.id, client.name, "\(document.issued)", "\(document.due)",
          "\(cents / 100).\("\(cents % 100 + 100)".dropFirst())",
        ])
      }
    }
    #expect(found.count == expected.count)
    let different = found.symmetricDifference(expected.map { Array($0.dropLast()) })
    #expect(different.isEmpty, "\(different.prefix(2))")
  }

  @Test(arguments: [1, 5_000]) func chunksAreTheFileCutAfterRecords(shift: Int) throws {
    let bytes = ledger(shift: shift)
    try Files.withTemporaryFolder { folder in
      let path = folder.appendingPathComponent("ledger.csv")
      try Data(bytes).write(to: path)
      let file = try SourceFile(path: path.path)
      var reader = ChunkReader(file: file, dialect: CSVDialect(head: Array(bytes.prefix(1 << 16))))
      var joined: [UInt8] = []
      var records: [[String]] = []
      while let chunk = try reader.next() {
        #expect(chunk.offset == joined.count)
        joined += chunk.bytes[..<chunk.end]
        records += naiveRecords(Array(chunk.bytes[..<chunk.end]))
      }
      let isWhole = joined.elementsEqual(bytes)
      #expect(isWhole, "the chunks together are not the file")
      let areWhole = records.elementsEqual(naiveRecords(bytes))
      #expect(areWhole, "no chunk ends inside a record")
    }
  }

  /// The digest of the three letters `abc`: FIPS 180-2, appendix B.1.
  @Test func theDigestIsTheFiles() throws {
    try Files.withTemporaryFolder { folder in
      let path = folder.appendingPathComponent("abc")
      try Data("abc".utf8).write(to: path)
      var reader = ChunkReader(file: try SourceFile(path: path.path), dialect: CSVDialect(head: Array("abc".utf8)))
      while try reader.next() != nil {}
      #expect(reader.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
  }

  @Test func linesOfLaterChunksAreLinesOfTheFile() throws {
    var bytes = ledger(shift: 3)
    bytes += Array("LAST,C1,x,2025-01-01,2025-01-31,abc,\n".utf8)
    let line = bytes.count { $0 == 0x0A }
    let reading = try read(bytes: [bytes], threads: 2)
    #expect(reading.rejected.map(\.row.line) == [line])
    #expect(try reading.rejectedTexts().values.first == "LAST,C1,x,2025-01-01,2025-01-31,abc,")
  }

  @Test func aQuoteThatNeverClosesStopsWithItsLine() throws {
    var text = "invoice,client,issued,due,amount\n"
    for number in 1...60_000 { text += "I\(number),C1,2025-01-01,2025-01-31,1.00\n" }
    text += "I0,\"C1,2025-01-01,2025-01-31,1.00\n"
    for number in 60_001...120_000 { text += "I\(number),C1,2025-01-01,2025-01-31,1.00\n" }
    #expect(
      try failure(text)
        == "1.csv:60002: a quote opens in this record and never closes. Close it, or double it if it belongs to the text."
    )
  }

  @Test func aNulByteFarIntoTheFileStopsWithItsLine() throws {
    var text = "invoice,client,issued,due,amount\n"
    for number in 1...60_000 { text += "I\(number),C1,2025-01-01,2025-01-31,1.00\n" }
    text += "I\0,C1,2025-01-01,2025-01-31,1.00\n"
    #expect(
      try failure(text)
        == "1.csv:60002: the file holds a NUL byte, so it is not plain text. Save it as CSV in UTF-8.")
  }
}
