using System.Globalization;
using System.Xml;
using Concentric.Rules;

namespace Concentric.Imports.Files;

/// <summary>Which formats of a workbook show days: in the file a day is a mere number.</summary>
/// <param name="moments">For each cell format, whether it shows a day.</param>
/// <param name="from1904">True when the workbook counts days from 1904, as those of early Macs do.</param>
internal sealed class XlsxStyles(IReadOnlyList<bool> moments, bool from1904)
{
    public static readonly XlsxStyles None = new([], false);

    /// <summary>Added to a serial number to count from 1899-12-30.</summary>
    public int DaysLater => from1904 ? 1_462 : 0;

    public bool IsMoment(int style) => style < moments.Count && moments[style];

    public static XlsxStyles Read(XmlReader xml, bool from1904)
    {
        var codes = new Dictionary<int, string>();
        var moments = new List<bool>();
        var isInFormats = false;
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs") isInFormats = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt") codes[Id(xml)] = xml.GetAttribute("formatCode") ?? "";
            else if (xml.LocalName == "xf" && isInFormats) moments.Add(ShowsDay(Id(xml), codes));
            if (codes.Count > InputLimits.Formats || moments.Count > InputLimits.Formats) throw new ImportFileException("TooManyFormats", InputLimits.Formats);
        }

        return new(moments, from1904);
    }

    private static int Id(XmlReader xml) => int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    // ECMA-376 part 1, 18.8.30: 14 to 17 and 22 are days everywhere, 27 to 36 and 50 to 58 in Chinese, Japanese and Korean.
    private static bool ShowsDay(int id, Dictionary<int, string> codes) => codes.TryGetValue(id, out var code)
        ? ShowsDay(code)
        : id is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58;

    /// <summary>A year or a day of the month stands in the code, outside quotes and brackets.</summary>
    private static bool ShowsDay(string code)
    {
        var (isQuoted, isBracketed) = (false, false);
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '\\' or '_' or '*': i++; break;
                case '"': isQuoted = !isQuoted; break;
                case '[': isBracketed = true; break;
                case ']': isBracketed = false; break;
                case 'y' or 'Y' or 'd' or 'D' or 'e' when !isQuoted && !isBracketed: return code[i] != 'e' || !code.Contains('0');
            }
        }

        return false;
    }
}
