internal import RealModule

/// Log-odds of a probability kept within 0.2 and 99.8 %, beyond which a client's few invoices say nothing.
func logOdds(_ probability: Double) -> Double {
  let kept = min(max(probability, 0.002), 0.998)
  return .log(kept / (1 - kept))
}
