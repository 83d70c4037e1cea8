using System.Globalization;
using Concentric.Imports;
using Concentric.Rules;

namespace Concentric.Communities;

/// <summary>
/// What the rows of one community in a file say of it. They are held against each other, and what one leaves empty another one says.
/// </summary>
internal sealed class CommunityRows
{
    private readonly Dictionary<string, (string Text, int Row)> said = [];
    // The default for a row that tells no number and no day.
    private readonly Dictionary<DateOnly, int> days = [];
    private ImportRow? first;

    /// <summary>Rows of it that have come so far, with those of the batch that is being taken.</summary>
    public int Count { get; private set; }

    /// <summary>What the first row that says it says; null where none does, or it was refused.</summary>
    public string? Name { get; private set; }

    /// <inheritdoc cref="Name"/>
    public string? NameEn { get; private set; }

    /// <summary>True where numbers of households were there before the file; null until its first row is taken.</summary>
    public bool? HadNumbers { get; set; }

    /// <summary>Takes note of a row that is going to be taken.</summary>
    public void Meet(ImportRow row)
    {
        Count++;
        first ??= row;
        Name ??= PlainText.Clean(row.Cell("name").Text);
        NameEn ??= PlainText.Clean(row.Cell("name-en").Text);
    }

    /// <summary>True for another row than the first: what has to be said once need not be said again.</summary>
    public bool IsLater(ImportRow row) => first is not null && first != row;

    /// <summary>Notes that another row says something else of the community: which of them is meant nobody can know.</summary>
    public void CheckSame(ImportRow row, string key, string? text)
    {
        if (!row.IsGiven(key) || PlainText.Clean(text) is not { } told || !said.TryGetValue(key, out var other) || other.Text == told)
            return;
        row.Check.That(false, row.FieldOf(key), told, Rule.OtherInRow, other.Row, other.Text);
    }

    /// <summary>Notes that another row tells the households of the same day.</summary>
    /// <param name="column">By which the row names the community.</param>
    public void CheckDay(ImportRow row, string column, DateOnly? day)
    {
        // A day that can't be read is no day, and is told as such.
        if (row.Check.Has(row.FieldOf("households-from")) || !days.TryGetValue(day.GetValueOrDefault(), out var other)) return;
        row.Check.That(false, row.FieldOf(column), row.Cell(column).Text, Rule.RepeatedInRow, other);
    }

    /// <summary>
    /// Holds later rows to what a row says, as far as nothing is wrong with it: else they would be refused for its fault.
    /// </summary>
    public void Settle(ImportRow row, DateOnly? day, CommunityDetails details)
    {
        Settle(row, "name", details.Name);
        Settle(row, "name-en", details.NameEn);
        Settle(row, "sort-order", details.SortOrder?.ToString(CultureInfo.InvariantCulture));
        if (!said.ContainsKey("name") && row.Check.Has(row.FieldOf("name"))) Name = null;
        if (!said.ContainsKey("name-en") && row.Check.Has(row.FieldOf("name-en"))) NameEn = null;
        if (!row.Check.Has(row.FieldOf("households-from"))) days.TryAdd(day.GetValueOrDefault(), row.Source.Number);
    }

    private void Settle(ImportRow row, string key, string? text)
    {
        if (row.IsGiven(key) && PlainText.Clean(text) is { } told && !row.Check.Has(row.FieldOf(key)))
            said.TryAdd(key, (told, row.Source.Number));
    }
}
