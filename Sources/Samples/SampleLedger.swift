public import Receivables

/// A simulated ledger of a French small company with its known truth. The same arguments give the same bytes.
///
/// **Clients.** Sizes by the Zipf–Mandelbrot law `(rank + 3)^−0.8`, in number of invoices and, more weakly, in their
/// amount. About 42 invoices a client for 36 months. Behaviours: punctual 43 %, slow 16 %, month-end payers 10 %,
/// slightly late 9 %, erratic 6.5 %, drifting 6.5 %, new 6 %, non-payers 3 %.
///
/// **Invoices.** Poisson by month with a growth of 8 % a year and a quiet August (0.45 of an ordinary month), on
/// working days, one in three on the last of its month. Amounts are log-normal around the client's usual one, with a
/// log deviation of 0.65.
///
/// **Lateness** of an ordinary invoice, in days past due:
/// `min(exp(λ + season + drift + 0.12 z + σ ε) − earliest, 240)`, with `λ` = behaviour + segment + client. By
/// behaviour, the median lateness in days, `earliest` and `σ`:
///
/// | behaviour | median | earliest | σ |
/// |---|---|---|---|
/// | punctual | −2.5 | 5 | 0.45 |
/// | slightly late, new, drifting | 3 | 6 | 0.80 |
/// | slow, non-payer until it stops | 21 | 6 | 0.25 |
/// | erratic | 3 | 8 | 1.40 |
/// | month-end, then moved to the next 10th or last day of the month | −7 | 12 | 0.60 |
///
/// Segments add to `λ`: BTP 0.10, Négoce −0.12, Services 0, Industrie −0.04, Public 0.15; clients `N(0, 0.20²)`. Season
/// is 0.40 for a due date in August, 0.25 in December. Drift grows to 1.0 over the last 365 days. `z` is the
/// standardised log amount. In 3 % of cases the invoice is overlooked: the lateness is then
/// `min(exp(3.2 + 0.4 ε), 240)`. Payments on a weekend move to Monday.
///
/// **The rest.** ``SampleInvoice/Course`` has the exceptions and their shares. Non-payers stop paying 45–270 days
/// before the as-of day and are still invoiced for 90 days. One invoice in 400 brings a rebate on the account of 1–5 %
/// of a usual invoice, 10–60 days later, with no invoice attached.
///
/// `exp`, `log` and the like are the platform's and may differ in their last bit. What they feed is rounded to a day or
/// a cent, so that a difference would need a draw within about 10⁻¹⁵ of a boundary.
public struct SampleLedger: Sendable {
  public let asOf: Day
  /// In the order of their ids.
  public let clients: [SampleClient]
  /// Issued by ``asOf``, in the order of their issue days and numbers.
  public let invoices: [SampleInvoice]
  /// Issued by ``asOf``, in the order of their issue days and numbers.
  public let creditNotes: [SampleCreditNote]
  /// The law of each client.
  let accounts: [SampleAccount]

  public static let invoicesPerClientMonth = 42.0 / 36

  /// - Parameters:
  ///   - clients: At least 1.
  ///   - asOf: The last day of the ledger.
  ///   - months: How many months of invoices, at least 1.
  ///   - invoiceSeed: Draws other invoices for the same clients.
  public init(
    clients: Int, seed: UInt64, asOf: Day = Day(number: 20_453),  // 2025-12-31
    months: Int = 36, invoiceSeed: UInt64? = nil
  ) {
    precondition(clients >= 1, "\(clients) clients, expected at least 1")
    precondition(months >= 1, "\(months) months, expected at least 1")
    var random = SplitMix64(seed: seed)
    let window = (asOf.adding(months: -months) + 1)...asOf
    accounts = Population(count: clients, window: window, using: &random).accounts

    if let invoiceSeed { random = SplitMix64(seed: invoiceSeed) }
    let billing = Billing(accounts: accounts, window: window)
    var (invoices, rebates): ([SampleInvoice], [SampleCreditNote]) = ([], [])
    for (client, account) in accounts.enumerated() {
      for issued in billing.issueDays(of: account, using: &random) {
        let size = random.normal()
        invoices.append(
          SampleInvoice(client: client, account: account, issued: issued, size: size, asOf: asOf, using: &random))
        if random.uniform() < 1.0 / 400 {
          let day = (issued + random.integer(in: 10...60)).rolledToWorkingDay
          let amount = account.usualAmount.scaled(by: -(0.01 + 0.04 * random.uniform()))
          if day <= asOf { rebates.append(SampleCreditNote(number: "", client: client, issued: day, amount: amount)) }
        }
      }
    }
    self.asOf = asOf
    self.invoices = SampleLedger.numbered(invoices)
    self.creditNotes = SampleLedger.numbered(
      self.invoices.enumerated().compactMap { index, invoice in
        guard let credit = invoice.credit, credit.day <= asOf else { return nil }
        return SampleCreditNote(
          number: "", client: invoice.client, issued: credit.day, amount: -credit.amount, invoice: index)
      } + rebates)
    self.clients = SampleLedger.truths(of: accounts, invoices: self.invoices, asOf: asOf)
  }
}

// MARK: - Numbers and truths

extension SampleLedger {
  private static func numbered(_ invoices: [SampleInvoice]) -> [SampleInvoice] {
    var invoices = sorted(invoices, by: \.issued)
    let numbers = sequence(days: invoices.lazy.map(\.issued), prefix: "F", digits: 6)
    for index in invoices.indices { invoices[index].number = numbers[index] }
    return invoices
  }

  private static func numbered(_ notes: [SampleCreditNote]) -> [SampleCreditNote] {
    var notes = sorted(notes, by: \.issued)
    let numbers = sequence(days: notes.lazy.map(\.issued), prefix: "A", digits: 4)
    for index in notes.indices { notes[index].number = numbers[index] }
    return notes
  }

  /// Sorted by day; rows of one day keep their order, which the standard library's sort does not promise.
  private static func sorted<Row>(_ rows: [Row], by day: KeyPath<Row, Day>) -> [Row] {
    rows.enumerated()
      .sorted { ($0.element[keyPath: day], $0.offset) < ($1.element[keyPath: day], $1.offset) }
      .map(\.element)
  }

  /// `F2024-000001`, `F2024-000002`, … restarting each year, for days in order.
  private static func sequence(days: some Sequence<Day>, prefix: String, digits: Int) -> [String] {
    var (currentYear, count) = (Int.min, 0)
    return days.map { day in
      let year = day.calendar.year
      count = year == currentYear ? count + 1 : 1
      currentYear = year
      return "\(prefix)\(year)-\(zeroPadded(count, digits: digits))"
    }
  }

  private static func truths(of accounts: [SampleAccount], invoices: [SampleInvoice], asOf: Day) -> [SampleClient] {
    var firstInvoices = Array(repeating: Day.never, count: accounts.count)
    for invoice in invoices { firstInvoices[invoice.client] = min(firstInvoices[invoice.client], invoice.issued) }

    let years = (asOf.calendar.year - 1)...asOf.calendar.year
    var averages: [PaymentRun: [SampleClient.Terms: CalendarAverages]] = [:]
    return accounts.enumerated().map { index, account in
      let calendar =
        averages[account.run]?[account.terms]
        ?? CalendarAverages(terms: account.terms, run: account.run, years: years)
      averages[account.run, default: [:]][account.terms] = calendar
      let probabilities = account.law.shifted(by: account.drift(ofDue: asOf, asOf: asOf)).probabilities
      func expected(_ values: [Double]) -> Double { zip(probabilities, values).reduce(0) { $0 + $1.0 * $1.1 } }
      let hasStopped = account.stopsPayingOn != nil
      return SampleClient(
        id: "C" + zeroPadded(index + 1, digits: 4), name: account.name, segment: account.segment,
        behaviour: account.behaviour, terms: account.terms,
        meanDaysLate: hasStopped ? nil : expected(calendar.meanDaysLate),
        probabilityUnpaidAt30: hasStopped ? 1 : expected(calendar.shareUnpaidAt30),
        stopsPayingOn: account.stopsPayingOn, firstInvoiceOn: firstInvoices[index])
    }
  }
}

func zeroPadded(_ value: Int, digits: Int) -> String {
  let text = String(value)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
