import Foundation
import Tables
import Testing

@Suite struct JSONFormatTests {
  /// RFC 8259 §7.
  @Test func escapes() {
    #expect(JSONText.quoted("a\"b\\c") == #""a\"b\\c""#)
    #expect(JSONText.quoted("\n\r\t") == #""\n\r\t""#)
    #expect(JSONText.quoted("\u{0}\u{1}\u{1F}") == #""\u0000\u0001\u001f""#)
    #expect(JSONText.quoted("é 😀 / \u{7F}") == "\"é 😀 / \u{7F}\"")
  }

  @Test func everyControlCharacterSurvivesAReader() throws {
    let text = String(String.UnicodeScalarView((0...0x2FF).compactMap(UnicodeScalar.init)))
    #expect(try JSONDecoder().decode([String].self, from: Data("[\(JSONText.quoted(text))]".utf8)) == [text])
    // A line feed after a carriage return is one Character, and two scalars to escape.
    #expect(JSONText.quoted("\r\n") == #""\r\n""#)
  }
}
