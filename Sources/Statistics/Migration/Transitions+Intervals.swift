/// How sure it is where amounts end.
///
/// What is expected of an amount, such as the probability of an end, is a smooth function of the clients' total flows. Its
/// variance is that between clients, by its linear part: with N the fundamental matrix, V(t) what is expected from t on and
/// O(s) what was open in s, a flow from s to t moves the figure of state i by N(i, s) / O(s) × (V(t) − V(s)).
///
/// - Source: Kemeny & Snell, Finite Markov Chains (1960), §3.2; Cochran, Sampling Techniques, 3rd ed. (1977), §6.13.
extension Transitions {
  /// The probability of an end from a state, with its 95 % interval; `nil` where the chain does not exist.
  ///
  /// The interval is the beta distribution's after a count whose size is what the variance between clients leaves of it. At
  /// least two clients must have been in each state on the way.
  public func probability(_ outcome: Outcome?, of end: Outcome.End, from state: Int) -> Figure? {
    share(outcome, from: state, Expected { $0 == end ? 1 : 0 })
  }

  /// The share of an amount in a state that is lost: it gets into the oldest bucket and is not recovered there, or is written
  /// off before. With an interval that takes the assumptions as given.
  ///
  /// - Parameters:
  ///   - recovery: The share that is still recovered from the oldest bucket, between 0 and 1: an assumption.
  ///   - outlook: What the rates of the past are multiplied by to stand for the future: an assumption, 1 for none.
  public func lossRate(from state: Int, recovery: Double = 0, outlook: Double = 1) -> Figure? {
    precondition((0...1).contains(recovery) && outlook >= 0, "recovery \(recovery), outlook \(outlook)")
    func future(_ rate: Double) -> Double { min(rate * outlook, 1) }
    if state == lost { return .estimate(Estimate(value: future(1 - recovery))) }
    let expected = Expected { $0 == .lost ? 1 - recovery : $0 == .writtenOff ? 1 : 0 }
    switch share(chainToLoss(), from: state, expected) {
    case .estimate(let rate)?:
      return .estimate(Estimate(value: future(rate.value), low: rate.low.map(future), high: rate.high.map(future)))
    case let figure: return figure
    }
  }

  /// Steps until the end that are expected from a state, its own included, with an interval on the logarithm. Nothing bounds
  /// them as 0 and 1 bound a share, so that it takes ten clients to say how they vary.
  public func steps(_ outcome: Outcome?, from state: Int) -> Figure? {
    visits(outcome, from: state, Expected(perStep: { _ in 1 }) { _ in 0 })
  }

  /// Steps that are expected to be spent in a state from another on, the start's own included: an element of the fundamental
  /// matrix, with an interval as that of ``steps(_:from:)``. `nil` where no amount gets there.
  public func visits(_ outcome: Outcome?, to target: Int, from state: Int) -> Figure? {
    guard let visits = outcome?.expectedVisits(to: target, from: state), visits > 0 else { return nil }
    return self.visits(outcome, from: state, Expected(perStep: { $0 == target ? 1 : 0 }) { _ in 0 })
  }

  private func visits(_ outcome: Outcome?, from state: Int, _ expected: Expected) -> Figure? {
    guard let chain = outcome?.existing else { return nil }
    let found = Moments(self, chain, from: state, expected)
    if found.clients < ClientVariance.minimumClients {
      return .notEnoughData(Shortage(found.clients, .clients, needed: ClientVariance.minimumClients))
    }
    // Nothing ever stayed: there is nothing to vary but rounding.
    if found.variance <= 1e-24 * found.value * found.value { return .estimate(Estimate(value: found.value)) }
    let quantile = StudentT.quantile975(degreesOfFreedom: Double(found.clients - 1))
    return .estimate(
      .logarithmic(found.value, standardError: found.variance.squareRoot() / found.value, quantile: quantile))
  }

  private func share(_ outcome: Outcome?, from state: Int, _ expected: Expected) -> Figure? {
    guard let chain = outcome?.existing else { return nil }
    let found = Moments(self, chain, from: state, expected)
    if found.clients < Transitions.minimumClients {
      return .notEnoughData(Shortage(found.clients, .clients, needed: Transitions.minimumClients))
    }
    // Sums of probabilities come out just beside 0 or 1.
    let rounding = 1e-12
    let value = found.value < rounding ? 0 : found.value > 1 - rounding ? 1 : found.value
    // Where the clients show no variance each of them counts for one item.
    let binomial = value * (1 - value)
    let variance = found.variance > rounding * binomial ? found.variance : binomial / Double(found.clients)
    return .estimate(
      ClusteredProportion(value, variance: variance, items: itemCounts[state], clusters: found.clients).interval)
  }

  /// What is counted on the way: something a step, and something at the end.
  struct Expected {
    /// By state.
    let perStep: (Int) -> Double
    let atEnd: (Outcome.End) -> Double

    init(perStep: @escaping (Int) -> Double = { _ in 0 }, atEnd: @escaping (Outcome.End) -> Double) {
      self.perStep = perStep
      self.atEnd = atEnd
    }
  }

  /// An expected value, its variance between clients, and the fewest clients in a state on the way.
  struct Moments {
    private(set) var value = 0.0
    private(set) var variance = 0.0
    private(set) var clients = 0

    init(_ transitions: Transitions, _ existing: Outcome.Existing, from state: Int, _ expected: Expected) {
      let (states, chain) = (existing.states, existing.chain)
      // Nothing was ever open there, for no client.
      guard let start = states.firstIndex(of: state) else { return }
      let values = states.indices.map { row -> Double in
        let steps = zip(states, chain.expectedVisits[row]).reduce(0) { $0 + expected.perStep($1.0) * $1.1 }
        return Outcome.End.allCases.reduce(steps) {
          $0 + chain.absorption[row][$1.rawValue] * expected.atEnd($1)
        }
      }
      var gradient: [Int: Double] = [:]
      var fewest = Int.max
      for (index, state) in states.enumerated() where chain.expectedVisits[start][index] > 0 {
        fewest = min(fewest, transitions.clientCounts[state])
        let weight = chain.expectedVisits[start][index] / transitions.sum(.opening, state)
        func add(_ total: Migration.Total, _ value: Double) {
          gradient[transitions.total(total, state)] = weight * value
        }
        add(.opening, expected.perStep(state) - values[index])
        add(.stayed, values[index])
        if state != transitions.lost {
          let next = states.firstIndex(of: state + 1)
          add(.rolled, next.map { values[$0] } ?? expected.atEnd(existing.end(of: state + 1)))
        }
        add(.paid, expected.atEnd(.paid))
        add(.credited, expected.atEnd(.credited))
        add(.writtenOff, expected.atEnd(.writtenOff))
      }
      (value, clients) = (values[start], fewest)
      if fewest >= 2 { variance = transitions.clients.variance(gradient: gradient, clients: Int64(fewest)) }
    }
  }
}

extension Transitions.Outcome {
  /// A chain that exists.
  struct Existing {
    let states: [Int]
    let chain: AbsorbingChain
    let lost: Int?

    /// What a state stands for that is not in the chain.
    func end(of state: Int) -> End { state == lost ? .lost : .unknown }
  }

  var existing: Existing? {
    guard case .success(let chain) = chain else { return nil }
    return Existing(states: states, chain: chain, lost: lost)
  }
}
