internal import CZlib

/// One part of an archive, unpacked piece by piece.
struct InflatedPart: ByteStream {
  private let file: SourceFile
  private let part: ZipArchive.Part
  private let inflater: Inflater?
  private var position: Int
  private let end: Int
  private var input: ArraySlice<UInt8> = []
  private var unpacked = 0
  private var checksum = Checksum()

  private static let piece = 1 << 16

  init(_ file: SourceFile, _ part: ZipArchive.Part, at start: Int) throws(IngestError) {
    self.file = file
    self.part = part
    position = start
    end = start + part.compressedSize
    inflater = part.method == 8 ? Inflater(.raw) : nil
  }

  mutating func next() throws(IngestError) -> [UInt8] {
    while true {
      if input.isEmpty, position < end {
        let bytes = try file.read(min(InflatedPart.piece, end - position), at: position)
        if bytes.isEmpty { throw damaged }
        position += bytes.count
        input = bytes[...]
      }
      var output: [UInt8]
      if let inflater {
        guard let step = inflater.inflate(input, limit: InflatedPart.piece) else { throw damaged }
        input = input.dropFirst(step.used)
        output = step.output
        if output.isEmpty, !inflater.isFinished {
          if step.used == 0 && (position == end || !input.isEmpty) { throw damaged }
          continue
        }
      } else {
        output = Array(input)
        input = []
      }
      unpacked += output.count
      if unpacked > part.size { throw damaged }
      if output.isEmpty {
        if unpacked != part.size || checksum.value != part.checksum { throw damaged }
      } else {
        checksum.add(output)
      }
      return output
    }
  }

  private var damaged: IngestError { .form(file: file.name, .damagedPart(part.name)) }
}
