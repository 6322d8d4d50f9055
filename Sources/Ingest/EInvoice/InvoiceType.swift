/// What the codes of BT-3 (UNTDID 1001) are to a ledger, as EN 16931 splits them between invoices and credit notes.
///
/// Not listed: 325, a pro forma, which nobody owes; 457 and 458, reversals, whose side the code does not tell.
enum InvoiceType {
  static let invoices = codes(
    """
    71 80 82 84 102 130 202 203 204 211 218 219 295 326 331 380 382 383 384 385 387 388 389 390 393 394 395 456 471 472
    473 501 527 553 575 623 633 751 780 817 870 875 876 877 935
    """)
  static let deposits = codes("386 500")
  static let creditNotes = codes("81 83 261 262 296 308 381 396 420 502 503 532")

  private static func codes(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
