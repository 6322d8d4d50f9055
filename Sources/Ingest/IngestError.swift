public import Receivables

/// Why a ledger cannot be read at all. Facts here; `description` makes the sentence: where, what was found, what to do.
public enum IngestError: Error, Equatable {
  case cannotOpen(file: String, reason: String)
  case cannotRead(file: String, reason: String)
  case empty(file: String)
  case noRows(file: String)
  case missingColumns(file: String, missing: [ColumnMeaning], found: [String])
  case agedBalance(file: String, ages: [String])
  case accountLedger(file: String)
  case twoColumnsForOneMeaning(file: String, meaning: ColumnMeaning, headers: [String])
  case noSuchColumn(file: String, header: String, found: [String])
  case dateOrderOpen(file: String, column: String, line: Int)
  case dateOrderMixed(file: String, column: String, dayFirstLine: Int, monthFirstLine: Int)
  case decimalMarkOpen(file: String, column: String, line: Int)
  case decimalMarkMixed(file: String, column: String, lines: [Int])
  case unclosedQuote(file: String, line: Int)
  case recordTooLong(file: String, line: Int)
  case nulByte(file: String, line: Int)
  case form(file: String, FormFault)
  case database(String, DatabaseFault)
  case amountsTooLarge
  case mixedCurrencies([String])
  case noRate(from: [String], to: String)
  case rateTable(String, RateTableFault)
  case nothingUsable(rejected: Int, first: String)
  case nothingIssuedYet(asOf: Day, firstIssue: Day)
  case noInvoices(file: String, kind: InputKind)
  case booksAndTables(String, String)
  case noTerms(file: String, clients: Int, of: Int)
  case noReceivables(file: String)
  case differentCompanies(files: [String])
  case sameFileTwice(String, String)
  case sameEntryTwice(String, String, journal: String, number: String)
  case fecInXML(file: String)
  case linesLost(read: Int, accounted: Int, amount: Money)
  case doesNotTie(control: Money, bookedLater: Money, net: Money)
}

extension IngestError: CustomStringConvertible {
  public var description: String {
    func list(_ names: [String]) -> String { names.map { "'\($0)'" }.joined(separator: ", ") }
    /// Amounts are tax included: what is proposed should be.
    func likeliest(_ headers: [String]) -> String {
      headers.first { ColumnMeaning.normalized($0).contains("ttc") } ?? headers[0]
    }
    /// As a shell takes it for one word.
    func quoted(_ word: String) -> String {
      let isPlain = word.utf8.allSatisfy {
        ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- 48 < 10 || "=_-.".utf8.contains($0) || $0 >= 0x80
      }
      return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
    return switch self {
    case .cannotOpen(let file, let reason):
      "\(file): cannot open: \(reason). Check the path and the permissions."
    case .cannotRead(let file, let reason):
      "\(file): reading stopped: \(reason)."
    case .empty(let file):
      "\(file): the file is empty. Expected a header line and one row an invoice."
    case .noRows(let file):
      "\(file): there is a header but no row below it. Expected one row an invoice."
    case .missingColumns(let file, let missing, let found):
      "\(file): no column found for \(missing.map(\.rawValue).joined(separator: ", ")). The header has \(list(found)). "
        + (ColumnPreset.knowing(missing, in: found).map {
          "Is it \($0.name)'s? 'preset: \($0.name)' in encours.yml knows these. Else: "
        } ?? "")
        + (missing.count == 1
          ? "Rename a column, or say which it is: --column \(missing[0].rawValue)=HEADER."
          : "Rename columns, or say which they are: \(missing.map { "--column \($0.rawValue)=HEADER" }.joined(separator: " ")). "
            + "'encours check --suggest' with this file begins an encours.yml in which to say it once.")
        + (missing.contains(.due) ? " Due days can also follow from payment terms: --terms 30." : "")
    case .agedBalance(let file, let ages):
      "\(file): this looks like an aged balance, a row a client and a column for each age: \(list(ages)). Its ages are added "
        + "up already; export the open items instead, one row an invoice with its number, client, issue day, due day and "
        + "amount."
    case .accountLedger(let file):
      "\(file): this looks like a ledger of accounts (grand livre): its lines are postings, of invoices and of payments "
        + "alike. Export the FEC instead, or this with the account's number and the journal on every line: invoices and "
        + "payments are rebuilt from either. Or give a list of invoices with what is left to pay."
    case .twoColumnsForOneMeaning(let file, let meaning, let headers):
      "\(file): columns \(list(headers)) all look like \(meaning.rawValue). "
        + "Say which to use: --column \(quoted("\(meaning.rawValue)=\(likeliest(headers))"))."
    case .noSuchColumn(let file, let header, let found):
      "\(file): there is no column '\(header)'. The header has \(list(found))."
    case .dateOrderOpen(let file, let column, let line):
      "\(file):\(line): every date of column '\(column)' could be day/month or month/day. "
        + "Say which: --date-order dmy or --date-order mdy."
    case .dateOrderMixed(let file, let column, let dayFirstLine, let monthFirstLine):
      "\(file): column '\(column)' has the day first on line \(dayFirstLine) and the month first on line "
        + "\(monthFirstLine). Say which is right: --date-order dmy or mdy; the other rows are then rejected."
    case .decimalMarkOpen(let file, let column, let line):
      "\(file):\(line): in column '\(column)' the mark before three digits could separate thousands or decimals. "
        + "Say which is the decimal mark: --decimal-mark , or --decimal-mark ."
    case .decimalMarkMixed(let file, let column, let lines):
      "\(file): column '\(column)' uses its marks one way on line \(lines[0]) and another on line \(lines[1]). "
        + "Say which is the decimal mark: --decimal-mark , or --decimal-mark . ; the other rows are then rejected."
    case .unclosedQuote(let file, let line):
      "\(file):\(line): a quote opens in this record and never closes. Close it, or double it if it belongs to the text."
    case .recordTooLong(let file, let line):
      "\(file):\(line): this line is longer than 1 MiB. Is the file a table with one row a line?"
    case .nulByte(let file, let line):
      "\(file):\(line): the file holds a NUL byte, so it is not plain text. Save it as CSV in UTF-8."
    case .form(let file, let fault): "\(file): \(fault.explanation)"
    case .database(let address, let fault): "\(address): \(fault.explanation)"
    case .amountsTooLarge:
      "the amounts add up to more than can be held to the cent. Check that the columns of amounts hold amounts, not "
        + "numbers of documents or accounts: --column amount=HEADER."
    case .mixedCurrencies(let codes):
      "the ledger mixes the currencies \(codes.joined(separator: ", ")). "
        + "Give a rate for each but one, for example --rate \(codes[1])=0.92 for the price of 1 \(codes[1]) in \(codes[0]), or a "
        + "table of rates by day: --rates FILE."
    case .noRate(let codes, let presentation):
      "the ledger has amounts in \(codes.joined(separator: ", ")), and no rate to \(presentation). Give one for each, for "
        + "example --rate \(codes[0])=0.92 for the price of 1 \(codes[0]) in \(presentation), or a table of rates by day: "
        + "--rates FILE."
    case .rateTable(let place, let fault): "\(place): \(fault.explanation)"
    case .nothingUsable(1, let first):
      "the only row cannot be used: \(first)"
    case .nothingUsable(let rejected, let first):
      "none of the \(rejected) rows can be used. The first: \(first)"
    case .nothingIssuedYet(let asOf, let firstIssue):
      "nothing was issued by \(asOf): the first invoice is of \(firstIssue). Choose an as-of day from then on."
    case .noInvoices(let file, let kind):
      "\(file): by its header this is a table of \(kind.rawValue), and there is none of invoices. Give that with it, or, if "
        + "these are invoices, say which column is their day: --column issued=HEADER."
    case .booksAndTables(let book, let table):
      "\(book) is a FEC, which has invoices and payments already, and \(table) a table of them. Give one or the other; a "
        + "table of clients may go with both."
    case .noTerms(let file, let missing, let all) where missing == all:
      "\(file): a FEC has no due days. Say the payment terms, for example --terms 30 or --terms '45 end of month', or add a "
        + "table of clients with a column 'terms'. Due days are then marked as assumed."
    case .noTerms(let file, let missing, let all):
      "\(file): a FEC has no due days, and the table of clients gives no terms for \(missing) of \(all) clients. Complete "
        + "it, or say the terms of the others: --terms 30."
    case .noReceivables(let file):
      "\(file): this FEC has no line on the clients' accounts 411, 413, 416, 418 and 419, so it tells nothing of what is "
        + "owed. Books kept on a cash basis have none: export the invoices and the payments instead."
    case .differentCompanies(let files):
      "\(list(files)) are of different companies by the SIREN in their names. Report each company by itself."
    case .sameFileTwice(let first, let second):
      "\(second) is the same file as \(first). Give it once."
    case .sameEntryTwice(let first, let second, let journal, let number):
      "entry \(number) of journal \(journal) is in both \(first) and \(second). Give only one export of each period."
    case .fecInXML(let file):
      "\(file): this is a FEC in XML, which is not read. Export it as text, separated by tabs or vertical bars."
    case .linesLost(let read, let accounted, let amount):
      "\(read) lines were read and \(accounted) accounted for, \(amount.minorUnits) minor units apart. This is a fault of "
        + "encours: please report it."
    case .doesNotTie(let control, let bookedLater, let net):
      "the open items do not tie to the clients' accounts: in minor units the accounts show \(control.minorUnits), documents "
        + "booked later \(bookedLater.minorUnits), the open items net to \(net.minorUnits). This is a fault of encours: please "
        + "report it."
    }
  }
}
