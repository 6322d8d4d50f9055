internal import Receivables

/// A table of payments, one row a payment or a part of one.
struct PaymentTable {
  /// What a row says happened.
  enum Kind {
    case payment, refund, writeOff, credit
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
        thousandths += foreign.thousandths
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
    table = try PlainTable(input, options)
    let date = try table.column("paid_on", PaymentTable.dateHeaders)
    let amount = try table.column("amount", PaymentTable.amountHeaders)
    columns = Columns(
      payment: try table.column("payment", PaymentTable.idHeaders),
      client: try table.column("client", ColumnMeaning.client.knownHeaders),
      invoice: try table.column(
        "invoice", ColumnMeaning.invoice.knownHeaders + ColumnMeaning.relatedTo.knownHeaders),
      date: date, amount: amount, currency: try table.column("currency", ColumnMeaning.currency.knownHeaders),
      kind: try table.column("kind", ColumnMeaning.kind.knownHeaders + ["type", "paymentkind", "typereglement"]))
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
  static let idHeaders = [
    "payment", "paymentid", "paymentno", "paymentnumber", "paymentref", "reglement", "nreglement", "numreglement",
    "numeroreglement", "paiement", "npaiement", "numpaiement", "numeropaiement", "refpaiement", "receipt", "receiptid",
  ]

  private static func order(
    _ table: PlainTable, _ column: Int, _ options: InvoiceReader.Options
  ) throws(IngestError) -> DateOrder? {
    if let declared = options.dateOrder { return declared }
    var evidence = DateEvidence()
    for row in table.rows { evidence.add(row.date(column, order: nil), line: row.line) }
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
    for row in table.rows { evidence.add(row.amount(column, mark: nil), line: row.line) }
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
    table.rows.compactMap { $0.date(columns.date!, order: dateOrder).day(in: dateOrder) }.max()
  }

  var records: Int { table.records }

  /// Currencies named in rows dated by a day.
  func currencies(asOf: Day) -> Set<Currency> {
    Set(
      table.rows.compactMap { row in
        guard let day = row.date(columns.date!, order: dateOrder).day(in: dateOrder), day <= asOf
        else { return nil }
        return Currency(code: table.text(row, columns.currency))
      })
  }

  var summary: FileSummary {
    table.summary(
      .payments,
      [
        ("payment", columns.payment), ("client", columns.client), ("invoice", columns.invoice),
        ("paid_on", columns.date), ("amount", columns.amount), ("currency", columns.currency), ("kind", columns.kind),
      ])
  }

  /// The rows dated by the as-of day, used or rejected; later ones are only counted.
  func payments(
    file: Int, asOf: Day, _ conversion: MoneyConversion
  ) -> (payments: [Payment], rejected: [RowError], later: Int) {
    var payments: [Payment] = []
    var (rejected, later): ([RowError], Int) = (
      table.broken.map {
        RowError(row: RowLocation(file: file, line: $0.line), problem: $0.problem, amount: nil)
      }, 0
    )
    var seen: [[String]: Int] = [:]
    for row in table.rows {
      let (dateBytes, amountBytes) = (row.fields[columns.date!], row.fields[columns.amount!])
      func reject(_ problem: RowError.Problem, _ amount: Money? = nil) {
        rejected.append(
          RowError(row: RowLocation(file: file, line: row.line), problem: problem, amount: amount))
      }
      let date = row.date(columns.date!, order: dateOrder)
      guard let day = date.day(in: dateOrder) else {
        reject(date == .missing ? .missing(.paidOn) : .unreadableDate(.paidOn, field: decode(dateBytes)))
        continue
      }
      if day > asOf {
        later += 1
        continue
      }
      let word = table.text(row, columns.currency)
      guard let currency = word.isEmpty ? conversion.target : Currency(code: word) else {
        reject(.unknownCurrency(field: word))
        continue
      }
      let thousandths: Int64
      switch row.amount(columns.amount!, mark: mark).reading {
      case .missing:
        reject(.missing(.paidAmount))
        continue
      case .thousandths(let value): thousandths = value
      case .unreadable, .open:
        reject(.unreadableAmount(.paidAmount, field: decode(amountBytes)))
        continue
      }
      let money: Money
      do throws(MoneyConversion.Reason) {
        money = try conversion.money(thousandths, .paidAmount, in: currency)
      } catch {
        reject(error.problem)
        continue
      }
      guard let kind = KnownWords.paymentKind(decode(row, columns.kind)) else {
        reject(.unknownPaymentKind(field: decode(row, columns.kind)), money)
        continue
      }
      if money == .zero {
        reject(.zeroPayment)
        continue
      }
      let id = table.text(row, columns.payment)
      let (client, invoice) = (table.text(row, columns.client), table.text(row, columns.invoice))
      if client.isEmpty, invoice.isEmpty {
        reject(.missing(.client), money)
        continue
      }
      if !id.isEmpty {
        let key = [id, client, invoice, "\(day)", "\(money.minorUnits)", word]
        if let first = seen[key] {
          reject(.samePaymentAgain(firstLine: first), money)
          continue
        }
        seen[key] = row.line
      }
      let isRefund = kind == .refund || money < .zero
      let size = money < .zero ? -money : money
      payments.append(
        Payment(
          line: row.line, id: id, client: client, invoice: invoice, day: day, amount: isRefund ? -size : size,
          kind: kind,
          foreign: currency == conversion.target
            ? nil : Payment.Foreign(thousandths: isRefund ? -abs(thousandths) : thousandths, currency: currency)))
    }
    return (payments, rejected, later)
  }

  private func decode(_ bytes: [UInt8]) -> String { FieldText.decode(bytes, table.encoding) }

  private func decode(_ row: PlainTable.Row, _ column: Int?) -> String { column.map { decode(row.fields[$0]) } ?? "" }
}
