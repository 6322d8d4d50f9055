/// The version of the program.
public enum EncoursVersion {
  public static let current = "0.1.0"
}
