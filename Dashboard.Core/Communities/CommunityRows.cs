using System.Globalization;
using Concentric.Data;
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

    // Numbers of households that were there before the file, by the first day on which each holds; null until they are read.
    private SortedList<DateOnly, int>? before;

    /// <summary>Rows of it that have come so far, with those of the batch that is being taken.</summary>
    public int Count { get; private set; }

    /// <summary>What the first row that says it says; null where none does, or it was refused.</summary>
    public string? Name { get; private set; }

    /// <inheritdoc cref="Name"/>
    public string? NameEn { get; private set; }

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

    /// <summary>Keeps what there was before the first row that changes anything: nothing of a community that the file brings.</summary>
    public void Keep(Community? present)
    {
        if (before is not null) return;
        before = [];
        foreach (var one in present is { Id: > 0 } ? present.HouseholdCounts : []) before[one.HoldsFrom] = one.Households;
    }

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

    /// <summary>Holds later rows to what a row says, as far as nothing is wrong with it: else they would be refused for its fault.</summary>
    public void Settle(ImportRow row, DateOnly? day, CommunityDetails details)
    {
        Settle(row, "name", details.Name);
        Settle(row, "name-en", details.NameEn);
        Settle(row, "sort-order", details.SortOrder?.ToString(CultureInfo.InvariantCulture));
        if (!said.ContainsKey("name") && row.Check.Has(row.FieldOf("name"))) Name = null;
        if (!said.ContainsKey("name-en") && row.Check.Has(row.FieldOf("name-en"))) NameEn = null;
        if (!row.Check.Has(row.FieldOf("households-from"))) days.TryAdd(day.GetValueOrDefault(), row.Source.Number);
    }

    /// <summary>
    /// True where a number that a row enters changes figures of months that are over: those that end between its day and the next number's
    /// take it instead of the one that was in force, and where it is the first, those before it as well.
    /// </summary>
    public bool Restates(DateOnly day, int households, DateOnly today)
    {
        if (before is not { Count: > 0 }) return false;
        var at = before.Keys.LastOrDefault(one => one <= day);
        var inForce = before.TryGetValue(at, out var held) ? held : before.Values[0];
        if (inForce == households) return false;
        if (day <= before.Keys[0]) return true;
        var next = before.Keys.FirstOrDefault(one => one > day, today);
        var monthEnd = new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
        return monthEnd < next;
    }

    private void Settle(ImportRow row, string key, string? text)
    {
        if (row.IsGiven(key) && PlainText.Clean(text) is { } told && !row.Check.Has(row.FieldOf(key)))
            said.TryAdd(key, (told, row.Source.Number));
    }
}
