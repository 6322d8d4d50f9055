public import Receivables

/// What ``Migration`` says: flows of each step, roll rates, and where amounts end.
///
/// Rates are of amounts tax included. They are the same before tax where one rate of VAT applies.
public struct Transitions: Sendable {
  /// Not due, the past-due buckets, and what is older.
  public let stateNames: [String]
  /// In order of time.
  public let steps: [Step]
  let clients: ClientProducts

  /// The flows between two days.
  public struct Step: Sendable, Equatable {
    public let start: Day
    public let end: Day
    /// By state at the start, then by state at the end or, after these, by ``Migration/Exit``.
    public let amounts: [[Money]]
    /// Items in the same places: one with something left by its state, the others by their last allocation.
    public let items: [[Int]]

    /// Of what was open in a state at the start, the share that was open one bucket further on at the end; `nil` when nothing
    /// was. The oldest bucket has no next one.
    public func roll(from state: Int) -> Double? {
      let opening = amounts[state].reduce(.zero, +)
      if opening == .zero || state + 1 == amounts.count { return nil }
      return amounts[state][state + 1].inMinorUnits / opening.inMinorUnits
    }
  }

  init(stateNames: [String], steps: [Step], clients: ClientProducts) {
    self.stateNames = stateNames
    self.steps = steps
    self.clients = clients
  }

  public var stateCount: Int { stateNames.count }
  /// The oldest bucket, where an amount counts as lost.
  var lost: Int { stateCount - 1 }

  // MARK: - All steps together

  /// Flows of all steps, in the places of ``Step/amounts``.
  public var amounts: [[Money]] {
    (0..<stateCount).map { state in
      (0..<(stateCount + Migration.Exit.allCases.count)).map { target in
        steps.reduce(.zero) { $0 + $1.amounts[state][target] }
      }
    }
  }

  /// Item-steps that began in each state.
  public var itemCounts: [Int] {
    (0..<stateCount).map { state in steps.reduce(0) { $0 + $1.items[state].reduce(0, +) } }
  }

  /// Clients with something open in each state at the start of some step.
  public var clientCounts: [Int] { (0..<stateCount).map { Int(clients.clients[total(.opening, $0)]) } }

  /// Whether anything was written off in these steps. Without, whatever no credit note ends is paid in the end, by
  /// construction, so that the ends of ``chain()`` say nothing.
  public var hasWriteOffs: Bool { amounts.contains { $0[stateCount + Migration.Exit.writtenOff.rawValue] != .zero } }

  /// The transition matrix: shares of ``amounts`` by row; `nil` where nothing was open at the start of any step.
  public var probabilities: [[Double]?] {
    amounts.map { row in
      let opening = row.reduce(.zero, +)
      return opening == .zero ? nil : row.map { $0.inMinorUnits / opening.inMinorUnits }
    }
  }

  func total(_ total: Migration.Total, _ state: Int) -> Int { total.index(state, of: stateCount) }

  func sum(_ total: Migration.Total, _ state: Int) -> Double { Double(clients.totals[self.total(total, state)]) }

  // MARK: - Roll rates

  /// Clients below which a share has no variance to show.
  static let minimumClients = 2

  /// The roll rate of all steps together, with a 95 % interval; `nil` for the oldest bucket, which has no next one. Fewer
  /// than ``minimumClients`` are not enough.
  ///
  /// The interval is that of a beta-binomial model: the beta distribution after a count whose size is what the variance
  /// between clients leaves of it.
  public func roll(from state: Int) -> Figure? { share(.rolled, from: state) }

  /// What can become of an amount in a step.
  public enum Move: String, Sendable, CaseIterable {
    /// In the same state: not due yet, or in the oldest bucket.
    case stayed
    /// In the next state.
    case rolled
    case paid, credited
    case writtenOff = "written_off"

    var total: Migration.Total {
      switch self {
      case .stayed: .stayed
      case .rolled: .rolled
      case .paid: .paid
      case .credited: .credited
      case .writtenOff: .writtenOff
      }
    }
  }

  /// The share of a state's amounts, over all steps, that moved so, with an interval as that of ``roll(from:)``; `nil` for a
  /// move that the state does not have. These are the cells of ``probabilities`` that can be other than 0.
  public func share(_ move: Move, from state: Int) -> Figure? {
    if move == .rolled && state == lost || move == .stayed && state != 0 && state != lost { return nil }
    let (opening, moved) = (sum(.opening, state), sum(move.total, state))
    let count = clientCounts[state]
    if count < Transitions.minimumClients {
      return .notEnoughData(Shortage(count, .clients, needed: Transitions.minimumClients))
    }
    let rate = moved / opening
    let variance = clients.variance(
      gradient: [total(move.total, state): 1 / opening, total(.opening, state): -rate / opening], clients: Int64(count))
    return .estimate(ClusteredProportion(rate, variance: variance, items: itemCounts[state], clusters: count).interval)
  }

  // MARK: - Where amounts end

  /// The chain of all states with the exits as its ends; `neverEnds` when nothing ever left a state, `nil` when nothing was
  /// ever open.
  ///
  /// Amounts of the oldest bucket stay until they are paid, credited or written off: see ``hasWriteOffs``.
  public func chain() -> Outcome? { Outcome(self, lostIsAnEnd: false) }

  /// The chain that ends as well where an amount gets into the oldest bucket.
  public func chainToLoss() -> Outcome? { Outcome(self, lostIsAnEnd: true) }

  /// An absorbing chain over the states that anything was open in.
  public struct Outcome: Sendable {
    /// States of the chain, as numbers of ``Transitions/stateNames``.
    public let states: [Int]
    /// The oldest bucket, where it is an end.
    let lost: Int?
    public let chain: Result<AbsorbingChain, AbsorbingChain.Failure>

    /// How an amount can end.
    public enum End: Int, Sendable, CaseIterable {
      case paid, credited, writtenOff
      /// It got into the oldest bucket.
      case lost
      /// It got where nothing was ever open at the start of a step, so that nobody knows how it went on.
      case unknown
    }

    fileprivate init?(_ transitions: Transitions, lostIsAnEnd: Bool) {
      let probabilities = transitions.probabilities
      let states = probabilities.indices.filter {
        probabilities[$0] != nil && !(lostIsAnEnd && $0 == transitions.lost)
      }
      if states.isEmpty { return nil }
      self.states = states
      lost = lostIsAnEnd ? transitions.lost : nil
      let rows = states.map { probabilities[$0]! }
      let passing = rows.map { row in states.map { row[$0] } }
      let ending = rows.map { row -> [Double] in
        var ends = Array(repeating: 0.0, count: End.allCases.count)
        for (target, probability) in row.enumerated() where !states.contains(target) {
          let end: End =
            target >= transitions.stateCount
            ? End(rawValue: target - transitions.stateCount)!
            : lostIsAnEnd && target == transitions.lost ? .lost : .unknown
          ends[end.rawValue] += probability
        }
        return ends
      }
      do throws(AbsorbingChain.Failure) {
        chain = .success(try AbsorbingChain(passing: passing, ending: ending))
      } catch {
        // By the state's number among all, as everywhere here.
        if case .neverEnds(let state) = error {
          chain = .failure(.neverEnds(state: states[state]))
        } else {
          chain = .failure(error)
        }
      }
    }

    /// The probability of an end from a state; `nil` when the chain does not exist, or nothing was open in the state.
    public func probability(of end: End, from state: Int) -> Double? {
      guard let row = states.firstIndex(of: state), case .success(let chain) = chain else { return nil }
      return chain.absorption[row][end.rawValue]
    }

    /// Steps that are expected to be spent in a state from another on, the start's own included.
    public func expectedVisits(to state: Int, from start: Int) -> Double? {
      guard let row = states.firstIndex(of: start), let column = states.firstIndex(of: state),
        case .success(let chain) = chain
      else { return nil }
      return chain.expectedVisits[row][column]
    }

  }

  /// The share of an amount in a state that gets into the oldest bucket: the product of the roll rates on the way, that of
  /// "not due" being among what left it; `nil` where nothing was open on the way.
  ///
  /// The matrix of ``chainToLoss()`` gives the same by another way, and an interval.
  public func lossByRolls(from state: Int) -> Double? {
    var product = 1.0
    for bucket in state..<lost {
      let left = sum(.opening, bucket) - (bucket == 0 ? sum(.stayed, bucket) : 0)
      if left == 0 { return nil }
      product *= sum(.rolled, bucket) / left
    }
    return product
  }
}
