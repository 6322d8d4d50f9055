internal import Ingest
internal import Tables

/// Lines of the layout, in words.
struct LayoutWords {
  private let style: FactStyle

  init(_ style: FactStyle) { self.style = style }

  func name(_ sort: LayoutLine) -> String {
    let french =
      switch sort {
      case .title: "lignes de titre"
      case .header: "ligne d'en-tête"
      case .repeatedHeader: "en-têtes répétés"
      case .clientHeading: "intitulés de client"
      case .total: "lignes de total"
      case .blank: "lignes vides"
      }
    return style(en: "\(sort.rawValue) lines", fr: french)
  }

  /// `3, on lines 1, 2, 14`.
  func extent(_ seen: LayoutLines) -> String {
    let first = seen.lines.map(String.init).joined(separator: ", ")
    let place =
      seen.count == 1
      ? style(en: "on line", fr: "ligne")
      : seen.count > seen.lines.count
        ? style(en: "first on lines", fr: "dont les lignes") : style(en: "on lines", fr: "lignes")
    return "\(style.count(seen.count)), \(place) \(first)"
  }

  /// Whether totals are the sums of the rows above them, and where not, what both come to.
  func agreement(_ totals: TotalLines) -> String {
    var parts: [String] = []
    func add(_ count: Int, en: (String, String), fr: (String, String)) {
      if count > 0 { parts.append(style.language.plural(count, en: en, fr: fr)) }
    }
    add(
      totals.agreeing, en: ("agrees with the rows above it", "agree with the rows above them"),
      fr: ("concorde avec les lignes au-dessus", "concordent avec les lignes au-dessus"))
    add(totals.unread, en: ("shows no amount", "show no amount"), fr: ("sans montant", "sans montant"))
    if totals.areIncomparable {
      add(
        totals.differingCount, en: ("cannot be compared", "cannot be compared"),
        fr: ("ne peut être comparé", "ne peuvent être comparés"))
      return parts.joined(separator: ", ")
    }
    add(
      totals.differingCount, en: ("does not agree", "do not agree"), fr: ("ne concorde pas", "ne concordent pas"))
    for difference in totals.differing {
      let (shown, above) = (style.thousandths(difference.shown), style.thousandths(difference.ofAll))
      let since = style.thousandths(difference.sinceTheTotalBefore)
      let isWhole = difference.sinceTheTotalBefore == difference.ofAll
      parts.append(
        style(
          en: "line \(difference.line) shows \(shown) where the rows above come to \(above)"
            + (isWhole ? "" : " and those since the total before to \(since)"),
          fr: "la ligne \(difference.line) affiche \(shown), les lignes au-dessus font \(above)"
            + (isWhole ? "" : " et celles depuis le total précédent \(since)")))
    }
    return parts.joined(separator: ", ")
  }
}
