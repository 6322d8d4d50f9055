extension Int128 {
  /// A number below 2¹²³ rounded half away from zero: what the general conversion gives of the rounded number, in a fraction of
  /// the time.
  init(rounding value: Double) {
    let unit = 0x1p60
    // The rest is exact, and has a fraction only where there is nothing but the rest.
    let high = Int64(value / unit)
    let rest = value - Double(high) * unit
    self = Int128(high) << 60 + Int128(Int64(rest.rounded()))
  }
}
