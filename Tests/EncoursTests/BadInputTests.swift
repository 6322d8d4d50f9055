import Foundation
import TestSupport
import Testing

private let good = "I1,C1,2025-01-01,2025-01-31,100.00"
private let asOfNote = "encours: as of 2025-01-01, the last day the ledger knows (choose with --as-of)\n"

/// `check --rejected` on one good row and these: the table without its header, and the notes.
private func rejected(_ rows: String..., header: String = header) throws -> [String] {
  let text = header + good + String(repeating: ",", count: header.count { $0 == "," } - 4) + "\n"
  let outcome = try encours(
    "check", "--rejected", "--format", "csv", "--as-of", "2025-12-31",
    ledger: text + rows.map { $0 + "\n" }.joined())
  #expect(outcome.status == (rows.isEmpty ? 0 : 2))
  let lines = outcome.output.split(separator: "\n").map(String.init)
  #expect(lines.first == "file,line,column,amount,reason,text")
  return Array(lines.dropFirst())
}

// MARK: - The command line

@Suite struct OptionTests {
  private let text = ledger(good, "I2,C1,2025-01-10,2025-01-31,50.00")

  @Test func aDayWithItsDayFirst() throws {
    let outcome = try encours("aging", "--format", "csv", "--as-of", "05/01/2025", ledger: text)
    #expect(outcome.output.contains("\nnot_due,1,100.00,") && outcome.status == 0)
    for wrong in ["31/13/2025", "5/1/2025", "2025/01/05", "01/05"] {
      #expect(try encours("aging", "--as-of", wrong, ledger: text).status == 64)
    }
  }

  @Test func threadsBelowOneAreASentence() throws {
    #expect(
      try encours("aging", "--threads", "-1", ledger: text).errors.contains("Error: --threads must be at least 1."))
  }

  @Test func aDecimalCommaInAmountsAndRates() throws {
    let dollars = "invoice,client,issued,due,amount,currency\nI1,C1,2025-01-01,2025-01-31,100.00,USD\n"
    let outcome = try encours("aging", "--format", "csv", "--currency", "EUR", "--rate", "USD=0,9", ledger: dollars)
    #expect(outcome.output.contains("\nnot_due,1,90.00,"))
    try Workplace.with(["ledger.csv": text]) { place in
      let wrong = try place.run("report", "ledger.csv", "--out", "report", "--control-account", "150,01")
      #expect(wrong.errors.contains("the account shows 150.01 EUR, the open items net to 150.00."))
    }
  }
}

// MARK: - The file

@Suite struct UnreadableFileTests {
  private func expect(_ sentence: String, from text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let outcome = try encours("check", ledger: text)
    #expect(outcome.errors == "encours: " + sentence + "\n", sourceLocation: sourceLocation)
    #expect(outcome.output == "" && outcome.status == 1, sourceLocation: sourceLocation)
  }

  @Test func noSuchFile() throws {
    try Workplace.with([:]) { place in
      let outcome = try place.run("check", "ledger.csv")
      #expect(
        outcome.errors
          == "encours: ledger.csv: cannot open: no such file. Check the path and the permissions.\n")
      #expect(outcome.status == 1 && outcome.output == "")
      #expect(
        try place.run("check", ".").errors
          == "encours: .: cannot open: it is a folder. Check the path and the permissions.\n")
    }
  }

  @Test func anEmptyFile() throws {
    try expect("ledger.csv: the file is empty. Expected a header line and one row an invoice.", from: "")
  }

  @Test func aHeaderOnly() throws {
    let sentence = "ledger.csv: there is a header but no row below it. Expected one row an invoice."
    try expect(sentence, from: header)
    try expect(sentence, from: header + "\n\n")
    try expect(sentence, from: String(header.dropLast()))
  }

  @Test func aMissingColumn() throws {
    try expect(
      "ledger.csv: no column found for amount. The header has 'invoice', 'client', 'issued', 'due'. Rename a column, or "
        + "say which it is: --column amount=HEADER.",
      from: "invoice,client,issued,due\nI1,C1,2025-01-01,2025-01-31\n")
    try expect(
      "ledger.csv: no column found for client, due. The header has 'invoice', 'issued', 'amount'. Rename columns, or say "
        + "which they are: --column client=HEADER --column due=HEADER. 'encours check --suggest' with this file begins an "
        + "encours.yml in which to say it once. Due days can also follow from payment terms: --terms 30.",
      from: "invoice,issued,amount\nI1,2025-01-01,1.00\n")
  }

  /// What a message proposes can be typed as it is.
  @Test func aHeaderWithBlanksIsQuotedForTheShell() throws {
    try expect(
      "ledger.csv: columns 'Montant TTC', 'amount' all look like amount. Say which to use: --column 'amount=Montant TTC'.",
      from: "invoice,client,issued,due,Montant TTC,amount\nI1,C1,2025-01-01,2025-01-31,1,2\n")
  }

  @Test func twoColumnsForOneMeaning() throws {
    let text = "invoice,client,issued,due,amount,Montant TTC\nI1,C1,2025-01-01,2025-01-31,1,2\n"
    try expect(
      "ledger.csv: columns 'amount', 'Montant TTC' all look like amount. Say which to use: --column 'amount=Montant TTC'.",
      from: text)
    let chosen = try encours("aging", "--format", "csv", "--column", "amount=Montant TTC", ledger: text)
    #expect(chosen.status == 0 && chosen.output.contains("\nnot_due,1,2.00,"))
    #expect(
      try encours("aging", "--column", "amount=montant", ledger: text).errors
        == "encours: ledger.csv: there is no column 'montant'. The header has 'invoice', 'client', 'issued', 'due', "
        + "'amount', 'Montant TTC'.\n")
  }

  @Test func aQuoteThatNeverCloses() throws {
    try expect(
      "ledger.csv:3: a quote opens in this record and never closes. Close it, or double it if it belongs to the text.",
      from: ledger(good, "I2,\"C1,2025-01-01,2025-01-31,1.00", "I3,C1,2025-01-01,2025-01-31,1.00"))
  }

  @Test func aNulByte() throws {
    try expect(
      "ledger.csv:2: the file holds a NUL byte, so it is not plain text. Save it as CSV in UTF-8.",
      from: ledger("I1,C\01,2025-01-01,2025-01-31,1.00"))
    // Excel's "Unicode text" is UTF-16.
    try Workplace.with([:]) { place in
      try place.write(ledger(good).data(using: .utf16LittleEndian)!, to: "ledger.csv")
      #expect(
        try place.run("check", "ledger.csv").errors
          == "encours: ledger.csv:1: the file holds a NUL byte, so it is not plain text. Save it as CSV in UTF-8.\n")
    }
  }

  /// The limit is for a reader that goes back to the line's beginning again and again, which would take hours.
  @Test(.timeLimit(.minutes(10))) func aLineOfAHundredMegabytes() throws {
    try Workplace.with([:]) { place in
      try place.write(Data(ledger(good).utf8) + Data(repeating: 0x78, count: 100_000_000), to: "long.csv")
      let outcome = try place.run("check", "long.csv")
      #expect(
        outcome.errors
          == "encours: long.csv:3: this line is longer than 1 MiB. Is the file a table with one row a line?\n")
      #expect(outcome.status == 1)
    }
  }

  @Test func noRowThatCanBeUsed() throws {
    try expect(
      "none of the 2 rows can be used. The first: ledger.csv:2: cannot read '1 EUR' as an amount in amount. Expected "
        + "digits with one decimal mark, such as 1234.56.",
      from: ledger("I1,C1,2025-01-01,2025-01-31,1 EUR", "I2,C1,2025-01-02,2025-01-31,2 EUR"))
  }

  @Test func numbersOfAccountsTakenForAmounts() throws {
    try expect(
      "the only row cannot be used: ledger.csv:2: '4970100000000000' in amount is too large for an amount. Check that "
        + "the column holds amounts, not numbers of documents or accounts.",
      from: ledger("I1,C1,2025-01-01,2025-01-31,4970100000000000"))
  }
}

// MARK: - One row

@Suite struct UnusableRowTests {
  @Test func anUnreadableAmount() throws {
    #expect(
      try rejected("I2,C1,2025-01-01,2025-01-31,12 EUR") == [
        "ledger.csv,3,amount,,\"cannot read '12 EUR' as an amount in amount. Expected digits with one decimal mark, such "
          + "as 1234.56.\",\"I2,C1,2025-01-01,2025-01-31,12 EUR\""
      ])
    #expect(
      try rejected("I2,C1,2025-01-01,2025-01-31,12.345") == [
        "ledger.csv,3,amount,,'12.345' in amount has more decimals than EUR. Round it in the source.,\"I2,C1,2025-01-01,"
          + "2025-01-31,12.345\""
      ])
  }

  @Test func anUnreadableDate() throws {
    #expect(
      try rejected("I2,C1,2025-02-30,2025-03-31,5.00", "I3,C1,2025-02-20,hier,5.00") == [
        "ledger.csv,3,issued,5.00,\"cannot read '2025-02-30' as a date in issued. Expected 2025-12-31, 20251231 or "
          + "31/12/2025.\",\"I2,C1,2025-02-30,2025-03-31,5.00\"",
        "ledger.csv,4,due,5.00,\"cannot read 'hier' as a date in due. Expected 2025-12-31, 20251231 or 31/12/2025.\","
          + "\"I3,C1,2025-02-20,hier,5.00\"",
      ])
  }

  @Test func dueBeforeIssue() throws {
    #expect(
      try rejected("I2,C1,2025-02-20,2025-01-31,5.00") == [
        "ledger.csv,3,due,5.00,due day 2025-01-31 is before issue day 2025-02-20. Check that the two columns are not "
          + "swapped.,\"I2,C1,2025-02-20,2025-01-31,5.00\""
      ])
  }

  @Test func duplicateInvoiceNumbers() throws {
    #expect(
      try rejected(good, "I1,C1,2025-01-01,2025-01-31,101.00") == [
        "ledger.csv,3,invoice,100.00,\"this invoice was already read on line 2, identically. The first is kept; remove "
          + "this row.\",\"I1,C1,2025-01-01,2025-01-31,100.00\"",
        "ledger.csv,4,invoice,101.00,this invoice number was already read on line 2 with other figures. The first is "
          + "kept; number the two apart or remove one.,\"I1,C1,2025-01-01,2025-01-31,101.00\"",
      ])
  }

  @Test func negativeAndZeroAmounts() throws {
    #expect(
      try rejected("I2,C1,2025-01-10,2025-01-31,-100.00", "I3,C1,2025-01-10,2025-01-31,0") == [
        "ledger.csv,3,amount,-100.00,\"the amount is negative. If this is a credit note, say so in a column 'kind' "
          + "(credit note, avoir).\",\"I2,C1,2025-01-10,2025-01-31,-100.00\"",
        "ledger.csv,4,amount,0.00,\"the amount is 0, so there is nothing to collect. Remove the row, or correct the "
          + "amount.\",\"I3,C1,2025-01-10,2025-01-31,0\"",
      ])
  }

  @Test func tooFewOrTooManyFields() throws {
    #expect(
      try rejected("I2,C1,2025-01-10", "I3,C1,2025-01-10,2025-01-31,1,234.00") == [
        "ledger.csv,3,,,3 fields where the header has 5. Check for a missing or an unquoted delimiter.,\"I2,C1,"
          + "2025-01-10\"",
        "ledger.csv,4,,,6 fields where the header has 5. Check for a missing or an unquoted delimiter.,\"I3,C1,"
          + "2025-01-10,2025-01-31,1,234.00\"",
      ])
  }

  @Test func aRowThatSwallowedTheNext() throws {
    #expect(
      try rejected("I2,\"C1,2025-01-01,2025-01-31,1.00", "I3,\"C2\",2025-01-01,2025-01-31,2.00") == [
        "ledger.csv,3,,,\"the row runs over 2 lines, to a quote with text after it. Close each quote at the end of its "
          + "field, and double a quote that belongs to the text.\",\"I2,\"\"C1,2025-01-01,2025-01-31,1.00\""
      ])
  }

  @Test func theNoteNamesTheFirstAndTheAmount() throws {
    let outcome = try encours(
      "aging", "--as-of", "2025-01-31",
      ledger: ledger(good, "I2,,2025-01-10,2025-01-31,5.00", "I3,C1,2025-01-10,2025-01-31,x"))
    #expect(
      outcome.errors
        == "encours: 2 rows rejected (5.00 EUR signs aside; 1 amount could not be read). The first: ledger.csv:3: client "
        + "is empty. Fill it in.\n")
    let one = try encours("aging", "--as-of", "2025-01-31", ledger: ledger(good, "I3,C1,2025-01-10,2025-01-31,x"))
    #expect(
      one.errors.hasPrefix("encours: 1 row rejected (no amount could be read). The first: ledger.csv:3: "))
  }

  @Test func maxRejectedTurnsStatus2Into0() throws {
    let text = ledger(good, "I2,,2025-01-10,2025-01-31,5.00", "I3,C1,2025-01-10,2025-01-31,x")
    for (allowed, status) in [("0", 2), ("1", 2), ("2", 0), ("100", 0)] as [(String, Int32)] {
      for command in ["check", "aging", "dso", "decay"] {
        #expect(try encours(command, "--max-rejected", allowed, ledger: text).status == status)
      }
    }
  }

  /// Kept as it is, and said in the report and in `check`.
  @Test func aPaymentBeforeTheIssue() throws {
    let text =
      "invoice,client,issued,due,amount,paid_on\nI1,C1,2025-01-10,2025-01-31,100.00,2025-01-05\n"
      + "I2,C1,2025-01-10,2025-01-31,50.00,\n"
    let sentence = "Paid before they were issued: the payment keeps its day, the balance changes on the issue day."
    try Workplace.with(["ledger.csv": text]) { place in
      let check = try place.run("check", "ledger.csv", "--format", "csv")
      #expect(check.status == 0)
      #expect(check.output.contains("\nall files,noticed,\"\(sentence) 1\"\n"))
      #expect(check.output.contains("\nall files,rows used,2\nall files,rows after the as-of day,0\n"))
      let report = try place.run("report", "ledger.csv", "--out", "report", "--as-of", "2025-01-31")
      #expect(report.status == 0 && report.errors == "")
      #expect(
        try place.text("report/report.md").contains("\(sentence) 1 row, 100.00 EUR, on line 2."))
    }
  }
}

// MARK: - What the file leaves open

@Suite struct OpenQuestionTests {
  @Test func anOpenDateOrderAsksForIt() throws {
    let text = ledger("I1,C1,03/04/2025,2025-05-31,100.00")
    let open = try encours("aging", ledger: text)
    #expect(
      open.errors
        == "encours: ledger.csv:2: every date of column 'issued' could be day/month or month/day. Say which: "
        + "--date-order dmy or --date-order mdy.\n")
    #expect(open.status == 1 && open.output == "")
    let dayFirst = try encours("aging", "--date-order", "dmy", ledger: text)
    #expect(dayFirst.errors == "encours: as of 2025-04-03, the last day the ledger knows (choose with --as-of)\n")
    let monthFirst = try encours("aging", "--date-order", "mdy", ledger: text)
    #expect(monthFirst.errors == "encours: as of 2025-03-04, the last day the ledger knows (choose with --as-of)\n")
    #expect(dayFirst.status == 0 && monthFirst.status == 0)
  }

  @Test func anOpenDecimalMarkAsksForIt() throws {
    let text = ledger("I1,C1,2025-04-03,2025-05-31,1.234", "I2,C1,2025-04-03,2025-05-31,5.000")
    let open = try encours("aging", ledger: text)
    #expect(
      open.errors
        == "encours: ledger.csv:2: in column 'amount' the mark before three digits could separate thousands or decimals. "
        + "Say which is the decimal mark: --decimal-mark , or --decimal-mark .\n")
    #expect(open.status == 1 && open.output == "")
    let thousands = try encours("aging", "--decimal-mark", ",", "--format", "csv", ledger: text)
    #expect(thousands.status == 0 && thousands.output.hasSuffix("\nnet,2,6234.00,\n"))
    let decimals = try encours("aging", "--decimal-mark", ".", "--format", "csv", ledger: text)
    #expect(decimals.status == 2 && decimals.output.hasSuffix("\nnet,1,5.00,\n"), "1.234 has one decimal too many")
  }

  @Test func mixedCurrenciesAskForARate() throws {
    let text =
      "invoice,client,issued,due,amount,currency\nI1,C1,2025-04-03,2025-05-31,100.00,EUR\n"
      + "I2,C1,2025-04-03,2025-05-31,100.00,USD\n"
    let mixed = try encours("aging", ledger: text)
    #expect(
      mixed.errors
        == "encours: the ledger mixes the currencies EUR, USD. Give a rate for each but one, for example --rate USD=0.92 "
        + "for the price of 1 USD in EUR, or a table of rates by day: --rates FILE.\n")
    #expect(mixed.status == 1 && mixed.output == "")
    let rated = try encours("aging", "--rate", "USD=0.9", "--format", "csv", ledger: text)
    #expect(rated.status == 0 && rated.output.hasSuffix("\nnet,2,190.00,\n"))
    #expect(
      try encours("aging", "--currency", "EUR", ledger: text).errors
        == "encours: the ledger has amounts in USD, and no rate to EUR. Give one for each, for example --rate USD=0.92 for "
        + "the price of 1 USD in EUR, or a table of rates by day: --rates FILE.\n")
  }

  @Test func anAsOfDayBeforeTheFirstInvoice() throws {
    let outcome = try encours("aging", "--as-of", "2024-12-31", ledger: ledger(good))
    #expect(
      outcome.errors
        == "encours: nothing was issued by 2024-12-31: the first invoice is of 2025-01-01. Choose an as-of day from then "
        + "on.\n")
    #expect(outcome.status == 1 && outcome.output == "")
  }

  @Test func theDefaultAsOfDayAndLaterRowsAreSaid() throws {
    let text = ledger(good, "I2,C1,2025-02-01,2025-03-01,1.00", "I3,C1,2025-02-02,2025-03-01,1.00")
    #expect(
      try encours("aging", ledger: text).errors
        == "encours: as of 2025-02-02, the last day the ledger knows (choose with --as-of)\n")
    #expect(
      try encours("aging", "--as-of", "2025-02-01", ledger: text).errors
        == "encours: 1 row dated after 2025-02-01 is not used\n")
    #expect(
      try encours("aging", "--as-of", "2025-01-01", ledger: text).errors
        == "encours: 2 rows dated after 2025-01-01 are not used\n")
  }
}

// MARK: - Forms of one ledger

@Suite struct FormsOfInputTests {
  private let text = ledger(good, "I2,\"C,2\",2025-01-01,2025-01-31,50.00")
  private let expected =
    "bucket,items,amount,share\nnot_due,2,150.00,1.000000\n1-30,0,0.00,0.000000\n"
    + "31-60,0,0.00,0.000000\n61-90,0,0.00,0.000000\n91-180,0,0.00,0.000000\n>180,0,0.00,0.000000\n"
    + "unallocated,0,0.00,\nnet,2,150.00,\n"

  @Test(arguments: ["\n", "\r\n", "\r"]) func lineEndsOfEverySystem(end: String) throws {
    let outcome = try encours("aging", "--format", "csv", ledger: text.replacing("\n", with: end))
    #expect(outcome.status == 0)
    #expect(outcome.output == expected)
    #expect(outcome.errors == asOfNote)
  }

  @Test(arguments: [";", "\t", "|"]) func everyDelimiter(delimiter: String) throws {
    let other = text.replacing(",", with: delimiter)
    #expect(try encours("aging", "--format", "csv", ledger: other).output == expected)
  }

  @Test func standardInput() throws {
    try Workplace.with([:]) { place in
      let outcome = try place.run("aging", "-", "--format", "csv", input: text)
      #expect(outcome.status == 0 && outcome.output == expected && outcome.errors == asOfNote)
      let rejected = try place.run("check", "-", "--rejected", "--format", "csv", input: text + "I3,C1\n")
      #expect(rejected.status == 2)
      #expect(
        rejected.output.hasSuffix(
          "\nstandard input,4,,,2 fields where the header has 5. Check for a missing or an unquoted delimiter.,"
            + "\"I3,C1\"\n"), "rows of a stream can be quoted")
      #expect(
        try place.run("check", "-", input: "").errors
          == "encours: standard input: the file is empty. Expected a header line and one row an invoice.\n")
      #expect(try place.content == [], "the copy of a stream has no name")
    }
  }

  /// What has to be read twice is kept where the system says that temporary files are.
  @Test func theTemporaryFolderIsTheSystems() throws {
    try Workplace.with([:]) { place in
      func run(_ folder: String) throws -> Program.Outcome {
        try Program.run("aging", "-", "--format", "csv", input: Data(text.utf8), environment: ["TMPDIR": folder])
      }
      let none = try run("\(place.folder.path)/none")
      #expect(
        none.errors
          == "encours: standard input: cannot open: no file can be made in the temporary folder \(place.folder.path)/none "
          + "(TMPDIR): no such file. Check the path and the permissions.\n")
      for folder in [place.folder.path, ""] { #expect(try run(folder).output == expected) }
      #expect(try place.content == [], "the copy has no name")
    }
  }

  @Test func aPipe() throws {
    try Workplace.with(["ledger.csv": text + "I3,C1\n"]) { place in
      let pipe = place.folder.appendingPathComponent("pipe").path
      try #require(mkfifo(pipe, 0o600) == 0)
      let writer = Process()
      writer.executableURL = URL(fileURLWithPath: "/bin/sh")
      writer.arguments = ["-c", "cat ledger.csv > pipe"]
      writer.currentDirectoryURL = place.folder
      try writer.run()
      let outcome = try place.run("check", "pipe", "--rejected", "--format", "csv")
      writer.waitUntilExit()
      #expect(outcome.status == 2)
      #expect(outcome.output.hasSuffix(",\"I3,C1\"\n"))
    }
  }
}

// MARK: - The command line

@Suite struct UsageTests {
  @Test(arguments: [
    ["aging"], ["aging", "x.csv", "--nope"], ["aging", "x.csv", "--as-of", "12/31/2025"],
    ["aging", "x.csv", "--as-of", "2025-02-30"], ["aging", "x.csv", "--column", "foo=bar"],
    ["aging", "x.csv", "--column", "amount"], ["aging", "x.csv", "--rate", "USD=0"],
    ["aging", "x.csv", "--currency", "EURO"], ["aging", "x.csv", "--date-order", "ymd"],
    ["aging", "x.csv", "--decimal-mark", ";"], ["aging", "x.csv", "--threads", "0"],
    ["aging", "x.csv", "--max-rejected=-1"], ["aging", "x.csv", "--bounds", "30,30"],
    ["aging", "x.csv", "--by", "payment"], ["aging", "x.csv", "--format", "xlsx"],
    ["aging", "x.csv", "--language", "de"], ["aging", "-", "-"], ["dso", "x.csv", "--window", "0"],
    ["report", "x.csv"], ["report", "x.csv", "--out", ""], ["report", "x.csv", "--out", "o", "--late-after", "400"],
    ["report", "x.csv", "--out", "o", "--control-account", "1,5,0"], ["sample", "--out", "o", "--clients", "0"],
    ["nope"],
  ]) func aWrongCommandLineEndsWith64(arguments: [String]) throws {
    try Workplace.with([:]) { place in
      let outcome = try Program.run(arguments, folder: place.folder)
      #expect(outcome.status == 64)
      #expect(outcome.output == "")
      #expect(outcome.errors.hasPrefix("Error: "))
      #expect(try place.content == [])
    }
  }

  @Test func helpAndVersionAreResults() throws {
    for arguments in [["--help"], ["--version"], ["report", "--help"], []] {
      let outcome = try Program.run(arguments)
      #expect(outcome.status == 0 && outcome.errors == "" && outcome.output != "")
    }
  }
}
