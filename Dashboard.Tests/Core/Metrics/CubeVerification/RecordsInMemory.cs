using System.Collections;
using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Errands;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Projects;
using Concentric.Visits;
using Concentric.Volunteers;
using Concentric.Wishes;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Metrics.CubeVerification;

/// <summary>Every record of a store with its parts, in memory, archived ones included.</summary>
internal sealed record RecordsInMemory(
    List<Petition> Petitions, List<Hazard> Hazards, List<Activity> Activities, List<Output> Outputs, List<Project> Projects,
    List<Meeting> Meetings, List<Commitment> Commitments, List<Visit> Visits, List<Errand> Errands, List<Wish> Wishes,
    List<VolunteerClaim> Claims, List<Contribution> Contributions, List<Posting> Postings)
{
    public static async Task<RecordsInMemory> LoadAsync(DashboardDbContext db, CancellationToken cancellationToken) => new(
        await db.Petitions.AsNoTracking().Include(x => x.Communities).AsSplitQuery().ToListAsync(cancellationToken),
        await db.Hazards.AsNoTracking().ToListAsync(cancellationToken),
        await db.Activities.AsNoTracking().Include(x => x.Communities).Include(x => x.Services)
            .Include(x => x.Programmes).ThenInclude(x => x.Programme).AsSplitQuery().ToListAsync(cancellationToken),
        await db.Outputs.AsNoTracking().Include(x => x.Programme).ToListAsync(cancellationToken),
        await db.Projects.AsNoTracking().Include(x => x.Strand).ToListAsync(cancellationToken),
        await db.Meetings.AsNoTracking().Include(x => x.Communities).AsSplitQuery().ToListAsync(cancellationToken),
        await db.Commitments.AsNoTracking().ToListAsync(cancellationToken),
        await db.Visits.AsNoTracking().Include(x => x.Households).AsSplitQuery().ToListAsync(cancellationToken),
        await db.Errands.AsNoTracking().Include(x => x.Programme).ToListAsync(cancellationToken),
        await db.Wishes.AsNoTracking().ToListAsync(cancellationToken),
        await db.VolunteerClaims.AsNoTracking().ToListAsync(cancellationToken),
        await db.Contributions.AsNoTracking().Include(x => x.Programme).ToListAsync(cancellationToken),
        await db.Postings.AsNoTracking().ToListAsync(cancellationToken));

    /// <summary>Takes away what came after a day: records that came up later, and the days of later steps. What is due stays due.</summary>
    public void TakeAwayAfter(DateOnly day)
    {
        foreach (var property in GetType().GetProperties())
            if (property.GetValue(this) is IList records) TakeAwayAfter(records, day);
        foreach (var petition in Petitions) TakeAwayAfter(petition.Rounds, day);
        foreach (var hazard in Hazards) TakeAwayAfter(hazard.Rounds, day);
    }

    private static void TakeAwayAfter(IList records, DateOnly day)
    {
        for (var i = records.Count - 1; i >= 0; i--)
        {
            var days = records[i]!.GetType().GetProperties()
                .Where(own => own.CanWrite && !own.Name.Contains("due", StringComparison.OrdinalIgnoreCase)).ToList();
            if (days.Exists(own => own.PropertyType == typeof(DateOnly) && (DateOnly)own.GetValue(records[i])! > day)) records.RemoveAt(i);
            else
            {
                foreach (var own in days.Where(own => own.PropertyType == typeof(DateOnly?) && (DateOnly?)own.GetValue(records[i]) > day))
                    own.SetValue(records[i], null);
            }
        }
    }
}
