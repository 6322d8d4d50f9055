/// A French VAT number: `FR`, a key of two characters, and the SIREN.
public struct FrenchVAT: Sendable, Hashable {
  public let siren: Siren
  /// `nil` for a key with letters, as newer series have: it cannot be checked here.
  public let key: Int?

  /// - Parameter text: With or without `FR`, blanks, points and dashes.
  public init(_ text: String) throws(CompanyNumberProblem) {
    var plain = CompanyNumberText.plain(text)
    if plain.hasPrefix("FR") { plain.removeFirst(2) }
    if plain.unicodeScalars.count != 11 { throw .length(found: plain.unicodeScalars.count, expected: 11) }
    siren = try Siren(String(plain.dropFirst(2)))
    let prefix = plain.prefix(2)
    guard prefix.utf8.allSatisfy({ (48...57).contains($0) }) else {
      if !prefix.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) }) { throw .characters }
      key = nil
      return
    }
    key = Int(prefix)
    if key != siren.vatKey { throw .vatKey }
  }
}
