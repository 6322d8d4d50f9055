/// How a file's bytes spell its letters.
public enum TextEncoding: String, Sendable {
  case utf8 = "UTF-8"
  case windows1252 = "Windows-1252"
  case latin9 = "ISO-8859-15"
}
