/// Why one line of a FEC could not be used.
public enum FECProblem: Equatable, Sendable {
  case missing(FECField)
  case unreadableDate(FECField, field: String)
  case unreadableAmount(FECField, field: String)
  case tooManyDecimals(FECField, field: String)
  case amountTooLarge(FECField)
  case unknownSense(field: String)

  public var field: FECField {
    switch self {
    case .missing(let field), .unreadableDate(let field, _), .unreadableAmount(let field, _),
      .tooManyDecimals(let field, _), .amountTooLarge(let field):
      field
    case .unknownSense: .sense
    }
  }

  var explanation: String {
    switch self {
    case .missing(let field): "\(field.name) is empty. Fill it in."
    case .unreadableDate(let field, let text):
      "cannot read '\(text)' as a date in \(field.name). Expected 20251231, 2025-12-31 or 31/12/2025."
    case .unreadableAmount(let field, let text):
      "cannot read '\(text)' as an amount in \(field.name). Expected digits with one decimal mark, such as 1234,56."
    case .tooManyDecimals(let field, let text):
      "'\(text)' in \(field.name) has more than two decimals. Round it in the source."
    case .amountTooLarge(let field):
      "the amount in \(field.name) is too large. Check that the columns are where the header says."
    case .unknownSense(let text): "'\(text)' is not a Sens. Expected D or C, or +1 or -1."
    }
  }
}
