using System.Globalization;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Communities;

/// <summary>
/// Keeps the numbers of households of a community, which belong to it: each change counts its version up and is a line of its history.
/// </summary>
public sealed class HouseholdCountCommands(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock,
    CommunityDirectory? directory = null)
{
    /// <summary>Enters a number, or corrects one with its day.</summary>
    /// <param name="caller">An administrator of the whole street, as for the community itself.</param>
    /// <param name="communityId">Whose number it is.</param>
    /// <param name="version">The community's, as it was read.</param>
    /// <param name="present">The day of the number that is corrected; null for a new one.</param>
    /// <param name="input">As it shall be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RefusedException">Something is wrong with it.</exception>
    /// <exception cref="RecordNotFoundException">There is no such community or number any more.</exception>
    /// <exception cref="EditedMeanwhileException">Somebody else changed the community.</exception>
    /// <exception cref="UnauthorizedAccessException">The caller may not.</exception>
    public Task<Saved> SaveAsync(CurrentUser caller, int communityId, int version, DateOnly? present, HouseholdCountInput input,
        CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => ChangeOnceAsync(caller, communityId, version, present, input, cancellationToken), cancellationToken);

    /// <summary>Removes a number: the one before it holds on. The community's history keeps what it said.</summary>
    /// <inheritdoc cref="SaveAsync"/>
    public Task<Saved> RemoveAsync(CurrentUser caller, int communityId, int version, DateOnly present,
        CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => ChangeOnceAsync(caller, communityId, version, present, null, cancellationToken), cancellationToken);

    private async Task<Saved> ChangeOnceAsync(CurrentUser caller, int communityId, int version, DateOnly? present,
        HouseholdCountInput? input, CancellationToken cancellationToken)
    {
        if (!caller.MayKeepStreet) throw new UnauthorizedAccessException("Only administrators keep communities.");
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var community = await db.Communities.AsTracking().Include(one => one.HouseholdCounts)
            .SingleOrDefaultAsync(one => one.Id == communityId, cancellationToken)
            ?? throw new RecordNotFoundException(CommunityCommands.Kind, communityId);
        if (community.Version != version)
            throw new EditedMeanwhileException(CommunityCommands.Kind, communityId, version, community.Version);
        if (present is { } day && community.CountFrom(day) is null)
            throw new RecordNotFoundException(CommunityCommands.Kind, communityId);

        var (before, numbers) = (Told(community, present), RestatedDays.NumbersOf(community));
        if (input is null) community.RemoveCount(present!.Value);
        else community.Take(present, input, clock.Today);
        community.Version++;
        CommunityCommands.Announce(db, clock.UtcNow, caller, community, "Changed", before, Told(community, input?.HoldsFrom),
            RestatedDays.Between(numbers, RestatedDays.NumbersOf(community), clock.Today));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException(CommunityCommands.Kind, communityId, version, version + 1);
        }

        await transaction.CommitAsync(cancellationToken);
        directory?.Forget();
        return new(communityId, community.Version);
    }

    private static object Told(Community community, DateOnly? day) =>
        new { HouseholdCount = Told(day is { } one ? community.CountFrom(one) : null) };

    /// <summary>A number with its day, as the history of its community tells it; null for none.</summary>
    internal static string? Told(HouseholdCount? count) => count is null
        ? null : string.Create(CultureInfo.InvariantCulture, $"{count.HoldsFrom:yyyy-MM-dd}: {count.Households}");
}
