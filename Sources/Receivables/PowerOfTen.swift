extension Int64 {
  /// 10 to the power of `exponent`, which is between 0 and 18.
  public static func powerOfTen(_ exponent: Int) -> Int64 { (0..<exponent).reduce(1) { power, _ in power * 10 } }
}
