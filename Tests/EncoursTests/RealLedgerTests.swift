import Foundation
import TestSupport
import Testing

/// Figures known on ledgers that nobody here wrote, from plain pandas and lifelines: the data folder's README.
@Suite(.enabled(if: Files.hasRealLedgers, "the folder of real ledgers is absent"))
struct RealLedgerTests {
  struct Known: CustomTestStringConvertible, Sendable {
    let file: String
    let asOf: String
    let open: Int
    let amount: String
    /// Not due, 1–30, 31–60, 61–90, 91–180, over 180.
    let buckets: [String]
    let simple: String
    let countBack: String
    var testDescription: String { "\(file) \(asOf)" }
  }

  static let known = [
    Known(
      file: "ibm/receivables.csv", asOf: "2012-06-30", open: 98, amount: "5504.09",
      buckets: ["4594.36", "909.73", "0.00", "0.00", "0.00", "0.00"], simple: "27.229787", countBack: "29.616828"),
    Known(
      file: "ibm/receivables.csv", asOf: "2012-12-31", open: 99, amount: "5725.06",
      buckets: ["4936.32", "788.74", "0.00", "0.00", "0.00", "0.00"], simple: "26.840678", countBack: "27.329907"),
    Known(
      file: "ibm/receivables.csv", asOf: "2013-05-05", open: 102, amount: "6171.94",
      buckets: ["5146.44", "1025.50", "0.00", "0.00", "0.00", "0.00"], simple: "28.573267", countBack: "28.189649"),
    Known(
      file: "highradius/invoices.csv", asOf: "2019-03-31", open: 1_788, amount: "53999046.81",
      buckets: ["44907653.21", "8667077.04", "165176.36", "259140.20", "0.00", "0.00"], simple: "18.466736",
      countBack: "16.946563"),
    Known(
      file: "highradius/invoices.csv", asOf: "2019-06-30", open: 1_805, amount: "59160667.38",
      buckets: ["51627863.26", "6626603.48", "663927.47", "181526.17", "60747.00", "0.00"], simple: "18.178607",
      countBack: "18.099075"),
  ]

  /// A command's CSV, by first column.
  private func figures(_ command: String, _ file: String, asOf: String) throws -> [String: [String]] {
    let path = Files.realLedgers.appendingPathComponent(file).path
    let outcome = try Program.run(command, path, "--as-of", asOf, "--format", "csv")
    #expect(outcome.status == 0 && !outcome.errors.contains("rejected"), "\(outcome.errors)")
    let rows = outcome.output.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], Array($0.dropFirst())) })
  }

  @Test(arguments: known) func openAmountsByAge(known: Known) throws {
    let aging = try figures("aging", known.file, asOf: known.asOf)
    let names = ["not_due", "1-30", "31-60", "61-90", "91-180", ">180"]
    #expect(names.map { aging[$0]?[1] } == known.buckets)
    #expect(names.compactMap { aging[$0].flatMap { Int($0[0]) } }.reduce(0, +) == known.open)
    #expect(aging["net"]?.prefix(2) == ["\(known.open)", known.amount])
    #expect(aging["unallocated"]?.prefix(2) == ["0", "0.00"])
  }

  @Test(arguments: known) func daysSalesOutstanding(known: Known) throws {
    let dso = try figures("dso", known.file, asOf: known.asOf)
    #expect(dso["simple_90"]?[0] == known.simple)
    #expect(dso["count_back"]?[0] == known.countBack)
  }

  @Test(arguments: [
    ("ibm/receivables.csv", "2012-12-31", ["0": "0.389127", "15": "0.080966", "30": "0.003848"]),
    (
      "highradius/invoices.csv", "2019-06-30",
      [
        "0": "0.428372", "15": "0.041393", "30": "0.025751", "45": "0.014504", "60": "0.007892", "90": "0.002376",
      ]
    ),
  ]) func paymentDecay(file: String, asOf: String, unpaid: [String: String]) throws {
    let decay = try figures("decay", file, asOf: asOf)
    for (day, probability) in unpaid { #expect(decay[day]?[1] == probability, "\(day) days past due") }
  }

  @Test func delaysOfHighRadius() throws {
    let dso = try figures("dso", "highradius/invoices.csv", asOf: "2019-06-30")
    #expect(dso["direct_payment_delay"]?[0] == "15.751092")
    // Days late are on the page with one decimal, and in run.json.
    try Workplace.with([:]) { place in
      let path = Files.realLedgers.appendingPathComponent("highradius/invoices.csv").path
      #expect(try place.run("report", path, "--as-of", "2019-06-30", "--out", "report").status == 0)
      let record = try place.text("report/run.json")
      for figure in ["\"mean\": 0.537881", "\"median\": 0.000000", "\"weighted_mean\": 0.748621"] {
        #expect(record.contains(figure))
      }
      let cells = try place.text("report/report.md").split(separator: "\n").map {
        $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      }
      #expect(cells.first { $0.first == "Days late of paid invoices, mean" }?[1] == "0.5")
      #expect(cells.first { $0.first == "Days late of paid invoices, weighted" }?[1] == "0.7")
    }
  }

  @Test func theLastDayOfEachLedgerIsKnown() throws {
    for (file, day) in [("ibm/receivables.csv", "2013-05-05"), ("highradius/invoices.csv", "2019-06-30")] {
      let outcome = try Program.run("check", Files.realLedgers.appendingPathComponent(file).path, "--format", "csv")
      #expect(outcome.output.contains("\nall files,as-of day,\(day)\n"))
      #expect(outcome.output.contains("\nall files,rows rejected,0\n"))
    }
  }

  // MARK: - Books

  /// The balance of account 411 by adding up the lines, debits less credits, and lines by account.
  static let books = [
    (file: "fec/111111111FEC20221231.TXT", asOf: "2023-07-31", lines: 934, clients: 151, balance: "14416.52"),
    (file: "fec/0000000001FEC20220831.txt", asOf: "2022-08-31", lines: 5_422, clients: 538, balance: "52517.24"),
  ]

  @Test(arguments: books.indices) func openItemsTieToTheAccounts(index: Int) throws {
    let known = RealLedgerTests.books[index]
    let path = Files.realLedgers.appendingPathComponent(known.file).path
    let check = try Program.run("check", path, "--format", "csv")
    #expect(check.status == 0)
    for fact in [
      "as-of day,\(known.asOf)", "rows read,\(known.lines)", "rows used,\(known.clients)", "rows rejected,0",
      "lines on other accounts,\(known.lines - known.clients)", "balance of account 411,\(known.balance)",
      "\"open items, net\",\(known.balance)", "tie to the accounts,holds to the cent",
    ] { #expect(check.output.contains("\nall files,\(fact)\n"), "\(fact)") }
    let aging = try Program.run("aging", path, "--terms", "30", "--format", "csv")
    #expect(aging.status == 0 && aging.output.contains("\nnet,"))
    #expect(
      aging.output.split(separator: "\n").last?.split(separator: ",", omittingEmptySubsequences: false)[2]
        == known.balance[...])
    try Workplace.with([:]) { place in
      let report = try place.run("report", path, "--terms", "30", "--control-account", known.balance, "--out", "report")
      #expect(report.status == 0, "\(report.errors)")
      #expect(try place.text("report/report.md").contains("of the FEC"))
      let record = try place.text("report/run.json")
      #expect(record.contains("\"terms\": \"30\"") && !record.contains("\"due_days_assumed\": 0"))
    }
    for command in ["dso", "decay", "delays", "effectiveness", "concentration", "migration"] {
      #expect(try Program.run(command, path, "--terms", "45 end of month").status == 0, "\(command)")
    }
    #expect(try Program.run("aging", path).errors.contains("a FEC has no due days. Say the payment terms"))
  }

  /// On every month's end the open items are what the account shows.
  @Test(arguments: books.indices) func theyTieOnEveryMonthsEnd(index: Int) throws {
    let known = RealLedgerTests.books[index]
    let file = Files.realLedgers.appendingPathComponent(known.file)
    var lines: [(day: String, cents: Int)] = []
    for line in String(decoding: try Data(contentsOf: file), as: UTF8.self).split(whereSeparator: \.isNewline)
      .dropFirst()
    {
      let fields = line.split(separator: line.contains("\t") ? "\t" : "|", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      func cents(_ text: String) -> Int { Int(text.replacing(",", with: ""))! }
      if fields[4].hasPrefix("411") { lines.append((fields[3], cents(fields[11]) - cents(fields[12]))) }
    }
    let last = known.asOf.replacing("-", with: "")
    for month in Set(lines.map { $0.day.prefix(6) }).sorted() {
      let day = "\(month)28"
      if day > last { continue }
      let sum = lines.filter { $0.day <= day }.reduce(0) { $0 + $1.cents }
      let iso = "\(month.prefix(4))-\(month.suffix(2))-28"
      let aging = try Program.run("aging", file.path, "--terms", "30", "--as-of", iso, "--format", "csv")
      let net = aging.output.split(separator: "\n").last?.split(separator: ",", omittingEmptySubsequences: false)[2]
      #expect(net.map { Int($0.replacing(".", with: "")) } == sum, "\(iso)")
    }
  }

  /// Twenty rows in the original layout, four of them in Canadian dollars.
  @Test func theRawExportIsRead() throws {
    let path = Files.realLedgers.appendingPathComponent("highradius/raw_sample.csv").path
    let check = try Program.run("check", path, "--rate", "CAD=0.75", "--format", "csv")
    #expect(check.status == 0)
    #expect(check.output.contains("\nall files,currency,USD\n"))
    #expect(check.output.contains("\nall files,rows read,20\nall files,rows used,20\n"))
    let withoutRate = try Program.run("check", path)
    #expect(withoutRate.status == 1)
    #expect(
      withoutRate.errors.hasPrefix("encours: the ledger mixes the currencies CAD, USD. Give a rate for each but one"))

    // Open then: 102,414.40 CAD and 55.21 USD, both due in February.
    let aging = try Program.run("aging", path, "--rate", "CAD=0.75", "--as-of", "2019-01-31", "--format", "csv")
    #expect(aging.output.contains("\nnot_due,2,76866.01,1.000000\n"))
    #expect(aging.output.hasSuffix("\nnet,2,76866.01,\n"))
  }
}
