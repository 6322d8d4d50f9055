/// The rows of one table of candidates that may be of one company: to each would be granted a limit of its own.
struct RepeatedCandidates {
  /// Another row that may be the same company: the first of them, or the second for the first.
  struct Match: Equatable {
    let reason: SameCompany
    /// Index of the other one among the candidates.
    let candidate: Int
  }

  /// What a candidate can be known by.
  struct Keys: Sendable {
    let siren: Siren?
    let code: String
    /// By ``CompanyName/key(_:)``.
    let name: String
  }

  /// Of each candidate, by the surest sign.
  let matches: [Match?]

  init(_ keys: [Keys]) {
    let sirens = FirstPlaces(keys.map(\.siren))
    let codes = FirstPlaces(keys.map { $0.code.isEmpty ? nil : $0.code })
    let names = FirstPlaces(keys.map { $0.name.isEmpty ? nil : $0.name })
    matches = keys.indices.map { place in
      if let other = sirens.other(keys[place].siren, than: place) { return Match(reason: .siren, candidate: other) }
      if let other = codes.other(keys[place].code, than: place) { return Match(reason: .code, candidate: other) }
      return names.other(keys[place].name, than: place).map { Match(reason: .name, candidate: $0) }
    }
  }

  /// The first two places of each key.
  private struct FirstPlaces<Key: Hashable> {
    private var places: [Key: (first: Int, second: Int?)] = [:]

    init(_ keys: [Key?]) {
      for (place, key) in keys.enumerated() {
        guard let key else { continue }
        if let known = places[key] {
          if known.second == nil { places[key] = (known.first, place) }
        } else {
          places[key] = (place, nil)
        }
      }
    }

    func other(_ key: Key?, than place: Int) -> Int? {
      guard let key, let known = places[key] else { return nil }
      return known.first == place ? known.second : known.first
    }
  }
}
