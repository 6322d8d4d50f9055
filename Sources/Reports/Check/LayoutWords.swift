internal import Ingest
internal import Tables

/// Lines of the layout, in words.
enum LayoutWords {
  /// `3, on lines 1, 2, 14`.
  static func extent(_ seen: LayoutLines) -> String {
    let first = seen.lines.map(String.init).joined(separator: ", ")
    let place = seen.count == 1 ? "on line" : seen.count > seen.lines.count ? "first on lines" : "on lines"
    return "\(seen.count), \(place) \(first)"
  }

  /// Whether totals are the sums of the rows above them, and where not, what both come to.
  static func agreement(_ totals: TotalLines) -> String {
    func money(_ thousandths: Int64) -> String { PlainNumber.fixed(Double(thousandths) / 1000, decimals: 2) }
    var parts: [String] = []
    func add(_ count: Int, _ one: String, _ several: String) {
      if count > 0 { parts.append("\(count) \(count == 1 ? one : several)") }
    }
    add(totals.agreeing, "agrees with the rows above it", "agree with the rows above them")
    add(totals.unread, "shows no amount", "show no amount")
    if totals.areIncomparable {
      add(totals.differingCount, "cannot be compared", "cannot be compared")
      return parts.joined(separator: ", ")
    }
    add(totals.differingCount, "does not agree", "do not agree")
    for difference in totals.differing {
      let since = difference.sinceTheTotalBefore
      parts.append(
        "line \(difference.line) shows \(money(difference.shown)) where the rows above come to \(money(difference.ofAll))"
          + (since == difference.ofAll ? "" : " and those since the total before to \(money(since))"))
    }
    return parts.joined(separator: ", ")
  }
}
