internal import Receivables

/// A table of payments, one row a payment or a part of one.
struct PaymentTable {
  /// What a row says happened.
  enum Kind {
    case payment, refund, returned, writeOff, credit
  }

  /// A row as read. Its amount is positive when the client owes less by it.
  struct Payment {
    let line: Int
    let id: String
    let client: String
    let invoice: String
    let day: Day
    fileprivate(set) var amount: Money
    let kind: Kind
    /// The amount as written, in thousandths, when it is not in the currency of presentation.
    let foreign: Foreign?

    struct Foreign: Hashable {
      let thousandths: Int64
      let currency: Currency
    }
  }

  /// Converts the parts of an invoice's payment as parts of their sum, in order of their days: rounded one by one, what pays
  /// an invoice in full in its own currency could leave a cent of it open.
  static func convertAsParts(_ payments: inout [[Payment]], _ conversion: MoneyConversion) {
    var parts: [[String]: [(table: Int, row: Int)]] = [:]
    for table in payments.indices {
      for (row, payment) in payments[table].enumerated() where !payment.invoice.isEmpty {
        guard let foreign = payment.foreign else { continue }
        parts[[payment.client, payment.invoice, foreign.currency.code], default: []].append((table, row))
      }
    }
    for places in parts.values where places.count > 1 {
      var (thousandths, before) = (Int64(0), Money.zero)
      // A stable order, and the parts of an earlier day do not depend on those of a later one.
      for (table, row) in places.sorted(by: { payments[$0.table][$0.row].day < payments[$1.table][$1.row].day }) {
        let foreign = payments[table][row].foreign!
        let (total, isTooLarge) = thousandths.addingReportingOverflow(foreign.thousandths)
        if isTooLarge { break }
        thousandths = total
        guard let sum = try? conversion.money(thousandths, .paidAmount, in: foreign.currency) else { break }
        payments[table][row].amount = sum - before
        before = sum
      }
    }
  }

  private let table: PlainTable
  private let columns: Columns
  private let dateOrder: DateOrder?
  private let mark: DecimalMark?

  private struct Columns {
    let payment, client, invoice, date, amount, currency, kind: Int?
  }

  init(_ input: InputFile, _ options: InvoiceReader.Options) throws(IngestError) {
    table = try PlainTable(
      input, options, keeping: PaymentTable.headers,
      summed: Set(PaymentTable.amountHeaders + ColumnMeaning.currency.knownHeaders))
    let date = try table.column("paid_on", PaymentTable.dateHeaders)
    let amount = try table.column("amount", PaymentTable.amountHeaders)
    columns = Columns(
      payment: try table.column("payment", PaymentTable.idHeaders),
      client: try table.column("client", ColumnMeaning.client.knownHeaders),
      invoice: try table.column(
        "invoice", ColumnMeaning.invoice.knownHeaders + ColumnMeaning.relatedTo.knownHeaders),
      date: date, amount: amount, currency: try table.column("currency", ColumnMeaning.currency.knownHeaders),
      kind: try table.column("kind", PaymentTable.kindHeaders))
    if columns.client == nil, columns.invoice == nil {
      throw .missingColumns(file: table.source.name, missing: [.client], found: table.headers)
    }
    dateOrder = try PaymentTable.order(table, date!, options)
    mark = try PaymentTable.mark(table, amount!, options)
  }

  static let dateHeaders =
    ColumnMeaning.paidOn.knownHeaders + ["date", "dateoperation", "datevaleur", "receivedon", "datereceived"]
  static let amountHeaders =
    ColumnMeaning.amount.knownHeaders + ColumnMeaning.paidAmount.knownHeaders + ["paymentamount", "montantreglement"]
  private static let kindHeaders = ColumnMeaning.kind.knownHeaders + ["type", "paymentkind", "typereglement"]
  private static let headers: Set<String> = {
    let meanings: [ColumnMeaning] = [.client, .invoice, .relatedTo, .currency]
    return Set(meanings.flatMap(\.knownHeaders) + dateHeaders + amountHeaders + kindHeaders + idHeaders)
  }()
  static let idHeaders = [
    "payment", "paymentid", "paymentno", "paymentnumber", "paymentref", "reglement", "nreglement", "numreglement",
    "numeroreglement", "paiement", "npaiement", "numpaiement", "numeropaiement", "refpaiement", "receipt", "receiptid",
  ]

  private static func order(
    _ table: PlainTable, _ column: Int, _ options: InvoiceReader.Options
  ) throws(IngestError) -> DateOrder? {
    if let declared = options.dateOrder { return declared }
    var evidence = DateEvidence()
    for row in table.rows { evidence.add(table.date(row, column, order: nil), line: table.lines[row]) }
    let (name, header) = (table.source.name, table.headers[column])
    switch evidence.verdict {
    case .notNeeded: return nil
    case .order(let order): return order
    case .open(let line): throw .dateOrderOpen(file: name, column: header, line: line)
    case .mixed(let day, let month):
      throw .dateOrderMixed(file: name, column: header, dayFirstLine: day, monthFirstLine: month)
    }
  }

  private static func mark(
    _ table: PlainTable, _ column: Int, _ options: InvoiceReader.Options
  ) throws(IngestError) -> DecimalMark? {
    if let declared = options.decimalMark { return declared }
    var evidence = AmountEvidence()
    for row in table.rows { evidence.add(table.amount(row, column, mark: nil), line: table.lines[row]) }
    let (name, header) = (table.source.name, table.headers[column])
    switch evidence.verdict {
    case .notNeeded: return nil
    case .mark(let mark): return mark
    case .open(let line): throw .decimalMarkOpen(file: name, column: header, line: line)
    case .mixed(let first, let second):
      throw .decimalMarkMixed(file: name, column: header, lines: [first, second].sorted())
    }
  }

  var lastDay: Day? {
    table.rows.compactMap { table.date($0, columns.date!, order: dateOrder).day(in: dateOrder) }.max()
  }

  var records: Int { table.records }

  /// Currencies named in rows dated by a day.
  func currencies(asOf: Day) -> Set<Currency> {
    Set(
      table.rows.compactMap { row in
        guard let day = table.date(row, columns.date!, order: dateOrder).day(in: dateOrder), day <= asOf
        else { return nil }
        return KnownWords.currency(table.text(row, columns.currency))
      })
  }

  /// Whether the rows are of several currencies or kinds, so that their sum is no total.
  private var isMixed: Bool {
    [columns.currency, columns.kind].contains { column in
      Set(table.rows.lazy.map { table.field($0, column) }).count > 1
    }
  }

  var summary: FileSummary {
    table.summary(
      .payments,
      [
        ("payment", columns.payment), ("client", columns.client), ("invoice", columns.invoice),
        ("paid_on", columns.date), ("amount", columns.amount), ("currency", columns.currency), ("kind", columns.kind),
      ], totals: table.totals(columns.amount!, mark: mark, areIncomparable: isMixed))
  }

  /// What became of the rows.
  struct Outcome {
    var payments: [Payment] = []
    var rejected: [RowError] = []
    /// Dated after the as-of day.
    var later = 0
    /// What the rows not used are worth, signs aside, as far as it can be read. Those used are not final yet.
    var control = ControlTotals()
  }

  /// The rows dated by the as-of day, used or rejected; later ones are only counted.
  func payments(file: Int, asOf: Day, _ conversion: MoneyConversion) -> Outcome {
    var outcome = Outcome()
    for (line, problem) in table.broken {
      outcome.rejected.append(RowError(row: RowLocation(file: file, line: line), problem: problem, amount: nil))
      outcome.control.addRejected(nil)
    }
    // Sums that wrap around: equal when every amount that was read went exactly one way.
    var (read, later) = (Int64(0), Int64(0))
    var seen: [[String]: Int] = [:]
    for row in table.rows {
      let amount = amount(row, conversion)
      let worth = (try? amount.get().money) ?? .zero
      read &+= worth.magnitude.minorUnits
      do throws(Reason) {
        if let payment = try payment(row, amount, asOf: asOf, target: conversion.target, &seen) {
          outcome.payments.append(payment)
        } else {
          outcome.later += 1
          later &+= worth.magnitude.minorUnits
          outcome.control.addLater(worth)
        }
      } catch {
        let place = RowLocation(file: file, line: table.lines[row])
        outcome.rejected.append(RowError(row: place, problem: error.problem, amount: try? amount.get().money))
        outcome.control.addRejected(worth)
      }
    }
    let used = outcome.payments.reduce(Int64(0)) { $0 &+ $1.amount.magnitude.minorUnits }
    let rejected = outcome.rejected.reduce(Int64(0)) { $0 &+ ($1.amount ?? .zero).magnitude.minorUnits }
    precondition(used &+ rejected &+ later == read, "amounts of payments were lost")
    let settled = outcome.payments.count + outcome.control.read.rows
    precondition(settled == records, "\(settled) rows settled of \(records)")
    return outcome
  }

  private struct Reason: Error {
    let problem: RowError.Problem
  }

  /// As converted, and as written.
  private struct Amount {
    let money: Money
    let thousandths: Int64
    let currency: Currency
  }

  /// - Returns: `nil` for a row dated after the as-of day.
  private func payment(
    _ row: Int, _ found: Result<Amount, Reason>, asOf: Day, target: Currency, _ seen: inout [[String]: Int]
  ) throws(Reason) -> Payment? {
    let date = table.date(row, columns.date!, order: dateOrder)
    guard let day = date.day(in: dateOrder) else {
      let field = table.field(row, columns.date)
      throw Reason(problem: date == .missing ? .missing(.paidOn) : .unreadableDate(.paidOn, field: field))
    }
    if day > asOf { return nil }
    let amount = try found.get()
    let money = amount.money
    let kindWord = table.field(row, columns.kind)
    guard let kind = KnownWords.paymentKind(kindWord) else {
      throw Reason(problem: .unknownPaymentKind(field: kindWord))
    }
    if money == .zero { throw Reason(problem: .zeroPayment) }
    let (id, line) = (table.text(row, columns.payment), table.lines[row])
    let (client, invoice) = (table.text(row, columns.client), table.text(row, columns.invoice))
    if client.isEmpty, invoice.isEmpty { throw Reason(problem: .missing(.client)) }
    if !id.isEmpty {
      let key = [id, client, invoice, "\(day)", "\(money.minorUnits)", table.text(row, columns.currency)]
      if let first = seen[key] { throw Reason(problem: .samePaymentAgain(firstLine: first)) }
      seen[key] = line
    }
    let isRefund = kind == .refund || kind == .returned || money < .zero
    return Payment(
      line: line, id: id, client: client, invoice: invoice, day: day,
      amount: isRefund ? -money.magnitude : money.magnitude, kind: kind,
      foreign: amount.currency == target
        ? nil
        : Payment.Foreign(
          thousandths: isRefund ? -abs(amount.thousandths) : amount.thousandths, currency: amount.currency))
  }

  private func amount(_ row: Int, _ conversion: MoneyConversion) -> Result<Amount, Reason> {
    let word = table.text(row, columns.currency)
    guard let currency = word.isEmpty ? conversion.target : KnownWords.currency(word) else {
      return .failure(Reason(problem: .unknownCurrency(field: word)))
    }
    switch table.amount(row, columns.amount!, mark: mark).reading {
    case .missing: return .failure(Reason(problem: .missing(.paidAmount)))
    case .unreadable, .open:
      return .failure(Reason(problem: .unreadableAmount(.paidAmount, field: table.field(row, columns.amount))))
    case .thousandths(let thousandths):
      do throws(MoneyConversion.Reason) {
        let money = try conversion.money(thousandths, .paidAmount, in: currency, mark: mark)
        return .success(Amount(money: money, thousandths: thousandths, currency: currency))
      } catch {
        return .failure(Reason(problem: error.problem))
      }
    }
  }
}
