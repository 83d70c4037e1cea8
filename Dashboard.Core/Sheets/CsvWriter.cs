using System.Globalization;
using System.Text;
using Concentric.Rules;
using Concentric.Time;

namespace Concentric.Sheets;

/// <summary>
/// Comma-separated values as spreadsheets open them: UTF-8 with a byte-order mark, lines ended by CR LF, quoted where need be
/// (RFC 4180). Days are yyyy-MM-dd, numbers have no separators. Holds one table.
/// </summary>
public sealed class CsvWriter(Stream output) : TableWriter
{
    private readonly Utf8Buffer buffer = new();
    private readonly CellText cells = new();
    private bool isFirst = true;

    public override async Task BeginAsync(string name, IReadOnlyList<SheetColumn> columns, CancellationToken cancellationToken)
    {
        buffer.Raw(Encoding.UTF8.Preamble);
        foreach (var column in columns) Text(column.Header);
        await EndRowAsync(cancellationToken);
        Rows = 0;
    }

    public override void Text(string? value)
    {
        Next();
        if (string.IsNullOrEmpty(value)) return;
        var text = CsvText.Neutralise(cells.Fit(value));
        if (!text.AsSpan().ContainsAny(",\"\r\n") && text[0] != ' ' && text[^1] != ' ')
        {
            buffer.Raw(text);
            return;
        }

        buffer.Raw("\""u8);
        buffer.Raw(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        buffer.Raw("\""u8);
    }

    public override void Identifier(string? value) => Text(value);

    public override void Day(DateOnly? value)
    {
        Next();
        if (value is { } day) buffer.Raw(day.ToIso());
    }

    public override void Whole(long? value)
    {
        Next();
        if (value is { } number) buffer.Number(number);
    }

    public override void Money(long? fen)
    {
        Next();
        if (fen is { } amount) buffer.Decimal(amount, 2);
    }

    public override void Milli(long? milli)
    {
        Next();
        if (milli is { } amount) buffer.Decimal(amount, 3);
    }

    public override void Percent(double? fraction)
    {
        Next();
        if (fraction is { } value) buffer.Raw(PerCent.Of(value, 3).ToString("0.###", CultureInfo.InvariantCulture) + "%");
    }

    public override void Number(double value)
    {
        Next();
        buffer.Number(value);
    }

    public override async ValueTask EndRowAsync(CancellationToken cancellationToken)
    {
        buffer.Raw("\r\n"u8);
        isFirst = true;
        Rows++;
        if (buffer.IsFull) await buffer.FlushAsync(output, cancellationToken);
    }

    public override async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await buffer.FlushAsync(output, cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Next()
    {
        if (!isFirst) buffer.Raw(","u8);
        isFirst = false;
    }
}
