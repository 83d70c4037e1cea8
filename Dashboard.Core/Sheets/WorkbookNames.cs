namespace Concentric.Sheets;

/// <summary>Names defined in a workbook, by which formulas say what they mean.</summary>
internal static class WorkbookNames
{
    /// <summary>The program's address, before the paths of pages.</summary>
    public const string Address = "AppAddress";

    public const string From = "PeriodFrom";
    public const string To = "PeriodTo";

    /// <summary>The day of which standing figures tell: the period's last, or that of the data when it is earlier.</summary>
    public const string Standing = "StandingDay";

    public const string MinimumRanked = "MinimumRanked";

    /// <summary>Name of a ledger's column; further sheets of the same ledger have a number.</summary>
    public static string Column(string kind, string column, int sheet) =>
        $"{kind}_{column}{(sheet == 0 ? "" : $"_{(sheet + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}")}".Replace('-',
            '_');
}
