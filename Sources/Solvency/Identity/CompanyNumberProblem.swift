/// Why a number is not one that was given out. What was written is not repeated: it may name somebody.
public enum CompanyNumberProblem: Error, Sendable, Hashable {
  case length(found: Int, expected: Int)
  /// A shorter number whose leading zeros a spreadsheet has dropped: with them it is valid.
  case leadingZerosLost(found: Int, expected: Int)
  /// Something else than digits.
  case characters
  case checkDigits
  /// The key of a VAT number does not fit its SIREN.
  case vatKey
}
