using System.Globalization;
using System.Xml;
using Concentric.Rules;

namespace Concentric.Imports.Files;

/// <summary>What the formats of a workbook show: in the file a day is a mere number.</summary>
/// <param name="formats">One for each cell format.</param>
/// <param name="from1904">True when the workbook counts days from 1904, as those of early Macs do.</param>
internal sealed class XlsxStyles(IReadOnlyList<NumberFormat> formats, bool from1904)
{
    public static readonly XlsxStyles None = new([], false);

    /// <summary>Added to a serial number to count from 1899-12-30.</summary>
    public int DaysLater => from1904 ? 1_462 : 0;

    public NumberFormat this[int style] => style >= 0 && style < formats.Count ? formats[style] : default;

    public static XlsxStyles Read(XmlReader xml, bool from1904)
    {
        var codes = new Dictionary<int, NumberFormat>();
        var formats = new List<NumberFormat>();
        var isInFormats = false;
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs") isInFormats = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt") codes[Id(xml)] = NumberFormat.Of(xml.GetAttribute("formatCode") ?? "");
            else if (xml.LocalName == "xf" && isInFormats)
                formats.Add(codes.TryGetValue(Id(xml), out var own) ? own : NumberFormat.Of(Id(xml)));
            if (codes.Count > InputLimits.Formats || formats.Count > InputLimits.Formats)
                throw new ImportFileException("TooManyFormats", InputLimits.Formats);
        }

        return new(formats, from1904);
    }

    private static int Id(XmlReader xml) =>
        int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
