public enum Decision: String, Sendable, CaseIterable {
  case accept
  case acceptWithDeposit = "accept with deposit"
  case prepayment
  case refer
}
