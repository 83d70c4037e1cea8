using System.Globalization;
using Concentric.Imports.Files;
using Concentric.Rules;

namespace Concentric.Imports;

/// <summary>Where a sheet has its headers.</summary>
/// <param name="Sheet">Name of the sheet; empty for a CSV file.</param>
/// <param name="Row">The first line of the headers, as the spreadsheet counts.</param>
/// <param name="Lines">1, or 2 where a group of columns has a header of its own above theirs.</param>
public sealed record HeaderLayout(string Sheet, int Row, int Lines);

/// <summary>A value of a column.</summary>
/// <param name="Column">The column's key.</param>
/// <param name="Value">As <see cref="ImportLookups.Fold"/> makes it.</param>
public sealed record ColumnValue(string Column, string Value);

/// <summary>
/// What somebody said the columns and values of a file are. It is kept beside the file from the check until it is taken in, and as an
/// <see cref="ImportProfile"/> for the next file of such headers.
/// </summary>
/// <param name="Columns">
/// Key of the kind's column by header (<see cref="KeyOf"/>); empty for one that is left out. At most <see cref="MostColumns"/>.
/// </param>
/// <param name="Values">
/// By key of the column: what a value of the sheet stands for, as it would be written, by the value as
/// <see cref="ImportLookups.Fold"/> makes it. At most <see cref="MostValues"/> in all.
/// </param>
/// <param name="Layouts">Where the headers are; a sheet that is not named has them in the row with most of them.</param>
public sealed record ImportMapping(
    IReadOnlyDictionary<string, string> Columns, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Values,
    IReadOnlyList<HeaderLayout> Layouts)
{
    /// <summary>The most columns that are said, those of all sheets together.</summary>
    public const int MostColumns = SheetFile.MostColumns;

    /// <summary>The most values of which somebody says what they stand for.</summary>
    public const int MostValues = 500;

    /// <summary>The longest header that is told from others, and the longest value that can be given a meaning.</summary>
    public const int MostCharacters = 100;

    /// <summary>The most sheets of which somebody says where the headers are.</summary>
    public const int MostLayouts = 100;

    public static ImportMapping None { get; } = new(
        new Dictionary<string, string>(), new Dictionary<string, IReadOnlyDictionary<string, string>>(), []);

    /// <summary>True when somebody has gone through the columns, or a profile knew them all.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>The profile by which it is read; null when somebody said it for this file.</summary>
    public long? ProfileId { get; init; }

    /// <summary>
    /// Values of which somebody has said for this file that they stand for nothing any more; the profile of its headers forgets them too.
    /// </summary>
    public IReadOnlyList<ColumnValue> TakenBack { get; init; } = [];

    /// <summary>
    /// By what a mapping knows a header: folded, cut where it is very long, and with its turn where several columns have the same.
    /// </summary>
    /// <param name="header">As <see cref="ImportHeader.Fold"/> makes it.</param>
    /// <param name="seen">How often each was there before; counted on.</param>
    public static string KeyOf(string header, Dictionary<string, int> seen)
    {
        var key = PlainText.Cut(header, MostCharacters);
        var turn = seen[key] = seen.GetValueOrDefault(key) + 1;
        return turn == 1 ? key : string.Create(CultureInfo.InvariantCulture, $"{key}\n{turn}");
    }

    public HeaderLayout? LayoutOf(string sheet) => Layouts.FirstOrDefault(layout => layout.Sheet == sheet);

    /// <summary>What a cell stands for; null when nobody said.</summary>
    public string? MeaningOf(string column, SheetCell cell) =>
        Values.Count > 0 && cell.Text is { Length: <= MostCharacters } text && Values.TryGetValue(column, out var said)
            ? said.GetValueOrDefault(ImportLookups.Fold(text)) : null;

    /// <summary>The same with what a value stands for; null takes it back.</summary>
    public ImportMapping WithValue(string column, string value, string? meaning)
    {
        var values = new Dictionary<string, IReadOnlyDictionary<string, string>>(Values);
        var said = values.TryGetValue(column, out var known) ? new Dictionary<string, string>(known) : [];
        var one = new ColumnValue(column, ImportLookups.Fold(value));
        if (meaning is null) said.Remove(one.Value);
        else said[one.Value] = meaning;
        values[column] = said;
        var back = TakenBack.Where(other => other != one);
        return this with { Values = values, TakenBack = [.. meaning is null ? back.Append(one) : back] };
    }

    /// <summary>The same with what another says of further values, as far as there is room.</summary>
    public ImportMapping WithMore(ImportMapping other)
    {
        var values = Values.ToDictionary(said => said.Key, said => said.Value.ToDictionary());
        var room = MostValues - values.Values.Sum(said => said.Count);
        foreach (var (column, more) in other.Values)
        {
            if (!values.TryGetValue(column, out var said)) values[column] = said = [];
            foreach (var (value, meaning) in more)
            {
                if (room > 0 && said.TryAdd(value, meaning)) room--;
            }
        }

        return this with
        {
            Values = values.ToDictionary(said => said.Key, said => (IReadOnlyDictionary<string, string>)said.Value),
        };
    }

    /// <summary>The same without some values of columns.</summary>
    internal ImportMapping Without(IReadOnlyList<ColumnValue> some) => some.Count == 0 ? this : this with
    {
        Values = Values.ToDictionary(said => said.Key, said => (IReadOnlyDictionary<string, string>)said.Value
            .Where(value => !some.Contains(new(said.Key, value.Key))).ToDictionary()),
    };

    /// <summary>Within its limits, and of columns that the kind has.</summary>
    internal bool IsValidFor(ImportSheet sheet) =>
        Columns.Count <= MostColumns && Layouts.Count <= MostLayouts && Values.Values.Sum(said => said.Count) <= MostValues
        && TakenBack.Count <= MostValues
        && Columns.All(column => column.Key.Length <= MostCharacters + 5 && (column.Value.Length == 0 || sheet.Has(column.Value)))
        && Layouts.All(layout => layout is { Row: > 0, Lines: 1 or 2 })
        && Values.All(said => sheet.Has(said.Key)
            && said.Value.All(value => value.Key.Length <= MostCharacters && value.Value.Length <= MostCharacters));
}
