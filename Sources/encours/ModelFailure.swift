/// Why a model cannot be made or applied, in a sentence.
struct ModelFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
