public import Receivables

/// A simulated client and the law it pays by: what a forecast made from the ledger tries to recover.
public struct SampleClient: Sendable {
  /// `C0001`, `C0002`, … in the order in which the accounts were opened.
  public let id: String
  public let name: String
  public let segment: Segment
  public let behaviour: Behaviour
  public let terms: Terms
  /// Expected days from due to payment of an ordinary invoice, at neutral season, under the law in force on the as-of
  /// day; `nil` for a client that has stopped paying.
  public let meanDaysLate: Double?
  /// Probability that an ordinary invoice is still unpaid at the end of the 30th day after due, at neutral season,
  /// under the law in force on the as-of day; 1 for a client that has stopped paying.
  ///
  /// Ordinary means ``SampleInvoice/Course/ordinary``: neither disputed, credited, paid in two parts nor forgotten.
  public let probabilityUnpaidAt30: Double
  /// From this day on no payment comes any more, whatever the invoice; `nil` for all but non-payers.
  public let stopsPayingOn: Day?
  public let firstInvoiceOn: Day

  public enum Segment: String, Sendable, CaseIterable {
    case construction = "BTP"
    case trade = "Négoce"
    case services = "Services"
    case industry = "Industrie"
    case publicSector = "Public"
  }

  public enum Behaviour: String, Sendable, CaseIterable {
    case punctual
    case slightlyLate = "slightly_late"
    case slow
    case erratic
    /// Pays on the 10th or on the last day of the month only.
    case monthEnd = "month_end"
    /// Slightly late at first, then worse and worse over the last 365 days.
    case drifting
    /// Slow, then stops paying for good.
    case nonPayer = "non_payer"
    /// Slightly late; first invoice within the last 90 days.
    case new
  }

  public enum Terms: String, Sendable, CaseIterable {
    case days30 = "30"
    case days45 = "45"
    case days60 = "60"
    /// "30 jours fin de mois": 30 days after issue, then the end of that month.
    case days30EndOfMonth = "30 fdm"

    public func due(forIssue issued: Day) -> Day {
      switch self {
      case .days30: issued + 30
      case .days45: issued + 45
      case .days60: issued + 60
      case .days30EndOfMonth: (issued + 30).lastOfMonth
      }
    }
  }
}
