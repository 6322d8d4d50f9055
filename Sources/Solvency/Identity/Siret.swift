/// The number of an establishment: the SIREN and five digits, the last a check digit of all fourteen.
public struct Siret: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// A SIREN and the number of the establishment.
    case french(Siren)
    /// Of Monaco: `MONACO` and letters or digits. It has no check digit that is known here.
    case monaco
  }

  public let kind: Kind

  /// - Parameter text: With or without blanks, points and dashes.
  public init(_ text: String) throws(CompanyNumberProblem) {
    let plain = CompanyNumberText.plain(text)
    if plain.hasPrefix("MONACO") {
      if plain.unicodeScalars.count != 14 { throw .length(found: plain.unicodeScalars.count, expected: 14) }
      if !plain.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) }) { throw .characters }
      kind = .monaco
      return
    }
    let digits = try CompanyNumberText.digits(text, count: 14) { Siret.isValid($0) }
    if !Siret.isValid(digits) { throw .checkDigits }
    kind = .french(Siren(valid: Array(digits[..<9])))
  }

  public var siren: Siren? { if case .french(let siren) = kind { siren } else { nil } }

  /// By Luhn over the fourteen digits and over the nine; for La Poste also by a sum of digits that is a multiple of 5.
  private static func isValid(_ digits: [Int]) -> Bool {
    let siren = Array(digits[..<9])
    if siren.allSatisfy({ $0 == 0 }) || !Luhn.isValid(siren) { return false }
    return Luhn.isValid(digits) || (siren == Siren.laPoste && digits.reduce(0, +).isMultiple(of: 5))
  }
}
