internal import Receivables

/// Money that came from a client and went back: a payment, and a later movement of exactly its amount the other way, such
/// as a cheque that bounced or a transfer booked and reversed.
enum RoundTrips {
  private struct Key: Hashable {
    let client: Int32
    let amount: Money
  }

  /// Each reversal with the latest payment before it of its amount that no other one reverses.
  ///
  /// - Parameter last: Later movements are not looked into.
  static func suspicions(among items: [AccountItem], until last: Day) -> [Suspicion] {
    let payments = items.indices.filter {
      items[$0].nature == .payment && items[$0].day <= last && !items[$0].isOpening
    }
    let inOrder = payments.sorted {
      (items[$0].day, items[$0].isDebit ? 1 : 0, $0) < (items[$1].day, items[$1].isDebit ? 1 : 0, $1)
    }
    var received: [Key: [Int]] = [:]
    var found: [Suspicion] = []
    for index in inOrder {
      let item = items[index]
      let key = Key(client: item.client, amount: item.amount.magnitude)
      if !item.isDebit {
        received[key, default: []].append(index)
      } else if let payment = received[key]?.popLast() {
        found.append(Suspicion(.roundTrip, [name(items[payment]), name(item)], amount: item.amount, day: item.day))
      }
    }
    return found
  }

  private static func name(_ item: AccountItem) -> String {
    item.reference.isEmpty ? "line \(item.row.line)" : "\(item.reference) (line \(item.row.line))"
  }
}
