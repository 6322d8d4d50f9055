/// Bytes that arrive piece by piece.
protocol ByteStream {
  /// The next bytes; none at the end.
  mutating func next() throws(IngestError) -> [UInt8]
}
