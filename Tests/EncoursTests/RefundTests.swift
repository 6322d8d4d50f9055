import TestSupport
import Testing

/// Money given back on a paid invoice: the debt is open again, and a refund is no payment.
@Suite struct RefundTests {
  /// Twenty-four invoices of 100.00, paid ten days after their due day; half of them are given back in February.
  private static let invoices =
    "invoice,client,issued,due,amount\n"
    + (1...24).map { "F\($0),C\($0 % 12),2024-12-01,2024-12-31,100.00\n" }.joined()
  private static let payments =
    "client,invoice,date,amount,kind\n"
    + (1...24).map { "C\($0 % 12),F\($0),2025-01-10,100.00,payment\n" }.joined()
    + (1...12).map { "C\($0 % 12),F\($0),2025-02-05,100.00,refund\n" }.joined()

  private func rows(_ arguments: String..., asOf: String) throws -> [[String]] {
    try Workplace.with(["i.csv": Self.invoices, "p.csv": Self.payments]) { place throws in
      let outcome = try Program.run(
        [arguments[0], "i.csv", "p.csv", "--as-of", asOf, "--format", "csv"] + arguments.dropFirst(),
        folder: place.folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return outcome.output.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    }
  }

  @Test func theDebtIsOpenAgainWhateverCountsAsASubject() throws {
    let aging = try rows("aging", asOf: "2025-03-31")
    #expect(aging.last?.prefix(3) == ["net", "12", "1200.00"])
    for (weight, all, half) in [("invoice", "24", "12"), ("amount", "2400.00", "1200.00")] {
      let curve = try rows("decay", "--weight", weight, asOf: "2025-03-31")
      #expect(curve.filter { ["0", "30"].contains($0[0]) }.map { $0[1] } == [all, half])
    }
    let before = try rows("decay", asOf: "2025-01-31")
    #expect(before.first { $0[0] == "0" }?[5] == "1.000000", "nobody knows of it before its day")
  }

  @Test func aRefundIsNoPayment() throws {
    let dso = try rows("dso", asOf: "2025-03-31")
    #expect(try #require(dso.first { $0[0] == "direct_payment_delay" })[1] == "40.000000")
    let months = try rows("effectiveness", asOf: "2025-02-28")
    #expect(months.map { $0[8] } == ["collected_share", "0.000000", "1.000000", "0.000000"])
  }
}
