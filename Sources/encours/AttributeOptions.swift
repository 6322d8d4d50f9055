import ArgumentParser

/// What the late-payment model may use of a ledger, beside what every ledger has.
struct AttributeOptions: ParsableArguments {
  @Option(
    name: .customLong("attribute"),
    help: ArgumentHelp(
      "Column that the late-payment model may use, by its header. Only what was known when the invoice was issued. Repeatable.",
      valueName: "header"))
  var attributes: [String] = []

  mutating func validate() throws {
    if Set(attributes).count < attributes.count { throw ValidationError("--attribute names a column twice.") }
  }
}
