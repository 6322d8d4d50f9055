import FuzzSupport

/// Several files of one ledger, such as the years of a FEC or invoices, payments and clients, divided by form feeds.
@main enum FuzzFiles {
  static func main() {
    Fuzzer.run { bytes, count in
      let files = UnsafeBufferPointer(start: bytes, count: count).split(separator: 0x0C)
      if files.count <= 4 { Fuzzer.read(files.map(Array.init)) }
      return 0
    }
  }
}
