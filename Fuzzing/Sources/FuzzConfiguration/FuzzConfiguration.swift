import FuzzSupport

/// An `encours.yml`.
@main enum FuzzConfiguration {
  static func main() {
    Fuzzer.run { bytes, count in
      let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
      do {
        _ = try Configuration(yaml: text, name: "encours.yml")
      } catch {
        precondition(!"\(error)".isEmpty)
      }
      return 0
    }
  }
}
