public import Receivables
internal import Risk
public import Statistics

/// One client on one day: what it owes, how it pays, what is at risk, and why it is where it is in the ranking.
public struct ClientStanding: Sendable {
  /// 1 for the first to chase; `nil` for a client that owes nothing net, or only residuals.
  public internal(set) var rank: Int?
  /// By reference: tens of thousands of standings are sorted, filtered and summed up, and each is a large value.
  private let facts: Facts

  private final class Facts: Sendable {
    let client: Int
    let aging: AgingSchedule.Schedule
    let dso: CountBack.Days?
    let daysLate: PaidDelay.Summary
    let lateProbability: Double?
    let amountAtRisk, expectedWithin30: Money?
    let reasons: [Reason]
    let isChaseable: Bool

    init(
      client: Int, aging: AgingSchedule.Schedule, dso: CountBack.Days?, daysLate: PaidDelay.Summary,
      lateProbability: Double?, amountAtRisk: Money?, expectedWithin30: Money?, reasons: [Reason], isChaseable: Bool
    ) {
      (self.client, self.aging, self.dso, self.daysLate) = (client, aging, dso, daysLate)
      (self.lateProbability, self.amountAtRisk) = (lateProbability, amountAtRisk)
      (self.expectedWithin30, self.reasons, self.isChaseable) = (expectedWithin30, reasons, isChaseable)
    }
  }

  /// Index into the snapshot's clients.
  public var client: Int { facts.client }
  public var aging: AgingSchedule.Schedule { facts.aging }
  /// That of ``aging``, without a copy of it.
  public var net: Money { facts.aging.net }
  /// Count-back DSO; `nil` with fewer than ``DaysSalesOutstanding/minimumInvoices`` in the last ``invoiceWindow`` days.
  public var dso: CountBack.Days? { facts.dso }
  public var daysLate: PaidDelay.Summary { facts.daysLate }
  /// P(unpaid g days after due) of an invoice of the client's usual amount and latest terms, issued tomorrow.
  public var lateProbability: Double? { facts.lateProbability }
  /// Σ balance × P(still unpaid at the later of due + g and as-of + 30 days | open today), over the open items.
  public var amountAtRisk: Money? { facts.amountAtRisk }
  /// Σ balance × P(paid within 30 days | open today).
  public var expectedWithin30: Money? { facts.expectedWithin30 }
  public var reasons: [Reason] { facts.reasons }
  var isChaseable: Bool { facts.isChaseable }

  /// A fact behind the rank; reports put it in words.
  public enum Reason: Sendable, Equatable {
    /// Of the latest invoices that were paid or fell due: how many were late.
    case lateOfLast(late: Int, of: Int)
    /// Days past due of the oldest open item.
    case oldest(days: Int)
    case disputed(Money)
    case neverPaid
    case nothingDue
  }

  static let recentInvoices = 5
  public static let invoiceWindow = 90

  /// - Parameter tellsLateness: Whether enough payments have a day to say which invoices were late.
  static func read(
    _ account: Account, _ snapshot: Snapshot, _ risk: LateRisk, _ openItems: OpenItemRisk, _ forecast: PaymentForecast?,
    residual: Money, tellsLateness: Bool
  ) -> (standing: ClientStanding, items: [OpenItemForecast])? {
    guard let latest = account.last(where: \.isSale) ?? account.last else { return nil }
    let asOf = snapshot.asOf
    let known = risk.client(account)

    var items: [OpenItemForecast] = []
    let outlooks = account.contains(where: \.isOpen) ? openItems.outlooks(account) : []
    for (index, document) in account.enumerated() where document.isOpen {
      var outlook: (any PaymentOutlook)? = outlooks[index]
      if outlook == nil, let forecast {
        let prospect = Prospect(document, snapshot.attributes)
        outlook = risk.probability(of: prospect, from: known).map { late in
          // Once an item is past due, that its client pays late is seen already, and the portfolio's curve alone, which the
          // models are tested against, tells more.
          document.due < asOf
            ? forecast.item(due: document.due, asOf: asOf)
            : forecast.item(issued: document.issued, due: document.due, lateProbability: late, asOf: asOf)
        }
      }
      items.append(OpenItemForecast(account.client, document, outlook, asOf: asOf, grace: risk.outcome.grace))
    }
    items.sort { ($0.document.due, $0.document.position) < ($1.document.due, $1.document.position) }

    let aging = AgingSchedule(asOf: asOf).value(of: account)
    let amounts = account.compactMap { $0.isSale ? $0.amount.minorUnits : nil }
    let usual = Prospect(
      issued: asOf + 1, due: asOf + 1 + latest.issued.days(until: latest.due),
      amount: Money(minorUnits: amounts.reduce(0, +) / max(Int64(amounts.count), 1)),
      levels: Prospect(latest, snapshot.attributes).levels)
    let isComplete = items.allSatisfy { $0.amountAtRisk != nil }
    let facts = Facts(
      client: account.client, aging: aging, dso: dso(account, receivables: aging.net),
      daysLate: DaysLate().value(of: account),
      lateProbability: risk.probability(of: usual, from: known),
      amountAtRisk: isComplete ? items.reduce(.zero) { $0 + ($1.amountAtRisk ?? .zero) } : nil,
      expectedWithin30: isComplete
        ? items.reduce(.zero) { $0 + $1.document.balance.scaled(by: $1.paidWithin30 ?? 0) } : nil,
      reasons: reasons(account, items, asOf: asOf, tellsLateness: tellsLateness),
      isChaseable: aging.net > .zero && items.contains { $0.document.balance > residual })
    return (ClientStanding(rank: nil, facts: facts), items)
  }

  private static func dso(_ account: Account, receivables: Money) -> CountBack.Days? {
    let recent = account.reversed().prefix { $0.issued.days(until: account.asOf) < invoiceWindow }
    if recent.count(where: \.isSale) < DaysSalesOutstanding.minimumInvoices { return nil }
    return CountBack.days(receivables: receivables, latestFirst: CountBack.months(of: account))
  }

  private static func reasons(
    _ account: Account, _ items: [OpenItemForecast], asOf: Day, tellsLateness: Bool
  ) -> [Reason] {
    var reasons: [Reason] = []
    var (late, seen) = (0, 0)
    for document in account.reversed() where document.isSale && seen < recentInvoices {
      switch document.closing {
      case nil where document.due < asOf:
        late += 1
        seen += 1
      case let closing? where closing.kind == .payment:
        if document.due < closing.day { late += 1 }
        seen += 1
      default: continue
      }
    }
    if seen > 0, tellsLateness { reasons.append(.lateOfLast(late: late, of: seen)) }
    if !hasPaid(account) { reasons.append(.neverPaid) }
    if let oldest = items.first, oldest.age > 0 {
      reasons.append(.oldest(days: oldest.age))
    } else if !items.isEmpty {
      reasons.append(.nothingDue)
    }
    let disputed = items.reduce(Money.zero) { $1.document.isDisputed ? $0 + $1.document.balance : $0 }
    if disputed > .zero { reasons.append(.disputed(disputed)) }
    return reasons
  }
}

extension ClientStanding {
  /// Whether any money came in: a write-off or a credit note reduces a balance too.
  private static func hasPaid(_ account: Account) -> Bool {
    account.indices.contains { index in
      account[index].kind == .payment && account[index].balance < .zero
        || account.allocations(ofDocument: index).contains { $0.kind == .payment || $0.kind == .undatedPayment }
    }
  }
}

extension OpenItemForecast {
  fileprivate init(_ client: Int, _ document: Document, _ outlook: (any PaymentOutlook)?, asOf: Day, grace: Int) {
    self.client = client
    self.document = document
    age = document.due.days(until: asOf)
    guard let outlook else {
      (paidWithin30, expectedDays, amountAtRisk) = (nil, (nil, nil, nil), nil)
      return
    }
    func day(_ probability: Double) -> Day? { outlook.days(untilPaidWith: probability).map { asOf + $0 } }
    paidWithin30 = 1 - outlook.unpaid(after: OpenItemRisk.horizon)
    expectedDays = (day(0.1), day(0.5), day(0.9))
    amountAtRisk = document.balance.scaled(by: outlook.unpaid(after: max(grace - age, OpenItemRisk.horizon)))
  }
}
