/// Sums of clients' totals and of their products, from which the variance between clients of any ratio of totals follows.
///
/// Invoices of one client are not independent of each other; clients are taken to be.
struct ClientProducts: Sendable, Codable, Equatable {
  /// Clients with a total other than zero, by total.
  private(set) var clients: [Int64]
  private(set) var totals: [Int64]
  /// Σ over clients of total i × total j, for j ≤ i, row after row.
  private var products: [Int128]

  init(size: Int) {
    clients = Array(repeating: 0, count: size)
    totals = Array(repeating: 0, count: size)
    products = Array(repeating: 0, count: size * (size + 1) / 2)
  }

  /// Adds one client.
  mutating func add(_ client: [Int64]) {
    for i in client.indices where client[i] != 0 {
      clients[i] += 1
      totals[i] += client[i]
      let row = i * (i + 1) / 2
      for j in 0...i where client[j] != 0 { products[row + j] += Int128(client[i]) * Int128(client[j]) }
    }
  }

  mutating func merge(_ other: ClientProducts) {
    for i in totals.indices {
      clients[i] += other.clients[i]
      totals[i] += other.totals[i]
    }
    for index in products.indices { products[index] += other.products[index] }
  }

  /// The variance of `f(totals)` between samples of clients, by the linear part of f: Σ over clients of (∇f · total)², times
  /// C / (C − 1), where f does not change when all totals are multiplied by one number.
  ///
  /// - Parameters:
  ///   - gradient: ∂f/∂total by total; zero for those left out.
  ///   - clients: C, at least 2.
  /// - Source: Cochran, Sampling Techniques, 3rd ed. (1977), §6.13 and §11.3.
  func variance(gradient: [Int: Double], clients: Int64) -> Double {
    precondition(clients >= 2, "\(clients) clients")
    var sum = 0.0
    for (i, slope) in gradient.sorted(by: { $0.key < $1.key }) {
      for (j, other) in gradient.sorted(by: { $0.key < $1.key }) {
        let (row, column) = (max(i, j), min(i, j))
        sum += slope * other * Double(products[row * (row + 1) / 2 + column])
      }
    }
    // A difference of large products; what should be zero can come out just below.
    return max(sum, 0) * Double(clients) / Double(clients - 1)
  }
}
