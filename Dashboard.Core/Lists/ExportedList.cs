using Concentric.Data;
using Concentric.Ledgers;

namespace Concentric.Lists;

/// <summary>A list that can be written as a file: one of records, or of what has no list of its own kind.</summary>
public abstract class ExportedList
{
    /// <summary>Its columns.</summary>
    public abstract Ledger Ledger { get; }

    public string Kind => Ledger.Kind;

    /// <summary>True when the caller may have it as a file.</summary>
    public virtual bool IsOpenTo(CurrentUser caller) => caller.MayExport;

    /// <summary>True when no column says which row it is, so that a file needs the row's id.</summary>
    public virtual bool NeedsId => Ledger.Columns.All(column => column.Key != "number");

    /// <summary>
    /// All rows that the caller may read and that the request asks for, one after the other. The context can do nothing else meanwhile.
    /// </summary>
    internal abstract IAsyncEnumerable<LedgerRow> Stream(DashboardDbContext db, CurrentUser caller, ListRequest request,
        CommunityDirectory.Names names, ListMoment moment);

    /// <summary>How many rows <see cref="Stream"/> gives in the same transaction.</summary>
    internal abstract Task<long> CountAsync(DashboardDbContext db, CurrentUser caller, ListRequest request, CommunityDirectory.Names names,
        ListMoment moment, CancellationToken cancellationToken);
}

/// <summary>All lists that can be written as files.</summary>
public sealed class ExportedLists(RecordRegister register, IEnumerable<ExportedList> others)
{
    private readonly Dictionary<string, ExportedList> byKind = register.All.Concat(others).ToDictionary(list => list.Kind);

    public IReadOnlyCollection<ExportedList> All => byKind.Values;

    /// <summary>The list of a kind; null when it can't be exported.</summary>
    public ExportedList? Find(string kind) => byKind.GetValueOrDefault(kind);
}
