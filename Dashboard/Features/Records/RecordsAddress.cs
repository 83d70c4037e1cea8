using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Records;

/// <summary>
/// What the address of the records behind a figure says beside its period and communities. What can't be taken is named and left out.
/// </summary>
internal static class RecordsAddress
{
    /// <summary>
    /// The past day as of which a figure that matures is looked at, as a chart's point or a comparison has it; today when none is asked.
    /// </summary>
    /// <param name="text">yyyy-MM-dd, from the period's first day to today; empty for today.</param>
    public static DateOnly SeenOn(string? text, Metric? metric, Period period, DateOnly today, ICollection<SliceProblem> problems)
    {
        if (string.IsNullOrEmpty(text) || metric is null) return today;
        if (!metric.Matures) problems.Add(new("on", text, "Problem.On.NotMaturing"));
        else if (!IsoText.TryDay(text, out var day))
            problems.Add(new("on", text, "Problem.Day"));
        else if (day < period.From || day > today) problems.Add(new("on", text, "Problem.On.Outside", period.From.ToIso()));
        else return day;
        return today;
    }

    /// <summary>The programmes that narrow the figure, by key.</summary>
    /// <param name="text">Keys, separated by commas.</param>
    /// <param name="names">Of all programmes, by key.</param>
    public static List<string> Programmes(string? text, Metric metric, IReadOnlyDictionary<string, string> names,
        ICollection<SliceProblem> problems)
    {
        var programmes = new List<string>();
        foreach (var key in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct())
        {
            if (names.ContainsKey(key) && metric.HasProgrammes) programmes.Add(key);
            else problems.Add(new("programmes", key, "Problem.Programme"));
        }

        return programmes;
    }

    /// <summary>The part of the records that narrows the figure, and what it is called; null for all of them.</summary>
    /// <param name="text">A split and a value of it, as in <c>category:roads</c> or <c>joint:yes</c>.</param>
    public static (RecordPart Part, string Name)? Part(string? text, Metric metric, CommunityDirectory.Names names,
        ICollection<SliceProblem> problems)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var (split, key) = text.Split(':', 2) is [var one, var other] ? (one, other) : (text, "");
        if (split == RecordSplit.Joint && key is RecordSplit.Yes or RecordSplit.No && metric.Parts.Count == 0)
            return (new(split, [key]), L[key == RecordSplit.Yes ? "Why.Part.Joint" : "Why.Part.Alone"]);
        if (MetricQueries.SplitsOf(metric).FirstOrDefault(known => known.Name == split) is { } found
            && names.Of(found.Terms) is var items && items.Find(key) is { } item)
        {
            // With those that were merged into it: records that were under way then may still have them.
            var present = items.Present(item.Handle);
            return (new(split, [.. items.All.Where(term => items.Present(term.Handle) == present).Select(term => term.Handle)]),
                L["Why.Part.Of", L[$"Why.Split.{split}"], items.Name(present)]);
        }

        problems.Add(new("part", text, "Problem.Part"));
        return null;
    }

    /// <summary>The column by which the records are sorted; null for the ledger's own order.</summary>
    /// <param name="text">Key of a column, with a - before it when the largest come first.</param>
    public static (string? Column, bool IsDescending) Sort(string? text, Metric metric, ICollection<SliceProblem> problems)
    {
        var column = text?.TrimStart('-');
        if (string.IsNullOrEmpty(column) || metric.Parts.Count > 0) return default;
        if (MetricQueries.LedgerBehind(metric)?.Columns.Any(one => one.Key == column) == true) return (column, text!.StartsWith('-'));
        problems.Add(new("sort", column, "Problem.Sort"));
        return default;
    }
}
