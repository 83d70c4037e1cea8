using System.Globalization;

namespace Concentric.Imports.Files;

/// <summary>What a cell of a spreadsheet holds.</summary>
public enum CellKind { Empty, Text, Number, Moment, YesNo, Error }

/// <summary>A cell as it was read.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Text">Text as people see it: a number in plain digits, a day as yyyy-MM-dd; null when empty.</param>
/// <param name="Number">The number; for a moment the days since 1899-12-30, whatever the file counts from; 1 for yes.</param>
public readonly record struct SheetCell(CellKind Kind, string? Text, double Number = 0)
{
    private static readonly DateTime DayZero = new(1899, 12, 30);

    /// <summary>The last serial number that is a day: 9999-12-31.</summary>
    private const double LastSerial = 2_958_466;

    public static SheetCell OfText(string text) => string.IsNullOrWhiteSpace(text) ? default : new(CellKind.Text, text);

    public static SheetCell OfNumber(double number) => new(CellKind.Number, Plain(number), number);

    /// <summary>A serial number in a cell that is formatted as a day; a mere number when it is none.</summary>
    public static SheetCell OfMoment(double serial)
    {
        if (serial is not (>= 1 and < LastSerial)) return OfNumber(serial);
        var moment = DayZero.AddDays(serial);
        var hasTime = moment.TimeOfDay >= TimeSpan.FromSeconds(1);
        return new(CellKind.Moment, moment.ToString(hasTime ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture), serial);
    }

    /// <summary>The day of a moment.</summary>
    public DateOnly Day => DateOnly.FromDateTime(DayZero.AddDays(Number));

    // Not 1.3812345678E+10: it may be a telephone number.
    private static string Plain(double number) => Math.Abs(number) < 1e15 && number == Math.Truncate(number)
        ? ((long)number).ToString(CultureInfo.InvariantCulture)
        : Math.Abs(number) < 1e15 ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A row of a spreadsheet.</summary>
/// <param name="Number">As the spreadsheet counts, from 1.</param>
/// <param name="Cells">From column A on; what is missing at the end is empty.</param>
public sealed record SheetRow(int Number, IReadOnlyList<SheetCell> Cells)
{
    public bool IsBlank => Cells.All(cell => cell.Kind == CellKind.Empty);

    /// <summary>The cell of a column, from 0.</summary>
    public SheetCell this[int column] => column < Cells.Count ? Cells[column] : default;
}

/// <summary>Cells that were merged into one.</summary>
/// <param name="Range">As in A1:C1.</param>
public sealed record MergedCells(string Range, int FirstRow, int LastRow);
