public import Receivables

/// How open amounts grow older, are paid, credited or written off from one step to the next.
///
/// A step has as many days as a bucket, so that what is still open has moved on by exactly one bucket. Amounts not yet due
/// may stay there for several steps, those of the oldest bucket for good. What is invoiced during a step is seen from the
/// end of that step on.
public struct Migration: Metric {
  public let asOf: Day
  /// Days of a bucket and of a step.
  public let width: Int
  /// Past-due buckets of `width` days; what is older is in one more. An amount that gets there counts as lost.
  public let buckets: Int
  /// Steps back from the as-of day.
  public let steps: Int
  private let observed: ObservationDays

  public init(asOf: Day, width: Int = 30, buckets: Int = 6, steps: Int = 12) {
    precondition(width > 0 && buckets > 0 && steps > 0, "\(steps) steps of \(width) days through \(buckets) buckets")
    self.asOf = asOf
    self.width = width
    self.buckets = buckets
    self.steps = steps
    observed = ObservationDays((0...steps).map { asOf - width * $0 })
  }

  /// How an amount leaves the receivables.
  public enum Exit: Int, Sendable, CaseIterable {
    case paid, credited, writtenOff

    init(_ kind: AllocationKind) {
      switch kind {
      case .payment, .undatedPayment: self = .paid
      case .credit: self = .credited
      case .writeOff: self = .writtenOff
      }
    }
  }

  /// Not due, the buckets, and what is older: the names of ``AgingSchedule/bucketNames``.
  public var stateNames: [String] { AgingSchedule(asOf: asOf, bounds: (0...buckets).map { $0 * width }).bucketNames }
  var stateCount: Int { buckets + 2 }

  private func state(due: Day, on day: Day) -> Int {
    let age = due.days(until: day)
    return age <= 0 ? 0 : min((age - 1) / width + 1, buckets + 1)
  }

  public struct Partial: Sendable, Codable {
    /// Amounts by step, state at its start, and state at its end or exit.
    var amounts: [Int64]
    /// Items: those with something left by their state at the end, the others by their last allocation.
    var items: [Int64]
    var clients: ClientProducts
  }

  public var emptyPartial: Partial {
    let cells = Array(repeating: Int64(0), count: steps * stateCount * (stateCount + Exit.allCases.count))
    return Partial(amounts: cells, items: cells, clients: ClientProducts(size: Total.allCases.count * stateCount))
  }

  /// Where the flows of one step out of one state are.
  private func row(_ step: Int, _ state: Int) -> Int {
    (step * stateCount + state) * (stateCount + Exit.allCases.count)
  }

  public func accumulate(_ account: Account, into partial: inout Partial) {
    var totals = Array(repeating: Int64(0), count: Total.allCases.count * stateCount)
    for (index, document) in account.enumerated() where document.kind != .creditNote {
      let allocations = account.allocations(ofDocument: index)
      var (balance, next) = (document.amount, allocations.startIndex)
      // An opening item that was paid before it could enter is not in the ledger: none is followed from earlier.
      var step = observed.index(onOrAfter: max(document.issued, document.enteredOn ?? document.issued))
      while step < steps {
        while next < allocations.endIndex, allocations[next].effective <= observed.days[step] {
          balance -= allocations[next].amount
          next += 1
        }
        if balance > .zero {
          follow(document, balance, allocations[next...], step, &partial, &totals)
        } else if next == allocations.endIndex {
          break
        }
        step += 1
      }
    }
    partial.clients.add(totals)
  }

  /// One open item over one step. What comes back after it was paid is a new debt, seen from the next step on.
  private func follow(
    _ document: Document, _ opening: Money, _ allocations: ArraySlice<Allocation>, _ step: Int,
    _ partial: inout Partial, _ totals: inout [Int64]
  ) {
    let start = state(due: document.due, on: observed.days[step])
    let end = state(due: document.due, on: observed.days[step + 1])
    let row = row(step, start)
    var (balance, rest, last) = (opening, opening, Exit.paid)
    for allocation in allocations {
      if allocation.effective > observed.days[step + 1] { break }
      let after = balance - allocation.amount
      let part = min(max(balance, .zero) - max(after, .zero), rest)
      balance = after
      if part <= .zero { continue }
      rest -= part
      last = Exit(allocation.kind)
      partial.amounts[row + stateCount + last.rawValue] += part.minorUnits
      totals[Total(last).index(start, of: stateCount)] += part.minorUnits
    }
    partial.amounts[row + end] += rest.minorUnits
    partial.items[row + (rest > .zero ? end : stateCount + last.rawValue)] += 1

    totals[Total.opening.index(start, of: stateCount)] += opening.minorUnits
    if end > start { totals[Total.rolled.index(start, of: stateCount)] += rest.minorUnits }
    if end == start { totals[Total.stayed.index(start, of: stateCount)] += rest.minorUnits }
  }

  /// What is summed for each client and each state, over all steps.
  enum Total: Int, CaseIterable {
    case opening, rolled, stayed, paid, credited, writtenOff

    init(_ exit: Exit) {
      switch exit {
      case .paid: self = .paid
      case .credited: self = .credited
      case .writtenOff: self = .writtenOff
      }
    }

    func index(_ state: Int, of states: Int) -> Int { rawValue * states + state }
  }

  public func merge(_ later: Partial, into earlier: inout Partial) {
    for index in earlier.amounts.indices {
      earlier.amounts[index] += later.amounts[index]
      earlier.items[index] += later.items[index]
    }
    earlier.clients.merge(later.clients)
  }

  public func value(of partial: Partial) -> Transitions {
    let targets = stateCount + Exit.allCases.count
    let flows = (0..<steps).map { step in
      Transitions.Step(
        start: observed.days[step], end: observed.days[step + 1],
        amounts: (0..<stateCount).map { state in
          partial.amounts[row(step, state)..<(row(step, state) + targets)].map { Money(minorUnits: $0) }
        },
        items: (0..<stateCount).map { state in
          partial.items[row(step, state)..<(row(step, state) + targets)].map { Int($0) }
        })
    }
    return Transitions(stateNames: stateNames, steps: flows, clients: partial.clients)
  }
}
