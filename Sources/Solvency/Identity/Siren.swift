/// The number of a French company: nine digits, the last a check digit.
public struct Siren: Sendable, Hashable {
  /// Nine of them.
  public let digits: [Int]

  /// La Poste, whose establishments outgrew the check digit.
  public static let laPoste = [3, 5, 6, 0, 0, 0, 0, 0, 0]

  /// - Parameter text: With or without blanks, points and dashes.
  public init(_ text: String) throws(CompanyNumberProblem) {
    let digits = try CompanyNumberText.digits(text, count: 9) { Luhn.isValid($0) }
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
