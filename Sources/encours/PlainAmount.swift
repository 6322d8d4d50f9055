import Receivables

/// An amount typed on the command line: digits, a decimal point or comma, an optional sign.
enum PlainAmount {
  static func read(_ text: String, decimals: Int) -> Money? {
    let isNegative = text.hasPrefix("-")
    let parts = (isNegative ? text.dropFirst() : text[...]).split(omittingEmptySubsequences: false) {
      $0 == "." || $0 == ","
    }
    guard (1...2).contains(parts.count), !parts[0].isEmpty,
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    guard fraction.count <= decimals,
      let units = Int64(parts[0] + fraction + String(repeating: "0", count: decimals - fraction.count))
    else { return nil }
    return Money(minorUnits: isNegative ? -units : units)
  }
}
