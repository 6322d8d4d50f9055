import RealModule
import Receivables

/// Draws the clients of a ledger.
///
/// Sizes follow the Zipf–Mandelbrot law `(rank + 3)^−0.8`, so that no single client makes the ledger. Behaviours and
/// segments are spread over the ranks by additive recurrence rather than drawn, so that two seeds give ledgers alike:
/// a large client is as often slow as a small one. Non-payers and new clients are outside the largest fifth.
struct Population {
  let accounts: [SampleAccount]

  private static let nonPayerShare = 0.03
  private static let newShare = 0.06
  private static let behaviours: [(SampleClient.Behaviour, share: Double)] = [
    (.punctual, 0.47), (.slightlyLate, 0.10), (.monthEnd, 0.11), (.slow, 0.18), (.erratic, 0.07), (.drifting, 0.07),
  ]
  private static let segments: [(SampleClient.Segment, share: Double)] = [
    (.construction, 0.24), (.trade, 0.26), (.services, 0.24), (.industry, 0.16), (.publicSector, 0.10),
  ]
  private static let terms: [(SampleClient.Terms, share: Double)] = [
    (.days30, 0.40), (.days45, 0.20), (.days60, 0.15), (.days30EndOfMonth, 0.25),
  ]
  /// Of the clients that are not new, the share whose account was opened during the first two thirds of the months.
  private static let openedInWindowShare = 0.25

  init(count: Int, window: ClosedRange<Day>, using random: inout SplitMix64) {
    let rare = Self.rareBehaviours(count: count, using: &random)
    let (behaviourStart, segmentStart) = (random.uniform(), random.uniform())
    var common = 0
    var accounts: [SampleAccount] = []
    for rank in 0..<count {
      var behaviour = rare[rank]
      if behaviour == nil {
        behaviour = SplitMix64.choice(of: Self.behaviours, at: fraction(behaviourStart + Double(common) * goldenRatio))
        common += 1
      }
      var segment = SplitMix64.choice(of: Self.segments, at: fraction(segmentStart + Double(rank) * rootOfTwo))
      if behaviour == .nonPayer, segment == .publicSector { segment = .services }  // a town hall does not go bust
      accounts.append(
        Self.account(rank: rank, behaviour: behaviour ?? .punctual, segment: segment, window: window, using: &random))
    }
    // Account numbers are given as accounts are opened; those older than the ledger come in any order.
    var ordered = random.shuffled(accounts).enumerated()
      .sorted { ($0.element.active.lowerBound, $0.offset) < ($1.element.active.lowerBound, $1.offset) }
      .map(\.element)
    var names = CompanyNames()
    for index in ordered.indices { ordered[index].name = names.next(segment: ordered[index].segment, using: &random) }
    self.accounts = ordered
  }

  /// Non-payers and new clients by rank.
  private static func rareBehaviours(
    count: Int, using random: inout SplitMix64
  ) -> [Int: SampleClient.Behaviour] {
    let ranks = random.shuffled(Array((count / 5)..<count))
    let nonPayers = Int((nonPayerShare * Double(count)).rounded())
    let new = Int((newShare * Double(count)).rounded())
    var behaviours: [Int: SampleClient.Behaviour] = [:]
    for rank in ranks.prefix(nonPayers) { behaviours[rank] = .nonPayer }
    for rank in ranks.dropFirst(nonPayers).prefix(new) { behaviours[rank] = .new }
    return behaviours
  }

  private static func account(
    rank: Int, behaviour: SampleClient.Behaviour, segment: SampleClient.Segment, window: ClosedRange<Day>,
    using random: inout SplitMix64
  ) -> SampleAccount {
    let volume = Double.exp(-0.8 * Double.log(Double(rank) + 4))
    let drawnTerms = random.choice(of: terms)
    let run: PaymentRun =
      if behaviour != .monthEnd { .anyDay } else if random.uniform() < 0.5 { .tenthOfMonth } else { .lastOfMonth }
    let effect = PaymentLaw.effect(of: segment) + PaymentLaw.clientEffectDeviation * random.normal()
    let usual = medianAmount(of: segment).scaled(
      by: Double.exp(0.35 * random.normal() + 0.25 * Double.log(volume / 0.04)))

    let length = window.lowerBound.days(until: window.upperBound)
    let openedInWindow = random.uniform() < openedInWindowShare && behaviour != .nonPayer
    var opened = openedInWindow ? window.lowerBound + random.integer(in: 0...(length * 2 / 3)) : window.lowerBound
    var closed = window.upperBound
    var stopsPayingOn: Day?
    if behaviour == .new { opened = max(window.lowerBound, window.upperBound - random.integer(in: 7...88)) }
    if behaviour == .nonPayer {
      let stop = window.upperBound - random.integer(in: 45...270)
      // The supplier goes on for three months before it stops delivering.
      closed = max(min(closed, stop + 90), min(window.lowerBound + 7, closed))
      stopsPayingOn = stop
    }
    opened = min(opened.rolledToWorkingDay, closed)
    return SampleAccount(
      segment: segment, behaviour: behaviour,
      terms: segment == .publicSector ? .days30 : drawnTerms,  // the legal limit for public buyers
      run: run, law: PaymentLaw.typical(of: behaviour).shifted(by: effect), usualAmount: usual, volume: volume,
      active: opened...closed, isOpenedInWindow: openedInWindow || behaviour == .new, stopsPayingOn: stopsPayingOn)
  }

  /// Median invoice, tax included, of a middling client.
  private static func medianAmount(of segment: SampleClient.Segment) -> Money {
    switch segment {
    case .construction: Money(minorUnits: 2_600_00)
    case .trade: Money(minorUnits: 850_00)
    case .services: Money(minorUnits: 1_350_00)
    case .industry: Money(minorUnits: 2_200_00)
    case .publicSector: Money(minorUnits: 1_700_00)
    }
  }
}

/// Irrational steps of the additive recurrence: `frac(start + k·step)` fills [0, 1) evenly.
private let goldenRatio = 0.618_033_988_749_894_9
private let rootOfTwo = 0.414_213_562_373_095_1

private func fraction(_ value: Double) -> Double { value - value.rounded(.down) }
