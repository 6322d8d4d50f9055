/// What reduced the amounts of rows by the end of a day, beside the payment that a row itself gives.
struct RowReductions: Sendable {
  let credits: Credits
  /// Write-offs, and payments that further rows give, by row.
  let others: [Int32: [Reduction]]
  let given: GivenAllocations
  let asOf: Day
}
