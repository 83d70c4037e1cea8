using Concentric.Data;
using Concentric.Metrics;
using Concentric.OfficeLists;
using Concentric.PublishedFigures;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Programmes;

/// <summary>A programme as an administrator enters it.</summary>
/// <param name="Figures">Keys of metrics that speak of it as a whole, at most <see cref="ProgrammeFigures.Most"/>.</param>
public sealed record ProgrammeInput(string? Name, string? NameEn, ProgrammeKind? Kind, IReadOnlyList<string> Figures)
    : OfficeListInput(Name, NameEn);

/// <summary>Keeps the programmes of the office.</summary>
public sealed class ProgrammeCommands(IDbContextFactory<DashboardDbContext> factory, MetricCatalogue catalogue, OfficeClock clock)
    : OfficeList<Programme>(factory, clock)
{
    /// <summary>Adds a programme.</summary>
    /// <returns>Its key, made of its name: the address of its page.</returns>
    /// <exception cref="RefusedException">The caller may not, or a value won't do.</exception>
    public async Task<string> AddAsync(CurrentUser caller, ProgrammeInput input, CancellationToken cancellationToken) =>
        (await AddAsync(caller, input, (check, programme) => Take(input, check, programme, isNew: true), cancellationToken)).Key;

    /// <summary>Changes a programme; its key stays, so that links to it go on leading there.</summary>
    /// <exception cref="RefusedException">The caller may not, there is no such programme, or a value won't do.</exception>
    public Task ChangeAsync(CurrentUser caller, string handle, ProgrammeInput input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, handle, input, (check, programme) => Take(input, check, programme, isNew: false), cancellationToken);

    protected override Programme New(string name, string nameEn, IReadOnlyList<Programme> present) => new()
    {
        Key = KeyOf(nameEn, "programme", present.Select(programme => programme.Key)),
        Name = name,
        NameEn = nameEn,
    };

    /// <summary>Figures claimed in public name programmes by key.</summary>
    protected override async Task<IReadOnlyDictionary<string, int>> CountOthersAsync(DashboardDbContext db, IReadOnlyList<Programme> items,
        CancellationToken cancellationToken)
    {
        var handles = items.ToDictionary(programme => programme.Key, programme => programme.Handle);
        var claims = await db.PublishedFigures.AsNoTracking().Select(claim => new { claim.Mechanism, claim.Programmes })
            .ToListAsync(cancellationToken);
        return claims.SelectMany(claim => KeysIn(claim.Programmes).Append(claim.Mechanism).Distinct()).Where(handles.ContainsKey)
            .GroupBy(key => handles[key]).ToDictionary(group => group.Key, group => group.Count());
    }

    /// <summary>One by one and through the store's own path, so that each claim has its version and its line in the audit trail.</summary>
    protected override async Task<int> MoveOthersAsync(DashboardDbContext db, Programme item, Programme target,
        CancellationToken cancellationToken)
    {
        var moved = 0;
        foreach (var claim in await db.PublishedFigures.AsTracking().ToListAsync(cancellationToken))
        {
            var named = KeysIn(claim.Programmes);
            if (claim.Mechanism != item.Key && !named.Contains(item.Key)) continue;
            if (claim.Mechanism == item.Key) claim.Mechanism = target.Key;
            if (named.Contains(item.Key))
                claim.Programmes = string.Join(',', named.Select(key => key == item.Key ? target.Key : key).Distinct());
            claim.Version++;
            moved++;
        }

        return moved;
    }

    private static string[] KeysIn(string? programmes) => programmes?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Projects belong to strands alone.</summary>
    protected override void CheckMerge(Programme item, Programme target)
    {
        var check = new ValidationContext();
        check.That(item.Kind != ProgrammeKind.Strand || target.Kind == ProgrammeKind.Strand, nameof(OfficeListItem.MergedInto), target.Name,
            Rule.NotAStrand);
        check.ThrowIfAny();
    }

    private void Take(ProgrammeInput input, ValidationContext check, Programme programme, bool isNew)
    {
        if (check.That(input.Kind is not null, nameof(input.Kind), null, Rule.Required))
        {
            // Projects hold on to their strand.
            check.That(isNew || programme.Kind != ProgrammeKind.Strand || input.Kind == ProgrammeKind.Strand, nameof(input.Kind), null,
                Rule.NotAStrand);
            programme.Kind = input.Kind!.Value;
        }

        check.Within(nameof(input.Figures), input.Figures.Count, 0, ProgrammeFigures.Most);
        foreach (var key in input.Figures) check.That(catalogue.Find(key) is not null, nameof(input.Figures), key, Rule.Unknown);
        programme.Figures = string.Join(',', input.Figures.Distinct());
    }
}
