using System.Globalization;
using ClosedXML.Excel;
using Concentric.Ledgers;

namespace Concentric.Sheets;

/// <summary>How workbooks look: the light colours of the product's tokens, tabular formats, few lines.</summary>
internal static class WorkbookTheme
{
    public const string Whole = "#,##0";
    public const string OneDecimal = "#,##0.0";
    public const string TwoDecimals = "#,##0.00";
    public const string ThreeDecimals = "#,##0.000";

    /// <summary>100 % is said of all only: what would be rounded up to it is cut.</summary>
    public const string Rate = "[>=1]0.0%;[>=0.9995]\"99.9%\";0.0%";

    /// <summary>The same of a rate that would be rounded down to 0; a format has no room for both. <see cref="RateOf"/> has them.</summary>
    public const string RateNearNone = "[>=0.0005]0.0%;[>0]\"0.1%\";0.0%";

    /// <summary>A difference of rates.</summary>
    public const string PlainRate = "0.0%";
    public const string Change = "#,##0.0%";
    public const string Day = "yyyy-mm-dd";

    /// <summary>A column of this format keeps 00123 as typed, also when somebody edits the cell.</summary>
    public const string AsTyped = "@";

    public static readonly XLColor Ink = XLColor.FromHtml("#17202b");
    public static readonly XLColor Muted = XLColor.FromHtml("#5a6675");
    public static readonly XLColor Line = XLColor.FromHtml("#e2e6eb");
    public static readonly XLColor Accent = XLColor.FromHtml("#1f5fa6");
    public static readonly XLColor AccentSoft = XLColor.FromHtml("#e8f0f9");
    public static readonly XLColor Good = XLColor.FromHtml("#1a7a4c");
    public static readonly XLColor Bad = XLColor.FromHtml("#b8322a");
    public const string Bar = "B9D2EE";
    public const string BarOfBad = "F0C9C5";
    public static readonly XLColor Warn = XLColor.FromHtml("#8f5300");
    public static readonly XLColor WarnSoft = XLColor.FromHtml("#fdf3e3");

    private const double BodySize = 10;

    /// <summary>Room around a line of Chinese at <see cref="BodySize"/>.</summary>
    public const double RowHeight = 17;

    /// <summary>A line of running text is somewhat narrower than <see cref="WidthOf"/> says, margins and an indent included.</summary>
    private const double Narrowness = 0.95;

    private const double LineHeight = 13;

    /// <summary>Characters across an A4 page; wider sheets would print too small to read and take a second page.</summary>
    private const double MostAcross = 235;

    public static string FontOf(CultureInfo culture) => culture.Pick("Microsoft YaHei", "Calibri");

    public static void Apply(XLWorkbook book, CultureInfo culture)
    {
        var style = book.Style;
        style.Font.FontName = FontOf(culture);
        style.Font.FontSize = BodySize;
        style.Font.FontColor = Ink;
        style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
    }

    public static void Title(IXLCell cell) => cell.Style.Font.SetFontSize(16).Font.SetBold().Font.SetFontColor(Accent);

    public static void Subtitle(IXLCell cell) => cell.Style.Font.SetFontColor(Muted);

    public static void Header(IXLRange range)
    {
        range.Style.Font.SetBold().Font.SetFontColor(Accent).Fill.SetBackgroundColor(AccentSoft).NumberFormat.SetFormat("General");
        range.Style.Alignment.SetVertical(XLAlignmentVerticalValues.Center).Alignment.SetWrapText();
        range.Style.Border.SetBottomBorder(XLBorderStyleValues.Thin).Border.SetBottomBorderColor(Accent);
    }

    public static void Warning(IXLCell cell) => cell.Style.Font.SetFontColor(Warn).Fill.SetBackgroundColor(WarnSoft);

    public static void Section(IXLRange range) =>
        range.Style.Font.SetBold().Border.SetTopBorder(XLBorderStyleValues.Thin).Border.SetTopBorderColor(Muted);

    /// <summary>A hairline beneath each row.</summary>
    public static void Rows(IXLRange range)
    {
        range.Style.Border.SetInsideBorder(XLBorderStyleValues.None);
        range.Style.Border.SetBottomBorder(XLBorderStyleValues.Thin).Border.SetBottomBorderColor(Line);
    }

    /// <summary>The format of figures by what they count; rates stay fractions and are shown in per cent.</summary>
    public static string FormatOf(MetricUnit unit) => unit switch
    {
        MetricUnit.Rate => Rate,
        MetricUnit.Yuan => TwoDecimals,
        MetricUnit.Tonnes or MetricUnit.Hours or MetricUnit.Metres or MetricUnit.WorkingDays => OneDecimal,
        _ => Whole,
    };

    /// <summary>The format of a rate, by its value.</summary>
    public static string RateOf(double value) => IsNearNone(value) ? RateNearNone : Rate;

    /// <summary>With how many decimals a number of a unit is shown.</summary>
    public static int DecimalsOf(MetricUnit unit) =>
        FormatOf(unit) switch { Whole => 0, TwoDecimals => 2, _ => 1 };

    /// <summary>A format with more decimals, that says 0 and 100 % only of what is so.</summary>
    public static string FormatOf(MetricUnit unit, int decimals, double value)
    {
        var zeros = new string('0', decimals);
        if (unit != MetricUnit.Rate) return decimals == 0 ? Whole : $"{Whole}.{zeros}";
        var half = (0.5m * Step(decimals)).ToString(CultureInfo.InvariantCulture);
        var most = (1 - (0.5m * Step(decimals))).ToString(CultureInfo.InvariantCulture);
        return value > 0 && value < (double)(0.5m * Step(decimals)) ? $"[>={half}]0.{zeros}%;[>0]\"0.{zeros[1..]}1%\";0.{zeros}%"
            : $"[>=1]0.{zeros}%;[>={most}]\"99.{new string('9', decimals)}%\";0.{zeros}%";

        static decimal Step(int decimals) => decimals == 0 ? 0.01m : 0.1m * Step(decimals - 1);
    }

    /// <summary>True for a rate that is not 0 and would be rounded to it.</summary>
    public static bool IsNearNone(double value) => value is > 0 and < 0.0005;

    /// <summary>A4 across, as many pages down as need be, titles on each, page numbers at the foot.</summary>
    public static void Page(IXLWorksheet sheet, string title, string subtitle, int firstTitleRow, int lastTitleRow)
    {
        var page = sheet.PageSetup;
        page.PaperSize = XLPaperSize.A4Paper;
        page.PageOrientation = XLPageOrientation.Landscape;
        page.PagesWide = 1;
        page.PagesTall = 0;
        page.CenterHorizontally = true;
        page.Margins.SetLeft(0.4).SetRight(0.4).SetTop(0.6).SetBottom(0.6).SetHeader(0.3).SetFooter(0.3);
        page.SetRowsToRepeatAtTop(firstTitleRow, lastTitleRow);
        page.Footer.Left.AddText(Escape(title));
        page.Footer.Center.AddText(Escape(subtitle));
        page.Footer.Right.AddText("&P / &N");
        page.PagesWide = PagesWide(sheet.ColumnsUsed().Sum(column => column.Width));
        if (page.PagesWide == 1) return;
        page.SetColumnsToRepeatAtLeft(1, 1);
    }

    /// <summary>Pages for columns of a width together.</summary>
    public static int PagesWide(double width) => Math.Max(1, (int)Math.Ceiling(width / MostAcross));

    // In headers and footers & begins a code; doubled it is itself.
    private static string Escape(string text) => text.Replace("&", "&&", StringComparison.Ordinal);

    /// <summary>Width of a text in characters of a digit's width; a Chinese one takes two.</summary>
    public static int WidthOf(string text) => text.Sum(character => character >= '\u2E80' ? 2 : 1);

    /// <summary>Lines that a text takes in a column of a width.</summary>
    public static int LinesOf(string text, int width) => Math.Max(1, (int)Math.Ceiling(WidthOf(text) * Narrowness / width));

    /// <summary>Height of a row of some lines.</summary>
    public static double HeightOf(int lines) => RowHeight + ((lines - 1) * LineHeight);
}
