internal import Receivables

/// The figures worked out from the rows by hand, as an accountant would with a list and a pencil: no columns, no order,
/// no partial sums, nothing shared with the sources. Days and cents are plain integers of the tests' calendar.
public struct NaiveLedger: Sendable {
  public struct Event: Sendable {
    /// As written, and when it counts.
    public let written: Int
    public let effective: Int
    public fileprivate(set) var amount: Int64
    public let what: What
  }

  public enum What: Sendable { case payment, undatedPayment, credit, writeOff }

  public struct Paper: Sendable {
    public let row: InvoiceRow
    /// Known by the as-of day, in order of effect; of one day, a credit note, then a payment, then a write-off.
    public let events: [Event]

    public var isNote: Bool { row.kind == .creditNote }
    public var balance: Int64 { events.reduce(row.amount) { $0 - $1.amount } }
    public var credited: Int64 { events.reduce(0) { $1.what == .credit ? $0 + $1.amount : $0 } }
    public var isOpen: Bool { !isNote && balance > 0 }

    /// What brought the balance to zero first.
    public var closing: Event? {
      var rest = row.amount
      for event in events {
        rest -= event.amount
        if rest <= 0 { return event }
      }
      return nil
    }
  }

  public let asOf: Int
  public let papers: [Paper]
  private let rows: [InvoiceRow]

  public init(_ rows: [InvoiceRow], asOf: Int) {
    self.asOf = asOf
    self.rows = rows
    let known = rows.filter { $0.issued <= asOf }
    func invoice(of note: InvoiceRow) -> InvoiceRow? {
      known.first { $0.id == note.relatedTo && $0.client == note.client && $0.kind != .creditNote }
    }
    papers = known.map { row in
      var events: [Event] = []
      if row.kind == .creditNote, let invoice = invoice(of: row) {
        let day = max(row.issued, invoice.issued)
        events.append(Event(written: day, effective: day, amount: row.amount, what: .credit))
      } else {
        for note in known where note.kind == .creditNote && invoice(of: note)?.id == row.id {
          let day = max(note.issued, row.issued)
          events.append(Event(written: day, effective: day, amount: -note.amount, what: .credit))
        }
        if row.paidOn != nil || row.paidAmount != nil {
          let effective = max(row.paidOn ?? row.issued, row.issued)
          events.append(
            Event(
              written: row.paidOn ?? row.issued, effective: effective, amount: row.paidAmount ?? .max,
              what: row.paidOn == nil ? .undatedPayment : .payment))
        }
        if let written = row.writtenOffOn {
          events.append(
            Event(
              written: written, effective: max(written, row.issued), amount: row.writtenOffAmount ?? .max,
              what: .writeOff)
          )
        }
      }
      func rank(_ what: What) -> Int { what == .credit ? 0 : what == .writeOff ? 2 : 1 }
      events.sort { ($0.effective, rank($0.what), $0.amount) < ($1.effective, rank($1.what), $1.amount) }
      var left = row.amount
      events = events.filter { $0.effective <= asOf }.map { event in
        var event = event
        // Nothing is left to pay where credits exceed the invoice; a credit note is refunded instead.
        if event.amount == .max { event.amount = row.amount > 0 ? max(left, 0) : left }
        left -= event.amount
        return event
      }
      events = events.filter { $0.amount != 0 }
      return Paper(row: row, events: events)
    }
  }

  public var invoices: [Paper] { papers.filter { !$0.isNote } }
  public var open: [Paper] { papers.filter(\.isOpen) }
  public var receivables: Int64 { papers.reduce(0) { $0 + $1.balance } }
  public var unallocated: Int64 { papers.filter { $0.balance < 0 }.reduce(0) { $0 - $1.balance } }
  public var payments: [(paper: Paper, event: Event)] {
    invoices.flatMap { paper in paper.events.filter { $0.what == .payment }.map { (paper, $0) } }
  }

  // MARK: - Aging

  /// Open amount of the ages in a range.
  public func openAmount(ages: ClosedRange<Int>, sinceIssue: Bool = false, disputedOnly: Bool = false) -> Int64 {
    open.filter { ages.contains(asOf - (sinceIssue ? $0.row.issued : $0.row.due)) }
      .filter { !disputedOnly || $0.row.isDisputed }
      .reduce(0) { $0 + $1.balance }
  }

  // MARK: - DSO

  /// Sales of each day, credit notes counted where the invoice is.
  public var salesByDay: [Int: Int64] {
    var sales: [Int: Int64] = [:]
    for paper in papers { sales[paper.row.issued, default: 0] += paper.row.amount - paper.credited }
    return sales
  }

  /// What sales are counted back by, and how many days one of them counts for.
  public enum CountBackStep: Sendable { case calendarMonth, thirtyDayMonth, day }

  /// Count-back, a day of sales at a time.
  public func countBack(
    _ receivables: Int64, firstDay: Int, by step: CountBackStep = .calendarMonth
  ) -> (days: Double, isExhausted: Bool, clipped: Int) {
    if receivables <= 0 { return (0, false, 0) }
    let sales = salesByDay
    var (rest, counted, clipped) = (receivables, 0, 0)
    var last = asOf
    while last >= firstDay {
      let first = step == .day ? last : firstOfMonth(last)
      let passed = last - first + 1
      let isWhole = firstOfMonth(last + 1) == last + 1
      let length = step == .thirtyDayMonth ? (isWhole ? 30 : passed) : passed
      let sold = (first...last).reduce(Int64(0)) { $0 + (sales[$1] ?? 0) }
      if sold < 0 { clipped += 1 }
      if sold >= rest {
        return (Double(counted) + Double(rest) / Double(sold) * Double(length), false, clipped)
      }
      rest -= max(sold, 0)
      counted += length
      last = first - 1
    }
    return (Double(counted), true, clipped)
  }

  public func sales(last days: Int) -> Int64 { sales(after: asOf - days) }

  private func sales(after opening: Int) -> Int64 {
    papers.filter { $0.row.issued > opening }.reduce(0) { $0 + $1.row.amount - $1.credited }
  }

  /// Mean receivables of month ends × 30 / mean monthly sales, the ledger drawn up anew for each month end.
  public func rollingAverage(receivables p1: Int, sales p2: Int, firstDay: Int) -> Double? {
    let sold = sales(after: monthsBefore(p2))
    if monthsBefore(max(p1, p2) - 1) < firstDay || sold <= 0 { return nil }
    let owed = (0..<p1).reduce(Int64(0)) { $0 + NaiveLedger(rows, asOf: monthsBefore($1)).receivables }
    return Double(max(owed, 0)) / Double(p1) * 30 / (Double(sold) / Double(p2))
  }

  /// The as-of day some months earlier: the last day of a month if it is one, the same day of the month otherwise.
  private func monthsBefore(_ months: Int) -> Int {
    let month = NaiveLedger.firsts.lastIndex { $0 <= asOf }!
    let (first, next) = (NaiveLedger.firsts[month - months], NaiveLedger.firsts[month - months + 1])
    let isLast = asOf + 1 == NaiveLedger.firsts[month + 1]
    return isLast ? next - 1 : min(first + asOf - NaiveLedger.firsts[month], next - 1)
  }

  /// Days of the tests' calendar on which months begin, from 2023 to 2027.
  private static let firsts: [Int] = {
    var firsts = [-365]
    for year in 2023...2027 {
      for length in [31, year == 2024 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        firsts.append(firsts.last! + length)
      }
    }
    return firsts
  }()

  private func firstOfMonth(_ day: Int) -> Int { NaiveLedger.firsts.last { $0 <= day }! }

  // MARK: - Survival

  private typealias Subject = (entry: Int, exit: Int, end: What?, count: Int64)

  /// Invoices, or their cents, from entry to exit in days past due; without an end while open, or paid on an unknown day.
  private func subjects(byCent: Bool) -> [Subject] {
    invoices.flatMap { paper -> [Subject] in
      let entry = paper.row.enteredOn.flatMap { $0 < paper.row.issued ? nil : $0 - paper.row.due } ?? -10_000
      func end(_ event: Event?) -> What? { event?.what == .undatedPayment ? nil : event?.what }
      if !byCent {
        return [(entry, (paper.closing?.written ?? asOf) - paper.row.due, end(paper.closing), 1)]
      }
      var rest = paper.row.amount
      var shares: [Subject] = []
      for event in paper.events {
        let share = max(min(event.amount, rest), 0)
        shares.append((entry, event.written - paper.row.due, end(event), share))
        rest -= share
      }
      shares.append((entry, asOf - paper.row.due, nil, rest))
      return shares.filter { $0.count > 0 }
    }.filter { $0.entry < $0.exit }
  }

  /// Kaplan–Meier straight from the subjects: nᵢ is counted anew for each day.
  public func unpaid(after day: Int) -> Double {
    let subjects = subjects(byCent: false)
    let eventDays = Set(subjects.filter { $0.end == .payment && $0.exit <= day }.map(\.exit)).sorted()
    return eventDays.reduce(1.0) { survival, eventDay in
      let atRisk = subjects.count { $0.entry < eventDay && eventDay <= $0.exit }
      let events = subjects.count { $0.end == .payment && $0.exit == eventDay }
      return survival * (1 - Double(events) / Double(atRisk))
    }
  }

  /// Aalen–Johansen, likewise: P(ended in this manner by `day`).
  public func ended(_ what: What, by day: Int, byCent: Bool) -> Double {
    let subjects = subjects(byCent: byCent)
    var (open, ended) = (1.0, 0.0)
    for eventDay in Set(subjects.filter { $0.end != nil && $0.exit <= day }.map(\.exit)).sorted() {
      func sum(_ isCounted: (Subject) -> Bool) -> Double {
        Double(subjects.filter(isCounted).reduce(0) { $0 + $1.count })
      }
      let atRisk = sum { $0.entry < eventDay && eventDay <= $0.exit }
      ended += open * sum { $0.exit == eventDay && $0.end == what } / atRisk
      open *= 1 - sum { $0.exit == eventDay && $0.end != nil } / atRisk
    }
    return ended
  }
}
