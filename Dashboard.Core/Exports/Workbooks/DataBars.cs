using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Concentric.Exports.Workbooks;

/// <summary>Bars behind the numbers of some cells, from 0 to a most.</summary>
/// <param name="Range">As in <c>B8:B20</c>.</param>
/// <param name="Most">The number whose bar fills its cell; null for the largest there.</param>
internal sealed record DataBars(string Sheet, string Range, string Colour, double? Most);

/// <summary>Writes data bars by the Open XML SDK: those of ClosedXML don't hold to the format.</summary>
internal static class DataBarParts
{
    private const string Extended = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main";
    private const string Excel = "http://schemas.microsoft.com/office/excel/2006/main";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static void Add(WorksheetPart part, IReadOnlyList<DataBars> all)
    {
        if (all.Count == 0) return;
        var sheet = part.Worksheet;
        var extensions = new StringBuilder();
        var priority = sheet.Descendants<ConditionalFormattingRule>().Select(rule => rule.Priority?.Value ?? 0).DefaultIfEmpty().Max();
        foreach (var bars in all)
        {
            // The plain rule is for older programs; the extended one, bound to it by an id, has no gradient and a true zero.
            var id = string.Create(CultureInfo.InvariantCulture, $"{{00000000-0000-4000-8000-{++priority:D12}}}");
            var most = bars.Most?.ToString("R", CultureInfo.InvariantCulture);
            var plain = most is null ? "<cfvo type=\"max\"/>" : $"<cfvo type=\"num\" val=\"{most}\"/>";
            var extended = most is null ? "<x14:cfvo type=\"autoMax\"/>" : $"<x14:cfvo type=\"num\"><xm:f>{most}</xm:f></x14:cfvo>";
            var rule = new ConditionalFormatting(string.Create(CultureInfo.InvariantCulture,
                $"<conditionalFormatting xmlns=\"{Main}\" sqref=\"{bars.Range}\"><cfRule type=\"dataBar\" "
                    + $"priority=\"{priority}\"><dataBar><cfvo type=\"num\" val=\"0\"/>{plain}<color "
                    + $"rgb=\"FF{bars.Colour}\"/></dataBar><extLst><ext uri=\"{{B025F937-C7B1-47D3-B67F-A62EFF666E3E}}\" "
                    + $"xmlns:x14=\"{Extended}\"><x14:id>{id}</x14:id></ext></extLst></cfRule></conditionalFormatting>"));
            if (sheet.Elements<ConditionalFormatting>().LastOrDefault() is { } last) sheet.InsertAfter(rule, last);
            else sheet.AddChild(rule);
            extensions.Append(CultureInfo.InvariantCulture,
                $"<x14:conditionalFormatting xmlns:xm=\"{Excel}\"><x14:cfRule type=\"dataBar\" id=\"{id}\"><x14:dataBar "
                    + $"minLength=\"0\" maxLength=\"100\" gradient=\"0\"><x14:cfvo "
                    + $"type=\"num\"><xm:f>0</xm:f></x14:cfvo>{extended}</x14:dataBar></x14:cfRule><xm:sqref>{bars.Range}</xm:sqref></x14:conditionalFormatting>");
        }

        sheet.AddChild(new WorksheetExtensionList(
            $"<extLst xmlns=\"{Main}\"><ext uri=\"{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}\" "
            + $"xmlns:x14=\"{Extended}\"><x14:conditionalFormattings>{extensions}</x14:conditionalFormattings></ext></extLst>"));
    }
}
