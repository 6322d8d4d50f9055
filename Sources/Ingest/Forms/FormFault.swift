/// Why a workbook or an electronic invoice cannot be read. Facts here; `explanation` makes the sentence.
public enum FormFault: Equatable, Sendable {
  case oldWorkbook
  case notAWorkbook
  case damagedArchive
  case damagedPart(String)
  case missingPart(String)
  case encryptedPart(String)
  case unsupportedCompression(String)
  case tooLargeArchive
  /// A part that unpacks to far more than any document does.
  case bomb(String)
  case noSheetWithRows
  case severalSheets([String])
  case noSuchSheet(String, [String])
  case brokenXML(String, line: Int)
  case documentType(String)
  case unknownEntity(String, line: Int)
  case unsupportedEncoding(String)
  case notAnInvoice(root: String)
  case tooLong
  case noInvoiceInPDF
  case encryptedPDF

  var explanation: String {
    func list(_ names: [String]) -> String { names.map { "'\($0)'" }.joined(separator: ", ") }
    return switch self {
    case .oldWorkbook:
      "this is a workbook of Excel 97 to 2003, or one with a password. Save it as .xlsx without a password, or as CSV."
    case .notAWorkbook: "this is a zip archive, but no .xlsx workbook. Unpack it, or save the table as .xlsx or CSV."
    case .damagedArchive: "the workbook is cut short or damaged. Open it in Excel or LibreOffice and save it again."
    case .damagedPart(let part):
      "the workbook's part \(part) is damaged. Open it in Excel or LibreOffice and save it again."
    case .missingPart(let part):
      "the workbook has no part \(part). Open it in Excel or LibreOffice and save it again."
    case .encryptedPart(let part): "the workbook's part \(part) is encrypted. Save it without a password."
    case .unsupportedCompression(let part):
      "the workbook's part \(part) is compressed in an unusual way. Open it in Excel or LibreOffice and save it again."
    case .tooLargeArchive: "the workbook needs more than 4 GiB. Save the sheet as CSV."
    case .bomb(let part):
      "the workbook's part \(part) unpacks to far more than a workbook holds, and is not read. Save the sheet as CSV."
    case .noSheetWithRows: "no visible sheet of the workbook has a row."
    case .severalSheets(let names):
      "the workbook has several sheets with rows: \(list(names)). Say which: --sheet \(list([names[0]])), once for each "
        + "that belongs to the ledger, or --sheet all."
    case .noSuchSheet(let name, let names): "the workbook has no sheet '\(name)'. It has \(list(names))."
    case .brokenXML(let part, let line): "\(part) is not well-formed XML on line \(line)."
    case .documentType(let part):
      "\(part) declares a document type, through which XML can draw in other files. Remove it: it is not needed."
    case .unknownEntity(let part, let line):
      "\(part) uses an entity that is not of XML itself on line \(line). Write the character in its place."
    case .unsupportedEncoding(let name): "the XML is in the encoding '\(name)'. Save it in UTF-8."
    case .notAnInvoice(let root):
      "its root element '\(root)' is no invoice. Expected CrossIndustryInvoice (Factur-X), Invoice or CreditNote (UBL)."
    case .tooLong: "the file is larger than 64 MiB, which no invoice is."
    case .noInvoiceInPDF: "the PDF holds no Factur-X invoice in XML. A scanned or printed invoice cannot be read."
    case .encryptedPDF: "the PDF is encrypted. Save it without a password."
    }
  }
}
