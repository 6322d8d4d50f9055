import Receivables
import Statistics
import Tables

/// An identity that does not hold, in a sentence.
struct MismatchSentence: Error, CustomStringConvertible {
  let mismatch: Reconciliation.Mismatch
  let currency: Currency

  var description: String {
    let expected = PlainNumber.money(mismatch.expected, currency)
    let found = PlainNumber.money(mismatch.found, currency)
    return switch mismatch.identity {
    case .controlAccount:
      "the ledger does not tie to the control account: the account shows \(expected) \(currency), the open items net to "
        + "\(found). Nothing was written. Look for rejected rows and for entries missing from one of the two."
    case .rollForward:
      "the receivables do not reconcile: opening plus movements make \(expected) \(currency), the open items net to "
        + "\(found). Nothing was written. This is a fault of encours: please report it."
    case .items:
      "the receivables do not reconcile: the open items sum to \(expected) \(currency), the buckets to \(found). Nothing was "
        + "written. This is a fault of encours: please report it."
    case .clients:
      "the receivables do not reconcile: the clients sum to \(expected) \(currency), the buckets to \(found). Nothing was "
        + "written. This is a fault of encours: please report it."
    }
  }
}
