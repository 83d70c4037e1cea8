using Concentric.Calendar;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Petitions;

/// <summary>The working days that closed petitions took, which follow the calendar.</summary>
public sealed class PetitionWorkingDays : ICalendarFollower
{
    public string Kind => RecordKinds.NameOf<Petition>();

    public Task<int> CountAsync(DashboardDbContext db, DateOnly day, CancellationToken cancellationToken) =>
        Across(db, day).Select(round => round.PetitionId).Distinct().CountAsync(cancellationToken);

    /// <summary>Archived ones too: they may be restored. Their versions stay, because nobody edits this number.</summary>
    public async Task<DateOnly?> FollowAsync(DashboardDbContext db, DateOnly day, int shift, CancellationToken cancellationToken)
    {
        var across = Across(db, day);
        var corrected = await across.ExecuteUpdateAsync(
            row => row.SetProperty(round => round.WorkingDaysToClose, round => round.WorkingDaysToClose + shift), cancellationToken);
        if (corrected == 0) return null;
        var present = across.Where(round => round.ReopenedOn == null).Select(round => round.PetitionId);
        await db.Petitions.Where(petition => present.Contains(petition.Id)).ExecuteUpdateAsync(
            row => row.SetProperty(petition => petition.WorkingDaysToClose, petition => petition.WorkingDaysToClose + shift),
            cancellationToken);
        return await across.MaxAsync(round => round.ClosedOn, cancellationToken);
    }

    private static IQueryable<PetitionRound> Across(DashboardDbContext db, DateOnly day) =>
        db.PetitionRounds.Where(round => round.ReceivedOn < day && round.ClosedOn >= day);
}
