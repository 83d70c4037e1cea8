using System.Collections.Concurrent;
using System.Globalization;
using Concentric.Data;
using Concentric.OfficeLists;
using Concentric.Resources;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Ledgers;

/// <summary>
/// The communities, petition categories and terms of the office with their names, cached: a few dozen rows that every page and
/// workbook needs.
/// Read again after <see cref="Forget"/>, after a change that another node tells of, and at the latest after <see cref="Lifetime"/>.
/// </summary>
public sealed class CommunityDirectory(
    IDbContextFactory<DashboardDbContext> factory, TimeProvider time, IChangeStamps? changes = null)
{
    /// <summary>How long a change to a name may stay unseen where nothing tells of it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly KeptRows<Names> kept = new(factory, time, changes, Lifetime, RecordKinds.NameOf<Community>(),
        RecordKinds.NameOf<PetitionCategory>(), RecordKinds.NameOf<OfficeTerm>());

    /// <summary>The names as the store has them now, or had at most <see cref="Lifetime"/> ago.</summary>
    public ValueTask<Names> GetAsync(CancellationToken cancellationToken) =>
        kept.GetAsync((db, stop) => ReadAsync(db, time.GetUtcNow(), stop), cancellationToken);

    /// <summary>The names as a context sees them, for what must tell of one moment.</summary>
    internal static async Task<Names> ReadAsync(DashboardDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var communities = await db.Communities.AsNoTracking().Include(c => c.HouseholdCounts).OrderBy(c => c.SortOrder)
            .ThenBy(c => c.Id).ToListAsync(cancellationToken);
        var categories = await db.PetitionCategories.AsNoTracking().ToListAsync(cancellationToken);
        var terms = await db.OfficeTerms.AsNoTracking().ToListAsync(cancellationToken);
        return new Names(communities, categories, terms, now);
    }

    /// <summary>Makes the next reader ask the store.</summary>
    public void Forget() => kept.Forget();

    /// <summary>Names as of one reading.</summary>
    public sealed class Names(IReadOnlyList<Community> communities, IReadOnlyList<PetitionCategory> categories,
        IReadOnlyList<OfficeTerm> terms, DateTimeOffset readAt)
    {
        private readonly ItemNames ofCategories = new(categories, null);
        private readonly ConcurrentDictionary<TermList, ItemNames> ofTerms = new();

        private readonly Dictionary<int, Community> byId = communities.ToDictionary(c => c.Id);
        private readonly Dictionary<string, Community> byCode = communities.ToDictionary(c => c.Code, StringComparer.OrdinalIgnoreCase);

        /// <summary>What the program itself calls its terms, and no community.</summary>
        public static Names None { get; } = new([], [], [], default);

        internal DateTimeOffset ReadAt => readAt;

        /// <summary>All communities in their order.</summary>
        public IReadOnlyList<Community> All => communities;

        /// <summary>Households of the communities of which they are known, each number with the day from which it holds.</summary>
        public HouseholdHistory Households { get; } = new(communities.SelectMany(one => one.HouseholdCounts));

        /// <summary>All names of the communities, as addresses may begin with them.</summary>
        public IReadOnlyList<string> Spellings { get; } = [.. communities.SelectMany(c => (string[])[c.Name, c.NameEn])];

        /// <summary>The petition categories, by key.</summary>
        public IReadOnlyList<PetitionCategory> Categories { get; } = [.. categories.OrderBy(c => c.Key, StringComparer.Ordinal)];

        /// <summary>The names of a list of the office; of the petition categories for null.</summary>
        public ItemNames Of(TermList? list) =>
            list is null ? ofCategories : ofTerms.GetOrAdd(list, one => new(one.Complete(terms), one));

        /// <inheritdoc cref="ItemNames.Offered"/>
        public IEnumerable<PetitionCategory> Offered(string? present = null, CultureInfo? culture = null) =>
            ofCategories.Offered(present, culture).Cast<PetitionCategory>();

        /// <inheritdoc cref="ItemNames.ByName"/>
        public IEnumerable<PetitionCategory> CategoriesByName(CultureInfo? culture = null) =>
            ofCategories.ByName(culture).Cast<PetitionCategory>();

        /// <summary>The communities that a caller sees, in their order.</summary>
        public IReadOnlyList<Community> SeenBy(CurrentUser caller) =>
            caller.CommunityIds is null ? communities : [.. communities.Where(c => caller.Sees(c.Id))];

        public Community? Find(string code) => byCode.GetValueOrDefault(code);

        public Community? Find(int id) => byId.GetValueOrDefault(id);

        /// <summary>A community's name in a language; its id when it is gone.</summary>
        public string Name(int id, CultureInfo? culture = null) =>
            byId.TryGetValue(id, out var community)
                ? community.NameFor(culture ?? CultureInfo.CurrentUICulture)
                : id.ToString(CultureInfo.InvariantCulture);

        /// <summary>
        /// The names of communities in the reader's language, one after the other; a code as it is when its community is gone.
        /// </summary>
        public string Series(IEnumerable<string> codes) =>
            Texts.Series(codes.Select(code => Find(code)?.NameFor(CultureInfo.CurrentUICulture) ?? code));

        /// <inheritdoc cref="Series(IEnumerable{string})"/>
        public string Series(IEnumerable<int> ids) => Texts.Series(ids.Select(id => Name(id)));

        /// <summary>A petition category's name in a language; its key when it is gone.</summary>
        public string Category(string key, CultureInfo? culture = null) => ofCategories.Name(key, culture);
    }

    /// <summary>The items of one list of the office with their names.</summary>
    public sealed class ItemNames(IReadOnlyList<OfficeListItem> items, TermList? list)
    {
        private readonly Dictionary<string, OfficeListItem> byKey =
            items.ToDictionary(item => item.Handle, StringComparer.OrdinalIgnoreCase);

        /// <summary>All items, merged ones included.</summary>
        public IReadOnlyList<OfficeListItem> All => items;

        /// <summary>The list; null for the petition categories.</summary>
        public TermList? List => list;

        /// <summary>The item of a key; null when there is none.</summary>
        public OfficeListItem? Find(string? key) => key is null ? null : byKey.GetValueOrDefault(key);

        /// <summary>
        /// The items that new records can have, and one that a record has, in the order of the office, else of their names in a language.
        /// </summary>
        public IEnumerable<OfficeListItem> Offered(string? present = null, CultureInfo? culture = null) =>
            ByName(culture).Where(item => !item.IsRetired || item.Handle == present);

        /// <summary>
        /// All items in the order of the office, else of their names in a language: records may have those that are not offered any more.
        /// </summary>
        public IEnumerable<OfficeListItem> ByName(CultureInfo? culture = null) =>
            items.Where(item => item.MergedInto is null).OrderBy(item => item.Position)
                .ThenBy(item => Name(item.Handle, culture), NameOrder.Comparer);

        /// <summary>The key of the item whose records one has now: another one's when it was merged.</summary>
        public string Present(string key) => Find(key) is { } item ? item.MergedInto ?? item.Handle : key;

        /// <summary>An item's name in a language; its key when it is gone.</summary>
        public string Name(string key, CultureInfo? culture = null) => Find(key)?.NameFor(culture ?? CultureInfo.CurrentUICulture) ?? key;
    }
}
