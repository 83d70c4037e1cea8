using System.Globalization;
using Concentric.Data;
using Concentric.People;
using Concentric.Petitions;
using Concentric.Resources;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Ledgers;

/// <summary>
/// The communities and petition categories with their names, cached: a few dozen rows that every page and workbook needs.
/// Read again after <see cref="Forget"/>, and at the latest after <see cref="Lifetime"/>.
/// </summary>
public sealed class CommunityDirectory(IDbContextFactory<DashboardDbContext> factory, TimeProvider time)
{
    /// <summary>How long another node's change to a name may stay unseen.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private volatile Names? cached;

    /// <summary>The names as the store has them now, or had at most <see cref="Lifetime"/> ago.</summary>
    public async ValueTask<Names> GetAsync(CancellationToken cancellationToken)
    {
        if (cached is { } names && time.GetUtcNow() - names.ReadAt < Lifetime) return names;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return cached = await ReadAsync(db, time.GetUtcNow(), cancellationToken);
    }

    /// <summary>The names as a context sees them, for what must tell of one moment.</summary>
    internal static async Task<Names> ReadAsync(DashboardDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var communities = await db.Communities.AsNoTracking().OrderBy(c => c.SortOrder).ThenBy(c => c.Id).ToListAsync(cancellationToken);
        var categories = await db.PetitionCategories.AsNoTracking().ToListAsync(cancellationToken);
        return new Names(communities, categories, now);
    }

    /// <summary>Makes the next reader ask the store.</summary>
    public void Forget() => cached = null;

    /// <summary>Names as of one reading.</summary>
    public sealed class Names(IReadOnlyList<Community> communities, IReadOnlyList<PetitionCategory> categories, DateTimeOffset readAt)
    {
        private readonly Dictionary<int, Community> byId = communities.ToDictionary(c => c.Id);
        private readonly Dictionary<string, Community> byCode = communities.ToDictionary(c => c.Code, StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, PetitionCategory> byKey = categories.ToDictionary(c => c.Key, StringComparer.Ordinal);

        internal DateTimeOffset ReadAt => readAt;

        /// <summary>All communities in their order.</summary>
        public IReadOnlyList<Community> All => communities;

        /// <summary>All names of the communities, as addresses may begin with them.</summary>
        public IReadOnlyList<string> Spellings { get; } = [.. communities.SelectMany(c => (string[])[c.Name, c.NameEn])];

        /// <summary>The petition categories, by key.</summary>
        public IReadOnlyList<PetitionCategory> Categories { get; } = [.. categories.OrderBy(c => c.Key, StringComparer.Ordinal)];

        /// <summary>
        /// The petition categories that new petitions can have, and one that a record has, in the order of the office, else of their
        /// names in a language.
        /// </summary>
        public IEnumerable<PetitionCategory> Offered(string? present = null, CultureInfo? culture = null) =>
            CategoriesByName(culture).Where(category => !category.IsRetired || category.Key == present);

        /// <summary>
        /// All petition categories in the order of the office, else of their names in a language: records may have those that are not
        /// offered any more.
        /// </summary>
        public IEnumerable<PetitionCategory> CategoriesByName(CultureInfo? culture = null) =>
            categories.Where(category => category.MergedInto is null).OrderBy(category => category.Position)
                .ThenBy(category => Category(category.Key, culture), NameOrder.Comparer);

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

        /// <summary>The key of the category whose petitions one has now: another one's when it was merged.</summary>
        public string PresentCategory(string key) => byKey.TryGetValue(key, out var category) ? category.MergedInto ?? key : key;

        /// <summary>A petition category's name in a language; its key when it is gone.</summary>
        public string Category(string key, CultureInfo? culture = null) =>
            !byKey.TryGetValue(key, out var category) ? key
            : (culture ?? CultureInfo.CurrentUICulture).TwoLetterISOLanguageName == "en" ? category.NameEn : category.Name;
    }
}
