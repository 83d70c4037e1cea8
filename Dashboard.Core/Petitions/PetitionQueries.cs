using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Petitions;

/// <summary>A petition with its timeline, for its page.</summary>
/// <param name="Petition">Not tracked; with its steps in the order in which they were entered. Personal data is masked.</param>
/// <param name="CoBuilder">Name of the co-builder that is to handle it.</param>
/// <param name="MayWrite">True when the caller may change it.</param>
/// <param name="MayWork">True when the caller may take its steps: what a community shares it may advance, but not correct.</param>
/// <param name="MayAnswerOffer">True when it was offered to the caller's community.</param>
/// <param name="MaySkip">True when the caller may pass over a stage, which takes a reason.</param>
/// <param name="Handlers">Names of the co-builders to which it was ever given, by id.</param>
public sealed record PetitionView(Petition Petition, string? CoBuilder, bool MayWrite, bool MayWork, bool MayAnswerOffer, bool MaySkip,
    IReadOnlyDictionary<long, string> Handlers)
{
    /// <summary>How far it has come.</summary>
    public PetitionProgress Progress { get; } = PetitionProgress.Of(Petition);
}

/// <summary>Reads single petitions through the caller's rights.</summary>
public sealed class PetitionQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>A petition, archived or not; null when there is none that the caller may read.</summary>
    public async Task<PetitionView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var petition = await db.Petitions.AsNoTracking().ReadableBy(caller).Where(found => found.Id == id)
            .Include(found => found.CoBuilder).Include(found => found.Steps.OrderBy(step => step.Id)).Include(found => found.Communities)
            .AsSplitQuery().SingleOrDefaultAsync(cancellationToken);
        if (petition is null) return null;
        petition.PetitionerName = Masking.Mask(petition.PetitionerName);
        petition.PetitionerPhone = Masking.Mask(petition.PetitionerPhone);
        var ids = petition.Steps.Select(step => step.CoBuilderId).OfType<long>().Distinct().ToList();
        var handlers = ids.Count == 0
            ? []
            : await db.CoBuilders.Where(unit => ids.Contains(unit.Id))
            .ToDictionaryAsync(unit => unit.Id, unit => unit.NameFor(System.Globalization.CultureInfo.CurrentUICulture), cancellationToken);
        return new(petition, petition.CoBuilder?.Name, caller.MayWrite && caller.Sees(petition.CommunityId), caller.MayWork(petition),
            caller.MayWrite && petition.OfferedToId is { } asked && caller.Sees(asked), caller.MaySkipStages, handlers);
    }
}
