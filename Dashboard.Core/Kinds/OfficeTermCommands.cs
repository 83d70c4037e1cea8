using Concentric.Data;
using Concentric.Imports;
using Concentric.Ledgers;
using Concentric.OfficeLists;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Kinds;

/// <summary>A term as an administrator enters it.</summary>
/// <param name="CountsAs">
/// The built-in term as which figures count it, where they count the list; said once, with a new term, and left out of a change.
/// </param>
public sealed record OfficeTermInput(string? Name, string? NameEn, string? CountsAs = null) : OfficeListInput(Name, NameEn);

/// <summary>
/// All lists of terms that the fields of records name. A store of before a list was open to records is given the terms that they have,
/// once.
/// </summary>
public sealed class OfficeTermLists(IDbContextFactory<DashboardDbContext> factory, CommunityDirectory directory, OfficeClock clock)
    : IStoreSeed
{
    private readonly Lazy<IReadOnlyDictionary<string, OfficeTermCommands>> byKey = new(() =>
        AllKinds.List.SelectMany(kind => kind.Declared).Select(field => field.Terms).OfType<TermList>().Distinct()
            .ToDictionary(list => list.Key, list => new OfficeTermCommands(factory, directory, clock, list)));

    /// <summary>The lists, in the order of the kinds of records.</summary>
    public IEnumerable<OfficeTermCommands> All => byKey.Value.Values;

    async Task IStoreSeed.EnsureAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        foreach (var commands in All.Where(one => one.List.IsOpen))
        {
            var fact = StoreFacts.TermsOf(commands.List.Key);
            if (await StoreFacts.ReadAsync(db, fact, cancellationToken) is not null) continue;
            await commands.AdoptAsync(db, cancellationToken);
            db.StoreFacts.Add(new() { Key = fact, Value = "1" });
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException failure) when (failure.IsDuplicate())
            {
                // Another node was doing the same and has committed it all.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>What keeps a list; null when there is none of the key.</summary>
    public OfficeTermCommands? Find(string? key) => key is null ? null : byKey.Value.GetValueOrDefault(key);
}

/// <summary>
/// Keeps one list of terms. Which records have them is read from the fields that name the list. Other nodes show a new name when
/// the change log tells them of it.
/// </summary>
public sealed class OfficeTermCommands(
    IDbContextFactory<DashboardDbContext> factory, CommunityDirectory directory, OfficeClock clock, TermList list)
    : OfficeList<OfficeTerm>(factory, clock)
{
    private readonly IDbContextFactory<DashboardDbContext> factory = factory;

    public TermList List => list;

    protected override (Type Entity, string Property)[] Keys =>
        [.. AllKinds.List.SelectMany(kind => kind.Declared.Where(one => one.Terms == list)
            .Select(one => (kind.RecordType, one.Property!.Name)))];

    /// <summary>Adds a term.</summary>
    /// <returns>Its code, made of its name.</returns>
    /// <exception cref="RefusedException">The caller may not, or a value won't do.</exception>
    public async Task<string> AddAsync(CurrentUser caller, OfficeTermInput input, CancellationToken cancellationToken)
    {
        var added = await AddAsync(caller, input, (check, term) =>
        {
            if (!list.IsCounted) return;
            if (check.That(!string.IsNullOrEmpty(input.CountsAs), nameof(input.CountsAs), null, Rule.Required))
                check.That(list.IsBuiltIn(input.CountsAs!), nameof(input.CountsAs), input.CountsAs, Rule.Unknown);
        }, cancellationToken, (name, nameEn, present) => Make(name, nameEn, input.CountsAs, present));
        return added.Code;
    }

    /// <summary>Changes the names of a term. Nothing is written when nothing is different.</summary>
    /// <exception cref="RefusedException">The caller may not, there is no such term, or a value won't do.</exception>
    public Task ChangeAsync(CurrentUser caller, string code, OfficeTermInput input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, code, input, (_, _) => { }, cancellationToken);

    protected override OfficeTerm New(string name, string nameEn, IReadOnlyList<OfficeTerm> present) => Make(name, nameEn, null, present);

    private OfficeTerm Make(string name, string nameEn, string? countsAs, IReadOnlyList<OfficeTerm> present) => new()
    {
        List = list.Key,
        // What it counts as is refused beside its field when it won't do.
        Code = list.CodeFor(nameEn, list.IsBuiltIn(countsAs ?? "") ? countsAs : "", present.Select(term => term.Code)),
        Name = name,
        NameEn = nameEn,
    };

    protected override IQueryable<OfficeTerm> Rows(DashboardDbContext db) => db.OfficeTerms.Where(term => term.List == list.Key);

    protected override IReadOnlyList<OfficeTerm> Complete(IReadOnlyList<OfficeTerm> rows) => list.Complete(rows);

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var present = await Rows(db).Select(term => term.Code).ToListAsync(cancellationToken);
        db.AddRange(list.Defaults().Where(term => !present.Contains(term.Code)));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (failure.IsDuplicate())
        {
            // Another administrator changes the list for the first time at the same moment, and has given them their rows.
        }
    }

    protected override void Renamed(OfficeTerm item, string name, string nameEn) => item.Remember(name, nameEn);

    /// <summary>Gives a row to each term that records of an open list have brought, as far as the list has room.</summary>
    internal async Task AdoptAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var codes = new HashSet<string>();
        foreach (var references in ItemReferences.To<OfficeTerm>(db, Keys))
        {
            var uses = await references.CountAsync(db, cancellationToken);
            codes.UnionWith(uses.OrderByDescending(use => use.Value).Select(use => use.Key));
        }

        await AdoptAsync(db, list, codes, cancellationToken);
    }

    /// <summary>Adds a row for each code that has none, as far as the list has room; they are saved with the rest.</summary>
    /// <returns>True when there was one.</returns>
    internal static async Task<bool> AdoptAsync(DashboardDbContext db, TermList list, IEnumerable<string> codes,
        CancellationToken cancellationToken)
    {
        var rows = await db.OfficeTerms.AsNoTracking().Where(term => term.List == list.Key).ToListAsync(cancellationToken);
        var present = list.Complete(rows);
        // As files are read, and more than the stores tell apart: width, case and spaces make no second term.
        var known = present.Select(term => ImportLookups.Fold(term.Code)).ToHashSet();
        var last = present.Select(term => term.Position).DefaultIfEmpty().Max();
        List<OfficeTerm> added =
        [
            .. codes.Where(code => code.Length > 0 && known.Add(ImportLookups.Fold(code))).Take(Math.Max(MostItems - present.Count, 0))
                .Select(code => new OfficeTerm { List = list.Key, Code = code, Name = code, NameEn = code, Position = last + 1 }),
        ];
        db.AddRange(added);
        return added.Count > 0;
    }

    protected override void CheckDelete(OfficeTerm item)
    {
        if (list.IsBuiltIn(item.Code)) throw new RefusedException([new(Item, item.Name, Rule.BuiltInTerm, [])]);
    }

    protected override void CheckMerge(OfficeTerm item, OfficeTerm target)
    {
        if (list.CountedAs(item.Code) is not { } one || list.CountedAs(target.Code) is not { } other || one == other) return;
        throw new RefusedException([new(nameof(OfficeListItem.MergedInto), target.Name, Rule.CountedOtherwise,
            [NameOf(one), NameOf(other)])]);
    }

    protected override void Forget() => directory.Forget();

    private Func<System.Globalization.CultureInfo, string> NameOf(string code) => culture => list.NameGiven(code, culture) ?? code;
}
