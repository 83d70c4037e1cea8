using System.Globalization;
using Concentric.Dashboard.Features.Figures;
using Concentric.Dashboard.Features.Records;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Resources;

namespace Concentric.Dashboard.Components.Records;

/// <summary>
/// A page of a list, written out in the reader's language with personal data masked. Columns without any value are left out.
/// </summary>
public sealed record ListView(IReadOnlyList<ColumnView> Columns, IReadOnlyList<RowView> Rows, int Total, bool HasMore, int Page,
    IReadOnlyList<ListProblem> Problems)
{
    /// <summary>Of the rows those on which a leader asks something that is not closed yet.</summary>
    public IReadOnlyList<long> Instructed { get; init; } = [];

    /// <summary>
    /// Of the rows those with which the reader may not take a step, by the step's key; a step that may be taken with all has no entry.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<long>> Closed { get; init; } = NoneClosed;

    internal static IReadOnlyDictionary<string, IReadOnlyList<long>> NoneClosed { get; } = new Dictionary<string, IReadOnlyList<long>>();

    /// <param name="files">How many attachments the records have, by id.</param>
    /// <param name="chosen">Keys of the columns as somebody has chosen them; null for the list's own.</param>
    public static ListView Of(RecordList list, ListPage page, CommunityDirectory.Names names, IReadOnlyList<string>? chosen,
        IReadOnlyDictionary<long, int>? files = null)
    {
        var shown = (chosen ?? list.ShownFor(CultureInfo.CurrentUICulture))?.ToList();
        var ordered = list.Ledger.Columns.Select((column, at) => (Column: column, At: at))
            .Where(entry => shown?.Contains(entry.Column.Key) != false)
            .OrderBy(entry => shown?.IndexOf(entry.Column.Key) ?? entry.At).ToList();
        var columns = ordered.Where(entry => page.Rows.Any(row => row.Values[entry.At] is not (null or ""))).ToList();
        // The first leads to the records, whatever it says.
        if (columns.Count == 0) columns = ordered[..1];
        return new(
            [.. columns.Select(entry => new ColumnView(entry.Column.Key, Texts.Column(entry.Column.Key), LedgerText.IsNumeric(entry.Column),
                entry.Column.Type == LedgerType.Text && entry.Column.Width > 16))],
            [.. page.Rows.Select(row => new RowView(row.Id, row.PageId,
                [.. columns.Select(entry => LedgerText.Of(entry.Column, row.Values[entry.At], names))], row.IsMarked,
                files?.GetValueOrDefault(row.Id) ?? 0))],
            page.Total, page.HasMore, page.Page, page.Problems);
    }
}
