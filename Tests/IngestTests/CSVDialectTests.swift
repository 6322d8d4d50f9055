import Testing

@testable import Ingest

private func dialect(_ text: String) -> CSVDialect { CSVDialect(head: Array(text.utf8)) }

@Suite struct CSVDialectTests {
  @Test(arguments: [
    ("a,b,c\n", "comma"), ("a;b;c\n", "semicolon"), ("a\tb\tc\n", "tab"), ("a|b|c\n", "vertical bar"),
    ("\"a,b,c,d\";b;c\n", "semicolon"), ("a;b\n1,5;2,5;3,5;4,5\n", "semicolon"), ("a\n", "comma"),
    ("a;b;c", "semicolon"), ("a;b;c\r1,2,3\r", "semicolon"),
  ]) func theHeaderSettlesTheDelimiter(head: String, name: String) { #expect(dialect(head).delimiterName == name) }

  @Test func theByteOrderMarkIsSkipped() {
    #expect(dialect("\u{FEFF}a;b\n").markLength == 3)
    #expect(dialect("a;b\n").markLength == 0)
    #expect(dialect("\u{FEFF}").markLength == 3)
  }

  @Test func recordsEndWithALineFeedUnlessThereIsNone() {
    #expect(dialect("a,b\r\n1,2\r\n").recordEnd == 0x0A)
    #expect(dialect("a,b\n1,2\n").recordEnd == 0x0A)
    #expect(dialect("a,b\r1,2\r").recordEnd == 0x0D)
    #expect(dialect("a,b\r\"1\n1\",2\r").recordEnd == 0x0D, "a line feed inside quotes ends nothing")
    #expect(dialect("a,12\" pipe\n1,2\n").recordEnd == 0x0A, "a quote inside a field opens nothing")
    #expect(dialect("a,\"b \"\"c\"\"\"\n1,2\n").recordEnd == 0x0A)
    #expect(dialect("a,b\r\r\n1,2\r\r\n").recordEnd == 0x0A, "as text mode twice over makes them")
  }
}

@Suite struct RecordSplitterTests {
  /// Every record's fields, unescaped.
  private func records(_ text: String) -> [[String]] {
    let bytes = Array(text.utf8)
    let dialect = CSVDialect(head: bytes)
    var splitter = RecordSplitter(dialect: dialect)
    var records: [[String]] = []
    var position = dialect.markLength
    while position < bytes.count {
      position = splitter.split(bytes.span, from: position)
      records.append(splitter.fields.indices.map { String(decoding: splitter.text(bytes.span, $0), as: UTF8.self) })
    }
    return records
  }

  @Test(arguments: [",", ";", "\t", "|"]) func everyDelimiterCuts(delimiter: String) {
    let text = "a,b,c\n1,,3\n".replacing(",", with: delimiter)
    #expect(records(text) == [["a", "b", "c"], ["1", "", "3"]])
  }

  @Test func quotesHoldDelimitersNewlinesAndDoubledQuotes() {
    #expect(records("a,b\n\"1,5\",\"x\ny\"\n") == [["a", "b"], ["1,5", "x\ny"]])
    #expect(records("a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n") == [["a", "b"], ["say \"hi\"", "\""]])
    #expect(records("a,b\n\"\",\"\"\n") == [["a", "b"], ["", ""]])
    #expect(records("a,b\n\"1\" ,\" 2 \"\r\n") == [["a", "b"], ["1", "2"]], "blanks around and inside are trimmed")
  }

  @Test func aQuoteInsideAFieldIsPlainText() {
    #expect(records("a,b\n12\" pipe,2\n") == [["a", "b"], ["12\" pipe", "2"]])
    #expect(records("a,b\nx\"y\"z, \"2\n") == [["a", "b"], ["x\"y\"z", "\"2"]])
  }

  @Test func lineEndsOfEverySystem() {
    let expected = [["a", "b"], ["1", "2"]]
    for text in ["a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r1,2\r", "a,b\n1,2", "\u{FEFF}a,b\r\n1,2"] {
      #expect(records(text) == expected, "\(text.debugDescription)")
    }
    #expect(records("a,b\n\n1,2\n") == [["a", "b"], [""], ["1", "2"]], "the parser drops blank lines")
  }

  @Test func aTrailingDelimiterIsAnEmptyField() {
    #expect(records("a,b,\n1,2,\n") == [["a", "b", ""], ["1", "2", ""]])
  }

  /// Fields of every length and tables of every width, so that a cut falls on each place of what is read at once.
  @Test(arguments: [1, 2, 11, 63, 64, 65, 200]) func fieldsOfEveryLengthAreCut(width: Int) {
    let rows = (0..<60).map { row in
      (0..<width).map { column in String(repeating: "x", count: (row + 7 * column) % 40) + "y" }
    }
    for end in ["\n", ""] {
      let text = rows.map { $0.joined(separator: ";") }.joined(separator: "\n") + end
      #expect(records(text) == rows)
    }
  }

  @Test func linesInsideQuotesAreCounted() {
    let bytes = Array("\"x\ny\nz\",2\n1,2\n".utf8)
    var splitter = RecordSplitter(dialect: CSVDialect(head: bytes))
    let next = splitter.split(bytes.span, from: 0)
    #expect(splitter.innerLines == 2)
    _ = splitter.split(bytes.span, from: next)
    #expect(splitter.innerLines == 0)
  }
}
