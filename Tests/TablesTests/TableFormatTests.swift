import Receivables
import Tables
import Testing

/// One small table in every format, to the last character.
@Suite struct TableFormatTests {
  private let table = Table(
    [
      Column("client", "Client", isNumeric: false), Column("net", "Net"), Column("dso_days", "DSO"),
      Column("late_share", "Late"), Column("n", "n"), Column("since", "Since"),
    ],
    rows: [
      [
        .text("Dupont, \"SA\""), .money(Money(minorUnits: 123_456_789)), .days(45.25), .share(0.1234), .integer(12_345),
        .day(Day(year: 2025, month: 3, day: 9)!),
      ],
      [
        .text("=1+1|*x*"), .money(Money(minorUnits: -5)), .atLeastDays(61), .share(1), .integer(-3),
        .withheld("données insuffisantes (n = 2)"),
      ],
      [.text(""), .money(.zero), .withheld("données insuffisantes (n = 1)"), .number(-0.000_000_1), .blank, .blank],
    ])

  private func text(_ name: TableFormatName, _ language: Language, _ currency: Currency = .euro) -> String {
    var output = OutputBuffer()
    name.format(CellStyle(language: language, currency: currency)).write(table, to: &output)
    return output.text
  }

  @Test func csv() {
    #expect(
      text(.csv, .french) == """
        client,net,dso_days,late_share,n,since
        "Dupont, ""SA""\",1234567.89,45.250000,0.123400,12345,2025-03-09
        '=1+1|*x*,-0.05,61.000000,1.000000,-3,
        ,0.00,,0.000000,,

        """)
    #expect(text(.csv, .french) == text(.csv, .english), "scripts read no language")
  }

  @Test func json() {
    #expect(
      text(.json, .french) == #"""
        [
          {"client": "Dupont, \"SA\"", "net": "1234567.89", "dso_days": 45.250000, "late_share": 0.123400, "n": 12345, "since": "2025-03-09"},
          {"client": "=1+1|*x*", "net": "-0.05", "dso_days": 61.000000, "late_share": 1.000000, "n": -3, "since": null},
          {"client": "", "net": "0.00", "dso_days": null, "late_share": 0.000000, "n": null, "since": null}
        ]

        """#)
  }

  @Test func alignedTextInEnglish() {
    #expect(
      text(.table, .english) == """
        Client                 Net                            DSO    Late       n                          Since
        ────────────  ────────────  ─────────────────────────────  ──────  ──────  ─────────────────────────────
        Dupont, "SA"  1,234,567.89                           45.3   12.3%  12,345                     2025-03-09
        =1+1|*x*             -0.05                         ≥ 61.0  100.0%      -3  données insuffisantes (n = 2)
                              0.00  données insuffisantes (n = 1)  0.0000

        """)
  }

  /// U+202F between thousands and before the percent sign.
  @Test func alignedTextInFrench() {
    #expect(
      text(.table, .french) == """
        Client                 Net                            DSO     Late       n                          Since
        ────────────  ────────────  ─────────────────────────────  ───────  ──────  ─────────────────────────────
        Dupont, "SA"  1\u{202F}234\u{202F}567,89                           45,3   12,3\u{202F}%  12\u{202F}345                     09/03/2025
        =1+1|*x*             -0,05                         ≥ 61,0  100,0\u{202F}%      -3  données insuffisantes (n = 2)
                              0,00  données insuffisantes (n = 1)   0,0000

        """)
  }

  @Test func markdown() {
    #expect(
      text(.md, .english) == #"""
        | Client       |          Net |                           DSO |   Late |      n |                         Since |
        | ------------ | -----------: | ----------------------------: | -----: | -----: | ----------------------------: |
        | Dupont, "SA" | 1,234,567.89 |                          45.3 |  12.3% | 12,345 |                    2025-03-09 |
        | =1+1\|\*x\*  |        -0.05 |                        ≥ 61.0 | 100.0% |     -3 | données insuffisantes (n = 2) |
        |              |         0.00 | données insuffisantes (n = 1) | 0.0000 |        |                               |

        """#)
  }

  @Test func aCurrencyHasItsOwnDecimals() {
    #expect(text(.csv, .english, Currency(code: "JPY")!).contains(",123456789,"))
    #expect(text(.csv, .english, Currency(code: "TND")!).contains(",123456.789,"))
    #expect(text(.table, .french, Currency(code: "JPY")!).contains("123\u{202F}456\u{202F}789 "))
  }

  @Test func aTableWithoutRows() {
    let empty = Table([Column("a", "A"), Column("b", "B", isNumeric: false)], rows: [])
    func text(_ name: TableFormatName) -> String {
      var output = OutputBuffer()
      name.format(CellStyle(language: .english, currency: .euro)).write(empty, to: &output)
      return output.text
    }
    #expect(text(.csv) == "a,b\n")
    #expect(text(.json) == "[]\n")
    #expect(text(.table) == "A  B\n─  ─\n")
    #expect(text(.md) == "|   A | B   |\n| --: | --- |\n")
  }

  @Test func rowsAreMadeWhenTheyAreWritten() {
    let squares = Table([Column("n", "n")], rowCount: 3) { [.integer($0 * $0)] }
    var output = OutputBuffer()
    CSVFormat(.euro).write(squares, to: &output)
    #expect(output.text == "n\n0\n1\n4\n")
  }

  @Test func aRowOfTheWrongLengthTraps() async {
    await #expect(processExitsWith: .failure) { _ = Table([Column("a", "A")], rows: [[.blank, .blank]]).row(0) }
  }
}
