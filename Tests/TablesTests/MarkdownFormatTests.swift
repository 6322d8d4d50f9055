import Receivables
import Tables
import Testing

@Suite struct MarkdownFormatTests {
  private let format = MarkdownFormat(CellStyle(language: .english, currency: .euro))

  /// GitHub Flavored Markdown 0.29: any ASCII punctuation may be escaped (§6.1); `~` strikes through (§6.5).
  @Test(arguments: [
    ("a|b", #"a\|b"#), ("*_`", #"\*\_\`"#), ("<b>", #"\<b>"#), ("[x](y)", #"\[x\](y)"#), (#"\"#, #"\\"#),
    ("# 1", "\\# 1"),
    ("two\r\nlines", "two lines"), ("~~gone~~", #"\~\~gone\~\~"#), ("Martin & Fils", "Martin & Fils"),
    ("&lt;b> &#42; &#x2A;", "\\&lt;b> \\&\\#42; \\&\\#x2A;"), ("AT&T & R&D", "AT&T & R&D"),
    ("|\u{301}", "\\|\u{301}"),  // a combining mark must not shield the bar
  ]) func textIsNoMarkup(text: String, escaped: String) { #expect(MarkdownFormat.escaped(text) == escaped) }

  @Test func aReport() {
    let table = Table(
      [Column("client", "Client", isNumeric: false), Column("n", "n")], rows: [[.text("x"), .integer(1)]])
    var output = OutputBuffer()
    format.write(
      ReportDocument([
        .heading(level: 2, "Aging"), .paragraph("As of **today**."), .warning("Too little data."),
        .list(["one", "two"]),
        .table(table), .image(file: "decay.svg", caption: "Decay"),
      ]), to: &output)
    #expect(
      output.text == """
        ## Aging

        As of **today**.

        > **Too little data.**

        - one
        - two

        | Client |   n |
        | ------ | --: |
        | x      |   1 |

        ![Decay](decay.svg)

        """)
  }
}
