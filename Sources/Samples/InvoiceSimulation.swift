import RealModule
import Receivables

extension SampleInvoice {
  private static let courses: [(Course, share: Double)] = [
    (.ordinary, 0.911), (.paidInTwoParts, 0.040), (.creditedInPart, 0.012), (.creditedInFull, 0.007),
    (.disputedThenPaid, 0.014), (.disputedThenCredited, 0.006), (.forgotten, 0.010),
  ]

  /// Standard deviation of the log amount within a client.
  static let amountSpread = 0.65
  private static let smallestAmount = Money(minorUnits: 15_00)

  /// Draws an invoice issued on `issued` and all that happens to it.
  ///
  /// - Parameter size: Its standardised log amount within its client.
  init(client: Int, account: SampleAccount, issued: Day, size: Double, asOf: Day, using random: inout SplitMix64) {
    let amount = max(account.usualAmount.scaled(by: Double.exp(Self.amountSpread * size)), Self.smallestAmount)
    let due = account.terms.due(forIssue: issued)
    let shift = PaymentLaw.season(ofDue: due) + account.drift(ofDue: due, asOf: asOf)
    let decided = due + account.law.daysLate(shift: shift, size: size, using: &random)
    let course = random.choice(of: Self.courses)

    // Always the same number of draws, so that a parameter changed here moves no other invoice.
    let share = random.uniform()
    let delay = random.uniform()
    let (isAbandoned, disputeDelay) = (random.uniform() < 0.1, random.integer(in: 5...25))
    func days(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(delay * Double(range.count)) }

    let disputedOn: Day? =
      switch course {
      case .disputedThenPaid, .disputedThenCredited: issued + disputeDelay
      default: nil
      }
    let credit: Event? =
      switch course {
      case .creditedInPart:
        Event(day: (issued + days(5...40)).rolledToWorkingDay, amount: amount.scaled(by: 0.05 + 0.45 * share))
      case .creditedInFull: Event(day: (issued + days(5...40)).rolledToWorkingDay, amount: amount)
      case .disputedThenCredited: Event(day: (due + days(20...90)).rolledToWorkingDay, amount: amount)
      default: nil
      }
    let usual = max(account.run.payment(decidedOn: decided), issued.rolledToWorkingDay)
    let settledOn: Day? =
      switch course {
      case .ordinary: usual
      case .paidInTwoParts: isAbandoned ? nil : account.run.payment(decidedOn: usual + days(15...75))
      case .creditedInPart: max(usual, credit?.day ?? usual)
      case .disputedThenPaid: account.run.payment(decidedOn: decided + days(120...300))
      case .creditedInFull, .disputedThenCredited, .forgotten: nil
      }
    let firstPayment =
      course == .paidInTwoParts ? Event(day: usual, amount: amount.scaled(by: 0.3 + 0.4 * share)) : nil

    func beforeTheStop(_ day: Day) -> Bool { account.stopsPayingOn.map { day < $0 } ?? true }
    self.init(
      number: "", client: client, issued: issued, due: due, amount: amount, course: course, disputedOn: disputedOn,
      credit: credit, firstPayment: firstPayment.flatMap { beforeTheStop($0.day) ? $0 : nil },
      settledOn: settledOn.flatMap { beforeTheStop($0) ? $0 : nil })
  }
}
