internal import Receivables

/// Clients that are probably one: their codes or their names differ only in what people vary.
enum Spelling {
  /// Legal forms, which are left out as often as written.
  private static let legalForms: Set<String> = [
    "sa", "sas", "sasu", "sarl", "eurl", "sci", "snc", "scop", "ei", "gmbh", "ag", "ltd", "limited", "inc", "bv", "nv",
    "srl", "spa", "ste", "societe", "ets", "etablissements",
  ]

  /// Each client with the first one that is spelled alike.
  static func pairs(of clients: [Client]) -> [[String]] {
    var byCode: [String: Int] = [:]
    var byName: [String: Int] = [:]
    var pairs: [[String]] = []
    func label(_ client: Client) -> String { client.name.isEmpty ? client.id : "\(client.id) \(client.name)" }
    for (index, client) in clients.enumerated() {
      let code = String(ColumnMeaning.normalized(client.id).drop { $0 == "0" })
      let name = normalized(client.name)
      if let first = byCode[code], !code.isEmpty {
        pairs.append([label(clients[first]), label(client)])
      } else if let first = byName[name], !name.isEmpty {
        pairs.append([label(clients[first]), label(client)])
      }
      if byCode[code] == nil { byCode[code] = index }
      if byName[name] == nil { byName[name] = index }
    }
    return pairs
  }

  private static func normalized(_ name: String) -> String {
    let words = name.replacing(".", with: "").split { !$0.isLetter && !$0.isNumber }.map {
      ColumnMeaning.normalized(String($0))
    }
    return words.filter { !legalForms.contains($0) }.joined()
  }
}
