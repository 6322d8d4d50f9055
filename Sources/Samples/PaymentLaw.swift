import RealModule
import Receivables

/// The law of the days between due and payment that a client decides for an ordinary invoice.
///
/// `D = min(exp(λ + season + drift + 0.12 z + σ ε) − earliest, 240)`, rounded to a whole day: a shifted log-normal, so
/// that payments before the due date exist and the right tail is long. `z` is the invoice's standardised log amount
/// within its client and `ε` is noise, both standard normal. Three invoices in a hundred are overlooked until someone
/// chases them, whoever the client: `D = min(exp(3.2 + 0.4 ε), 240)`. The client's ``PaymentRun`` then delays the
/// payment.
struct PaymentLaw: Sendable {
  /// The most days before due that this client pays: `D > −earliest` before rounding.
  let earliest: Int
  /// `λ`; the median of `D` for an invoice of usual size is `exp(λ) − earliest` days.
  let location: Double
  /// `σ`.
  let spread: Double

  /// What one standard deviation of log amount adds to the exponent: large invoices are paid later.
  static let sizeEffect = 0.12
  /// The chance that an invoice is overlooked, and the law of `D` then.
  static let overlookedShare = 0.03
  private static let overlookedLocation = 3.2
  private static let overlookedSpread = 0.4
  /// Every value `D` can take, in days past due.
  static let possibleDaysLate = -12...240

  /// What a due date in August (summer closing) or December adds to the exponent; the other months are neutral.
  static func season(ofDue due: Day) -> Double {
    switch due.calendar.month {
    case 8: 0.40
    case 12: 0.25
    default: 0
    }
  }

  /// Draws `D` in days past due. `shift` is season plus drift; `size` is `z`.
  func daysLate(shift: Double, size: Double, using random: inout SplitMix64) -> Int {
    let noise = random.normal()
    let days =
      if random.uniform() < PaymentLaw.overlookedShare {
        Double.exp(PaymentLaw.overlookedLocation + PaymentLaw.overlookedSpread * noise)
      } else {
        Double.exp(location + shift + PaymentLaw.sizeEffect * size + spread * noise) - Double(earliest)
      }
    return Int(min(days, Double(PaymentLaw.possibleDaysLate.upperBound)).rounded())
  }

  /// The same law with `shift` added to the exponent.
  func shifted(by shift: Double) -> PaymentLaw {
    PaymentLaw(earliest: earliest, location: location + shift, spread: spread)
  }

  /// Probability of each of ``possibleDaysLate`` at neutral season, over invoices of every size.
  var probabilities: [Double] {
    let deviation = Double.sqrt(spread * spread + PaymentLaw.sizeEffect * PaymentLaw.sizeEffect)
    let overlooked = PaymentLaw.overlookedShare
    var below = 0.0
    return PaymentLaw.possibleDaysLate.map { days in
      let reach = Double(days) + 0.5
      let usual = logNormalCDF(reach + Double(earliest), location: location, deviation: deviation)
      let late = logNormalCDF(
        reach, location: PaymentLaw.overlookedLocation, deviation: PaymentLaw.overlookedSpread)
      let isLast = days == PaymentLaw.possibleDaysLate.upperBound
      let through = isLast ? 1 : (1 - overlooked) * usual + overlooked * late
      defer { below = through }
      return through - below
    }
  }
}

private func logNormalCDF(_ x: Double, location: Double, deviation: Double) -> Double {
  x <= 0 ? 0 : Double.erfc((location - Double.log(x)) / (deviation * Double.sqrt(2))) / 2
}

// MARK: - Parameters

extension PaymentLaw {
  /// The law of a behaviour before the effects of the segment and of the client, `N(0, 0.20²)`, on `λ`.
  static func typical(of behaviour: SampleClient.Behaviour) -> PaymentLaw {
    func law(earliest: Int, medianDaysLate: Double, spread: Double) -> PaymentLaw {
      PaymentLaw(earliest: earliest, location: Double.log(medianDaysLate + Double(earliest)), spread: spread)
    }
    return switch behaviour {
    case .punctual: law(earliest: 5, medianDaysLate: -2.5, spread: 0.45)
    case .slightlyLate, .new, .drifting: law(earliest: 6, medianDaysLate: 3, spread: 0.80)
    case .slow, .nonPayer: law(earliest: 6, medianDaysLate: 21, spread: 0.25)
    case .erratic: law(earliest: 8, medianDaysLate: 3, spread: 1.40)
    case .monthEnd: law(earliest: 12, medianDaysLate: -7, spread: 0.60)
    }
  }

  /// What a client's segment adds to `λ`.
  static func effect(of segment: SampleClient.Segment) -> Double {
    switch segment {
    case .construction: 0.10
    case .trade: -0.12
    case .services: 0
    case .industry: -0.04
    case .publicSector: 0.15
    }
  }

  static let clientEffectDeviation = 0.20
  /// What drifting adds to the exponent on the as-of day, reached in a straight line over the 365 days before it.
  static let fullDrift = 1.0
}
