import Receivables
import Testing

@testable import Ingest

@Suite struct LedgerLawTests {
  /// Rows under ``ledgerHeader`` of which about one in four is dirty in some way.
  private func dirtyRows(seed: UInt64, count: Int) -> [String] {
    var random = Random(seed: seed)
    func pick(_ choices: [String], _ random: inout Random) -> String { choices[random.below(choices.count)] }
    return (0..<count).map { number in
      func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
      let month = 1 + random.below(6)
      let issued = "2025-\(two(month))-\(two(1 + random.below(28)))"
      let due = "2025-\(two(month + 1 + random.below(2)))-\(two(1 + random.below(28)))"
      let isNote = random.below(8) == 0
      let isPaid = !isNote && random.below(2) == 0
      var fields = [
        "I\(number)", "C\(random.below(20))", pick(["", "Société \"\"A\"\"", "B\nC", "D, E"], &random),
        "S\(random.below(3))",
        issued, due, "", "\(1 + random.below(5_000)).\(10 + random.below(90))", isNote ? "avoir" : "facture",
        isNote ? "I\(random.below(count))" : "",
        isPaid ? "2025-\(two(month + random.below(6)))-\(two(1 + random.below(28)))" : "",
        isPaid && random.below(3) == 0 ? "\(1 + random.below(5_000))" : "", "", pick(["", "oui", "non"], &random),
      ]
      if random.below(4) == 0 {
        let dirt = [
          (0, ""), (0, "I\(random.below(count))"), (1, ""), (4, "2025-02-30"), (4, ""), (4, "hier"), (5, ""),
          (5, "2024-01-01"), (7, "abc"), (7, "0"), (7, "-5"), (7, ""), (7, "1.2345"), (8, "devis"), (10, "32/13/2025"),
          (11, "-1"), (11, "x"), (12, "annulée"), (12, "payée"), (12, "?"), (13, "peut-être"), (6, "a,b"),
          (4, "2025-12-31"),
        ]
        let (column, text) = dirt[random.below(dirt.count)]
        fields[column] = text
      }
      for column in fields.indices where fields[column].contains("\n") || fields[column].contains("\"") {
        fields[column] = "\"" + fields[column] + "\""
      }
      if fields[2] == "D, E" { fields[2] = "\"D, E\"" }
      return fields.joined(separator: ",") + "\n"
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>, ["2025-04-15", "2025-12-31"])
  func everyRowIsUsedRejectedOrLater(seed: UInt64, asOf: String) throws {
    let rows = dirtyRows(seed: seed, count: 300)
    let reading = try read(ledgerHeader + rows.joined()) { $0.asOf = Day(iso: asOf) }
    #expect(reading.records == 300)
    #expect(reading.records == reading.ledger.documentCount + reading.rejected.count + reading.laterRows)
    #expect(Set(reading.rejected.map(\.row)).count == reading.rejected.count, "a row is rejected once")
    #expect(try Set(reading.rejectedTexts().keys) == Set(reading.rejected.map(\.row)), "and quoted")
  }

  @Test(arguments: 1...2 as ClosedRange<UInt64>) func threadsLeaveNoTrace(seed: UInt64) throws {
    // Three mebibytes, so that there are chunks to race for.
    let rows = dirtyRows(seed: seed, count: 40_000)
    let text = ledgerHeader + rows.joined()
    let alone = try read(text, threads: 1) { $0.asOf = Day(iso: "2025-12-31") }
    #expect(alone.records == alone.ledger.documentCount + alone.rejected.count + alone.laterRows)
    let expected = contents(of: alone.ledger)
    for threads in [2, 3] {
      let reading = try read(text, threads: threads) { $0.asOf = Day(iso: "2025-12-31") }
      #expect(contents(of: reading.ledger) == expected)
      #expect(rejections(reading) == rejections(alone))
      #expect(reading.rejected.map(\.amount) == alone.rejected.map(\.amount))
      #expect(reading.notices == alone.notices && reading.files[0].sha256 == alone.files[0].sha256)
      #expect(reading.unmatchedCreditNotes == alone.unmatchedCreditNotes)
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func theOrderOfRowsLeavesNoTrace(seed: UInt64) throws {
    var random = Random(seed: seed)
    // Without duplicates, of which the first is kept; a client's name is the one on its latest document either way.
    var rows = dirtyRows(seed: seed, count: 300).enumerated().filter { $1.hasPrefix("I\($0),") }.map(\.element)
    let ordered = try read(ledgerHeader + rows.joined()) { $0.asOf = Day(iso: "2025-12-31") }
    rows.shuffle(using: &random)
    let shuffled = try read(ledgerHeader + rows.joined()) { $0.asOf = Day(iso: "2025-12-31") }
    #expect(contents(of: shuffled.ledger) == contents(of: ordered.ledger))
    #expect(shuffled.rejected.count == ordered.rejected.count)
    #expect(shuffled.rejectedAmount == ordered.rejectedAmount)

    let half = rows.count / 2
    let (first, second) = (ledgerHeader + rows[..<half].joined(), ledgerHeader + rows[half...].joined())
    let split = try read(first, second) { $0.asOf = Day(iso: "2025-12-31") }
    #expect(contents(of: split.ledger) == contents(of: ordered.ledger), "nor that of files")
  }
}
