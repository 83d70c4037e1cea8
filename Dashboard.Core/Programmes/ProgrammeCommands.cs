using Concentric.Data;
using Concentric.Metrics;
using Concentric.OfficeLists;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Programmes;

/// <summary>A programme as an administrator enters it.</summary>
/// <param name="Figures">Keys of metrics that speak of it as a whole, at most <see cref="ProgrammeFigures.Most"/>.</param>
public sealed record ProgrammeInput(string? Name, string? NameEn, ProgrammeKind? Kind, IReadOnlyList<string> Figures)
    : OfficeListInput(Name, NameEn);

/// <summary>Keeps the programmes of the office.</summary>
public sealed class ProgrammeCommands(
    IDbContextFactory<DashboardDbContext> factory, MetricCatalogue catalogue, IEnumerable<IProgrammeMentions> mentions, OfficeClock clock)
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

    protected override async Task<IReadOnlyDictionary<string, int>> CountOthersAsync(DashboardDbContext db, IReadOnlyList<Programme> items,
        CancellationToken cancellationToken)
    {
        var handles = items.ToDictionary(programme => programme.Key, programme => programme.Handle);
        var counts = new Dictionary<string, int>();
        foreach (var mention in mentions)
        {
            foreach (var (key, count) in await mention.CountAsync(db, [.. handles.Keys], cancellationToken))
                counts[handles[key]] = counts.GetValueOrDefault(handles[key]) + count;
        }

        return counts;
    }

    protected override async Task<int> MoveOthersAsync(DashboardDbContext db, Programme item, Programme target,
        CancellationToken cancellationToken)
    {
        var moved = 0;
        foreach (var mention in mentions) moved += await mention.MoveAsync(db, item.Key, target.Key, cancellationToken);
        return moved;
    }

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
