import FuzzSupport

/// Any file: the form is recognised from the bytes, as the program does it.
@main enum FuzzLedger {
  static func main() {
    Fuzzer.run { bytes, count in
      Fuzzer.read([Array(UnsafeBufferPointer(start: bytes, count: count))])
      return 0
    }
  }
}
