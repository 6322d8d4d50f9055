import FuzzSupport

/// The XML of one sheet, in a workbook around it: behind compression and checksums no mutation would get through.
@main enum FuzzSheet {
  static func main() {
    Fuzzer.run { bytes, count in
      Fuzzer.read([ZipWriter.workbook(sheet: Array(UnsafeBufferPointer(start: bytes, count: count)))])
      return 0
    }
  }
}
