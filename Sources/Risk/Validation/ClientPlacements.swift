internal import Statistics

/// One client's rows in a comparison of the rows that had the event with those that had not: how many there are of either
/// sort, and the sum of their placements, which are the share of the other sort that each is ranked rightly against.
struct ClientPlacements {
  private var events = 0
  private var others = 0
  private var ofEvents = 0.0
  private var ofOthers = 0.0

  mutating func add(_ placement: Double, isEvent: Bool) {
    if isEvent {
      events += 1
      ofEvents += placement
    } else {
      others += 1
      ofOthers += placement
    }
  }

  /// Half the width of the 95 % interval of an area under the curve, with a client's rows taken together.
  ///
  /// - Returns: `nil` with fewer than two clients that have either outcome.
  /// - Source: Obuchowski (1997), Biometrics 53(2), 567–578; Student's t with one degree of freedom less than clients.
  static func width(_ clients: [Int: ClientPlacements], auc: Double) -> Double? {
    let all = clients.keys.sorted().map { clients[$0]! }
    let (withEvents, withOthers) = (Double(all.count { $0.events > 0 }), Double(all.count { $0.others > 0 }))
    if withEvents < 2 || withOthers < 2 { return nil }
    let (m, n) = (Double(all.reduce(0) { $0 + $1.events }), Double(all.reduce(0) { $0 + $1.others }))
    let count = Double(all.count)
    var (squares10, squares01, products) = (0.0, 0.0, 0.0)
    for client in all {
      let away10 = client.ofEvents - Double(client.events) * auc
      let away01 = client.ofOthers - Double(client.others) * auc
      squares10 += away10 * away10
      squares01 += away01 * away01
      products += away10 * away01
    }
    let variance =
      withEvents / (withEvents - 1) * squares10 / (m * m) + withOthers / (withOthers - 1) * squares01 / (n * n)
      + 2 * count / (count - 1) * products / (m * n)
    return StudentT.quantile975(degreesOfFreedom: count - 1) * max(variance, 0).squareRoot()
  }
}
