/// How much one subject moves an estimate: the derivative of the estimate by the subject's weight (infinitesimal jackknife).
///
/// A subject moves it by a gain on the day of its end, which depends on how it ends, less a toll for each day it was at
/// risk. The gains and tolls of all subjects sum to zero. Squares of the influences, summed over independent subjects or
/// over clients, are the variance.
///
/// - Source: Jaeckel (1972); Therneau & Grambsch, Modeling Survival Data (2000), §7.2.
struct Influence: Sendable {
  private let firstDay: Int
  /// Toll of all days up to each day.
  private let tolls: [Double]
  /// Of a subject followed from the start that ends on the first day or a later one, gain less tolls: in the order of
  /// ``Spell/End``, day after day, with a day after the last for all that come later.
  private let influences: [Double]
  /// Σ over subjects of the squared influence, when no subject entered late; not a number where nobody asks for it.
  let varianceOfSubjects: Double

  /// The gains of one day.
  struct Day {
    let day: Int
    let atRisk: Double
    /// Share of those at risk that ends in each manner, by the raw value of ``Spell/End``; none for censoring.
    let hazards: [Double]
    /// ∂ estimate / ∂ hazard, in the same order.
    let gains: [Double]
  }

  /// Of an estimate that is a function of the daily hazards; the days in order.
  init(_ days: [Day]) {
    let first = days.first?.day ?? 0
    let count = (days.last?.day ?? first - 1) - first + 1
    var gains = Array(repeating: 0.0, count: 3 * count)
    var tolls = Array(repeating: 0.0, count: count)
    var variance = 0.0
    for day in days {
      var (mean, square) = (0.0, 0.0)
      for end in day.hazards.indices {
        gains[3 * (day.day - first) + end] = day.gains[end] / day.atRisk
        mean += day.gains[end] * day.hazards[end]
        square += day.gains[end] * day.gains[end] * day.hazards[end]
      }
      tolls[day.day - first] = mean / day.atRisk
      variance += (square - mean * mean) / day.atRisk
    }
    self.init(from: first, gains: gains, dailyTolls: tolls, varianceOfSubjects: variance)
  }

  /// - Parameters:
  ///   - gains: Of one day after the other from `firstDay` on: paid, credited, written off.
  ///   - dailyTolls: Same days.
  init(from firstDay: Int, gains: [Double], dailyTolls: [Double], varianceOfSubjects: Double = .nan) {
    self.firstDay = firstDay
    self.varianceOfSubjects = varianceOfSubjects
    var sum = 0.0
    let tolls = dailyTolls.map { toll in
      sum += toll
      return sum
    }
    self.tolls = tolls
    var influences: [Double] = []
    influences.reserveCapacity(4 * (tolls.count + 1))
    for (day, toll) in tolls.enumerated() {
      influences += [gains[3 * day] - toll, gains[3 * day + 1] - toll, gains[3 * day + 2] - toll, -toll]
    }
    self.influences = influences + Array(repeating: -(tolls.last ?? 0), count: 4)
  }

  /// Those with a gain or a toll.
  var days: Range<Int> { firstDay..<(firstDay + tolls.count) }

  /// The influence of one subject of a spell.
  func value(of spell: Spell) -> Double {
    let day = min(spell.exit - firstDay, tolls.count)
    let value = day < 0 ? 0 : influences[4 * day + spell.end.rawValue]
    return spell.entry.map { value + toll(through: $0) } ?? value
  }

  /// Of all days up to one.
  func toll(through day: Int) -> Double {
    day < firstDay || tolls.isEmpty ? 0 : tolls[min(day - firstDay, tolls.count - 1)]
  }
}
