internal import Receivables

extension Client {
  /// For people: the name, and the code that tells namesakes apart.
  var label: String { name.isEmpty ? id : "\(name) (\(id))" }
}
