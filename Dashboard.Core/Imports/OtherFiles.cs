namespace Concentric.Imports;

/// <summary>A row of a file that waits to be taken in, as rows of the files that were uploaded with it are held against it.</summary>
/// <param name="Sheet">Name of the sheet; empty for a CSV file.</param>
/// <param name="Row">As the spreadsheet counts.</param>
public sealed record PendingRow(string Sheet, int Row)
{
    /// <summary>What a new record will be known by (<see cref="ImportRow.RequestId"/>); null for a change.</summary>
    public Guid? Request { get; init; }

    /// <summary>The record that it changes; null for a new one.</summary>
    public long? Record { get; init; }

    /// <summary>The number that another system gave; null for none.</summary>
    public string? Outside { get; init; }

    /// <summary>The community that it names; 0 for none.</summary>
    public int Community { get; init; }

    /// <summary>Its main day; the default for kinds without one.</summary>
    public DateOnly Day { get; init; }

    /// <summary>What tells it from others, folded; null when it says nothing of the kind.</summary>
    public string? Text { get; init; }
}

/// <summary>A row of another file.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Id">Id of the file's import.</param>
/// <param name="IsSame">True when both say the very same: then one record comes of the two, whichever file is taken in first.</param>
internal sealed record OtherRow(long Id, string File, PendingRow Row, bool IsSame);

/// <summary>The rows of the files that were uploaded before a file, together with it, and wait to be taken in.</summary>
internal sealed class OtherFiles
{
    /// <summary>The most rows that a file is held against; a check says when there were more.</summary>
    public const int MostRows = 100_000;

    private readonly Dictionary<Guid, (long Id, string File, PendingRow Row)> byRequest = [];
    private readonly Dictionary<long, (long Id, string File, PendingRow Row)> byRecord = [];
    private readonly Dictionary<string, (long Id, string File, PendingRow Row)> byOutside = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(long Id, string File, PendingRow Row)> rows = [];

    /// <summary>True when rows of other files were not looked at because there are too many.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Name of another file of the very same bytes; null when there is none.</summary>
    public string? SameFile { get; init; }

    public IReadOnlyList<(long Id, string File, PendingRow Row)> Rows => rows;

    public void Add(long id, string file, IReadOnlyList<PendingRow> pending)
    {
        IsOver |= pending.Count >= MostRows || rows.Count + pending.Count > MostRows;
        foreach (var row in pending.Take(MostRows - rows.Count))
        {
            rows.Add((id, file, row));
            if (row.Request is { } request) byRequest.TryAdd(request, (id, file, row));
            if (row.Record is { } record) byRecord.TryAdd(record, (id, file, row));
            if (row.Outside is { } outside) byOutside.TryAdd(outside, (id, file, row));
        }
    }

    /// <summary>The row of which the same new record would come; null when there is none.</summary>
    public OtherRow? Find(Guid request, string? outside) =>
        byRequest.TryGetValue(request, out var same) ? new(same.Id, same.File, same.Row, IsSame: true)
        : outside is not null && byOutside.TryGetValue(outside, out var numbered)
            ? new(numbered.Id, numbered.File, numbered.Row, IsSame: false) : null;

    /// <summary>The row that changes a record; null when there is none.</summary>
    public OtherRow? FindRecord(long record) =>
        byRecord.TryGetValue(record, out var found) ? new(found.Id, found.File, found.Row, IsSame: false) : null;
}
