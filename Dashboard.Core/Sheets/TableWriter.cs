namespace Concentric.Sheets;

/// <summary>
/// Writes rows one after the other straight to a stream, in memory that does not grow with them. A row is its cells in the order
/// of the columns, then <see cref="EndRowAsync"/>; <see cref="CompleteAsync"/> ends the file.
/// </summary>
public abstract class TableWriter : IAsyncDisposable
{
    /// <summary>Rows written so far, headers not counted.</summary>
    public long Rows { get; protected set; }

    /// <summary>Begins a table. In a workbook a sheet of its own; its name is made to fit.</summary>
    public abstract Task BeginAsync(string name, IReadOnlyList<SheetColumn> columns, CancellationToken cancellationToken);

    /// <summary>Any text, also one that looks like a number or a formula: it comes out as it went in.</summary>
    public abstract void Text(string? value);

    /// <summary>Text that keeps its leading zeros when somebody edits the cell.</summary>
    public abstract void Identifier(string? value);

    public abstract void Day(DateOnly? value);

    public abstract void Whole(long? value);

    /// <summary>A duration: a number that formulas count, shown with its unit where cells have formats.</summary>
    /// <param name="unit"><see cref="SheetType.WorkingDays"/>, <see cref="SheetType.Days"/> or <see cref="SheetType.Minutes"/>.</param>
    public virtual void Duration(long? value, SheetType unit) => Whole(value);

    /// <summary>Fen, written in yuan.</summary>
    public abstract void Money(long? fen);

    /// <summary>Thousandths, written as a decimal number.</summary>
    public abstract void Milli(long? milli);

    /// <summary>A fraction, shown in per cent.</summary>
    public abstract void Percent(double? fraction);

    /// <summary>A number as it stands, in no format.</summary>
    public abstract void Number(double value);

    /// <summary>A number that a workbook reckons by itself; a file without formulas has what it comes to.</summary>
    /// <param name="formula">Without its equals sign.</param>
    /// <param name="value">What it comes to; a fraction for a column of per cent.</param>
    public virtual void Formula(string formula, double value, SheetType type)
    {
        if (type == SheetType.Percent) Percent(value);
        else Number(Math.Round(value, 6));
    }

    public void Empty() => Text(null);

    public abstract ValueTask EndRowAsync(CancellationToken cancellationToken);

    /// <summary>Writes what is left. Without it the file is not whole.</summary>
    public abstract Task CompleteAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
