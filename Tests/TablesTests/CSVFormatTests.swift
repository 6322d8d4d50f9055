import Receivables
import Tables
import Testing

@Suite struct CSVFormatTests {
  private func field(_ cell: Cell) -> String {
    var output = OutputBuffer()
    CSVFormat(.euro).write(Table([Column("k", "K")], rows: [[cell]]), to: &output)
    return String(output.text.dropFirst(2).dropLast())
  }

  /// RFC 4180 §2, rules 5 to 7.
  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""), ("two\nlines", "\"two\nlines\""),
    ("a\rb", "\"a\rb\""), (" padded ", " padded "), ("é€😀", "é€😀"), ("semi;colon", "semi;colon"),
  ]) func texts(text: String, field expected: String) { #expect(field(.text(text)) == expected) }

  /// OWASP, "CSV Injection": what a spreadsheet would run gets an apostrophe.
  @Test(arguments: [
    ("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("+33 1 23", "'+33 1 23"), ("-2", "'-2"), ("@SUM", "'@SUM"), ("\tx", "'\tx"),
    ("\rx", "\"'\rx\""), ("=1,2", "\"'=1,2\""), ("a=1", "a=1"), ("2-1", "2-1"),
  ]) func formulas(text: String, field expected: String) { #expect(field(.text(text)) == expected) }

  @Test func numbersAreNoFormulas() {
    #expect(field(.money(Money(minorUnits: -123))) == "-1.23")
    #expect(field(.integer(-7)) == "-7")
    #expect(field(.days(-2.5)) == "-2.500000")
  }
}
