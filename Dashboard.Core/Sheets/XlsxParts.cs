using System.Globalization;
using System.Security;
using System.Text;
using Concentric.Resources;

namespace Concentric.Sheets;

/// <summary>The small parts of a package, and the places of the formats in its styles.</summary>
internal static class XlsxParts
{
    public const int Plain = 0;
    public const int AsTyped = 1;
    public const int Day = 2;
    public const int Whole = 3;
    public const int Money = 4;
    public const int Milli = 5;
    public const int Percent = 6;
    public const int Header = 7;
    public const int Link = 8;
    public const int WorkingDays = 9;
    public const int Days = 10;
    public const int Minutes = 11;

    public const int PercentNearNone = 12;

    /// <summary>Number of formats; those of other sheets come after.</summary>
    public const int Formats = 13;

    /// <summary>The formats of durations, as the resources name them, in the order of their places.</summary>
    private static readonly string[] Durations = ["WorkingDays", "Days", "Minutes"];

    /// <summary>Id of the first number format of a duration.</summary>
    private const int FirstDuration = 167;
    private const int NearNone = FirstDuration + 3;

    public const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    public const string WorksheetType = $"{Types}worksheet+xml";
    public const string SheetRelation = $"{Relations}/worksheet";
    public const string FilterName = "_xlnm._FilterDatabase";
    public const string TitlesName = "_xlnm.Print_Titles";

    public const string PackageRelations = $"""
        {Declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>
        """;

    // The light colours of the product's tokens, as Workbooks/WorkbookTheme has them.
    public static string Styles(CultureInfo culture)
    {
        var font = WorkbookTheme.FontOf(culture);
        var durations =
            string.Concat(Durations.Select((unit, i) =>
                $"<numFmt numFmtId=\"{FirstDuration + i}\" "
                + $"formatCode=\"{SecurityElement.Escape(Texts.Get($"Format.{unit}", culture))}\"/>"));
        return $"""
            {Declaration}<styleSheet xmlns="{Main}"><numFmts count="7"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="#,##0.000"/><numFmt numFmtId="166" formatCode="{SecurityElement.Escape(WorkbookTheme.Rate)}"/>{durations}<numFmt numFmtId="{NearNone}" formatCode="{SecurityElement.Escape(WorkbookTheme.RateNearNone)}"/></numFmts><fonts count="3"><font><sz val="10"/><color rgb="FF17202B"/><name val="{font}"/></font><font><b/><sz val="10"/><color rgb="FF1F5FA6"/><name val="{font}"/></font><font><u/><sz val="10"/><color rgb="FF1F5FA6"/><name val="{font}"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8F0F9"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FF1F5FA6"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="{Formats}">{Format(0)}{Format(49)}{Format(164, " horizontal=\"center\"")}{Format(3)}{Format(4)}{Format(165)}{Format(166)}<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>{Format(FirstDuration)}{Format(FirstDuration + 1)}{Format(FirstDuration + 2)}{Format(NearNone)}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
            """;
    }

    public static string ContentTypes(IReadOnlyList<StreamedSheet> sheets)
    {
        var parts = new StringBuilder();
        foreach (var sheet in sheets) parts.Append($"<Override PartName=\"/{sheet.Path}\" ContentType=\"{WorksheetType}\"/>");
        return $"{Declaration}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
            + $"Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default "
            + $"Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" "
            + $"ContentType=\"{Types}sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" "
            + $"ContentType=\"{Types}styles+xml\"/>{parts}</Types>";
    }

    public static string WorkbookRelations(IReadOnlyList<StreamedSheet> sheets)
    {
        var parts = new StringBuilder();
        for (var i = 0; i < sheets.Count; i++)
            parts.Append($"<Relationship Id=\"rId{i + 1}\" Type=\"{SheetRelation}\" Target=\"{sheets[i].Path[3..]}\"/>");
        return $"{Declaration}<Relationships "
            + $"xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{parts}<Relationship "
            + $"Id=\"rId{sheets.Count + 1}\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>";
    }

    public static string Workbook(IReadOnlyList<StreamedSheet> sheets)
    {
        var (parts, names) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < sheets.Count; i++)
        {
            parts.Append($"<sheet name=\"{SecurityElement.Escape(sheets[i].Name)}\" sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\"/>");
            foreach (var (name, text) in NamesOf(sheets[i]))
            {
                var hidden = name == FilterName ? " hidden=\"1\"" : "";
                names.Append($"<definedName name=\"{name}\" localSheetId=\"{i}\"{hidden}>{SecurityElement.Escape(text)}</definedName>");
            }
        }

        return $"{Declaration}<workbook xmlns=\"{Main}\" "
            + $"xmlns:r=\"{Relations}\"><bookViews><workbookView/></bookViews><sheets>{parts}</sheets><definedNames>{names}</definedNames></workbook>";
    }

    /// <summary>
    /// The names that Excel itself keeps for a streamed sheet: its filter, and the rows and columns printed on each page.
    /// </summary>
    public static IEnumerable<(string Name, string Text)> NamesOf(StreamedSheet sheet)
    {
        var quoted = SheetNames.Quote(sheet.Name);
        yield return (FilterName, $"{quoted}!{sheet.Filter}");
        yield return (TitlesName, sheet.PagesWide == 1 ? $"{quoted}!$1:$1" : $"{quoted}!$A:$A,{quoted}!$1:$1");
    }

    public static string SheetStart(IReadOnlyList<SheetColumn> columns, IReadOnlyList<double> widths)
    {
        var cols = new StringBuilder();
        for (var i = 0; i < columns.Count; i++)
        {
            cols.Append(CultureInfo.InvariantCulture,
                $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{widths[i]}\" style=\"{StyleOf(columns[i].Type)}\" customWidth=\"1\"/>");
        }

        return $"""
            {Declaration}<worksheet xmlns="{Main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="17"/><cols>{cols}</cols><sheetData><row ht="24" customHeight="1">
            """;
    }

    /// <param name="foot">Code before the page number, escaped.</param>
    public static string SheetEnd(string filter, string foot, int pagesWide, bool hasPictures) =>
        $"</sheetData><autoFilter ref=\"{filter}\"/><pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.6\" header=\"0.3\" "
            + $"footer=\"0.3\"/><pageSetup paperSize=\"9\" fitToWidth=\"{pagesWide}\" fitToHeight=\"0\" "
            + $"orientation=\"landscape\"/><headerFooter><oddFooter>{foot}&amp;C&amp;P / "
            + $"&amp;N</oddFooter></headerFooter>{(hasPictures ? $"<drawing xmlns:r=\"{Relations}\" r:id=\"rId1\"/>" : "")}</worksheet>";

    /// <summary>The letters of a column, from 1.</summary>
    public static string Letters(int column)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26) letters = (char)('A' + ((column - 1) % 26)) + letters;
        return letters;
    }

    private static int StyleOf(SheetType type) => type switch
    {
        SheetType.Identifier => AsTyped,
        SheetType.Day => Day,
        SheetType.Whole => Whole,
        SheetType.WorkingDays => WorkingDays,
        SheetType.Days => Days,
        SheetType.Minutes => Minutes,
        SheetType.Money => Money,
        SheetType.Milli => Milli,
        SheetType.Percent => Percent,
        SheetType.Link => Link,
        _ => Plain,
    };

    private static string Format(int number, string alignment = "") =>
        $"<xf numFmtId=\"{number}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" "
            + $"xfId=\"0\"{(number == 0 ? "" : " applyNumberFormat=\"1\"")} applyAlignment=\"1\"><alignment{alignment} "
            + $"vertical=\"center\"/></xf>";
}
