/// A company's name without what its spellings differ in: capitals, accents, punctuation, legal form and order of words.
///
/// `S.A.R.L. Dupont & Fils`, `DUPONT ET FILS` and `Dupont et Fils (SARL)` have one key. Two companies may have one as well:
/// an equal key is a reason to look, not a proof.
public enum CompanyName {
  /// Empty when the name has no letter and no digit.
  public static func key(_ name: String) -> String {
    let words = words(name)
    let telling = words.filter { !legalForms.contains($0) }
    return (telling.isEmpty ? words : telling).sorted().joined(separator: " ")
  }

  /// In small letters; letters that points separate are one word.
  private static func words(_ name: String) -> [String] {
    var words: [String] = []
    var word = ""
    for scalar in name.lowercased().unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": word.unicodeScalars.append(scalar)
      case "à", "â", "ä", "á", "ã", "å": word += "a"
      case "é", "è", "ê", "ë": word += "e"
      case "î", "ï", "í", "ì": word += "i"
      case "ô", "ö", "ó", "ò", "õ": word += "o"
      case "ù", "û", "ü", "ú": word += "u"
      case "ç": word += "c"
      case "ñ": word += "n"
      case "ÿ": word += "y"
      case "œ": word += "oe"
      case "æ": word += "ae"
      case "ß": word += "ss"
      // Combining marks: an é may be written as an e and an accent.
      case "\u{300}"..."\u{36F}": continue
      default:
        if scalar == "&" { words += [word, "et"] } else { words.append(word) }
        word = ""
      }
    }
    words.append(word)
    return joiningInitials(words.filter { !$0.isEmpty })
  }

  /// `s a r l` is `sarl`.
  private static func joiningInitials(_ words: [String]) -> [String] {
    var joined: [String] = []
    var lastIsInitial = false
    for word in words {
      let isInitial = word.utf8.count == 1
      if isInitial, lastIsInitial { joined[joined.count - 1] += word } else { joined.append(word) }
      lastIsInitial = isInitial
    }
    return joined
  }

  private static let legalForms: Set<String> = [
    "sa", "sarl", "sas", "sasu", "eurl", "snc", "sci", "scp", "sca", "scs", "scop", "selarl", "selas", "sel", "scea",
    "gaec", "earl", "gie", "ei", "eirl", "me", "ste", "societe", "ets", "etablissements", "gmbh", "ag", "kg", "ltd",
    "limited", "llc", "llp", "inc", "plc", "corp", "bv", "nv", "srl", "spa", "sl", "sprl", "ab", "as", "oy",
  ]
}
