using Concentric.Communities;
using Concentric.Dashboard.Features.Figures;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Search;

namespace Concentric.Dashboard.Features.Search;

/// <summary>What a search found, written out in the reader's language with personal data masked.</summary>
public sealed record SearchView(IReadOnlyList<FoundView> Kinds, bool HasMore, bool IsWhole)
{
    public static SearchView Of(SearchAnswer answer, string? text, CommunityDirectory.Names names) =>
        new([.. answer.Kinds.Select(kind => FoundView.Of(kind, text, names))], answer.HasMore, answer.IsWhole);
}

/// <summary>The records of one kind that were found.</summary>
public sealed record FoundView(string Kind, string ListHref, IReadOnlyList<HitView> Hits)
{
    public static FoundView Of(FoundKind kind, string? text, CommunityDirectory.Names names)
    {
        var list = RecordPaths.Of(kind.List.Kind) ?? "/";
        return new(kind.List.Kind, SliceAddress.Query(list, ("q", text?.Trim())),
            [.. kind.Rows.Select(row => HitView.Of(kind.List, row, names))]);
    }
}

/// <summary>One record that was found.</summary>
/// <param name="Number">By which people call it; null when its kind has none.</param>
/// <param name="Title">Its first text, or what it has in the place of one.</param>
/// <param name="Note">Further values of its list.</param>
public sealed record HitView(long Id, string? Href, string? Number, string Title, string Note)
{
    private const int MostNotes = 4;

    public static HitView Of(RecordList list, LedgerRow row, CommunityDirectory.Names names)
    {
        var cells = list.Ledger.Columns.Zip(row.Values, (column, value) => (Column: column, Text: LedgerText.Of(column, value, names)))
            .Where(cell => cell.Text.Length > 0).ToList();
        var number = cells.FirstOrDefault(cell => cell.Column.Key == "number");
        var title = cells.FirstOrDefault(cell => cell.Column.Type == LedgerType.Text);
        var used = new[] { number.Column, title.Column };
        var notes = cells.Where(cell =>
            !used.Contains(cell.Column)
            && (cell.Column.Type is LedgerType.Community or LedgerType.Day or LedgerType.Term or LedgerType.Text
                || cell.Column.Terms is not null)).Take(MostNotes)
            .Select(cell => cell.Text);
        return new(row.Id, RecordPaths.Of(list.Kind, row.Id), number.Text, title.Text ?? cells.FirstOrDefault().Text ?? "",
            string.Join(" · ", notes));
    }
}
