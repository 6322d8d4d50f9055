internal import Receivables

/// Turns rows as read into rows of a ledger, or into the reason why not.
struct RowConverter: Sendable {
  let file: Int
  let reading: FileReading
  let asOf: Day
  let conversion: MoneyConversion
  /// A table of payments says what was paid; the invoices' own columns are not looked into.
  let ignoresPayments: Bool
  private let hasSignedAmounts, hasEntryDays: Bool
  /// What `reading` says of the columns of every row: looking it up for each of them takes as long as reading its dates.
  private let issuedOrder, dueOrder, paidOrder, enteredOrder: DateOrder?
  private let amountMark, paidMark, balanceMark: DecimalMark?
  /// Of each vocabulary.
  private let meanings: [WordMeanings]
  private let clientCodes: [[Int32]]
  private var currency: Currency { conversion.target }

  /// - Parameter clientCodes: The builder's, of each client of each vocabulary.
  init(
    file: Int, _ reading: FileReading, _ vocabularies: [Vocabulary], clientCodes: [[Int32]], asOf: Day,
    _ conversion: MoneyConversion, terms: TermsByClient, ignoresPayments: Bool
  ) {
    (self.file, self.reading, self.asOf) = (file, reading, asOf)
    (self.conversion, self.clientCodes, self.ignoresPayments) = (conversion, clientCodes, ignoresPayments)
    meanings = vocabularies.map { WordMeanings($0, reading, default: conversion.target, terms) }
    hasSignedAmounts = reading.mapping.preset?.hasSignedAmounts == true && reading.mapping.columns[.kind] == nil
    hasEntryDays = reading.mapping.columns[.enteredOn] != nil
    (issuedOrder, dueOrder) = (reading.dateOrder[.issued], reading.dateOrder[.due])
    (paidOrder, enteredOrder) = (reading.dateOrder[.paidOn], reading.dateOrder[.enteredOn])
    (amountMark, paidMark) = (reading.decimalMark[.amount], reading.decimalMark[.paidAmount])
    balanceMark = reading.decimalMark[.balance]
  }

  struct Result: Sendable {
    var batch: InvoiceBatch
    var rejected: [RowError] = []
    var notices: [RowNotice: Notice] = [:]
    /// Rows whose status is doubtful, the first of them.
    var suspicions: [Suspicion] = []
    /// Rows issued after the as-of day, used or not.
    var laterRows = 0
    /// What the rows used, rejected and issued later are worth, signs aside, as far as it can be read.
    var usedMagnitude: UInt64 = 0
    var rejectedMagnitude: UInt64 = 0
    var laterMagnitude: UInt64 = 0
    var paidMagnitude: UInt64 = 0

    /// What the rows add up to, later ones apart: nobody looks into those.
    var magnitude: UInt64 { usedMagnitude + rejectedMagnitude + paidMagnitude }

    fileprivate mutating func addLater(_ worth: Money?) {
      laterRows += 1
      laterMagnitude += worth?.minorUnits.magnitude ?? 0
    }
  }

  /// - Parameter firstLine: The file's line at the chunk's start.
  func convert(_ rows: RawRows, firstLine: Int) -> Result {
    var result = Result(batch: InvoiceBatch(file: file))
    for early in rows.rejected {
      let currency = early.currency.isEmpty ? self.currency : KnownWords.currency(early.currency)
      let worth = early.amount.flatMap { amount in currency.flatMap { try? conversion.money(amount, .amount, in: $0) } }
      if let issued = early.issued.day(in: issuedOrder), issued > asOf {
        result.addLater(worth)
        continue
      }
      result.rejected.append(
        RowError(row: RowLocation(file: file, line: firstLine + early.line), problem: early.problem, amount: worth))
    }
    let words = RowWords(rows, meanings[rows.vocabulary])
    let clientCodes = clientCodes[rows.vocabulary]
    let rows = settled(rows)

    // Sums that wrap around: equal when every amount as read went exactly one way.
    let readAmounts = rows.figures.reduce(Int64(0)) { $0 &+ $1.amount }
    var settledAmounts: Int64 = 0

    let count = rows.figures.count
    result.batch.rows.reserveCapacity(count)
    var notices: [RowNotice] = []
    var leftOut = Set<Int>()
    for row in 0..<count {
      let figures = rows.figures[row]
      let line = firstLine + Int(figures.line)
      settledAmounts &+= figures.amount
      guard let issued = figures.issued.day(in: issuedOrder) else {
        let problem = RowError.Problem.unreadableDate(.issued, field: text(.issued, row, rows))
        let worth = words.currency(row).flatMap { try? conversion.money(figures.amount, .amount, in: $0) }
        result.rejected.append(RowError(row: RowLocation(file: file, line: line), problem: problem, amount: worth))
        leftOut.insert(row)
        continue
      }
      if issued > asOf {
        result.addLater(words.currency(row).flatMap { try? conversion.money(figures.amount, .amount, in: $0) })
        leftOut.insert(row)
        continue
      }
      do throws(Reason) {
        if !notices.isEmpty { notices.removeAll(keepingCapacity: true) }
        let entry = try self.row(row, issued, rows, words, &notices)
        result.batch.rows.append(
          InvoiceBatch.Row(
            line: line, client: clientCodes[Int(rows.client[row])], issued: issued, due: entry.due,
            amount: entry.amount, paidOn: entry.paidOn, paidAmount: entry.paidAmount,
            flags: InvoiceBatch.Flags(
              kind: entry.kind, isDisputed: entry.isDisputed, isDueAssumed: entry.isDueAssumed)))
        if hasEntryDays { result.batch.enteredOn.append(entry.enteredOn) }
        if !rows.rejoined.isEmpty, rows.rejoined.contains(row) {
          result.notices[.rejoinedLabel, default: Notice()].add(line: line, amount: entry.amount)
        }
        for notice in notices {
          let word = notice == .unknownStatus ? words.text(.status, row) : nil
          let worth = notice == .paidMoreThanOwed ? entry.paidAmount - entry.amount : entry.amount
          result.notices[notice, default: Notice()].add(line: line, amount: worth, word: word)
          if result.suspicions.count < Suspicion.mostOfRows,
            let suspicion = Suspicion(
              notice, invoice: FieldText.decode(rows.invoice.utf8(row), reading.encoding),
              status: words.status(of: row), amount: entry.amount, issued: issued)
          {
            result.suspicions.append(suspicion)
          }
        }
      } catch {
        let worth = words.currency(row).flatMap { try? conversion.money(figures.amount, .amount, in: $0) }
        result.rejected.append(
          RowError(row: RowLocation(file: file, line: line), problem: error.problem, amount: worth))
        leftOut.insert(row)
      }
    }
    let kept = leftOut.isEmpty ? nil : (0..<count).filter { !leftOut.contains($0) }
    takeTexts(rows, words.meanings, kept: kept, into: &result.batch)
    result.rejected.sort { $0.row.line < $1.row.line }
    let settled = result.batch.rows.count + result.rejected.count + result.laterRows
    precondition(settledAmounts == readAmounts, "amounts of rows were lost")
    precondition(settled == rows.recordCount, "\(settled) rows settled of \(rows.recordCount)")
    for row in result.batch.rows {
      result.usedMagnitude += row.amount.minorUnits.magnitude
      if row.paidAmount != InvoiceBatch.settlesTheRest { result.paidMagnitude += row.paidAmount.minorUnits.magnitude }
    }
    for rejected in result.rejected { result.rejectedMagnitude += rejected.amount?.minorUnits.magnitude ?? 0 }
    return result
  }

  // MARK: - One row

  private struct Entry {
    var due: Day
    var enteredOn = Day.never
    var amount: Money
    var paidOn = Day.never
    var paidAmount = Money.zero
    var kind: DocumentKind
    var isDisputed: Bool
    var isDueAssumed: Bool
  }

  private typealias Reason = MoneyConversion.Reason

  /// - Parameter notices: What is odd about the row is added to them.
  private func row(
    _ row: Int, _ issued: Day, _ rows: RawRows, _ words: RowWords, _ notices: inout [RowNotice]
  ) throws(Reason) -> Entry {
    let figures = rows.figures[row]
    let amounts = RowAmounts(
      amount: figures.amount, paid: figures.paidAmount,
      balance: rows.balance.isEmpty ? RawRows.missingAmount : rows.balance[row])
    guard var kind = words.kind(row) else { throw Reason(.unknownWord(.kind, field: words.text(.kind, row))) }
    if hasSignedAmounts, amounts.amount < 0 { kind = .creditNote }
    if amounts.amount < 0, kind != .creditNote, reading.mapping.columns[.credit] != nil { throw Reason(.creditSide) }
    let due: Day
    var isDueAssumed = false
    if figures.due == .missing {
      switch (words.terms(row), words.meanings.assumedTerms(of: rows.client[row])) {
      case (.failure(let reason)?, _): throw reason
      case (.success(let terms)?, _): due = terms.due(issued: issued)
      case (nil, _) where kind == .creditNote: due = issued  // Nothing falls due: it can be used at once.
      case (nil, let terms?):
        due = terms.due(issued: issued)
        isDueAssumed = true
      case (nil, nil): throw Reason(.missing(.due))
      }
    } else if let day = figures.due.day(in: dueOrder) {
      due = day
    } else {
      throw Reason(.unreadableDate(.due, field: text(.due, row, rows)))
    }
    if due < issued { throw Reason(.dueBeforeIssue(issued: issued, due: due)) }
    var enteredOn = Day.never
    if figures.enteredOn != .missing {
      guard let day = figures.enteredOn.day(in: enteredOrder) else {
        throw Reason(.unreadableDate(.enteredOn, field: text(.enteredOn, row, rows)))
      }
      enteredOn = day
    }

    let status = words.status(row)
    guard let openness = words.openness(row) else {
      throw Reason(.unknownWord(.isOpen, field: words.text(.isOpen, row)))
    }
    guard let isDisputed = words.isDisputed(row) else {
      throw Reason(.unknownWord(.disputed, field: words.text(.disputed, row)))
    }
    if status == .notIssued { throw Reason(.notIssued(status: words.text(.status, row))) }
    if words.isNotIssued(row) { throw Reason(.notIssued(status: words.text(.state, row))) }
    guard let currency = words.currency(row) else { throw Reason(.unknownCurrency(field: words.text(.currency, row))) }

    var amount = try conversion.money(amounts.amount, .amount, in: currency, mark: amountMark)
    if amount == .zero { throw Reason(.zeroAmount) }
    if kind == .creditNote {
      amount = amount > .zero ? -amount : amount
    } else if amount < .zero {
      throw Reason(.negativeAmount)
    }
    var entry = Entry(
      due: due, enteredOn: enteredOn, amount: amount, kind: kind, isDisputed: isDisputed || status == .disputed,
      isDueAssumed: isDueAssumed)
    if isDueAssumed { notices.append(.assumedDue) }
    if status == nil { notices.append(.unknownStatus) }

    if ignoresPayments { return entry }
    var paidOn: Day?
    if figures.paidOn != .missing {
      guard let day = figures.paidOn.day(in: paidOrder) else {
        throw Reason(.unreadableDate(.paidOn, field: text(.paidOn, row, rows)))
      }
      // Nobody knew of a later payment on the as-of day, so not even its amount may matter.
      if day > asOf { return entry }
      paidOn = day
    }
    if let unreadable = rows.unreadablePayments[row] {
      throw Reason(.unreadableAmount(unreadable.column, field: unreadable.text))
    }
    var paid: Money?
    if let said = try amounts.paid(isCreditNote: kind == .creditNote) {
      let isBalance = amounts.paid == RawRows.missingAmount
      paid = try conversion.money(
        said, isBalance ? .balance : .paidAmount, in: currency, mark: isBalance ? balanceMark : paidMark)
    }
    let settlement = RowSettlement(
      RowSettlement.Said(
        amount: amount, isCreditNote: kind == .creditNote, issued: issued, paidOn: paidOn, paid: paid,
        isPaid: status == .paid || openness == .paid, isPartlyPaid: status == .partial), &notices)
    (entry.paidOn, entry.paidAmount) = (settlement.paidOn, settlement.paidAmount)
    return entry
  }

  // MARK: - What the column settled

  /// Reads amounts with one ambiguous mark as the column decided. They are held as thousands, the usual case.
  private func settled(_ rows: RawRows) -> RawRows {
    var rows = rows
    for open in rows.openAmounts where reading.decimalMark[open.column] == open.mark {
      switch open.column {
      case .paidAmount: rows.figures[open.row].paidAmount /= 1000
      case .balance: rows.balance[open.row] /= 1000
      default: rows.figures[open.row].amount /= 1000
      }
    }
    return rows
  }

  private func text(_ column: ColumnMeaning, _ row: Int, _ rows: RawRows) -> String {
    rows.impossibleDates[RawRows.DatePlace(row: row, column: column)] ?? ""
  }

  // MARK: - Columns

  /// Moves invoice numbers, names, segments and links over. `kept` lists the rows to take; `nil` takes all without copying.
  private func takeTexts(_ rows: RawRows, _ words: WordMeanings, kept: [Int]?, into batch: inout InvoiceBatch) {
    func select<Element>(_ column: [Element]) -> [Element] { kept.map { $0.map { column[$0] } } ?? column }
    if let kept {
      for row in kept { batch.invoiceID.append(rows.invoice.utf8(row)) }
    } else {
      batch.invoiceID = rows.invoice
    }
    batch.invoiceID = batch.invoiceID.decoded(reading.encoding)
    if let codes = rows.words[.clientName] { (batch.name, batch.names) = (select(codes), words.names) }
    if let codes = rows.words[.segment] { (batch.segment, batch.segments) = (select(codes), words.segments) }
    batch.attributes = zip(rows.attributes, words.attributes).map { codes, words in
      InvoiceBatch.AttributeColumn(codes: select(codes), words: words)
    }
    // A balance has what credit notes took off already: a link would take it off again.
    if let codes = rows.words[.relatedTo], rows.balance.isEmpty {
      for (position, code) in select(codes).enumerated() where batch.rows[position].flags.kind == .creditNote {
        let invoice = words.relatedTo(code)
        if !invoice.isEmpty { batch.relatedTo.append((position, invoice)) }
      }
    }
  }
}
