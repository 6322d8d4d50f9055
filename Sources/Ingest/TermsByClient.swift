/// The payment terms that were declared: one client's own, or those of all others.
struct TermsByClient: Sendable {
  let standard: PaymentTerms?
  private let own: [String: PaymentTerms]

  init(standard: PaymentTerms?, clients: ClientDirectory) {
    self.standard = standard
    own = clients.terms
  }

  var isEmpty: Bool { standard == nil && own.isEmpty }

  func terms(of client: String) -> PaymentTerms? { own[client] ?? standard }
}
