extension ZipWriter {
  /// A workbook of one sheet, of which this is the XML.
  public static func workbook(sheet xml: [UInt8]) -> [UInt8] {
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    var sheet = Part("xl/worksheets/sheet1.xml", "")
    sheet.bytes = xml
    return archive([
      Part(
        "_rels/.rels",
        "<Relationships><Relationship Id='r1' Type='\(types)/officeDocument' Target='xl/workbook.xml'/></Relationships>"
      ),
      Part(
        "xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='A' sheetId='1' r:id='r1'/></sheets></workbook>"),
      Part(
        "xl/_rels/workbook.xml.rels",
        """
        <Relationships><Relationship Id='r1' Type='\(types)/worksheet' Target='worksheets/sheet1.xml'/>
        <Relationship Id='r2' Type='\(types)/sharedStrings' Target='sharedStrings.xml'/>
        <Relationship Id='r3' Type='\(types)/styles' Target='styles.xml'/></Relationships>
        """),
      Part(
        "xl/sharedStrings.xml",
        "<sst><si><t>invoice</t></si><si><t>client</t></si><si><t>issued</t></si><si><t>due</t></si><si><t>amount</t></si></sst>"
      ),
      Part(
        "xl/styles.xml",
        "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='00000'/></numFmts><cellXfs><xf numFmtId='0'/>"
          + "<xf numFmtId='14'/><xf numFmtId='164'/></cellXfs></styleSheet>"),
      sheet,
    ])
  }
}
