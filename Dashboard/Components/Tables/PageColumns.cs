using System.Globalization;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Features.Views;
using Concentric.Exports.Views;
using Concentric.Resources;
using Concentric.Sheets;
using Concentric.Time;

namespace Concentric.Dashboard.Components.Tables;

/// <summary>
/// Declares the columns of a table over rows of a type. Widths are those of a file, in characters; a Chinese character takes two.
/// </summary>
public sealed class PageColumns<T>
{
    public PageColumn<T> Text(string key, string head, int width, Func<T, string?> value) => Words(key, head, SheetType.Text, width, value);

    /// <summary>Text that may look like a number.</summary>
    public PageColumn<T> Identifier(string key, string head, int width, Func<T, string?> value) =>
        Words(key, head, SheetType.Identifier, width, value);

    public PageColumn<T> YesNo(string key, string head, int width, Func<T, bool> value) =>
        Text(key, head, width, row => Texts.Get(value(row) ? "Yes" : "No"));

    public PageColumn<T> Day(string key, string head, Func<T, DateOnly?> value) =>
        One(key, head, SheetType.Day, 12, row => value(row), row => ValueText.Of(value(row))) with { IsText = true };

    public PageColumn<T> Whole(string key, string head, int width, Func<T, long?> value) =>
        One(key, head, SheetType.Whole, width, row => value(row), row => value(row)?.ToString("N0", CultureInfo.CurrentCulture) ?? "");

    /// <summary>A number with at most three decimals.</summary>
    public PageColumn<T> Number(string key, string head, int width, Func<T, double?> value) =>
        One(key, head, SheetType.Milli, width, row =>
            value(row), row => value(row)?.ToString("#,##0.###", CultureInfo.CurrentCulture) ?? "");

    /// <summary>Thousandths, as they are stored.</summary>
    public PageColumn<T> Milli(string key, string head, int width, Func<T, long?> value) =>
        One(key, head, SheetType.Milli, width, row =>
            value(row) is { } milli ? new Thousandths(milli) : null, row => ValueText.Milli(value(row)));

    /// <summary>Fen, shown in yuan.</summary>
    public PageColumn<T> Yuan(string key, string head, int width, Func<T, long?> fen) =>
        One(key, head, SheetType.Money, width, row =>
            fen(row) is { } amount ? new Fen(amount) : null, row => fen(row) is { } amount ? ValueText.Yuan(amount) : "");

    /// <summary>A moment (UTC) in the office's zone; a file has its day, by which Excel sorts and filters, and its time.</summary>
    /// <param name="hasSeconds">Where things follow each other closely.</param>
    public PageColumn<T> Moment(string key, string head, OfficeClock clock, Func<T, DateTime?> utc, bool hasSeconds = false)
    {
        var time = hasSeconds ? "HH:mm:ss" : "HH:mm";
        return new(key, head)
        {
            Sheet =
            [
                new(head, SheetType.Day, 12),
                new(Texts.Bracketed(head, ViewFacts.Word("Header.Time")), SheetType.Text, hasSeconds ? 10 : 8),
            ],
            Cells = row =>
                utc(row) is { } at ? [clock.DayOf(at), clock.ToOffice(at).ToString(time, CultureInfo.InvariantCulture)] : [null, null],
            Words = row =>
                utc(row) is { } at ? clock.ToOffice(at).ToString("yyyy-MM-dd " + time, CultureInfo.InvariantCulture) : ValueText.None,
            IsText = true,
        };
    }

    /// <summary>What is on the page alone, as buttons; drawn by <see cref="PageTable{T}.With"/>.</summary>
    public PageColumn<T> OnPage(string key, string head) => new(key, head) { IsText = true };

    private static PageColumn<T> Words(string key, string head, SheetType type, int width, Func<T, string?> value) =>
        One(key, head, type, width, value, row => value(row) ?? "") with { IsText = true };

    private static PageColumn<T> One(string key, string head, SheetType type, int width, Func<T, object?> value, Func<T, string> words) =>
        new(key, head) { Sheet = [new(head, type, width)], Cells = row => [value(row)], Words = words };
}
