/// The five accounts whose balances are what clients owe.
public enum ReceivableAccount: String, CaseIterable, Sendable {
  case clients = "411"
  case bills = "413"
  case doubtful = "416"
  case toBeInvoiced = "418"
  case inCredit = "419"
}
