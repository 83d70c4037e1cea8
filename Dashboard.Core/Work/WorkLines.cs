using System.Globalization;
using Concentric.Activities;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Projects;
using Concentric.Resources;
using Concentric.Wishes;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Work;

/// <summary>
/// Reads the records of a group. Where there may be very many, which ones is settled in the index before their rows are touched.
/// </summary>
internal static class WorkLines
{
    public static WorkGroup GroupOf(PetitionStage stage) => WorkGroup.ToNegotiate + (int)stage;

    public static PetitionStage StageOf(WorkGroup group) => PetitionStage.Collected + (group - WorkGroup.ToNegotiate);

    /// <summary>Whatever is due in the group's days: late major hazards first, then by due date.</summary>
    public static async Task<IReadOnlyList<WorkLine>> DueAsync(DashboardDbContext db, WorkSource source, WorkGroup group, WorkDays days,
        int most, CancellationToken cancellationToken)
    {
        var (from, to) = group switch
        {
            WorkGroup.Overdue => (DateOnly.MinValue, days.Today.AddDays(-1)),
            WorkGroup.DueToday => (days.Today, days.Today),
            _ => (days.Today.AddDays(1), days.Soon),
        };
        var hazards = source.OpenHazards.Where(x => x.DueOn >= from && x.DueOn <= to);
        List<WorkLine> lines =
        [
            .. await PetitionsAsync(db, source.OpenPetitions.Select(some => some.Where(x => x.DueOn >= from && x.DueOn <= to)), most,
                cancellationToken),
            .. await HazardsAsync(db, hazards, most, cancellationToken),
            .. await CommitmentsAsync(source.OpenCommitments.Where(x => x.DueOn >= from && x.DueOn <= to), most, cancellationToken),
        ];
        // Asked for apart, so that no crowd of other late hazards hides one.
        if (lines.Count >= most)
            lines.AddRange((await HazardsAsync(db, hazards.Where(x => x.Severity == HazardSeverity.Major), most, cancellationToken))
                .Except(lines));
        return [.. lines.OrderByDescending(line => line.IsMajor).ThenBy(line => line.DueOn)
            .ThenBy(line => line.Kind, StringComparer.Ordinal)
            .ThenBy(line => line.Id).Take(most)];
    }

    /// <summary>Open petitions by due date.</summary>
    /// <param name="open">Each read along its own index.</param>
    public static async Task<List<WorkLine>> PetitionsAsync(DashboardDbContext db, IEnumerable<IQueryable<Petition>> open, int most,
        CancellationToken cancellationToken)
    {
        var lines = new List<WorkLine>();
        foreach (var some in open)
        {
            var first = some.OrderBy(x => x.DueOn).ThenBy(x => x.Id).Select(x => x.Id).Take(most);
            var rows = await db.Petitions.AsNoTracking().Where(x => first.Contains(x.Id))
                .Select(x => new { x.Id, x.Number, x.Title, x.CommunityId, x.Stage, x.DueOn, x.ResponsibleUnit })
                .ToListAsync(cancellationToken);
            lines.AddRange(rows.Select(x => new WorkLine(RecordKinds.NameOf<Petition>(), x.Id, x.Number, x.Title, x.CommunityId,
                GroupOf(x.Stage), x.DueOn, null, x.ResponsibleUnit, false)));
        }

        return [.. lines.OrderBy(line => line.DueOn).ThenBy(line => line.Id).Take(most)];
    }

    /// <summary>Closed petitions by day of closing.</summary>
    public static async Task<List<WorkLine>> ClosedAsync(DashboardDbContext db, IEnumerable<IQueryable<Petition>> closed, WorkGroup group,
        int most, CancellationToken cancellationToken)
    {
        var lines = new List<WorkLine>();
        foreach (var some in closed)
        {
            var first = some.OrderBy(x => x.ClosedOn).ThenBy(x => x.Id).Select(x => x.Id).Take(most);
            var rows = await db.Petitions.AsNoTracking().Where(x => first.Contains(x.Id))
                .Select(x => new { x.Id, x.Number, x.Title, x.CommunityId, x.ClosedOn, x.ResponsibleUnit })
                .ToListAsync(cancellationToken);
            lines.AddRange(rows.Select(x => new WorkLine(RecordKinds.NameOf<Petition>(), x.Id, x.Number, x.Title, x.CommunityId, group,
                null, x.ClosedOn, x.ResponsibleUnit, false)));
        }

        return [.. lines.OrderBy(line => line.Since).ThenBy(line => line.Id).Take(most)];
    }

    /// <summary>What was offered, the one that has waited longest first; each is told with its keeper.</summary>
    public static async Task<List<WorkLine>> OfferedAsync(WorkSource source, int most, CancellationToken cancellationToken)
    {
        var petitions = await source.PetitionsToAccept.OrderBy(x => x.OfferedOn).ThenBy(x => x.Id).Take(most)
            .Select(x => new { x.Id, x.Number, x.Title, x.CommunityId, x.DueOn, x.ResponsibleUnit, x.OfferedOn })
            .ToListAsync(cancellationToken);
        var hazards = await source.HazardsToAccept.OrderBy(x => x.OfferedOn).ThenBy(x => x.Id).Take(most)
            .Select(x => new { x.Id, x.Number, x.Title, x.CommunityId, x.DueOn, x.ResponsibleUnit, x.OfferedOn, x.Severity })
            .ToListAsync(cancellationToken);
        return
        [
            .. petitions.Select(x => (x.OfferedOn, Line: new WorkLine(RecordKinds.NameOf<Petition>(), x.Id, x.Number, x.Title,
                    x.CommunityId, WorkGroup.ToAccept, x.DueOn, null, x.ResponsibleUnit, false)))
                .Concat(hazards.Select(x => (x.OfferedOn, Line: new WorkLine(RecordKinds.NameOf<Hazard>(), x.Id, x.Number, x.Title,
                    x.CommunityId, WorkGroup.ToAccept, x.DueOn, null, x.ResponsibleUnit, x.Severity == HazardSeverity.Major))))
                .OrderBy(one => one.OfferedOn).Select(one => one.Line).Take(most),
        ];
    }

    /// <summary>Turns of the rota; titled by their month.</summary>
    public static async Task<List<WorkLine>> TurnsAsync(WorkSource source, int most, CancellationToken cancellationToken)
    {
        var rows = await source.TurnsToHost.OrderBy(x => x.Month).ThenBy(x => x.Id).Take(most)
            .Select(x => new { x.Id, x.Month, x.CommunityId }).ToListAsync(cancellationToken);
        return rows.ConvertAll(x => new WorkLine(RecordKinds.NameOf<HostTurn>(), x.Id, null,
            string.Create(CultureInfo.InvariantCulture, $"{Texts.Kind(RecordKinds.NameOf<HostTurn>())} {x.Month:yyyy-MM}"), x.CommunityId,
            WorkGroup.TurnsToHost, x.Month.AddMonths(1).AddDays(-1), null, null, false));
    }

    /// <summary>Projects by the day on which they were proposed.</summary>
    public static async Task<List<WorkLine>> ProjectsAsync(WorkSource source, int most, CancellationToken cancellationToken)
    {
        var rows = await source.OpenProjects.OrderBy(x => x.StartedOn).ThenBy(x => x.Id).Take(most)
            .Select(x => new { x.Id, x.Title, x.CommunityId, x.Stage, x.StartedOn }).ToListAsync(cancellationToken);
        return rows.ConvertAll(x => new WorkLine(RecordKinds.NameOf<Project>(), x.Id, null, x.Title, x.CommunityId, WorkGroup.Projects,
            null, x.StartedOn, Texts.Term(x.Stage), false));
    }

    /// <summary>Agreements by due day, those without one last.</summary>
    public static async Task<List<WorkLine>> AgreementsAsync(WorkSource source, int most, CancellationToken cancellationToken)
    {
        var rows = await source.OpenAgreements.OrderBy(x => x.DueOn == null).ThenBy(x => x.DueOn).ThenBy(x => x.AgreedOn).ThenBy(x => x.Id)
            .Take(most).Select(x => new { x.Id, x.Title, x.CommunityId, x.DueOn, x.AgreedOn, x.Parties }).ToListAsync(cancellationToken);
        return rows.ConvertAll(x => new WorkLine(RecordKinds.NameOf<Agreement>(), x.Id, null, x.Title, x.CommunityId, WorkGroup.Agreements,
            x.DueOn, x.DueOn is null ? x.AgreedOn : null, x.Parties, false));
    }

    /// <summary>Open hazards by due date.</summary>
    public static async Task<List<WorkLine>> HazardsAsync(DashboardDbContext db, IQueryable<Hazard> open, int most,
        CancellationToken cancellationToken)
    {
        var first = open.OrderBy(x => x.DueOn).ThenBy(x => x.Id).Select(x => x.Id).Take(most);
        var rows = await db.Hazards.AsNoTracking().Where(x => first.Contains(x.Id)).OrderBy(x => x.DueOn).ThenBy(x => x.Id)
            .Select(x => new { x.Id, x.Number, x.Title, x.CommunityId, x.Severity, x.DueOn, x.ResponsibleUnit })
                .ToListAsync(cancellationToken);
        return rows.ConvertAll(x => new WorkLine(
            RecordKinds.NameOf<Hazard>(), x.Id, x.Number, x.Title, x.CommunityId, WorkGroup.ToRectify, x.DueOn, null, x.ResponsibleUnit,
            x.Severity == HazardSeverity.Major));
    }

    /// <summary>Rectified hazards by day of rectification.</summary>
    public static async Task<List<WorkLine>> RectifiedAsync(IQueryable<Hazard> rectified, int most, CancellationToken cancellationToken)
    {
        var rows = await rectified.OrderBy(x => x.RectifiedOn).ThenBy(x => x.Id).Take(most)
            .Select(x => new { x.Id, x.Number, x.Title, x.CommunityId, x.Severity, x.RectifiedOn, x.RectifiedBy })
                .ToListAsync(cancellationToken);
        return rows.ConvertAll(x => new WorkLine(
            RecordKinds.NameOf<Hazard>(), x.Id, x.Number, x.Title, x.CommunityId, WorkGroup.ToVerify, null, x.RectifiedOn, x.RectifiedBy,
            x.Severity == HazardSeverity.Major));
    }

    /// <summary>Open commitments by due date.</summary>
    public static async Task<List<WorkLine>> CommitmentsAsync(IQueryable<Commitment> open, int most, CancellationToken cancellationToken)
    {
        var rows = await open.OrderBy(x => x.DueOn).ThenBy(x => x.Id).Take(most)
            .Select(x => new { x.Id, x.Title, x.CommunityId, x.DueOn, x.Owner }).ToListAsync(cancellationToken);
        return rows.ConvertAll(x => new WorkLine(RecordKinds.NameOf<Commitment>(), x.Id, null, x.Title, x.CommunityId,
            WorkGroup.Commitments, x.DueOn, null, x.Owner, false));
    }

    /// <summary>Wishes by the day since which they wait.</summary>
    public static async Task<List<WorkLine>> WishesAsync(WorkSource source, WorkGroup group, int most, CancellationToken cancellationToken)
    {
        var isEnglish = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        var wishes = group == WorkGroup.WishesToClaim
            ? source.WishesToClaim.OrderBy(x => x.RaisedOn).ThenBy(x => x.Id)
            : source.WishesToFulfil.OrderBy(x => x.ClaimedOn).ThenBy(x => x.Id);
        var rows = await wishes.Take(most)
            .Select(x => new
            {
                x.Id,
                x.Number,
                x.Title,
                x.CommunityId,
                x.RaisedOn,
                x.ClaimedOn,
                x.ClaimedBy,
                Partner = x.CoBuilder!.Name,
                PartnerEn = x.CoBuilder.NameEn
            }).ToListAsync(cancellationToken);
        return rows.ConvertAll(x => new WorkLine(
            RecordKinds.NameOf<Wish>(), x.Id, x.Number, x.Title, x.CommunityId, group, null,
            group == WorkGroup.WishesToClaim ? x.RaisedOn : x.ClaimedOn,
            (isEnglish ? x.PartnerEn : x.Partner) ?? Rules.Masking.Mask(x.ClaimedBy), false));
    }
}
