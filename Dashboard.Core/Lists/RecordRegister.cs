using System.Linq.Expressions;
using System.Reflection;
using Concentric.Data;
using Concentric.Data.Search;
using Concentric.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Lists;

/// <summary>All kinds of records that have pages: what serves any kind finds it here. A new kind adds one line to its services.</summary>
public sealed class RecordRegister(IEnumerable<RegisteredKind> kinds)
{
    private readonly Dictionary<string, RegisteredKind> byName = kinds.ToDictionary(kind => kind.List.Kind);

    public IReadOnlyCollection<RegisteredKind> All => byName.Values;

    /// <summary>The kind of a name; null when it has no pages.</summary>
    public RegisteredKind? Find(string kind) => byName.GetValueOrDefault(kind);
}

/// <summary>One kind of record that has pages.</summary>
public abstract class RegisteredKind : ExportedList
{
    public abstract RecordList List { get; }

    public override Ledger Ledger => List.Ledger;

    /// <summary>True when there is such a record, archived or not, and the caller may read it.</summary>
    public abstract Task<bool> IsReadableAsync(DashboardDbContext db, CurrentUser caller, long id, CancellationToken cancellationToken);

    /// <summary>Of some records those that the caller may read, archived or not.</summary>
    public abstract Task<IReadOnlyList<long>> ReadableAmongAsync(DashboardDbContext db, CurrentUser caller, IReadOnlyList<long> ids,
        CancellationToken cancellationToken);

    /// <summary>Of some records, archived or not, the communities that keep them now; records of the street have none.</summary>
    internal abstract Task<IReadOnlyDictionary<long, int>> KeepersAsync(DashboardDbContext db, IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken);

    /// <summary>The records, archived or not, that some communities keep now; null for a kind that is the street's.</summary>
    internal abstract IQueryable<long>? KeptBy(DashboardDbContext db, IReadOnlyList<int> communityIds);

    internal abstract Task<bool> IsArchivedAsync(DashboardDbContext db, long id, CancellationToken cancellationToken);

    /// <summary>The personal values of a record that the caller may change, by name of property; null when there is none such.</summary>
    internal abstract Task<IReadOnlyDictionary<string, string?>?> FindPersonalAsync(DashboardDbContext db, CurrentUser caller, long id,
        CancellationToken cancellationToken);

    /// <summary>The id of the record that was entered last; 0 for none.</summary>
    internal abstract Task<long> LastIdAsync(DashboardDbContext db, CancellationToken cancellationToken);

    /// <summary>Kept records by id, as the search index holds them.</summary>
    internal abstract Task<IReadOnlyList<IndexedRecord>> ReadForSearchAsync(DashboardDbContext db, IReadOnlyList<long> ids, int kind,
        CancellationToken cancellationToken);

    /// <summary>
    /// The next records by id, archived ones passed over, as the search index holds them; and the last id that was looked at.
    /// </summary>
    internal abstract Task<(IReadOnlyList<IndexedRecord> Rows, long Last)> ReadNextForSearchAsync(DashboardDbContext db, long after,
        int most, int kind, CancellationToken cancellationToken);

    /// <summary>
    /// The next records by id that texts of changed records are found in, as the search index holds them; and the last id that was
    /// looked at. Nothing when the kind reads no text from the changed kind.
    /// </summary>
    internal abstract Task<(IReadOnlyList<IndexedRecord> Rows, long Last)> ReadDependentForSearchAsync(
        DashboardDbContext db, string changedKind, IReadOnlyList<long> changed, long after, int most, int kind,
        CancellationToken cancellationToken);

    /// <summary>Kept records by id that the caller may read, the last first.</summary>
    public abstract Task<IReadOnlyList<LedgerRow>> FindRowsAsync(DashboardDbContext db, CurrentUser caller, IReadOnlyList<long> ids,
        CancellationToken cancellationToken);

    /// <summary>Kept records that the caller may read and in which all words of a text are found, the last first.</summary>
    public abstract Task<IReadOnlyList<LedgerRow>> LookForAsync(DashboardDbContext db, CurrentUser caller, string text,
        CommunityDirectory.Names names, int most, CancellationToken cancellationToken);

    public static RegisteredKind Of<T>(RecordList<T> list)
        where T : Record => new Typed<T>(list);

    private sealed class Typed<T>(RecordList<T> list) : RegisteredKind
        where T : Record
    {
        private readonly IReadOnlyList<MemberExpression> sources = RecordTexts.Sources(list);

        private readonly Expression<Func<T, object?>>? keeper =
            list.Typed.TypedColumns.FirstOrDefault(column => column.Type == LedgerType.Community)?.Value;

        public override RecordList List => list;

        public override Task<bool> IsReadableAsync(DashboardDbContext db, CurrentUser caller, long id,
            CancellationToken cancellationToken) =>
            list.Readable(db.Set<T>(), caller).AnyAsync(record => record.Id == id, cancellationToken);

        public override async Task<IReadOnlyList<long>> ReadableAmongAsync(DashboardDbContext db, CurrentUser caller,
            IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
            await list.Readable(db.Set<T>(), caller).Where(record => ids.Contains(record.Id)).Select(record => record.Id)
                .ToListAsync(cancellationToken);

        internal override async Task<long> LastIdAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
            await db.Set<T>().MaxAsync(record => (long?)record.Id, cancellationToken) ?? 0;

        internal override async Task<IReadOnlyDictionary<long, int>> KeepersAsync(DashboardDbContext db, IReadOnlyCollection<long> ids,
            CancellationToken cancellationToken)
        {
            if (keeper is null || ids.Count == 0) return new Dictionary<long, int>();
            var rows = await LedgerQuery.Project(db.Set<T>().AsNoTracking().Where(record => ids.Contains(record.Id)), list.Typed, [keeper],
                null).ToListAsync(cancellationToken);
            return rows.Where(row => row.Values[0] is int).ToDictionary(row => row.Id, row => (int)row.Values[0]!);
        }

        internal override IQueryable<long>? KeptBy(DashboardDbContext db, IReadOnlyList<int> communityIds)
        {
            if (keeper is null) return null;
            List<int?> wanted = [.. communityIds];
            Expression<Func<int?, bool>> isWanted = community => wanted.Contains(community);
            var stored = keeper.Body is UnaryExpression { NodeType: ExpressionType.Convert } boxed ? boxed.Operand : keeper.Body;
            return db.Set<T>().Where(Expression.Lambda<Func<T, bool>>(isWanted.With(Expression.Convert(stored, typeof(int?))),
                keeper.Parameters)).Select(record => record.Id);
        }

        internal override Task<bool> IsArchivedAsync(DashboardDbContext db, long id, CancellationToken cancellationToken) =>
            db.Set<T>().AnyAsync(record => record.Id == id && record.ArchivedAt != null, cancellationToken);

        internal override async Task<IReadOnlyDictionary<string, string?>?> FindPersonalAsync(DashboardDbContext db, CurrentUser caller,
            long id, CancellationToken cancellationToken)
        {
            var record = await list.Readable(db.Set<T>().AsNoTracking(), caller)
                .SingleOrDefaultAsync(record => record.Id == id, cancellationToken);
            // A record shared with the caller's communities may be read; whose it is stays with those who keep it.
            if (record is null || (record is CommunityRecord kept && !caller.Sees(kept.CommunityId))) return null;
            var values = typeof(T).GetProperties().Where(property => property.GetCustomAttribute<PersonalAttribute>() is not null)
                .ToDictionary(property => property.Name, property => (string?)property.GetValue(record));
            foreach (var (field, of) in list.PersonalParts)
                values[field] = string.Join('\n', await of(db, id).ToListAsync(cancellationToken));
            return values;
        }

        internal override Task<IReadOnlyList<IndexedRecord>> ReadForSearchAsync(DashboardDbContext db, IReadOnlyList<long> ids, int kind,
            CancellationToken cancellationToken) =>
            IndexAsync(db, db.Set<T>().AsNoTracking()
                .Where(record => ids.Contains(record.Id) && record.ArchivedAt == null), kind, cancellationToken);

        internal override async Task<(IReadOnlyList<IndexedRecord> Rows, long Last)> ReadNextForSearchAsync(DashboardDbContext db,
            long after, int most, int kind, CancellationToken cancellationToken)
        {
            var last = await db.Set<T>().Where(record => record.Id > after).OrderBy(record => record.Id).Take(most)
                .MaxAsync(record => (long?)record.Id, cancellationToken) ?? after;
            return (await IndexAsync(db, db.Set<T>().AsNoTracking()
                .Where(record => record.Id > after && record.Id <= last && record.ArchivedAt == null), kind, cancellationToken), last);
        }

        internal override async Task<(IReadOnlyList<IndexedRecord> Rows, long Last)> ReadDependentForSearchAsync(
            DashboardDbContext db, string changedKind, IReadOnlyList<long> changed, long after, int most, int kind,
            CancellationToken cancellationToken)
        {
            if (RecordTexts.ReadFrom<T>(sources, changedKind, changed) is not { } reads) return ([], after);
            var ids = await db.Set<T>().Where(reads).Where(record => record.Id > after && record.ArchivedAt == null)
                .OrderBy(record => record.Id).Take(most)
                .Select(record => record.Id).ToListAsync(cancellationToken);
            return ids.Count == 0 ? ([], after) : (await ReadForSearchAsync(db, ids, kind, cancellationToken), ids[^1]);
        }

        public override async Task<IReadOnlyList<LedgerRow>> FindRowsAsync(DashboardDbContext db, CurrentUser caller,
            IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
            await LedgerQuery.Project(Kept(db, caller).Where(record => ids.Contains(record.Id))
                .OrderByDescending(record => record.Id), list.Typed, null).ToListAsync(cancellationToken);

        public override async Task<IReadOnlyList<LedgerRow>> LookForAsync(DashboardDbContext db, CurrentUser caller, string text,
            CommunityDirectory.Names names, int most, CancellationToken cancellationToken)
        {
            var rows = RecordTexts.Search(Kept(db, caller), list, caller, text, names);
            return await LedgerQuery.Project(rows.OrderByDescending(record => record.Id).Take(most), list.Typed, null)
                .ToListAsync(cancellationToken);
        }

        private IQueryable<T> Kept(DashboardDbContext db, CurrentUser caller) =>
            list.Readable(db.Set<T>().AsNoTracking(), caller).Where(record => record.ArchivedAt == null);

        private async Task<IReadOnlyList<IndexedRecord>> IndexAsync(DashboardDbContext db, IQueryable<T> records, int kind,
            CancellationToken cancellationToken)
        {
            ILookup<long, int>? shared = null;
            if (list.SharedWith is not null)
                shared = (await list.SharedWith(db, records).ToListAsync(cancellationToken))
                .ToLookup(link => link.RecordId, link => link.CommunityId);
            var addresses = list.Addresses is { } whose
                ? (await records.SelectMany(whose, (record, address) => new { record.Id, Address = address })
                    .ToListAsync(cancellationToken))
                .ToLookup(one => one.Id, one => one.Address)
                : null;
            // One index serves readers of both languages: it holds the names in both.
            var (open, personal) = (RecordTexts.Of(list, isPersonal: false).ToList(), RecordTexts.Of(list, isPersonal: true).ToList());
            var rows = await LedgerQuery.Project(records, list.Typed, [.. open, .. personal, keeper ?? (x => null)], null)
                .ToListAsync(cancellationToken);
            return
            [
                .. rows.Select(row => new IndexedRecord
                {
                    Key = IndexedRecord.KeyOf(row.Id, kind),
                    Terms = Terms(row.Values.Take(open.Count)),
                    Personal = Terms(row.Values.Skip(open.Count).Take(personal.Count).Concat(addresses?[row.Id] ?? [])),
                    Communities = Communities(row.Values[^1], shared?[row.Id] ?? []),
                    Keeper = Communities(row.Values[^1], []),
                }),
            ];
        }

        private static string Terms(IEnumerable<object?> texts) =>
            string.Join(' ', texts.OfType<string>().Distinct().Select(SearchTerms.Of).Where(terms => terms.Length > 0));

        private static string Communities(object? keeper, IEnumerable<int> shared) =>
            keeper is not int own
                ? IndexedRecord.OfAll
                : string.Join(' ', shared.Append(own).Distinct().Order().Select(IndexedRecord.NameOf));

        internal override IAsyncEnumerable<LedgerRow> Stream(DashboardDbContext db, CurrentUser caller, ListRequest request,
            CommunityDirectory.Names names, ListMoment moment) =>
            ListQueries.Stream(db, list, caller, request, names, moment);

        internal override Task<long> CountAsync(DashboardDbContext db, CurrentUser caller, ListRequest request,
            CommunityDirectory.Names names, ListMoment moment, CancellationToken cancellationToken) =>
            ListQueries.Select(db, list, caller, request, names, [], moment).LongCountAsync(cancellationToken);
    }
}
