using System.Globalization;

namespace Concentric.Imports.Files;

/// <summary>What a cell of a spreadsheet holds.</summary>
public enum CellKind
{
    Empty,
    Text,
    Number,

    /// <summary>A day, maybe with a time.</summary>
    Moment,

    /// <summary>A time of day, or a span of time.</summary>
    Time,
    YesNo,
    Error,

    /// <summary>A formula whose value nobody has reckoned yet: it was written by a program, not by a spreadsheet.</summary>
    NoValue,
}

/// <summary>A cell as it was read.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Text">Text as people see it: a number in plain digits, a day as yyyy-MM-dd; null when empty.</param>
/// <param name="Number">The number; for a moment the days since 1899-12-30, whatever the file counts from; 1 for yes.</param>
public readonly record struct SheetCell(CellKind Kind, string? Text, double Number = 0)
{
    /// <summary>What stands for a formula without a value, also where it is written back.</summary>
    public const string NoValueText = "=…";

    /// <summary>What spreadsheets show where a value has no room, or is no day.</summary>
    public const string HashesText = "########";

    /// <summary>From here on a number has more digits than spreadsheets keep: the last are lost.</summary>
    public const double MostExact = 1e15;

    private static readonly DateTime DayZero = new(1899, 12, 30);

    /// <summary>The last serial number that is a day: 9999-12-31.</summary>
    private const double LastSerial = 2_958_466;

    public static readonly SheetCell NoValue = new(CellKind.NoValue, NoValueText);

    public static SheetCell OfText(string text) => string.IsNullOrWhiteSpace(text) ? default : new(CellKind.Text, text);

    public static SheetCell OfNumber(double number) => new(CellKind.Number, Plain(number), number);

    /// <summary>A number in a cell of a format.</summary>
    /// <param name="daysLater">Added to a serial number to count from 1899-12-30.</param>
    internal static SheetCell Of(double number, NumberFormat format, int daysLater) => format.Shown switch
    {
        Shown.Day => OfMoment(number + daysLater),
        Shown.Time => OfTime(number),
        // As people see it: 95.2% is neither 0.952 nor 95.2, and what it is to be must be said.
        Shown.Percent => new(CellKind.Text, $"{Plain(Math.Round(number * 100, 9))}%"),
        _ when format.LeastDigits > 0 && number is >= 0 and < MostExact && number == Math.Truncate(number) =>
            new(CellKind.Number, ((long)number).ToString(CultureInfo.InvariantCulture).PadLeft(format.LeastDigits, '0'), number),
        _ => OfNumber(number),
    };

    /// <summary>
    /// A serial number in a cell that is formatted as a day. What is none shows as hashes in a spreadsheet, and is an error here.
    /// </summary>
    public static SheetCell OfMoment(double serial)
    {
        if (serial is >= 0 and < 1) return OfTime(serial);
        if (serial is not (>= 1 and < LastSerial)) return new(CellKind.Error, HashesText, serial);
        var moment = DayZero.AddDays(serial);
        var hasTime = moment.TimeOfDay >= TimeSpan.FromSeconds(1);
        return new(CellKind.Moment, moment.ToString(hasTime ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture), serial);
    }

    /// <summary>The day of a moment.</summary>
    public DateOnly Day => DateOnly.FromDateTime(DayZero.AddDays(Number));

    private static SheetCell OfTime(double days)
    {
        if (Math.Abs(days) >= LastSerial) return new(CellKind.Error, HashesText, days);
        var span = TimeSpan.FromSeconds(Math.Round(days * 86_400));
        return new(CellKind.Time,
            string.Create(CultureInfo.InvariantCulture,
                $"{(days < 0 ? "-" : "")}{(int)Math.Abs(span.TotalHours)}:{Math.Abs(span.Minutes):00}"), days);
    }

    // Not 1.3812345678E+10: it may be a telephone number.
    private static string Plain(double number) => Math.Abs(number) < MostExact && number == Math.Truncate(number)
        ? ((long)number).ToString(CultureInfo.InvariantCulture)
        : Math.Abs(number) < MostExact
            ? ((decimal)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A row of a spreadsheet.</summary>
/// <param name="Number">As the spreadsheet counts, from 1.</param>
/// <param name="Cells">From column A on; what is missing at the end is empty.</param>
/// <param name="IsHidden">True when the spreadsheet does not show it: hidden, or filtered out.</param>
public sealed record SheetRow(int Number, IReadOnlyList<SheetCell> Cells, bool IsHidden = false)
{
    public bool IsBlank => Cells.All(cell => cell.Kind == CellKind.Empty);

    /// <summary>The cell of a column, from 0.</summary>
    public SheetCell this[int column] => column < Cells.Count ? Cells[column] : default;
}

/// <summary>Cells that were merged into one.</summary>
/// <param name="Range">As in A1:C1.</param>
public sealed record MergedCells(string Range, int FirstRow, int LastRow);
