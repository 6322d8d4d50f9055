/// The mod-10 check of Luhn: from the right, every second digit is doubled, the digits of all are added up, and the sum
/// ends in 0.
///
/// It sees every single wrong digit, and every swap of two neighbours but 09 ↔ 90, whose sums are equal.
///
/// - Source: H. P. Luhn, US patent 2 950 048 (1960).
public enum Luhn {
  /// - Parameter digits: 0 to 9, the check digit last.
  public static func isValid(_ digits: [Int]) -> Bool {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let value = place.isMultiple(of: 2) ? digit : 2 * digit
      sum += value > 9 ? value - 9 : value
    }
    return sum.isMultiple(of: 10)
  }
}

/// Why a number is not one that was given out. What was written is not repeated: it may name somebody.
public enum NumberProblem: Error, Sendable, Hashable {
  case length(found: Int, expected: Int)
  /// A shorter number whose leading zeros a spreadsheet has dropped: with them it is valid.
  case leadingZerosLost(found: Int, expected: Int)
  /// Something else than digits.
  case characters
  case checkDigits
  /// The key of a VAT number does not fit its SIREN.
  case vatKey
}

/// The number of a French company: nine digits, the last a check digit.
public struct Siren: Sendable, Hashable {
  /// Nine of them.
  public let digits: [Int]

  /// La Poste, whose establishments outgrew the check digit.
  public static let laPoste = [3, 5, 6, 0, 0, 0, 0, 0, 0]

  /// - Parameter text: With or without blanks, points and dashes.
  public init(_ text: String) throws(NumberProblem) {
    let digits = try NumberText.digits(text, count: 9) { Luhn.isValid($0) }
    if !Luhn.isValid(digits) || digits.allSatisfy({ $0 == 0 }) { throw .checkDigits }
    self.digits = digits
  }

  /// - Precondition: Nine digits that pass the check.
  init(valid digits: [Int]) { self.digits = digits }

  public var text: String { digits.map(String.init).joined() }

  /// The two digits before it in its French VAT number: (12 + 3 × (SIREN mod 97)) mod 97.
  ///
  /// No official text was found: a key that differs is a sign, not a proof.
  ///
  /// - Source: Two secondary ones that agree: escec-international.com/fr/tva-intracommunautaire, and
  ///   tools.gera.services/france-vat-number-validator.
  public var vatKey: Int { (12 + 3 * (digits.reduce(0) { $0 * 10 + $1 } % 97)) % 97 }
}

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
  public init(_ text: String) throws(NumberProblem) {
    let plain = NumberText.plain(text)
    if plain.hasPrefix("MONACO") {
      if plain.unicodeScalars.count != 14 { throw .length(found: plain.unicodeScalars.count, expected: 14) }
      if !plain.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) }) { throw .characters }
      kind = .monaco
      return
    }
    let digits = try NumberText.digits(text, count: 14) { Siret.isValid($0) }
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

/// A French VAT number: `FR`, a key of two characters, and the SIREN.
public struct FrenchVAT: Sendable, Hashable {
  public let siren: Siren
  /// `nil` for a key with letters, as newer series have: it cannot be checked here.
  public let key: Int?

  /// - Parameter text: With or without `FR`, blanks, points and dashes.
  public init(_ text: String) throws(NumberProblem) {
    var plain = NumberText.plain(text)
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

/// Numbers of companies as people write them.
enum NumberText {
  /// In capitals, without the blanks, points and dashes that group digits.
  static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.uppercased().unicodeScalars.filter { !" .-\u{A0}\u{202F}".unicodeScalars.contains($0) }))
  }

  static func digits(_ text: String, count: Int, isValid: ([Int]) -> Bool) throws(NumberProblem) -> [Int] {
    let plain = plain(text)
    guard plain.utf8.allSatisfy({ (48...57).contains($0) }) else { throw .characters }
    let digits = plain.utf8.map { Int($0) - 48 }
    if digits.count == count { return digits }
    let padded = Array(repeating: 0, count: max(0, count - digits.count)) + digits
    if digits.count < count, count - digits.count <= 2, isValid(padded), digits.first != 0 {
      throw .leadingZerosLost(found: digits.count, expected: count)
    }
    throw .length(found: digits.count, expected: count)
  }
}
