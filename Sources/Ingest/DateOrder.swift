/// Whether `03/04/2025` is 3 April or March 4.
public enum DateOrder: String, Sendable, CaseIterable {
  case dayFirst = "dmy"
  case monthFirst = "mdy"
}
